"""Which pieces are kept, and that only the published weights are taken."""

from pathlib import Path

import pytest

pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

from en_diplotext_accurate.pieces import SPECIAL
from training.encoder.pretrained import SHA256, checked
from training.encoder.vocabulary import is_basic, ordered, used

PUBLISHED = [
    "[PAD]",
    "[unused0]",
    "[unused1]",
    "[unused2]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "[",
    "t",
    "talk",
    "##s",
]


def test_special_entries_come_first_and_unused_ones_go() -> None:
    assert ordered(PUBLISHED) == [*SPECIAL, "t", "talk", "##s", "["]


def test_pieces_are_counted() -> None:
    counts = used(["Talks talks", "[talk"], ordered(PUBLISHED))
    assert (counts["talk"], counts["##s"], counts["["], counts["t"]) == (3, 2, 1, 0)


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("a", True),
        ("##z", True),
        ("é", True),
        ("ж", True),
        ("”", True),
        ("€", True),
        ("外", False),
        ("##s.", False),
        ("th", False),
    ],
)
def test_single_characters_that_any_text_may_need(piece: str, expected: bool) -> None:
    assert is_basic(piece) is expected


def test_other_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"model\.safetensors"):
        checked(tmp_path)
    for name in SHA256:
        (tmp_path / name).write_bytes(b"other")
    with pytest.raises(ValueError, match=r"model\.safetensors has the SHA-256 [0-9a-f]{64}, not 53aa51172d14"):
        checked(tmp_path)
