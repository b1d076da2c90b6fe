"""Agreement between coders: Krippendorff's alpha for nominal data, with any number of coders and missing judgements.

Krippendorff, K. (2011), *Computing Krippendorff's alpha-reliability*, University of Pennsylvania: alpha is one minus
the observed over the expected disagreement, both counted in the matrix of coincidences.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import attrs

from diplotext.evaluation.estimates import LEVEL, RESAMPLES, SEED


@attrs.frozen
class Agreement:
    """How far coders agree on one question.

    Attributes:
        question: The question.
        alpha: Krippendorff's alpha: 1 for perfect agreement, 0 for chance; None if there is nothing to agree on, since
            all gave the same answer.
        low: Lower end of the 95 % bootstrap interval over items; None without alpha.
        high: Upper end.
        identical: Share of pairs of judgements that are the same.
        items: Number of items that two coders or more judged.
        coders: Number of coders.
    """

    question: str
    alpha: float | None
    low: float | None
    high: float | None
    identical: float
    items: int
    coders: int


def krippendorff_alpha(items: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal data.

    Args:
        items: For each item the values that coders gave it; those with fewer than two do not count.

    Returns:
        Alpha; None if no item has two values, or all values are the same.
    """
    return _alpha([_pairs(values) for values in items if len(values) > 1])


@attrs.frozen
class _Item:
    """The contribution of an item: its coincidences, split into all that differ and the values."""

    differing: float
    values: tuple[tuple[Hashable, int], ...]


def _pairs(values: Sequence[Hashable]) -> _Item:
    counts = Counter(values)
    same = sum(count * (count - 1) for count in counts.values())
    pairs = len(values) * (len(values) - 1)
    return _Item((pairs - same) / (len(values) - 1), tuple(counts.items()))


def _alpha(items: Sequence[_Item]) -> float | None:
    totals: Counter[Hashable] = Counter()
    for item in items:
        totals.update(dict(item.values))
    number = totals.total()
    expected = number * number - sum(count * count for count in totals.values())
    if not expected:
        return None
    return 1 - (number - 1) * math.fsum(item.differing for item in items) / expected


def agreement(
    question: str, items: Iterable[Sequence[Hashable]], coders: int, *, resamples: int = RESAMPLES, seed: int = SEED
) -> Agreement | None:
    """How far coders agree on a question, with a bootstrap interval over items.

    Args:
        question: The question.
        items: For each item the values that coders gave it.
        coders: Number of coders.
        resamples: Number of bootstrap samples.
        seed: The same seed gives the same interval.

    Returns:
        The agreement; None if no item has two judgements.
    """
    several = [values for values in items if len(values) > 1]
    if not several:
        return None
    counted = [_pairs(values) for values in several]
    pairs = sum(len(values) * (len(values) - 1) for values in several)
    same = sum(count * (count - 1) for item in counted for _, count in item.values)
    alpha = _alpha(counted)
    low = high = None
    if alpha is not None:
        dice = random.Random(seed)  # noqa: S311  (a bootstrap)
        drawn = (_alpha(dice.choices(counted, k=len(counted))) for _ in range(resamples))
        found = sorted(value for value in drawn if value is not None)
        tail = (1 - LEVEL) / 2
        if found:
            low, high = found[int(tail * len(found))], found[min(len(found) - 1, int((1 - tail) * len(found)))]
    return Agreement(question, alpha, low, high, same / pairs, len(several), coders)
