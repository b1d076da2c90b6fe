"""The country of a venue: "Rabat" and "Morocco" can be one place, "Hanoi" and "Singapore" cannot."""

from __future__ import annotations

from collections.abc import Mapping

from diplotext import Document, Entity, Place, State, Venue


def country_code(entity: Entity | None) -> str | None:
    """The ISO 3166 code of a state, or of the country of a place."""
    if isinstance(entity, Place):
        return entity.country
    return entity.identifiers.get("iso3166") if isinstance(entity, State) else None


def countries_of(document: Document) -> Mapping[int, str]:
    """ISO 3166 codes by the offset of each mention of a place or a state."""
    found: dict[int, str] = {}
    for mention, entity in document.mentions:
        if code := country_code(entity):
            found[mention.start] = code
    return found


def country_of(venue: Venue | None, countries: Mapping[int, str]) -> str | None:
    """The code of the country of a venue; None if no level has one.

    Args:
        venue: The venue.
        countries: Codes by offset, from `countries_of`.
    """
    levels = (venue.country, venue.city, venue.site, venue.other) if venue is not None else ()
    return next((countries[level.start] for level in levels if level is not None and level.start in countries), None)
