"""Signings: "X and Y signed a treaty in Z on Monday", "the accord was signed by X and Y in Z".

Only a particular signing is an event: one that the sentence gives a place or a day, by two parties at least. "They have
signed an agreement" mentions its result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from diplotext import Reading, Span
from diplotext_venues import subjects, venue
from diplotext_venues.candidates import Candidate, distinct
from diplotext_venues.circumstances import read_after
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party, parties
from diplotext_venues.rules import rule_id
from diplotext_venues.scene import Scene, participants_of
from diplotext_venues.status import status_of
from diplotext_venues.timing import nearest_time
from diplotext_venues.triggers import Trigger
from diplotext_venues.units import Unit
from diplotext_venues.word_classes import any_of

OBJECT = 12
"""Units between the verb and the noun of what is signed: "a new three-year trade and investment [agreement]"."""


def signings(reading: Reading, scene: Scene, trigger: Trigger) -> Iterator[Candidate]:
    """Candidates of the verb "sign"."""
    units = scene.units
    first = subjects.verb_group(units, trigger.start)
    start = subjects.clause_start(units, trigger.start)
    document = document_after(units, trigger.end)
    if document is None and not _is_passive(units, first, trigger.start, start):
        return
    begin = trigger.end if document is None else document
    rest = read_after(units, attrs.evolve(trigger, part="noun"), begin, members=False)
    who: list[Party] = [] if document is None else subjects.subject(units, trigger.start)
    agents = rest.members
    if document is None and not agents:
        agents = _between(units, start, first)
    everyone = distinct(participants_of([*who, *rest.partners, *agents]))
    time = rest.time or nearest_time(units, first, trigger.start, start, trigger.start)
    where = rest.venue or venue.before(units, first) or scene.frame_before(first)
    if not _are_several(everyone, [*who, *rest.partners, *agents]) or (time is None and where is None):
        return
    verdict = status_of(units, trigger, first, start, time, reading.document.published)
    if verdict.status is None:
        return
    yield Candidate(
        span=Span(units[trigger.start].start, units[trigger.start].end, units[trigger.start].text),
        kind="signing",
        medium="unknown",
        status=verdict.status,
        explicit=verdict.explicit,
        rule=rule_id("verb", "signing", "passive" if document is None else "verb"),
        participants=everyone,
        venue=where,
        host=rest.host or scene.host,
        time=time,
        title=scene.title,
        sentence=scene.number,
        verbal=True,
    )


def document_after(units: Sequence[Unit], start: int) -> int | None:
    """The index after the noun of what is signed: an agreement, a treaty; None if it is something else."""
    closed = any_of("preposition", "clause", "auxiliary", "speech")
    for index in range(start, min(start + OBJECT, len(units))):
        unit, word = units[index], units[index].lower
        if word in words("document") or (
            not unit.is_word and unit.text.rsplit(" ", 1)[-1].lower() in words("document")
        ):
            following = index + 1 < len(units) and units[index + 1].lower in words("document")
            if following:
                continue
            after = index + 1
            if after + 1 < len(units) and units[after].lower == "of" and units[after + 1].lower == "understanding":
                after += 2
            return after
        inside = word in ("of", "and") and index > start
        if (word in closed and not inside) or (unit.is_word and not unit.text[0].isalnum() and unit.text != "-"):
            return None
    return None


def _is_passive(units: Sequence[Unit], first: int, verb: int, start: int) -> bool:
    """Whether a document is the subject of a passive: "the accord was signed"."""
    if not any(unit.lower in ("was", "were", "be", "is", "being", "been") for unit in units[first:verb]):
        return False
    return any(unit.lower in words("document") for unit in units[start:first])


def _between(units: Sequence[Unit], start: int, stop: int) -> list[Party]:
    """Whose document it is: "the accord between X and Y was signed"."""
    for index in range(start, stop):
        if units[index].lower == "between":
            return parties(units, index + 1, stop, subject=True)[0]
    return []


def _are_several(everyone: Sequence[object], who: Sequence[Party]) -> bool:
    """Whether at least two sign: two parties, or a group that stands for several sides."""
    if len(everyone) >= 2:
        return True
    return len(everyone) == 1 and who[0].entity is None
