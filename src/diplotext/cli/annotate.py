"""The commands `diplotext annotate` and `annotated`: to the tools in which coders annotate, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import chain
from pathlib import Path
from typing import Any

import click

from diplotext.cli.reading import input_options, reading_options
from diplotext.cli.results import holds_results, read_results
from diplotext.errors import ArticleError, nearest
from diplotext.io import wire
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.io.notices import Notices
from diplotext.model.document import Document
from diplotext.plugin.registry import Registry

TOOLS = ("brat", "inception", "labelstudio")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--format", "output_format", type=click.Choice(TOOLS), required=True, help="The tool.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A new or empty folder."
)
@click.option("--blank", is_flag=True, help="Leave out what was found, so that it does not lead the coders.")
@reading_options
def annotate(inputs: tuple[str, ...], output_format: str, output: Path, *, blank: bool, **given: Any) -> int:
    """Write articles for annotation by hand, in Label Studio, INCEpTION or brat.

    Inputs are results of `diplotext extract --format jsonl`, in which coders correct what was found, and articles,
    which they annotate from the beginning. `diplotext annotated` reads what they have done.
    """
    from diplotext.annotation import writers

    writer = writers.WRITERS[output_format](predictions=not blank)
    options = input_options(Registry(), **given)
    unread: list[str] = []

    def report(message: str) -> None:
        unread.append(message)
        _warn(message)

    files = find_files(inputs, options, report=report, note=_note)
    results = [name for name in files if name != STDIN and options.input_format is None and holds_results(name)]
    articles = [name for name in files if name not in results]
    notices = Notices(_note)
    found = chain(read_results(results, report), read_articles(articles, options, report=report, notices=notices))
    first = next(found, None)
    if first is None:
        if not unread:
            raise ArticleError("there is no article to annotate")
        return 2
    writer.write_to(chain([first], found), output)
    notices.finish()
    return 1 if unread else 0


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER...", type=click.Path(path_type=Path))
@click.option("--format", "input_format", type=click.Choice(TOOLS), help="The tool; by default that of the files.")
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="The documents as they were; by default documents.jsonl next to the files.",
)
@click.option("--coder", metavar="NAME", help="The coder, where the files do not say it.")
@click.option("--only", multiple=True, metavar="CODER", help="Read what this coder has annotated, not the others.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write here.")
def annotated(
    inputs: tuple[Path, ...],
    input_format: str | None,
    documents: Path | None,
    coder: str | None,
    only: tuple[str, ...],
    output: Path | None,
) -> int:
    """Read what coders have annotated: JSON Lines, with a document for each text and coder.

    Inputs are a JSON export of Label Studio, exports of INCEpTION (.xmi, .zip, or a folder of them), and folders of
    brat, in which each coder can have a folder.
    """
    unread: list[str] = []

    def report(message: str) -> None:
        unread.append(message)
        _warn(message)

    coders: dict[str, None] = {}
    written = 0
    read = _annotated(inputs, report=report, format=input_format, documents=documents, coder=coder)
    with nullcontext(sys.stdout) if output is None else output.open("w", encoding="utf-8", newline="\n") as stream:
        for document in read:
            coders[document.source["coder"]] = None
            if only and document.source["coder"] not in only:
                continue
            stream.write(wire.dumps(document) + "\n")
            written += 1
    for name in only:
        if coders and name not in coders:
            report(f"no coder is named {name!r}: {nearest(name, coders)}")
    if not (written or unread):
        raise ArticleError("nothing there is annotated")
    return 0 if not unread else 1 if written else 2


def _annotated(inputs: Sequence[Path], *, report: Any, **given: Any) -> Iterator[Document]:
    from diplotext.annotation.reading import read_annotated
    from diplotext.errors import AnnotationError

    for path in inputs:
        try:
            yield from read_annotated(path, report=report, **given)
        except AnnotationError as error:
            for line in str(error).splitlines():
                report(line)


def _warn(message: str) -> None:
    click.echo(f"diplotext: {' '.join(message.split())}", err=True)


def _note(message: str) -> None:
    _warn(f"note: {message}")
