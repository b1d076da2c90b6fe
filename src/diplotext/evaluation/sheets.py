"""Sheets for coders: what was drawn, with columns to fill in, as CSV or XLSX, and the design next to them.

What could sway a coder, such as the rule and its confidence, comes last, and is hidden in XLSX.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from diplotext.errors import SampleError, nearest
from diplotext.evaluation.design import SUFFIX
from diplotext.evaluation.kinds import ANSWERS, Kind, Row
from diplotext.evaluation.sampling import DOCUMENTS, RECORDS, SENTENCES, Sample
from diplotext.tabular.cells import csv_cell, whole_characters

FORMATS = (".csv", ".xlsx", ".jsonl")
MISSED, READ, COMMENT, CODER = "missed", "read", "comment", "coder"
MISSED_ANSWERS = ("no", "yes", "2", "3", "4", "5", "unsure")
SEEN: Mapping[str, tuple[str, ...]] = {
    SENTENCES: ("document", "number", "sentence", "found"),
    DOCUMENTS: ("title", "published", "sentences", "records"),
}
"""What coders see of sentences and documents."""

ASKED = {
    MISSED: "Does this sentence hold one that is not listed under `found`? How many, if more than one?",
    READ: "yes, when all sentences of the document have been read: only then does it count for recall.",
}


@attrs.frozen
class Sheet:
    """A table for coders.

    Attributes:
        name: `records`, `sentences` or `documents`.
        columns: All columns, in order.
        answers: The columns to fill in, with the answers that can be chosen and the question.
        hidden: The columns that coders need not see.
        rows: The rows.
    """

    name: str
    columns: tuple[str, ...]
    answers: Mapping[str, tuple[tuple[str, ...], str]]
    hidden: frozenset[str]
    rows: Sequence[Row] = attrs.field(repr=False)


def answers_of(table: str, kind: Kind) -> dict[str, tuple[tuple[str, ...], str]]:
    """The columns of a table that are to be filled in: what can be chosen, and the question."""
    if table == SENTENCES:
        return {MISSED: (MISSED_ANSWERS, ASKED[MISSED])}
    if table == DOCUMENTS:
        return {READ: (ANSWERS[:2], ASKED[READ])}
    return {one.name: (ANSWERS, one.ask) for one in kind.questions} | {
        one.column: (one.values, one.ask) for one in kind.corrections
    }


def sheet_of(sample: Sample, table: str, coder: str = "") -> Sheet:
    """A table of a sample, ready to be filled in.

    Args:
        sample: The sample.
        table: `records`, `sentences` or `documents`.
        coder: The name that is filled in as coder.
    """
    rows = list(sample.rows(table))
    answers = answers_of(table, sample.kind)
    seen = SEEN.get(table) or ("before", "sentence", "after", *sample.kind.shown)
    own = {name: None for row in rows for name in row}
    hidden = [name for name in own if name not in seen]
    columns = (*seen, *answers, COMMENT, CODER, *hidden)
    blank: Row = dict.fromkeys((*answers, COMMENT))
    return Sheet(table, columns, answers, frozenset(hidden), [{**row, **blank, CODER: coder or None} for row in rows])


def write_sample(sample: Sample, path: Path, coders: Sequence[str] = ()) -> list[Path]:
    """Write the sheets of a sample, and its design next to them.

    Args:
        sample: The sample.
        path: A file that ends in `.xlsx`, `.csv`, or, for documents, `.jsonl`: these in the wire format. Of several
            tables in CSV, the first has this name, and the others `NAME.sentences.csv` and `NAME.documents.csv`.
        coders: Names of coders: each gets a copy, `NAME-CODER.xlsx`.

    Returns:
        The files, in order; the last one is the design.

    Raises:
        SampleError: If the name of the file does not say what it is, or records are to be written as documents.
        MissingExtraError: If openpyxl is not installed, for XLSX.
    """
    if path.suffix not in FORMATS:
        raise SampleError(f"{path}: the name must end in {', '.join(FORMATS)}: {nearest(path.suffix, FORMATS)}")
    if path.suffix == ".jsonl" and sample.design.plan.unit == "record":
        raise SampleError(f"{path}: documents can be written as JSON Lines, not records: draw documents, or write CSV")
    written: list[Path] = []
    if path.suffix == ".jsonl":
        path.write_text("".join(f"{part.line}\n" for part in sample.parts), encoding="utf-8", newline="\n")
        written.append(path)
    else:
        for coder in coders or ("",):
            own = path.with_name(f"{path.stem}-{coder}{path.suffix}") if coder else path
            written += _write(own, [sheet_of(sample, table, coder) for table in sample.tables])
    design = path.with_name(path.stem + SUFFIX)
    sample.design.write(design)
    return [*written, design]


def _write(path: Path, sheets: Sequence[Sheet]) -> list[Path]:
    if path.suffix == ".xlsx":
        from diplotext.evaluation.workbooks import write_workbook

        write_workbook(path, sheets)
        return [path]
    written = []
    for sheet in sheets:
        own = path if sheet.name == RECORDS else path.with_name(f"{path.stem}.{sheet.name}.csv")
        with own.open("w", encoding="utf-8-sig", newline="") as stream:  # spreadsheets know UTF-8 by its mark
            writer = csv.writer(stream)
            writer.writerow(sheet.columns)
            writer.writerows([_cell(row.get(name)) for name in sheet.columns] for row in sheet.rows)
        written.append(own)
    return written


def _cell(value: object) -> str:
    text = csv_cell(value)  # type: ignore[arg-type]
    return whole_characters(text)


def read_table(lines: Iterable[str], name: str) -> Iterable[dict[str, str]]:
    """The rows of a CSV file, with the separator that its first line shows: `,`, `;` or a tab.

    Args:
        lines: The lines, from the first.
        name: The name of the file, for messages.

    Raises:
        SampleError: If there is no line.
    """
    stream = iter(lines)
    first = next(stream, "")
    if not first.strip():
        raise SampleError(f"{name} is empty")
    separator = max(",;\t", key=first.count)

    def all_lines() -> Iterable[str]:
        yield first
        yield from stream

    for row in csv.DictReader(all_lines(), delimiter=separator):
        yield {str(key): value for key, value in row.items() if key is not None and isinstance(value, str)}
