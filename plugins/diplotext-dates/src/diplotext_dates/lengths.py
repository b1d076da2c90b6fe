"""Durations, spans that end or begin now, sets of times, clock times, and words that only say past, present or future.

EDTF has no value for a length or a set; TIMEX3 has (`P3D`, `XXXX-WXX-1`). A clock time has a day only if the text
says it.
"""

from __future__ import annotations

import re
from fractions import Fraction

import attrs

from diplotext_dates import values
from diplotext_dates.context import Context
from diplotext_dates.grammar import Found
from diplotext_dates.units import moved_by
from diplotext_dates.values import DAY, Value
from diplotext_dates.vocabulary import month_number, number, unit_code, weekday_number, words


def duration(found: Found, context: Context) -> Value | None:
    """`three days`, `two-week`, `a year and a half`, `two to three weeks`."""
    groups = found.match.groupdict()
    amount, unit = number(groups["number"]), unit_code(groups["unit"])
    if groups.get("number2"):
        upper = number(groups["number2"])
        value = values.of_duration(None, unit)
        codes = [values.duration_code(bound, unit) for bound in (amount, upper) if bound is not None]
        return attrs.evolve(value, candidates=codes, mod="approximate")
    if amount is not None and groups.get("half"):
        amount += Fraction(1, 2)
    return values.of_duration(amount, unit)


def bare_duration(found: Found, context: Context) -> Value | None:
    """`for weeks`."""
    return values.of_duration(None, unit_code(found.match["unit"]))


def span(found: Found, context: Context) -> Value | None:
    """`the last three years`: a length, and the days that it covers, counted from publication."""
    amount = number(found.match["number"]) if found.match["number"] else Fraction(1)
    unit, rel = unit_code(found.match["unit"]), found.match["rel"].casefold()
    value = values.of_duration(amount, unit)
    if (
        amount is None
        or context.base is None
        or unit in ("S", "TM", "H")
        or rel in ("previous", "following", "preceding")
    ):
        return value
    past = rel in ("past", "last")
    far = moved_by(context.base, -amount if past else amount, unit, "day", context.anchor)
    if far is None or far.earliest is None:
        return value
    first, last = (far.earliest, context.base) if past else (context.base, far.earliest)
    return attrs.evolve(value, value=f"{first}/{last}", earliest=first, latest=last, anchor=context.anchor)


def vague_span(found: Found, context: Context) -> Value | None:
    """`recent weeks`, `the coming months`: how long and which days, the text does not say."""
    return attrs.evolve(
        values.of_duration(None, unit_code(found.match["unit"])), anchor=context.anchor if context.base else None
    )


def vague(found: Found, context: Context) -> Value | None:
    """`now`, `recently`, `the near future`."""
    word = " ".join(found.match[0].casefold().split())
    if word == "soon" and context.direction() != "future":
        return None  # "soon became" tells the past
    return attrs.evolve(values.partial(words("vague")[word]), anchor=context.anchor if context.base else None)


def recurring(found: Found, context: Context) -> Value | None:
    """`every day`, `twice a year`, `each July`, `every Monday`."""
    groups = found.match.groupdict()
    if groups.get("weekday"):
        return values.recurring(f"XXXX-WXX-{weekday_number(groups['weekday'])}")
    if groups.get("month"):
        return values.recurring(f"XXXX-{month_number(groups['month']):02}")
    if groups.get("season"):
        return values.recurring(f"XXXX-{values.SEASON_NAMES[int(words('season')[groups['season'].casefold()]) - 1]}")
    if groups.get("part"):
        return values.recurring(f"XXXX-XX-XXT{words('part_of_day')[groups['part'].casefold()]}")
    every = (groups.get("number") or "one").casefold()
    amount = Fraction(2) if every == "other" else number(every)
    return values.recurring(values.duration_code(amount, unit_code(groups["unit"])))


def frequency(found: Found, context: Context) -> Value | None:
    """`daily`, `annually`."""
    return values.recurring(words("frequency")[found.match["frequency"].casefold()])


def set_weekday(found: Found, context: Context) -> Value | None:
    """`Thursdays`, `on Tuesday nights`."""
    part = re.search(r"(morning|afternoon|evening|night)s?\Z", found.match[0], re.I)
    suffix = f"T{words('part_of_day')[part[1].casefold()]}" if part else ""
    return values.recurring(f"XXXX-WXX-{weekday_number(found.match['weekday'])}{suffix}")


def clock(found: Found, context: Context) -> Value | None:
    """`10 a.m.`, `1500 GMT`, `noon`: a time of an unknown day."""
    time = time_of(found.match)
    return values.partial("T" + time, _precision(found.match), type="TIME") if time else None


def with_clock(day: Value, match: re.Match[str]) -> Value | None:
    """A day with a clock time."""
    time = time_of(match)
    if time is None:
        return None
    timex = f"{day.timex}T{time}"
    value = f"{day.value}T{time.removesuffix('Z')}:00{'Z' * time.endswith('Z')}" if day.value and day.resolved else None
    earliest, latest = day.earliest, day.latest
    if time.startswith("24"):
        value = f"{day.latest + DAY}T00:00:00" if day.latest else None
    precision = _precision(match)
    return attrs.evolve(
        day,
        kind="time",
        type="TIME",
        timex=timex,
        value=value,
        earliest=earliest,
        latest=latest,
        precision=precision,
        candidates=(),
    )


def time_of(match: re.Match[str]) -> str | None:
    """`22:00`, with Z where the text says UTC; None if there is no such time."""
    groups = match.groupdict()
    if word := (groups.get("word") or "").casefold():
        return "24:00" if word == "midnight" else "12:00"
    said = groups["hour"].casefold()
    hour = int(said) if said.isdigit() else int(words("number").get(said, "99"))
    half = (groups.get("half") or groups.get("part") or groups.get("part2") or "").casefold()
    if half:
        if hour > 12:
            return None
        hour = hour % 12 + 12 * (half[0] == "p" or half in ("afternoon", "evening"))
    zone = words("zone").get(" ".join((groups.get("zone") or "").casefold().split()), "")
    return f"{hour:02}:{groups.get('minute') or '00'}{zone}" if hour < 24 else None


def _precision(match: re.Match[str]) -> str:
    return "minute" if match.groupdict().get("minute") else "hour"
