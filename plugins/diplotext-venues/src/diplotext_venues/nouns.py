"""Reading the noun phrase of a noun trigger: "the second round of Norway-Ghana talks", "Thursday's NATO summit"."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import Organization, Person, Place, Span, State, TimeExpression
from diplotext.knowledge.english import ordinals
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party, party_at
from diplotext_venues.phrases import POSSESSIVE
from diplotext_venues.timing import is_event_time
from diplotext_venues.triggers import Trigger
from diplotext_venues.units import Unit, text_of
from diplotext_venues.word_classes import any_of

JOINTS = frozenset({"-", "–", "—", "/", "‑"})
LENGTH = 12
PLURAL = ("meetings", "summits", "conferences", "sessions", "visits", "trips", "calls", "encounters", "gatherings")


@attrs.frozen
class NounPhrase:
    """What precedes the head noun.

    Attributes:
        start: Index of its first unit.
        definite: Whether it refers to something known: "the talks", "their meeting".
        possessors: Whose it is: "Putin's visit".
        pair: Parties in its name: "Russia-US talks".
        organization: Index of the organization directly before the noun: "NATO summit".
        place: Index of the place directly before it: "the Geneva talks".
        time: Time in it: "Thursday's meeting".
        round: Number of the round.
        name: The name of the event in full; None for a common noun.
    """

    start: int
    definite: bool = False
    possessors: tuple[Party, ...] = ()
    pair: tuple[Party, ...] = ()
    organization: int | None = None
    place: int | None = None
    time: TimeExpression | None = None
    round: int | None = None
    name: Span | None = None


def noun_phrase(units: Sequence[Unit], trigger: Trigger, *, title: bool) -> NounPhrase:
    """The noun phrase of a trigger.

    Args:
        units: The sentence.
        trigger: The noun.
        title: Whether the sentence is the title, where capitals make no name.
    """
    stop, index = max(0, trigger.start - LENGTH), trigger.start
    pair, organization, place, time = _pair(units, trigger.start), None, None, None
    if pair:
        index = pair[0].start
    definite, number = False, None
    possessors: tuple[Party, ...] = ()
    while index > stop:
        unit, word = units[index - 1], units[index - 1].lower
        if unit.text in POSSESSIVE and index >= 2:
            owner = units[index - 2]
            if owner.time:
                time, index = owner.time, index - 2
                continue
            if owner.is_capitalized and units[trigger.start].text[0].isupper() and not title:
                index -= 2  # "the G20 Leaders' Summit"
                continue
            possessors, index = _owners(units, index - 1, stop), index - 2
            definite = True
            break
        if unit.mention is not None and unit.mention.form == "pronoun":
            possessors = (Party(index - 1, index, unit.mention, unit.entity),)
            definite, index = True, index - 1
            break
        if word in words("determiner") and word not in ("some", "all", "no"):
            definite = word in words("definite")
            index -= 1
            break
        if unit.time:
            time = unit.time if is_event_time(units, index - 1) else time
        elif isinstance(unit.entity, Place) and index == trigger.start:
            place = index - 1
        elif isinstance(unit.entity, Organization) and index == trigger.start:
            organization = index - 1
        elif (place_number := ordinal(word)) and _round_follows(units, index, trigger):
            number = place_number
        elif (
            (unit.mention is not None and not unit.is_demonym and not isinstance(unit.entity, (Organization, Place)))
            or (not unit.is_word and not unit.is_demonym and not unit.mention)
            or (unit.is_word and not _adjective(units, index - 1))
        ):
            break
        index -= 1
    return NounPhrase(
        index, definite, possessors, pair, organization, place, time, number, _name(units, trigger, index, title=title)
    )


def _adjective(units: Sequence[Unit], index: int) -> bool:
    word = units[index].lower
    if word in ("round", "of") and any(
        unit.lower in ("round", "rounds") for unit in units[max(0, index - 3) : index + 1]
    ):
        return True
    if word in ("-", "last", "next", "earlier") or word in words("number") or ordinal(word) is not None:
        return True
    closed = any_of("preposition", "finite", "light", "clause", "speech", also=("and", "or"))
    return word.replace("-", "").isalpha() and word not in closed and word not in words("auxiliary")


def ordinal(word: str) -> int | None:
    """The number of "third" or "3rd"."""
    if word in ordinals():
        return ordinals()[word]
    digits = word[:-2]
    return int(digits) if word[-2:] in ("st", "nd", "rd", "th") and digits.isascii() and digits.isdigit() else None


def _round_follows(units: Sequence[Unit], index: int, trigger: Trigger) -> bool:
    """Whether "round of" is between an ordinal and the noun, and the noun names talks."""
    return trigger.kind == "talks" and any(unit.lower == "round" for unit in units[index : trigger.start + 1])


def _pair(units: Sequence[Unit], end: int) -> tuple[Party, ...]:
    """The parties joined by hyphens before a noun: "US-China", "Arab-Israeli"; an adjective may follow."""
    for last in range(end - 1, end - 6, -1):
        if last < 2:
            return ()
        found: list[Party] = []
        index = last
        while index >= 0 and isinstance(units[index].entity, (State, Organization)):
            unit = units[index]
            found.append(Party(index, index + 1, unit.mention, unit.entity))
            if (
                index >= 2
                and units[index - 1].text in JOINTS
                and isinstance(units[index - 2].entity, (State, Organization))
            ):
                index -= 2
            else:
                break
        if len(found) >= 2:
            return tuple(reversed(found))
        if not (units[last].is_word and units[last].text.isalpha() and units[last].text.islower()):
            return ()
    return ()


def _owners(units: Sequence[Unit], end: int, stop: int) -> tuple[Party, ...]:
    """Who precedes a possessive ending: "Polish President X's visit", "Russia's talks"."""
    owner = units[end - 1]
    if not isinstance(owner.entity, (Person, State, Organization)):
        return ()
    if isinstance(owner.entity, Person):
        for start in range(max(stop, end - 6), end):
            party = party_at(units, start, end)
            if party is not None and party.end >= end and party.entity == owner.entity:
                return (party,)
    return (Party(end - 1, end, owner.mention, owner.entity),)


def _name(units: Sequence[Unit], trigger: Trigger, start: int, *, title: bool) -> Span | None:
    """The full name of an event: "G7 summit", "COP26 Summit", "Summit of the Americas"; None for a common noun."""
    if units[trigger.start].mention is not None:
        unit = units[trigger.start]
        return Span(unit.start, unit.end, unit.text)
    first, last = trigger.start, trigger.end
    capital = units[trigger.start].text[0].isupper() and not title
    while first > start and first > 0:
        unit = units[first - 1]
        organization = isinstance(unit.entity, Organization)
        joined = (unit.text in JOINTS and unit.gap == "" and capital) or (unit.text in POSSESSIVE and capital)
        if (
            organization
            or (capital and (unit.is_capitalized or unit.mention is not None) and not _opens(unit))
            or joined
        ):
            first -= 1
            if organization and not capital:
                break
        else:
            break
    if capital and last + 1 < len(units) and units[last].lower in ("of", "on", "for"):
        end = last + 2 if units[last + 1].lower == "the" else last + 1
        reached = end
        while reached < len(units) and (units[reached].is_capitalized or units[reached].mention is not None):
            reached += 1
        if reached > end:
            last = reached
    if first == trigger.start and last == trigger.end:
        return None
    return Span(units[first].start, units[last - 1].end, text_of(units[first:last]))


def _opens(unit: Unit) -> bool:
    """Whether a capitalized word only opens the sentence, or is a name that no event bears."""
    word = unit.lower
    if unit.mention is not None:
        return isinstance(unit.entity, Person) or unit.mention.form == "pronoun"
    return word in any_of("determiner", "preposition", "possessive", also=("first", "second", "third", "next"))
