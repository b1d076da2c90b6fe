"""Documents as tables on a terminal: who said what, who met whom, when, and which entities."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any, TextIO

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text

from diplotext.io.console import add_row, console_for, new_table
from diplotext.model.annotations import Annotation, Entity, Office, Person
from diplotext.model.document import CORE_TYPES, Document
from diplotext.model.events import Event
from diplotext.model.meetings import Participant
from diplotext.model.statements import Attribution, Statement
from diplotext.model.times import TimeExpression
from diplotext.plugin.writers import Writer

FLAGS = ("negated", "asked", "planned")
"""Fields of a statement that its row names where they hold."""

REPAIRS = {"missing_open_mark": "no opening mark", "missing_close_mark": "no closing mark"}
UNKNOWN = "(unknown)"
CODE = re.compile(r"[(]unknown[)]|no \w+ mark|[A-Z]+_REF|[a-z]+")
TIME_CODES = {"X": re.compile(r"X"), "W": re.compile(r"W[\dX]"), "P": re.compile(r"\bP(?:T|[\dX])")}


@attrs.frozen
class TableWriter(Writer):
    """Tables for people: one for each kind of annotation that was found; at the end, what their codes mean."""

    name = "table"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the tables of each document, as soon as it arrives."""
        console = console_for(stream)
        legend = Legend()
        for document in documents:
            print_document(document, console, legend)
            stream.flush()
        legend.print(console)


class Legend:
    """The codes that have occurred in tables, to be explained at the end."""

    def __init__(self) -> None:
        self._codes: set[str] = set()

    def add(self, codes: str) -> None:
        """Note the codes in a cell."""
        self._codes.update(CODE.findall(codes))

    def add_value(self, value: str) -> None:
        """Note the codes in the value of a time."""
        self.add(value)
        self._codes.update(code for code, pattern in TIME_CODES.items() if pattern.search(value))

    def print(self, console: Console) -> None:
        """Print what they mean, if there are any."""
        table = new_table("Legend", "code", "meaning")
        for name, meaning in _meanings()["codes"].items():
            if name in self._codes:
                add_row(table, name, meaning)
        if table.row_count:
            console.print(table)
            console.print(Text("diplotext legend explains the columns", style="dim"))


def print_legend(stream: TextIO) -> None:
    """Print what all columns and codes mean."""
    console = console_for(stream)
    for title, kind in (("Columns", "columns"), ("Codes", "codes")):
        table = new_table(title, kind.removesuffix("s"), "meaning")
        for name, meaning in _meanings()[kind].items():
            add_row(table, name, meaning)
        console.print(table)
        console.print()


@cache
def _meanings() -> dict[str, dict[str, str]]:
    text = resources.files("diplotext.io").joinpath("legend.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def print_document(document: Document, console: Console, legend: Legend | None = None) -> None:
    """Print the tables of a document, and note in the legend what occurs in them."""
    legend = legend or Legend()
    console.print(Text(document.title or document.id, style="bold"))
    if document.published:
        where = " (read from the text)" if document.published_basis == "text" else ""
        console.print(Text(f"published {document.published}{where}", style="dim"))
    for tables in (_statements, _meetings, _events, _times, _entities, _others):
        table = tables(document, legend)
        if table.row_count:
            console.print()
            console.print(table)
    for failure in document.failures:
        console.print(Text(f"failed: {failure.extractor}: {failure.error}", style="red"))
    if not document.annotations:
        console.print("nothing found")
    console.print()


def _office(offices: Iterable[Office]) -> str:
    """The first office of a person, in brackets."""
    first = next(iter(offices), None)
    if first is None:
        return ""
    return f" ({first.title}, {first.of.name})" if first.of else f" ({first.title})"


def _parties(values: Iterable[Attribution | Participant], legend: Legend) -> str:
    """Speakers or participants, one a line, each with an office or the side that it represents."""
    lines = list(map(_party, values)) or [UNKNOWN]
    if UNKNOWN in lines:
        legend.add(UNKNOWN)
    return "\n".join(lines)


def _party(value: Attribution | Participant) -> str:
    office = _office(value.entity.offices) if isinstance(value.entity, Person) else ""
    side = value.side if isinstance(value, Participant) else None
    if not office and side is not None and side is not value.entity:
        office = f" ({side.name})"
    return f"{value}{office}"


def _statements(document: Document, legend: Legend) -> Table:
    table = new_table("Statements", "speaker", "cue", "statement", "how")
    for statement in document.statements:
        how = ", ".join(_notes(statement))
        legend.add(how)
        add_row(table, _parties(statement.speakers, legend), statement.cue, statement.text, how)
    return table


def _notes(statement: Statement) -> Iterator[str]:
    yield statement.mode
    yield from (flag for flag in FLAGS if getattr(statement, flag))
    if statement.repair:
        yield REPAIRS[statement.repair]


def _meetings(document: Document, legend: Legend) -> Table:
    table = new_table("Meetings", "what", "who", "where", "when", "event")
    for meeting in document.meetings:
        what = f"{meeting.kind}, {meeting.status}" + (f", round {meeting.round}" if meeting.round else "")
        _add_event(table, legend, what, meeting.status, meeting.participants, meeting)
    return table


def _events(document: Document, legend: Legend) -> Table:
    table = new_table("Events", "what", "who", "where", "when", "event")
    for event in document.of(Event):
        parties = [Participant(argument.mention, argument.entity) for argument in event.arguments]
        _add_event(table, legend, f"{event.kind or event.type}, {event.status}", event.status, parties, event)
    return table


def _add_event(
    table: Table, legend: Legend, what: str, status: str, parties: Iterable[Participant], event: Any
) -> None:
    when = (event.time.value or event.time.text) if event.time else ""
    if event.time and event.time.value:
        legend.add_value(when)
    legend.add(status)
    add_row(table, what, _parties(parties, legend), event.venue, when, event.host_event)


def _times(document: Document, legend: Legend) -> Table:
    table = new_table("Times", "text", "value", "earliest", "latest")
    for time in document.times:
        value = _value(time)
        legend.add_value(value)
        add_row(table, time.text, value, time.earliest or "", time.latest or "")
    return table


def _value(time: TimeExpression) -> str:
    """The value of a time; one that is not resolved is in brackets."""
    timex3 = time.timex3.value if time.timex3 else ""
    value = time.value or timex3
    value = f"({value})" if value and not time.resolved else value
    return f"{value} {time.mod.replace('_', ' ')}" if time.mod else value


def _entities(document: Document, legend: Legend) -> Table:
    table = new_table("Entities", "kind", "name", "codes", "mentions")
    for entity in sorted(document.of(Entity), key=lambda entity: (entity.wire_name, entity.start)):
        codes = " ".join(f"{scheme}:{code}" for scheme, code in entity.identifiers.items())
        forms = list(dict.fromkeys(mention.text for mention in entity.mentions))
        known = isinstance(entity, Person) and entity.named_by == "knowledge"
        name = f"{entity.name} (from the knowledge, not from the text)" if known else entity.name
        office = _office(entity.offices) if isinstance(entity, Person) else ""
        add_row(table, entity.wire_name, f"{name}{office}", codes, ", ".join(forms))
    return table


def _others(document: Document, legend: Legend) -> Table:
    """Annotations of third-party types."""
    table = new_table("Others", "kind", "text", "found by")
    for annotation in document.of(Annotation):
        if not isinstance(annotation, (*CORE_TYPES, Entity, Event)):
            add_row(table, annotation.wire_name, annotation.text, f"{annotation.extractor} ({annotation.rule})")
    return table
