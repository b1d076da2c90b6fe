"""The command `diplotext report`: a report on results that were written earlier."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from diplotext.errors import WireError
from diplotext.io.wire import read_lines
from diplotext.model.document import Document
from diplotext.report.page import render


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option("--considered", is_flag=True, help="Show what was considered and rejected: each article is read again.")
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
def report(files: tuple[str, ...], title: str | None, considered: bool, output: str | None) -> None:
    """Make a report, one page of HTML, of FILES that `diplotext extract --format jsonl` has written.

    For articles, `diplotext extract --format html` makes one at once.
    """
    page = render(_documents(files), title=title, considered=considered)
    if output is None:
        click.echo(page, nl=False)
    else:
        Path(output).write_text(page, encoding="utf-8", newline="\n")


def _documents(files: tuple[str, ...]) -> Iterator[Document]:
    for file in files:
        with open(file, "rb") as stream:
            try:
                yield from read_lines(stream)
            except WireError as error:
                raise WireError(f"{file}: {error}; for articles, use diplotext extract --format html") from error
