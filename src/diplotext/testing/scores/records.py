"""What is compared: the statements, meetings, names and times of a document, in a simplified form."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from diplotext.model.annotations import Entity, Organization, Person, Place, State
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting, Participant
from diplotext.testing.corpus import MeetingDetail, NoMeeting, StatementDetail
from diplotext.text.spans import Span

LEVELS = ("site", "city", "other", "country")
KINDS: tuple[tuple[type[Entity], str], ...] = (
    (Person, "person"),
    (Organization, "organization"),
    (State, "state"),
    (Place, "place"),
)


@attrs.frozen
class Said:
    """A statement.

    Attributes:
        content: Its spans.
        cue: The cue; empty if there is none.
        source: The mentions of the speakers.
        names: The names of the speakers that are known.
        named: Whether the text names them all.
        mode: `direct`, `indirect` or `mixed`.
        soft: Whether the content is less than a clause; None if not annotated.
        rule: The rule that found it.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    named: bool = False
    mode: str = "indirect"
    soft: bool | None = None
    rule: str | None = None


@attrs.frozen
class Party:
    """A participant of a meeting.

    Attributes:
        name: Its name, else the words of its mention.
        kind: `person`, `state`, `organization` or `group`.
        mention: Where it is named, or None.
        aliases: Other names that the text gives it.
    """

    name: str | None
    kind: str = "group"
    mention: Span | None = None
    aliases: tuple[str, ...] = ()


@attrs.frozen
class Named:
    """A host event or a format.

    Attributes:
        name: Its name.
        mention: Where it is named, or None.
    """

    name: str | None
    mention: Span | None = None


@attrs.frozen
class Event:
    """A meeting.

    Attributes:
        mentions: The words that name it, the best first.
        kind: Its kind.
        medium: Its medium.
        status: Its status.
        parties: The participants.
        venue: The place by level.
        host: The event that hosts it, or None.
        date: TIMEX3 value of its time, or None.
        round: Number of the round, or None.
        format: The format, or None.
        rule: The rule that found it.
    """

    mentions: tuple[Span, ...]
    kind: str = "meeting"
    medium: str = "unknown"
    status: str = "held"
    parties: tuple[Party, ...] = ()
    venue: Mapping[str, Span] = attrs.field(factory=dict)
    host: Named | None = None
    date: str | None = None
    round: int | None = None
    format: Named | None = None
    rule: str | None = None

    @property
    def finest(self) -> tuple[str, Span] | None:
        """The finest level that the venue states, and the place."""
        return next(((level, self.venue[level]) for level in LEVELS if level in self.venue), None)


@attrs.frozen
class Name:
    """A mention by name or acronym.

    Attributes:
        span: Where it is.
        kind: `person`, `organization`, `state` or `place`.
        rule: The rule that found it.
    """

    span: Span
    kind: str
    rule: str | None = None


@attrs.frozen
class Timed:
    """A time expression.

    Attributes:
        span: Where it is.
        type: `DATE`, `TIME`, `DURATION` or `SET`.
        value: TIMEX3 or EDTF.
        values: All right values, if there are several.
        rule: The rule that found it.
    """

    span: Span
    type: str
    value: str
    values: tuple[str, ...] = ()
    rule: str | None = None


def statements(document: Document) -> list[Said]:
    """The statements of a document.

    Args:
        document: Annotated by hand or by a pipeline.
    """
    details = {detail.of: detail for detail in document.of(StatementDetail)}
    result = []
    for statement in document.statements:
        detail = details.get(statement)
        groups = detail.described if detail else ()
        described = [group.name for group in groups if group]
        names = [speaker.entity.name for speaker in statement.speakers if speaker.entity] + described
        result.append(
            Said(
                content=statement.spans,
                cue=(statement.cue,) if statement.cue else (),
                source=tuple(speaker.mention for speaker in statement.speakers if speaker.mention),
                names=tuple(names),
                named=detail.named if detail else bool(names),
                mode=statement.mode,
                soft=detail.soft if detail else None,
                rule=statement.rule,
            )
        )
    return result


def meetings(document: Document) -> list[Event]:
    """The meetings of a document, without those that it denies or only supposes.

    Args:
        document: Annotated by hand or by a pipeline.
    """
    described = _described(document)
    return [_event(meeting, described.get(meeting, ())) for meeting in document.meetings]


def unreal_meetings(document: Document) -> list[Event]:
    """The meetings that a document denies or only supposes.

    Args:
        document: Annotated by hand.
    """
    described = _described(document)
    return [_event(meeting, described.get(meeting, ())) for meeting in document.of(NoMeeting)]


def _described(document: Document) -> dict[Meeting | NoMeeting, tuple[str | None, ...]]:
    return {
        detail.of: tuple(group.name if group else None for group in detail.described)
        for detail in document.of(MeetingDetail)
    }


def _event(meeting: Meeting | NoMeeting, described: tuple[str | None, ...]) -> Event:
    names = described or (None,) * len(meeting.participants)
    time, venue, host = meeting.time, meeting.venue, meeting.host_event
    value = time and ((time.timex3.value if time.timex3 else None) or time.value)
    levels = {level: getattr(venue, level) for level in LEVELS} if venue else {}
    return Event(
        mentions=meeting.spans,
        kind=meeting.kind,
        medium=meeting.medium,
        status=meeting.status,
        parties=tuple(_party(party, name) for party, name in zip(meeting.participants, names, strict=True)),
        venue={level: span for level, span in levels.items() if span},
        host=Named(host.name, host.mention) if host else None,
        date=value or None,
        round=meeting.round,
        format=Named(meeting.format.name) if meeting.format else None,
        rule=meeting.rule,
    )


def _party(party: Participant, described: str | None) -> Party:
    entity = party.entity
    kind = next((name for cls, name in KINDS if isinstance(entity, cls) and cls is not Place), "group")
    aliases = tuple(m.text for m in entity.mentions if m.form in ("name", "acronym")) if entity else ()
    return Party(described or party.name, kind, party.mention, aliases)


def names(document: Document) -> list[Name]:
    """The mentions by name or acronym.

    Args:
        document: Annotated by hand or by a pipeline.
    """
    return [
        Name(Span(mention.start, mention.end, mention.text), kind, entity.rule)
        for cls, kind in KINDS
        for entity in document.of(cls)
        for mention in entity.mentions
        if mention.form in ("name", "acronym")
    ]


def times(document: Document) -> list[Timed]:
    """The time expressions.

    Args:
        document: Annotated by hand or by a pipeline.
    """
    result = []
    for time in document.times:
        if time.spans:
            kind = time.timex3.type if time.timex3 else "DATE" if time.kind == "range" else time.kind.upper()
            value = (time.timex3.value if time.timex3 else None) or time.value or ""
            span = Span.of(document.text, time.spans[0].start, max(s.end for s in time.spans))
            result.append(Timed(span, kind, value, rule=time.rule))
    return result
