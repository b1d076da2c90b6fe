"""The event at which a meeting takes place: "on the sidelines of the G20 summit", "during the Munich conference"."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import HostEvent, Organization, Span
from diplotext_venues.lexicon import EVENTS, SIDELINES, words
from diplotext_venues.phrases import POSSESSIVE
from diplotext_venues.units import Unit, text_of
from diplotext_venues.word_classes import any_of


@attrs.frozen
class Host:
    """A host event with the indices of its words.

    Attributes:
        event: What the text calls it, and where.
        start: Index of the first unit of its name.
        end: Index after the last.
    """

    event: HostEvent
    start: int
    end: int


def host_at(units: Sequence[Unit], index: int) -> Host | None:
    """The host event whose phrase begins at an index: at its preposition."""
    word = units[index].lower
    if word in ("on", "at", "in"):
        position = index + 1
        if position < len(units) and units[position].lower == "the":
            position += 1
        if (
            position + 1 < len(units)
            and units[position].lower in SIDELINES
            and units[position + 1].lower in ("of", "at")
        ):
            return _named(units, position + 2, any_name=True)
    if word in ("at", "during", "alongside") and index + 1 < len(units):
        return _named(units, index + 1, any_name=False)
    return None


def _named(units: Sequence[Unit], start: int, *, any_name: bool) -> Host | None:
    """The name of an event: up to its event noun, or any name of a format after "sidelines of"."""
    while start < len(units) and units[start].lower in words("determiner"):
        start += 1
    end = start
    last_event: int | None = None
    while end < len(units) and end - start < 14:
        unit = units[end]
        word = unit.lower
        if isinstance(unit.entity, Organization):
            if unit.text.rsplit(" ", 1)[-1].lower() in EVENTS or any_name:
                last_event = end + 1
        elif word in EVENTS:
            last_event = end + 1
        elif unit.text == "(" and last_event == end:
            break
        elif unit.text in POSSESSIVE and end > start and units[end - 1].is_capitalized:
            pass  # "the G20 Leaders' Summit"
        elif word in ("of", "for") and last_event == end and _capital(units, end + 1):
            pass
        elif last_event is not None and last_event == end and not _capital(units, end):
            break
        elif last_event is not None and units[end - 1].lower in ("of", "for", "the") and _capital(units, end):
            last_event = end + 1
        elif not (unit.is_capitalized or unit.mention or unit.time or _adjective(word)):
            break
        end += 1
    if last_event is None or (not any_name and not _is_particular(units[start:last_event])):
        return None
    name = text_of(units[start:last_event])
    if name.lower() in EVENTS and not any_name:
        return None
    return Host(HostEvent(name, Span(units[start].start, units[last_event - 1].end, name)), start, last_event)


def _capital(units: Sequence[Unit], index: int) -> bool:
    if index < len(units) and units[index].lower == "the":
        index += 1
    return index < len(units) and (units[index].is_capitalized or units[index].mention is not None)


def _adjective(word: str) -> bool:
    return word.isalpha() and word not in any_of("preposition", "finite", "clause", also=("and", "or"))


def _is_particular(units: Sequence[Unit]) -> bool:
    """Whether an event after "at" or "during" has a name: "the Munich conference", not "the meeting"."""
    return any(unit.mention is not None or unit.is_capitalized for unit in units) and not any(
        unit.mention is not None and unit.mention.form == "pronoun" for unit in units
    )
