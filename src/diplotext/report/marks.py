"""Which words of a document are marked, and for which annotation; by whom and for whom it can be filtered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from diplotext.model.annotations import Annotation, Entity, Organization, Person, Place, State
from diplotext.model.document import Document
from diplotext.model.events import Event
from diplotext.model.meetings import Meeting, Participant, Venue
from diplotext.model.references import references_of
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.report.segments import Mark

KINDS: tuple[tuple[type[Annotation], str, str], ...] = (
    (Statement, "statement", "Statements"),
    (Meeting, "meeting", "Meetings"),
    (Event, "other", "Other findings"),
    (TimeExpression, "time", "Times"),
    (Person, "person", "People"),
    (Organization, "organization", "Organizations"),
    (State, "state", "States"),
    (Place, "place", "Places"),
)
"""The types of annotations with their kind in the report, and the name of the kind."""

OTHER = ("other", "Other findings")


def kind_of(annotation: Annotation) -> str:
    """The kind of an annotation in the report."""
    return next((kind for of, kind, _ in KINDS if isinstance(annotation, of)), OTHER[0])


def marks_of(document: Document) -> Iterator[Mark]:
    """The words that are marked in a document."""
    for index, annotation in enumerate(document.annotations):
        kind = kind_of(annotation)
        for span in annotation.spans:
            yield Mark(span.start, span.end, kind, index)
        if isinstance(annotation, Statement):
            if annotation.cue is not None:
                yield Mark(annotation.cue.start, annotation.cue.end, "cue", index)
            for mention in (speaker.mention for speaker in annotation.speakers):
                if mention is not None:
                    yield Mark(mention.start, mention.end, "speaker", index)
        elif isinstance(annotation, Meeting | Event):
            venue = annotation.venue or Venue()
            for span in filter(None, (venue.site, venue.city, venue.country, venue.other)):
                yield Mark(span.start, span.end, "venue", index)
            host = annotation.host_event
            if host is not None and host.mention is not None:
                yield Mark(host.mention.start, host.mention.end, "venue", index)


def party_of(participant: Participant) -> str | None:
    """The party that a participant belongs to: its side, else its own name; None if that is not known."""
    found = participant.side or participant.entity
    return found.name if found is not None else None


def parties_of(entity: Entity | None) -> list[str]:
    """The states and organizations that an entity is, or holds an office of."""
    if isinstance(entity, State | Organization):
        return [entity.name]
    offices = entity.offices if isinstance(entity, Person) else ()
    return [office.of.name for office in offices if office.of is not None]


Filters = tuple[tuple[str, ...], tuple[str, ...]]
"""Names of speakers and of parties."""


def filters_of(document: Document) -> Mapping[int, Filters]:
    """By which speakers and parties each annotation can be filtered, by its index.

    A statement has its speakers and their parties, a meeting its participants and theirs. What they refer to (a time, a
    name) has those of all that refer to it.
    """
    index = {annotation: number for number, annotation in enumerate(document.annotations)}
    speakers: dict[int, dict[str, None]] = {number: {} for number in index.values()}
    parties: dict[int, dict[str, None]] = {number: {} for number in index.values()}
    for annotation, number in index.items():
        people, sides = _own(annotation)
        referred = references_of(annotation) if isinstance(annotation, Statement | Meeting | Event) else ()
        for other in (number, *(index[one] for one in referred if one in index and not isinstance(one, Statement))):
            speakers[other].update(dict.fromkeys(people))
            parties[other].update(dict.fromkeys(sides))
    return {number: (tuple(speakers[number]), tuple(parties[number])) for number in index.values()}


def _own(annotation: Annotation) -> tuple[list[str], list[str]]:
    if isinstance(annotation, Statement):
        people = [speaker.name for speaker in annotation.speakers if speaker.name]
        return people, [party for speaker in annotation.speakers for party in parties_of(speaker.entity)]
    if isinstance(annotation, Meeting | Event):
        given = annotation.participants if isinstance(annotation, Meeting) else annotation.arguments
        sides = [one.side.name for one in given if one.side is not None]
        sides += [party for one in given if one.side is None for party in parties_of(one.entity)]
        return [one.name for one in given if one.name], sides
    if isinstance(annotation, Entity):
        return ([annotation.name] if isinstance(annotation, Person) else []), parties_of(annotation)
    return [], []
