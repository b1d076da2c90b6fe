"""Calendar units: `last week`, `the end of the year`, `the following month`; and how to move by them.

What is counted from the text needs a date before it that is near and precise enough; without one the expression stays
partial.
"""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import Final

import attrs

from diplotext_dates import values
from diplotext_dates.amounts import number
from diplotext_dates.cascade import Node
from diplotext_dates.context import MAX_CHARS_BACK, MAX_CHARS_BACK_TO_QUARTER, Context
from diplotext_dates.lexicon import words
from diplotext_dates.values import DAY, Value

PARTIAL: Final = {
    "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
STEPS: Final = {
    **dict.fromkeys(("last", "previous", "preceding", "this past", "past", "latest"), -1),
    **dict.fromkeys(("next", "coming", "following", "this coming", "upcoming", "very next"), 1),
}
DAY_UNITS: Final = ("day", "hour", "minute")
PRECISIONS: Final = {
    "S": "second", "TM": "minute", "H": "hour", "D": "day", "W": "week", "F": "week", "WE": "weekend", "M": "month",
    "Q": "quarter", "Y": "year", "E": "year", "C": "year",
}  # fmt: skip
COMPARED = re.compile(r"\b(?:from|with|than|to|period)\b[^.;]*(?:million|billion|cents|share|period),?\s$")

SAME_PERIOD = re.compile(r"\b(?:same|corresponding|comparable)\s(?:period|months?|quarter)\s(?:of\s|in\s)?$", re.I)


def plain(rel: str) -> str:
    """A relation without its article: `the coming` is `coming`."""
    return rel.removeprefix("the ")


def step_of(rel: str) -> int:
    """How many units away a relation points: `last` -1, `this` 0, `the following` 1."""
    return STEPS.get(plain(rel), 0)


def unit_code(word: str) -> str:
    """The letter of a unit: `weeks` W."""
    return words("Unit1").get(word) or words("Units")[word]


def of_unit(day: datetime.date, unit: str, step: int = 0) -> Value:
    """The calendar unit that lies `step` units from the one that holds a day."""
    if unit == "day":
        return values.of_day(day + step * DAY)
    if unit == "week":
        return values.of_week(day + 7 * step * DAY)
    if unit == "fortnight":
        return values.of_week(day + 14 * step * DAY)
    if unit == "weekend":
        return values.of_weekend(day + 7 * step * DAY)
    if unit == "month":
        moved = values.shifted(day.replace(day=1), step)
        return values.of_month(moved.year, moved.month)
    if unit == "quarter":
        moved = values.shifted(day.replace(day=1), 3 * step)
        return values.of_quarter(moved.year, (moved.month + 2) // 3)
    if unit == "year":
        return values.of_year(day.year + step)
    return values.of_decade(day.year + 10 * step) if unit == "decade" else values.of_century(day.year + 100 * step)


def this_unit(node: Node, context: Context) -> Value | None:
    """`last week`, `this year`, `the coming month`, `the week after next`."""
    unit = node.word("unit")
    if unit not in PARTIAL:
        return None
    if unit == "year" and node.word("rel") == "last" and (same := same_period(context)):
        return same
    compares = unit == "year" and node.word("rel") == "last" and COMPARED.search(context.before())
    if compares and (quarter := compared_quarter(context, "last")):
        return quarter
    if context.is_history and not node.word("rel") and "far" not in node:  # "the year" of a history
        return counted(context, unit, 0)
    if context.base is None:
        return context.unresolved(PARTIAL[unit], unit)
    if (
        unit == "weekend"
        and node.word("rel") == "this"
        and context.base.isoweekday() < 6
        and context.direction() == "past"
    ):
        return context.resolved(of_unit(context.base, unit, -1))
    step = {"after next": 2, "before last": -2}.get(node.word("far")) or step_of(node.word("rel"))
    return context.resolved(of_unit(context.base, unit, step))


def end_of_unit(node: Node, context: Context) -> Value | None:
    """`the end of the year`, `the start of next week`, `year-end`."""
    unit = node.word("unit", "unit2") or words("EOX").get(node.word("eox"), "year")
    mod = words("EDGE").get(node.word("edge", "edge2"), "end")
    if unit not in PARTIAL:
        return None
    if context.base is None:
        return attrs.evolve(context.unresolved(PARTIAL[unit], unit), mod=mod)
    if node.word("rel") == "the following" or (context.is_history and node.word("rel") in ("the", "")):
        return _modified_text(context, unit, step_of(node.word("rel")), mod)
    value = of_unit(context.base, unit, step_of(node.word("rel")))
    return values.modified(context.resolved(value), mod, context.base)


def _modified_text(context: Context, unit: str, step: int, mod: str) -> Value | None:
    value = counted(context, unit, step)
    return attrs.evolve(value, mod=mod) if not value.resolved else values.modified(value, mod, context.base)


def in_unit(node: Node, context: Context) -> Value | None:
    """`later in the year`, `late in the day`."""
    unit, mod = node.word("unit"), node.word("rel")
    if unit not in PARTIAL:
        return None
    if context.is_history:
        return _modified_text(context, unit, 0, words("PARTMOD").get(mod, mod))
    if context.base is None:
        return context.unresolved(PARTIAL[unit], unit)
    value = context.resolved(of_unit(context.base, unit))
    return values.modified(value, words("PARTMOD").get(mod, mod), context.base)


def weekend(node: Node, context: Context) -> Value | None:
    """`the weekend`: the latest one that has begun, or the coming one by cue."""
    if "that" in node.text.casefold():
        return counted(context, "weekend", 0)
    if context.base is None:
        return context.unresolved(PARTIAL["weekend"], "weekend")
    begun = context.base.isoweekday() >= 6
    step = 0 if begun or context.direction() == "future" else -1
    return context.resolved(of_unit(context.base, "weekend", step))


def text_unit(node: Node, context: Context) -> Value | None:
    """`the following year`, `that day`: counted from the last date in the text that is fine enough."""
    unit = node.word("unit")
    return counted(context, unit, step_of(node.word("rel"))) if unit in PARTIAL else None


def counted(context: Context, unit: str, step: int) -> Value:
    """The unit that lies `step` units from the last date of the text; partial without one."""
    finer = list(PARTIAL)[: list(PARTIAL).index(unit) + 1]
    if unit == "quarter":
        quarter = context.antecedent("quarter", counted=False, max_chars=MAX_CHARS_BACK_TO_QUARTER)
        if quarter is None or quarter.earliest is None:
            return context.unresolved(PARTIAL[unit], unit)
        return attrs.evolve(of_unit(quarter.earliest, unit, step), anchor="text")
    antecedent = context.antecedent(
        *DAY_UNITS, *finer, *(["season", "half", "quarter"] if unit in ("year", "decade") else [])
    )
    if antecedent is None or antecedent.earliest is None:
        return context.unresolved(PARTIAL[unit], unit)
    return attrs.evolve(of_unit(antecedent.earliest, unit, step), anchor="text")


def amount_of(node: Node) -> tuple[Fraction | None, str]:
    """How many of what unit a length says; None for an amount that it does not say."""
    unit = unit_code(node.word("unit", "unit2"))
    said = node.word("number", "number2")
    if "number2" in node and "number" in node:
        return None, unit
    if not said:
        return (Fraction(1) if node.word("unit", "unit2") in words("Unit1") else None), unit
    amount = number(said)
    if amount is not None and "halves" in node:
        amount += Fraction(1, 2)
    return amount, unit


def limits_of(node: Node) -> tuple[Fraction, Fraction] | None:
    """The two amounts between which a length is: `two or three weeks`, `8-10 weeks`, `a year or two`."""
    if "number2" not in node or "number" not in node or node.word("number2") == "more":
        return None
    first, last = (number(node.word(name)) for name in ("number", "number2"))
    return (first, last) if first is not None and last is not None and first < last else None


def moved_by(day: datetime.date, amount: Fraction, unit: str, precision: str, anchor: str | None) -> Value | None:
    """The unit of a precision that lies an amount of another unit from a day; None outside the calendar."""
    try:
        moved = (
            day + round(amount * {"D": 1, "W": 7, "F": 14, "WE": 7}[unit]) * DAY
            if unit in ("D", "W", "F", "WE")
            else values.shifted(day, round(amount * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]))
        )
        return attrs.evolve(of_unit(moved, precision), anchor=anchor)
    except (ValueError, OverflowError):
        return None


def same_period(context: Context) -> Value | None:
    """The month or quarter that its sentence named, a year before: "in February … the same period last year"."""
    start = max(context.sentence[0], context.start - MAX_CHARS_BACK)
    if not SAME_PERIOD.search(context.text, start, context.start):
        return None
    for item in reversed(context.earlier):
        value = item.value
        if item.end < start:
            return None
        if value.precision in ("month", "quarter") and value.kind in ("date", "range") and value.earliest:
            days = (value.earliest, value.latest or value.earliest)
            ends = [moved_by(day, Fraction(-1), "Y", value.precision, "text") for day in days]
            first, last = ends
            if first is None or last is None:
                return None
            return first if first.value == last.value else attrs.evolve(values.of_interval(first, last), anchor="text")
    return None


def compared_quarter(context: Context, rel: str) -> Value | None:
    """The same quarter of the year before, where the results of a quarter are compared with it."""
    if context.base is not None and context.speaks_of_months():  # "in the nine months … a year earlier"
        return attrs.evolve(values.of_year(context.base.year - 1), anchor="text")
    near = rel == "earlier" or context.dated_since(max(context.sentence[0], context.start - MAX_CHARS_BACK), "quarter")
    max_chars = (
        MAX_CHARS_BACK_TO_QUARTER if rel == "period" or context.compares_amounts() else MAX_CHARS_BACK if near else 0
    )
    quarter = context.antecedent("quarter", counted=False, max_chars=max_chars)
    if quarter is None or quarter.earliest is None:
        return None
    return moved_by(quarter.earliest, Fraction(-1), "Y", "quarter", "text")
