"""Durations, spans that end or begin now, sets of times, clock times, and words that only say past, present or future.

EDTF has no value for a length or a set; TIMEX3 has (`P3D`, `XXXX-WXX-1`). A clock time has a day only if the text
says it.
"""

from __future__ import annotations

import datetime
import re
from fractions import Fraction

import attrs

from diplotext_dates import values
from diplotext_dates.absolute import month_number
from diplotext_dates.amounts import number, ordinal
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import words
from diplotext_dates.relative import weekday_number
from diplotext_dates.units import amount_of, moved_by, unit_code
from diplotext_dates.values import DAY, Value

LEAD_OF_CLOCK = re.compile(
    r"(?:(?:at|about|around|approximately|roughly|just|before|after|by|nearly|shortly)\s)*", re.I
)
"""What an expression may have before a clock time that is all of it."""


def duration(node: Node, context: Context) -> Value | None:
    """`three days`, `two-week`, `a year and a half`, `two to three weeks`, `for weeks`."""
    amount, unit = amount_of(node)
    if "number2" in node:
        said = [number(node.word(name)) for name in ("number", "number2") if node.word(name) != "more"]
        codes = [values.duration_code(bound, unit) for bound in said if bound is not None]
        return attrs.evolve(values.of_duration(None, unit), candidates=codes, mod="approximate")
    return values.of_duration(amount, unit)


def compound(node: Node, context: Context) -> Value | None:
    """`two years and six months`: the lengths in falling order of their units."""
    lengths = [length for name in ("length", "length2", "length3") if (length := node.node(name))]
    pairs = [amount_of(length) for length in lengths]
    if any(amount is None or amount.denominator != 1 for amount, _ in pairs):
        return None
    date, time = "", ""
    for amount, unit in pairs:
        code = values.duration_code(amount, unit)
        if code.startswith("PT"):
            time += code[2:]
        else:
            date += code[1:]
    return Value(
        "duration", "DURATION", "P" + date + ("T" + time if time else ""), precision=values.UNIT_NAMES[pairs[-1][1]]
    )


def span(node: Node, context: Context) -> Value | None:
    """`the last three years`: a length, and the days that it covers, counted from publication."""
    unit, rel = unit_code(node.word("unit", "unit2")), node.word("rel", "rel2")
    said = node.word("number", "number2")
    amount = number(said) if said else Fraction(1)
    if amount is not None and "halves" in node:
        amount += Fraction(1, 2)
    value = values.of_duration(amount, unit)
    if (
        amount is None
        or context.base is None
        or unit in ("S", "TM", "H")
        or rel not in ("past", "last", "next", "coming", "upcoming")
    ):
        return value
    past = rel in ("past", "last")
    far = moved_by(context.base, -amount if past else amount, unit, "day", context.anchor)
    if far is None or far.earliest is None:
        return value
    first, last = (far.earliest, context.base) if past else (context.base, far.earliest)
    return attrs.evolve(value, value=f"{first}/{last}", earliest=first, latest=last, anchor=context.anchor)


def vague_span(node: Node, context: Context) -> Value | None:
    """`recent weeks`, `the coming months`: how long and which days, the text does not say."""
    return attrs.evolve(
        values.of_duration(None, unit_code(node.word("unit", "unit2", "around"))),
        anchor=context.anchor if context.base else None,
    )


def vague(node: Node, context: Context) -> Value | None:
    """`now`, `recently`, `the near future`."""
    word = node.word("word")
    if not word:
        return values.partial("FUTURE_REF" if "future" in node else "PAST_REF")
    if word == "soon" and context.direction() == "past":
        return None  # "soon became" is of the past
    return attrs.evolve(values.partial(words("VAGUE")[word]), anchor=context.anchor if context.base else None)


def recurring(node: Node, context: Context) -> Value | None:
    """`every day`, `twice a year`, `each July`, `every Monday`."""
    if inner := node.node("day", "mon"):
        found = inner.word("weekday")
        if found:
            return values.recurring(f"XXXX-WXX-{weekday_number(found)}" + _part(node))
        named = inner.word("month")
        if named and "day" not in inner.parts:
            return values.recurring(f"XXXX-{month_number(named):02}")
        if named:
            return values.recurring(f"XXXX-{month_number(named):02}-{ordinal(inner.word('day')):02}")
        return None
    if "season" in node:
        season = node.word("season")
        index = int(words("SEASON")[season])
        return values.recurring(f"XXXX-{values.SEASON_NAMES[index - 1]}")
    if "part" in node:
        return values.recurring(f"XXXX-XX-XXT{words('PART')[node.word('part')]}")
    if "weekday" in node:
        return values.recurring(f"XXXX-WXX-{weekday_number(node.word('weekday'))}" + _part(node))
    if "month" in node:
        return values.recurring(f"XXXX-{month_number(node.word('month')):02}")
    said = node.word("number") or "one"
    if said in ("other",) or "unit2" in node:
        amount: Fraction | None = Fraction(2)
    elif said in words("Ord"):
        amount = Fraction(ordinal(said))
    else:
        amount = number(said)
    return values.recurring(values.duration_code(amount, unit_code(node.word("unit", "unit2"))))


def _part(node: Node) -> str:
    part = node.word("part2")
    return f"T{words('PART')[part]}" if part in words("PART") else ""


def frequency(node: Node, context: Context) -> Value | None:
    """`daily`, `annually`."""
    return values.recurring(words("FREQ")[node.word("frequency")])


def set_weekday(node: Node, context: Context) -> Value | None:
    """`Thursdays`, `on Tuesday nights`."""
    part = node.word("part", "part2")
    code = words("PARTS").get(part) or words("PART").get(part)
    return values.recurring(
        f"XXXX-WXX-{weekday_number(node.word('weekday', 'weekday2'))}" + (f"T{code}" if code else "")
    )


def clock(node: Node, context: Context) -> Value | None:
    """`10 a.m.`, `1500 GMT`, `noon`: a time of the day that the text spoke of just before, if it did."""
    time = time_of(node)
    if time is None:
        return None
    bare = values.partial("T" + time, _precision(node), type="TIME")
    alone = node.end == context.end and LEAD_OF_CLOCK.fullmatch(context.text, context.start, node.start)
    day = context.day_just_read() if alone else None
    return _at_time(day, time, _precision(node)) if day else bare


def timed(node: Node, context: Context) -> Value | None:
    """`10 a.m. on Wednesday`, `Dec. 2 at noon`, `Monday night at 2:00`: a day with a clock time."""
    day, match = context.value(node.node("day")), node.node("clock")
    time = time_of(match) if match else None
    if day is None or match is None or time is None:
        return None
    part = node.word("part") or (node.node("day") or node).word("part")
    if part and "half" not in match and not match.word("noon"):
        time = f"{in_part(int(time[:2]), part):02}{time[2:]}"
        if part == "night" and time < "06" and day.earliest is not None and day.earliest == day.latest:
            next_day = values.of_day(day.earliest + DAY)
            day = attrs.evolve(next_day, anchor=day.anchor, resolved=day.resolved)
    date = day.timex.split("T")[0]
    value, latest = None, day.latest
    if day.resolved and day.earliest is not None and day.earliest == day.latest:
        value = moment(day.earliest, time)
        latest = datetime.date.fromisoformat(value[:10])
    return attrs.evolve(
        day,
        kind="time",
        type="TIME",
        timex=f"{date}T{time}",
        value=value,
        latest=latest,
        precision=_precision(match),
        candidates=(),
    )


def _at_time(day: datetime.date, time: str, precision: str) -> Value:
    """A clock time of a day that the text said before."""
    value = moment(day, time)
    latest = datetime.date.fromisoformat(value[:10])
    return Value("time", "TIME", f"{day}T{time}", value, day, latest, precision, anchor="text")


def timed_range(node: Node, context: Context) -> Value | None:
    """`from 9 a.m. to 5 p.m. on Monday`: two times of one day, or of a night."""
    day = context.value(node.node("day"))
    clocks = [clock for name in ("clock", "until") if (clock := node.node(name))]
    times = [time for clock in clocks if (time := time_of(clock))]
    if day is None or len(times) < 2:
        return None
    date = day.timex.split("T")[0]
    timex = "/".join(f"{date}T{time}" for time in times)
    precision = "minute" if "minute" in map(_precision, clocks) else "hour"
    value, latest = None, day.latest
    if day.resolved and day.earliest is not None and day.earliest == day.latest:
        end = moment(day.earliest + (DAY if times[1] <= times[0] else 0 * DAY), times[1])
        value, latest = f"{moment(day.earliest, times[0])}/{end}", datetime.date.fromisoformat(end[:10])
    return attrs.evolve(
        day, kind="range", type="TIME", timex=timex, value=value, latest=latest, precision=precision, candidates=()
    )


def moment(day: datetime.date, time: str) -> str:
    """A day and a clock time in EDTF, which has no `24:00`."""
    if time.startswith("24"):
        return f"{day + DAY}T00:00:00"
    return f"{day}T{time.removesuffix('Z')}:00{'Z' * time.endswith('Z')}"


def in_part(hour: int, part: str) -> int:
    """The hour of 24 that an hour of 12 means in a part of the day: 2 in the afternoon is 14, 2 at night is 2."""
    if part in ("afternoon", "evening"):
        return hour + 12 if hour < 12 else hour
    if part == "night":
        return 0 if hour == 12 else hour + 12 if 6 <= hour < 12 else hour
    return hour


def time_of(node: Node) -> str | None:
    """`22:00`, with Z where the text says UTC; None if there is no such time."""
    if word := node.word("noon"):
        return words("NOON")[word]
    if inner := node.node("inner"):  # "around noon"
        return time_of(inner)
    minute = node.word("minute") or "00"
    if both := node.word("both"):
        said, minute = both.split(".")
    elif four := node.word("four"):
        said, minute = four[:2], four[2:]
    else:
        said = node.word("hour", "hour2", "spelled")
    amount = number(said)
    hour = int(amount) if amount is not None and amount.denominator == 1 else 99
    half = node.word("half", "part", "part2")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = in_part(hour, half) if half in words("PART") else hour % 12 + 12 * (half[0] == "p")
    zone = words("ZONE").get(node.word("zone", "zone2"), "")
    return f"{hour:02}:{minute}{zone}" if hour < 24 else None


def _precision(node: Node) -> str:
    return "minute" if any(name in node for name in ("minute", "both", "four")) else "hour"
