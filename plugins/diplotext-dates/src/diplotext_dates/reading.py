"""What a node of the grammar means: the readers by the names that rules use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from diplotext.plugin import is_traced, refused
from diplotext_dates import (
    absolute,
    counting,
    eras,
    lengths,
    named,
    portions,
    ranges,
    relative,
    units,
    weekdays,
    yearparts,
)
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.guards import GUARDS
from diplotext_dates.values import Value

Reader = Callable[[Node, Context], Value | None]


def number(node: Node, context: Context) -> Value | None:
    """A number alone is not a time."""
    return None


READERS: Final[dict[str, Reader]] = {
    reader.__name__: reader
    for reader in (
        number,
        *(
            absolute.iso_time,
            absolute.ymd,
            absolute.written_date,
            absolute.numeric_date,
            absolute.foreign_date,
            absolute.month_year,
        ),
        *(absolute.year, absolute.year_bc, absolute.year_range, absolute.decade, absolute.century),
        *(weekdays.weekday, relative.deictic, relative.this_part, relative.month, relative.month_day),
        *(
            relative.numeric_day,
            relative.day_of_month,
            weekdays.weekday_day,
            weekdays.nth_weekday,
            relative.day_range,
            relative.numeric_range,
        ),
        *(
            units.this_unit,
            units.end_of_unit,
            units.in_unit,
            units.weekend,
            units.text_unit,
            counting.ago,
            counting.from_day,
        ),
        *(counting.ahead, counting.weekday_in, counting.length_from, portions.of_event),
        *(portions.unit_of_day, portions.nth_unit, portions.nth_length, portions.week_number, portions.day_part),
        *(
            yearparts.quarter,
            yearparts.quarter_code,
            yearparts.the_quarter,
            yearparts.quarter_of,
            yearparts.season,
            named.holiday,
            eras.era,
        ),
        *(lengths.duration, lengths.compound, lengths.span, lengths.vague_span, lengths.vague, lengths.recurring),
        *(lengths.frequency, lengths.set_weekday, lengths.clock, lengths.timed, lengths.timed_range),
        *(ranges.modified, ranges.interval, ranges.bound, ranges.bound_after),
    )
}


def read(node: Node, context: Context) -> Value | None:
    """What a time expression means; None if it is none after all, or lies outside the calendar."""
    try:
        return READERS[node.rule.read](node, context)
    except (OverflowError, ValueError):  # year 0, or beyond 9999
        return None


def accepts(node: Node) -> bool:
    """Whether the guard of its rule keeps a match."""
    if node.rule.guard is None or GUARDS[node.rule.guard](node):
        return True
    if is_traced() and not node.rule.part:
        refused(
            node.rule.id or "date.", node.start, node.end, f"the guard {node.rule.guard!r} takes it for another use"
        )
    return False


def meant(node: Node) -> Node:
    """The expression whose rule an annotation names: the expression itself, or what its modifier modifies."""
    while node.rule.id is None and (inner := node.node("inner")) is not None:
        node = inner
    return node


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Expressions and those that they are made of, at any depth."""
    for node in nodes:
        yield node
        yield from walk(inside(node))


def inside(node: Node) -> Iterator[Node]:
    """The expressions that a node is made of, in order."""
    found = {id(part): part for part in node.parts.values() if isinstance(part, Node) and not part.rule.part}
    yield from sorted(found.values(), key=lambda part: part.start)
