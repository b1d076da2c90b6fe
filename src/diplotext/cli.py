"""The `diplotext` command.

Exit status: 0 all done; 1 some inputs could not be read and were reported, the others were written; 2 nothing was done,
with one line that says why.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

import click

from diplotext import __version__
from diplotext.document import Document, split_date
from diplotext.errors import ArticleError, DiplotextError, nearest
from diplotext.inputs import STDIN, find_files, read_articles
from diplotext.pipeline import Pipeline
from diplotext.registry import Registry

if TYPE_CHECKING:
    from rich.progress import Progress

INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; errors of users are one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        status = cli.main(arguments, prog_name="diplotext", standalone_mode=False) or 0
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        status = 2
    except click.ClickException as error:
        status = _complain(error.format_message())
    except DiplotextError as error:
        status = _complain(str(error))
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        _close_output()
        status = BROKEN_PIPE
    except OSError as error:  # reading is caught where it happens
        _close_output()
        status = _complain(f"cannot write: {error.strerror or error}")
    except (KeyboardInterrupt, click.Abort):
        status = INTERRUPTED
    sys.exit(status)


def _close_output() -> None:
    """Let what is still to be written go nowhere, so that ending does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> int:
    click.echo(f"diplotext: {' '.join(message.split())}", err=True)
    return 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Typed, checkable facts from English diplomatic and political news."""


@cli.command()
@click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|-]...")
@click.option("--input-format", type=click.Choice(["txt", "jsonl"]), help="By default told by the suffix, else txt.")
@click.option("--format", "output_format", default="table", show_default=True, help="table, json, jsonl ...")
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date of articles that come without one.")
@click.option("--with", "chosen", multiple=True, metavar="NAME", help="Run this extractor, and what it requires, only.")
@click.option("--without", multiple=True, metavar="NAME", help="Leave this extractor out.")
@click.option("--language", metavar="MODEL", help="Name or path of a spaCy pipeline to use instead of the default one.")
@click.option("--processes", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes work.")
@click.option("--encoding", default="utf-8", show_default=True, help="Of the files.")
def extract(
    inputs: tuple[str, ...],
    input_format: str | None,
    output_format: str,
    published: str | None,
    chosen: tuple[str, ...],
    without: tuple[str, ...],
    language: str | None,
    processes: int,
    encoding: str,
) -> int:
    """Read articles and write what is in them.

    Articles are text files, or JSON Lines with the keys text, id, title, published and source. Folders are searched for
    .txt and .jsonl files; - is standard input.
    """
    files = find_files(inputs or (STDIN,))
    split_date(published)
    _check_encoding(encoding)
    registry = Registry()
    writer = _writer(registry, output_format)
    pipeline = Pipeline.of(*chosen, without=without, language=language, registry=registry)
    for plugin in registry.failures:
        click.echo(f"diplotext: warning: plugin {plugin} cannot be used: {plugin.error}", err=True)
    counts = _Counts()
    articles = read_articles(
        files, input_format=input_format, encoding=encoding, published=published, report=counts.report
    )
    documents = counts.watch(pipeline.stream(articles, processes=processes, on_error="collect"))
    with _progress() as progress:
        total = None if input_format == "jsonl" or STDIN in files else len(files)
        writer.write(progress.track(documents, total=total, description="reading"), sys.stdout)
    if counts.failed:
        click.echo(f"diplotext: warning: extractors failed on {counts.failed} documents, see failures", err=True)
    return 0 if not counts.unread else 1 if counts.written else 2


class _Counts:
    """What happened while documents were read and written."""

    def __init__(self) -> None:
        self.unread = self.written = self.failed = 0

    def report(self, message: str) -> None:
        self.unread += 1
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    def watch(self, documents: Iterator[Document]) -> Iterator[Document]:
        for document in documents:
            self.written += 1
            self.failed += bool(document.failures)
            yield document


def _progress() -> Progress:
    """A progress bar on standard error, if that is a terminal and the results go elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    hidden = not sys.stderr.isatty() or sys.stdout.isatty()
    return Progress(console=Console(stderr=True), transient=True, disable=hidden, redirect_stdout=False)


def _writer(registry: Registry, name: str):  # type: ignore[no-untyped-def]
    if name not in registry.writers:
        raise click.BadParameter(f"no format is named {name!r}: {nearest(name, registry.writers)}")
    return registry.writers[name]()


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        raise ArticleError(f"no encoding is named {name!r}") from None


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def plugins(as_json: bool) -> None:
    """List what is installed: plugins, their extractors, what these require and provide."""
    registry = Registry()
    rows = [
        {
            "plugin": plugin.name,
            "distribution": plugin.distribution,
            "version": plugin.version,
            "error": plugin.error,
            "extractors": [
                {
                    "name": info.name,
                    **{
                        attribute: [kind.__name__ for kind in getattr(info.extractor, attribute)]
                        for attribute in ("provides", "requires", "uses")
                    },
                    "needs": list(info.extractor.needs),
                }
                for info in registry.extractors
                if info.plugin.name == plugin.name
            ],
        }
        for plugin in registry.plugins
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    else:
        from diplotext.tables import print_plugins

        print_plugins(rows, sys.stdout)


@cli.command()
@click.option("--core", is_flag=True, help="Only the types of the core, without those of installed plugins.")
def schema(core: bool) -> None:
    """Print the JSON Schema of the wire format."""
    from diplotext.schema import json_schema

    types = [] if core else Registry().annotation_types().values()
    click.echo(json.dumps(json_schema(types), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
