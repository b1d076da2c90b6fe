"""What an evaluation holds: figures with intervals, confusion tables, agreement of coders, and calibration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from diplotext.evaluation.agreement import Agreement
from diplotext.evaluation.estimates import Estimate

PRECISION, RECALL, F1 = "precision", "recall", "F1"
ALL = "all"


@attrs.frozen
class Figure:
    """One measured share.

    Attributes:
        measure: What is measured.
        by: The property by which figures are grouped, or `all`.
        group: Its value, or `all`.
        estimate: The share with its interval.
    """

    measure: str
    by: str
    group: str
    estimate: Estimate


@attrs.frozen
class Confusion:
    """What was found, and what is right.

    Attributes:
        field: The field.
        values: All values that occur, in order.
        counts: For each value found, how often each value is right, in the order of `values`: as counted.
        shares: The same, as shares of the population with that value.
    """

    field: str
    values: tuple[str, ...]
    counts: Mapping[str, tuple[int, ...]]
    shares: Mapping[str, tuple[float, ...]]


@attrs.frozen
class Bin:
    """A bin of the calibration curve.

    Attributes:
        name: The bin, such as `0.80-0.90`.
        stated: The mean of the confidences in it.
        estimate: The share that is right.
    """

    name: str
    stated: float
    estimate: Estimate


@attrs.frozen
class Evaluation:
    """What a sample says of the results.

    Attributes:
        of: What was judged, such as `statements`.
        unit: Whether single records were drawn, or documents.
        population: Number of units that the sample was drawn from; None if that is not known.
        drawn: Number of units drawn.
        judged: Number of units judged.
        coders: The coders.
        figures: The measured shares.
        confusions: For each corrected field, what was found and what is right.
        agreements: How far coders agree on each question.
        calibration: The share of right records by stated confidence.
        notes: What a reader of the figures has to know.
    """

    of: str
    unit: str
    population: int | None
    drawn: int
    judged: int
    coders: tuple[str, ...]
    figures: tuple[Figure, ...]
    confusions: tuple[Confusion, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    calibration: tuple[Bin, ...] = ()
    notes: tuple[str, ...] = ()

    def figure(self, measure: str, by: str = ALL, group: str = ALL) -> Estimate | None:
        """The estimate of a measure; None if it was not measured."""
        for one in self.figures:
            if (one.measure, one.by, one.group) == (measure, by, group):
                return one.estimate
        return None

    def to_dict(self) -> dict[str, Any]:
        """The evaluation as JSON has it."""
        return attrs.asdict(self)

    def __str__(self) -> str:
        from diplotext.evaluation.printing import printed

        return printed(self)


def confusion(field: str, pairs: Iterable[tuple[str, str, float]], order: Sequence[str]) -> Confusion:
    """The confusion of a field.

    Args:
        field: The field.
        pairs: For each record the value found, the right one, and its weight.
        order: The order of the values.
    """
    listed = list(pairs)
    occurring = {value for found, right, _ in listed for value in (found, right)}
    values = (*(value for value in order if value in occurring), *sorted(occurring.difference(order)))
    counts: dict[tuple[str, str], int] = defaultdict(int)
    weighted: dict[tuple[str, str], float] = defaultdict(float)
    for found, right, weight in listed:
        counts[found, right] += 1
        weighted[found, right] += weight
    totals = {found: sum(weighted[found, right] for right in values) for found in values}
    return Confusion(
        field,
        values,
        {found: tuple(counts[found, right] for right in values) for found in values},
        {
            found: tuple(weighted[found, right] / totals[found] if totals[found] else 0.0 for right in values)
            for found in values
        },
    )
