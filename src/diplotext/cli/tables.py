"""The command `diplotext tables`: results that were written earlier, as flat tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from diplotext.cli.results import read_results
from diplotext.model.document import Document
from diplotext.tabular.writers import CsvWriter, ParquetWriter

FORMATS = {writer.name: writer for writer in (CsvWriter, ParquetWriter)}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.option("--format", "output_format", type=click.Choice([*FORMATS]), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="The folder, or, for one table, the file."
)
@click.option("--table", "names", multiple=True, metavar="NAME", help="Only this table.")
@click.option("--without-text", is_flag=True, help="Leave out words of the articles.")
def tables(
    inputs: tuple[str, ...], output_format: str, output: Path | None, names: tuple[str, ...], without_text: bool
) -> int:
    """Write what `diplotext extract --format jsonl` has found as flat tables, without reading the articles again.

    The exit status is 1 if some lines could not be read.
    """
    unread: list[str] = []
    written = 0

    def report(message: str) -> None:
        unread.append(message)
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    def counted(documents: Iterator[Document]) -> Iterator[Document]:
        nonlocal written
        for document in documents:
            written += 1
            yield document

    writer = FORMATS[output_format](tables=names, text=not without_text)
    documents = counted(read_results(inputs, report))
    if output is None:
        writer.write(documents, sys.stdout)
    else:
        writer.write_to(documents, output)
    return 0 if not unread else 1 if written else 2
