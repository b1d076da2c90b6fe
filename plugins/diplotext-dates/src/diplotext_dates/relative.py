"""Days and months that do not say their year: counted from the publication date or the day of the utterance.

A bare weekday or month is the latest one on or before publication, unless the sentence says future. Without a
publication date, everything here stays partial.
"""

from __future__ import annotations

import datetime
import re

import attrs

from diplotext_dates import values
from diplotext_dates.absolute import calendar_day, month_number
from diplotext_dates.amounts import ordinal, year_number
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import words
from diplotext_dates.relativeyears import relative_year
from diplotext_dates.units import of_unit, step_of
from diplotext_dates.values import DAY, Value, with_part

MAX_DAYS_AHEAD = 62  # a day of a month without year and cue: so many days ahead still count as the near one
MAX_MONTHS_AHEAD = 2  # a month so near ahead is meant, unless a verb in the past says what happened in it
MAX_MONTHS_TO_END = 4  # the same for the month up to which something lasts
MAX_DAYS_OF_MONTH = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def weekday_number(word: str) -> int:
    """The ISO number of a weekday, Monday being 1."""
    name = word.rstrip(".")
    return int(words("WEEKDAY").get(name) or words("WD").get(name) or words("WEEKDAYS")[name])


def deictic(node: Node, context: Context) -> Value | None:
    """`today`, `yesterday`, `tonight`, `the day before yesterday`."""
    if _is_generic(node, context):
        return attrs.evolve(values.partial("PRESENT_REF"), anchor=context.anchor if context.base else None)
    said = "-2" if "before" in node else "2" if "after" in node else words("DEICTIC")[node.word("today")]
    step, part = int(said.rstrip("NI")), said.lstrip("-0123456789")
    if context.base is None:
        return context.unresolved("XXXX-XX-XX" + (f"T{part}" if part else ""), "day")
    value = context.resolved(values.of_day(context.base + step * DAY))
    return with_part(value, part) if part else value


IN_OUR_DAYS = re.compile(r"in\sthe\sworld\s$|\bas\swe\sknow\s\w+\s$", re.I)
OF_OUR_DAYS = re.compile(
    r"\sthan\s(?:ever|at\sany|in\s)|['’]s\s(?:\w+\s)?(?:world|youth|young|society|generations?|challenges|threats|standards|realit\w+"
    r"|environment|economy|computers|children|politics|technology|problems|needs)\b",
    re.I,
)


def _is_generic(node: Node, context: Context) -> bool:
    """Whether "today" means our days: "in the world today", "today's challenges", "more than today"."""
    if node.word("today") != "today":
        return False
    if OF_OUR_DAYS.match(context.text, node.end):
        return True
    return IN_OUR_DAYS.search(context.text[max(0, node.start - 50) : node.start]) is not None


def this_part(node: Node, context: Context) -> Value | None:
    """`this morning`; `that evening` of the day that the text said before."""
    part = words("PART")[node.word("part")]
    rel = node.word("rel")
    if rel in ("this", "last"):
        base, anchor = context.base, context.anchor
    else:
        antecedent = context.antecedent("day", "hour", "minute")
        base, anchor = (antecedent.earliest if antecedent else None), "text"
    if base is None:
        return values.partial(f"XXXX-XX-XXT{part}", type="TIME")
    step = 1 if rel in ("the next", "the following") else -1 if rel.endswith(("last", "previous")) else 0
    return with_part(attrs.evolve(values.of_day(base + step * DAY), anchor=anchor), part)


def month(node: Node, context: Context) -> Value | None:
    """`October`, `last April`, `December of last year`."""
    wanted = month_number(node.word("month"))
    rel = node.word("rel").removeprefix("the ")
    partial = context.unresolved(f"XXXX-{wanted:02}", "month", f"XXXX-{wanted:02}")
    if not rel and (said := relative_year(node, context)):
        return attrs.evolve(values.of_month(said.year, wanted), anchor=said.anchor) if said.year else partial
    if node.word("rel") in ("the previous", "the following"):
        before = context.antecedent("day", "month", "season", "quarter", "year")
        if before is None or before.earliest is None or before.latest is None:
            return partial
        if rel == "following":
            counted_year = before.latest.year + (wanted <= before.latest.month)
        else:
            counted_year = before.earliest.year - (wanted >= before.earliest.month)
        return attrs.evolve(values.of_month(counted_year, wanted), anchor="text")
    if context.base is None:
        known = context.year_of(wanted) if not rel else None
        return context.resolved(values.of_month(known, wanted)) if known else partial
    base = context.base
    if not rel and (told := context.told_year()):
        return attrs.evolve(values.of_month(told, wanted), anchor="text")
    year_of_latest = base.year - (wanted > base.month)  # the latest such month that has begun
    coming = year_of_latest + 1
    if rel in ("next", "this coming", "following"):
        return context.resolved(values.of_month(coming, wanted))
    if rel in ("last", "this past", "past", "previous"):
        running = wanted in (base.month, (base.month - 2) % 12 + 1)  # else it were "last month"
        return context.resolved(values.of_month(year_of_latest - running, wanted))
    if rel == "this" or wanted == base.month:
        return context.resolved(values.of_month(base.year, wanted))
    chosen, other = coming, year_of_latest
    direction = context.direction()
    ahead = (wanted - base.month) % 12
    is_near = ahead <= MAX_MONTHS_AHEAD and (direction is None or context.is_only_said())
    is_near = is_near or (ahead <= MAX_MONTHS_TO_END and context.ends_span())
    if direction != "future" and not is_near:
        chosen, other = other, chosen
    others = [other, *([aside] if (aside := context.aside_year()) else [])]
    candidates = [f"{year:04}-{wanted:02}" for year in others]
    return context.resolved(attrs.evolve(values.of_month(chosen, wanted), candidates=candidates))


def month_day(node: Node, context: Context) -> Value | None:
    """`Dec. 2`: the latest or the coming one, by cue; without a cue, the one near publication."""
    wanted, day = month_number(node.word("month")), ordinal(node.word("day"))
    if not 1 <= day <= MAX_DAYS_OF_MONTH[wanted]:
        return context.unresolved(f"XXXX-{wanted:02}-{day:02}", "day") if day <= 31 else None  # no such day
    if "year" in node:
        said = calendar_day(year_number(node.word("year")), wanted, day)
        return values.of_day(said) if said else None
    text = f"XXXX-{wanted:02}-{day:02}"
    if meant := relative_year(node, context):
        chosen = calendar_day(meant.year, wanted, day) if meant.year else None
        if chosen is None:
            return context.unresolved(text, "day", text)
        return attrs.evolve(values.of_day(chosen), anchor=meant.anchor)
    if context.base is None:
        known = context.year_of(wanted)
        chosen = calendar_day(known, wanted, day) if known else None
        return context.resolved(values.of_day(chosen)) if chosen else context.unresolved(text, "day", text)
    side = {"last": "past", "next": "future"}.get(node.word("side"))
    if "weekday" in node and (fitting := on_weekday(context.base, wanted, day, weekday_number(node.word("weekday")))):
        return context.resolved(values.of_day(fitting))
    told = context.told_year() if not side and "weekday" not in node else None
    if told and (chosen := calendar_day(told, wanted, day)):
        return attrs.evolve(values.of_day(chosen), anchor="text")
    return near_day(context, wanted, day, side)


def on_weekday(base: datetime.date, month: int, day: int, wanted: int) -> datetime.date | None:
    """The day of a month, within a year of publication, that falls on a weekday: "Saturday, April 25"."""
    near = [found for year in (base.year - 1, base.year, base.year + 1) if (found := calendar_day(year, month, day))]
    fitting = [found for found in near if found.isoweekday() == wanted and abs((found - base).days) < 366]
    return min(fitting, key=lambda found: abs((found - base).days), default=None)


def numeric_day(node: Node, context: Context) -> Value | None:
    """`10/25`, `Friday 7/6`: month first, unless that is not a date."""
    first, second = int(node.word("a", "a2")), int(node.word("b", "b2"))
    if context.day_first or first > 12:
        first, second = second, first
    if first > 12 or not 1 <= second <= MAX_DAYS_OF_MONTH[first]:
        return None
    if context.base is None:
        return context.unresolved(f"XXXX-{first:02}-{second:02}", "day", f"XXXX-{first:02}-{second:02}")
    return near_day(context, first, second)


def day_of_month(node: Node, context: Context) -> Value | None:
    """`the 15th day of next month`."""
    day = ordinal(node.word("day", "day2"))
    if context.base is None:
        return context.unresolved("XXXX-XX-" + f"{day:02}", "day", f"XXXX-XX-{day:02}")
    whole = of_unit(context.base, "month", step_of(node.word("step", "step2"))).earliest
    chosen = calendar_day(whole.year, whole.month, day) if whole else None
    return context.resolved(values.of_day(chosen)) if chosen else None


def near_day(context: Context, wanted: int, day: int, side: str | None = None) -> Value | None:
    """A day of a month that does not say its year."""
    base = context.base
    assert base is not None
    reach = 8 if (wanted, day) == (2, 29) else 1
    around = [
        found for year in range(base.year - reach, base.year + reach + 1) if (found := calendar_day(year, wanted, day))
    ]
    latest = max((found for found in around if found <= base), default=None)
    coming = min((found for found in around if found > base), default=None)
    if latest is None or coming is None:
        return None
    if latest == base:
        return context.resolved(values.of_day(latest))
    if side:
        return context.resolved(values.of_day(latest if side == "past" else coming))
    direction = context.direction()
    ahead = (coming - base).days
    near = ahead <= MAX_DAYS_AHEAD and (direction is None or ((base - latest).days > 275 and not context.happened()))
    chosen, other = (coming, latest) if near or (direction == "future" and ahead <= 300) else (latest, coming)
    aside = context.aside_year()
    told = calendar_day(aside, wanted, day) if aside else None
    candidates = [found.isoformat() for found in (other, told) if found]
    return context.resolved(attrs.evolve(values.of_day(chosen), candidates=candidates))


def day_range(node: Node, context: Context) -> Value | None:
    """`May 3-5`, `3 to 5 May 2021`, `April 28-May 3`."""
    first_month = month_number(node.word("month"))
    last_month = month_number(node.word("month2")) if "month2" in node else first_month
    first, last = ordinal(node.word("day")), ordinal(node.word("day2"))
    meant = relative_year(node, context) if "year" not in node else None
    if "year" in node:
        year = year_number(node.word("year"))
    elif meant is not None and meant.year is not None:
        year = meant.year
    elif context.base is None or meant is not None:
        text = f"XXXX-{first_month:02}-{first:02}/XXXX-{last_month:02}-{last:02}"
        return attrs.evolve(context.unresolved(text, "day", text), kind="range")
    else:
        near = near_day(context, last_month, min(last, 28))
        year = context.told_year() or (near.latest.year if near and near.latest else context.base.year)
    if "month2" not in node and first > last and "month" in node and node.spans["month"][0] < node.spans["day"][0]:
        return None
    begin, end = (
        calendar_day(year - (first_month > last_month), first_month, first),
        calendar_day(year, last_month, last),
    )
    if not begin or not end or begin >= end:
        return None
    value = values.of_interval(values.of_day(begin), values.of_day(end))
    return value if "year" in node else context.resolved(value)


def numeric_range(node: Node, context: Context) -> Value | None:
    """`5/1-5/7/2020`, month first."""
    first, last = ((int(node.word(month)), int(node.word(day))) for month, day in (("a", "b"), ("c", "d")))
    if first[0] > 12 or last[0] > 12:
        first, last = first[::-1], last[::-1]
    if not (1 <= first[0] <= 12 and 1 <= last[0] <= 12):
        return None
    said = node.word("year2", "year")
    if said:
        year = int(said)
    elif context.base is None:
        text = "/".join(f"XXXX-{month:02}-{day:02}" for month, day in (first, last))
        return attrs.evolve(context.unresolved(text, "day", text), kind="range")
    else:
        near = near_day(context, last[0], min(last[1], 28))
        year = near.latest.year if near and near.latest else context.base.year
    begin, end = calendar_day(int(node.word("year") or year - (first > last)), *first), calendar_day(year, *last)
    if not begin or not end or begin >= end:
        return None
    value = values.of_interval(values.of_day(begin), values.of_day(end))
    return value if said else context.resolved(value)
