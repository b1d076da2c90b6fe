"""Units within others: `the first week of 2021`, `the week of March 6`, `the second day of the talks`."""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs

from diplotext_dates import values
from diplotext_dates.amounts import number, ordinal
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import words
from diplotext_dates.units import PARTIAL, PRECISIONS, amount_of, moved_by, of_unit, unit_code
from diplotext_dates.values import DAY, Value, with_part


def unit_of_day(node: Node, context: Context) -> Value | None:
    """`the week of March 6`."""
    unit, day = node.word("unit"), context.value(node.node("day"))
    if day is None:
        return None
    if not day.resolved or day.earliest is None:
        return context.unresolved(PARTIAL[unit], unit)
    if unit != "week" or any(word in node.text for word in ("starting", "ending", "beginning", "commencing")):
        ends = "ending" in node.text
        length = {"week": (7, "D"), "month": (1, "M"), "year": (12, "M")}[unit]
        far = moved_by(day.earliest, Fraction(-length[0] if ends else length[0]), length[1], "day", None)
        if far is None or far.earliest is None:
            return None
        first, last = (far.earliest + DAY, day.earliest) if ends else (day.earliest, far.earliest - DAY)
        if unit == "week" and first.isoweekday() == 1:
            return attrs.evolve(values.of_week(first), anchor=day.anchor)
        return attrs.evolve(values.of_interval(values.of_day(first), values.of_day(last)), anchor=day.anchor)
    return attrs.evolve(of_unit(day.earliest, unit), anchor=day.anchor)


def _within(whole: Value, index: int, size: int, unit: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of `size` units of a longer one, from the `index`-th on; from its end if negative."""
    first, last = whole.earliest, whole.latest
    if first is None or last is None:
        return None
    if unit in ("D", "W", "F", "WE"):
        days = {"D": 1, "W": 7, "F": 14, "WE": 7}[unit]
        if unit == "WE":
            begin, end = first + (5 - first.weekday()) % 7 * DAY, last - (last.weekday() - 6) % 7 * DAY
            if index < 0:
                return end - (7 * size - 6) * DAY, end
            return begin + 7 * index * DAY, begin + (7 * (index + size) - 6) * DAY
        if unit == "W":  # ISO: the first week of a year or month is the one that holds its first Thursday
            begin = first - (first.weekday() if first.weekday() <= 3 else first.weekday() - 7) * DAY
            end = last - (last.weekday() if last.weekday() >= 3 else last.weekday() + 7) * DAY + 6 * DAY
        else:
            begin, end = first, last
        if index < 0:
            return end - (size * days - 1) * DAY, end
        start = begin + index * days * DAY
        return start, start + (size * days - 1) * DAY
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120}.get(unit)
    if months is None:
        return None
    if index < 0:
        return values.shifted(last + DAY, -size * months), last
    start = values.shifted(first, index * months)
    return start, values.shifted(start, size * months) - DAY


def nth_unit(node: Node, context: Context) -> Value | None:
    """`the first week of 2021`, `the third month of next year`, `the last four months of 2021`."""
    nth = ordinal(node.word("nth"))
    size = number(node.word("number")) if "number" in node else Fraction(1)
    return _nth(node, context, nth, size, unit_code(node.word("unit")))


def nth_length(node: Node, context: Context) -> Value | None:
    """`the first two weeks of 2021`."""
    length = node.node("length")
    if length is None:
        return None
    amount, unit = amount_of(length)
    lead = node.text.casefold().removeprefix("the ")
    nth = -1 if lead.startswith(("last", "final")) else 1 if lead.startswith(("first", "initial")) else 0
    value = _nth(node, context, nth, amount, unit) if nth else None
    if value is None or value.kind != "range" or amount is None:
        return value
    return attrs.evolve(value, type="DURATION", timex=values.duration_code(amount, unit))


def _nth(node: Node, context: Context, nth: int, size: Fraction | None, unit: str) -> Value | None:
    whole = context.value(node.node("whole"))
    if whole is None or nth == 0:
        return None
    if size is None or size.denominator != 1 or not whole.resolved:
        return values.of_duration(size, unit) if not whole.resolved else None
    days = _within(whole, nth - 1 if nth > 0 else -1, int(size), unit)
    slack = 6 * DAY  # a first or last week lies partly outside
    if days is None or whole.earliest is None or whole.latest is None:
        return None
    if days[0] < whole.earliest - slack or days[1] > whole.latest + slack:
        return None
    name = PRECISIONS.get(unit, "")
    one = size == 1 and unit in ("D", "W", "WE", "M", "Q", "Y")
    value = of_unit(days[0], name) if one else values.of_interval(values.of_day(days[0]), values.of_day(days[1]))
    if not one and unit == "M":
        value = values.of_interval(
            values.of_month(days[0].year, days[0].month), values.of_month(days[1].year, days[1].month)
        )
    return attrs.evolve(value, anchor=whole.anchor)


def of_event(node: Node, context: Context) -> Value | None:
    """`the second day of the summit`, `day five of the talks`: when the event is, the text would have to say."""
    unit = node.word("unit", "unit2")
    if unit == "night":
        return values.partial("XXXX-XX-XXTNI", type="TIME")
    return context.unresolved(PARTIAL[unit], unit)


def week_number(node: Node, context: Context) -> Value | None:
    """`week 3 of 2027`."""
    whole = context.value(node.node("whole"))
    if whole is None or whole.earliest is None:
        return None
    try:
        first = datetime.date.fromisocalendar(whole.earliest.year, int(node.word("n")), 1)
    except ValueError:
        return None
    return attrs.evolve(values.of_week(first), anchor=whole.anchor)


def day_part(node: Node, context: Context) -> Value | None:
    """`Wednesday morning`, `the evening of Dec. 2`."""
    day = context.value(node.node("day", "day2", "day3", "day4"))
    if day is None:
        return None
    if "hours" in node:
        return day
    return with_part(day, words("PART")[node.word("part", "part2", "part3")])
