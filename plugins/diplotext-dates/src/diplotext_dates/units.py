"""Calendar units counted from a day: `last week`, `the end of the year`, `two days ago`, `the following month`.

They are as precise as their unit: "two months ago" is a month, no day. What is counted from the text needs a date
before it that is near and precise enough; without one the expression stays partial.
"""

from __future__ import annotations

import datetime
from fractions import Fraction

import attrs

from diplotext_dates import values
from diplotext_dates.context import Context
from diplotext_dates.grammar import Found
from diplotext_dates.values import DAY, Value, with_part
from diplotext_dates.vocabulary import number, unit_code, words

PARTIAL = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
STEPS = {
    "last": -1,
    "previous": -1,
    "preceding": -1,
    "this past": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "this coming": 1,
}


def of_unit(day: datetime.date, unit: str, step: int = 0) -> Value:
    """The calendar unit that lies `step` units from the one that holds a day."""
    if unit == "day":
        return values.of_day(day + step * DAY)
    if unit == "week":
        return values.of_week(day + 7 * step * DAY)
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


def this_unit(found: Found, context: Context) -> Value | None:
    """`last week`, `this year`, `the coming month`."""
    rel, unit = plain(found.match["rel"]), found.match["unit"].casefold()
    if context.base is None:
        return context.unresolved(PARTIAL[unit], unit)
    return context.resolved(of_unit(context.base, unit, STEPS.get(rel, 0)))


def end_of_unit(found: Found, context: Context) -> Value | None:
    """`the end of the year`, `the start of next week`, `year-end`."""
    unit = (found.match["unit"] or "year").casefold()
    mod = {"beginning": "start", "start": "start", "middle": "mid"}.get((found.match["mod"] or "end").casefold(), "end")
    if context.base is None:
        return attrs.evolve(context.unresolved(PARTIAL[unit], unit), mod=mod)
    value = of_unit(context.base, unit, STEPS.get((found.match["rel"] or "").casefold(), 0))
    return values.modified(context.resolved(value), mod, context.base)


def in_unit(found: Found, context: Context) -> Value | None:
    """`later in the year`."""
    unit = found.match["unit"].casefold()
    if context.base is None:
        return context.unresolved(PARTIAL[unit], unit)
    value = context.resolved(of_unit(context.base, unit))
    return values.modified(value, found.match["rel"].casefold(), context.base)


def weekend(found: Found, context: Context) -> Value | None:
    """`the weekend`: the latest one that has begun, or the coming one by cue."""
    if context.base is None:
        return context.unresolved(PARTIAL["weekend"], "weekend")
    begun = context.base.isoweekday() >= 6
    step = 0 if begun or context.direction() == "future" else -1
    return context.resolved(of_unit(context.base, "weekend", step))


def text_unit(found: Found, context: Context) -> Value | None:
    """`the following year`, `that day`, `the quarter`: counted from the last date in the text that is fine enough."""
    groups = found.match.groupdict()
    rel = plain(groups.get("rel") or "")
    unit, part = groups["unit"].casefold(), None
    if unit in ("morning", "afternoon", "evening", "night"):
        unit, part = "day", words("part_of_day")[unit]
    if rel == "latest":
        return (
            context.resolved(of_unit(context.base, unit, -1))
            if context.base
            else context.unresolved(PARTIAL[unit], unit)
        )
    finer = [unit] if unit == "quarter" else list(PARTIAL)[: list(PARTIAL).index(unit) + 1]
    antecedent = context.antecedent(*finer, *(["season", "half"] if unit in ("year", "decade") else []))
    if antecedent is None or antecedent.earliest is None:
        return context.unresolved(PARTIAL[unit], unit)
    value = attrs.evolve(of_unit(antecedent.earliest, unit, STEPS.get(rel, 0)), anchor="text")
    return with_part(value, part) if part else value


def ago(found: Found, context: Context) -> Value | None:
    """`two days ago`, `three years later`, `a year earlier`: as precise as its unit."""
    groups = found.match.groupdict()
    rel, word = ((groups.get(name) or groups[name + "2"]).casefold() for name in ("rel", "unit"))
    unit = unit_code(word)
    if groups.get("number") is None and word.endswith("s"):
        amount = None
    else:
        amount = number(groups["number"]) if groups.get("number") else Fraction(1)
    if amount is not None and groups.get("half"):
        amount += Fraction(1, 2)
    past = rel in ("ago", "earlier", "before")
    if amount is None:
        return (
            context.unresolved("PAST_REF" if past else "FUTURE_REF")
            if rel in ("ago", "from now", "hence", "earlier")
            else None
        )
    precision = {
        "S": "second",
        "TM": "minute",
        "H": "hour",
        "D": "day",
        "W": "week",
        "F": "week",
        "M": "month",
        "Q": "quarter",
        "E": "year",
        "C": "year",
    }.get(unit, "year")
    if unit == "Y" and (rel == "earlier" or (rel == "ago" and _same_sentence(context))):
        quarter = context.antecedent("quarter", counted=False)
        if quarter and quarter.earliest and amount.denominator == 1:  # results of a quarter are compared with one
            return moved_by(quarter.earliest, -amount, unit, "quarter", "text")
    anchor = context.anchor
    if rel in ("ago", "from now", "hence"):
        day = context.base
    else:
        finer = list(PARTIAL)[: list(PARTIAL).index(precision) + 1] if precision in PARTIAL else []
        antecedent = context.antecedent(*finer, counted=False)
        day, anchor = (antecedent.earliest, "text") if antecedent else (None, "text")
    if precision not in PARTIAL:  # hours ago: no day of its own
        return attrs.evolve(context.unresolved("PAST_REF" if past else "FUTURE_REF"), kind="time", type="TIME")
    if day is None:
        return context.unresolved(PARTIAL[precision], precision)
    return moved_by(day, -amount if past else amount, unit, precision, anchor)


def moved_by(day: datetime.date, amount: Fraction, unit: str, precision: str, anchor: str) -> Value | None:
    """The unit of a precision that lies an amount of another unit from a day; None outside the calendar."""
    try:
        moved = (
            day + round(amount * {"D": 1, "W": 7, "F": 14}[unit]) * DAY
            if unit in "DWF"
            else values.shifted(day, round(amount * {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]))
        )
        return attrs.evolve(of_unit(moved, precision), anchor=anchor)
    except (ValueError, OverflowError):
        return None


def _same_sentence(context: Context) -> bool:
    return any(
        context.sentence[0] <= item.end <= context.start and item.value.precision == "quarter"
        for item in context.earlier
    )


def plain(rel: str) -> str:
    """A relation without its article: `the coming` is `coming`."""
    return " ".join(rel.casefold().split()).removeprefix("the ")
