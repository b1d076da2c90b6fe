"""Dates that say their year: written dates, numbers, years, decades, centuries, ranges.

A complete date, once found, is read by dateparser; the base that it asks for is fixed, so that the clock is never read.
Readers take what the grammar found and its context, and return a value, or None where the calendar has no such date.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

import attrs

from diplotext_dates import values
from diplotext_dates.context import Context
from diplotext_dates.grammar import Found
from diplotext_dates.values import Value
from diplotext_dates.vocabulary import month_number, words

FIXED = datetime.datetime(2000, 1, 1)  # any constant: a strict absolute date does not depend on it


@lru_cache(maxsize=4096)
def read_date(text: str, order: str = "MDY") -> datetime.date | None:
    """The day that a complete date means (`Dec. 2, 2021`, `2 December 2021`, `12/2/2021`); None if it is none."""
    import dateparser

    settings = {
        "RELATIVE_BASE": FIXED,
        "STRICT_PARSING": True,
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PARSERS": ["absolute-time"],
    }
    found = dateparser.parse(text, languages=["en"], settings=settings)
    return found.date() if found else None


def iso(found: Found, context: Context) -> Value | None:
    """`2021-12-02`, with a time of day or without."""
    day = read_date(re.sub(r"[/.]", "-", found.match["date"]), "YMD")
    if day is None or not found.match["clock"]:
        return values.of_day(day) if day else None
    zone = "Z" if found.match["zone"] else ""
    text = f"{day}T{found.match['clock']}"
    return Value("time", "TIME", text + zone, f"{text}:00{zone}", day, day, "minute")


def written_date(found: Found, context: Context) -> Value | None:
    """`Dec. 2, 2021`, `2 December 2021`."""
    digits = re.sub(r"\D", "", found.match["day"])
    day = read_date(f"{MONTHS[month_number(found.match['month'])]} {digits} {found.match['year']}")
    return values.of_day(day) if day else None


def numeric_date(found: Found, context: Context) -> Value | None:
    """`12/2/2021`: month first unless the document shows otherwise; the other reading is a candidate."""
    text = f"{found.match['a']}/{found.match['b']}/{found.match['year']}"
    month_first, day_first = read_date(text, "MDY"), read_date(text, "DMY")
    readings = [day_first, month_first] if context.day_first else [month_first, day_first]
    days = list(dict.fromkeys(day for day in readings if day))
    if not days:
        return None
    if context.day_first is not None:
        return values.of_day(days[0])
    return attrs.evolve(values.of_day(days[0]), candidates=[day.isoformat() for day in days[1:]])


def month_year(found: Found, context: Context) -> Value | None:
    """`December 2021`."""
    return values.of_month(int(found.match["year"]), month_number(found.match["month"]))


def month_range(found: Found, context: Context) -> Value | None:
    """`March to May 2022`."""
    year, first, last = (
        int(found.match["year"]),
        month_number(found.match["month"]),
        month_number(found.match["month2"]),
    )
    return values.of_interval(values.of_month(year - (first > last), first), values.of_month(year, last))


def year(found: Found, context: Context) -> Value | None:
    """`2022`, `the year 2000`."""
    return values.of_year(int(found.match["year"]))


def spoken_year(found: Found, context: Context) -> Value | None:
    """`nineteen ninety-six`."""
    numbers = words("number")
    ones = found.match["ones"]
    return values.of_year(
        1900 + int(numbers[found.match["tens"].casefold()]) + int(numbers[ones.casefold()] if ones else 0)
    )


def year_range(found: Found, context: Context) -> Value | None:
    """`2014-2018`, `2019-20`. `2003-04` may also be a month: a candidate."""
    first, text = int(found.match["year"]), found.match["year2"]
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    is_month = len(text) == 2 and found.match["sep"] == "-" and 1 <= int(text) <= 12
    if last <= first:
        return values.of_month(first, int(text)) if is_month else None
    value = values.of_interval(values.of_year(first), values.of_year(last))
    return attrs.evolve(value, candidates=[f"{first}-{text}"]) if is_month else value


def decade(found: Found, context: Context) -> Value | None:
    """`the 1990s`; `the '90s` is the latest such decade on or before publication."""
    if found.match.groupdict().get("decade"):
        return values.of_decade(int(found.match["decade"]))
    digit = int(found.match["short"] or words("decade")[found.match["word"].casefold()])
    if context.base is None:
        return context.unresolved(f"XX{digit}X", "decade", f"XX{digit}X")
    start = context.base.year - context.base.year % 100 + 10 * digit
    return context.resolved(values.of_decade(start if start <= context.base.year else start - 100))


def century(found: Found, context: Context) -> Value | None:
    """`the 20th century`."""
    number = int(found.match["number"] or words("ordinal")[found.match["word"].casefold()])
    if found.match["bc"] or not 1 <= number <= 30:
        return None
    return values.of_century(100 * (number - 1))


MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
