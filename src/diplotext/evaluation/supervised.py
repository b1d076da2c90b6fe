"""The table for design-based supervised learning: predictions of all units, gold where there is any, probabilities.

It is what the R package `dsl` takes: `dsl(model = "lm", formula = right ~ month, predicted_var = "right",
prediction = "right_predicted", sample_prob = "probability", data = ...)`, where the column of gold is empty for units
that were not judged. A mean, or a share, is corrected here as well: see `estimates.corrected_mean`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from diplotext.errors import SampleError
from diplotext.evaluation.design import Design
from diplotext.evaluation.estimates import Corrected, Judged, Predicted, corrected_mean
from diplotext.evaluation.evaluating import whole_documents
from diplotext.evaluation.fields import NONE, stratum_of, value_of
from diplotext.evaluation.judgements import JudgedSheets
from diplotext.evaluation.kinds import Kind, Row, records_of
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document
from diplotext.tabular.articles import ArticleRows
from diplotext.tabular.cells import csv_cell

RIGHT, COUNT, ANY = "right", "count", "any"


def gold_of(sheets: JudgedSheets) -> dict[str, dict[str, float]]:
    """What the coders say of each judged unit: the values of all variables by the id of the unit.

    Args:
        sheets: The judged sheets.
    """
    found: dict[str, dict[str, float]] = {}
    if sheets.unit == "document":
        for document, number, missed in whole_documents(sheets):
            found[document] = {COUNT: number + missed, ANY: float(number + missed > 0)}
        return found
    for item in sheets.records:
        right = sheets.right(item)
        if right is None:
            continue
        values = {RIGHT: float(right)}
        for one in sheets.kind.corrections:
            true = sheets.answer(item, one.column) or item.row.get(one.name)
            real = sheets.exists(item)
            values |= {f"{one.name}={value}": float(real and value == true) for value in one.values}
        found[item.row["id"]] = values
    return found


def names_of(sheets: JudgedSheets) -> list[str]:
    """The names of the variables."""
    if sheets.unit == "document":
        return [COUNT, ANY]
    return [RIGHT, *(f"{one.name}={value}" for one in sheets.kind.corrections for value in one.values)]


def _predicted(document: Document, record: Annotation | None, kind: Kind) -> dict[str, float]:
    if record is None:
        number = len(records_of(document, kind))
        return {COUNT: number, ANY: float(number > 0)}
    values = {RIGHT: 1.0}
    for one in kind.corrections:
        own = getattr(record, one.name, None)
        values |= {f"{one.name}={value}": float(own == value) for value in one.values}
    return values


def table(documents: Iterable[Document], sheets: JudgedSheets) -> Iterator[Row]:
    """The rows of the table: one for each unit of the results that the sample was drawn from.

    Args:
        documents: These results.
        sheets: The judged sheets, with their design.

    Raises:
        SampleError: If the design is not known, or the results are others than those that the sample was drawn from.
    """
    design = _design(sheets)
    probabilities = {stratum.name: stratum.probability for stratum in design.strata}
    gold = gold_of(sheets)
    names = names_of(sheets)
    left = dict(design.sizes)
    for document in documents:
        for key, record in _units(document, sheets):
            values = {name: value_of(name, document, record) for name in design.plan.by}
            stratum = stratum_of(values)
            if left.get(stratum, 0) < 1:
                raise _other_results()
            left[stratum] -= 1
            row: Row = {"id": key, "document": document.id, "published": document.published}
            row |= {name: value_of(name, document, record) for name in ("outlet", "month")}
            row |= {"rule": record.rule, "confidence": record.confidence} if record is not None else {}
            row |= {name: value for name, value in values.items() if name not in row}
            row |= {"stratum": stratum, "probability": probabilities[stratum], "sampled": int(key in design.units)}
            predicted, own = _predicted(document, record, sheets.kind), gold.get(key, {})
            for name in names:
                row |= {f"{name}_predicted": predicted[name], name: own.get(name)}
            yield {name: None if value == NONE else value for name, value in row.items()}
    if any(left.values()):
        raise _other_results()


def _units(document: Document, sheets: JudgedSheets) -> Iterator[tuple[str, Annotation | None]]:
    if sheets.unit == "document":
        yield document.id, None
        return
    article = ArticleRows(document)
    for record in records_of(document, sheets.kind):
        yield str(article.id_of(record)), record


def _design(sheets: JudgedSheets) -> Design:
    if sheets.design is None:
        raise SampleError("the design of the sample is needed: name its file with --design")
    return sheets.design


def _other_results() -> SampleError:
    return SampleError("these are not the results that the sample was drawn from: they have other units")


def corrected(
    rows: Iterable[Mapping[str, object]], sheets: JudgedSheets, stream: TextIO | None = None
) -> tuple[Corrected, ...]:
    """The means of all variables, corrected by the judged sample.

    Args:
        rows: The rows of `table`; they are read once.
        sheets: The judged sheets.
        stream: Where the rows are written as CSV; None if they are not wanted.
    """
    names = names_of(sheets)
    population: dict[str, dict[str, Predicted]] = {name: {} for name in names}
    judged: dict[str, list[Judged]] = {name: [] for name in names}
    writer = None
    for row in rows:
        if stream is not None:
            if writer is None:
                writer = csv.writer(stream, lineterminator="\n")
                writer.writerow(row)
            writer.writerow([csv_cell(value) for value in row.values()])  # type: ignore[arg-type]
        stratum = str(row["stratum"])
        for name in names:
            predicted, gold = _number(row[f"{name}_predicted"]), row[name]
            population[name][stratum] = population[name].get(stratum, Predicted()).with_value(predicted)
            if gold is not None:
                judged[name].append(Judged(stratum, predicted, _number(gold)))
    found = (corrected_mean(name, population[name], judged[name]) for name in names)
    return tuple(one for one in found if one is not None)


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)


def gaps(sheets: JudgedSheets) -> Sequence[str]:
    """The strata of which nothing was judged: without them no mean can be corrected."""
    gold = gold_of(sheets)
    covered = {item.row["stratum"] for item in sheets.units if _unit_id(sheets, item.row) in gold}
    return sorted(set(sheets.sizes) - covered)


def _unit_id(sheets: JudgedSheets, row: Mapping[str, str]) -> str:
    return row["document" if sheets.unit == "document" else "id"]
