"""Tables that only serve to check: the leaders of Archigos and REIGN."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

from . import sources, titles
from .claims import ARCHIGOS, REIGN, Claim
from .days import Span
from .names import Name, akin, alike, name
from .persons import Person

SAME_START = 5
MARGIN = {ARCHIGOS: 7, REIGN: 50}
"""Days before the end of a span at which the leader's time may end: REIGN gives months, taken at their start."""

NEARBY = 400
"""Days around a claim for another office in which a leader counts as known there."""

SUCCEEDING = 120
"""Days before the end of a person's claims within which a new leader counts as the successor."""

INFORMAL = 1100
"""Days after which a leader who is claimed for no office counts as one who led without an office."""

INITIAL_LAST = re.compile(r"^(.+?),? ([A-Z])\.?$")
"""A leader written as "Al-Assad H." or "Soglo, N"."""

Leaders = dict[str, list[tuple[Name, Span, str]]]


def read(folder: Path, claims: list[Claim]) -> Leaders:
    """The leaders by state; which code stands for which state follows from the leaders' names and times."""
    tables = [*sources.archigos(folder), *sources.reign(folder)]
    found = [(code, INITIAL_LAST.sub(r"\2. \1", leader), span, source) for code, leader, span, source in tables]
    by_token: dict[str, set[tuple[str, Span]]] = defaultdict(set)
    for claim in claims:
        if not claim.point and claim.office != titles.FOREIGN:
            for token in claim.name.tokens:
                by_token[token].add((claim.state, claim.span))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for code, leader, span, _ in found:
        person = name(leader, "")
        namesakes = [entry for token in (person.tokens if person else ()) for entry in by_token.get(token, ())]
        votes[code].update({state for state, time in namesakes if time.overlaps(span)})
        begun = {state for state, time in namesakes if abs(time.start - span.start) <= SAME_START}
        votes[code].update(dict.fromkeys(begun, 3))
    places = {code: counts.most_common(1)[0][0] for code, counts in votes.items() if counts}
    leaders: Leaders = defaultdict(list)
    for code, leader, span, source in found:
        if code in places and (person := name(leader, places[code])):
            leaders[places[code]].append((person, span, source))
    return leaders


def is_leader(person: Person, leader: Name) -> bool:
    """Whether a leader of the tables may be the person; the tables often give family names only."""
    own = {claim.name for claim in person.claims}
    full = {one for one in own if len(one.tokens) > 1} or own
    if len(leader.tokens) == 1:
        return any(akin(leader.tokens[0], token) for one in full for token in one.tokens)
    return any(alike(one, leader) >= 2 for one in full)


class Checker:
    """Says whether the tables refute that a person led a state.

    Args:
        leaders: By state.
        people: All persons by state and office.
    """

    def __init__(self, leaders: Leaders, people: dict[tuple[str, str], list[Person]]) -> None:
        self._leaders = leaders
        self._people = people

    def refuted(self, state: str, office: str, person: Person, span: Span) -> bool:
        """Whether somebody led the state in a span whom no claim knows, while the person leads it at another time."""
        if office == titles.FOREIGN or not self._leads(state, person):
            return False
        within = [entry for entry in self._leaders[state] if entry[1].overlaps(span)]
        days = [(leader, time) for leader, time, source in within if source == ARCHIGOS]
        within_best = days or [(leader, time) for leader, time, _ in within]
        if any(is_leader(person, leader) for leader, _ in within_best):
            return False
        last = max(claim.span.end for claim in person.claims)
        return any(
            last - time.start <= SUCCEEDING or self._stranger(state, office, leader, time, span)
            for leader, time in within_best
            if not self._alongside(state, office, leader, span)
        )

    def _alongside(self, state: str, office: str, leader: Name, span: Span) -> bool:
        """Whether a leader held the other office of the state at about that time."""
        other = titles.GOVERNMENT if office == titles.STATE else titles.STATE
        return any(
            is_leader(person, leader) and any(c.span.overlaps(span, NEARBY) for c in person.claims if not c.point)
            for person in self._people.get((state, other), [])
        )

    def _leads(self, state: str, person: Person) -> bool:
        """Whether the person leads the state in the tables while claimed for the office."""
        own = [claim.span for claim in person.claims if not claim.point and claim.span.start <= claim.span.end]
        return any(
            is_leader(person, leader) and any(time.overlaps(span) for span in own)
            for leader, time, _ in self._leaders[state]
        )

    def _stranger(self, state: str, office: str, leader: Name, time: Span, span: Span) -> bool:
        """Whether a leader is claimed for no office of the state in a span, nor is an informal leader for years."""
        known = False
        for other in (titles.STATE, titles.GOVERNMENT):
            for person in self._people.get((state, other), []):
                if is_leader(person, leader):
                    known = True
                    if other == office and any(c.span.overlaps(span) for c in person.claims if not c.point):
                        return False
        return known or time.end - time.start < INFORMAL

    def confirmed(self, state: str, person: Person, span: Span) -> bool:
        """Whether the person led the state on all days of a span, by the tables that serve to check."""
        day, margin = span.start, 0
        for leader, time, source in sorted(self._leaders[state], key=lambda entry: entry[1:]):
            if time.start <= day + SAME_START and time.end + 1 > day and is_leader(person, leader):
                day, margin = time.end + 1, MARGIN[source]
        return day + margin >= span.end

    def cuts(self, state: str) -> set[int]:
        """Days on which leaders of the state change in the tables."""
        return {edge for _, time, _ in self._leaders[state] for edge in (time.start, time.end + 1)}
