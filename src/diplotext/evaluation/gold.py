"""Results against annotated articles: the scorers of `diplotext.testing.scores`, by property, rule and confidence.

These are the measures of docs/quality.md: each module of `diplotext.testing.scores` says how it counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from diplotext.errors import SampleError, nearest
from diplotext.evaluation.design import Design
from diplotext.evaluation.estimates import RESAMPLES, Estimate, Unit, bootstrap, ratio
from diplotext.evaluation.fields import bin_of, check_fields, value_of
from diplotext.evaluation.results import ALL, PRECISION, Bin, Confusion, Evaluation, Figure, confusion
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.model.statements import Statement
from diplotext.testing.corpus import unread
from diplotext.testing.scores import HEADLINES, meetings, records, statements, tally_of
from diplotext.testing.scores.counting import Tally
from diplotext.testing.scores.rules import judged

MODES = ("direct", "mixed", "indirect")
STATUSES = ("held", "ongoing", "planned", "proposed", "cancelled")
USUAL = ("style", "outlet")
ONE = "all"
Missing = Literal["refuse", "count", "skip"]


@attrs.frozen
class _Pair:
    """An annotated article and what was found in it.

    Attributes:
        gold: The annotated article.
        found: The same, as it was read.
        tally: The counts of all measures.
        findings: Each record that was found, and whether it is right.
        stratum: The stratum that the article was drawn from.
    """

    gold: Document
    found: Document
    tally: Tally
    findings: tuple[tuple[Annotation, bool], ...]
    stratum: str = ONE


def evaluate_gold(
    gold: Iterable[Document],
    found: Iterable[Document],
    by: Sequence[str] = (),
    *,
    measures: Sequence[str] = HEADLINES,
    design: Design | None = None,
    missing: Missing = "refuse",
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Compare results with annotated articles.

    Args:
        gold: The annotated articles.
        found: Results that hold these articles; others are passed over.
        by: Properties of articles by which figures are grouped; by default style and outlet, where they have several
            values.
        measures: The measures, by the names of `diplotext.testing.scores`; all, if none is named.
        design: How the articles were drawn, if that is not a plain random sample: figures are then weighted.
        missing: What to do if annotated articles are not in the results: `refuse`, `count` them as articles in which
            nothing was found, or `skip` them.
        resamples: Number of bootstrap samples for the intervals of F1.

    Raises:
        SampleError: If no article is in both, a text differs, or an article was not drawn by the design.
    """
    check_fields(by, of_records=False)
    annotated = list(gold)
    known = {document.id for document in annotated}
    read = {document.id: document for document in found if document.id in known}
    if not read:
        raise SampleError(f"none of the {len(annotated)} annotated articles is in the results: do the ids agree?")
    if lacking := len(annotated) - len(read):
        if missing == "refuse":
            raise SampleError(
                f"{lacking} of {len(annotated)} annotated articles are not in the results: choose whether they count "
                "as articles in which nothing was found (--missing count), or are left out (--missing skip)"
            )
        annotated = [document for document in annotated if missing == "count" or document.id in read]
    pairs = [_pair(document, read.get(document.id), design) for document in annotated]
    sizes = design.sizes if design else None
    counted = _Counted(pairs, sizes, resamples)
    measures = measures or list(dict.fromkeys(name for one in pairs for name in (*one.tally.counts, *one.tally.rates)))
    figures = [*counted.measures(measures, ALL, ALL, None), *counted.by_record("rule", lambda one: one.rule)]
    figures += counted.by_record("confidence", lambda one: bin_of(one.confidence))
    for name in by or USUAL:
        values = [value_of(name, pair.gold, None) for pair in pairs]
        for value in sorted(set(values)) if len(set(values)) > 1 or by else ():
            figures += counted.measures(measures, name, value, [own == value for own in values])
    notes = ["a record is right by a rule as `diplotext.testing.scores.rules` counts; intervals are over documents"]
    if lacking:
        how = "count as articles in which nothing was found" if missing == "count" else "are left out"
        notes.append(f"{lacking} annotated articles are not in the results, and {how}")
    return Evaluation(
        of="documents",
        unit="document",
        population=design.population if design else None,
        drawn=design.drawn if design else len(pairs),
        judged=len(pairs),
        coders=(),
        figures=tuple(figures),
        confusions=tuple(_confusions(pairs)),
        calibration=tuple(_calibration(counted)),
        notes=tuple(notes),
    )


def _pair(gold: Document, found: Document | None, design: Design | None) -> _Pair:
    if found is not None and found.text != gold.text:
        raise SampleError(f"the annotated article {gold.id!r} has another text than the one in the results")
    if design is not None and gold.id not in design.units:
        raise SampleError(f"the annotated article {gold.id!r} was not drawn: {nearest(gold.id, design.units)}")
    read = found or unread(gold)
    findings = tuple((record, right) for record, right, _ in judged(gold, read))
    stratum = design.units[gold.id] if design else ONE
    return _Pair(gold, read, tally_of(gold, read), findings, stratum)


class _Counted:
    """The compared articles, and what is estimated from them."""

    def __init__(self, pairs: Sequence[_Pair], sizes: Mapping[str, float] | None, resamples: int) -> None:
        self.pairs, self.sizes, self.resamples = pairs, sizes, resamples

    def measures(self, names: Sequence[str], by: str, group: str, chosen: Sequence[bool] | None) -> Iterator[Figure]:
        """Each measure of a group of articles; F1 is followed by its precision and recall."""
        for name in names:
            rows = [
                (pair.stratum, pair.tally.counts.get(name) or pair.tally.rates.get(name))
                for pair, inside in zip(self.pairs, chosen or [True] * len(self.pairs), strict=True)
                if inside or self.sizes is not None
            ]
            if chosen is not None and self.sizes is not None:  # a group across strata: the others count as zero
                rows = [(stratum, row if inside else None) for (stratum, row), inside in zip(rows, chosen, strict=True)]
            yield from self._figures(name, by, group, rows)

    def _figures(
        self, name: str, by: str, group: str, rows: Sequence[tuple[str, tuple[int, ...] | None]]
    ) -> Iterator[Figure]:
        if any(row is not None and len(row) == 3 for _, row in rows):
            full = [(stratum, row or (0, 0, 0)) for stratum, row in rows]
            joint = self._bootstrapped([Unit(stratum, 2 * row[0], row[1] + row[2]) for stratum, row in full])
            if joint:
                yield Figure(name, by, group, attrs.evolve(joint, cases=sum(row[2] for _, row in full)))
            for part, at in (("precision", 1), ("recall", 2)):
                if found := ratio([Unit(stratum, row[0], row[at]) for stratum, row in full], self.sizes):
                    yield Figure(f"{name}, {part}", by, group, found)
        elif shares := self._bootstrapped([Unit(stratum, *(row or (0, 0))[:2]) for stratum, row in rows]):
            yield Figure(name, by, group, shares)

    def _bootstrapped(self, units: Sequence[Unit]) -> Estimate | None:
        return bootstrap(units, self.sizes, resamples=self.resamples, empty=0.0)

    def by_record(self, by: str, value: Callable[[Annotation], str]) -> Iterator[Figure]:
        """The precision of each group of records: by rule, by bin of confidence."""
        groups: dict[str, dict[int, list[bool]]] = defaultdict(lambda: defaultdict(list))
        for number, pair in enumerate(self.pairs):
            for record, right in pair.findings:
                groups[value(record)][number].append(right)
        for group, hits in sorted(groups.items()):
            units = [
                Unit(pair.stratum, sum(hits.get(n, ())), len(hits.get(n, ()))) for n, pair in enumerate(self.pairs)
            ]
            if found := ratio(units, self.sizes):
                yield Figure(PRECISION, by, group, found)


def _calibration(counted: _Counted) -> Iterator[Bin]:
    for figure in counted.by_record("confidence", lambda one: bin_of(one.confidence)):
        own = [
            record.confidence
            for pair in counted.pairs
            for record, _ in pair.findings
            if record.confidence is not None and bin_of(record.confidence) == figure.group
        ]
        if own:
            yield Bin(figure.group, sum(own) / len(own), figure.estimate)


def _confusions(pairs: Sequence[_Pair]) -> Iterator[Confusion]:
    modes: list[tuple[str, str, float]] = []
    statuses: list[tuple[str, str, float]] = []
    for pair in pairs:
        said = (records.statements(pair.gold), records.statements(pair.found))
        modes += [(said[1][f].mode, said[0][g].mode, 1.0) for g, f in statements.aligned(*said)]
        met = (records.meetings(pair.gold), records.meetings(pair.found))
        statuses += [(met[1][f].status, met[0][g].status, 1.0) for g, f in meetings.aligned(*met)]
    if modes:
        yield confusion(f"mode of {Statement.wire_name}s", modes, MODES)
    if statuses:
        yield confusion(f"status of {Meeting.wire_name}s", statuses, STATUSES)
