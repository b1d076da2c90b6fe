"""Events of types that rules define which callers or other plugins add; without such rules there are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from diplotext import (
    Annotation,
    Event,
    Extractor,
    Organization,
    Person,
    Place,
    Reading,
    State,
    Statement,
    TimeExpression,
)
from diplotext.events import Rules, definitions, events


@attrs.frozen
class EventExtractor(Extractor):
    """Finds events by rules that are added to it: `diplotext.event_rules`, or the hook `diplotext_rules`."""

    name: ClassVar[str] = "events"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Event,)
    uses: ClassVar[tuple[type[Annotation], ...]] = (State, Person, Place, Organization, TimeExpression, Statement)
    needs: ClassVar[tuple[str, ...]] = ("doc.sents", "token.dep")

    def extract(self, reading: Reading) -> Iterator[Event]:
        """Yield one event for each mention."""
        if self.added_rules:
            precisions = {rule.id: rule.precision for rule in self.added_rules}
            yield from events(reading, Rules(definitions(self.added_rules)), precisions)
