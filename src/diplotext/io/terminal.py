"""Documents as tables on a terminal: who said what, who met whom, when, and which entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text

from diplotext.model.annotations import Annotation, Entity, Person
from diplotext.model.document import CORE_TYPES, Document
from diplotext.model.events import Event
from diplotext.plugin.rules import Rule
from diplotext.plugin.tracing import Step
from diplotext.plugin.writers import Writer

WIDTH = 100
FLAGS = ("negated", "asked", "planned")
"""Fields of a statement that its row names where they hold."""
"""Width, in characters, of tables written to a file or a pipe."""


@attrs.frozen
class TableWriter(Writer):
    """Tables for people: one for each kind of annotation that was found."""

    name = "table"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the tables of each document, as soon as it arrives."""
        console = _console(stream)
        for document in documents:
            print_document(document, console)
            stream.flush()


def print_plugins(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Print a table of what is installed, from the rows of `diplotext plugins --json`."""
    table = _table("", "plugin", "distribution", "extractor", "provides", "requires", "uses", "needs")
    for row in rows:
        distribution = f"{row['distribution']} {row['version']}" if row["distribution"] else ""
        if row["error"]:
            _row(table, row["plugin"], distribution, f"cannot be used: {row['error']}")
        elif not row["extractors"]:
            _row(table, row["plugin"], distribution, "(none)")
        for extractor in row["extractors"]:
            lists = (", ".join(extractor[key]) for key in ("provides", "requires", "uses", "needs"))
            _row(table, row["plugin"], distribution, extractor["name"], *lists)
    _console(stream).print(table)


def print_rules(rules: Mapping[str, Mapping[str, Rule]], stream: TextIO, *, examples: bool = False) -> None:
    """Print a table of the rules of each extractor, by its name; with `examples`, also the examples of each rule."""
    console = _console(stream)
    for extractor, declared in rules.items():
        table = _table(f"Rules of {extractor}", "rule", "finds", "precision", "cases")
        for rule in declared.values():
            precision = "" if rule.precision is None else f"{rule.precision:.2f}"
            _row(table, rule.id, rule.finds, precision, rule.cases or "")
            for example in rule.examples if examples else ():
                _row(table, "", f"· {example}")
        console.print(table if declared else Text(f"{extractor} declares no rules"))
        console.print()


def print_trace(document: Document, annotations: Iterable[Annotation], steps: Iterable[Step], stream: TextIO) -> None:
    """Print what rules found in a text, and where others almost did."""
    console = _console(stream)
    table = _table("Found", "rule", "type", "text", "value")
    for annotation in annotations:
        _row(table, annotation.rule, annotation.wire_name, annotation.text, _described(annotation))
    console.print(table if table.row_count else Text("No rule finds anything."))
    console.print()
    table = _table("Almost found", "rule", "at", "what is missing")
    text = document.view.text
    for step in sorted(steps, key=lambda step: (step.start, step.end, step.rule)):
        _row(table, step.rule, text[step.start : step.end], step.reason)
    if table.row_count:
        console.print(table)
        console.print()


def _described(annotation: Annotation) -> str:
    """An annotation in a few words, without its text."""
    if isinstance(annotation, Entity):
        return annotation.name
    words = repr(annotation).removeprefix(f"<{type(annotation).__name__} ").removesuffix(">")
    return words.removesuffix(f", {annotation.rule}")


def print_measured(
    rules: Mapping[str, Mapping[str, Rule]], figures: Mapping[str, Any], documents: int, stream: TextIO
) -> None:
    """Print a table of what was measured for the rules of each extractor.

    Args:
        rules: The rules, by the name of the extractor and by id.
        figures: By id: `findings`, `right`, `precision`, `coverage` and `overlaps`.
        documents: Number of annotated articles.
        stream: Where to print.
    """
    console = _console(stream)
    console.print(f"{documents} annotated articles")
    for extractor, declared in rules.items():
        table = _table(f"Rules of {extractor}", "rule", "findings", "right", "precision", "coverage", "overlaps")
        for rule in declared:
            if one := figures.get(rule):
                shares = ("" if share is None else f"{share:.2f}" for share in (one.precision, one.coverage))
                _row(table, rule, one.findings, one.right, *shares, one.overlaps)
            else:
                _row(table, rule, 0)
        console.print(table if declared else Text(f"{extractor} declares no rules"))
        console.print()


def _console(stream: TextIO) -> Console:
    return Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False)


def print_document(document: Document, console: Console) -> None:
    """Print the tables of a document."""
    heading = Text(document.title or document.id, style="bold")
    console.print(heading)
    if document.published:
        where = " (read from the text)" if document.published_basis == "text" else ""
        console.print(Text(f"published {document.published}{where}", style="dim"))
    tables = [
        _statements(document),
        _meetings(document),
        _events(document),
        _times(document),
        _entities(document),
        _others(document),
    ]
    for table in tables:
        if table.row_count:
            console.print()
            console.print(table)
    for failure in document.failures:
        console.print(Text(f"failed: {failure.extractor}: {failure.error}", style="red"))
    if not document.annotations:
        console.print("nothing found")
    console.print()


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(Text(column, style="dim"), vertical="top", overflow="fold")
    return table


def _row(table: Table, *cells: object) -> None:
    table.add_row(*(Text(_printable("" if cell is None else str(cell))) for cell in cells))


def _printable(text: str) -> str:
    """The text without control characters and lone surrogates, which a terminal would act on or reject."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def _statements(document: Document) -> Table:
    table = _table("Statements", "speaker", "cue", "statement", "")
    for statement in document.statements:
        speakers = ", ".join(map(str, statement.speakers)) or "(unknown)"
        note = ", ".join(
            filter(None, (statement.mode, *(flag for flag in FLAGS if getattr(statement, flag)), statement.repair))
        )
        _row(table, speakers, statement.cue, statement.text, note)
    return table


def _meetings(document: Document) -> Table:
    table = _table("Meetings", "what", "who", "where", "when", "at")
    for meeting in document.meetings:
        who = ", ".join(map(str, meeting.participants)) or "(unknown)"
        what = f"{meeting.kind}, {meeting.status}" + (f", round {meeting.round}" if meeting.round else "")
        when = meeting.time and (meeting.time.value or meeting.time.text)
        _row(table, what, who, meeting.venue, when, meeting.host_event)
    return table


def _events(document: Document) -> Table:
    table = _table("Events", "what", "who", "where", "when", "at")
    for event in document.of(Event):
        who = ", ".join(map(str, event.arguments)) or "(unknown)"
        when = event.time and (event.time.value or event.time.text)
        _row(table, f"{event.kind or event.type}, {event.status}", who, event.venue, when, event.host_event)
    return table


def _times(document: Document) -> Table:
    table = _table("Times", "text", "value", "earliest", "latest")
    for time in document.times:
        value = time.value or (time.timex3.value if time.timex3 else None)
        value = f"{value} ({time.mod})" if time.mod else value
        _row(table, time.text, value, time.earliest or "", time.latest or "")
    return table


def _entities(document: Document) -> Table:
    table = _table("Entities", "kind", "name", "codes", "mentions")
    for entity in sorted(document.of(Entity), key=lambda entity: (entity.wire_name, entity.start)):
        codes = " ".join(f"{scheme}:{code}" for scheme, code in entity.identifiers.items())
        forms = list(dict.fromkeys(mention.text for mention in entity.mentions))
        known = isinstance(entity, Person) and entity.named_by == "knowledge"
        name = f"{entity.name} (from the knowledge, not from the text)" if known else entity.name
        _row(table, entity.wire_name, name, codes, ", ".join(forms))
    return table


def _others(document: Document) -> Table:
    """Annotations of third-party types."""
    table = _table("Others", "kind", "text", "found by")
    for annotation in document.of(Annotation):
        if not isinstance(annotation, (*CORE_TYPES, Entity, Event)):
            _row(table, annotation.wire_name, annotation.text, f"{annotation.extractor} ({annotation.rule})")
    return table
