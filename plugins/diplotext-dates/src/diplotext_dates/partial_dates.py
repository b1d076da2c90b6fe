"""Publication dates without a day (`2023`, `2023-03`): what they decide is resolved, and nothing else.

An expression is read as published on the first and on the last day that the date can mean. Where both give the same
value, so does every day between them: "last year" is 2022 for an article of 2023, while "on Wednesday" stays open.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from diplotext import Document, Reading, TimeExpression

PARTIAL = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]))?")
Days = tuple[datetime.date, datetime.date]


def days_of(document: Document) -> Days | None:
    """The first and the last day on which a document may have been published; None if the day is known, or nothing."""
    match = PARTIAL.fullmatch(str(document.source.get("published", "")))
    if document.published or match is None or not (year := int(match["year"])):
        return None
    if match["month"] is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    month = int(match["month"])
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def decided(
    extract: Callable[[Reading], Iterable[TimeExpression]], reading: Reading, days: Days
) -> Iterator[TimeExpression]:
    """The time expressions of an article without a publication date, resolved where both days agree."""
    first, last = (
        {found.spans: found for found in extract(_published(reading, day)) if found.resolved} for day in days
    )
    for found in extract(reading):
        agreed = first.get(found.spans)
        yield agreed if agreed is not None and agreed == last.get(found.spans) and not found.resolved else found


def _published(reading: Reading, day: datetime.date) -> Reading:
    document = attrs.evolve(reading.document, published=day, published_basis="given")
    return attrs.evolve(reading, document=document, article=reading.article)
