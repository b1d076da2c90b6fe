"""Which statements are one: by the words and names that they share, weighed by how rare they are, and by who speaks.

Two statements of one speaker need less in common than those of two; articles that report one meeting need less than
any two articles of a week. Candidates come from blocks of a speaker and some days, and from runs of rare words.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

import attrs

from diplotext.linking.clusters import Pair
from diplotext.linking.digests import Said, Unit
from diplotext.linking.records import StorySource

BLOCK_DAYS = 3
MAX_CANDIDATES = 6
"""Statements of one block, the likeliest, that a statement is compared with."""

RUN = 4
MAX_OF_RUN = 40
"""Runs of words that more statements have are formulas, and lead to nothing."""

Context = Literal["none", "story", "meeting"]
MIN_TERMS = 4
SURE, SURE_SAME_STORY = 0.7, 0.58
"""What statements of fewer terms need."""
SAME_SPEAKER = 0.5
SAME_STORY, SAME_MEETING = 0.45, 0.33
OTHER_SPEAKER = 0.8
OTHER_SPEAKER_SAME_STORY = 0.5
MIN_TERMS_OTHER_SPEAKER = 7
MAX_DAYS_APART = 3
OPPOSITE = 0.8
"""Factor if one statement denies something and the other does not."""


@attrs.frozen(eq=False)
class Candidate:
    """A sentence of a statement, with what is compared.

    Attributes:
        said: The statement.
        unit: The sentence.
        published: The day of publication of the article.
        outlet: Who published it.
        speakers: Keys of the speakers.
        sides: Keys of what they act for, and whose position it is.
    """

    said: Said
    unit: Unit
    published: datetime.date | None
    outlet: str | None
    speakers: frozenset[str]
    sides: frozenset[str]

    @classmethod
    def all_of(cls, said: Said, source: StorySource) -> Iterator[Candidate]:
        """What is compared of a statement of a document."""
        speakers = frozenset(party.key for party in said.speakers if party.key)
        sides = frozenset(party.side for party in said.speakers if party.side)
        if said.holder:
            sides |= {said.holder}
        for unit in said.units:
            if len(unit.terms) >= 2:
                yield cls(said, unit, source.published, source.outlet, speakers, sides)

    @property
    def day(self) -> datetime.date | None:
        """When it was said, else when the article appeared."""
        return self.said.day[0] if self.said.day else self.published

    def blocks(self) -> Iterator[tuple[str, int]]:
        """Keys that reports of the same statement have in common."""
        days = [-1] if self.day is None else [self.day.toordinal() // BLOCK_DAYS + step for step in (0, 1)]
        for speaker in sorted(self.speakers | self.sides):
            for day in days:
                yield speaker, day
        rare = [term for term, weight in self.unit.terms.items() if weight >= 2]
        for start in range(len(rare) - RUN + 1):
            for day in days:
                yield " ".join(rare[start : start + RUN]), day


def similarity(one: Unit, other: Unit) -> float:
    """How much two sentences have in common: the mean of the cosine and of the share that the shorter has."""
    small, large = (one, other) if len(one.terms) <= len(other.terms) else (other, one)
    common = [(weight, large.terms[term]) for term, weight in small.terms.items() if term in large.terms]
    if not common:
        return 0.0
    cosine = sum(left * right for left, right in common) / (one.norm * other.norm)
    contained = sum(left for left, _ in common) / min(one.total, other.total)
    return 0.5 * cosine + 0.5 * contained


def relation(one: Candidate, other: Candidate) -> str:
    """Whether two statements have the `same` speaker, speakers of one `side`, `other` ones, or `unknown` ones."""
    if one.speakers & other.speakers:
        return "same"
    if (one.speakers | one.sides) & (other.speakers | other.sides) and not (
        one.said.speakers and other.said.speakers and one.speakers and other.speakers and _both_people(one, other)
    ):
        return "side"
    return "unknown" if not one.speakers or not other.speakers else "other"


def _both_people(one: Candidate, other: Candidate) -> bool:
    return all(any(party.kind == "person" for party in side.said.speakers) for side in (one, other))


def score(one: Candidate, other: Candidate, context: Context) -> float:
    """How likely two sentences report one statement, from 0 to 1; 0 if they do not have enough in common.

    Args:
        one: A sentence.
        other: A sentence of another document.
        context: What else the documents have in common.
    """
    if one.said.report.document == other.said.report.document or (context == "none" and not _may_be(one, other)):
        return 0.0
    found = similarity(one.unit, other.unit)
    if denies(one) != denies(other):
        found *= OPPOSITE
    fewest = min(len(one.unit.terms), len(other.unit.terms))
    who = relation(one, other)
    if who in ("same", "side"):
        needed = {"none": SAME_SPEAKER, "story": SAME_STORY, "meeting": SAME_MEETING}[context]
        needed += 0.05 if who == "side" else 0.0
    else:
        needed = OTHER_SPEAKER if context == "none" else OTHER_SPEAKER_SAME_STORY
        if context == "none" and (fewest < MIN_TERMS_OTHER_SPEAKER or (one.outlet and one.outlet == other.outlet)):
            return 0.0
    if fewest < MIN_TERMS:
        needed = max(needed, SURE if context == "none" else SURE_SAME_STORY)
    return found if found >= needed else 0.0


def _may_be(one: Candidate, other: Candidate) -> bool:
    """Whether nothing speaks against it: the days are near, and the names are not all others."""
    if one.day is None or other.day is None:
        return one.day is other.day
    if abs((one.day - other.day).days) > MAX_DAYS_APART:
        return False
    first, second = (frozenset(term for term in side.unit.terms if ":" in term) for side in (one, other))
    return not first or not second or not first.isdisjoint(second)


def denies(one: Candidate) -> bool:
    """Whether a statement denies something an odd number of times."""
    return bool((one.unit.negations + one.said.denied) % 2)


def _may_share(one: Candidate, other: Candidate) -> bool:
    """Whether a leftover sentence can share the partner of another."""
    return denies(one) == denies(other) and min(len(one.unit.terms), len(other.unit.terms)) >= MIN_TERMS


def candidate_pairs(found: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: in each block, the likeliest partners of each."""
    blocks: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, candidate in enumerate(found):
        for block in candidate.blocks():
            blocks[block].append(number)
    for (name, _), numbers in blocks.items():
        if len(numbers) < 2 or (" " in name and len(numbers) > MAX_OF_RUN):
            continue
        if len(numbers) <= MAX_CANDIDATES:
            yield from combinations(numbers, 2)
            continue
        yield from _likeliest(found, numbers)


def _likeliest(found: Sequence[Candidate], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The likeliest pairs of a large block, by an index of its rare terms."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        document = found[number].said.report.document
        weights: defaultdict[int, float] = defaultdict(float)
        for term, weight in found[number].unit.terms.items():
            if weight >= 2:
                for other in postings[term][-MAX_OF_RUN:]:
                    if found[other].said.report.document != document:
                        weights[other] += weight
                postings[term].append(number)
        best = sorted(weights, key=lambda other: (-weights[other], other))[:MAX_CANDIDATES]
        yield from ((other, number) for other in best)


def aligned(pairs: Sequence[Pair], found: Sequence[Candidate]) -> tuple[list[Pair], set[int]]:
    """The pairs that remain if each sentence has one partner in each other document, the best; then the leftover ones.

    A sentence without a partner of its own may share that of another, unless one of them denies what the other says:
    outlets report the same twice, first in other words, then as a quotation.

    Returns:
        The pairs, and the sentences that have a partner of their own.
    """
    taken: set[tuple[int, str]] = set()
    kept: list[Pair] = []
    rest: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.first, pair.second)):
        ends = (
            (pair.first, found[pair.second].said.report.document),
            (pair.second, found[pair.first].said.report.document),
        )
        if taken.isdisjoint(ends):
            kept.append(pair)
            taken.update(ends)
        else:
            rest.append(pair)
    own = {number for pair in kept for number in (pair.first, pair.second)}
    for pair in rest:
        ends = (
            (pair.first, found[pair.second].said.report.document),
            (pair.second, found[pair.first].said.report.document),
        )
        if not taken.issuperset(ends) and _may_share(found[pair.first], found[pair.second]):
            kept.append(pair)
            taken.update(ends)
    return kept, own
