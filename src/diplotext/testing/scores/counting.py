"""Counting agreement: precision, recall, shares, bootstrap intervals, and one-to-one matching."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

import attrs

from diplotext.text.spans import Span

SEED = 20211202
RESAMPLES = 1000


@attrs.frozen
class Finding:
    """One disagreement, to be read by a developer.

    Attributes:
        kind: What it is, such as `MISSED statement`.
        document: Id of the document.
        start: Offset of the first character.
        end: Offset after the last character.
        note: What differs.
    """

    kind: str
    document: str
    start: int
    end: int
    note: str = ""


@attrs.define
class Tally:
    """The counts of one document, or of several after `add`.

    Attributes:
        counts: For each measure with precision and recall: numbers of right, predicted and gold items.
        rates: For each plain share: numbers of hits and cases.
        findings: The disagreements.
    """

    counts: dict[str, tuple[int, int, int]] = attrs.field(factory=dict)
    rates: dict[str, tuple[int, int]] = attrs.field(factory=dict)
    findings: list[Finding] = attrs.field(factory=list)

    def count(self, name: str, right: int, predicted: int, gold: int) -> None:
        """Count for a measure with precision and recall.

        Args:
            name: The measure.
            right: Number of right predictions.
            predicted: Number of predictions.
            gold: Number of gold items.
        """
        before = self.counts.get(name, (0, 0, 0))
        self.counts[name] = (before[0] + right, before[1] + predicted, before[2] + gold)

    def rate(self, name: str, hits: int, cases: int = 1) -> None:
        """Count for a plain share.

        Args:
            name: The measure.
            hits: Number of hits.
            cases: Number of cases.
        """
        before = self.rates.get(name, (0, 0))
        self.rates[name] = (before[0] + hits, before[1] + cases)

    def add(self, other: Tally) -> None:
        """Add the counts of other documents.

        Args:
            other: Their counts.
        """
        for name, row in other.counts.items():
            self.count(name, *row)
        for name, (hits, cases) in other.rates.items():
            self.rate(name, hits, cases)
        self.findings += other.findings


@attrs.frozen
class Figure:
    """One measure over all documents, in per cent.

    Attributes:
        value: F1, or the share.
        low: Lower end of the 95 % interval.
        high: Upper end.
        precision: None for a share.
        recall: None for a share.
        gold: Number of gold items; for a share, of cases.
        predicted: Number of predictions; None for a share.
    """

    value: float
    low: float
    high: float
    gold: int
    precision: float | None = None
    recall: float | None = None
    predicted: int | None = None

    def __str__(self) -> str:
        return f"{self.value:.1f} ({self.low:.1f}-{self.high:.1f})"


def percent(part: float, whole: float) -> float:
    """A share in per cent; 0 if the whole is 0.

    Args:
        part: The part.
        whole: The whole.
    """
    return 100 * part / whole if whole else 0.0


def _value(row: Sequence[int]) -> float:
    if len(row) == 2:
        return percent(row[0], row[1])
    return percent(2 * row[0], row[1] + row[2])


def figures(tallies: Sequence[Tally], resamples: int = RESAMPLES, seed: int = SEED) -> dict[str, Figure]:
    """Every measure, with a bootstrap interval over documents.

    Args:
        tallies: The counts of each document.
        resamples: Number of bootstrap samples.
        seed: The same seed gives the same intervals.
    """
    total = Tally()
    for tally in tallies:
        total.add(tally)
    result = {}
    rows: Mapping[str, tuple[int, ...]] = {**total.counts, **total.rates}
    for name, row in rows.items():
        if not any(row):
            continue
        own = [(*tally.counts.get(name, ()), *tally.rates.get(name, ())) or (0,) * len(row) for tally in tallies]
        dice = random.Random(seed)  # noqa: S311  (a bootstrap)
        values = sorted(
            _value([sum(column) for column in zip(*dice.choices(own, k=len(own)), strict=True)])
            for _ in range(resamples)
        )
        low, high = values[int(0.025 * resamples)], values[min(resamples - 1, int(0.975 * resamples))]
        if len(row) == 2:
            result[name] = Figure(_value(row), low, high, row[1])
        else:
            right, predicted, gold = row
            precision, recall = percent(right, predicted), percent(right, gold)
            result[name] = Figure(_value(row), low, high, gold, precision, recall, predicted)
    return result


def characters(spans: Iterable[Span]) -> frozenset[int]:
    """The offsets that spans cover.

    Args:
        spans: The spans.
    """
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def shared(one: Span, two: Span) -> int:
    """The number of characters that two spans share.

    Args:
        one: A span.
        two: Another.
    """
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def pairs_of_spans(gold: Sequence[Sequence[Span]], found: Sequence[Span]) -> list[tuple[int, int, bool]]:
    """One-to-one pairs, identical spans first, then those that share most.

    Args:
        gold: For each gold item, its spans, any of which is right.
        found: The predicted spans.

    Returns:
        For each pair, the index in `gold`, the index in `found`, and whether the spans are identical.
    """
    ranked = []
    for g, choices in enumerate(gold):
        ends = {(choice.start, choice.end) for choice in choices}
        for f, span in enumerate(found):
            if most := max(shared(choice, span) for choice in choices):
                ranked.append(((span.start, span.end) not in ends, -most, g, f))
    chosen: dict[int, tuple[int, bool]] = {}
    taken = set()
    for differs, _, g, f in sorted(ranked):
        if g not in chosen and f not in taken:
            chosen[g] = (f, not differs)
            taken.add(f)
    return [(g, f, same) for g, (f, same) in chosen.items()]


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairs with the greatest total weight: a maximum-weight matching of a small table.

    Each round adds the augmenting path that gains most (Bellman-Ford over the exchanges), until none gains.

    Args:
        weights: Weights of rows and columns, not negative; those of weight 0 are not paired.
    """
    columns = range(len(weights[0]) if weights else 0)
    row_of: dict[int, int] = {}
    while True:
        held = set(row_of.values())
        best: dict[int, float] = {}
        giver: dict[int, tuple[int, int | None]] = {}  # the row that would come to a column, and from which one
        for row, own in enumerate(weights):
            for c in columns:
                if row not in held and own[c] > best.get(c, 0.0):
                    best[c], giver[c] = own[c], (row, None)
        changed = True
        while changed:
            changed = False
            for left, row in row_of.items():
                for c in columns:
                    if left not in best or c == left or weights[row][c] <= 0:
                        continue
                    value = best[left] - weights[row][left] + weights[row][c]
                    if c not in best or value > best[c] + 1e-9:
                        best[c], giver[c], changed = value, (row, left), True
        free = [c for c in columns if c not in row_of and best.get(c, 0.0) > 1e-9]
        if not free:
            return sorted((row, c) for c, row in row_of.items())
        place: int | None = max(free, key=lambda c: (best[c], -c))
        while place is not None:
            row_of[place], place = giver[place]
