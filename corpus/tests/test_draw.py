"""Drawing articles, and the articles that were drawn."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from corpus.draw import (
    Article,
    Diplomacy,
    Drawing,
    address_of,
    identifiers,
    parts_of_months,
    shingles,
    split_number,
    style_of,
    title_kind,
)

ARTICLES = Path(__file__).parent.parent / "articles.jsonl"


def article(text="Text.", *, title="Title", file="kremlin_en", origin="kremlin:7", published="2019-05-09"):
    return Article(origin, file, "CC BY 4.0", published, title, text)


def test_parts_are_repeatable_and_fixed_ones_stay():
    months = [f"2019-{month:02}" for month in range(1, 13)]
    parts = parts_of_months(months, {"2019-03": "train"}, 7)
    assert parts == parts_of_months(reversed(months), {"2019-03": "train"}, 7)
    assert parts["2019-03"] == "train"
    assert Counter(parts[m] for m in months if m != "2019-03").most_common()[-1][1] >= 3


def test_small_numbers_keep_to_the_shares():
    owed, total = Counter(), Counter()
    for _ in range(20):
        total.update(split_number(1, {"train": 0.5, "development": 0.25, "test": 0.25}, owed))
    assert total == {"train": 10, "development": 5, "test": 5}


def test_what_resembles_is_not_drawn_twice():
    words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    drawing = Drawing(8, 8)
    pool = {
        "other": [article(words), article(f"{words} again", origin="kremlin:8"), article("short", origin="kremlin:9")]
    }
    assert [a.origin for a in drawing.take(pool, 3, range(1, 99))] == ["kremlin:7", "kremlin:9"]
    assert not Drawing(8, 8, known=shingles(words, 8)).is_new(words.upper())


def test_years_take_turns():
    pool = {
        "call": [
            article(f"text {n}", origin=f"k:{n}", published=f"{year}-01-01")
            for n, year in enumerate([2001, 2001, 2002])
        ]
    }
    assert [a.published[:4] for a in Drawing(8, 8).take(pool, 2, range(9))] == ["2001", "2002"]


@pytest.mark.parametrize(
    ("text", "title", "style"),
    [
        ("The president met the envoy.", "Meeting with the envoy", "read-out"),
        ("MR LEE: Good day.\n\nMR ROY: Good day.", "Meeting", "transcript"),
        ("I am glad. We met.", "On the vote", "statement"),
        ("He said “I am glad, we met.” It rained on them for hours.", "On the vote", "news"),
    ],
)
def test_styles(text, title, style):
    kinds = {"skip": "x", "meeting": "Meeting"}
    assert style_of(article(text, title=title), title_kind(title, kinds)) == style


def test_diplomacy(tmp_path):
    table = tmp_path / "states.csv"
    table.write_text("name,aliases,adjectives,category\nMali,,Malian,state\nChad,,Chadian,state\n", encoding="utf-8")
    diplomacy = Diplomacy.of(table, "talks|envoy", 2, 2)
    assert diplomacy.is_subject_of("Mali and a Chadian envoy held talks")
    assert not diplomacy.is_subject_of("Mali and a Malian envoy held talks")
    assert not diplomacy.is_subject_of("Mali and Chad held talks")


def test_addresses_and_identifiers():
    older = article(
        origin="wh:statements-releases/2021-05/2021-05-10-readout", file="whitehouse_2021_2026", published="2021-05-10"
    )
    assert (
        address_of(older, None)
        == "https://bidenwhitehouse.archives.gov/briefing-room/statements-releases/2021/05/10/readout/"
    )
    assert address_of(article(), "https://example.org/{tail}") == "https://example.org/7"
    assert list(identifiers([article(), article()], {"kremlin_en": {"source": "kremlin"}})) == [
        "kremlin-20190509",
        "kremlin-20190509b",
    ]


def drawn():
    return [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]


def test_no_month_is_in_two_parts():
    parts = defaultdict(set)
    for record in drawn():
        parts[record["published"][:7]].add(record["part"])
    assert all(len(found) == 1 for found in parts.values())


def test_the_drawn_articles_keep_what_was_promised():
    records = drawn()
    assert len(records) >= 210
    assert len({record["id"] for record in records}) == len(records)
    assert not [r for r in records if r["earlier"] and r["part"] == "test"]
    assert not [r for r in records if r["origin"].startswith(("wh:articles/", "wh:releases/"))]
    assert all(120 <= len(r["text"].split()) <= 700 for r in records if not r["earlier"])
    assert sum(r["style"] in ("statement", "transcript") for r in records) <= 0.2 * len(records)
    assert all(re.fullmatch(r"[a-z-]+-\d{8}[a-z]?", r["id"]) and r["licence"] and r["attribution"] for r in records)


def test_no_two_drawn_articles_resemble_each_other():
    found = [(record["earlier"], shingles(record["text"], 8)) for record in drawn()]
    for i, (earlier, first) in enumerate(found):
        for other_earlier, second in found[:i]:
            assert (earlier and other_earlier) or len(first & second) < 8
