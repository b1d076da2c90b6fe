"""What the tests share: the extractor with everything that it can use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplotext import Document, Pipeline
from diplotext_example import Treaty

PIPELINE = Pipeline.of("treaties", "dates", "places")


@pytest.fixture
def read() -> Callable[[str], Document]:
    """Read a text, published on 10 May 2022, a Tuesday."""
    return lambda text: PIPELINE.read(text, published="2022-05-10")


@pytest.fixture
def found(read: Callable[[str], Document]) -> Callable[[str], list[tuple[str, str]]]:
    """The treaties in a text: what is written, and the rule without its prefix."""
    return lambda text: [(treaty.text, treaty.rule.removeprefix("treaty.")) for treaty in read(text).of(Treaty)]
