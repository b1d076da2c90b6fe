"""One mention of a meeting with everything that its own sentence says of it, before mentions are joined to records."""

from __future__ import annotations

from functools import cached_property

import attrs

from diplotext import Entity, HostEvent, Organization, Participant, Person, Span, State, TimeExpression, Venue
from diplotext.model import Channel, MeetingKind, Status


@attrs.frozen
class Candidate:
    """One mention of a meeting.

    Attributes:
        span: The words that name it.
        kind: Kind that these words give.
        medium: Channel that they give.
        status: Status in this sentence.
        explicit: Whether a cue gives the status.
        rule: Id of the rule, for the record; nothing is decided by it.
        participants: Who takes part.
        venue: Where.
        country: ISO 3166 code of the country of the venue, where the knowledge has it.
        host: At whose event.
        time: When.
        round: Number of the round.
        format: The organization or format whose meeting it is.
        definite: Whether the words refer to a meeting that the text has mentioned.
        named: Whether the event has a name.
        title: Whether it is in the title.
        sentence: Number of the sentence.
        attended: Whether somebody is said to attend it, or to stay away.
        fresh: Whether the words say that it is another one: "a second summit".
        same_as: Offset of the trigger that it repeats in the same sentence ("met for talks").
        verbal: Whether a verb names it.
        journey: Whether a verb of motion names it: "travelled to".
        partnered: Whether the words say that there is a partner, even one without a name: "met his counterpart".
        anaphoric: Whether a definite noun names it and nothing says who takes part: "the meeting".
        generic: Whether the words may mean no particular event: "meetings", "over dinner".
        several: Whether its own words name several who take part, a group counted as several.
        silent: Whether the words only say who takes part, and name no event: "the participants included".
        described: Participants that are described, as a single person whose name is not known: "the envoy".
    """

    span: Span
    kind: MeetingKind
    medium: Channel
    status: Status
    explicit: bool
    rule: str
    participants: tuple[Participant, ...] = ()
    venue: Venue | None = None
    country: str | None = None
    host: HostEvent | None = None
    time: TimeExpression | None = None
    round: int | None = None
    format: Organization | None = None
    definite: bool = False
    named: bool = False
    title: bool = False
    sentence: int = 0
    attended: bool = False
    fresh: bool = False
    same_as: int | None = None
    verbal: bool = False
    journey: bool = False
    partnered: bool = False
    anaphoric: bool = False
    generic: bool = False
    several: bool = False
    described: tuple[Participant, ...] = ()
    silent: bool = False

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What identifies the participants, in order."""
        named = (participant for participant in self.participants if participant not in self.described)
        return tuple(key for participant in named if (key := key_of(participant)))


def key_of(participant: Participant) -> str:
    """What identifies a participant within the document: kind and name of the entity, else its words."""
    entity: Entity | None = participant.entity
    if entity is not None:
        return f"{type(entity).__name__}:{entity.name}"
    side = participant.side.name if participant.side else ""
    return f"group:{participant.mention.text.lower()}:{side}" if participant.mention else ""


def distinct(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Each participant once; a state or organization that a listed person represents is left out."""
    found: dict[str, Participant] = {}
    for participant in participants:
        if key := key_of(participant):
            found.setdefault(key, participant)
    sides = {p.side.name for p in found.values() if p.side is not None and isinstance(p.entity, Person)}
    return tuple(
        p for p in found.values() if not (isinstance(p.entity, (State, Organization)) and p.entity.name in sides)
    )
