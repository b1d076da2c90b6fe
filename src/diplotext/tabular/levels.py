"""The level at which a side is represented: of a person from the offices, of a group from the words that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from diplotext.knowledge.tables import toml
from diplotext.model.annotations import Entity, Office, Organization, Person, State

LEVELS = ("head_of_state", "head_of_government", "minister", "envoy", "official")
"""From the highest to the lowest."""

FALLBACK = "official"
"""The level of an office of which the table has no word, such as "governor"."""


OF_STATES = ("head_of_state", "head_of_government")
"""Levels that only the offices of a state have: the president of a bank is neither."""


def level_of_title(title: str, of: Entity | None, fallback: str | None = FALLBACK) -> str | None:
    """The level of the holder of an office.

    Args:
        title: Its title.
        of: The state or organization that it belongs to.
        fallback: The level if no word of the title is known.

    Returns:
        The level; None for an office that is not held, such as "former president", and for a president of whom the
        text does not say that it is of a state.
    """
    for level, pattern in _patterns():
        if pattern.search(title.lower()):
            return None if level in OF_STATES and not isinstance(of, State) else level or None
    return fallback


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries: tuple[Mapping[str, Any], ...] = toml("diplotext.tabular", "levels.toml")["entry"]
    return tuple(
        (entry["level"], re.compile(rf"\b(?:{'|'.join(map(re.escape, entry['words']))})\b(?!['’]s?\b)"))
        for entry in entries
    )


def highest(levels: Iterable[str | None]) -> str | None:
    """The highest of some levels; None if there is none."""
    return min(filter(None, levels), key=LEVELS.index, default=None)


def offices_of(person: Person, side: Entity | None) -> tuple[Office, ...]:
    """The offices that a person holds for a side: of it, of a ministry, or of what the text does not say."""
    return tuple(
        office
        for office in person.offices
        if side is None or office.of is None or office.of == side or _is_ministry(office.of)
    )


def _is_ministry(entity: Entity) -> bool:
    return isinstance(entity, Organization) and entity.category == "ministry"


def level_of(entity: Entity | None, side: Entity | None, words: str) -> str | None:
    """The level of a participant.

    Args:
        entity: Who that is.
        side: The state or organization that is represented.
        words: The words that name the participant: "the foreign ministers" have a level, although nobody is named.
    """
    if isinstance(entity, Person):
        return highest(level_of_title(office.title, office.of or side) for office in offices_of(entity, side))
    return level_of_title(words, side, fallback=None) if entity is None else None
