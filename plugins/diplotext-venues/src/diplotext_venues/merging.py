"""One record a real-world event: joining the mentions of the same meeting in an article.

A definite mention ("the talks", "their meeting") joins the last record that it can mean. Two full mentions join when
their participants agree and nothing else speaks against it: kind, status, place, day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from diplotext import Venue
from diplotext.model import MeetingKind, Status
from diplotext.plugin import refused
from diplotext_venues.candidates import Candidate, key_of

WINDOW = 30
COMPARED = 8
ATTENDED = 2
"""Sentences after a meeting in which "he will attend the meeting" means it."""
PARTICULAR: tuple[MeetingKind, ...] = ("summit", "conference", "session", "visit", "call", "signing")
MANY: tuple[MeetingKind, ...] = ("conference", "session")
"""Kinds of events that two alone do not hold."""
APART: tuple[MeetingKind, ...] = ("visit", "call", "signing", "other")
"""Kinds that join only their like."""


@attrs.define
class Group:
    """The mentions that one record is made of.

    Attributes:
        members: The mentions, in order.
        keys: What identifies its participants.
    """

    members: list[Candidate]
    keys: set[str]

    @property
    def kinds(self) -> tuple[MeetingKind, ...]:
        """The kinds of the mentions that new ones are compared with."""
        return tuple(member.kind for member in self.compared)

    @property
    def compared(self) -> list[Candidate]:
        """The first and the latest mentions: what a new one must agree with."""
        return self.members if len(self.members) <= 2 * COMPARED else self.members[:COMPARED] + self.members[-COMPARED:]

    @property
    def sides(self) -> set[str]:
        """What identifies the states and organizations that its participants represent."""
        sides = (p.side for member in self.compared for p in member.participants if p.side is not None)
        return {f"{type(side).__name__}:{side.name}" for side in sides}

    @property
    def countries(self) -> set[str]:
        """The countries of its venues."""
        return {member.country for member in self.compared if member.country is not None}

    def add(self, candidate: Candidate) -> None:
        """Take in a mention."""
        self.members.append(candidate)
        self.keys.update(candidate.keys)


def grouped(candidates: Iterable[Candidate]) -> list[Group]:
    """Candidates of one article as groups, each of them one event; what refers to nothing known is left out.

    A definite mention joins an event that the text has mentioned before, or else one that it mentions later: "At the
    meeting, Berg said ... She met Mensah in Oslo".
    """
    groups: list[Group] = []
    early: list[Candidate] = []
    for candidate in candidates:
        group = _joined(groups[-WINDOW:], candidate)
        if group is not None:
            group.add(candidate)
        elif _may_refer_ahead(candidate):
            early.append(candidate)
        elif stands_alone(candidate):
            groups.append(Group([candidate], set(candidate.keys)))
        else:
            _leave_out(candidate)
    told = len(groups)
    for candidate in early:
        later = [group for group in groups[:told] if group.members[0].span.start > candidate.span.start]
        group = _joined([*groups[told:], *later[:2]], candidate)
        if group is not None:
            group.add(candidate)
        elif stands_alone(candidate):
            groups.append(Group([candidate], set(candidate.keys)))
        else:
            _leave_out(candidate)
    for group in groups:
        group.members.sort(key=lambda member: (member.span.start, member.span.end))
    return sorted(groups, key=lambda group: (group.members[0].span.start, group.members[0].span.end))


def _leave_out(candidate: Candidate) -> None:
    refused(candidate.rule, candidate.span.start, candidate.span.end, "says too little to be a meeting of its own")


def _joined(groups: Sequence[Group], candidate: Candidate) -> Group | None:
    """The latest of the groups that a mention fits best; None if it is of none."""
    same = [group for group in reversed(groups) if _is_same(group, candidate)]
    return max(same, key=lambda group: _fit(group, candidate), default=None)


def _may_refer_ahead(candidate: Candidate) -> bool:
    """Whether a definite mention says so little that the event may be mentioned only later."""
    if candidate.named or candidate.title or _is_settled(candidate):
        return False
    unplaced = candidate.venue is None and candidate.time is None
    return candidate.anaphoric or (candidate.kind == "visit" and candidate.definite and unplaced)


def _is_settled(candidate: Candidate) -> bool:
    """Whether a mention says who took part, and where or when: it does not refer to another one."""
    if candidate.venue is None and candidate.time is None:
        return False
    large = candidate.kind in ("summit", "conference", "session") and candidate.venue is not None
    return len(candidate.participants) >= (1 if large else 2)


def _fit(group: Group, candidate: Candidate) -> int:
    """How well a group fits beyond being possible: of the same country, of the same particular kind."""
    country = candidate.country is not None and candidate.country in group.countries
    return 2 * country + (candidate.kind in PARTICULAR and candidate.kind in group.kinds)


def stands_alone(candidate: Candidate) -> bool:
    """Whether a mention says enough to be a meeting of its own."""
    parties = len(candidate.participants)
    if candidate.generic or candidate.silent:
        return False
    if candidate.kind == "other":
        return parties >= 2
    if candidate.kind == "visit":
        placed = candidate.venue is not None or candidate.definite or candidate.journey
        return parties >= 1 and placed and not candidate.title
    placed = candidate.venue is not None or candidate.time is not None
    if parties >= 2 or candidate.several or candidate.round is not None:
        return True
    if candidate.named:
        return placed or (parties >= 1 and not candidate.anaphoric)
    if parties == 1:
        return placed or candidate.partnered
    of_body = candidate.kind in ("meeting", "session") and candidate.format is not None
    known = candidate.kind in ("summit", "conference", "talks") or of_body
    if of_body and placed and not candidate.title:
        return True
    if candidate.kind == "meeting" and candidate.venue is not None and candidate.time is not None:
        return not candidate.title
    return candidate.venue is not None and known and not candidate.title


def _is_same(group: Group, candidate: Candidate) -> bool:
    first = group.members[0]
    if candidate.silent:
        near = candidate.sentence - group.members[-1].sentence <= ATTENDED
        return near and not {"visit", "signing"} & set(group.kinds)
    if candidate.same_as is not None:
        return any(member.span.start == candidate.same_as for member in group.compared)
    if not _compatible(group, candidate) or any(_hosts(candidate, member) for member in group.compared):
        return False
    if candidate.definite and candidate.status != "cancelled" and _is_off(group):
        return False
    if candidate.fresh and candidate.same_as is None:
        return False
    if candidate.anaphoric and candidate.kind in MANY and not _is_of_many(group, candidate.kind):
        return False
    if (
        candidate.definite
        and candidate.attended
        and not candidate.named
        and candidate.sentence - group.members[-1].sentence <= ATTENDED
    ):
        return not group.members[0].title
    own, known = set(candidate.keys), group.keys
    shared = own & known
    if candidate.definite and candidate.anaphoric and _same_body(group, candidate):
        return True
    if candidate.named or any(member.named for member in group.compared):
        return _same_name(group, candidate)
    if candidate.kind == "visit":
        return _same_visit(group, candidate)
    if candidate.definite and candidate.anaphoric:
        vague = {key for key in own if key.startswith("group:") or key in group.sides}
        return own - vague <= known and (
            candidate.sentence - group.members[-1].sentence <= 8 or candidate.kind == first.kind
        )
    if len(own) >= 2 and len(known) >= 2:
        return own <= known or known <= own
    if first.title and own and known:
        return bool(shared) or all(key.startswith("group:") for key in known)
    return bool(own) and own <= known and candidate.sentence - first.sentence <= 2 and candidate.definite


def _is_of_many(group: Group, kind: MeetingKind) -> bool:
    """Whether a meeting can be called a conference: it is one, or has no two persons for its only participants."""
    everyone = {key_of(p): p for member in group.compared for p in member.participants}
    return kind in group.kinds or len(everyone) != 2 or any(p.entity is None for p in everyone.values())


def _hosts(candidate: Candidate, member: Candidate) -> bool:
    """Whether a mention is that of the event that hosts another: "on the sidelines of the conference"."""
    mention = member.host.mention if member.host is not None else None
    return mention is not None and mention.start <= candidate.span.start < mention.end


def _is_off(group: Group) -> bool:
    """Whether the meeting was cancelled; "the talks" are others then."""
    return any(member.explicit and member.status == "cancelled" for member in group.compared)


def _same_visit(group: Group, candidate: Candidate) -> bool:
    """Whether a visit is mentioned again, rather than another leg of the journey."""
    own = set(candidate.keys)
    if any(member.span == candidate.span for member in group.compared):
        return False  # another place of the same list
    if _is_leg(group, candidate) or not own <= group.keys:
        return False
    return candidate.definite or (bool(own) and _same_place(group, candidate))


def _same_body(group: Group, candidate: Candidate) -> bool:
    """Whether a large event of the same body is mentioned again: "the OSCE meeting ... the conference of the OSCE"."""
    bodies = {member.format.name for member in group.compared if member.format is not None}
    return candidate.format is not None and candidate.format.name in bodies and candidate.kind != "talks"


def _same_name(group: Group, candidate: Candidate) -> bool:
    """Whether a named event is mentioned again, by its name or as "the summit"."""
    if candidate.named:
        names = {member.span.text.lower() for member in group.compared if member.named}
        formats = {member.format.name for member in group.compared if member.format is not None}
        again = candidate.definite and candidate.format is not None and candidate.format.name in formats
        return candidate.span.text.lower() in names or again
    return candidate.definite and candidate.anaphoric and candidate.kind in group.kinds


def _compatible(group: Group, candidate: Candidate) -> bool:
    """Whether kind, status, place and time allow that both are one event."""
    last = group.members[-1]
    if not _kinds_agree(group.kinds, candidate.kind) and not _is_spoken_of(group, candidate):
        return False
    for member in group.compared:
        if not _places_agree(member, candidate):
            return False
        if member.time and candidate.time and not _times_agree(member, candidate):
            return False
        if member.round and candidate.round and member.round != candidate.round:
            return False
    if candidate.round and not candidate.keys and not any(member.round for member in group.compared):
        return False
    own = set(candidate.keys)
    refers = (
        candidate.definite and bool(own) and own <= group.keys and candidate.venue is None and candidate.time is None
    )
    if candidate.explicit and not refers and not last.title:
        statuses = {member.status for member in group.compared if member.explicit}
        if statuses and all(_differ(candidate, status) for status in statuses):
            return False
    return True


def _differ(candidate: Candidate, status: Status) -> bool:
    """Whether the status of another mention makes it another event: one is past, the other to come."""
    if candidate.definite and {candidate.status, status} == {"held", "ongoing"}:
        return False
    return candidate.status != status and "held" in (candidate.status, status)


def _is_spoken_of(group: Group, candidate: Candidate) -> bool:
    """Whether talks are the call that the text mentions: "spoke with", "the conversation"."""
    if candidate.kind != "talks" or "call" not in group.kinds:
        return False
    spoke = candidate.verbal and candidate.span.text.lower().startswith(("spoke", "speak"))
    own = set(candidate.keys)
    return (spoke and (group.members[0].title or len(own & group.keys) >= 2)) or (
        candidate.definite and own <= group.keys
    )


def _kinds_agree(kinds: Sequence[MeetingKind], kind: MeetingKind) -> bool:
    if kind == "call" and "call" in kinds:
        return all(other in ("call", "talks") for other in kinds)
    if kind in APART:
        return all(other == kind for other in kinds)
    return not any(other in APART for other in kinds)


def _same_place(group: Group, candidate: Candidate) -> bool:
    return any(member.venue and candidate.venue and _places_agree(member, candidate) for member in group.compared)


def _is_leg(group: Group, candidate: Candidate) -> bool:
    """Whether a visit to a region is mentioned apart from its country: "to Spain ... then visit Catalonia"."""
    if candidate.venue is None or not candidate.verbal:
        return False
    levels = {level_of_venue(member.venue) for member in group.compared if member.venue}
    return len({"country", "other"} & {*levels, level_of_venue(candidate.venue)}) == 2


def level_of_venue(venue: Venue) -> str | None:
    """The only level that a venue gives; None if it gives several."""
    levels = [level for level in ("site", "city", "country", "other") if getattr(venue, level) is not None]
    return levels[0] if len(levels) == 1 else None


def _places_agree(one: Candidate, other: Candidate) -> bool:
    """Whether two mentions can be of one place; one without a place agrees with all."""
    if one.venue is None or other.venue is None:
        return True
    apart = one.country is not None and other.country is not None and one.country != other.country
    return not apart and _venues_agree(one.venue, other.venue)


def _venues_agree(one: Venue, other: Venue) -> bool:
    """Whether two venues can be the same place: no level differs, and some level is given by both, or by neither."""
    for level in ("site", "city", "country", "other"):
        a, b = getattr(one, level), getattr(other, level)
        if a is not None and b is not None:
            return bool(a.text.lower() == b.text.lower())
    return True


def _times_agree(one: Candidate, other: Candidate) -> bool:
    a, b = one.time, other.time
    if a is None or b is None or a.earliest is None or b.earliest is None or a.latest is None or b.latest is None:
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest
