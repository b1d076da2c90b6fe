"""Meetings in sentences as long as those of the news, found with the installed language model and extractors."""

import statistics
import tomllib
from pathlib import Path

import pytest

PUBLISHED = "2024-03-06"
NEWS = tomllib.loads(Path(__file__).with_name("news.toml").read_text(encoding="utf-8"))["news"]


@pytest.fixture(scope="module")
def documents(pipeline):
    return list(pipeline.stream([{"text": news["text"], "published": PUBLISHED} for news in NEWS]))


def summary(meeting):
    """A meeting as a row of the table."""
    people = "; ".join(sorted(str(participant) for participant in meeting.participants))
    levels = [getattr(meeting.venue, level) for level in ("site", "city", "other", "country")] if meeting.venue else []
    time = meeting.time.value or meeting.time.text if meeting.time else ""
    return [meeting.kind, meeting.status, people, ", ".join(span.text for span in levels if span), time]


@pytest.mark.parametrize("number", range(len(NEWS)), ids=[f"{i:02} {news['style']}" for i, news in enumerate(NEWS)])
def test_news(documents, number, request):
    news = NEWS[number]
    if "wrong" in news:
        request.applymarker(pytest.mark.xfail(strict=True, reason=news["wrong"], raises=AssertionError))
    assert [summary(meeting) for meeting in documents[number].meetings] == news["meetings"]


def test_sentences_are_long(documents):
    lengths = [len(sentence.split()) for news in NEWS for sentence in news["text"].split(". ")]
    assert len(NEWS) >= 60
    assert statistics.median(lengths) > 20


def test_the_other_extractors_took_part(documents):
    for kind in ("people", "organizations", "states", "times", "statements"):
        assert any(getattr(document, kind) for document in documents), kind
