"""TIMEX3 values: their type and the first and last day."""

import calendar
import re
from datetime import date, timedelta

import attrs

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
VALUE = re.compile(
    r"(?:PAST_REF|PRESENT_REF|FUTURE_REF|P(?:T?[\dX]+[A-Z])+(?:T(?:[\dX]+[HMS])+)?|P(?:T?[\dX]+[A-Z])*"
    r"|[\dX]{2,4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:\d|X|WE))?|SP|SU|FA|WI|H[\dX]|Q[\dX]))?"
    r"(?:T(?:[\dX]{2}(?::[\dX]{2}){0,2}|MO|AF|EV|NI|DT|MI)(?:Z|[+-]\d{2}(?::?\d{2})?)?)?)"
)


@attrs.frozen
class Bounds:
    """First and last day that a value may mean; None where the value leaves them open.

    Attributes:
        earliest: First day.
        latest: Last day.
        precision: `day`, `week`, `month`, `season`, `quarter`, `half`, `year`, `decade`, `century` or `range`.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: str | None = None


def is_value(value: str) -> bool:
    """Whether it is written as TIMEX3 or as a range of two dates.

    Args:
        value: What the annotator wrote.
    """
    return all(VALUE.fullmatch(side) for side in value.split("/")) and value.count("/") <= 1


def type_of(value: str) -> str:
    """DATE, TIME or DURATION; a set must be said to be one.

    Args:
        value: A TIMEX3 value.
    """
    if value.startswith("P") and not value.endswith("_REF"):
        return "DURATION"
    return "TIME" if re.search(r"\dT[\dA-Z]", value) else "DATE"


def bounds_of(value: str) -> Bounds:
    """The days that a value may mean.

    Args:
        value: A TIMEX3 value, or a range `a/b`.
    """
    if "/" in value:
        first, last = (bounds_of(side) for side in value.split("/"))
        return Bounds(first.earliest, last.latest, "range") if first.earliest and last.latest else Bounds()
    day = re.sub(r"T.*$", "", value) if not value.startswith("P") else value
    try:
        return _bounds(day)
    except ValueError:
        return Bounds()


def _bounds(day: str) -> Bounds:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return Bounds(date.fromisoformat(day), date.fromisoformat(day), "day")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?", day):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        if match[3] == "WE":
            return Bounds(monday + timedelta(5), monday + timedelta(6), "week")
        if match[3]:
            exact = monday + timedelta(int(match[3]) - 1)
            return Bounds(exact, exact, "day")
        return Bounds(monday, monday + timedelta(6), "week")
    if match := re.fullmatch(r"(\d{4})-(\d\d)", day):
        return _months(int(match[1]), int(match[2]), int(match[2]), "month")
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", day):
        return _months(int(match[1]), *SEASONS[match[2]], "season")
    if match := re.fullmatch(r"(\d{4})-([QH])([1-4])", day):
        length, name = (3, "quarter") if match[2] == "Q" else (6, "half")
        last = int(match[3]) * length
        return _months(int(match[1]), last - length + 1, last, name)
    if match := re.fullmatch(r"(\d{2,4})(X*)", day):
        open_digits = 4 - len(match[1])
        first = int(match[1]) * 10**open_digits
        names = ("year", "decade", "century")
        return Bounds(date(first, 1, 1), date(first + 10**open_digits - 1, 12, 31), names[open_digits])
    return Bounds()


def _months(year: int, first: int, last: int, precision: str) -> Bounds:
    """A season that begins in December ends in the next year."""
    end_year = year + (last < first)
    return Bounds(date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1]), precision)
