"""Rows of the tables of a report: who said what, who met whom, when, which names, and what plugins found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from diplotext.explaining.times import bounds_of
from diplotext.model.annotations import Annotation, Entity, Organization, Person, Place
from diplotext.model.document import Document
from diplotext.model.events import Event
from diplotext.model.meetings import HostEvent, Meeting, Participant
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression

FLAGS = {"negated": "not said", "asked": "a question", "planned": "to be said", "factive": "presented as true"}
"""Fields of a statement that its row names where they hold, in words."""

REPAIRS = {
    "missing_open_mark": "opening quotation mark supplied",
    "missing_close_mark": "closing quotation mark supplied",
}


@attrs.frozen
class Named:
    """Somebody or something with a note: a speaker with the office, a name with its codes."""

    name: str
    note: str = ""


@attrs.frozen
class Row:
    """A row of a table.

    Attributes:
        index: Index of the annotation in the document.
        id: Its id on the wire.
        what: The main cell.
        who: Speakers, participants, or arguments.
        cells: The other cells, in the order of the columns.
    """

    index: int
    id: str
    what: str
    who: tuple[Named, ...] = ()
    cells: tuple[str, ...] = ()


@attrs.frozen
class Tables:
    """The rows of one document, by table."""

    statements: tuple[Row, ...]
    meetings: tuple[Row, ...]
    times: tuple[Row, ...]
    names: tuple[Row, ...]
    others: tuple[Row, ...]


def tables_of(document: Document, ids: Mapping[Annotation, str]) -> Tables:
    """The rows of a document."""
    groups: dict[str, list[Row]] = {name: [] for name in attrs.fields_dict(Tables)}
    for index, annotation in enumerate(document.annotations):
        name, row = _row(index, ids[annotation], annotation, ids)
        groups[name].append(row)
    groups["names"].sort(key=lambda row: (row.cells[0], row.index))
    return Tables(**{name: tuple(rows) for name, rows in groups.items()})


def _row(index: int, id: str, one: Annotation, ids: Mapping[Annotation, str]) -> tuple[str, Row]:
    if isinstance(one, Statement):
        how = [one.mode, *(told for flag, told in FLAGS.items() if getattr(one, flag))]
        how += [REPAIRS.get(one.repair, one.repair)] if one.repair else []
        how += [f"in a {one.medium.replace('_', ' ')}"] if one.medium else []
        within = f"reported in {_number(ids.get(one.reported_in))}" if one.reported_in else ""
        how += [within] if within else []
        who = tuple(Named(str(speaker), office_of(speaker.entity)) for speaker in one.speakers)
        cue = one.cue.text if one.cue else "continues" if one.continues else ""
        return "statements", Row(index, id, one.text, who, (cue, ", ".join(how), when_of(one.said_at)))
    if isinstance(one, Meeting):
        what = f"{one.kind}{f', round {one.round}' if one.round else ''}"
        at = ", ".join(filter(None, (_host(one.host_event), one.format.name if one.format else "")))
        medium = one.medium.replace("_", " ") if one.medium != "unknown" else ""
        where = str(one.venue) if one.venue else ""
        cells: tuple[str, ...] = (one.status, where or medium, when_of(one.time), at)
        return "meetings", Row(index, id, what, tuple(map(_participant, one.participants)), cells)
    if isinstance(one, TimeExpression):
        value = one.value or (one.timex3.value if one.timex3 else "")
        days = bounds_of(one) if one.earliest or one.latest else "" if one.resolved else "unresolved"
        return "times", Row(index, id, one.text, (), (value, days, one.anchor or ""))
    if isinstance(one, Entity):
        codes = " ".join(f"{scheme}:{code}" for scheme, code in one.identifiers.items())
        cells = (one.wire_name, _about(one), codes, str(len(one.mentions)))
        return "names", Row(index, id, one.name, (), cells)
    if isinstance(one, Event):
        arguments = tuple(Named(argument.name or "(unknown)", argument.role) for argument in one.arguments)
        kind = f"{one.type}: {one.kind}" if one.kind else one.type
        return "others", Row(
            index, id, f"{kind}: {one.text}", arguments, (one.status, when_of(one.time), one.extractor)
        )
    return "others", Row(index, id, f"{one.wire_name}: {one.text}", (), ("", "", one.extractor))


def _number(id: str | None) -> str:
    return (id or "another statement").replace(":", " ")


def _participant(participant: Participant) -> Named:
    side = participant.side
    note = side.name if side is not None and side != participant.entity else ""
    return Named(str(participant), office_of(participant.entity) or (f"for {note}" if note else ""))


def _host(host: HostEvent | None) -> str:
    return host.name if host is not None else ""


def office_of(entity: Entity | None) -> str:
    """The first office of a person, with what it belongs to; empty if there is none."""
    if not isinstance(entity, Person) or not entity.offices:
        return ""
    office = entity.offices[0]
    return f"{office.title}, {office.of.name}" if office.of else office.title


def when_of(time: TimeExpression | None) -> str:
    """A time in a cell: its words, and the days that it can mean."""
    if time is None:
        return ""
    days = bounds_of(time) if time.earliest or time.latest else ""
    return f"{time.text} ({days})" if days and days != time.text else time.text


def _about(entity: Entity) -> str:
    if isinstance(entity, Person):
        known = ["named by a dated record, not by the text"] if entity.named_by == "knowledge" else []
        return "; ".join([*(_office(entity, number) for number in range(len(entity.offices))), *known])
    if isinstance(entity, Organization):
        return ", ".join(filter(None, (entity.acronym, (entity.category or "").replace("_", " "))))
    if isinstance(entity, Place):
        return ", ".join(filter(None, (entity.category, entity.country)))
    return ""


def _office(person: Person, number: int) -> str:
    office = person.offices[number]
    return f"{office.title}, {office.of.name}" if office.of else office.title


def counts_of(tables: Iterable[Tables]) -> tuple[int, int]:
    """The number of statements and of meetings."""
    listed = list(tables)
    return sum(len(one.statements) for one in listed), sum(len(one.meetings) for one in listed)
