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

from diplotext.cli.reading import input_options, reading_options
from diplotext.cli.results import holds_results, read_results, with_parts
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.io.notices import Notices
from diplotext.model.document import Document
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Registry
from diplotext.syntax.language_models import MODELS
from diplotext.tabular.auditing import GROUPINGS, Audit, Counts, Group, Source
from diplotext.tabular.auditing import audit as audited
from diplotext.tabular.cells import csv_cell

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
@reading_options
@click.option("--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use for articles.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
def audit(
    inputs: tuple[str, ...],
    by: str | None,
    output_format: str,
    output: Path | None,
    rows: int,
    model: str | None,
    processes: int,
    **given: Any,
) -> int:
    """Count who is quoted, how often, directly or indirectly, named or not, by office, state, organization and gender.

    Inputs are what `diplotext extract --format jsonl` has written, or articles, which are read first; standard input
    holds results, unless --input-format names a format of articles. The exit status is 1 if some of them could not be
    read.
    """
    unread: list[str] = []

    def report(message: str) -> None:
        unread.append(message)
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    def note(message: str) -> None:
        click.echo(f"diplotext: note: {' '.join(message.split())}", err=True)

    registry = Registry()
    options = input_options(registry, **given)
    results, articles = _split(find_files(with_parts(inputs), options, report=report, note=note), options.input_format)
    documents = read_results(results, report)
    notices = Notices(note)
    if articles:
        found = read_articles(articles, options, report=report, notices=notices)
        language = MODELS[model] if model else None
        pipeline = Pipeline.of("quotes", "people", "organizations", language=language, registry=registry)
        documents = _chained(documents, pipeline.stream(found, processes=processes, on_error="collect"))
    counted = audited(documents)
    notices.finish()
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
        known = input_format is None and (file == STDIN or holds_results(file))
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
