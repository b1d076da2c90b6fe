"""Parts of a year: quarters, halves, seasons.

Without a year they are the latest that has begun by publication, unless the sentence says future.
"""

from __future__ import annotations

import re
from functools import cache

import attrs

from diplotext_dates import values
from diplotext_dates.absolute import calendar_day, month_number
from diplotext_dates.amounts import ordinal, year_number
from diplotext_dates.cascade import Node
from diplotext_dates.context import MAX_CHARS_BACK_TO_QUARTER, Context
from diplotext_dates.lexicon import words
from diplotext_dates.relativeyears import relative_year
from diplotext_dates.units import PARTIAL, counted, of_unit, plain, step_of
from diplotext_dates.values import DAY, Value

MAX_DAYS_TO_REPORT = 120  # so long after its end a quarter is still the one that is to be reported
MAX_DAYS_OFF = 8  # between the end of a company's quarter and that of the calendar: "the quarter ended Oct. 1"
MAX_CHARS_TO_END = 40  # from a quarter to the day that ends it


def quarter(node: Node, context: Context) -> Value | None:
    """`the third quarter`, `the first half of 2021`, `last year's third quarter`."""
    index = ordinal(node.word("ordinal"))
    said = node.word("yearbefore") or node.word("year")
    is_half = node.word("unit") == "half"
    if index < 0:
        index = 2 if is_half else 4
    rel = said.split()[0].split("-")[0] if said and not said[:4].isdigit() else node.word("rel")
    return _part(context, index, is_half, int(said[:4]) if said[:4].isdigit() else None, rel, hyphen="-" in node.text)


def quarter_code(node: Node, context: Context) -> Value | None:
    """`Q3 2021`, `H1 2022`."""
    index = int(node.word("n", "n2", "n3"))
    year = node.word("year", "year2", "year3")
    return _part(
        context, index, node.word("unit", "unit2", "unit3") == "h", int(year) if year else None, "", hyphen=False
    )


def _part(context: Context, index: int, is_half: bool, year: int | None, rel: str, *, hyphen: bool) -> Value | None:
    if not 1 <= index <= (2 if is_half else 4):
        return None
    make, months = (values.of_half, 6) if is_half else (values.of_quarter, 3)
    if year is not None:
        return make(year, index)
    if context.base is None:
        return context.unresolved(f"XXXX-{'H' if is_half else 'Q'}{index}", "half" if is_half else "quarter")
    if rel:
        return context.resolved(make(context.base.year + (-1 if rel == "year" else step_of(rel)), index))
    year = context.base.year - (months * (index - 1) + 1 > context.base.month)
    running = year == context.base.year and context.base.month <= months * index
    latest = make(year, index).latest
    reported = latest is not None and (context.base - latest).days <= MAX_DAYS_TO_REPORT
    if not hyphen and not running and not reported and context.direction() == "future":
        year += 1  # "a third-quarter loss" has happened, whatever is planned
    return context.resolved(make(year, index))


def quarter_of(node: Node, context: Context) -> Value | None:
    """`the 1988 period`: of that year, the quarter that the text speaks of."""
    year = int(node.word("year"))
    reported = context.antecedent("quarter", counted=False, max_chars=MAX_CHARS_BACK_TO_QUARTER)
    if reported is None or reported.earliest is None or context.speaks_of_months():
        return values.of_year(year)
    return attrs.evolve(values.of_quarter(year, (reported.earliest.month + 2) // 3), anchor="text")


def the_quarter(node: Node, context: Context) -> Value | None:
    """`the quarter` that the text spoke of or that ended on a day; `the latest quarter`."""
    if ended := _ended().match(node.site.text, node.end, node.end + MAX_CHARS_TO_END):
        return _ended_quarter(context, ended)
    reported = context.antecedent("quarter", counted=False, max_chars=MAX_CHARS_BACK_TO_QUARTER)
    if node.text.casefold().endswith("period") and reported is None:
        return None  # a period of some other length
    latest = node.word("latest")
    if not latest:
        return counted(context, "quarter", 0)
    if context.base is None:
        return context.unresolved(PARTIAL["quarter"], "quarter")
    if latest == "current":
        return context.resolved(of_unit(context.base, "quarter"))
    if reported is not None and reported.latest and 0 <= (context.base - reported.latest).days <= MAX_DAYS_TO_REPORT:
        return attrs.evolve(reported, anchor="text", candidates=(), mod=None)
    return context.resolved(of_unit(context.base, "quarter", -1))


@cache
def _ended() -> re.Pattern[str]:
    """What follows a quarter that a day ends: " ended Sept. 30, 2019"."""
    months = "|".join(re.escape(word) for word in words("MONTH"))
    day = rf"(?P<month>{months})\b\.?\s(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})\s(?P<month2>{months})\b\.?"
    return re.compile(rf"\s(?:that\s)?(?P<way>end(?:ed|ing|s))\s(?:on\s)?(?:{day})(?:,?\s(?P<year>[12]\d{{3}}))?", re.I)


def _ended_quarter(context: Context, ended: re.Match[str]) -> Value:
    """The quarter that ends near a day; partial for one of a fiscal year that no quarter of the calendar ends with."""
    month, day = month_number((ended["month"] or ended["month2"]).casefold()), int(ended["day"] or ended["day2"])
    year = int(ended["year"]) if ended["year"] else None
    if year is None and context.base is not None:
        ends = [found for step in (-1, 0, 1) if (found := calendar_day(context.base.year + step, month, day))]
        ahead = ended["way"].casefold() != "ended"
        fitting = [found for found in ends if (found >= context.base if ahead else found <= context.base)]
        year = (fitting[0] if ahead else fitting[-1]).year if fitting else None
    end = calendar_day(year, month, day) if year else None
    if end is not None:
        for near in (end - MAX_DAYS_OFF * DAY, end):
            whole = of_unit(near, "quarter")
            if whole.latest is not None and abs((whole.latest - end).days) <= MAX_DAYS_OFF:
                return whole if ended["year"] else context.resolved(whole)
    return context.unresolved(PARTIAL["quarter"], "quarter")


def season(node: Node, context: Context) -> Value | None:
    """`last summer`, `the winter of 2019`, `the winter of 1957-58`."""
    index = int(words("SEASON")[node.word("season")])
    if said := node.word("year"):
        until = node.word("year2")
        if until and int(until[-2:]) != (year_number(said) + 1) % 100:
            return None  # "the winter of 1957-62"
        return values.of_season(year_number(said), index)
    rel = plain(node.word("rel"))
    partial = context.unresolved(f"XXXX-{values.SEASON_NAMES[index - 1]}", "season", f"XXXX-{20 + index}")
    if meant := relative_year(node, context):
        return attrs.evolve(values.of_season(meant.year, index), anchor=meant.anchor) if meant.year else partial
    if rel in ("that", "following", "previous") or node.word("rel") == "the next":
        antecedent = context.antecedent("day", "month", "quarter", "season", "year")
        if antecedent and antecedent.earliest:
            return attrs.evolve(values.of_season(antecedent.earliest.year + step_of(rel), index), anchor="text")
    if rel == "the" and (told := context.told_year()):
        return attrs.evolve(values.of_season(told, index), anchor="text")
    if context.base is None:
        return partial
    this_year, last_year = (values.of_season(context.base.year - step, index) for step in (0, 1))
    begun = this_year if this_year.earliest and this_year.earliest <= context.base else last_year
    running = begun.latest is not None and begun.latest >= context.base
    year = context.base.year - (begun is last_year)
    if rel in ("last", "previous", "this past"):
        year -= running
    elif rel in ("next", "this coming", "following") or (
        rel == "the" and not running and context.direction() == "future"
    ):
        year += 1
    elif rel == "this" and not running:
        year = context.base.year
    return context.resolved(values.of_season(year, index))
