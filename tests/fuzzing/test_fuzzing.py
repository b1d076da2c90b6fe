"""Hostile texts are read: a short part of what `make fuzz` does for hours, and all that it found and kept."""

import time

import pytest
from hypothesis import given, settings
from tests.fuzzing.hostile import ARTICLES
from tests.fuzzing.invariants import check_reading
from tests.fuzzing.properties import PROPERTIES, pipeline
from tests.fuzzing.targets import CORPUS, TARGETS, corpus

EXAMPLES = {"articles": 40, "layers": 150, "date words": 150, "wire lines": 150}
MAX_CORPUS_BYTES = 200_000
MANY = 10_000
BROKEN_ONCE = [
    # (text, published): what fuzzing found
    ("A0 met 1700", "9999-12-31"),  # the day after the last one of the calendar
]


@pytest.mark.parametrize("name", PROPERTIES)
def test_properties_hold(name):
    strategy, check = PROPERTIES[name]()

    @settings(max_examples=EXAMPLES[name])
    @given(strategy)
    def holds(value):
        check(value)

    holds()


@pytest.mark.parametrize(("text", "published"), BROKEN_ONCE)
def test_what_broke_once_is_read(text, published):
    check_reading(pipeline(), text, published)


@pytest.mark.parametrize("target", TARGETS)
def test_what_was_kept_is_read(target):
    kept = corpus(target)
    assert kept
    for path in kept:
        TARGETS[target](path.read_bytes())


def test_kept_texts_are_read_by_all_extractors():
    for path in sorted(CORPUS.glob("marks/*.txt")):
        check_reading(pipeline(), path.read_bytes().decode("utf-8", "replace"))


def test_ten_thousand_marks_cost_no_more_than_prose():
    prose = " ".join(" ".join(ARTICLES).split())
    prose = (prose * (MANY // len(prose) + 1))[:MANY]
    least = seconds(prose)
    for unit in ("“", '"', "‘", "'", "``", "(", "[", "“a ", "(a ", "“We agree ", "\u0301"):
        assert seconds((unit * MANY)[:MANY]) <= 1.5 * least, unit


def seconds(text):
    """The shorter processor time of two readings."""
    times = []
    for _ in range(2):
        began = time.process_time()
        pipeline().read(text)
        times.append(time.process_time() - began)
    return min(times)


def test_the_corpus_stays_small():
    assert sum(path.stat().st_size for path in CORPUS.rglob("*.txt")) < MAX_CORPUS_BYTES
