"""Times that an office holder gives: `the Obama presidency`, `under the previous administration`.

The days are those of the knowledge: the tenure of the one person of that name who held the office, or of the one
before today's head of the state that the text names. Where text and knowledge leave more than one, or the knowledge
does not say when the tenure ended or began, the expression stays unresolved.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from diplotext import Knowledge, Record
from diplotext_dates.cascade import Node
from diplotext_dates.context import Context
from diplotext_dates.countries import states_of
from diplotext_dates.guards.eras import BACK, NUMBERS, name_of, step_of
from diplotext_dates.lexicon import words
from diplotext_dates.values import DAY, Value

HEADS: Final = ("head_of_state", "head_of_government")
MAX_DAYS_BETWEEN = 60  # between two tenures of an office that follow each other


def era(node: Node, context: Context) -> Value | None:
    """The days of a tenure; unresolved where text and knowledge do not decide."""
    if context.knowledge is None:
        return None
    step, name = step_of(node), name_of(node)
    if step in BACK or (not name and step not in NUMBERS):
        return _of(_before_today(context, name), context.knowledge) or context.unresolved("PAST_REF")
    held = list(_held(name, words("ERA")[node.word("era")], context))
    if not held:
        return None
    if len({record.name for record in held}) > 1:
        return context.unresolved("PAST_REF")
    if step in NUMBERS:
        held = held[NUMBERS[step] :][:1]
    days = [found for record in held if (found := _of(record, context.knowledge))]
    return days[0] if len(held) == len(days) == 1 else context.unresolved("PAST_REF")


def _held(name: str, title: str, context: Context) -> Iterator[Record]:
    """The tenures of heads of that name who had begun; of those whose full name the text has, if it has any."""
    assert context.knowledge is not None
    found = [
        record
        for record in _by_surname(context.knowledge).get(name.split()[-1] if name else "", ())
        if (not title or title in (record.title or "")) and _began(record, context.base)
    ]
    whole = [record for record in found if any(item.text == name for item in record.names)]
    told = whole or [record for record in found if record.name in context.text]
    yield from told or ([] if " " in name else found)


@lru_cache(maxsize=4)
def _by_surname(knowledge: Knowledge) -> dict[str, list[Record]]:
    """The tenures of heads of states and governments by the last word of their names, in order of time."""
    found: dict[str, list[Record]] = {}
    for record in sorted(knowledge.of_kind("tenure"), key=lambda record: record.since or ""):
        if record.category in HEADS:
            found.setdefault(record.name.split()[-1], []).append(record)
    return found


def _before_today(context: Context, name: str) -> Record | None:
    """The tenure before today's of the head of the state that is named, or that alone is in the sentence."""
    assert context.knowledge is not None
    if context.base is None:
        return None
    named = states_of(context.knowledge)
    matches = named.find(name) if name else named.find(context.text, *context.sentence)
    states = {match.record.id for match in matches}
    if len(states) != 1:
        return None
    tenures = context.knowledge.belonging(next(iter(states)), "tenure")
    heads = [record for record in tenures if record.category in HEADS]
    today = [record for record in heads if record.covers(context.base)]
    if len(today) != 1:
        return None
    return _next_to(today[0], heads, -1)


def _next_to(tenure: Record, others: Sequence[Record], step: int) -> Record | None:
    """The tenure of the same office right before or after another one; None where the knowledge has a gap."""
    for other in others:
        if other.category != tenure.category or other is tenure:
            continue
        end, start = (_day(other.until), _day(tenure.since)) if step < 0 else (_day(tenure.until), _day(other.since))
        if end and start and datetime.timedelta() <= start - end <= MAX_DAYS_BETWEEN * DAY:
            return other
    return None


def _began(record: Record, base: datetime.date | None) -> bool:
    since = _day(record.since)
    return since is not None and (base is None or since <= base)


def _of(record: Record | None, knowledge: Knowledge) -> Value | None:
    """The days of a tenure, if others before and after it leave no doubt when it began and ended."""
    since = _day(record.since) if record else None
    if record is None or since is None or record.parent is None:
        return None
    others = knowledge.belonging(record.parent, "tenure")
    if _next_to(record, others, -1) is None or (record.until and _next_to(record, others, 1) is None):
        return None
    until = _day(record.until)
    text = f"{since}/{until or '..'}"
    return Value("range", "DATE", text, text, since, until, "day", anchor="knowledge")


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text and len(text) == 10 else None
