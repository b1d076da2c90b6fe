"""Events of nouns: "talks between X and Y", "X's visit to Z", "the X-Y summit", "the meeting"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from diplotext import Organization, Participant, Person, Reading, Span, State, TimeExpression, Venue
from diplotext_venues import subjects, venue
from diplotext_venues.candidates import Candidate, distinct
from diplotext_venues.circumstances import BODIES, Circumstances, read_after
from diplotext_venues.lexicon import words
from diplotext_venues.nouns import PLURAL, NounPhrase, noun_phrase, ordinal
from diplotext_venues.participants import Party, lists_in
from diplotext_venues.rules import Family, Manner, rule_id
from diplotext_venues.scene import Scene, participants_of
from diplotext_venues.signings import document_after
from diplotext_venues.status import status_of, stays_away
from diplotext_venues.timing import nearest_time
from diplotext_venues.triggers import Trigger
from diplotext_venues.units import Unit, text_of
from diplotext_venues.word_classes import any_of


def noun_events(reading: Reading, scene: Scene, trigger: Trigger, absorbed: dict[int, int]) -> Iterator[Candidate]:
    """Candidates of a noun: "talks between X and Y", "X's visit to Z", "the X-Y summit", "the meeting"."""
    units = scene.units
    phrase = noun_phrase(units, trigger, title=scene.title)
    rest = read_after(units, trigger, _after_name(units, trigger, phrase), members=trigger.kind != "visit")
    start = subjects.clause_start(units, phrase.start)
    time = (
        rest.time
        or phrase.time
        or nearest_time(units, max(start, phrase.start - 4), phrase.start, start, trigger.start)
    )
    if time is not None and _is_counted(units, phrase.start, trigger.start, time):
        time = None
    verdict = status_of(units, trigger, phrase.start, start, time, reading.document.published, rest.end)
    if verdict.status is None:
        return
    roles = _roles(units, trigger, phrase, rest)
    if roles is None:
        return
    everyone = roles.participants
    if trigger.kind == "signing":
        roles = Roles("signing", "noun", everyone)
        if any(_is_business(participant) for participant in everyone):
            return
    organization = _format(units, phrase, rest)
    where = rest.venue
    if where is None and phrase.place is not None:
        level = venue.level_of(units[phrase.place]) or "city"
        where = attrs.evolve(Venue(), **{level: venue.span_of(units[phrase.place])})
    aside = phrase.start > 0 and units[phrase.start - 1].text == "," and units[phrase.start].lower.endswith("ing")
    stays = trigger.kind == "visit" and _is_purpose(units, phrase.start)  # "is in Oslo for a visit"
    if (
        where is None
        and (trigger.kind != "visit" or stays)
        and not aside
        and (not phrase.definite or phrase.name is not None)
    ):
        where = venue.before(units, phrase.start) or scene.frame_before(phrase.start)
    own = units[trigger.start]
    span = phrase.name or Span(own.start, units[trigger.end - 1].end, text_of(units[trigger.start : trigger.end]))
    plural = trigger.form in PLURAL
    generic = plural and not phrase.definite and where is None and time is None and len(everyone) < 2
    medium = trigger.medium
    if trigger.kind != "call" and any(unit.lower in words("remote") for unit in units[phrase.start : trigger.start]):
        medium = "video"
    if rest.medium_phone or rest.medium_video:
        medium = "phone" if rest.medium_phone else "video"
    if trigger.kind == "call" or medium == "video":
        where = None  # "a call with his counterparts in Oslo and Lima" takes place nowhere
    yield Candidate(
        span=span,
        kind=trigger.kind,
        medium=medium,
        status=verdict.status,
        explicit=verdict.explicit,
        rule=rule_id("noun", roles.family, roles.manner),
        participants=everyone,
        venue=where,
        host=rest.host or (scene.host if phrase.name is None else None),
        time=time,
        round=phrase.round,
        format=organization,
        definite=phrase.definite,
        named=phrase.name is not None and not phrase.pair,
        title=scene.title,
        sentence=scene.number,
        attended=_is_attended(units, phrase.start) or (phrase.definite and rest.pattern == "by"),
        fresh=_is_fresh(units[phrase.start : trigger.start], phrase, placed=where is not None or time is not None),
        same_as=absorbed.get(trigger.start),
        partnered=not generic and roles.family == "meeting" and roles.manner == "with",
        anaphoric=not generic and roles.family == "meeting" and roles.manner == "anaphor",
        generic=generic,
    )


def _is_fresh(before: Sequence[Unit], phrase: NounPhrase, *, placed: bool) -> bool:
    """Whether it is another event: "a second summit", "the last talks" with a place or day of their own."""
    if not phrase.definite:
        return any(unit.lower in words("another") for unit in before)
    return placed and not phrase.possessors and any(unit.lower in ("last", "previous", "earlier") for unit in before)


def _is_business(participant: Participant) -> bool:
    """Whether a group of companies takes part."""
    words_of_it = participant.mention.text.lower().split() if participant.mention and not participant.entity else []
    return not words("business").isdisjoint(words_of_it)


def _is_attended(units: Sequence[Unit], start: int) -> bool:
    """Whether the verb before says that somebody takes part: "is expected to attend the meeting"."""
    governed = _governor(units, start)
    return governed is not None and units[governed].lower in words("attending")


def _is_counted(units: Sequence[Unit], start: int, stop: int, time: TimeExpression) -> bool:
    """Whether an event is counted: "their fourth meeting this year", "her first visit in two years" do not say when."""
    if time.text.lower().startswith("in ") and time.precision != "day" and time.anchor is not None:
        return any(unit.lower == "first" for unit in units[start:stop])
    long = time.precision in ("year", "month") and time.text.lower().startswith("this ")
    return long and any(ordinal(unit.lower) is not None for unit in units[start:stop])


def _after_name(units: Sequence[Unit], trigger: Trigger, phrase: NounPhrase) -> int:
    index = trigger.end
    if trigger.kind == "signing" and index < len(units) and units[index].lower == "of":
        return document_after(units, index + 1) or index  # "the signing of the treaty between"
    while phrase.name is not None and index < len(units) and units[index].end <= phrase.name.end:
        index += 1
    return index


@attrs.frozen
class Roles:
    """Who takes part in the event of a noun.

    Attributes:
        family: The family of rules.
        manner: How the words name them.
        participants: Who they are.
    """

    family: Family
    manner: Manner
    participants: tuple[Participant, ...] = ()

    @classmethod
    def of(cls, family: Family, manner: Manner, *found: Sequence[Party]) -> Roles:
        """Those of several lists, each once."""
        return cls(family, manner, distinct(participants_of([party for some in found for party in some])))


def _roles(units: Sequence[Unit], trigger: Trigger, phrase: NounPhrase, rest: Circumstances) -> Roles | None:
    """Who takes part in the event of a noun; None if it is not an event ("over dinner")."""
    family: Family = "visit" if trigger.kind == "visit" else "call" if trigger.kind == "call" else "meeting"
    members = [party for party in rest.members if not _is_body(party) or rest.pattern != "of"]
    group = len(members) == 1 and rest.pattern == "between" and members[0].entity is None
    if rest.pattern and (len(members) >= 2 or group or (members and rest.pattern == "by")):
        return Roles.of(family, rest.pattern, members, phrase.possessors)
    if phrase.pair:
        return Roles.of(family, "pair", phrase.pair, rest.partners)
    governed = _governor(units, phrase.start)
    if governed is not None and stays_away(units, governed):
        return Roles("meeting", "named" if phrase.name is not None else "noun")
    actors = _actors(units, trigger, phrase, rest, governed)
    if trigger.lemma == "dinner" and governed is None:
        return None  # "over dinner", "before lunch"
    if family == "visit":
        actors = [party for party in actors if not isinstance(party.entity, (State, Organization))] or actors
        if rest.pattern == "with":
            return Roles.of(family, "noun", actors)
        if not actors and not members:
            return Roles("meeting", "anaphor")
        return Roles.of(family, "noun", actors, members)
    manner = _manner(actors, phrase, rest, governed)
    return Roles.of("meeting" if manner == "named" else family, manner, actors, members, rest.partners)


def _manner(actors: Sequence[Party], phrase: NounPhrase, rest: Circumstances, governed: int | None) -> Manner:
    """How the words name those who take part in a meeting or call of which no list of members is given."""
    if rest.pattern == "with":
        return "with"
    if actors and governed is not None:
        return "light-verb"
    if len(actors) >= 2 and not phrase.possessors:
        return "encounter"
    if phrase.definite:
        return "anaphor"
    return "noun" if phrase.name is None else "named"


def _actors(
    units: Sequence[Unit], trigger: Trigger, phrase: NounPhrase, rest: Circumstances, governed: int | None
) -> list[Party]:
    """Who holds the event of a noun, or acts at it: its possessors, the subject of its verb, or others nearby."""
    actors = list(phrase.possessors)
    visits = trigger.kind == "visit" and _is_on_visit(units, phrase.start)
    if not actors and (governed is not None or rest.pattern == "with" or visits):
        actors = subjects.subject(units, phrase.start if governed is None else governed)
    if not actors and trigger.kind != "visit" and not phrase.definite and _is_purpose(units, phrase.start):
        actors = subjects.subject(units, phrase.start)
    if not actors and trigger.kind in ("meeting", "talks") and not phrase.definite:
        actors = _acting(units, phrase.start)
    if not actors and trigger.kind == "call":
        actors = _on_the_line(units, phrase.start)
    unnamed = phrase.name is None and not actors and rest.pattern != "with"
    if unnamed and phrase.start and units[phrase.start - 1].lower in words("encounter frame"):
        actors = subjects.encounter(units, phrase.start)
    if unnamed and not actors and trigger.kind != "visit" and phrase.start < trigger.start:
        actors = _theirs(units, phrase.start)
    return actors


def _theirs(units: Sequence[Unit], start: int) -> list[Party]:
    """The two persons of a sentence whose meeting "their meeting" is, if it names just two before."""
    if units[start].lower != "their":
        return []
    found: dict[str, Party] = {}
    for index, unit in enumerate(units[:start]):
        if isinstance(unit.entity, Person) and unit.mention is not None and unit.mention.form in ("name", "title"):
            found.setdefault(unit.entity.name, Party(index, index + 1, unit.mention, unit.entity))
    return list(found.values()) if len(found) == 2 else []


def _governor(units: Sequence[Unit], start: int) -> int | None:
    """The support verb that governs a noun: "held talks", "took part in talks", "arrived for talks"."""
    if start == 0:
        return None
    if units[start - 1].lower == "of":  # "held two days of talks", "a series of meetings"
        for position in range(start - 2, max(-1, start - 7), -1):
            unit = units[position]
            if unit.lower in words("light"):
                return position
            if not (unit.time or unit.lower in any_of("measure", "determiner", "number")):
                return None
        return None
    if units[start - 1].lower in words("light"):
        return start - 1
    if (
        units[start - 1].lower == "off"
        and start >= 2
        and units[start - 2].lower in ("called", "call", "calls", "put", "broke")
    ):
        return start - 2
    if start >= 2 and units[start - 1].lower in ("in", "for", "at") and units[start - 2].lower in words("taking part"):
        return start - 2
    if start >= 3 and units[start - 2].lower == "part":
        return start - 3
    return None


def _is_on_visit(units: Sequence[Unit], start: int) -> bool:
    """Whether the subject of the clause is who visits: "on a visit", "during a trip", "began a tour"."""
    before = units[start - 1].lower if start else ""
    if _is_purpose(units, start):  # "left Oslo on Sunday for a tour"
        return True
    return before in ("on", "during", "in", "following", "after", "ahead", "of", "from") or before in words("light")


def _on_the_line(units: Sequence[Unit], start: int) -> list[Party]:
    """Persons of a clause that reports what was said: "X told Y in a phone call", "In a call, X and Y discussed"."""
    if start == 0 or units[start - 1].lower not in ("in", "during", "by"):
        return []
    found = subjects.after_comma(units, start) if start == 1 else []
    for listed, _, _ in lists_in(units, subjects.clause_start(units, start), start - 1):
        found.extend(party for party in listed if isinstance(party.entity, Person))
    return found if len({party.entity for party in found}) >= 2 else []


def _is_purpose(units: Sequence[Unit], start: int) -> bool:
    """Whether somebody travels for the event: "arrived in Oslo on Sunday for talks"."""
    while start and (units[start - 1].lower == "of" or (start > 1 and units[start - 1].time)):
        start -= 1  # "for two days of talks"
    if not start or units[start - 1].lower != "for":
        return False
    clause = subjects.clause_start(units, start)
    stays = any(
        unit.lower in ("is", "are", "was", "were", "be", "due") and units[index + 1].lower == "in"
        for index, unit in enumerate(units[clause : start - 1], clause)
    )
    return stays or any(unit.lower in words("departure") for unit in units[clause:start])


def _acting(units: Sequence[Unit], start: int) -> list[Party]:
    """The parties that did something together at the event: "X and Y discussed trade at a meeting in"."""
    if start == 0 or units[start - 1].lower not in ("at", "during", "in", "after", "following"):
        return []
    clause = subjects.clause_start(units, start)
    act = next((index for index in range(clause, start) if units[index].lower in words("joint act")), None)
    found = [] if act is None else subjects.subject(units, act)
    return found if len(found) >= 2 else []


def _is_body(party: Party) -> bool:
    return isinstance(party.entity, Organization)


def _format(units: Sequence[Unit], phrase: NounPhrase, rest: Circumstances) -> Organization | None:
    """The organization or format whose meeting it is: "NATO summit", "a meeting of the Security Council"."""
    if phrase.organization is not None and not phrase.pair:
        entity = units[phrase.organization].entity
        return entity if isinstance(entity, Organization) and not _is_company(entity) else None
    if rest.pattern == "of" and len(rest.members) == 1:
        entity = rest.members[0].entity
        return entity if isinstance(entity, Organization) and not _is_company(entity) else None
    return None


def _is_company(entity: Organization) -> bool:
    return entity.category is not None and entity.category not in BODIES
