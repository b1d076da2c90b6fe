"""Values of time expressions: one spelling for EDTF and TIMEX3, and the days that a value covers."""

from __future__ import annotations

import re
from datetime import date, timedelta

Days = tuple[date, date]
MONTHS = {
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12),
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2),
}  # fmt: skip
EDTF_UNITS = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI", "25": "SP", "26": "SU", "27": "FA", "28": "WI",
    "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4", "40": "H1", "41": "H2",
}  # fmt: skip
UNIT = re.compile(r"(\d{4})-(\d\d)")
SPELLINGS = (
    (re.compile(r"(\d\d)XX"), r"\1"),
    (re.compile(r"(\d{3})X"), r"\1"),
    (re.compile(r"(\d{4})-XX(?:-XX)?"), r"\1"),
    (re.compile(r"(\d{4}-\d\d)-XX"), r"\1"),
    (re.compile(r"(\d{4}-\d\d-\d\d)T00:00(?::00)?Z?"), r"\1"),
    (re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?Z?"), r"\1"),
    (re.compile(r"(\d{4})-W(\d(?:-WE)?)"), r"\1-W0\2"),
)
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T.*)?")
RANGE = re.compile(r"\[?([^/\[\]]*?)\s*(?:/|\.\.)\s*([^/\[\]]*?)\]?")


def spelled(value: str | None) -> str:
    """A value as TIMEX3 spells it; an interval of days that is exactly a week, month, quarter or the like is that unit.

    Args:
        value: TIMEX3 or EDTF; the empty string for None.
    """
    text = (value or "").strip().rstrip("~?%")
    if re.fullmatch(r"[0-9Uu-]+", text):
        text = text.upper().replace("U", "X")
    if (match := UNIT.fullmatch(text)) and match[2] in EDTF_UNITS:
        return f"{match[1]}-{EDTF_UNITS[match[2]]}"
    for pattern, spelling in SPELLINGS:
        if match := pattern.fullmatch(text):
            return match.expand(spelling)
    first, slash, last = text.partition("/")
    if slash:
        ends = _day(first), _day(last)
        if ends[0] and ends[1] and (unit := _unit(ends[0], ends[1])):
            return unit
        if re.fullmatch(r"\d{3}0", first) and re.fullmatch(r"\d{4}", last) and int(last) - int(first) == 9:
            return first[:3]
    return text


def days_of(value: str | None) -> Days | None:
    """The first and last day that a value covers; None for one that is open, unresolved, or a duration.

    Args:
        value: TIMEX3 or EDTF.
    """
    try:
        return _days(spelled(value))
    except ValueError:
        return None


def _days(text: str) -> Days | None:
    if not text.startswith("P") and (match := RANGE.fullmatch(text)):
        start, end = (side.strip(". ") for side in match.groups())
        first = days_of(start) if start else (date.min, date.min)
        last = days_of(end) if end else (date.max, date.max)
        return (first[0], last[1]) if first and last else None
    if match := DAY.fullmatch(text):
        day = date.fromisoformat(match[1])
        return day, day
    if match := UNIT.fullmatch(text):
        return _months(int(match[1]), int(match[2]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", text):
        first_day = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return first_day, first_day + timedelta(1 if match[3] else 6)
    if (match := re.fullmatch(r"(\d{4})-(\w\w)", text)) and match[2] in MONTHS:
        return _months(int(match[1]), *MONTHS[match[2]])
    if re.fullmatch(r"\d{2,4}", text):
        years = 10 ** (4 - len(text))
        return date(max(1, int(text) * years), 1, 1), date(int(text) * years + years - 1, 12, 31)
    return None


def _months(year: int, first: int, last: int) -> Days:
    """The days from the first of one month to the last of another; a winter ends in the next year."""
    after = date(year + (last < first) + (last == 12), last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _unit(first: date, last: date) -> str | None:
    """The unit that the days from first to last fill exactly."""
    length = (last - first).days + 1
    if length == 1:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        for years, digits in ((1, 4), (10, 3), (100, 2)):
            if last.year - first.year + 1 == years and first.year % years == 0:
                return str(first.year)[:digits]
    week = "{}-W{:02}".format(*first.isocalendar()[:2])
    if (first.weekday(), length) == (0, 7):
        return week
    if (first.weekday(), length) == (5, 2):
        return f"{week}-WE"
    if first.year == last.year and first.day == 1 and (last + timedelta(1)).day == 1:
        if first.month == last.month:
            return f"{first:%Y-%m}"
        units = [name for name, months in MONTHS.items() if months == (first.month, last.month)]
        return f"{first.year}-{units[0]}" if units else None
    return None
