"""Changes of a text that mean nothing change nothing of what is found: white space, wraps, letters, a headline's case."""

import itertools
import json
from pathlib import Path

import law_records
import laws
import pytest
from text_changes import CHANGES, WIDTHS, wrapped

from diplotext import Pipeline
from diplotext.text import view_of

ROOT = Path(__file__).parents[1]
FLOORS = laws.as_floors(ROOT / "benchmarks" / "law-floors.toml")
SAME_VIEW = (
    *(
        "single breaks",
        "blank lines",
        "trailing spaces",
        "indented paragraphs",
        "CRLF",
        "CR",
        "NFD",
        "tabs",
        "two spaces",
    ),
    *("two spaces after a full stop", "no-break spaces", "every seventh space no-break", "thin spaces", "soft hyphens"),
    "zero-width spaces",
)
TRIED = (
    *("two spaces", "NFD", "wrapped at any width", "wrapped, words cut", "headline in capitals"),
    *("headline in small letters", "person renamed", "published a week later", "paragraph put below the headline"),
)
ARTICLES = 20


def own_articles():
    """Some articles of our own corpus."""
    with (ROOT / "corpus" / "gold.jsonl").open(encoding="utf-8") as lines:
        records = (json.loads(line) for line in lines)
        train = (
            record for record in records if record["source"]["part"] == "train" and 900 < len(record["text"]) < 4000
        )
        return [laws.Article.of(record) for record in itertools.islice(train, ARTICLES)]


@pytest.fixture(scope="module")
def measured():
    """What of the records of some articles of our own corpus survives each change."""
    return dict(laws.measured(Pipeline.of(language="en_diplotext"), own_articles(), TRIED))


@pytest.mark.parametrize("change", SAME_VIEW)
def test_extractors_read_the_same_text_after_a_change_of_white_space(change):
    for article in own_articles():
        assert view_of(CHANGES[change](article.text)).text.strip() == view_of(article.text).text.strip()


def test_lines_wrapped_at_every_width_are_joined():
    tried = [(article, width) for article in own_articles() for width in WIDTHS]
    broken = [
        (article.text[:60], width)
        for article, width in tried
        if view_of(wrapped(article.text, width)).text.strip() != view_of(article.text).text.strip()
    ]
    assert len(broken) <= 0.005 * len(tried), broken


@pytest.mark.parametrize("change", TRIED)
def test_records_survive(measured, change):
    row = measured[change]
    floors = FLOORS[change] if isinstance(FLOORS[change], dict) else {law_records.ALL: FLOORS[change]}
    assert row.share(law_records.ALL) >= floors[law_records.ALL], row.differences
    assert row.known[law_records.ALL] > 50 or change == "NFD"


def test_every_change_has_a_floor():
    assert list(FLOORS) == list(laws.LAWS)


def test_a_change_that_means_something_is_seen():
    article = laws.Article.of({"text": "Elina Saarela met Marko Vidmar in Oslo on Monday.", "published": "2021-05-04"})
    pipeline = Pipeline.of(language="en_diplotext")
    before, after = (
        law_records.records_of(pipeline.read(text)) for text in (article.text, article.text.replace("Oslo", "Accra"))
    )
    row = law_records.Row()
    row.add(before, after)
    assert row.share("places") == 0
    assert row.share("persons") == 100
    assert row.extra
