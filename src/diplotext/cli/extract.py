"""The command `diplotext extract`: reads articles and writes what is found in them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from diplotext.cli.folder import FolderOptions, is_folder, parsed_share, write_folder
from diplotext.cli.reading import input_options, reading_options
from diplotext.cli.rules import options_of
from diplotext.cli.whole_lines import write_lines, write_lines_to
from diplotext.errors import nearest
from diplotext.io.inputs import STDIN, InputOptions, count_articles, find_files, read_articles
from diplotext.io.json_lines import JsonLinesWriter
from diplotext.io.notices import Notices
from diplotext.pipeline.pipeline import Pipeline
from diplotext.pipeline.pool import start_early
from diplotext.plugin.registry import Registry
from diplotext.plugin.writers import Writer
from diplotext.scaling.folder import SHARD_SIZE
from diplotext.scaling.writing import BATCH_SIZE, lines
from diplotext.syntax.language_models import MODELS

R = TypeVar("R")


@click.command()
@click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|-]...")
@reading_options
@click.option("--format", "output_format", metavar="NAME", help="table (the default), json, jsonl, html, csv ...")
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    metavar="PATH",
    help="Write to this path: a file, or a folder, of tables or of JSON Lines in parts.",
)
@click.option("--resume", is_flag=True, help="Of a folder: continue where an earlier run was interrupted.")
@click.option(
    "--shard",
    "share",
    callback=parsed_share,
    metavar="K/N",
    help="Of a folder: make the K-th of N shares of it.",
)
@click.option(
    "--shard-size",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help=f"Of a folder: articles in a part; by default {SHARD_SIZE}.",
)
@click.option("--table", "tables", multiple=True, metavar="NAME", help="Of csv and parquet: only this table.")
@click.option("--without-text", is_flag=True, help="Of csv and parquet: leave out words of the articles.")
@click.option(
    "--with", "chosen", multiple=True, metavar="NAME,...", help="Run only these extractors and what they require."
)
@click.option("--without", multiple=True, metavar="NAME,...", help="Leave these extractors out.")
@click.option("--disable-rule", "disabled", multiple=True, metavar="ID", help="Switch this rule off.")
@click.option("--rules", "rule_files", multiple=True, metavar="FILE", help="Add the event rules of this file.")
@click.option("--confidences", metavar="FILE", help="Confidences of rules that `diplotext recalibrate` has measured.")
@click.option(
    "--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use: by default accurate, if installed."
)
@click.option("--language", metavar="MODEL", help="Name or path of a spaCy pipeline to use instead of the default one.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="Number of processes.")
@click.option(
    "--extractor-time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Interrupt an extractor that takes longer for an article; the others run.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give an article up after this time; by default there is no limit.",
)
@click.option("--progress/--no-progress", default=None, help="Show a progress bar; by default on a terminal.")
def extract(
    inputs: tuple[str, ...],
    output_format: str | None,
    output: str | None,
    resume: bool,
    share: tuple[int, int] | None,
    shard_size: int | None,
    tables: tuple[str, ...],
    without_text: bool,
    chosen: tuple[str, ...],
    without: tuple[str, ...],
    disabled: tuple[str, ...],
    rule_files: tuple[str, ...],
    confidences: str | None,
    model: str | None,
    language: str | None,
    processes: int,
    extractor_time_limit: float | None,
    time_limit: float | None,
    progress: bool | None,
    **given: Any,
) -> int:
    """Read articles and write what is found in them.

    Articles are text files, JSON Lines with the keys text, id, title, published and source, CSV files with such
    columns, saved web pages, or exports of Nexis and Factiva. Folders are searched for such files; - is standard input.
    """
    registry = Registry()
    options = input_options(registry, **given)
    folder = FolderOptions(resume, share, shard_size)
    in_parts = folder.are_given or (output_format in (None, "jsonl") and is_folder(output))
    _check_parts(folder, output, output_format)
    writer = _writer(
        registry, output_format or ("jsonl" if in_parts else "table"), tables=tables, text=not without_text
    )
    if model and language:
        raise click.UsageError("--model and --language exclude each other; --language takes any spaCy pipeline")
    counts = _Counts()
    files = find_files(inputs or (STDIN,), options, report=counts.report, note=counts.note)
    if not files:
        return 2
    target = Path(output) if output else None
    _check_output(target, files, is_folder=in_parts or hasattr(writer, "tables"))
    if processes > 1 and not (chosen or model or language):  # the default language model is needed, and no other
        start_early(processes)
    pipeline = Pipeline.of(
        *_names(chosen),
        without=_names(without),
        options=options_of(disabled, rule_files, registry),
        language=MODELS[model] if model else language,
        confidences=confidences,
        registry=registry,
        extractor_time_limit=extractor_time_limit,
    )
    for plugin in registry.failures:
        click.echo(f"diplotext: warning: plugin {plugin} cannot be used: {plugin.error}", err=True)
    if STDIN in files and sys.stdin.isatty():
        click.echo(
            "diplotext: reading standard input: type an article, and Ctrl-D on a line of its own to end", err=True
        )
    notices = Notices(counts.note)
    if in_parts:
        assert output
        return write_folder(
            pipeline,
            files,
            options,
            notices,
            output,
            folder,
            processes=processes,
            time_limit=time_limit,
            progress=progress,
        )
    articles = read_articles(files, options, report=counts.report, notices=notices)
    read: Iterator[Any]
    if isinstance(writer, JsonLinesWriter):
        read = lines(pipeline, articles, processes=processes, time_limit=time_limit)
    else:
        read = pipeline.stream(
            articles, processes=processes, batch_size=BATCH_SIZE, on_error="collect", time_limit=time_limit
        )
    _write(_Run(files, options, counts, target), read, writer, progress=progress)
    notices.finish()
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

    def note(self, message: str) -> None:
        click.echo(f"diplotext: note: {' '.join(message.split())}", err=True)

    def watch(self, read: Iterator[R]) -> Iterator[R]:
        """Documents or lines; one counts as written when the next one is asked for."""
        for one in read:
            if not self.written:
                gc.freeze()  # models and tables stay: the garbage collector need not look at them again and again
            yield one
            self.written += 1
            self.failed += bool(getattr(one, "failed", None) or getattr(one, "failures", None))


class _Run:
    """What is read, how much of it has been written, and where."""

    def __init__(self, files: Sequence[str], options: InputOptions, counts: _Counts, output: Path | None) -> None:
        self.files, self.options, self.counts, self.output = files, options, counts, output

    @cached_property
    def total(self) -> int | None:
        """The number of articles, if it can be known."""
        return count_articles(self.files, self.options)

    def interrupted(self) -> str:
        """What to say after Ctrl-C."""
        of_total = f" of {self.total}" if self.total is not None else ""
        where = f" to {self.output}" if self.output else ""
        return f"diplotext: interrupted: {self.counts.written}{of_total} articles written{where}"


def _write(run: _Run, read: Iterator[Any], writer: Writer, *, progress: bool | None) -> None:
    """Write documents or lines, with a progress bar on standard error; if interrupted, say how many were written."""
    from diplotext.io.progress import progress_bar, tracked

    shown = (
        sys.stderr.isatty() and (run.output is not None or not sys.stdout.isatty()) if progress is None else progress
    )
    watched = run.counts.watch(read)
    try:
        with progress_bar(hidden=not shown) as bar:
            if shown:
                watched = tracked(watched, bar, total=run.total, description="reading")
            if isinstance(writer, JsonLinesWriter):
                if run.output is None:
                    write_lines(watched, sys.stdout)
                else:
                    write_lines_to(watched, run.output)
            elif run.output is None:
                writer.write(watched, sys.stdout)
            else:
                writer.write_to(watched, run.output)
    except KeyboardInterrupt:
        click.echo(run.interrupted(), err=True)
        raise


def _names(values: Sequence[str]) -> list[str]:
    """The names in values such as `quotes` and `quotes,dates`."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]


def _check_parts(folder: FolderOptions, output: str | None, output_format: str | None) -> None:
    """Refuse options of a folder without a folder of JSON Lines."""
    if folder.are_given and not output:
        raise click.UsageError("--resume, --shard and --shard-size need --output FOLDER")
    if folder.are_given and output_format not in (None, "jsonl"):
        raise click.UsageError(
            f"parts are JSON Lines: leave --format {output_format} out; `diplotext tables FOLDER` makes tables of them"
        )


def _check_output(output: Path | None, files: Sequence[str], *, is_folder: bool) -> None:
    """Refuse a path that cannot be written; writers of tables make their folders, and say what is wrong with them."""
    if output is None or is_folder:
        return
    if not output.parent.is_dir():
        raise click.UsageError(f"--output: the folder {output.parent} does not exist")
    for name in files:
        if name != STDIN and output.is_file() and output.samefile(name):
            raise click.UsageError(f"--output: {output} is one of the files to be read")


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
