"""Publication dates in the text of an article, before its title or on a line of their own."""

from __future__ import annotations

import datetime
import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_TIME_OF_DAY = r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,5})?)?"
_LABEL = r"(?:(?:date|published|posted|updated|publication date)\s*+(?::\s++|(?<=\s))(?:on\s++)?)?"
PREFIX_DATE = re.compile(
    rf"\s*+{_LABEL}(?P<date>(?P<iso>\d{{4}}-\d\d-\d\d))(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z| ?[+-]\d\d:?\d\d)?)?(?!\S)", re.I
)
LINE_DATE = re.compile(
    rf"{_LABEL}{_WEEKDAY}(?P<date>(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>[A-Za-z]{{3,9}})\.?,? (?P<year2>\d{{4}}))\.?{_TIME_OF_DAY}",
    re.I,
)


def date_of(match: re.Match[str]) -> datetime.date | None:
    """The day that `PREFIX_DATE` or `LINE_DATE` matched; None if the calendar has no such day."""
    parts = match.groupdict()
    try:
        if parts.get("iso"):
            return datetime.date.fromisoformat(parts["iso"])
        suffix = "2" if parts.get("day2") else ""
        month = MONTHS.get(parts["month" + suffix].casefold())
        return datetime.date(int(parts["year" + suffix]), month, int(parts["day" + suffix])) if month else None
    except ValueError:  # 31 November
        return None
