"""Meetings from sentences and mentions: each trigger becomes a candidate, candidates of one event a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

import attrs

from diplotext import (
    Annotation,
    Extractor,
    Meeting,
    Organization,
    Person,
    Place,
    Reading,
    Rule,
    State,
    Statement,
    TimeExpression,
)
from diplotext.plugin import is_traced, refused
from diplotext_venues.candidates import Candidate
from diplotext_venues.countries import countries_of, country_of
from diplotext_venues.linking import with_hosts
from diplotext_venues.merging import grouped, record_of
from diplotext_venues.noun_events import noun_events
from diplotext_venues.rules import meeting_rules
from diplotext_venues.scene import scenes
from diplotext_venues.signings import signings
from diplotext_venues.triggers import triggers
from diplotext_venues.verb_events import verb_events


@attrs.frozen
class VenueExtractor(Extractor):
    """Finds meetings with participants, venue, host event, time, status and round.

    Attributes:
        visits: Whether visits and trips are looked for.
        calls: Whether phone and video calls are looked for.
    """

    name: ClassVar[str] = "venues"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Meeting,)
    requires: ClassVar[tuple[type[Annotation], ...]] = (State, Person, Place)
    uses: ClassVar[tuple[type[Annotation], ...]] = (Organization, TimeExpression, Statement)
    needs: ClassVar[tuple[str, ...]] = ("doc.sents",)
    visits: bool = True
    calls: bool = True

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`."""
        return meeting_rules()

    def extract(self, reading: Reading) -> Iterator[Meeting]:
        """Yield one record for each event."""
        found = sorted(self._candidates(reading), key=lambda c: (c.span.start, c.span.end))
        yield from with_hosts([record_of(group) for group in grouped(found)])

    def _candidates(self, reading: Reading) -> Iterator[Candidate]:
        countries = countries_of(reading.document)
        for scene in scenes(reading.document, reading.article.sentences):
            absorbed: dict[int, int] = {}
            for trigger in triggers(scene.units):
                if (trigger.kind == "visit" and not self.visits) or (trigger.kind == "call" and not self.calls):
                    continue
                if trigger.lemma == "sign":
                    found = signings(reading, scene, trigger)
                else:
                    read = verb_events if trigger.part == "verb" else noun_events
                    found = read(reading, scene, trigger, absorbed)
                candidates = list(found)
                if not candidates and is_traced():
                    words = scene.units[trigger.start : trigger.end]
                    refused(f"{trigger.kind}.", words[0].start, words[-1].end, "no participants, or not an event here")
                for candidate in candidates:
                    yield attrs.evolve(candidate, country=country_of(candidate.venue, countries))
