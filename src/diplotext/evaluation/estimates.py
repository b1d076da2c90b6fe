"""Shares, ratios and means estimated from a stratified random sample, with their intervals.

A sample in which some strata are drawn more densely than others misleads if it is counted as it is. Here every unit
weighs as many units as it was drawn for (Horvitz and Thompson 1952, *A generalization of sampling without replacement
from a finite universe*, JASA 47), and intervals know the strata and how much of each was drawn.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import NormalDist

import attrs

LEVEL = 0.95
"""The level of confidence of intervals."""

SEED = 20211202
RESAMPLES = 1000


@attrs.frozen
class Estimate:
    """A value between 0 and 1 with its interval, or a mean.

    Attributes:
        value: The estimate.
        low: Lower end of the 95 % interval.
        high: Upper end.
        cases: On how many judged items it rests.
    """

    value: float
    low: float
    high: float
    cases: int

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} ({100 * self.low:.1f}-{100 * self.high:.1f})"


@attrs.frozen
class Unit:
    """A unit that was drawn and judged: a record, or a document with all its records.

    Attributes:
        stratum: The stratum that it was drawn from.
        numerator: What counts in it, such as the number of right records; 0 outside the group that is looked at.
        denominator: Out of how many; 0 outside the group that is looked at.
    """

    stratum: str
    numerator: float
    denominator: float


Sizes = Mapping[str, float]
"""The number of units in the population by stratum."""


def wilson(share: float, cases: float, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927, *Probable inference*, JASA 22).

    Args:
        share: The observed share.
        cases: The number of cases, or the effective number of a complex sample.
        level: The level of confidence.
    """
    if cases <= 0:
        return 0.0, 1.0
    z = _quantile(level)
    centre = share + z * z / (2 * cases)
    half = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    scale = 1 + z * z / cases
    return max(0.0, (centre - half) / scale), min(1.0, (centre + half) / scale)


def _quantile(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def ratio(units: Sequence[Unit], sizes: Sizes | None = None, level: float = LEVEL) -> Estimate | None:
    """The share of what counts, estimated for the population.

    The estimator is the weighted ratio of Hájek (1971); its variance is that of its linearization within strata, with
    the correction for finite populations (Särndal, Swensson and Wretman 1992, *Model Assisted Survey Sampling*, 5.8).
    The interval is that of Wilson for the effective number of cases (Korn and Graubard 1998, *Confidence intervals for
    proportions with small expected number of positive counts*, Survey Methodology 24), which is never taken to be more
    than the actual number, but for the finite population. For a plain random sample of a large population that is, but
    for one case, the interval of Wilson (1927).

    Args:
        units: Every unit that was judged, also those outside the group.
        sizes: The population by stratum; without it the units are a plain random sample of something large.
        level: The level of confidence.

    Returns:
        The estimate; None if no unit is in the group.
    """
    weights = weights_of(units, sizes)
    total = math.fsum(weights[one.stratum] * one.denominator for one in units)
    if not total:
        return None
    share = math.fsum(weights[one.stratum] * one.numerator for one in units) / total
    cases = math.fsum(one.denominator for one in units)
    left = 1 - cases / total if sizes is not None else 1.0  # how much of the group was not drawn
    if left <= 1e-12:  # all of it was judged: nothing is estimated
        return Estimate(share, share, share, round(cases))
    variance = _variance(units, weights, share, total, sizes)
    if _is_pure(share) or variance <= 0:  # the variance says nothing: the number of cases of equal weight (Kish 1965)
        effective = total * total / math.fsum((weights[one.stratum] * one.denominator) ** 2 for one in units) / left
    else:
        effective = min(cases / left, share * (1 - share) / variance)
    low, high = wilson(share, effective, level)
    return Estimate(share, low, high, round(cases))


def _is_pure(share: float) -> bool:
    return share <= 1e-12 or share >= 1 - 1e-12


def weights_of(units: Sequence[Unit], sizes: Sizes | None) -> dict[str, float]:
    """How many units of the population a unit of each stratum stands for: the inverse of its inclusion probability.

    What was drawn but not judged is taken to be missing at random within its stratum.
    """
    drawn = counts_of(units)
    if sizes is None:
        return dict.fromkeys(drawn, 1.0)
    return {stratum: max(1.0, sizes[stratum] / number) for stratum, number in drawn.items()}


def counts_of(units: Sequence[Unit]) -> dict[str, int]:
    """The number of units by stratum."""
    drawn: dict[str, int] = defaultdict(int)
    for one in units:
        drawn[one.stratum] += 1
    return dict(drawn)


def _variance(
    units: Sequence[Unit], weights: Mapping[str, float], share: float, total: float, sizes: Sizes | None
) -> float:
    """The variance of the ratio; a stratum with one unit is compared with the mean of all (R package `survey`)."""
    values: dict[str, list[float]] = defaultdict(list)
    for one in units:
        values[one.stratum].append(weights[one.stratum] * (one.numerator - share * one.denominator) / total)
    return math.fsum(
        _left(stratum, len(own), sizes) * _spread(own) for stratum, own in values.items() if any(own) or len(own) > 1
    )


def _left(stratum: str, drawn: int, sizes: Sizes | None) -> float:
    """The share of a stratum that was not drawn."""
    return 1.0 if sizes is None else max(0.0, 1 - drawn / sizes[stratum])


def _spread(values: Sequence[float]) -> float:
    if len(values) == 1:
        return values[0] * values[0]  # linearized values have the mean 0
    mean = math.fsum(values) / len(values)
    return len(values) / (len(values) - 1) * math.fsum((value - mean) ** 2 for value in values)


def bootstrap(
    units: Sequence[Unit],
    sizes: Sizes | None = None,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
    level: float = LEVEL,
    empty: float | None = None,
) -> Estimate | None:
    """A ratio with the interval of a bootstrap over units, for F1 and other values that are not shares of cases.

    Within several strata one unit less than was drawn is resampled, with more weight (Rao and Wu 1988, *Resampling
    inference with complex survey data*, JASA 83); with a single stratum it is the bootstrap of Efron (1979).

    Args:
        units: Every unit that was judged, such as the documents.
        sizes: The population by stratum.
        resamples: Number of bootstrap samples.
        seed: The same seed gives the same interval.
        level: The level of confidence.
        empty: The value of a bootstrap sample in which nothing is in the group; by default it is left out.
    """
    weights = weights_of(units, sizes)
    strata: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in units:
        weight = weights[one.stratum]
        strata[one.stratum].append((weight * one.numerator, weight * one.denominator))
    total = math.fsum(below for rows in strata.values() for _, below in rows)
    if not total:
        return None
    value = math.fsum(above for rows in strata.values() for above, _ in rows) / total
    if sizes is not None and all(len(strata.get(name, ())) >= size for name, size in sizes.items()):
        return Estimate(value, value, value, round(math.fsum(one.denominator for one in units)))  # nothing is estimated
    dice = random.Random(seed)  # noqa: S311  (a bootstrap)
    several = len(strata) > 1
    drawn = (_resampled(strata, dice, several=several) for _ in range(resamples))
    values = sorted(kept for one in drawn if (kept := empty if one is None else one) is not None)
    tail = (1 - level) / 2
    low, high = values[int(tail * len(values))], values[min(len(values) - 1, int((1 - tail) * len(values)))]
    return Estimate(value, low, high, round(math.fsum(one.denominator for one in units)))


def _resampled(
    strata: Mapping[str, Sequence[tuple[float, float]]], dice: random.Random, *, several: bool
) -> float | None:
    above = below = 0.0
    for rows in strata.values():
        if several and len(rows) > 1:
            drawn, scale = dice.choices(rows, k=len(rows) - 1), len(rows) / (len(rows) - 1)
        else:
            drawn, scale = dice.choices(rows, k=len(rows)), 1.0
        above += scale * math.fsum(row[0] for row in drawn)
        below += scale * math.fsum(row[1] for row in drawn)
    return above / below if below else None


@attrs.frozen
class Corrected:
    """The mean of a variable in the population: as predicted, and corrected by the judged sample.

    Attributes:
        variable: Its name.
        predicted: The mean of the predictions of all units.
        value: The corrected mean.
        low: Lower end of the 95 % interval.
        high: Upper end.
        standard_error: Of the corrected mean, for these very units (a finite population).
        model_standard_error: Of the mean of what such units are drawn from, as the R package `dsl` reports it.
        population: Number of units.
        cases: How many of them were judged.
    """

    variable: str
    predicted: float
    value: float
    low: float
    high: float
    standard_error: float
    model_standard_error: float
    population: int
    cases: int


@attrs.frozen
class Judged:
    """A unit with what was predicted and what is right.

    Attributes:
        stratum: The stratum that it was drawn from.
        predicted: The predicted value.
        gold: The right one.
    """

    stratum: str
    predicted: float
    gold: float


@attrs.frozen
class Predicted:
    """The predictions of one stratum of the population.

    Attributes:
        units: Their number.
        total: Their sum.
        squares: The sum of their squares.
    """

    units: int = 0
    total: float = 0.0
    squares: float = 0.0

    def with_value(self, value: float) -> Predicted:
        """The stratum with one more unit."""
        return Predicted(self.units + 1, self.total + value, self.squares + value * value)


def corrected_mean(
    variable: str, population: Mapping[str, Predicted], judged: Sequence[Judged], level: float = LEVEL
) -> Corrected | None:
    """The mean of a variable, unbiased whatever the predictions are worth.

    It is the mean of `predicted + (gold - predicted) / probability` over all units, the last term for those that were
    judged: design-based supervised learning (Egami, Hinck, Stewart and Wei 2023, *Using imperfect surrogates for
    downstream inference*, NeurIPS; 2024, *Using large language model annotations for the social sciences*), for a mean
    the difference estimator of Särndal, Swensson and Wretman (1992, 6.3). `standard_error` is that of the latter under
    stratified sampling without replacement; `model_standard_error` that of the former, the standard deviation of these
    terms over the root of their number.

    The interval is that of the normal distribution. Where no judged prediction is wrong, which is not to say that none
    is, it is that of a share of none (Wilson 1927).

    Args:
        variable: The name of the variable.
        population: The predictions of all units by stratum.
        judged: The units that were judged: in each stratum a random sample.
        level: The level of confidence.

    Returns:
        The estimate; None if a stratum has no judged unit, since nothing can be said of it then.
    """
    number = sum(stratum.units for stratum in population.values())
    errors: dict[str, list[float]] = defaultdict(list)
    predicted: dict[str, list[float]] = defaultdict(list)
    for one in judged:
        errors[one.stratum].append(one.gold - one.predicted)
        predicted[one.stratum].append(one.predicted)
    if not number or any(stratum.units and not errors[name] for name, stratum in population.items()):
        return None
    mean = math.fsum(stratum.total for stratum in population.values()) / number
    value = mean
    variance = squares = 0.0
    for name, stratum in population.items():
        if not stratum.units:
            continue
        own = errors[name]
        weight = stratum.units / len(own)
        value += weight * math.fsum(own) / number
        left = max(0.0, 1 - len(own) / stratum.units)
        variance += left * _spread([weight * error / number for error in own]) if len(own) > 1 or left else 0.0
        squares += stratum.squares
        squares += math.fsum((weight * e) ** 2 + 2 * weight * e * p for e, p in zip(own, predicted[name], strict=True))
    model = max(0.0, squares / number - value * value) / number
    half = _quantile(level) * math.sqrt(variance)
    if variance <= 0 and len(judged) < number:
        squared = math.fsum(one.units**2 / len(errors[name]) for name, one in population.items() if one.units)
        half = wilson(0.0, number * number / squared / (1 - len(judged) / number), level)[1]
    return Corrected(
        variable,
        mean,
        value,
        value - half,
        value + half,
        math.sqrt(variance),
        math.sqrt(model),
        number,
        len(judged),
    )
