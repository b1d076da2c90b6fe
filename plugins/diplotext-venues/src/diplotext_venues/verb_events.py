"""Events of verbs: "X met Y in Z", "X visited Z", "X spoke by phone with Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diplotext import Organization, Participant, Person, Reading, Span, State, TimeExpression, Venue
from diplotext.model import Channel
from diplotext_venues import subjects, venue
from diplotext_venues.candidates import Candidate, distinct
from diplotext_venues.circumstances import BODIES, GUEST, Circumstances, read_after
from diplotext_venues.countries import country_code, country_of
from diplotext_venues.false_friends import destination
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party, parties
from diplotext_venues.rules import Manner, rule_id
from diplotext_venues.scene import Scene, is_media, participants_of
from diplotext_venues.status import status_of
from diplotext_venues.timing import frame_time, is_event_time, nearest_time, purpose_time, where_time
from diplotext_venues.triggers import Trigger
from diplotext_venues.units import Unit, text_of

MOTION = frozenset({"travel", "fly", "arrive", "leave", "go", "return", "due"})


def verb_events(reading: Reading, scene: Scene, trigger: Trigger, absorbed: dict[int, int]) -> Iterator[Candidate]:
    """Candidates of a verb: "X met Y in Z", "X visited Z", "X spoke by phone with Y"."""
    units = scene.units
    first = subjects.verb_group(units, trigger.start)
    start = subjects.clause_start(units, trigger.start)
    who = subjects.subject(units, trigger.start)
    if trigger.lemma == "visit" or trigger.lemma in MOTION:
        yield from _visit(reading, scene, trigger, who, first, start)
        return
    partners, index = _object(units, trigger)
    unnamed = index > trigger.end and not partners  # "met his Kenyan counterpart"
    rest = read_after(units, trigger, index, members=False)
    partners = partners or rest.partners
    medium: Channel = trigger.medium
    kind = trigger.kind
    if rest.medium_phone or rest.medium_video:
        kind, medium = "call", "phone" if rest.medium_phone else "video"
    everyone = distinct(participants_of([*who, *partners, *rest.members]))
    body = _body(trigger, who) if not (partners or rest.pattern) else None
    if body is not None:
        everyone = ()
    elif trigger.lemma in ("meet", "see", "gather", "sit down", "shake hands") and not (
        partners or unnamed or rest.pattern == "with" or _is_several(who)
    ):
        return
    if trigger.lemma in ("speak", "talk", "confer", "consult", "negotiate", "telephone", "call"):
        everyone = tuple(p for p in everyone if not is_media(p))
        if len(everyone) < 2:
            return
    where = rest.venue or venue.before(units, first) or scene.frame_before(first)
    settled = where is not None or rest.time is not None or rest.absorbed
    if trigger.lemma in GUEST and ((len(everyone) < 2 and not unnamed) or not settled):
        return
    if (not everyone and body is None) or (scene.title and len(everyone) < 2):  # in a headline capitals hide who it is
        return
    time = rest.time or nearest_time(units, first, trigger.start, start, trigger.start)
    in_where = any(unit.lower == "where" for unit in units[max(0, first - 4) : first])
    time = time or where_time(units, first) or (frame_time(units) if in_where else None)
    time = time or purpose_time(units, first) or scene.time
    verdict = status_of(units, trigger, first, start, time, reading.document.published)
    if verdict.status is None:
        return
    span = Span(units[trigger.start].start, units[trigger.end - 1].end, text_of(units[trigger.start : trigger.end]))
    for other in rest.absorbed:
        absorbed[other] = span.start
    manner = _manner(rest, partners, unnamed=unnamed)
    yield Candidate(
        span=span,
        kind=kind,
        medium=medium,
        status=verdict.status,
        explicit=verdict.explicit,
        rule=rule_id("verb", "call" if kind == "call" else "meeting", manner),
        participants=everyone,
        venue=None if kind == "call" else where,
        host=rest.host or scene.host,
        time=time,
        format=body,
        title=scene.title,
        sentence=scene.number,
        verbal=True,
        partnered=kind == "call" or manner in ("with", "object"),
    )


def _body(trigger: Trigger, who: Sequence[Party]) -> Organization | None:
    """The international body that meets alone: "the Security Council met in"."""
    entity = who[0].entity if len(who) == 1 and trigger.lemma in ("meet", "gather") else None
    return entity if isinstance(entity, Organization) and entity.category in BODIES else None


def _manner(rest: Circumstances, partners: Sequence[Party], *, unnamed: bool) -> Manner:
    """How the verb names those who meet: partners after "with", as its object or agent, or several subjects."""
    if rest.pattern == "with":
        return "with"
    return "object" if partners or unnamed or rest.pattern == "by" else "plural"


def _object(units: Sequence[Unit], trigger: Trigger) -> tuple[list[Party], int]:
    """The parties directly after a verb, and where to continue."""
    index = trigger.end
    while index < len(units) and (units[index].time or units[index].lower in words("object skip")):
        index += 1
    if trigger.lemma in ("meet", "see", "telephone", "call", *GUEST):
        found, end = parties(units, index, len(units))
        if end > index:
            return found, end
    return [], trigger.end


def _visit(
    reading: Reading, scene: Scene, trigger: Trigger, who: list[Party], first: int, start: int
) -> Iterator[Candidate]:
    """Candidates of a verb of visiting: one for each place of a list."""
    units = scene.units
    if not who or (trigger.lemma in MOTION and not _is_official(units, trigger, who)):
        return
    index = trigger.end if trigger.lemma != "leave" else destination(units, trigger.end) or trigger.end
    if index + 2 < len(units) and units[index].lower == "by":
        index += 2
    while index < len(units) and units[index].lower in ("to", "in", "on", "back", "the", "both"):
        index += 1
    places, end = venue.places_at(units, index)
    unnamed = None if places else venue.unnamed_place(units, index)
    rest = read_after(units, trigger, unnamed or end, members=False)
    time = rest.time or nearest_time(units, first, trigger.start, start, trigger.start)
    time = time or next(
        (u.time for p, u in enumerate(units[trigger.end : index]) if is_event_time(units, trigger.end + p)), None
    )
    legs: list[tuple[Venue | None, TimeExpression | None]] = [(place, time) for place in places]
    if unnamed is not None:
        legs.append((None, time))
    while (further := venue.next_leg(units, rest.end)) is not None:
        rest = read_after(units, trigger, further[1], members=False)
        legs.append((further[0], rest.time))
    verdict = status_of(units, trigger, first, start, time, reading.document.published)
    everyone = distinct(participants_of(who))
    if (
        verdict.status is None
        or not everyone
        or not any(isinstance(p.entity, Person) or not p.entity for p in everyone)
    ):
        return
    span = Span(units[trigger.start].start, units[trigger.start].end, units[trigger.start].text)
    for place, when in legs:
        if trigger.lemma in MOTION and _is_home(units, place, everyone):
            continue
        yield Candidate(
            span=span,
            kind="visit",
            medium="in_person",
            status=verdict.status,
            explicit=verdict.explicit,
            rule=rule_id("verb", "visit", "motion" if trigger.lemma in MOTION else "verb"),
            participants=everyone,
            venue=place,
            time=when,
            title=scene.title,
            sentence=scene.number,
            verbal=True,
            journey=trigger.lemma in MOTION,
        )


def _is_home(units: Sequence[Unit], place: Venue | None, everyone: Sequence[Participant]) -> bool:
    """Whether who travels goes home: a place in the state that they represent."""
    country = country_of(place, {u.start: c for u in units if (c := country_code(u.entity))})
    sides = [p.side.identifiers.get("iso3166") for p in everyone if isinstance(p.side, State)]
    return country is not None and country in sides


def _is_official(units: Sequence[Unit], trigger: Trigger, who: Sequence[Party]) -> bool:
    """Whether somebody in office travels, or the sentence says that the purpose is official."""
    if not any(isinstance(party.entity, Person) or party.entity is None for party in who):
        return False
    purpose = any(unit.lower in words("official purpose") for unit in units[trigger.end : trigger.end + 20])
    in_office = any(
        party.side
        or (party.entity is None and party.mention is not None and len(party.mention.text.split()) > 1)
        or (isinstance(party.entity, Person) and party.entity.offices)
        or any(unit.lower in words("titlehead") for unit in units[party.start : party.end])
        for party in who
    )
    return purpose or (in_office and trigger.lemma not in ("arrive", "return"))


def _is_several(who: Sequence[Party]) -> bool:
    """Whether the subject alone can meet: two parties, or a plural group."""
    if len(who) >= 2:
        return True
    return bool(who) and who[0].entity is None and who[0].mention is not None
