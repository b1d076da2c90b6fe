"""Parts of a year and named days: quarters, halves, seasons, holidays.

Without a year they are the latest that has begun by publication, unless a cue in the sentence says future.
"""

from __future__ import annotations

import datetime

from diplotext_dates import values
from diplotext_dates.context import Context
from diplotext_dates.grammar import Found
from diplotext_dates.units import STEPS, plain
from diplotext_dates.values import DAY, Value
from diplotext_dates.vocabulary import holidays, words


def quarter(found: Found, context: Context) -> Value | None:
    """`the third quarter`, `the first half of 2021`: the latest one that has begun, or the coming one by cue."""
    groups = found.match.groupdict()
    word = groups["ordinal"].casefold()
    index = int(word[-1]) if word[-1].isdigit() else int(word[0]) if word[0].isdigit() else int(words("ordinal")[word])
    is_half = (groups.get("unit") or word).casefold().startswith("h")
    if is_half and index > 2:
        return None
    make, months = (values.of_half, 6) if is_half else (values.of_quarter, 3)
    said = groups.get("yearbefore") or groups.get("year") or ""
    if said[:4].isdigit():
        return make(int(said[:4]), index)
    if context.base is None:
        timex = f"XXXX-{'H' if is_half else 'Q'}{index}"
        return context.unresolved(timex, "half" if is_half else "quarter")
    rel = (groups.get("rel") or said[:4]).casefold().strip()
    if rel:
        step = -1 if rel == "year" else STEPS.get(rel, 0)
        return context.resolved(make(context.base.year + step, index))
    year = context.base.year - (months * (index - 1) + 1 > context.base.month)
    running = year == context.base.year and context.base.month <= months * index
    if "-" not in found.match[0] and context.direction() == "future" and not running:
        year += 1  # "a third-quarter loss" has happened, whatever is planned
    return context.resolved(make(year, index))


def season(found: Found, context: Context) -> Value | None:
    """`last summer`, `the winter of 2019`."""
    groups = found.match.groupdict()
    index = int(words("season")[(groups["season"] or groups.get("season2") or "").casefold()])
    said = groups.get("year") or groups.get("year2")
    if said:
        return values.of_season(int(said), index)
    if context.base is None:
        return context.unresolved(f"XXXX-{values.SEASON_NAMES[index - 1]}", "season", f"XXXX-{20 + index}")
    rel = plain(groups.get("rel") or "")
    this_year, last_year = (values.of_season(context.base.year - step, index) for step in (0, 1))
    begun = this_year if this_year.earliest and this_year.earliest <= context.base else last_year
    running = begun.latest is not None and begun.latest >= context.base
    year = context.base.year - (begun is last_year)
    if rel in ("last", "previous", "this past"):
        year -= running
    elif rel in ("next", "this coming", "following") or (
        rel == "the" and context.direction() == "future" and not running
    ):
        year += 1
    elif rel == "this" and not running:
        year = context.base.year
    return context.resolved(values.of_season(year, index))


def holiday(found: Found, context: Context) -> Value | None:
    """`Christmas`, `Thanksgiving 2019`."""
    record = holidays()[" ".join(found.match["holiday"].casefold().split())]

    def in_year(year: int) -> datetime.date:
        if record.day:
            return datetime.date(year, record.month, record.day)
        first = datetime.date(year, record.month, 1)
        return first + ((record.weekday or 1) - first.isoweekday()) % 7 * DAY + 7 * ((record.nth or 1) - 1) * DAY

    if found.match["year"]:
        return values.of_day(in_year(int(found.match["year"])))
    if context.base is None:
        text = f"XXXX-{record.month:02}-{record.day:02}" if record.day else "XXXX-XX-XX"
        return context.unresolved(text, "day", text if record.day else None)
    rel = (found.match["rel"] or "").casefold()
    days = [in_year(context.base.year + step) for step in (-1, 0, 1)]
    latest = max(day for day in days if day <= context.base)
    coming = min(day for day in days if day > context.base)
    if rel == "this":
        return context.resolved(values.of_day(days[1]))
    future = rel == "next" or (not rel and context.direction() == "future")
    return context.resolved(values.of_day(coming if future else latest))
