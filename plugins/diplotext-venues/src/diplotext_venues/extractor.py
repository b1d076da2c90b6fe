"""Meetings from sentences and mentions: each trigger becomes a candidate, candidates of one event a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
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
from diplotext.events import Rules, definitions, event_rules
from diplotext.plugin import is_traced, refused
from diplotext_venues.candidates import Candidate
from diplotext_venues.countries import countries_of, country_of
from diplotext_venues.linking import with_hosts
from diplotext_venues.meetings import MeetingReader
from diplotext_venues.merging import grouped, record_of
from diplotext_venues.noun_events import noun_events
from diplotext_venues.rules import meeting_rules
from diplotext_venues.scene import scenes
from diplotext_venues.signings import signings
from diplotext_venues.triggers import triggers
from diplotext_venues.verb_events import verb_events

DEFAULT_ENGINE = "scan"
"""The engine in use until the event rules replace the scanner: `scan` or `parse`."""


@attrs.frozen
class VenueExtractor(Extractor):
    """Finds meetings with participants, venue, host event, time, status and round.

    Attributes:
        visits: Whether visits and trips are looked for.
        calls: Whether phone and video calls are looked for.
        engine: `parse` for the event rules, `scan` for the scanner of tokens that they replace.
    """

    name: ClassVar[str] = "venues"
    provides: ClassVar[tuple[type[Annotation], ...]] = (Meeting,)
    requires: ClassVar[tuple[type[Annotation], ...]] = (State, Person, Place)
    uses: ClassVar[tuple[type[Annotation], ...]] = (Organization, TimeExpression, Statement)
    needs: ClassVar[tuple[str, ...]] = ("doc.sents",)
    visits: bool = True
    calls: bool = True
    engine: str = attrs.field(factory=lambda: DEFAULT_ENGINE)

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/rules.toml`."""
        return meeting_rules()

    def extract(self, reading: Reading) -> Iterator[Meeting]:
        """Yield one record for each event."""
        if self.engine == "parse":
            found = sorted(self._mentions(reading), key=lambda c: (c.span.start, c.span.end))
        else:
            found = sorted(self._candidates(reading), key=lambda c: (c.span.start, c.span.end))
        yield from with_hosts([record_of(group) for group in grouped(found)])

    def _mentions(self, reading: Reading) -> Iterator[Candidate]:
        own = _own_rules()
        rules = Rules((*definitions(self.added_rules), *definitions(own))) if self.added_rules else _compiled()
        for candidate in MeetingReader(reading, rules).candidates():
            if not ((candidate.kind == "visit" and not self.visits) or (candidate.kind == "call" and not self.calls)):
                yield candidate

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


@cache
def _own_rules() -> tuple[Rule, ...]:
    return event_rules(resources.files("diplotext_venues") / "data/meetings.toml")


@cache
def _compiled() -> Rules:
    return Rules(definitions(_own_rules()))
