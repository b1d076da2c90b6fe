"""Dates that say their year: written dates, numbers, years, decades, centuries.

The grammar has told year, month and day apart, so that a date is read from its parts; only dates with the name of a
month in another language go through dateparser, with a fixed base, so that the clock is never read. Readers take a
node of the grammar and its context, and return a value, or None where the calendar has no such date.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

import attrs

from diplotext_dates import values
from diplotext_dates.amounts import ordinal, year_number
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import foreign_months, words
from diplotext_dates.values import Value

FIXED = datetime.datetime(2000, 1, 1)  # any constant: a strict absolute date does not depend on it
LATEST_SHORT_YEAR = 2035  # the latest year of two digits where there is no publication date


def calendar_day(year: int | None, month: int, day: int) -> datetime.date | None:
    """The day of the calendar; None if there is no such day."""
    try:
        return None if year is None else datetime.date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def read_foreign_date(text: str, language: str) -> datetime.date | None:
    """The day that a date in another language means (`12 octubre 2021`); None if it is none."""
    import dateparser

    settings = {
        "RELATIVE_BASE": FIXED,
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PARSERS": ["absolute-time"],
    }
    found = dateparser.parse(text, languages=[language], settings=settings)
    return found.date() if found else None


def month_number(word: str) -> int:
    """The number of a month from its name or abbreviation."""
    return int(words("MONTH")[word.rstrip(".")])


def short_year(text: str, context: Context) -> int:
    """The year that two digits mean: the latest one that is at most ten years after publication."""
    limit = context.base.year + 10 if context.base else LATEST_SHORT_YEAR
    year = limit - limit % 100 + int(text[-2:])
    return year if year <= limit else year - 100


def said_year(node: Node, context: Context) -> int | None:
    """The year that a date names, in four digits, two or in words."""
    if text := node.word("year", "year2"):
        return year_number(text)
    short = node.word("short", "short2")
    return short_year(short, context) if short else None


def iso_time(node: Node, context: Context) -> Value | None:
    """`2021-12-02T10:30Z`."""
    said = datetime.datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", node.text))
    day = said.date()
    zone = "Z" if node.text.endswith("Z") else said.strftime("%z")
    zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
    clock = f"{said:%H:%M:%S}"
    shown = clock if said.second else clock[:5]
    precision = "second" if said.second else "minute"
    return Value("time", "TIME", f"{day}T{shown}{zone}", f"{day}T{clock}{zone}", day, day, precision)


def ymd(node: Node, context: Context) -> Value | None:
    """`2021-12-02`."""
    number = node.word("day")
    if not number[0].isdigit():  # "2021-12-second"
        return None
    day = calendar_day(int(node.word("year")), int(node.word("month")), ordinal(number))
    return values.of_day(day) if day else None


def written_date(node: Node, context: Context) -> Value | None:
    """`Dec. 2, 2021`, `2 December 2021`."""
    month, number = month_number(node.word("month", "month2")), ordinal(node.word("day", "day2"))
    year = said_year(node, context)
    day = calendar_day(year, month, number)
    if year is None or not 1 <= year <= 9999:
        return None
    if day is None and number <= 31:  # no such day: "Feb. 30, 2019"
        return context.unresolved(f"{year:04}-{month:02}-{number:02}", "day")
    return values.of_day(day) if day else None


def foreign_date(node: Node, context: Context) -> Value | None:
    """`12 de octubre de 2021`, `24. Februar 2022`: in the language that the name of the month is of."""
    month = node.word("foreign")
    day = read_foreign_date(f"{node.word('day')} {month} {node.word('year')}", foreign_months()[month])
    return values.of_day(day) if day else None


def numeric_date(node: Node, context: Context) -> Value | None:
    """`12/2/2021`: month first unless dots or the document show otherwise; the other reading is a candidate."""
    year, first, second = said_year(node, context), int(node.word("a", "a2")), int(node.word("b", "b2"))
    month_first, day_first = calendar_day(year, first, second), calendar_day(year, second, first)
    dotted = context.day_first is None and node.word("sep") == "."  # a layout of countries that put the day first
    readings = [day_first, month_first] if context.day_first or dotted else [month_first, day_first]
    days = list(dict.fromkeys(day for day in readings if day))
    if not days:
        return None
    if context.day_first is not None:
        return values.of_day(days[0])
    return attrs.evolve(values.of_day(days[0]), candidates=[day.isoformat() for day in days[1:]])


def month_year(node: Node, context: Context) -> Value | None:
    """`December 2021`, `April of 87`."""
    year = said_year(node, context)
    return None if year is None else values.of_month(year, month_number(node.word("month", "month2", "month3")))


def year(node: Node, context: Context) -> Value | None:
    """`2022`, `the year 2000`, `nineteen ninety-six`."""
    return values.of_year(year_number(node.word("year")))


def year_bc(node: Node, context: Context) -> Value | None:
    """`44 BC`, `FY2022`. EDTF counts a year 0, the calendar of Python none, so that years BC have no days."""
    if fiscal := node.word("fiscal", "fiscal2"):
        return values.of_year(int(fiscal))
    number = int(node.word("year").replace(",", ""))
    if not 1 <= number <= 9999:
        return None
    return Value("date", "DATE", f"BC{number:04}", f"-{number - 1:04}" if number > 1 else "0000", precision="year")


def year_range(node: Node, context: Context) -> Value | None:
    """`2014-2018`, `2019-20`. `2003-04` may also be a month: a candidate."""
    first, text = int(node.word("year")), node.word("year2", "short")
    last = int(text) if len(text) == 4 else first - first % 100 + int(text)
    is_month = len(text) == 2 and "-" in node.text and 1 <= int(text) <= 12
    if last <= first:
        return values.of_month(first, int(text)) if is_month else None
    value = values.of_interval(values.of_year(first), values.of_year(last))
    return attrs.evolve(value, candidates=[f"{first}-{text}"]) if is_month else value


def decade(node: Node, context: Context) -> Value | None:
    """`the 1990s`; `the '90s` is the latest such decade on or before publication."""
    if said := node.word("decade", "year"):
        return values.of_decade(int(said[:4]))
    said = node.word("short", "bare")
    digit = int(said[0]) if said else int(words("DECADEWORD")[node.word("word")])
    if "nineteen" in node.text.casefold():
        return values.of_decade(1900 + 10 * digit)
    if context.base is None:
        return context.unresolved(f"XX{digit}X", "decade", f"XX{digit}X")
    start = context.base.year - context.base.year % 100 + 10 * digit
    return context.resolved(values.of_decade(start if start <= context.base.year else start - 100))


def century(node: Node, context: Context) -> Value | None:
    """`the 20th century`."""
    number = ordinal(node.word("number"))
    if "bc" in node:
        return Value("date", "DATE", f"BC{number - 1:02}", precision="century", resolved=False)
    return values.of_century(100 * (number - 1)) if 1 <= number <= 30 else None
