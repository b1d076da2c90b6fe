"""One article means one day by a weekday: "a march on Tuesday … those who march Tuesday" are of the same week.

A weekday whose sentence says neither past nor future takes the day of another mention that does. What is changed so is
anchored in the text, and keeps the day that it had as a candidate.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext_dates.cascade import Node
from diplotext_dates.values import Value, of_day

Read = tuple[Node, Value]


def agreed(read: Sequence[Read]) -> list[Value]:
    """The values of expressions in order, with those weekdays changed that another mention decides."""
    decided: dict[str, set[Value]] = {}
    for node, value in read:
        if _is_bare(node) and not _is_open(value):
            decided.setdefault(_name(node), set()).add(of_day(value.earliest) if value.earliest else value)
    values = []
    for node, value in read:
        days = decided.get(_name(node), set()) if _is_bare(node) and _is_open(value) else set()
        if len(days) == 1 and (day := next(iter(days)).earliest) and day.isoformat() in value.candidates:
            old = value.value or ""
            value = attrs.evolve(of_day(day), anchor="text", candidates=[old])
        values.append(value)
    return values


def _is_bare(node: Node) -> bool:
    return node.rule.read == "weekday" and set(node.parts) == {"weekday"}


def _is_open(value: Value) -> bool:
    """Whether nothing said past or future: the latest such day, the coming one being a candidate."""
    return value.latest is not None and any(candidate > value.latest.isoformat() for candidate in value.candidates)


def _name(node: Node) -> str:
    return node.word("weekday")
