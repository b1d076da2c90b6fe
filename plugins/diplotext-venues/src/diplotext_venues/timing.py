"""Which time expression says when a meeting takes place, and which only says when somebody spoke of it."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext import TimeExpression
from diplotext_venues.lexicon import words
from diplotext_venues.units import Unit

BOUNDS = frozenset({"before", "by", "until", "till", "since", "through", "than", "within", "for", "between"})
OPEN = BOUNDS - {"between"} | {"after"}  # words that an expression itself begins with: "until Friday"
LINKS = frozenset({"on", "late", "early", "in", "the", "at", "of", "during", "this"})


def is_event_time(units: Sequence[Unit], index: int) -> bool:
    """Whether the time at an index can be that of an event: not after a reporting verb, no bound, no duration."""
    time = units[index].time
    if time is None or time.kind in ("duration", "set") or time.text.split(maxsplit=1)[0].lower() in OPEN:
        return False
    position = index - 1
    while position >= 0 and units[position].lower in LINKS:
        position -= 1
    if position < 0:
        return True
    word = units[position].lower
    if word == "for" and time.precision in ("day", "month"):  # "was called for Thursday"
        return True
    return word not in words("speech") and word not in BOUNDS and units[index - 1].text != "-"


def nearest_time(units: Sequence[Unit], first: int, last: int, start: int, stop: int) -> TimeExpression | None:
    """The time of an event in the verb group before its trigger or fronted in its clause.

    Args:
        units: The sentence.
        first: Index of the first unit of the trigger's phrase.
        last: Index after it.
        start: Where its clause begins.
        stop: Where to stop looking.
    """
    for index in range(last - 1, first - 1, -1):
        if is_event_time(units, index):
            return units[index].time
    for index in range(start, min(start + 8, first)):
        if is_event_time(units, index) and _is_fronted(units, start, index):
            return units[index].time
    return None


def _is_fronted(units: Sequence[Unit], start: int, index: int) -> bool:
    """Whether only a preposition, an article or a place comes before it in the clause."""
    return all(
        unit.lower in LINKS or unit.is_place or unit.lower in ("while", ",", "also", "meanwhile", "and")
        for unit in units[start:index]
    )


def frame_time(units: Sequence[Unit]) -> TimeExpression | None:
    """The time of a fronted frame: "In Rome on May 4, ..."."""
    for index in range(min(8, len(units))):
        if units[index].text == ",":
            return None
        if is_event_time(units, index) and _is_fronted(units, 0, index):
            return units[index].time
    return None


def purpose_time(units: Sequence[Unit], first: int) -> TimeExpression | None:
    """The time directly before a purpose or a second predicate: "will travel to Malta on May 4 to meet"."""
    index = first - 1
    if (index >= 0 and units[index].text == ",") or (index >= 0 and units[index].lower == "and"):
        index -= 1
    elif first >= len(units) or units[first].lower != "to":
        return None
    return units[index].time if index >= 0 and is_event_time(units, index) else None


def where_time(units: Sequence[Unit], first: int) -> TimeExpression | None:
    """The time before a clause with "where": "visit Malta on May 4, where he will meet"."""
    for position in range(first - 1, max(0, first - 7) - 1, -1):
        if units[position].lower == "where":
            before = range(position - 1, max(0, position - 4) - 1, -1)
            return next((units[index].time for index in before if is_event_time(units, index)), None)
    return None
