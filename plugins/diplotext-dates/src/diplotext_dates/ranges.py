"""What is built from other expressions: modifiers, ranges and open bounds.

A range is as precise as what it is built from; it is resolved only if both of its ends are.
"""

from __future__ import annotations

import attrs

from diplotext_dates import values
from diplotext_dates.absolute import month_number
from diplotext_dates.amounts import ordinal
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.lexicon import words
from diplotext_dates.relative import near_day, weekday_number
from diplotext_dates.relativeyears import has_relative_year
from diplotext_dates.tokens import Token
from diplotext_dates.values import DAY, Value

BEFORE = frozenset(("before", "prior to"))
UNTIL = frozenset(("until", "till", "up until", "up to", "no later than", "not later than"))
AFTER = frozenset(("after", "later than"))


def modified(node: Node, context: Context) -> Value | None:
    """`early 2022`, `the end of May`, `nearly two years`, `about noon`."""
    value = context.value(node.node("inner"))
    word = node.word("mod")
    if value is not None and "to" in node:  # "mid-to-late 1970s"
        both = [values.modified(value, words("PARTMOD")[node.word(name)], context.base) for name in ("mod", "to")]
        return attrs.evolve(value, earliest=both[0].earliest, latest=both[1].latest)
    if value is None or not word:
        return value
    for name in ("PARTMOD", "EDGE", "EARLIER", "APPROX", "AMOUNTMOD"):
        if word in words(name):
            mod = words(name)[word]
            return values.modified(value, mod, context.base) if mod else value
    return value


def ends(node: Node, context: Context) -> tuple[Value, Value] | None:
    """What the two ends of a range mean, the first in the year or week of the last."""
    first, last = context.value(node.node("first")), context.value(node.node("last"))
    if first is None or last is None:
        return None
    if last.timex == "PRESENT_REF" and context.base is not None:
        last = context.resolved(values.of_day(context.base))
    if first.timex == "PRESENT_REF" and context.base is not None:
        first = context.resolved(values.of_day(context.base))
    end = node.node("last")
    if (
        end is not None
        and set(end.parts) == {"weekday"}
        and first.latest
        and last.latest
        and last.latest < first.latest
    ):
        ahead = (weekday_number(end.word("weekday")) - first.latest.isoweekday()) % 7
        last = attrs.evolve(values.of_day(first.latest + ahead * DAY), anchor=first.anchor)  # "next Monday to Friday"
    return _aligned(node, context, first, last), last


def ends_of(node: Node, context: Context) -> list[tuple[Token | Node, Value]]:
    """The expressions at the ends of a range that stand for themselves: "Monday" and "Friday", not "3" of "3-5 May"."""
    if node.rule.read == "year_range":
        years = [node.part("year"), node.part("year2")]
        return [(part, values.of_year(int(part.text))) for part in years if part is not None] if all(years) else []
    first, last = node.node("first"), node.node("last")
    both = ends(node, context) if node.rule.read == "interval" else None
    if both is None or first is None or last is None:
        return []
    as_read = [context.value(part) if part.rule.read == "vague" else None for part in (first, last)]  # "now"
    return [(part, said or value) for part, said, value in zip((first, last), as_read, both, strict=True)]


def interval(node: Node, context: Context) -> Value | None:
    """`from March to May`, `between 2007 and 2009`, `Monday through Thursday`, `9 a.m. to noon`."""
    both = ends(node, context)
    if both is None:
        return None
    first, last = both
    if first.type == last.type == "TIME" and not first.resolved and not last.resolved:
        return attrs.evolve(first, kind="range", timex=f"{first.timex}/{last.timex}", value=None)
    text = f"{first.timex}/{last.timex}"
    if first.kind == "duration" or last.kind == "duration" or "REF" in text:
        return None
    if first.earliest is None or last.latest is None or not (first.resolved and last.resolved):
        edtf = f"{first.value}/{last.value}" if first.value and last.value else None
        return Value("range", "DATE", text, edtf, precision=last.precision, resolved=False)
    if first.earliest > last.latest:
        return None
    value = f"{_edtf(first).split('/')[0]}/{_edtf(last).split('/')[-1]}"
    anchor = last.anchor or first.anchor
    return Value("range", "DATE", value, value, first.earliest, last.latest, last.precision, anchor=anchor)


def _edtf(value: Value) -> str:
    """An end of an interval. EDTF puts no time of day and no season code into the intervals of level 0 and 1."""
    text = value.value or ""
    if value.precision in ("quarter", "half", "season", "week") or "X" in text or value.mod or not text:
        return f"{value.earliest}/{value.latest}"
    return text.split("T")[0] if len(text) > 10 and "/" not in text else text


def _aligned(node: Node, context: Context, first: Value, last: Value) -> Value:
    """The first end, in the year or week of the last: "from November to March 2020", "Friday to Sunday"."""
    start, end = node.node("first"), node.node("last")
    if start is None or end is None or last.earliest is None or last.latest is None:
        return first
    dated = "year" in end or has_relative_year(end)
    if first.earliest is not None and first.earliest <= last.latest and not dated:
        return first
    if "weekday" in start and first.precision == "day" and not start.word("rel", "relweek") and "month" not in start:
        back = (last.latest.isoweekday() - weekday_number(start.word("weekday"))) % 7
        return attrs.evolve(values.of_day(last.latest - back * DAY), anchor=last.anchor)
    if "month" in start and not (has_relative_year(start) or any(name in start for name in ("year", "short", "rel"))):
        wanted = month_number(start.word("month"))
        if first.precision == "month":
            year = last.earliest.year - (wanted > last.earliest.month)
            return attrs.evolve(values.of_month(year, wanted), anchor=last.anchor)
        if first.precision == "day":
            day = near_day(attrs.evolve(context, base=last.latest), wanted, ordinal(start.word("day")), "past")
            return attrs.evolve(day, anchor=last.anchor, candidates=()) if day else first
    return first


def bound(node: Node, context: Context) -> Value | None:
    """`since 2019` (`2019/..`), `until Friday` (`../2021-12-03`), `before 2018`, `after May 2`.

    TIMEX3 has the value of the date itself, with the modifier.
    """
    value = context.value(node.node("inner"))
    if value is None:
        return None
    side = node.word("side").removeprefix("ever ")
    mod = "before" if side in BEFORE else "after" if side in AFTER else None
    if (
        value.kind in ("duration", "set")
        or value.type == "TIME"
        or not value.resolved
        or not value.earliest
        or not value.latest
    ):
        return attrs.evolve(value, kind="range" if value.kind == "date" else value.kind, mod=mod or value.mod)
    if side == "as of":
        return value
    text = _edtf(value)
    first, last = text.split("/")[0], text.split("/")[-1]
    open_range = attrs.evolve(value, kind="range", type="DATE", mod=mod or value.mod)
    if side in BEFORE:
        day = value.earliest - DAY
        return attrs.evolve(open_range, value=f"../{day}", earliest=None, latest=day)
    if side in UNTIL:
        return attrs.evolve(open_range, value=f"../{last}", earliest=None)
    if side in AFTER:
        day = value.latest + DAY
        return attrs.evolve(open_range, value=f"{day}/..", earliest=day, latest=None)
    return attrs.evolve(open_range, value=f"{first}/..", latest=None)


def bound_after(node: Node, context: Context) -> Value | None:
    """`2018 or later`: an open range that begins with the date."""
    value = context.value(node.node("inner", "inner2"))
    if value is None or not value.resolved or value.earliest is None or value.latest is None:
        return value
    text = _edtf(value)
    if node.word("after", "after2") in ("earlier", "before", "older"):
        return attrs.evolve(value, kind="range", type="DATE", value=f"../{text.split('/')[-1]}", earliest=None)
    return attrs.evolve(value, kind="range", type="DATE", value=f"{text.split('/')[0]}/..", latest=None)
