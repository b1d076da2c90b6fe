"""The `diplotext` command.

Exit status: 0 if all is done; 1 if some inputs could not be read, which are reported, and the others are written, or if
a check found errors; 2 if nothing was done, with one line that says why.
"""

from __future__ import annotations

import codecs
import difflib
import gc
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import attrs
import click

from diplotext import __version__
from diplotext.cli import new_plugin, rules, stories, verify
from diplotext.errors import ArticleError, DiplotextError, PluginError, nearest
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.model.document import Document, split_date
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Plugin, Registry
from diplotext.syntax.language_models import MODELS

if TYPE_CHECKING:
    from rich.progress import Progress

    from diplotext.knowledge.findings import Finding
    from diplotext.knowledge.records import Record

INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit; errors are reported on one line, without a traceback."""
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
    except BrokenPipeError:  # the reader, such as `head`, has closed the pipe
        _close_output()
        status = BROKEN_PIPE
    except OSError as error:  # errors of reading are caught where they occur
        _close_output()
        status = _complain(f"cannot write: {error.strerror or error}")
    except (KeyboardInterrupt, click.Abort):
        status = INTERRUPTED
    sys.exit(status)


def _close_output() -> None:
    """Discard buffered output, so that the interpreter does not fail on it at exit."""
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
@click.option("--input-format", type=click.Choice(["txt", "jsonl"]), help="By default that of the suffix, else txt.")
@click.option("--format", "output_format", default="table", show_default=True, help="table, json, jsonl ...")
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
    writer = _writer(registry, output_format)
    if model and language:
        raise click.UsageError("--model and --language exclude each other; --language takes any spaCy pipeline")
    language = MODELS[model] if model else language
    options = rules.options_of(disabled, rule_files, registry)
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
        writer.write(progress.track(documents, total=total, description="reading"), sys.stdout)
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


def _writer(registry: Registry, name: str):  # type: ignore[no-untyped-def]
    if name not in registry.writers:
        raise click.BadParameter(f"no format is named {name!r}: {nearest(name, registry.writers)}")
    return registry.writers[name]()


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        known = ("utf-8", "utf-16", "latin-1", "cp1252", "ascii")
        raise ArticleError(f"no encoding is named {name!r}: {nearest(name, known)} ...") from None


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
def plugins(as_json: bool) -> None:
    """List what is installed: plugins, their extractors, and what these require and provide."""
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
        from diplotext.io.terminal import print_plugins

        print_plugins(rows, sys.stdout)


@cli.command()
@click.option("--core", is_flag=True, help="Only the types of the core, without those of installed plugins.")
def schema(core: bool) -> None:
    """Print the JSON Schema of the wire format."""
    from diplotext.io.schema import json_schema

    types = [] if core else Registry().annotation_types().values()
    click.echo(json.dumps(json_schema(types), indent=2, ensure_ascii=False))


@cli.group()
def knowledge() -> None:
    """Check, search and show the records of the gazetteer, which plugins contribute."""


as_json: Callable[[Callable[..., Any]], Callable[..., Any]] = click.option(
    "--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True
)


@knowledge.command("check")
@click.option("--plugin", "chosen", metavar="NAME", help="Only what concerns the records of this plugin.")
@as_json
def check_knowledge(chosen: str | None, output_format: str) -> int:
    """Find what is wrong with the records of all plugins, or of one together with all others.

    The exit status is 0 if there is no error (there may be warnings and notes), 1 if there are errors, 2 if there is
    nothing to check.
    """
    from diplotext.knowledge.lint import check

    registry = Registry()
    contributions = _contributions(registry, chosen)
    findings = check(contributions, plugin=chosen)
    plugins = {plugin.name: plugin for plugin in registry.plugins}
    if output_format == "json":
        _echo_json([_finding_row(finding, plugins[finding.plugin]) for finding in findings])
    else:
        for name in contributions:
            of_plugin = [finding for finding in findings if finding.plugin == name]
            if of_plugin or chosen in (None, name):
                click.echo(f"{plugins[name]}: {_counted(len(contributions[name]), 'record')}")
                _echo_findings(of_plugin)
        found = Counter(finding.severity for finding in findings)
        click.echo(", ".join(_counted(found[severity], severity) for severity in ("error", "warning", "note")))
    return int(any(finding.severity == "error" for finding in findings) or (not chosen and bool(registry.failures)))


def _contributions(registry: Registry, chosen: str | None = None) -> Mapping[str, Sequence[Record]]:
    """The records by the names of their plugins; plugins that cannot be used are reported.

    Raises:
        PluginError: If there are no records, or none of the chosen plugin.
    """
    contributions = registry.knowledge_by_plugin
    broken = [f"plugin {plugin} cannot be used: {plugin.error}" for plugin in registry.failures]
    if chosen is not None and chosen not in contributions:
        choices = nearest(chosen, contributions)
        raise PluginError("; ".join((f"no plugin named {chosen!r} contributes records: {choices}", *broken)))
    if not contributions:
        raise PluginError("; ".join(("no installed plugin contributes records", *broken)))
    for message in broken:
        click.echo(f"diplotext: {message}", err=True)
    return contributions


def _readable(contributions: Mapping[str, Sequence[Record]]) -> Mapping[str, Sequence[Record]]:
    """The same records.

    Raises:
        PluginError: If one of them holds a value of a wrong type, with which names cannot be looked up.
    """
    from diplotext.knowledge.lint import wrong_type

    for plugin, records in contributions.items():
        for record in records:
            if problem := wrong_type(record):
                raise PluginError(f"plugin {plugin}: record {record.id!r}: {problem}")
    return contributions


def _finding_row(finding: Finding, plugin: Plugin) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "record": finding.record,
        "plugin": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "others": list(finding.others),
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _echo_findings(findings: Sequence[Finding]) -> None:
    """Two lines for each finding: what it is, and what to do about it."""
    for finding in findings:
        line = f"{finding.severity} {finding.code} {finding.record} {finding.message}"
        click.echo(f"  {' '.join(line.split())}\n    {finding.remedy}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, indent=2, ensure_ascii=False, default=dict))


@knowledge.command("find")
@click.argument("text")
@as_json
def find_names(text: str, output_format: str) -> None:
    """Show which names of the gazetteer occur in TEXT; - is standard input.

    These are all the records that a name may refer to; extractors decide which one it does refer to.
    """
    registry = Registry()
    contributions = _readable(_contributions(registry))
    owners = {record.id: name for name, records in contributions.items() for record in records}
    text = sys.stdin.buffer.read().decode("utf-8", "replace") if text == STDIN else text
    columns = ("start", "end", "text", "record", "kind", "form", "plugin")
    rows = [
        (m.start, m.end, text[m.start : m.end], m.record.id, m.record.kind, m.name.form, owners[m.record.id])
        for m in registry.knowledge.find(text)
    ]
    if output_format == "json":
        _echo_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif rows:
        _echo_table([columns, *rows])
    else:
        click.echo("nothing found")


def _echo_table(rows: Sequence[Sequence[object]]) -> None:
    """Rows as aligned columns."""
    cells = [[" ".join(str(value).split()) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@knowledge.command("show")
@click.argument("id")
@as_json
def show_record(id: str, output_format: str) -> None:
    """Show the record with an ID, the plugin that it comes from, and the plugins whose records it replaces."""
    registry = Registry()
    contributions = _readable(_contributions(registry))
    record = registry.knowledge.get(id)
    if record is None:
        close = difflib.get_close_matches(id, (record.id for record in registry.knowledge.records), n=3)
        hint = f"; did you mean {' or '.join(map(repr, close))}?" if close else ""
        raise click.BadParameter(f"no record has the id {id!r}{hint}")
    *replaced, plugin = [name for name, records in contributions.items() if any(r.id == id for r in records)]
    if output_format == "json":
        _echo_json({**attrs.asdict(record), "plugin": plugin, "replaces": replaced})
        return
    names = [f"{name.text} ({name.form})" for name in record.names]
    identifiers = [f"{scheme}:{value}" for scheme, value in record.identifiers.items()]
    fields = {**attrs.asdict(record, recurse=False), "names": names, "identifiers": identifiers}
    for field, value in {**fields, "plugin": plugin, "replaces": replaced}.items():
        if value:
            shown = ", ".join(value) if isinstance(value, list | tuple) else "yes" if value is True else value
            click.echo(f"{field + ':':<13}{' '.join(str(shown).split())}")


cli.add_command(rules.rules)
cli.add_command(verify.verify)
cli.add_command(stories.stories)
cli.add_command(new_plugin.new_plugin)

if __name__ == "__main__":
    main()
