"""What judged sheets say of the results: precision, recall and F1 with intervals, confusion, agreement, calibration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import attrs

from diplotext.errors import SampleError, nearest
from diplotext.evaluation.agreement import Agreement, agreement
from diplotext.evaluation.estimates import Unit, bootstrap, ratio, weights_of
from diplotext.evaluation.fields import NONE, bin_of, period_of
from diplotext.evaluation.judgements import Item, JudgedSheets, number_missed
from diplotext.evaluation.kinds import NO, UNSURE, YES, Correction
from diplotext.evaluation.results import ALL, F1, PRECISION, RECALL, Bin, Confusion, Evaluation, Figure, confusion
from diplotext.evaluation.sampling import DOCUMENTS, SENTENCES
from diplotext.evaluation.sheets import MISSED, READ

USUAL = ("rule", "confidence", "style", "outlet")
"""The properties by which figures are grouped if none is chosen, where there are several values."""

PERIODS = ("month", "year")
MIN_DOCUMENTS = 5
"""Documents that a group needs for F1: fewer say nothing when they are resampled."""


Value = Callable[[Item], str]


def evaluate(sheets: JudgedSheets, by: Sequence[str] = ()) -> Evaluation:
    """Estimate from judged sheets how good the results are that the sample was drawn from.

    Args:
        sheets: The judged sheets.
        by: Columns by which figures are grouped, also `month`, `year` and `confidence`; by default the rule, the
            corrected fields, the bin of confidence, style and outlet, where they have several values.

    Raises:
        SampleError: If nothing was judged, or the sheets have no such column.
    """
    counted = _Counted(sheets)
    if not counted.judged_units():
        raise SampleError("nothing has been judged: fill in the columns " + ", ".join(sheets.kind.answers))
    groups = _groups(sheets, by)
    figures = list(counted.figures(ALL, ALL, None))
    for name, value in groups.items():
        whole = sheets.tables[DOCUMENTS].values() if counted.is_of_documents(name) else ()
        values = sorted({value(item) for item in (*sheets.records, *whole)})
        for group in values if len(values) > 1 or by else ():
            figures += counted.figures(name, group, value)
    design, judged = sheets.design, counted.judged_units()
    return Evaluation(
        of=sheets.kind.name,
        unit=sheets.unit,
        population=round(sum(sheets.sizes.values())),
        drawn=design.drawn if design else len(sheets.units),
        judged=judged,
        coders=sheets.coders,
        figures=tuple(figures),
        confusions=tuple(_confusions(sheets, counted)),
        agreements=tuple(_agreements(sheets)),
        calibration=tuple(_calibration(counted)),
        notes=tuple(_notes(sheets, counted)),
    )


def _groups(sheets: JudgedSheets, by: Sequence[str]) -> dict[str, Value]:
    items = sheets.records or sheets.units
    columns = list(items[0].row) if items else []
    known = [*columns, *PERIODS]
    for name in by:
        if name not in known:
            raise SampleError(f"the sheets have no column {name!r}: {nearest(name, known)}")
    corrected = [one.name for one in sheets.kind.corrections]
    plan = sheets.design.plan.by if sheets.design else ()
    names = by or [name for name in dict.fromkeys((*USUAL[:2], *corrected, *USUAL[2:], *plan)) if name in known]
    return {name: _value_of(name) for name in names}


def _value_of(name: str) -> Value:
    if name in PERIODS:
        return lambda item: period_of(item.row.get("published", ""), name) or NONE
    if name == "confidence":
        return lambda item: bin_of(confidence_of(item))
    return lambda item: item.row.get(name) or NONE


def confidence_of(item: Item) -> float | None:
    """The confidence of a record; None if it has none."""
    written = item.row.get("confidence")
    try:
        return float(written) if written else None
    except ValueError:
        raise SampleError(f"{item.row['id']}: {written!r} in the column confidence is not a number") from None


class _Counted:
    """The judged units, and what counts in each."""

    def __init__(self, sheets: JudgedSheets) -> None:
        self.sheets, self.sizes = sheets, sheets.sizes
        self.right = {item.row["id"]: sheets.right(item) for item in sheets.records}
        self.of: dict[str, list[Item]] = defaultdict(list)
        for item in sheets.records:
            self.of[item.row["document"]].append(item)
        self.missed: dict[str, int] = defaultdict(int)
        for item in sheets.tables[SENTENCES].values():
            self.missed[item.row["document"]] += number_missed(sheets.answer(item, MISSED))

    def is_of_documents(self, name: str) -> bool:
        """Whether a property is one of documents, so that there is a recall by it."""
        first = next(iter(self.sheets.tables[DOCUMENTS].values()), None)
        return first is not None and (name in first.row or name in PERIODS)

    def was_read(self, item: Item) -> bool:
        """Whether a document was read as a whole, and all its records were judged."""
        records = self.of[item.row["document"]]
        return self.sheets.answer(item, READ) == YES and all(self.right[one.row["id"]] is not None for one in records)

    def judged_units(self) -> int:
        """The number of units on which precision rests."""
        return len(self.units(lambda item: self.right[item.row["id"]], None))

    def units(self, hit: Callable[[Item], bool | None], chosen: Callable[[Item], bool] | None) -> list[Unit]:
        """The units with the share of records for which `hit` holds.

        Args:
            hit: Whether a record counts; None if that is not known.
            chosen: Whether a record is in the group; None for all.
        """
        units = []
        for item in self.sheets.units:
            records = [item] if self.sheets.unit == "record" else self.of[item.row["document"]]
            judged = [one for one in records if self.right[one.row["id"]] is not None]
            if not judged and not (self.sheets.unit == "document" and self.was_read(item)):
                continue
            hits = [hit(one) for one in judged if chosen is None or chosen(one)]
            known = [one for one in hits if one is not None]
            units.append(Unit(item.row["stratum"], sum(known), len(known)))
        return units

    def whole(self, chosen: Callable[[Item], bool] | None) -> Iterator[tuple[Item, int, int, int, bool]]:
        """The documents that were read: right, found and missed records, and whether they are in the group."""
        for item in self.sheets.tables[DOCUMENTS].values():
            if self.was_read(item):
                records = self.of[item.row["document"]]
                right = sum(bool(self.right[one.row["id"]]) for one in records)
                lost = sum(not self.right[one.row["id"]] and self.sheets.exists(one) for one in records)
                missed = self.missed[item.row["document"]] + lost
                yield item, right, len(records), missed, chosen is None or chosen(item)

    def figures(self, by: str, group: str, value: Value | None) -> Iterator[Figure]:
        """All figures of a group: precision, recall and F1 first."""
        chosen = None if value is None else lambda item: value(item) == group
        hits = dict(self.measures(by))
        if found := ratio(self.units(hits.pop(PRECISION), chosen), self.sizes):
            yield Figure(PRECISION, by, group, found)
        if self.sheets.unit == "document" and (value is None or self.is_of_documents(by)):
            yield from self._with_recall(by, group, chosen)
        for measure, hit in hits.items():
            if found := ratio(self.units(hit, chosen), self.sizes):
                yield Figure(measure, by, group, found)

    def measures(self, by: str) -> Iterator[tuple[str, Callable[[Item], bool | None]]]:
        """Each measure of records, and whether a record counts for it."""
        yield PRECISION, lambda item: self.right[item.row["id"]]
        if by != ALL:
            return
        first, *others = self.sheets.kind.questions
        yield first.name, partial(self._answered, first.name)
        for question in others:
            yield question.name, partial(self._answered_of_real, question.name)
        for one in self.sheets.kind.corrections:
            yield f"{one.name}_right", partial(self._same, one)

    def _answered(self, column: str, item: Item) -> bool | None:
        answer = self.sheets.answer(item, column)
        return None if answer in (None, UNSURE) else answer == YES

    def _answered_of_real(self, column: str, item: Item) -> bool | None:
        return self._answered(column, item) if self.sheets.exists(item) else None

    def _same(self, one: Correction, item: Item) -> bool | None:
        if not self.sheets.exists(item):
            return None
        return self.sheets.answer(item, one.column) in (None, item.row.get(one.name))

    def _with_recall(self, by: str, group: str, chosen: Callable[[Item], bool] | None) -> Iterator[Figure]:
        rows = list(self.whole(chosen))
        units = [
            Unit(item.row["stratum"], right * inside, (right + missed) * inside)
            for item, right, _, missed, inside in rows
        ]
        if found := ratio(units, self.sizes):
            yield Figure(RECALL, by, group, found)
        both = [
            Unit(item.row["stratum"], 2 * right * inside, (number + right + missed) * inside)
            for item, right, number, missed, inside in rows
        ]
        few = chosen is not None and sum(unit.denominator > 0 for unit in both) < MIN_DOCUMENTS
        if not few and (joint := bootstrap(both, self.sizes)):
            cases = sum(number + missed for _, _, number, missed, inside in rows if inside)
            yield Figure(F1, by, group, attrs.evolve(joint, cases=cases))


def whole_documents(sheets: JudgedSheets) -> Iterator[tuple[str, int, int]]:
    """The documents that were read and judged as a whole: id, right records, and those that were missed."""
    for item, right, _, missed, _ in _Counted(sheets).whole(None):
        yield item.row["document"], right, missed


def _confusions(sheets: JudgedSheets, counted: _Counted) -> Iterator[Confusion]:
    for one in sheets.kind.corrections:
        pairs = []
        weights = weights_of(counted.units(lambda _: True, None), sheets.sizes)
        strata = {item.row["document"]: item.row["stratum"] for item in sheets.units}
        for item in sheets.records:
            if counted.right[item.row["id"]] is None or not sheets.exists(item):
                continue
            found = item.row.get(one.name) or NONE
            stratum = item.row["stratum"] if sheets.unit == "record" else strata[item.row["document"]]
            pairs.append((found, sheets.answer(item, one.column) or found, weights[stratum]))
        if pairs:
            yield confusion(one.name, pairs, one.values)


def _agreements(sheets: JudgedSheets) -> Iterator[Agreement]:
    if len(sheets.coders) < 2:
        return
    first = sheets.kind.questions[0].name
    asked = [
        (question.name, [_sure(item.answers.get(question.name, {})) for item in sheets.records])
        for question in sheets.kind.questions
    ]
    for one in sheets.kind.corrections:
        chosen = [
            [
                item.answers.get(one.column, {}).get(coder, item.row.get(one.name, ""))
                for coder in _saying_yes(item, first)
            ]
            for item in sheets.records
        ]
        asked.append((one.column, chosen))
    if sheets.unit == "document":
        readers = {
            item.row["document"]: [coder for coder, answer in item.answers.get(READ, {}).items() if answer == YES]
            for item in sheets.tables[DOCUMENTS].values()
        }
        sentences = sheets.tables[SENTENCES].values()
        lists = [
            [item.answers.get(MISSED, {}).get(coder, NO) for coder in readers.get(item.row["document"], ())]
            for item in sentences
        ]
        asked.append((MISSED, lists))
    for name, items in asked:
        if found := agreement(name, items, len(sheets.coders)):
            yield found


def _sure(answers: Mapping[str, str]) -> list[str]:
    return [answers[coder] for coder in sorted(answers) if answers[coder] != UNSURE]


def _saying_yes(item: Item, column: str) -> list[str]:
    return sorted(coder for coder, answer in item.answers.get(column, {}).items() if answer == YES)


def _calibration(counted: _Counted) -> Iterator[Bin]:
    sheets = counted.sheets
    confidences = {item.row["id"]: confidence_of(item) for item in sheets.records}
    for name in sorted({bin_of(value) for value in confidences.values() if value is not None}):

        def inside(item: Item, name: str = name) -> bool:
            value = confidences[item.row["id"]]
            return value is not None and bin_of(value) == name

        units = counted.units(lambda item: counted.right[item.row["id"]], inside)
        if found := ratio(units, counted.sizes):
            own = [
                value
                for item in sheets.records
                if counted.right[item.row["id"]] is not None and inside(item)
                for value in (confidences[item.row["id"]],)
                if value is not None
            ]
            yield Bin(name, sum(own) / len(own), found)


def _notes(sheets: JudgedSheets, counted: _Counted) -> Iterator[str]:
    units = counted.units(lambda item: counted.right[item.row["id"]], None)
    judged, drawn = len(units), sheets.design.drawn if sheets.design else len(sheets.units)
    if judged < drawn:
        yield (
            f"{drawn - judged} of {drawn} drawn {sheets.unit}s are not judged, or a coder was unsure; they are taken "
            "to be like the others of their stratum"
        )
    if lost := drawn - len(sheets.units):
        yield f"{lost} rows of the sample are missing in the sheets"
    if disputed := sum(bool(item.disputed) for item in sheets.records):
        yield f"coders differ on {disputed} records without a majority: these count as unsure; see --prefer"
    empty = sorted(set(sheets.sizes) - {unit.stratum for unit in units})
    if empty:
        listed = ", ".join(empty[:5]) + (" ..." if len(empty) > 5 else "")
        yield f"nothing is judged of {len(empty)} strata, and the figures do not cover them: {listed}"
    if sheets.unit == "document":
        read = sum(1 for _ in counted.whole(None))
        yield f"recall and F1 rest on {read} documents that were read and judged as a whole"


def unit_of_all(sheets: JudgedSheets) -> list[Unit]:
    """The judged units of the sheets, of which each stands for others."""
    return _Counted(sheets).units(lambda _: True, None)
