"""Raw documents: what is kept from training, what is news, and which persons editors marked."""

import json
import lzma
from pathlib import Path

import pytest

from training.raw import RawDocument, marked_persons, read_raw


def write(path: Path, *records: dict[str, object]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize(
    ("identifier", "file", "news"),
    [
        ("k1", "kremlin_en", True),
        ("w1", "wikinews_2019_2020", True),
        ("u1", "un_general_debate_1993_2024", False),
        ("wh:statements-releases/a", "whitehouse_2021_2026", True),
        ("wh:remarks/a", "whitehouse_2021_2026", False),
    ],
)
def test_news(identifier: str, file: str, news: bool) -> None:
    assert RawDocument(identifier, file, "2019", "", "").is_news is news


def test_reading(tmp_path: Path) -> None:
    write(
        tmp_path / "b.jsonl.xz",
        {"id": "b1", "published": "2026-01-02", "title": "T", "text": "Talks."},
        {"id": "b2", "published": None, "title": None, "text": "Ana met Boris."},
    )
    write(tmp_path / "a.jsonl.xz", {"id": "a1", "published": "1999", "title": "", "text": "Peace."})
    write(tmp_path / "b_persons.spans.jsonl.xz", {"id": "b2", "persons": [[0, 3], [8, 13]]})
    assert [document.id for document in read_raw(tmp_path)] == ["a1", "b2"]
    assert [document.id for document in read_raw(tmp_path, held_out=True)] == ["b1"]
    [_, last] = read_raw(tmp_path)
    assert last == RawDocument("b2", "b", "", "", "Ana met Boris.")
    assert marked_persons(tmp_path) == {"b2": [(0, 3), (8, 13)]}
