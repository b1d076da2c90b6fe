"""Fixtures for the tests of a plugin; the one module of the kit that needs pytest.

```python
pytest_plugins = ["diplotext.testing.fixtures"]  # in tests/conftest.py
```
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import pytest

from diplotext.model.document import Document
from diplotext.plugin.extractor import ANNOTATIONS
from diplotext.syntax.language_models import default_language
from diplotext.testing import bench, examples

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Read(Protocol):
    """Reads a text with an extractor."""

    def __call__(
        self, extractor: examples.Extractors, text: str, published: datetime.date | str | None = None
    ) -> Document:
        """Read a text.

        Args:
            extractor: An extractor (after installed providers of what it requires), several, or a pipeline.
            text: The text.
            published: Its publication date.
        """


@pytest.fixture(scope="session")
def language() -> Language:
    """The default language model for extractors that need a parse, loaded once."""
    return default_language(ANNOTATIONS)


@pytest.fixture(scope="session")
def parsed(language: Language) -> Callable[[str], Doc]:
    """A function that parses a text, once for all tests; the parse must not be changed."""
    return lambda text: bench.parsed(language, text)


@pytest.fixture(scope="session")
def read() -> Read:
    """A function that reads a text with an extractor; each text is parsed once for all tests."""
    return examples.read
