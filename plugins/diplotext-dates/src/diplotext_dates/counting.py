"""What is counted from a day: `two days ago`, `in two weeks`, `two days after Christmas`, `Monday two weeks from now`.

It is as precise as its unit: "two months ago" is a month, no day. Counted from a day that the text names, it is a day.
"""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from diplotext_dates import values
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import words
from diplotext_dates.units import (
    DAY_UNITS,
    PARTIAL,
    PRECISIONS,
    amount_of,
    compared_quarter,
    limits_of,
    moved_by,
    same_period,
    unit_code,
)
from diplotext_dates.values import DAY, Value

DEICTIC = ("ago", "from now", "hence")
"""What counts from publication."""


def ago(node: Node, context: Context) -> Value | None:
    """`two days ago`, `three years later`, `a year earlier`: as precise as its unit."""
    rel = node.word("rel", "rel2")
    lengths = [length for name in ("length", "length2", "length3") if (length := node.node(name))]
    pairs = [amount_of(length) for length in lengths]
    if len(lengths) == 1 and (limits := limits_of(lengths[0])):
        return _between(node, context, limits, pairs[0][1])
    if not pairs:
        word = node.word("unit", "unit2")
        plural = word in words("Units")
        pairs = [(None if plural else Fraction(1), unit_code(word))]
    past = rel in ("ago", "earlier", "before", "previously", "beforehand", "prior")
    deictic = rel in DEICTIC
    if any(amount is None for amount, _ in pairs):
        return context.unresolved("PAST_REF" if past else "FUTURE_REF") if deictic or rel == "earlier" else None
    amounts = [(amount, unit) for amount, unit in pairs if amount is not None]
    if len(amounts) > 1 and any(PRECISIONS.get(unit) not in PARTIAL for _, unit in amounts):
        return None
    finest = amounts[-1][1]
    precision = PRECISIONS.get(finest, "year")
    if amounts == [(Fraction(1), "Y")] and rel in ("earlier", "ago"):
        if same := same_period(context):
            return same
        named = node.text.casefold().endswith(("period", "quarter"))
        if quarter := compared_quarter(context, "period" if named else rel):
            return quarter
    anchor: str | None = context.anchor
    if deictic:
        day = context.base
    else:
        finer = list(PARTIAL)[: list(PARTIAL).index(precision) + 1] if precision in PARTIAL else []
        antecedent = context.antecedent(*DAY_UNITS, *finer, counted=False)
        day, anchor = (antecedent.earliest, "text") if antecedent else (None, "text")
    if precision not in PARTIAL:  # hours: no day of its own
        if deictic:
            return values.partial("PAST_REF" if past else "FUTURE_REF", type="TIME")
        return values.of_duration(amounts[0][0], amounts[0][1])
    if day is None:
        return context.unresolved(PARTIAL[precision], precision)
    value: Value | None = None
    for amount, unit in amounts:
        value = moved_by(day, -amount if past else amount, unit, precision if unit == finest else "day", anchor)
        if value is None or value.earliest is None:
            return context.unresolved("PAST_REF" if past else "FUTURE_REF")
        if unit != finest:
            day = value.earliest
    return value


def _between(node: Node, context: Context, limits: tuple[Fraction, Fraction], unit: str) -> Value | None:
    """`two or three weeks ago`: all that lies between the two."""
    rel = node.word("rel")
    precision = PRECISIONS.get(unit, "year")
    past, deictic = rel not in ("later", "after", "afterwards", "from now", "hence", "in"), rel in (*DEICTIC, "in")
    if deictic:
        day, anchor = context.base, context.anchor
    else:
        antecedent = context.antecedent(*DAY_UNITS, counted=False)
        day, anchor = (antecedent.earliest if antecedent else None), "text"
    ends = sorted(-limit if past else limit for limit in limits)
    found = [moved_by(day, end, unit, precision, anchor) for end in ends] if day and precision in PARTIAL else []
    known = [value for value in found if value and value.earliest and value.latest]
    if len(known) < len(ends):
        return context.unresolved("PAST_REF" if past else "FUTURE_REF")
    whole = values.of_interval(*known)
    if precision not in ("day", "month", "year"):
        text = f"{whole.earliest}/{whole.latest}"
        whole = attrs.evolve(whole, timex=text, value=text)
    return attrs.evolve(whole, anchor=anchor)


def from_day(node: Node, context: Context) -> Value | None:
    """`two days after tomorrow`, `3 weeks from Monday`, `2 weeks before Christmas`: a day."""
    length, day = node.node("length"), context.value(node.node("day"))
    if length is None or day is None:
        return None
    amount, unit = amount_of(length)
    precision = PRECISIONS.get(unit, "year")
    by_calendar = not re.search(r"\b(?:trading|business|working)\b", length.text)
    if not day.resolved or day.earliest is None or amount is None or precision not in PARTIAL or not by_calendar:
        return context.unresolved("XXXX-XX-XX", "day")
    past = node.word("rel") in ("before", "prior to")
    return moved_by(day.earliest, -amount if past else amount, unit, "day", day.anchor)


def ahead(node: Node, context: Context) -> Value | None:
    """`in two weeks`, where the sentence says future; else a length."""
    lengths = [length for name in ("length", "length2") if (length := node.node(name))]
    pairs = [amount_of(length) for length in lengths]
    direction = context.direction()
    lies_ahead = direction == "future" or (direction is None and ("time" in node or context.is_still_to_be()))
    if not lies_ahead:
        return None
    if len(lengths) == 1 and (limits := limits_of(lengths[0])):
        return _between(node, context, limits, pairs[0][1])
    if any(amount is None for amount, _ in pairs):
        return context.unresolved("FUTURE_REF") if "time" in node else None
    precision = PRECISIONS.get(pairs[-1][1], "year")
    if any(PRECISIONS.get(unit) not in PARTIAL for _, unit in pairs):
        return None
    if context.base is None:
        return context.unresolved(PARTIAL[precision], precision)
    value: Value | None = None
    day = context.base
    for amount, unit in pairs:
        value = moved_by(day, amount or Fraction(0), unit, precision, context.anchor)
        day = value.earliest if value and value.earliest else day
    return value


def weekday_in(node: Node, context: Context) -> Value | None:
    """`Monday two weeks from now`: that day of the week that is meant."""
    day, counted_node = node.node("weekday", "weekday2"), node.node("week", "week2")
    week = context.value(counted_node)
    if day is None or week is None or counted_node is None:
        return None
    if day.rule.read == "deictic":  # "a year ago today"
        length, today = counted_node.node("length"), context.value(day)
        if length is None or today is None or today.earliest is None:
            return context.unresolved("XXXX-XX-XX", "day")
        amount, unit = amount_of(length)
        past = counted_node.word("rel") in ("ago", "earlier", "before")
        return (
            None
            if amount is None
            else moved_by(today.earliest, -amount if past else amount, unit, "day", context.anchor)
        )
    wanted = int(words("WEEKDAY")[day.word("weekday")])
    if not week.resolved or week.earliest is None:
        return context.unresolved(f"XXXX-WXX-{wanted}", "day")
    if week.precision not in ("day", "week"):
        return None
    if week.precision == "day" and re.search(r"\bdays?\b", node.text) and week.earliest.isoweekday() != wanted:
        return None
    monday = week.earliest - week.earliest.weekday() * DAY
    return attrs.evolve(values.of_day(monday + (wanted - 1) * DAY), anchor=week.anchor)


def length_from(node: Node, context: Context) -> Value | None:
    """`3 days starting from next Monday`: a range that begins on that day."""
    length, day = node.node("length"), context.value(node.node("day"))
    if length is None or day is None:
        return None
    amount, unit = amount_of(length)
    if not amount or not day.resolved or day.earliest is None or PRECISIONS.get(unit) not in PARTIAL:
        return None
    far = moved_by(day.earliest, amount, unit, "day", day.anchor)
    if far is None or far.earliest is None:
        return None
    value = values.of_interval(values.of_day(day.earliest), values.of_day(far.earliest - DAY))
    return attrs.evolve(value, anchor=day.anchor)
