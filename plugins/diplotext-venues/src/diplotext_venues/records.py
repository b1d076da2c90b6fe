"""The record of a group of mentions: the words that name the meeting, who took part, where, when, and its status."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import Meeting, Participant, Person, TimeExpression, Venue
from diplotext.model import Channel, MeetingKind, Status
from diplotext_venues.candidates import Candidate, distinct, key_of
from diplotext_venues.merging import PARTICULAR, Group

MEDIA: tuple[Channel, ...] = ("phone", "video", "in_person")


def record_of(group: Group) -> Meeting:
    """The record of a group."""
    members = [m for m in group.members if not m.title] or group.members
    ordered = sorted(group.members, key=lambda m: (m.span.start, m.span.end))
    spans = {(m.span.start, m.span.end): m.span for m in ordered if not m.silent}
    best = next((m for m in members if m.explicit), members[0])
    everyone: tuple[Participant, ...] = tuple(p for m in [*members, *group.members] for p in m.participants)
    described = _renamed(group, everyone)
    return Meeting(
        spans=tuple(spans.values()),
        kind=_kind(ordered),
        medium=_medium(group, ordered),
        status=_status(members, best),
        participants=distinct(tuple(p for p in everyone if p not in described)),
        venue=_venue(group.members),
        host_event=next((m.host for m in group.members if m.host), None),
        time=min((m.time for m in [*members, *group.members] if m.time), key=_coarseness, default=None),
        round=next((m.round for m in group.members if m.round), None),
        format=next((m.format for m in group.members if m.format), None),
        rule=members[0].rule,
    )


def _renamed(group: Group, everyone: Sequence[Participant]) -> set[Participant]:
    """Descriptions ("the envoy") of participants whom other mentions of the meeting name."""
    persons = {key_of(participant) for participant in everyone if isinstance(participant.entity, Person)}
    return {
        described
        for member in group.members
        for described in member.described
        if len(persons - set(member.keys)) >= len(member.described)
    }


def _coarseness(time: TimeExpression) -> int:
    """How little a time says of when: of the times of a record the most precise counts, else the first."""
    if time.earliest is None:
        return 3
    return 0 if time.precision == "day" else 1 if time.precision in ("week", "month") else 2


def _kind(members: Sequence[Candidate]) -> MeetingKind:
    """The most particular word: summit, conference, session, visit, call before talks and meeting, else the first."""
    for kind in PARTICULAR:
        if any(member.kind == kind for member in members):
            return kind
    body = [member for member in members if not member.title]
    return (body or members)[0].kind


def _medium(group: Group, members: Sequence[Candidate]) -> Channel:
    for medium in MEDIA:
        if any(member.medium == medium for member in members):
            return medium
    return "in_person" if any(member.venue for member in group.members) else "unknown"


def _status(members: Sequence[Candidate], best: Candidate) -> Status:
    if any(member.status == "cancelled" and member.explicit for member in members):
        return "cancelled"
    return best.status


def _venue(members: Sequence[Candidate]) -> Venue | None:
    """The first venue, with the levels that later mentions add."""
    result: Venue | None = None
    for member in members:
        if member.venue is None:
            continue
        if result is None:
            result = member.venue
            continue
        for level in ("site", "city", "country", "other"):
            if getattr(result, level) is None and (span := getattr(member.venue, level)):
                result = attrs.evolve(result, **{level: span})
    return result
