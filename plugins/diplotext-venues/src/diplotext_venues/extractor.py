"""Meetings from the matches of event rules: each becomes a candidate, candidates of one event a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
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
from diplotext.events import Rules, definitions
from diplotext_venues.candidates import Candidate
from diplotext_venues.linking import with_hosts
from diplotext_venues.meetings import MeetingReader
from diplotext_venues.merging import grouped
from diplotext_venues.records import record_of
from diplotext_venues.rules import meeting_rules


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
    needs: ClassVar[tuple[str, ...]] = ("doc.sents", "token.dep", "token.tag", "token.pos", "token.lemma")
    visits: bool = True
    calls: bool = True

    @classmethod
    def rules(cls) -> Mapping[str, Rule]:
        """The rules by their ids, from `data/meetings.toml`."""
        return meeting_rules()

    def extract(self, reading: Reading) -> Iterator[Meeting]:
        """Yield one record for each event."""
        found = sorted(self._mentions(reading), key=lambda candidate: (candidate.span.start, candidate.span.end))
        yield from with_hosts([self._with_confidence(record_of(group)) for group in grouped(found)])

    def _mentions(self, reading: Reading) -> Iterator[Candidate]:
        rules = _own_rules()
        if self.added_rules:
            rules = Rules((*definitions(self.added_rules), *rules.rules))
        for candidate in MeetingReader(reading, rules).candidates():
            if not ((candidate.kind == "visit" and not self.visits) or (candidate.kind == "call" and not self.calls)):
                yield candidate

    def _with_confidence(self, meeting: Meeting) -> Meeting:
        precisions = {rule.id: rule.precision for rule in (*self.rules().values(), *self.added_rules)}
        return attrs.evolve(meeting, confidence=precisions.get(meeting.rule))


@cache
def _own_rules() -> Rules:
    return Rules(definitions(meeting_rules().values()))
