"""Events of types that rule files define, such as sanctions or elections: what happened, to whom, when and where."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from diplotext.model.annotations import Annotation, Entity, Mention, one_of
from diplotext.model.meetings import HostEvent, Status, Venue
from diplotext.model.times import TimeExpression


@attrs.frozen
class Argument:
    """Who or what has a part in an event.

    Attributes:
        role: Its part, as the rule names it: "sender", "target".
        mention: Where the text names it in this role.
        entity: Who or what that is; None for a group or another noun phrase.
        side: The state or organization that it represents; None if not stated.
    """

    role: str
    mention: Mention | None = None
    entity: Entity | None = None
    side: Entity | None = None

    @property
    def name(self) -> str | None:
        """Name of the entity, else the words of the mention, else None."""
        return self.entity.name if self.entity else self.mention.text if self.mention else None

    def __str__(self) -> str:
        return f"{self.role} {self.name or '(unknown)'}"


def _arguments(values: Iterable[Argument]) -> tuple[Argument, ...]:
    return tuple(values)


@attrs.frozen(kw_only=True, repr=False, cache_hash=True)
class Event(Annotation):
    """One mention of an event of a type that a file of rules defines.

    Attributes:
        type: The type of event, as the file of rules names it: "sanctions".
        kind: What its word class says of it; None if it has none.
        status: Its status when the article was published.
        arguments: Who or what has a part in it, in the order of the text.
        venue: Where; None if not stated.
        host_event: The event that hosts it; None if not stated.
        time: When; None if not stated.
    """

    type: str = attrs.field(validator=attrs.validators.min_len(1))
    kind: str | None = None
    status: Status = attrs.field(default="held", validator=one_of(Status))
    arguments: tuple[Argument, ...] = attrs.field(default=(), converter=_arguments)
    venue: Venue | None = None
    host_event: HostEvent | None = None
    time: TimeExpression | None = None

    def of_role(self, role: str) -> tuple[Argument, ...]:
        """The arguments of a role, in the order of the text."""
        return tuple(argument for argument in self.arguments if argument.role == role)

    def __repr__(self) -> str:
        return f"<Event {self.type}, {self.status}: {', '.join(map(str, self.arguments)) or '(unknown)'}>"
