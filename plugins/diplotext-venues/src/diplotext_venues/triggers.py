"""The words of a sentence that can name a meeting, and the mentions of recurring events.

A trigger is a verb or a noun of `triggers.csv` in a position where it can name an event. Whether it does is decided
later, by its participants.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, cast

import attrs

from diplotext import Organization
from diplotext.model import Channel, MeetingKind
from diplotext.plugin.lexicons import several
from diplotext_venues.false_friends import names_event_as_noun, names_event_as_verb
from diplotext_venues.lexicon import TRIGGERS
from diplotext_venues.units import Unit


@attrs.frozen
class Trigger:
    """A word that can name a meeting.

    Attributes:
        start: Index of its first unit.
        end: Index after its last unit.
        lemma: As in the lexicon.
        part: Whether it is used as a `verb` or a `noun`.
        kind: Kind of meeting that it names.
        medium: Channel that it implies.
        form: The word as written, in lower case.
    """

    start: int
    end: int
    lemma: str
    part: Literal["verb", "noun"]
    kind: MeetingKind
    medium: Channel
    form: str


Entry = Mapping[str, str]
"""A row of `triggers.csv`."""


@cache
def _forms() -> Mapping[str, Sequence[tuple[Sequence[str], Entry]]]:
    """Entries of the lexicon by the first word of each form, the longest form first."""
    table: dict[str, list[tuple[Sequence[str], Entry]]] = {}
    for row in TRIGGERS.rows:
        for form in several(row["forms"]):
            parts = tuple(form.replace("-", " - ").split())
            table.setdefault(parts[0], []).append((parts, row))
    return {word: tuple(sorted(entries, key=lambda e: -len(e[0]))) for word, entries in table.items()}


EVENT_NAMES = ("summit", "conference", "talks", "meeting", "session", "dialogue", "forum")
"""Words that make an organization a recurring event: "East Asia Summit"."""


@cache
def _any_form() -> re.Pattern[str]:
    words_of_triggers = sorted({*_forms(), *EVENT_NAMES})
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words_of_triggers))})")


def has_trigger(text: str) -> bool:
    """Whether a stretch of text may hold a trigger: it has one of their words."""
    return _any_form().search(text.lower()) is not None


def triggers(units: Sequence[Unit], start: int = 0, stop: int | None = None) -> Iterator[Trigger]:
    """The triggers of a sentence, or of a stretch of it, from left to right."""
    forms = _forms()
    index = start
    while index < (len(units) if stop is None else stop):
        unit = units[index]
        if unit.mention is not None:
            trigger = _in_name(unit, index)
        else:
            trigger = _trigger(units, index, forms[unit.lower]) if unit.lower in forms else None
        if trigger:
            yield trigger
        index = trigger.end if trigger else index + 1


def _trigger(units: Sequence[Unit], index: int, entries: Sequence[tuple[Sequence[str], Entry]]) -> Trigger | None:
    """The trigger that begins at an index, of the entries of the lexicon that begin with its word."""
    longest = 0
    for parts, row in entries:
        if len(parts) < longest or tuple(u.lower for u in units[index : index + len(parts)]) != parts:
            continue
        longest = len(parts)
        end = index + len(parts)
        part = cast("Literal['verb', 'noun']", row["part"])
        if (names_event_as_verb if part == "verb" else names_event_as_noun)(units, index, end, row["lemma"]):
            kind, medium = cast("MeetingKind", row["kind"]), cast("Channel", row["medium"])
            return Trigger(index, end, row["lemma"], part, kind, medium, " ".join(parts))
    return None


def _in_name(unit: Unit, index: int) -> Trigger | None:
    """A mention of a recurring event whose last word is a trigger: "East Asia Summit", "Munich Security Conference"."""
    if not isinstance(unit.entity, Organization):
        return None
    word, opening = unit.text.rsplit(" ", 1)[-1].lower(), unit.text.split(" ", 1)[0].lower()
    if opening in ("summit", "conference"):  # "Summit of the Americas"
        word = opening
    forum = word == "forum"
    word = "conference" if forum else word
    if " " not in unit.text or word not in EVENT_NAMES:
        return None
    if word == "conference" and not forum and unit.entity.category not in (None, "format"):
        return None
    parts, row = next(e for e in _forms()[word] if e[0] == (word,) and e[1]["part"] == "noun")
    kind, medium = cast("MeetingKind", row["kind"]), cast("Channel", row["medium"])
    return Trigger(index, index + 1, row["lemma"], "noun", kind, medium, parts[0])
