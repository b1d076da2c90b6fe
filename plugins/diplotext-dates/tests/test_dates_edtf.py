"""Every value is EDTF by an independent reader, and its bounds are those that the reader gives."""

import datetime
import re
import time

import pytest
from edtf import parse_edtf

from diplotext import Pipeline, TimeExpression
from diplotext_dates import DateExtractor

PUBLISHED = "2021-12-02"
EXPRESSIONS = [
    "in 2022",
    "in March 2022",
    "on 5 May 2022",
    "on May 3-5",
    "in the 1990s",
    "in the 19th century",
    "in summer 2018",
    "in the third quarter",
    "in the first half of 2020",
    "since 2019",
    "until Friday",
    "before 2018",
    "after May 2",
    "from March to May",
    "between 2007 and 2009",
    "from Monday to Thursday",
    "in about 2010",
    "in early 2022",
    "last week",
    "over the weekend",
    "on Dec. 2 at 10:30 GMT",
    "at noon on Wednesday",
    "in 1957-58",
    "in the first week of 2021",
    "in the last four months of 2021",
    "in the last three years",
    "two weeks ago",
    "at Easter",
    "during Ramadan",
    "in the winter of 2019",
    "on 2021-12-02",
    "in 44 BC",
    "by the end of the month",
    "in 2018 or later",
]
NARROWED = ("start", "mid", "end", "approximate")
"""Modifiers with which our bounds are narrower than the value."""
WINTER = re.compile(r"\d{4}-24")
"""The reader lets the winter of a year begin in its January, we in its December."""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([DateExtractor()])


@pytest.mark.parametrize("published", [PUBLISHED, None])
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_value_is_edtf(pipeline: Pipeline, expression: str, published: str | None) -> None:
    found = pipeline.read(f"They met {expression}.", published=published).times
    assert found
    for item in found:
        if item.value:
            check(item)


def check(item: TimeExpression) -> None:
    read = parse_edtf(item.value)
    if not item.resolved or item.mod in NARROWED or WINTER.fullmatch(item.value or ""):
        return
    if item.earliest:
        assert as_date(read.lower_strict()) == item.earliest, item
    if item.latest:
        assert as_date(read.upper_strict()) == item.latest, item


def as_date(moment: time.struct_time) -> datetime.date:
    return datetime.date(*moment[:3])
