"""Days and months that do not say their year: counted from the publication date or the day of the utterance.

A bare weekday or month is the latest one on or before publication, unless a cue in the sentence says future. Without a
publication date, everything here stays partial.
"""

from __future__ import annotations

import datetime
import re

import attrs

from diplotext_dates import values
from diplotext_dates.context import Context
from diplotext_dates.grammar import Found
from diplotext_dates.units import STEPS, of_unit
from diplotext_dates.values import DAY, Value, with_part
from diplotext_dates.vocabulary import month_number, weekday_number, words

NEAR_MONTHS = 2  # a day of a month without year and cue: this many months ahead still count as the near one


def weekday(found: Found, context: Context) -> Value | None:
    """`Thursday`, `last Friday`, `Tuesday of last week`."""
    wanted, rel = weekday_number(found.match["weekday"]), (found.match["rel"] or "").casefold().removeprefix("the ")
    base = context.base
    if rel in ("previous", "following"):
        antecedent = context.antecedent("day")
        base = antecedent.earliest if antecedent else None
    if base is None:
        return context.unresolved(f"XXXX-WXX-{wanted}", "day")
    if found.match["relweek"]:
        week = of_unit(base, "week", STEPS.get(found.match["relweek"].casefold(), 0))
        return context.resolved(values.of_day(week.earliest + (wanted - 1) * DAY)) if week.earliest else None
    back = (base.isoweekday() - wanted) % 7
    latest, coming = base - back * DAY, base + (7 - back) * DAY
    if rel in ("last", "this past", "previous"):
        return context.resolved(values.of_day(latest if back else base - 7 * DAY))
    if rel in ("next", "this coming", "following"):
        return context.resolved(values.of_day(coming))
    direction = context.direction()
    if rel == "this":
        this = base + (wanted - base.isoweekday()) * DAY
        return context.resolved(values.of_day(latest if direction == "past" and this > base else this))
    if direction == "future" and back:
        return context.resolved(attrs.evolve(values.of_day(coming), candidates=[latest.isoformat()]))
    others = (
        [latest - 7 * DAY, latest - 14 * DAY] if context.weak else [] if direction == "past" or not back else [coming]
    )
    return context.resolved(attrs.evolve(values.of_day(latest), candidates=[day.isoformat() for day in others]))


def deictic(found: Found, context: Context) -> Value | None:
    """`today`, `yesterday`, `tonight`, `the day before yesterday`."""
    word = re.sub(r"\s+", " ", (found.match["word"] or "").casefold())
    if found.match["before"]:
        if "yesterday" in found.match["before"].casefold():
            step, part = -2, None
        else:
            return None
    elif found.match["after"]:
        step, part = 2, None
    else:
        step, part = DEICTIC[word]
    if context.base is None:
        return context.unresolved("XXXX-XX-XX", "day")
    value = context.resolved(values.of_day(context.base + step * DAY))
    return with_part(value, part) if part else value


DEICTIC = {
    "today": (0, None), "yesterday": (-1, None), "tomorrow": (1, None), "tonight": (0, "NI"), "overnight": (0, "NI"),
    "last night": (-1, "NI"), "tomorrow night": (1, "NI"),
}  # fmt: skip


def this_part(found: Found, context: Context) -> Value | None:
    """`this morning`."""
    if context.base is None:
        return values.partial("XXXX-XX-XX" + "T" + words("part_of_day")[found.match["part"].casefold()], type="TIME")
    part = words("part_of_day")[found.match["part"].casefold()]
    return with_part(context.resolved(values.of_day(context.base)), part)


def month(found: Found, context: Context) -> Value | None:
    """`October`, `last April`, `December of last year`."""
    wanted = month_number(found.match["month"])
    groups = found.match.groupdict()
    rel, relyear = (groups.get("rel") or "").casefold(), (groups.get("relyear") or "").casefold()
    if context.base is None:
        return context.unresolved(f"XXXX-{wanted:02}", "month", f"XXXX-{wanted:02}")
    if relyear:
        return context.resolved(values.of_month(context.base.year + STEPS.get(relyear, 0), wanted))
    year = context.base.year - (wanted > context.base.month)  # the latest such month that has begun
    coming = year + 1
    if rel in ("next", "this coming", "the following"):
        year = coming
    elif rel in ("last", "this past"):
        year -= wanted in (context.base.month, (context.base.month - 2) % 12 + 1)  # else it were "last month"
    elif rel == "this":
        year = context.base.year
    elif context.direction() == "future" and wanted != context.base.month:
        return context.resolved(attrs.evolve(values.of_month(coming, wanted), candidates=[f"{year:04}-{wanted:02}"]))
    else:
        return context.resolved(
            attrs.evolve(
                values.of_month(year, wanted), candidates=[f"{coming:04}-{wanted:02}"] * (wanted != context.base.month)
            )
        )
    return context.resolved(values.of_month(year, wanted))


def month_day(found: Found, context: Context) -> Value | None:
    """`Dec. 2`: the latest or the coming one, by cue; without a cue, the one near publication."""
    wanted, day = month_number(found.match["month"]), int(re.sub(r"\D", "", found.match["day"]))
    if day > (29, 31, 30)[0 if wanted == 2 else 2 if wanted in (4, 6, 9, 11) else 1]:
        return None
    if context.base is None:
        text = f"XXXX-{wanted:02}-{day:02}"
        return context.unresolved(text, "day", text)
    rel = (found.match.groupdict().get("rel") or "").casefold()
    if side := (found.match.groupdict().get("side") or "").casefold():
        return _near_day(context, wanted, day, {"last": "past", "next": "future"}.get(side))
    if rel:
        chosen = _day(context.base.year + STEPS.get(rel, 0), wanted, day)
        return context.resolved(values.of_day(chosen)) if chosen else None
    return _near_day(context, wanted, day)


def _near_day(context: Context, wanted: int, day: int, side: str | None = None) -> Value | None:
    base = context.base
    assert base is not None
    around = [d for year in range(base.year - 8, base.year + 9) if (d := _day(year, wanted, day))]
    latest = max(d for d in around if d <= base)
    coming = min(d for d in around if d > base)
    if latest == base:
        return context.resolved(values.of_day(latest))
    if side:
        return context.resolved(values.of_day(latest if side == "past" else coming))
    direction = context.direction()
    ahead = (coming - base).days
    near = ahead <= 31 * NEAR_MONTHS and (direction is None or (base - latest).days > 275)
    chosen, other = (coming, latest) if near or (direction == "future" and ahead <= 300) else (latest, coming)
    return context.resolved(attrs.evolve(values.of_day(chosen), candidates=[other.isoformat()]))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def day_range(found: Found, context: Context) -> Value | None:
    """`May 3-5`, `3 to 5 May 2021`, `April 28-May 3`."""
    groups = found.match.groupdict()
    first_month = month_number(groups["month"])
    last_month = month_number(groups["month2"]) if groups.get("month2") else first_month
    first, last = (int(re.sub(r"\D", "", groups[name])) for name in ("day", "day2"))
    if groups.get("year"):
        year = int(groups["year"])
    elif context.base is None:
        text = f"XXXX-{first_month:02}-{first:02}/XXXX-{last_month:02}-{last:02}"
        return attrs.evolve(context.unresolved(text, "day", text), kind="range")
    else:
        near = _near_day(context, last_month, last) if last <= 28 else _near_day(context, last_month, 28)
        year = near.latest.year if near and near.latest else context.base.year
    begin, end = _day(year - (first_month > last_month), first_month, first), _day(year, last_month, last)
    if not begin or not end or begin >= end:
        return None
    value = values.of_interval(values.of_day(begin), values.of_day(end))
    return value if groups.get("year") else context.resolved(value)
