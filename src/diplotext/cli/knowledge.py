"""The commands `diplotext knowledge ...`: check, search and show the records of the gazetteer."""

from __future__ import annotations

import difflib
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import click

from diplotext.errors import PluginError, nearest
from diplotext.io.inputs import STDIN
from diplotext.plugin.registry import Plugin, Registry

if TYPE_CHECKING:
    from diplotext.knowledge.findings import Finding
    from diplotext.knowledge.records import Record


@click.group()
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
