"""Vectors: which documents they are trained on, and their words as floret reads them."""

import json
import lzma
from pathlib import Path

import pytest

from training.raw import WHITE_HOUSE, RawDocument
from training.vectors import paragraphs, taken, write_words


@pytest.mark.parametrize(
    ("file", "prefix", "share"),
    [
        ("kremlin_en", "k", 1.0),
        ("un_general_debate_1993_2024", "u", 1.0),
        (WHITE_HOUSE, "wh:remarks/", 0.35),
        (WHITE_HOUSE, "wh:statements-releases/", 1.0),
        ("whitehouse_2009_2015", "x", 0.7),
    ],
)
def test_shares(file: str, prefix: str, share: float) -> None:
    documents = [RawDocument(f"{prefix}{number}", file, "2015", "", "") for number in range(1000)]
    assert sum(map(taken, documents)) / 1000 == pytest.approx(share, abs=0.05)
    assert list(map(taken, documents)) == list(map(taken, documents))


def test_words(tmp_path: Path) -> None:
    record = {"id": "k", "published": "2015", "title": "Talks", "text": "Ana\nwon't go.\n\n\n\nShe left."}
    with lzma.open(tmp_path / "kremlin_en.jsonl.xz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(record) + "\n")
    assert list(paragraphs(tmp_path)) == ["Talks", "Ana wo n't go .", "She left ."]
    assert write_words(tmp_path, tmp_path / "words.txt") == 9
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kremlin_en.jsonl.xz", "words.txt"]
