"""What a trigger is read in: its sentence, and what the sentence before hands on to it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from diplotext import HostEvent, Organization, Participant, TimeExpression, Venue
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party
from diplotext_venues.units import Unit


@attrs.frozen
class Scene:
    """A sentence and what the one before hands on to it."""

    units: tuple[Unit, ...]
    number: int
    title: bool
    frame: Venue | None
    time: TimeExpression | None = None
    host: HostEvent | None = None

    def frame_before(self, index: int) -> Venue | None:
        """The fronted place, unless somebody only spoke there: "In Oslo, Berg said that Mensah would meet ..."."""
        return None if any(unit.lower in words("speech") for unit in self.units[:index]) else self.frame


def is_media(participant: Participant) -> bool:
    """Whether it is a newspaper, a broadcaster or a company, which gives interviews rather than meets."""
    return isinstance(participant.entity, Organization) and participant.entity.category in ("media", "company")


def participants_of(found: Sequence[Party]) -> tuple[Participant, ...]:
    """The parties in their roles, those without a name left out."""
    return tuple(party.participant() for party in found if party.mention is not None)
