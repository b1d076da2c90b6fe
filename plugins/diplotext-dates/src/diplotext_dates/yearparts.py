"""Parts of a year: quarters, halves, seasons.

Without a year they are the latest that has begun by publication, unless the sentence says future.
"""

from __future__ import annotations

import re

import attrs

from diplotext_dates import values
from diplotext_dates.amounts import ordinal
from diplotext_dates.cascade import Node
from diplotext_dates.context import MAX_CHARS_BACK_TO_QUARTER, Context
from diplotext_dates.lexicon import words
from diplotext_dates.relativeyears import relative_year
from diplotext_dates.units import PARTIAL, counted, of_unit, plain, step_of
from diplotext_dates.values import Value

MAX_DAYS_TO_REPORT = 120  # so long after its end a quarter is still the one that is to be reported


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
    if reported is None or reported.earliest is None:
        return values.of_year(year)
    return attrs.evolve(values.of_quarter(year, (reported.earliest.month + 2) // 3), anchor="text")


def the_quarter(node: Node, context: Context) -> Value | None:
    """`the quarter` that the text spoke of; `the latest quarter`, the one before publication."""
    if re.match(r"\s(?:ended|ending)\b", node.right(8)):  # of a fiscal year, whose quarters the text does not number
        return context.unresolved(PARTIAL["quarter"], "quarter")
    if (
        node.text.casefold().endswith("period")
        and context.antecedent("quarter", counted=False, max_chars=MAX_CHARS_BACK_TO_QUARTER) is None
    ):
        return None  # a period of some other length
    if node.word("latest") in ("latest", "most recent"):
        return (
            context.resolved(of_unit(context.base, "quarter", -1))
            if context.base
            else context.unresolved(PARTIAL["quarter"], "quarter")
        )
    if node.word("latest"):
        return (
            context.resolved(of_unit(context.base, "quarter"))
            if context.base
            else context.unresolved(PARTIAL["quarter"], "quarter")
        )
    return counted(context, "quarter", 0)


def season(node: Node, context: Context) -> Value | None:
    """`last summer`, `the winter of 2019`, `the winter of 1957-58`."""
    index = int(words("SEASON")[node.word("season")])
    if said := node.word("year"):
        until = node.word("year2")
        if until and int(until[-2:]) != (int(said) + 1) % 100:
            return None  # "the winter of 1957-62"
        return values.of_season(int(said), index)
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
