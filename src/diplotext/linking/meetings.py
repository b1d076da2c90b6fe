"""Which reports are of one meeting: the same parties, and nothing in time, place or medium that speaks against it.

Two meetings of one pair in a week are the rule in diplomacy: without a common day, or a common place where a day is
missing, reports are not joined.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import attrs

from diplotext.linking.clusters import Pair, clustered
from diplotext.linking.digests import SITE, Days, Met
from diplotext.linking.records import StorySource

KINDS = {"visit": "visit", "call": "call", "signing": "signing", "conference": "conference", "summit": "conference"}
"""Kinds that are told apart; all others are one."""

SPOKE = frozenset({"spoke", "speak", "spoken", "speaking"})
NAMED = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]++ )(?>[^\W\d_]*?[A-Z][^\W\d_]+) (?:[a-z]+ )?[A-Z][^\W\d_]+")
REMOTE = frozenset({"phone", "video"})
MAX_PARTIES = 6
"""Parties of a large meeting whose pairs are looked up."""

DAYS_BEFORE, DAYS_AFTER = 3, 1
"""How far from the publication of an article a meeting without a date is looked for: held before, planned after."""

PLANNED_DAYS = 45
BLOCK_DAYS = 4
MAX_BLOCKS = 16
MAX_SPREAD_DAYS = 31
"""Expressions that mean more days than these give no date."""

MIN_SCORE = 0.6
NEXT_DAY_SHARE = 0.8
MOST = 0.7
"""Share of the larger list of parties that two reports of one meeting have in common."""

FEW_IN_COMMON = 0.4


@attrs.frozen(eq=False)
class Candidate:
    """A meeting, with what is compared.

    Attributes:
        met: The meeting.
        published: The day of publication.
        outlet: Who published the article.
        people: Keys of the persons.
        sides: Key of the person of each state or organization; None if only the state or organization is named.
    """

    met: Met
    published: datetime.date | None
    outlet: str | None
    people: frozenset[str]
    sides: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, met: Met, source: StorySource) -> Candidate:
        """What is compared of a meeting of a document."""
        sides: defaultdict[str, set[str]] = defaultdict(set)
        people = set()
        for party in met.parties:
            if party.kind == "person" and party.key:
                people.add(party.key)
                if party.side:
                    sides[party.side].add(party.key)
            elif party.key:
                sides[party.key]
        named = {key: frozenset(value) for key, value in sides.items()}
        return cls(met, source.published, source.outlet, frozenset(people), named)

    @property
    def days(self) -> Days | None:
        """The days that the text gives, if they are few."""
        days = self.met.days
        return days if days and (days[1] - days[0]).days <= MAX_SPREAD_DAYS else None

    @property
    def window(self) -> Days | None:
        """Where to look for reports of the same: the days that the text gives, else those around the publication."""
        if self.days or self.published is None:
            return self.days
        if self.met.status in ("planned", "proposed"):
            return self.published, _days_later(self.published, PLANNED_DAYS)
        return _days_later(self.published, -DAYS_BEFORE), _days_later(self.published, DAYS_AFTER)

    def blocks(self) -> Iterator[tuple[str, ...]]:
        """Keys that reports of the same meeting have in common."""
        parties = sorted({*self.sides, *self.people})[: 2 * MAX_PARTIES]
        pairs = list(combinations(sorted(self.sides)[:MAX_PARTIES], 2)) + list(combinations(sorted(self.people)[:6], 2))
        pairs = pairs or list(combinations(parties, 2))
        if self.met.host and not pairs:
            pairs = [("host", self.met.host[0])]
        window = self.window
        for first, second in pairs:
            if window is None:
                yield first, second, "undated"
                continue
            yield first, second, "dated"
            start, end = ((window[0].toordinal() - 1) // BLOCK_DAYS, (window[1].toordinal() + 1) // BLOCK_DAYS)
            for block in range(start, min(end, start + MAX_BLOCKS) + 1):
                yield first, second, str(block)


def _days_later(day: datetime.date, days: int) -> datetime.date:
    """A day some days later, or earlier; the first or the last one of the calendar beyond its ends."""
    ends = datetime.date.min.toordinal(), datetime.date.max.toordinal()
    return datetime.date.fromordinal(min(max(day.toordinal() + days, ends[0]), ends[1]))


def join_meetings(found: Sequence[Candidate], apart: frozenset[frozenset[str]]) -> list[list[Pair]]:
    """The reports that are of one meeting, as lists of joined pairs.

    Args:
        found: The meetings of all documents.
        apart: Pairs of reports that are never joined.
    """
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    undated: set[tuple[str, str]] = set()
    for number, candidate in enumerate(found):
        for block in candidate.blocks():
            blocks[block].append(number)
            if block[-1] == "undated":
                undated.add(block[:2])  # type: ignore[arg-type]
    scores: dict[tuple[int, int], float] = {}
    for block, numbers in blocks.items():
        if block[-1] == "dated":
            continue
        if block[-1] == "undated":
            dated = blocks.get((*block[:2], "dated"), [])
            pairs = [*combinations(numbers, 2), *((one, other) for one in numbers for other in dated)]
        else:
            pairs = list(combinations(numbers, 2))
        for one, other in pairs:
            pair = (min(one, other), max(one, other))
            if pair not in scores:
                scores[pair] = score(found[one], found[other])
    refs = [candidate.met.report.ref for candidate in found]
    pairs_found = [
        Pair(one, other, score, _reason(found[one], found[other]))
        for (one, other), score in scores.items()
        if score >= MIN_SCORE and frozenset((refs[one], refs[other])) not in apart
    ]

    def fits(one: int, other: int) -> bool:
        return score(found[one], found[other]) > 0 and frozenset((refs[one], refs[other])) not in apart

    return clustered(pairs_found, fits)


def score(one: Candidate, other: Candidate) -> float:
    """How likely two reports are of one meeting; 0 if something speaks against it."""
    first, second = one.met, other.met
    if first.report.document == second.report.document or not _kinds_agree(first, second):
        return 0
    if (
        {first.medium, second.medium} & REMOTE
        and first.medium != second.medium
        and "unknown"
        not in (
            first.medium,
            second.medium,
        )
    ):
        return 0
    if first.round and second.round and first.round != second.round:
        return 0
    parties = _parties(one, other)
    if parties <= 0:
        return 0
    place = _place(first, second)
    time = _time(one, other, place)
    if time <= 0 or (place < 0 and not (time >= 1 and parties >= 1)):
        return 0
    if _has_name(first) != _has_name(second) and place <= 0 and not _same_day(one, other):
        return 0
    host = 0.1 if _same_host(one, other) else 0.0
    return min(1.0, 0.5 * parties + 0.35 * time + (0.15 if place > 0 else 0.05 if place == 0 else 0.0) + host)


def _same_day(one: Candidate, other: Candidate) -> bool:
    """Whether both texts give one day, the same."""
    return one.days is not None and one.days == other.days and one.days[0] == one.days[1]


def _kind(met: Met) -> str | None:
    """The kind, if it is one that is told apart; "they spoke" mostly means by telephone."""
    words = met.report.text.casefold().split()
    return KINDS.get(met.kind) or ("call" if words and words[0] in SPOKE else None)


def _kinds_agree(first: Met, second: Met) -> bool:
    """Whether two kinds can be one; "talks" without a host event may have been by telephone."""
    kinds = {_kind(first), _kind(second)}
    if len(kinds) == 1:
        return True
    in_person = "in_person" in (first.medium, second.medium)
    return kinds == {"call", None} and not in_person and not any(_has_name(met) for met in (first, second))


def _has_name(met: Met) -> bool:
    """Whether a meeting has a host event, a format, or a name of its own: "the Strategic Dialogue"."""
    return met.host is not None or NAMED.search(met.report.text) is not None


def _parties(one: Candidate, other: Candidate) -> float:
    """How well the parties agree, from 0 to 1."""
    if _contradict(one, other):
        return 0
    people = len(one.people & other.people)
    if people >= 2:
        share = people / max(len(one.people), len(other.people))
        return 1.0 if share >= MOST else FEW_IN_COMMON if _same_host(one, other) else 0.0
    sides = len(one.sides.keys() & other.sides.keys())
    largest = max(len(one.sides), len(other.sides))
    if sides >= 2:
        if sides < MOST * largest:
            return 0.0
        return 0.8 if people or not (one.people or other.people) else 0.6
    nobody = not (one.people or other.people or one.sides or other.sides)
    return 0.6 if nobody and _same_host(one, other) else 0.0


def _same_host(one: Candidate, other: Candidate) -> bool:
    """Whether two meetings take place at one event, or are of one format."""
    return bool(one.met.host and other.met.host and one.met.host[0] == other.met.host[0])


def _contradict(one: Candidate, other: Candidate) -> bool:
    """Whether both name a person for one side, and not the same."""
    return any(
        people and other.sides.get(side) and not people & other.sides[side]
        for side, people in one.sides.items()
        if side in other.sides
    )


def _place(first: Met, second: Met) -> int:
    """1 for the same place, -1 for different ones, 0 if neither can be said."""
    if first.city and second.city:
        sites = first.city[0].startswith(SITE) != second.city[0].startswith(SITE)
        return 1 if first.city[0] == second.city[0] else 0 if sites else -1
    if first.country and second.country:
        return 1 if first.country[0] == second.country[0] else -1
    return 0


def _time(one: Candidate, other: Candidate, place: int) -> float:
    """How well the times agree: 1 for the same day, 0 if they do not."""
    first, second = one.days, other.days
    host = _same_host(one, other)
    if first and second:
        days = max((second[0] - first[1]).days, (first[0] - second[1]).days)
        if days <= 0:
            return 1.0 if first[0] == first[1] or second[0] == second[1] else 0.7
        if _is_candidate(one, other) or _is_candidate(other, one):
            return 0.7 if place > 0 or host else 0.0
        return NEXT_DAY_SHARE if days == 1 and place > 0 else 0.0
    left, right = one.window, other.window
    if left is None or right is None:  # an article without any date: only the place or the host helps
        return 0.7 if (place > 0 or host) and len(one.people & other.people) >= 2 else 0.0
    if _appeared_on(one, other) or _appeared_on(other, one):
        return 0.8
    apart = max((right[0] - left[1]).days, (left[0] - right[1]).days)
    if apart > 0 or (_one_outlet(one, other) and one.published != other.published and place <= 0):
        return 0.0
    if "planned" in (one.met.status, other.met.status) and not (first and second):
        return 0.5 if place > 0 or (one.met.status == other.met.status and _close(one, other)) else 0.0
    return 0.8 if _close(one, other) else 0.4 if place > 0 else 0.0


def _appeared_on(one: Candidate, other: Candidate) -> bool:
    """Whether an article without a date, on what was held, appeared on the day that the other gives."""
    held = one.met.status in ("held", "ongoing") and one.days is None
    return held and other.days is not None and other.days[0] == other.days[1] == one.published


def _one_outlet(one: Candidate, other: Candidate) -> bool:
    """Whether one outlet published both; on another day it usually reports another meeting."""
    return one.outlet is not None and one.outlet == other.outlet


def _close(one: Candidate, other: Candidate) -> bool:
    """Whether two articles appeared within two days."""
    return bool(one.published and other.published and abs((one.published - other.published).days) <= 2)


def _is_candidate(one: Candidate, other: Candidate) -> bool:
    """Whether the weekday of the one can be the day of the other."""
    days = other.days
    return bool(days and not one.met.exact and any(days[0] <= day <= days[1] for day in one.met.candidates))


def _reason(one: Candidate, other: Candidate) -> str:
    first, second = one.met, other.met
    names = {party.key: party.name for party in (*first.parties, *second.parties) if party.key}
    common = sorted(names[key] for key in (one.people & other.people) if key in names)
    if len(common) < 2:
        common += sorted(names.get(key, key) for key in one.sides.keys() & other.sides.keys())
    parts = [" and ".join(dict.fromkeys(common)) or (first.host[1] if first.host else "")]
    if one.days and other.days:
        parts.append(
            "days that overlap" if one.days[0] <= other.days[1] and other.days[0] <= one.days[1] else "near days"
        )
    if _place(first, second) > 0 and first.city:
        parts.append(first.city[1])
    if _same_host(one, other):
        parts.append("the same host event")
    return ", ".join(part for part in parts if part)
