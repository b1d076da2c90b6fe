"""An evaluation as text, for a terminal or a pipe."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.table import Table
from rich.text import Text

from diplotext.evaluation.agreement import Agreement
from diplotext.evaluation.estimates import Corrected, Estimate
from diplotext.evaluation.results import ALL, Bin, Confusion, Evaluation, Figure
from diplotext.io.console import add_row, console_for, new_table, printable


def printed(evaluation: Evaluation, means: Sequence[Corrected] = ()) -> str:
    """The evaluation as text."""
    stream = io.StringIO()
    print_evaluation(evaluation, stream, means)
    return stream.getvalue().rstrip("\n")


def print_evaluation(evaluation: Evaluation, stream: TextIO, means: Sequence[Corrected] = ()) -> None:
    """Print an evaluation.

    Args:
        evaluation: The evaluation.
        stream: Where to print.
        means: Corrected means.
    """
    console = console_for(stream)
    console.print(Text(printable(heading(evaluation))))
    for table in _tables(evaluation, means):
        console.print()
        console.print(table.title)  # a table wraps its title at its own width
        table.title = None
        console.print(table)
    for note in evaluation.notes:
        console.print(Text(printable(f"\nnote: {note}")))


def heading(evaluation: Evaluation) -> str:
    """What was judged, in a line."""
    of = "" if evaluation.population is None else f" of {evaluation.population:,}"
    unit = evaluation.of if evaluation.unit == "record" else "documents"
    by = f" by {', '.join(evaluation.coders)}" if evaluation.coders else ""
    drawn = f"{evaluation.drawn:,}{of} {unit} drawn, " if of else ""
    kind = f" with their {evaluation.of}" if evaluation.unit == "document" and evaluation.of != "documents" else ""
    return f"{drawn}{evaluation.judged:,} {'' if of else f'{unit} '}judged{kind}{by}; per cent, with 95 % intervals"


def _tables(evaluation: Evaluation, means: Sequence[Corrected]) -> Iterator[Table]:
    for by, figures in grouped(evaluation.figures):
        yield _figures(by, figures)
    for confusion in evaluation.confusions:
        yield _confusion(confusion)
    if evaluation.calibration:
        yield _calibration(evaluation.calibration)
    if evaluation.agreements:
        yield _agreements(evaluation.agreements)
    if means:
        yield _means(means)


def grouped(figures: Iterable[Figure]) -> list[tuple[str, list[Figure]]]:
    """The figures by property, in order; those of all first."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(figure.by, []).append(figure)
    return list(found.items())


def _table(title: str, *columns: str) -> Table:
    table = new_table(title, *columns)
    for number, name in enumerate(columns):
        if number and name != "measure":
            table.columns[number].justify = "right"
    return table


def shown(estimate: Estimate | None) -> str:
    """An estimate in a cell."""
    return str(estimate) if estimate else "-"


def _figures(by: str, figures: Sequence[Figure]) -> Table:
    if by == ALL:
        table = _table("All", "measure", "estimate", "cases")
        for one in figures:
            add_row(table, label(one.measure), shown(one.estimate), f"{one.estimate.cases:,}")
        return table
    measures = list(dict.fromkeys(one.measure for one in figures))
    groups: dict[str, dict[str, Figure]] = {}
    for one in figures:
        groups.setdefault(one.group, {})[one.measure] = one
    if len(measures) > 4:  # too wide: a block for each group
        table = _table(f"By {by}", by, "measure", "estimate", "cases")
        for group, own in groups.items():
            for measure, one in own.items():
                add_row(table, group, label(measure), shown(one.estimate), f"{one.estimate.cases:,}")
        return table
    table = _table(f"By {by}", by, *(name for measure in measures for name in (label(measure), "cases")))
    for group, own in groups.items():
        cells = []
        for measure in measures:
            figure = own.get(measure)
            cells += [shown(figure.estimate) if figure else "-", f"{figure.estimate.cases:,}" if figure else "0"]
        add_row(table, group, *cells)
    return table


def label(measure: str) -> str:
    """The name of a measure in words."""
    return measure.replace("_", " ")


def _confusion(confusion: Confusion) -> Table:
    table = _table(f"Found {confusion.field} (rows), and the right one (columns)", "found", *confusion.values)
    for found, counts in confusion.counts.items():
        add_row(table, found, *map(str, counts))
    return table


def _calibration(bins: Sequence[Bin]) -> Table:
    table = _table(
        "Calibration: stated confidence, and the share that is right", "confidence", "stated", "right", "cases"
    )
    for one in bins:
        add_row(table, one.name, f"{100 * one.stated:.1f}", shown(one.estimate), f"{one.estimate.cases:,}")
    return table


def _agreements(agreements: Sequence[Agreement]) -> Table:
    table = _table("Agreement of coders", "question", "Krippendorff's alpha", "identical", "items")
    for one in agreements:
        alpha = "-" if one.alpha is None else f"{one.alpha:.3f}"
        if one.low is not None and one.high is not None:
            alpha += f" ({one.low:.3f}-{one.high:.3f})"
        add_row(table, label(one.question), alpha, f"{100 * one.identical:.1f}", f"{one.items:,}")
    return table


def _means(means: Sequence[Corrected]) -> Table:
    table = _table("Means over all units", "variable", "as predicted", "corrected (DSL)", "standard error", "judged")
    for one in means:
        cells = (
            f"{one.predicted:.3f}",
            f"{one.value:.3f} ({one.low:.3f} to {one.high:.3f})",
            f"{one.standard_error:.4f}",
        )
        add_row(table, one.variable, *cells, f"{one.cases:,}")
    return table
