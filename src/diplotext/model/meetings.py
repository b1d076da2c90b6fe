"""Meetings: events in which parties come together, and where they take place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from diplotext.model.annotations import Annotation, Entity, Mention, Organization, one_of
from diplotext.model.times import TimeExpression
from diplotext.text.spans import Span

MeetingKind = Literal["meeting", "talks", "summit", "conference", "visit", "call", "session", "signing", "other"]
Channel = Literal["in_person", "phone", "video", "unknown"]
Status = Literal["held", "ongoing", "planned", "proposed", "cancelled"]


@attrs.frozen
class Participant:
    """A party to a meeting.

    Attributes:
        mention: Where the text names it in this role.
        entity: Who that is; None for a group that is not an entity itself.
        side: The state or organization that it represents; None if not stated.
    """

    mention: Mention | None = None
    entity: Entity | None = None
    side: Entity | None = None

    @property
    def name(self) -> str | None:
        """Name of the entity, else the words of the mention, else None."""
        return self.entity.name if self.entity else self.mention.text if self.mention else None

    def __str__(self) -> str:
        return self.name or "(unknown)"


@attrs.frozen
class Venue:
    """Where a meeting takes place, by level; a level that the text does not give is None.

    Attributes:
        site: A palace, a hotel, a headquarters.
        city: A city.
        country: A country.
        other: A region, an island, a border, a sea.
    """

    site: Span | None = None
    city: Span | None = None
    country: Span | None = None
    other: Span | None = None

    def __str__(self) -> str:
        return ", ".join(level.text for level in (self.site, self.city, self.other, self.country) if level)


@attrs.frozen
class HostEvent:
    """The event at which a meeting takes place ("on the sidelines of …").

    Attributes:
        name: What the text calls it.
        mention: Where the text names it.
        meeting: Its own record, if the text says more about it.
    """

    name: str
    mention: Span | None = None
    meeting: Meeting | None = None

    def __str__(self) -> str:
        return self.name


def _participants(values: Iterable[Participant]) -> tuple[Participant, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Meeting(Annotation):
    """An event in which parties come together. There is one record per event; its spans are the words that name it.

    Attributes:
        kind: The most specific term that the text uses for it.
        medium: In person, by phone, by video, or unknown.
        status: Its status when the article was published.
        participants: Who takes part: never the topic, the place, or somebody who only comments.
        venue: Where; None if not stated.
        host_event: The event that hosts it; None if not stated.
        time: When; None if not stated.
        round: Number of the round of talks ("third round").
        format: The diplomatic format whose meeting it is.
    """

    kind: MeetingKind = attrs.field(validator=one_of(MeetingKind))
    medium: Channel = attrs.field(default="unknown", validator=one_of(Channel))
    status: Status = attrs.field(validator=one_of(Status))
    participants: tuple[Participant, ...] = attrs.field(default=(), converter=_participants)
    venue: Venue | None = None
    host_event: HostEvent | None = None
    time: TimeExpression | None = None
    round: int | None = None
    format: Organization | None = None

    def __str__(self) -> str:
        who = ", ".join(str(participant) for participant in self.participants) or "(unknown)"
        where = f" in {self.venue}" if self.venue and str(self.venue) else ""
        when = f", {self.time.value or self.time.text}" if self.time else ""
        host = f", at {self.host_event}" if self.host_event else ""
        return f"{self.kind}, {self.status}: {who}{where}{when}{host}"

    def __repr__(self) -> str:
        who = ", ".join(str(participant) for participant in self.participants) or "(unknown)"
        where = f" in {self.venue}" if self.venue and str(self.venue) else ""
        return f"<Meeting {self.kind}, {self.status}: {who}{where}>"
