"""What an export of a news archive says of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs
from immutabledict import immutabledict

from diplotext.text.header_dates import MONTHS, date_of

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    r"\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}}))"
    r"(?:[\s,;].{0,60})?",
    re.I,
)
"""A line that begins with a date; a weekday, a time or an edition may follow."""


@attrs.frozen
class Fields:
    """What an export says of an article, and its body.

    Attributes:
        title: Its title.
        outlet: The newspaper or agency.
        published: Its date, as `YYYY-MM-DD`.
        body: The lines of its body.
        id: Its id in the archive.
        others: Other fields, such as `byline` and `section`.
    """

    title: str
    outlet: str | None
    published: str | None
    body: Sequence[str]
    id: str | None = None
    others: Mapping[str, str] = immutabledict()


def first_date(line: str) -> str | None:
    """The date with which a line begins, as `YYYY-MM-DD`."""
    match = DATE.fullmatch(line)
    day = date_of(match) if match else None
    return day.isoformat() if day else None
