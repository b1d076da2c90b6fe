"""The grammar as data: every rule matches its examples, every name in it exists, and any text is read with work in proportion to it."""

import datetime
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotext import Pipeline
from diplotext.testing import assert_linear_time
from diplotext_dates import DateExtractor
from diplotext_dates.amounts import number, ordinal, year_number
from diplotext_dates.cascade import Rule, Site, find, stages
from diplotext_dates.guards import GUARDS
from diplotext_dates.reading import READERS
from diplotext_dates.values import duration_code, of_week, third

PIPELINE = Pipeline([DateExtractor()])
RULES = [rule for stage in stages() for rule in stage]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id}:{rule.read}")
def test_rule_matches_its_examples(rule: Rule) -> None:
    assert rule.read in READERS
    assert rule.guard is None or rule.guard in GUARDS
    for example in rule.examples:
        found = find(Site(example), 0, len(example), lambda node: True)
        texts = [node.text for node in found]
        assert texts == [example] or (rule.part and not texts) or (rule.split and _cover(example, texts)), texts


def _cover(example: str, texts: list[str]) -> bool:
    """Whether the parts of a list begin and end where the example does."""
    return example.startswith(texts[0]) and example.endswith(texts[-1])


def test_every_reader_and_guard_is_used() -> None:
    assert {rule.read for rule in RULES} == set(READERS)
    assert {rule.guard for rule in RULES if rule.guard} == set(GUARDS)


NUMBERS = [
    ("twenty-four", 24),
    ("twenty four", 24),
    ("a hundred", 100),
    ("two thousand", 2000),
    ("three hundred and sixty five", 365),
    ("a couple of", 2),
    ("half a dozen", 6),
    ("1,500", 1500),
    ("2 thousand", 2000),
    ("several", None),
    ("an", 1),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_numbers(text: str, expected: int | None) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2nd", 2), ("second", 2), ("twenty-first", 21), ("thirty first", 31), ("last", -1), ("7", 7)],
)
def test_ordinals(text: str, expected: int) -> None:
    assert ordinal(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1996", 1996),
        ("nineteen ninety-six", 1996),
        ("nineteen oh five", 1905),
        ("seventeen hundred thirty three", 1733),
        ("two thousand and one", 2001),
        ("twenty twenty-one", 2021),
    ],
)
def test_years_in_words(text: str, expected: int) -> None:
    assert year_number(text) == expected


def test_the_table_of_rules_holds_those_of_the_grammar() -> None:
    assert set(DateExtractor.rules()) == {rule.id for rule in RULES if rule.id}


def test_number_halves() -> None:
    assert float(number("2 1/2") or 0) == float(number("two and a half") or 0) == 2.5
    assert duration_code(number("2 1/2"), "H") == "PT2H30M"
    assert duration_code(number("half a"), "Y") == "P6M"


def test_week_of_the_turn_of_the_year() -> None:
    value = of_week(datetime.date(2021, 1, 1))
    assert (value.timex, value.value) == ("2020-W53", "2020-12-28/2021-01-03")


def test_thirds_cover_a_year_without_gap() -> None:
    first, last = datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)
    parts = [third(first, last, mod) for mod in ("start", "mid", "end")]
    assert parts[0][0] == first
    assert parts[2][1] == last
    assert all((b[0] - a[1]).days == 1 for a, b in pairwise(parts))


@given(st.dates(datetime.date(1700, 1, 1), datetime.date(2099, 12, 31)))
@settings(max_examples=50, deadline=None)
def test_written_dates_are_read_back(day: datetime.date) -> None:
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    written = f"{months[day.month - 1]} {day.day}, {day.year}"
    for text in (written, day.isoformat(), f"{day.day} {months[day.month - 1]} {day.year}"):
        (found,) = PIPELINE.read(f"It was signed on {text}.").times
        assert (found.value, found.earliest, found.latest) == (day.isoformat(), day, day)


WORDS = [
    "the",
    "last",
    "next",
    "two",
    "12",
    "2021",
    "May",
    "Monday",
    "week",
    "ago",
    "early",
    "a",
    "half",
    "of",
    ",",
    "-",
    "\n",
    "\n\n",
    "3",
    "to",
    "every",
    "year's",
    "now",
    "“",
    "”",
    "March",
    "10",
    "a.m.",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.sampled_from(["2021-12-02", "0001-01-01", "9999-12-31", None]))
@settings(max_examples=150, deadline=None)
def test_any_words_are_read(words: list[str], published: str | None) -> None:
    found = PIPELINE.read(" ".join(words), published=published).times
    assert all(not time.resolved or time.timex3 for time in found)
    whole = [
        time for time in found if not any(a.start <= time.start and time.end <= a.end for a in found if a is not time)
    ]
    assert all(a.end <= b.start for a, b in pairwise(whole))
    assert len(found) - len(whole) <= 2 * sum(time.kind == "range" for time in whole)


@pytest.mark.parametrize(
    "piece",
    [
        "one ",
        "12 ",
        "a half and ",
        "the last day ",
        "2019-",
        "Thursday, ",
        "1" * 50,
        "twenty-",
        "from 2 to ",
        "May 3-5, ",
        "the first week of ",
        "'",
        ".",
        "a year ago ",
        "“Today,” he said on Monday. ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = piece * (size // len(piece))

        def read() -> None:
            assert all(text[item.start : item.end] == item.text for item in PIPELINE.read(text).times)

        return read

    assert_linear_time(prepare)


HARD = [
    "① on Monday, 5 m² in 2021.²",
    "1" * 5000 + "th of May, " + "1" * 5000 + ".25 days, 1" + ",000" * 2000 + " years ago",
    "They fast until Eid al-Fıtr 2021, 12 ARALIK 2021, ٣ days ago.",
    "They will meet in two days and three hours, in hour-long talks, three hours and two days ago.",
    "Early next weekend, late last weekend, at the start of the weekend.",
    "twenty 1st quarter results, the 0th of May, 0/0/2021, 12,000 BC, 0 BC, week 99 of 2021, 2021-12-02T10:30+0530",
]


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("published", ["2021-12-02", "0001-01-01", "9999-12-31", None])
def test_hard_texts_are_read(text: str, published: str | None) -> None:
    assert PIPELINE.read(text, published=published).times is not None


def test_import_is_light() -> None:
    code = "import sys, diplotext_dates; print([name for name in ('spacy', 'dateparser', 'holidays', 'hijridate') if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
