"""A party as a noun phrase names it."""

from __future__ import annotations

import attrs

from diplotext.model.annotations import Entity, Mention
from diplotext.model.meetings import Participant


@attrs.frozen
class Party:
    """A noun phrase that names a party to an event.

    Attributes:
        first: Index of its first token.
        end: Index after its last token.
        mention: The words that name it: a name alone, without title; the phrase of a group without its article. None
            for a title without a name that nobody is known for ("his counterpart").
        entity: Who that is: a person, a state or an organization; None for a group.
        side: The state or organization that it represents.
        is_plural: Whether it is a group or several.
    """

    first: int
    end: int
    mention: Mention | None
    entity: Entity | None = None
    side: Entity | None = None
    is_plural: bool = False

    def participant(self) -> Participant:
        """The party in its role."""
        return Participant(mention=self.mention, entity=self.entity, side=self.side)
