"""Settings that are changed for one run."""

from typing import Any

import pytest

from training.train import override


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("training.max_steps=2500", ("training.max_steps", 2500)),
        ("training.dropout=0.2", ("training.dropout", 0.2)),
        ("paths.dev=null", ("paths.dev", None)),
        ("paths.dev=some/dev.spacy", ("paths.dev", "some/dev.spacy")),
        ("x.y=a=b", ("x.y", "a=b")),
        ("x.y=[1, 2]", ("x.y", [1, 2])),
        ("x.y=", ("x.y", "")),
    ],
)
def test_settings(text: str, expected: tuple[str, Any]) -> None:
    assert override(text) == expected
