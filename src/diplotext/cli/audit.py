"""The command `diplotext audit`: who is quoted in some articles, how often, and with how many words."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

import attrs
import click

from diplotext.cli.results import holds_results, read_results
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.model.document import Document, split_date
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Registry
from diplotext.syntax.language_models import MODELS
from diplotext.tabular.auditing import GROUPINGS, Audit, Counts, Group, Source
from diplotext.tabular.auditing import audit as audited
from diplotext.tabular.cells import csv_cell

RESULTS = "results"
"""The input format that `diplotext extract --format jsonl` writes."""

BY_SOURCE = "source"
MAX_ROWS = 20
"""Rows of a table on the terminal, unless another number is given."""


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.option("--by", type=click.Choice([BY_SOURCE, *GROUPINGS]), help="Only the table of this.")
@click.option(
    "--format", "output_format", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it.")
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    default=MAX_ROWS,
    show_default=True,
    help="Rows of a table on the terminal; 0 for all.",
)
@click.option(
    "--input-format",
    type=click.Choice([RESULTS, "txt", "jsonl"]),
    help="By default that of the file; results for standard input.",
)
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date of articles that have none.")
@click.option("--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use for articles.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of the files.")
def audit(
    inputs: tuple[str, ...],
    by: str | None,
    output_format: str,
    output: Path | None,
    rows: int,
    input_format: str | None,
    published: str | None,
    model: str | None,
    processes: int,
    encoding: str,
) -> int:
    """Count who is quoted, how often, directly or indirectly, named or not, by office, state, organization and gender.

    Inputs are what `diplotext extract --format jsonl` has written, or articles, which are read first. The exit status
    is 1 if some of them could not be read.
    """
    unread: list[str] = []

    def report(message: str) -> None:
        unread.append(message)
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    split_date(published)
    results, articles = _split(find_files(inputs), input_format)
    documents = read_results(results, report)
    if articles:
        found = read_articles(
            articles, input_format=input_format, encoding=encoding, published=published, report=report
        )
        language = MODELS[model] if model else None
        pipeline = Pipeline.of("quotes", "people", "organizations", language=language, registry=Registry())
        documents = _chained(documents, pipeline.stream(found, processes=processes, on_error="collect"))
    counted = audited(documents)
    if output is None:
        _write(counted, by, output_format, rows, sys.stdout)
    else:
        with output.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            _write(counted, by, output_format, rows, stream)
    return 0 if not unread else 1 if counted.documents else 2


def _chained(*streams: Iterable[Document]) -> Iterator[Document]:
    for stream in streams:
        yield from stream


def _split(files: Iterable[str], input_format: str | None) -> tuple[list[str], list[str]]:
    """Files that hold results, and others, which hold articles."""
    results: list[str] = []
    articles: list[str] = []
    for file in files:
        known = holds_results(file) if input_format is None and file != STDIN else input_format in (RESULTS, None)
        (results if known else articles).append(file)
    return results, articles


def _write(counted: Audit, by: str | None, output_format: str, rows: int, stream: TextIO) -> None:
    if output_format == "json":
        stream.write(json.dumps(_selected(counted, by), indent=2, ensure_ascii=False) + "\n")
    elif output_format == "csv":
        _write_csv(counted, by or BY_SOURCE, stream)
    else:
        from diplotext.cli.audit_tables import print_audit

        print_audit(counted, by, rows or None, stream)


def _selected(counted: Audit, by: str | None) -> Any:
    if by is None:
        return counted.to_dict()
    return [attrs.asdict(row) for row in _rows(counted, by)]


def _rows(counted: Audit, by: str) -> tuple[Source, ...] | tuple[Group, ...]:
    return counted.sources if by == BY_SOURCE else counted.groups(by)


def _write_csv(counted: Audit, by: str, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    kind = Source if by == BY_SOURCE else Group
    counts = [field.name for field in attrs.fields(Counts)]
    own = [field.name for field in attrs.fields(kind) if field.name not in counts]
    writer.writerow([*own, *counts])
    for row in _rows(counted, by):
        writer.writerow([csv_cell(getattr(row, name)) for name in (*own, *counts)])
