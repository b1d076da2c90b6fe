"""What a trigger is read in: its sentence, and what the sentence before passes on to it.

Most sentences mention no meeting; these are not read, unless the next one continues them ("She also met ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from diplotext import Document, HostEvent, Organization, Participant, Span, TimeExpression, Venue
from diplotext_venues import venue
from diplotext_venues.host_event import host_at
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party
from diplotext_venues.timing import frame_time
from diplotext_venues.triggers import has_trigger
from diplotext_venues.units import Unit, Units, joined

CONTINUING = ("also", "additional")
CONTINUED = re.compile(rf"\b(?:{'|'.join(CONTINUING)})\b", re.IGNORECASE)


@attrs.frozen
class Scene:
    """A sentence and what the one before passes on to it.

    Attributes:
        units: The units of the sentence.
        number: Its number in the document.
        title: Whether it is in the title.
        frame: The place that opens it, or that a sentence before it gives.
        time: The time that a sentence before it gives.
        host: The host event that opens it.
    """

    units: tuple[Unit, ...]
    number: int
    title: bool
    frame: Venue | None
    time: TimeExpression | None = None
    host: HostEvent | None = None

    def frame_before(self, index: int) -> Venue | None:
        """The fronted place, unless somebody only spoke there: "In Oslo, Berg said that Mensah would meet ..."."""
        return None if any(unit.lower in words("speech") for unit in self.units[:index]) else self.frame


def scenes(document: Document, sentences: Iterable[Span]) -> Iterator[Scene]:
    """The sentences that may mention a meeting.

    Args:
        document: The document.
        sentences: Its sentences.
    """
    units, title = Units(document), document.frame.title
    parts = list(joined(document, sentences))
    frame: Venue | None = None
    time: TimeExpression | None = None
    for number in _numbers_read(parts):
        sentence = parts[number]
        row = units.of(sentence)
        own = venue.frame_of(row)
        continues = any(unit.lower in CONTINUING for unit in row)
        time = frame_time(row) or (time if continues and own is None else None)
        frame = own or (frame if continues else None)
        host = host_at(row, 0) if row else None
        in_title = title is not None and title.contains(sentence)
        yield Scene(row, number, in_title, frame, time if continues else None, host.event if host else None)


def _numbers_read(sentences: Sequence[Span]) -> Sequence[int]:
    """Numbers of the sentences that are read: they may hold a trigger, or pass on place and time to one that may."""
    found: list[int] = []
    continued = False  # whether the sentence after is read and continues this one
    for number in range(len(sentences) - 1, -1, -1):
        text = sentences[number].text
        if continued or has_trigger(text):
            found.append(number)
            continued = CONTINUED.search(text) is not None
    return found[::-1]


def is_media(participant: Participant) -> bool:
    """Whether it is a newspaper, a broadcaster or a company, which gives interviews rather than meets."""
    return isinstance(participant.entity, Organization) and participant.entity.category in ("media", "company")


def participants_of(found: Sequence[Party]) -> tuple[Participant, ...]:
    """The parties in their roles, those without a name left out."""
    return tuple(party.participant() for party in found if party.mention is not None)
