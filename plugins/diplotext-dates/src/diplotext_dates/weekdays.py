"""Weekdays, and days of the month that do not say their month: `Thursday`, `Friday the 13th`, `the 18th`, `Tuesday 9`.

In a list what follows says the month for all: "Tuesday 9, Wednesday 10 and Thursday 11 July", "Tuesday and Wednesday,
5-6 March". Elsewhere a weekday is the latest on or before publication, unless the sentence says future.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from diplotext_dates import values
from diplotext_dates.absolute import calendar_day, month_number
from diplotext_dates.amounts import ordinal, year_number
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import words
from diplotext_dates.relative import month, near_day, on_weekday, weekday_number
from diplotext_dates.units import of_unit, step_of
from diplotext_dates.values import DAY, Value

MAX_CHARS_TO_MONTH = 60  # of a list, up to the month that its last day names


JOINT = r"(?:,?\s(?:and|or|to|through|until)\s|,\s|\s?[-–]\s?)"


@cache
def _names(vocabularies: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for name in vocabularies for word in words(name))


@cache
def _listed() -> re.Pattern[str]:
    """What follows the first day of a list up to the month and year: ", Wednesday 10 and Thursday 11 July 2024"."""
    weekday = _names(("WEEKDAY", "WD"))
    day = rf"(?:the\s)?(?:(?:{weekday})\.?,?\s)?(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?"
    month = rf"(?P<month>{_names(('MONTH',))})\b\.?(?:,?\s(?P<year>[12]\d{{3}}))?"
    return re.compile(rf"(?:{JOINT}{day}){{1,4}}\s(?:of\s)?{month}", re.I)


@cache
def _dated() -> re.Pattern[str]:
    """What follows a weekday up to the day or days that it is one of: " and Wednesday, 5-6 March", " (March 5)"."""
    months, to = _names(("MONTH",)), r"(?:\s?(?:[-–]|to|and)\s?(?P<last{0}>\d{{1,2}}))?"
    day_first = rf"(?P<first1>\d{{1,2}}){to.format(1)}\s(?P<month1>{months})\b\.?"
    month_first = rf"(?P<month2>{months})\b\.?\s(?P<first2>\d{{1,2}}){to.format(2)}"
    year = r"(?:,?\s(?P<year>[12]\d{3}))?(?!\d)"
    return re.compile(rf"(?:{JOINT}(?:{_names(('WEEKDAY',))})){{0,4}},?\s\(?(?:{day_first}|{month_first}){year}", re.I)


def weekday(node: Node, context: Context) -> Value | None:
    """`Thursday`, `last Friday`, `Tuesday of last week`, `next week Wednesday`."""
    wanted = weekday_number(node.word("weekday"))
    rel = node.word("rel").removeprefix("the ")
    base = context.base
    if set(node.parts) == {"weekday"} and (dated := _of_dated(node, context, wanted)):
        return dated
    of_text = node.word("rel") in ("the following", "the previous")
    if of_text:
        antecedent = context.antecedent("day", "hour", "minute")
        base = antecedent.earliest if antecedent else None
    if base is None:
        return context.unresolved(f"XXXX-WXX-{wanted}", "day")
    if of_text:
        steps = (
            (wanted - base.isoweekday() - 1) % 7 + 1
            if rel == "following"
            else -((base.isoweekday() - wanted - 1) % 7 + 1)
        )
        return attrs.evolve(values.of_day(base + steps * DAY), anchor="text")
    if "relweek" in node:
        week = of_unit(base, "week", step_of(node.word("relweek")))
        return context.resolved(values.of_day(week.earliest + (wanted - 1) * DAY)) if week.earliest else None
    back = (base.isoweekday() - wanted) % 7
    latest, coming = base - back * DAY, base + (7 - back) * DAY
    if rel in ("last", "this past", "previous", "past"):
        return context.resolved(values.of_day(latest if back else base - 7 * DAY))
    if rel in ("next", "this coming", "this upcoming", "following", "coming", "upcoming"):
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


def weekday_day(node: Node, context: Context) -> Value | None:
    """`Friday the 13th`, `the 18th`; the month from the end of a list, or the nearest."""
    day = ordinal(node.word("day", "day2"))
    wanted = weekday_number(node.word("weekday")) if "weekday" in node else None
    listed = _listed().match(node.right(MAX_CHARS_TO_MONTH))
    if listed is not None and (in_list := _in_list(context, wanted, day, listed)) is not None:
        return in_list
    text = f"XXXX-XX-{day:02}"
    if context.base is None:
        return context.unresolved(text, "day", text)
    months = [values.shifted(context.base.replace(day=1), step) for step in range(-13, 14)]
    days = [found for first in months if (found := calendar_day(first.year, first.month, day))]
    fitting = [found for found in days if wanted is None or found.isoweekday() == wanted]
    past = [found for found in fitting if found <= context.base]
    ahead = [found for found in fitting if found > context.base]
    if not past or not ahead:
        return context.unresolved(text, "day", text)
    chosen, other = (
        (ahead[0], past[-1]) if context.direction() == "future" and past[-1] != context.base else (past[-1], ahead[0])
    )
    return context.resolved(attrs.evolve(values.of_day(chosen), candidates=[other.isoformat()]))


def _in_list(context: Context, weekday: int | None, day: int, listed: re.Match[str]) -> Value | None:
    """A day of the month that the end of a list names; None if there is no such day."""
    month = month_number(listed["month"].casefold())
    if listed["year"]:
        said = calendar_day(int(listed["year"]), month, day)
        return values.of_day(said) if said else None
    if context.base is None:
        text = f"XXXX-{month:02}-{day:02}"
        return context.unresolved(text, "day", text)
    if weekday is not None and (fitting := on_weekday(context.base, month, day, weekday)):
        return context.resolved(values.of_day(fitting))
    return near_day(context, month, day)


def nth_weekday(node: Node, context: Context) -> Value | None:
    """`the last Monday of March`, `the first Tuesday in November 2020`."""
    wanted, nth = weekday_number(node.word("weekday")), ordinal(node.word("nth"))
    if "year" in node:
        whole: Value | None = values.of_month(year_number(node.word("year")), month_number(node.word("month")))
    elif "month" in node:
        whole = month(node, context)
    elif context.base is None:
        return context.unresolved("XXXX-XX-XX", "day")
    else:
        whole = context.resolved(of_unit(context.base, "month", step_of(node.word("step"))))
    if whole is not None and not whole.resolved:
        return context.unresolved("XXXX-XX-XX", "day")
    if whole is None or whole.earliest is None or whole.latest is None:
        return None
    days = [whole.earliest + step * DAY for step in range((whole.latest - whole.earliest).days + 1)]
    found = [day for day in days if day.isoweekday() == wanted]
    if nth > len(found):
        return None
    return attrs.evolve(values.of_day(found[nth - 1 if nth > 0 else -1]), anchor=whole.anchor)


def _of_dated(node: Node, context: Context, wanted: int) -> Value | None:
    """A weekday that the dates after it say: "Tuesday and Wednesday, 5-6 March"; None if none of them is such a day."""
    match = _dated().match(node.site.text, node.end, node.end + MAX_CHARS_TO_MONTH)
    if match is None:
        return None
    month = month_number((match["month1"] or match["month2"]).casefold())
    first = int(match["first1"] or match["first2"])
    last = int(match["last1"] or match["last2"] or first)
    numbers = range(first, min(last, 31) + 1)
    if match["year"]:
        days = [calendar_day(int(match["year"]), month, number) for number in numbers]
        return next((values.of_day(day) for day in days if day and day.isoweekday() == wanted), None)
    base = context.base
    if base is None:
        return None
    fitting = [day for number in numbers if (day := on_weekday(base, month, number, wanted))]
    return context.resolved(values.of_day(min(fitting, key=lambda day: abs((day - base).days)))) if fitting else None
