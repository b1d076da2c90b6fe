"""Reading where a meeting takes place: "in Geneva", "at the Palais", "to Riyadh, Saudi Arabia".

Only a phrase of place that the sentence gives to the event counts: never the dateline, never a capital that stands for
its government.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import Organization, Person, Place, Span, State, Venue
from diplotext_venues.lexicon import words
from diplotext_venues.phrases import POSSESSIVE
from diplotext_venues.sites import is_site_name, is_site_noun
from diplotext_venues.units import Unit, text_of
from diplotext_venues.word_classes import any_of

PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "across"})
DESTINATION = ("to", "in", "into", "at")
VISITING = frozenset({"visit", "visits", "visited", "visiting", "reach", "reached"})
LEAVING = frozenset({"left", "leave", "leaves", "leaving", "departed", "departs", "departing"})
FRAME_OPENING = frozenset({"in", "during", "while", "on", "at", "also"})


def span_of(unit: Unit) -> Span:
    """The span of a unit."""
    return Span(unit.start, unit.end, unit.text)


def level_of(unit: Unit) -> str | None:
    """The level of a venue that a mention gives: `site`, `city`, `country`, `other`; None if it is not a place."""
    if isinstance(unit.entity, Place):
        category = unit.entity.category
        return "site" if category == "site" else "city" if category in (None, "city", "capital") else "other"
    if isinstance(unit.entity, State) and unit.mention is not None and not unit.is_demonym:
        if unit.mention.form == "metonym":
            return "site" if is_site_name(unit.text) else "city"
        return "country"
    if isinstance(unit.entity, Organization) and is_site_name(unit.text):
        return "site"
    return None


def place_at(units: Sequence[Unit], start: int) -> tuple[Venue, int] | None:
    """The venue whose words begin at an index, after the preposition; and the index after it."""
    index = start
    while index < len(units) and units[index].lower in words("before place"):
        index += 1
    if described := _described_city(units, index):
        index = described
    if index >= len(units):
        return None
    unit = units[index]
    level = level_of(unit)
    if level and (named := _named_site(units, index)):
        return _extended(units, named[1], Venue(site=named[0]))
    if level and not (index + 1 < len(units) and units[index + 1].text in POSSESSIVE):
        return _extended(units, index + 1, attrs.evolve(Venue(), **{level: span_of(unit)}))
    if site := _described_site(units, start):
        span, end = site
        return _extended(units, end, Venue(site=span))
    return None


def _named_site(units: Sequence[Unit], index: int) -> tuple[Span, int] | None:
    """A site that bears the name of a place: "the [Erez] checkpoint", "[Geneva] airport"."""
    for position in range(index + 1, min(index + 3, len(units))):
        unit = units[position]
        if is_site_noun(unit.lower):
            return Span(units[index].start, unit.end, text_of(units[index : position + 1])), position + 1
        if not unit.text.isalpha() or not unit.text.islower() or unit.lower in any_of("preposition", "finite"):
            return None
    return None


def _described_city(units: Sequence[Unit], index: int) -> int | None:
    """The index of the name in "Swiss city of Geneva", "Saudi capital, Riyadh", "city of Basel"."""
    for position in range(index, min(index + 5, len(units))):
        unit = units[position]
        if unit.lower in words("settlement"):
            after = position + 1
            if after < len(units) and (units[after].lower == "of" or units[after].text == ","):
                after += 1
            return after if after < len(units) and isinstance(units[after].entity, Place) else None
        word = unit.is_word and unit.text.isalpha() and unit.lower not in words("preposition")
        if not (unit.is_demonym or word or (isinstance(unit.entity, Place) and level_of(unit) == "other")):
            return None
    return None


def _described_site(units: Sequence[Unit], start: int) -> tuple[Span, int] | None:
    """A site without a name: "the presidential palace", "Soto's private residence"."""
    bare = start + 1 < len(units) and units[start].lower in ("a", "an") and is_site_noun(units[start + 1].lower)
    for index in range(start, min(start + 6, len(units))):
        unit = units[index]
        if bare:  # "at a house" says nothing of its own
            return None
        if is_site_noun(unit.lower):
            first = start + 1 if units[start].lower in words("determiner") and start < index else start
            return Span(units[first].start, unit.end, text_of(units[first : index + 1])), index + 1
        ordinary = unit.is_word and (unit.text.isalpha() or unit.text in POSSESSIVE)
        if not (ordinary or unit.is_demonym or isinstance(unit.entity, (Person, State, Organization))):
            return None
        if unit.lower in words("preposition") or unit.lower in words("finite") or unit.lower in words("clause"):
            return None
    return None


def _extended(units: Sequence[Unit], index: int, venue: Venue) -> tuple[Venue, int]:
    """Coarser levels that follow: "Bern, Switzerland", "the palace in Riyadh"."""
    while index + 1 < len(units):
        step = index + 1 if units[index].text == "," or units[index].lower in ("in", "near") else None
        if step is not None and units[index].lower == "in" and units[step].lower in ("the", "central"):
            step += 1
        if step is None or step >= len(units):
            break
        unit = units[step]
        level = level_of(unit)
        if not level or getattr(venue, level) is not None or not _coarser(level, venue):
            break
        if units[index].text == "," and not (_closes(units, step + 1) and _can_lie_in(units[index - 1], unit)):
            break
        venue, index = attrs.evolve(venue, **{level: span_of(unit)}), step + 1
    return venue, index


def _can_lie_in(place: Unit, state: Unit) -> bool:
    """Whether a place can be in the state after its comma, and is not only before it in a list."""
    if not isinstance(state.entity, State) or not isinstance(place.entity, Place):
        return True
    code = place.entity.country
    return code == state.entity.identifiers.get("iso3166") if code else level_of(place) != "other"


_ORDER = ("site", "city", "other", "country")


def _coarser(level: str, venue: Venue) -> bool:
    filled = [_ORDER.index(name) for name in _ORDER if getattr(venue, name) is not None]
    return _ORDER.index(level) > max(filled)


def _closes(units: Sequence[Unit], index: int) -> bool:
    """Whether what follows "City, Country" leaves the country a part of the place, not a party or a subject."""
    return index >= len(units) or (units[index].text not in POSSESSIVE and units[index].lower not in words("finite"))


def unnamed_place(units: Sequence[Unit], start: int) -> int | None:
    """The index after a place that has no name: "the Norwegian capital"; None if none begins at an index."""
    index = start + 1 if start < len(units) and units[start].lower == "the" else start
    if index + 1 >= len(units) or not (units[index].is_demonym or units[index].is_place):
        return None
    if units[index + 1].text in POSSESSIVE:
        index += 1
    follows = index + 1 < len(units) and units[index + 1].lower in any_of("settlement", without=("of",))
    return index + 2 if follows and not (index + 2 < len(units) and units[index + 2].lower == "of") else None


def places_at(units: Sequence[Unit], start: int) -> tuple[list[Venue], int]:
    """The places of a list: "Bern, Switzerland, Oslo and Lima"."""
    found: list[Venue] = []
    index = start
    while place := place_at(units, index):
        venue, end = place
        found.append(venue)
        index = end
        if index < len(units) and units[index].text in (",", ";"):
            index += 1
        if index < len(units) and units[index].lower == "and":
            index += 1
        if index == end:
            return found, end
        if index < len(units) and units[index].lower in ("to", "in"):
            index += 1
        if not (index < len(units) and place_at(units, index)):
            return found, end
        if not _closes(units, index + 1):
            return found, end
    return found, index


def next_leg(units: Sequence[Unit], index: int) -> tuple[Venue, int] | None:
    """A further place of a visit after the day of the one before: "Malta on 2 June and Cyprus on 3 June"."""
    while index < len(units) and units[index].text == ",":
        index += 1
    if index >= len(units) or units[index].lower not in ("and", "then"):
        return None
    while index < len(units) and units[index].lower in ("and", "then", "on", "to"):
        index += 1
    place = place_at(units, index)
    return place if place and _closes(units, place[1]) else None


def frame_of(units: Sequence[Unit]) -> Venue | None:
    """The place of a fronted frame: "In Rome on May 4, ...", "During his visit to Malta, ..."."""
    if not units or units[0].lower not in FRAME_OPENING:
        return None
    if units[0].lower == "on" and not any(unit.time or unit.lower in ("visit", "trip") for unit in units[1:6]):
        return None
    for index in range(min(10, len(units))):
        word = units[index].lower
        if units[index].text == "," or (word in words("topic") and index):
            return None
        if word in ("in", "to", "at") and (place := place_at(units, index + 1)):
            venue, end = place
            comma = any(unit.text == "," for unit in units[end : end + 6])
            direct = end < len(units) and (units[end].is_party or units[end].lower in words("title"))
            return venue if comma or direct else None
    return None


def _describes(unit: Unit) -> bool:
    """Whether a word only describes the place after it: "the southern Turkish city of"."""
    return (
        unit.lower in any_of("before place", "settlement", also=("of",)) or unit.is_demonym or level_of(unit) == "other"
    )


def before(units: Sequence[Unit], index: int) -> Venue | None:
    """The place directly before a purpose or a second predicate: "flew to Rome for talks", "in Rome, where he met"."""
    where = next((p for p in range(index - 1, max(0, index - 7) - 1, -1) if units[p].lower == "where"), index)
    for position in range(where - 1, max(0, where - 10) - 1, -1):
        unit = units[position]
        if level_of(unit):
            first = position
            while first >= 2 and units[first - 1].text == "," and level_of(units[first - 2]):
                first -= 2
            opening = first - 1
            while opening > 0 and _describes(units[opening]):
                opening -= 1
            leaves = units[opening].lower == "for" and opening > 0 and units[opening - 1].lower in LEAVING
            visited = units[opening].lower in VISITING or leaves
            if (visited or units[opening].lower in any_of("locative", also=DESTINATION)) and (
                place := place_at(units, first)
            ):
                return place[0]
            return None
        dated = unit.lower in ("on", "in") and units[position + 1].time is not None
        if not (unit.time or dated or unit.is_demonym or unit.lower in words("bridge") or unit.text == ","):
            return None
    return None
