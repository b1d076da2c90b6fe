"""The command `diplotext extract`: reads articles and writes what is found in them."""

from __future__ import annotations

import codecs
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from diplotext.cli.rules import options_of
from diplotext.errors import ArticleError, nearest
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.model.document import Document, split_date
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Registry
from diplotext.plugin.writers import Writer
from diplotext.syntax.language_models import MODELS

if TYPE_CHECKING:
    from rich.progress import Progress


@click.command()
@click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|-]...")
@click.option("--input-format", type=click.Choice(["txt", "jsonl"]), help="By default that of the suffix, else txt.")
@click.option("--format", "output_format", default="table", show_default=True, help="table, json, jsonl ...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to write, instead of standard output.",
)
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Of csv and parquet: only this table.")
@click.option("--without-text", is_flag=True, help="Of csv and parquet: leave out words of the articles.")
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date of articles that have none.")
@click.option("--with", "chosen", multiple=True, metavar="NAME", help="Run only this extractor and what it requires.")
@click.option("--without", multiple=True, metavar="NAME", help="Leave this extractor out.")
@click.option("--disable-rule", "disabled", multiple=True, metavar="ID", help="Switch this rule off.")
@click.option("--rules", "rule_files", multiple=True, metavar="FILE", help="Add the event rules of this file.")
@click.option(
    "--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use: by default accurate, if installed."
)
@click.option("--language", metavar="MODEL", help="Name or path of a spaCy pipeline to use instead of the default one.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
@click.option("--encoding", default="utf-8", show_default=True, help="Encoding of the files.")
def extract(
    inputs: tuple[str, ...],
    input_format: str | None,
    output_format: str,
    output: Path | None,
    tables: tuple[str, ...],
    without_text: bool,
    published: str | None,
    chosen: tuple[str, ...],
    without: tuple[str, ...],
    disabled: tuple[str, ...],
    rule_files: tuple[str, ...],
    model: str | None,
    language: str | None,
    processes: int,
    encoding: str,
) -> int:
    """Read articles and write what is found in them.

    Articles are text files, or JSON Lines with the keys text, id, title, published and source. Folders are searched for
    .txt and .jsonl files; - is standard input.
    """
    files = find_files(inputs or (STDIN,))
    split_date(published)
    _check_encoding(encoding)
    registry = Registry()
    writer = _writer(registry, output_format, tables=tables, text=not without_text)
    if model and language:
        raise click.UsageError("--model and --language exclude each other; --language takes any spaCy pipeline")
    language = MODELS[model] if model else language
    options = options_of(disabled, rule_files, registry)
    pipeline = Pipeline.of(*chosen, without=without, options=options, language=language, registry=registry)
    for plugin in registry.failures:
        click.echo(f"diplotext: warning: plugin {plugin} cannot be used: {plugin.error}", err=True)
    counts = _Counts()
    articles = read_articles(
        files, input_format=input_format, encoding=encoding, published=published, report=counts.report
    )
    documents = counts.watch(pipeline.stream(articles, processes=processes, on_error="collect"))
    with _progress() as progress:
        total = None if input_format == "jsonl" or STDIN in files else len(files)
        documents = iter(progress.track(documents, total=total, description="reading"))
        if output is None:
            writer.write(documents, sys.stdout)
        else:
            writer.write_to(documents, output)
    if counts.failed:
        click.echo(f"diplotext: warning: extractors failed on {counts.failed} documents, see failures", err=True)
    return 0 if not counts.unread else 1 if counts.written else 2


class _Counts:
    """Counts of the articles that could not be read, of documents written, and of those on which extractors failed."""

    def __init__(self) -> None:
        self.unread = self.written = self.failed = 0

    def report(self, message: str) -> None:
        self.unread += 1
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    def watch(self, documents: Iterator[Document]) -> Iterator[Document]:
        for document in documents:
            if not self.written:
                gc.freeze()  # models and tables stay: the garbage collector need not look at them again and again
            self.written += 1
            self.failed += bool(document.failures)
            yield document


def _progress() -> Progress:
    """A progress bar on standard error, if that is a terminal and standard output is not."""
    from rich.console import Console
    from rich.progress import Progress

    hidden = not sys.stderr.isatty() or sys.stdout.isatty()
    return Progress(console=Console(stderr=True), transient=True, disable=hidden, redirect_stdout=False)


def _writer(registry: Registry, name: str, *, tables: tuple[str, ...], text: bool) -> Writer:
    if name not in registry.writers:
        raise click.BadParameter(f"no format is named {name!r}: {nearest(name, registry.writers)}")
    writer = registry.writers[name]
    fields = attrs.fields_dict(writer)
    given: dict[str, Any] = {"tables": tables} if tables else {}
    given |= {} if text else {"text": text}
    for option in given:
        if option not in fields:
            shown = "--table" if option == "tables" else "--without-text"
            raise click.BadParameter(f"{shown} is for formats that write tables, such as csv, not for {name}")
    return writer(**given)


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        known = ("utf-8", "utf-16", "latin-1", "cp1252", "ascii")
        raise ArticleError(f"no encoding is named {name!r}: {nearest(name, known)} ...") from None
