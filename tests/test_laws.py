"""Changes of a text that mean nothing change nothing of what is found: white space, wraps, letters, a headline's case."""

import itertools
import json
from pathlib import Path

import pytest
from benchmarks import laws

from diplotext import Pipeline

ROOT = Path(__file__).parents[1]
FLOORS = laws.as_floors(ROOT / "benchmarks" / "law-floors.toml", (*laws.CHANGES, *laws.HEADLINE_CHANGES))
TRIED = (
    *("two spaces", "no-break spaces", "tabs", "CR", "CRLF", "NFD", "soft hyphens", "indented paragraphs"),
    *("wrapped", "wrapped, words cut", "headline in capitals", "headline in small letters"),
)
ARTICLES = 20


@pytest.fixture(scope="module")
def measured():
    """What of the records of some articles of our own corpus survives each change."""
    with (ROOT / "corpus" / "gold.jsonl").open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        train = (
            record for record in records if record["source"]["part"] == "train" and 900 < len(record["text"]) < 4000
        )
        articles = [laws.Article.of(record) for record in itertools.islice(train, ARTICLES)]
    return dict(laws.measured(Pipeline.of(language="en_diplotext"), articles, TRIED))


@pytest.mark.parametrize("change", TRIED)
def test_records_survive(measured, change):
    row = measured[change]
    floors = FLOORS[change] if isinstance(FLOORS[change], dict) else {laws.ALL: FLOORS[change]}
    assert row.share(laws.ALL) >= floors[laws.ALL], row.differences
    assert row.known[laws.ALL] > 50 or change == "NFD"


def test_every_change_has_a_floor():
    assert set(FLOORS) == {*laws.CHANGES, *laws.HEADLINE_CHANGES}


def test_a_change_that_means_something_is_seen():
    article = laws.Article.of({"text": "Elina Saarela met Marko Vidmar in Oslo on Monday.", "published": "2021-05-04"})
    pipeline = Pipeline.of(language="en_diplotext")
    before, after = (
        laws.records_of(pipeline.read(text)) for text in (article.text, article.text.replace("Oslo", "Accra"))
    )
    row = laws.Row()
    row.add(before, after)
    assert row.share("places") == 0
    assert row.share("persons") == 100
    assert row.extra
