"""Calendar units counted from a day: `last week`, `the end of the year`, `two days ago`, `the following month`.

They are as precise as their unit: "two months ago" is a month, no day. What is counted from the text needs a date
before it that is near and precise enough; without one the expression stays partial.
"""

from __future__ import annotations

import datetime
import re
from fractions import Fraction
from typing import Final

import attrs

from diplotext_dates import values
from diplotext_dates.amounts import number, ordinal
from diplotext_dates.cascade import Node
from diplotext_dates.context import REACH, RESULTS_REACH, Context
from diplotext_dates.values import DAY, Value, with_part
from diplotext_dates.vocabulary import words

PARTIAL: Final = {
    "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "decade": "XXX", "century": "XX",
}  # fmt: skip
STEPS: Final = {
    **dict.fromkeys(("last", "previous", "preceding", "this past", "past"), -1),
    **dict.fromkeys(("next", "coming", "following", "this coming", "upcoming", "very next"), 1),
}
DAY_UNITS: Final = ("day", "hour", "minute")


def plain(rel: str) -> str:
    """A relation without its article: `the coming` is `coming`."""
    return rel.removeprefix("the ")


def step_of(rel: str) -> int:
    """How many units away a relation points: `last` -1, `this` 0, `the following` 1."""
    return STEPS.get(plain(rel), 0)


def unit_code(word: str) -> str:
    """The letter of a unit: `weeks` W."""
    return words("Unit1").get(word) or words("Units")[word]


COMPARED = re.compile(r"\b(?:from|with|than|to|period)\b[^.;]*(?:million|billion|cents|share|period),?\s$")


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
    compares = unit == "year" and node.word("rel") == "last" and COMPARED.search(context.before())
    if compares and (quarter := compared_quarter(context, "last")):
        return quarter
    if context.tells and not node.word("rel") and "far" not in node:  # "the year" of a history
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
    if node.word("rel") == "the following" or (context.tells and node.word("rel") in ("the", "")):
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
    if context.tells:
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
        quarter = context.antecedent("quarter", counted=False, reach=RESULTS_REACH)
        if quarter is None or quarter.earliest is None:
            return context.unresolved(PARTIAL[unit], unit)
        return attrs.evolve(of_unit(quarter.earliest, unit, step), anchor="text")
    antecedent = context.antecedent(
        *DAY_UNITS, *finer, *(["season", "half", "quarter"] if unit in ("year", "decade") else [])
    )
    if antecedent is None or antecedent.earliest is None:
        return context.unresolved(PARTIAL[unit], unit)
    return attrs.evolve(of_unit(antecedent.earliest, unit, step), anchor="text")


def ago(node: Node, context: Context) -> Value | None:
    """`two days ago`, `three years later`, `a year earlier`: as precise as its unit."""
    rel = node.word("rel", "rel2")
    lengths = [length for name in ("length", "length2", "length3") if (length := node.node(name))]
    pairs = [amount_of(length) for length in lengths]
    if not pairs:
        word = node.word("unit", "unit2")
        plural = word in words("Units")
        pairs = [(None if plural else Fraction(1), unit_code(word))]
    past = rel in ("ago", "earlier", "before", "previously", "beforehand", "prior")
    deictic = rel in ("ago", "from now", "hence")
    if any(amount is None for amount, _ in pairs):
        return context.unresolved("PAST_REF" if past else "FUTURE_REF") if deictic or rel == "earlier" else None
    amounts = [(amount, unit) for amount, unit in pairs if amount is not None]
    if len(amounts) > 1 and any(PRECISIONS.get(unit) not in PARTIAL for _, unit in amounts):
        return None
    finest = amounts[-1][1]
    precision = PRECISIONS.get(finest, "year")
    if amounts == [(Fraction(1), "Y")] and rel in ("earlier", "ago"):
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


PRECISIONS: Final = {
    "S": "second", "TM": "minute", "H": "hour", "D": "day", "W": "week", "F": "week", "WE": "weekend", "M": "month",
    "Q": "quarter", "Y": "year", "E": "year", "C": "year",
}  # fmt: skip


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


def compared_quarter(context: Context, rel: str) -> Value | None:
    """The same quarter of the year before, where the results of a quarter are compared with it."""
    near = rel == "earlier" or _compares(context)
    reach = RESULTS_REACH if rel == "period" or context.compares_amounts() else REACH if near else 0
    quarter = context.antecedent("quarter", counted=False, reach=reach)
    if quarter is None or quarter.earliest is None:
        return None
    return moved_by(quarter.earliest, Fraction(-1), "Y", "quarter", "text")


def _compares(context: Context) -> bool:
    """Whether the sentence speaks of a quarter before."""
    for item in reversed(context.earlier):
        if item.end < context.sentence[0] or context.start - item.end > REACH:
            return False
        if item.value.precision == "quarter":
            return True
    return False


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
    if context.direction() != "future" or any(amount is None for amount, _ in pairs):
        return None
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
