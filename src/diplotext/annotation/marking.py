"""A document as marked spans and links: what diplotext has found, as a coder would have marked it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import attrs

from diplotext.annotation.markup import Link, Markup, Region
from diplotext.annotation.scheme import TRUE, scheme
from diplotext.io.wire import ids_of
from diplotext.model.annotations import Entity, Mention, Organization, Person, Place, State
from diplotext.model.document import Document
from diplotext.model.meetings import HostEvent, Meeting, Participant, Venue
from diplotext.model.statements import Attribution, Statement
from diplotext.model.times import TimeExpression
from diplotext.text.spans import Span

ENTITY_LABELS: Mapping[type[Entity], str] = {
    Person: "Person",
    Organization: "Organization",
    State: "State",
    Place: "Place",
}
SOURCE = "Source"
"""Label of a span that refers to a speaker or party without being one of the mentions of an entity."""

NUMBERED = re.compile(r"(.+) \[\d+\]", re.S)
"""The name of an entity that shares it with another of the same document."""


@attrs.frozen
class Marked:
    """A document as a coder would have marked it.

    Attributes:
        markup: The marked spans; their ids are numbers, from 1.
        annotations: The ids on the wire of the annotations that spans stand for.
    """

    markup: Markup
    annotations: Mapping[str, str]


def marked(document: Document) -> Marked:
    """The annotations of a document as marked spans. Those of other types, and those without a span, are left out."""
    marker = _Marker(document)
    return Marked(Markup(tuple(marker.regions), tuple(dict.fromkeys(marker.links))), marker.annotations)


def label_of(entity: Entity) -> str | None:
    """The label of an entity; None for types that coders cannot mark."""
    return ENTITY_LABELS.get(type(entity))


def as_text(identifiers: Mapping[str, str]) -> str:
    """Identifiers in one line: `wikidata=Q159; iso3166=RU`; what would be misread is escaped as in addresses."""
    return "; ".join(f"{_escaped(scheme)}={_escaped(code)}" for scheme, code in identifiers.items() if scheme and code)


def _escaped(code: str) -> str:
    return re.sub(r"[;=%]|^\s+|\s+$", lambda match: quote(match[0]), code)


class _Marker:
    """Marks the annotations of one document."""

    def __init__(self, document: Document) -> None:
        self.regions: list[Region] = []
        self.links: list[Link] = []
        self.annotations: dict[str, str] = {}
        self._ids = ids_of(document)
        self._keys = _keys(document)
        self._regions: dict[Any, str] = {}
        """The id of the span of an annotation, mention, cue ..."""
        self._sides: dict[str, str | None] = {}
        """What the mentions of entities represent."""
        for entity in document.of(Entity):
            self._entity(entity)
        for entity in document.of(Entity):
            self._roles_of(entity)
        for time in document.times:
            self._time(time)
        statements = [statement for statement in document.statements if statement.spans]
        for statement in statements:
            self._add_annotation(statement, "Statement", statement.spans, _values_of(statement, "Statement"))
        for statement in statements:
            self._statement(statement)
        meetings = [meeting for meeting in document.meetings if meeting.spans]
        for meeting in meetings:
            self._add_annotation(meeting, "Meeting", meeting.spans, _values_of(meeting, "Meeting"))
        for meeting in meetings:
            self._meeting(meeting)

    def _add(self, label: str, spans: Iterable[Span], values: Mapping[str, Any]) -> str:
        region = str(len(self.regions) + 1)
        given = {name: str(value) for name, value in values.items() if value not in (None, "")}
        self.regions.append(Region(region, label, [(span.start, span.end) for span in spans], given))
        return region

    def _add_annotation(self, annotation: Any, label: str, spans: Iterable[Span], values: Mapping[str, Any]) -> None:
        region = self._regions[self._ids[annotation]] = self._add(label, spans, values)
        self.annotations[region] = self._ids[annotation]

    def _once(self, label: str, span: Span, values: Mapping[str, Any], *targets: str | None) -> str:
        """A span that several annotations may refer to, marked once for all that it is linked to itself."""
        key = (label, span.start, span.end, tuple(values.items()), targets)
        if key not in self._regions:
            self._regions[key] = self._add(label, [span], values)
        return self._regions[key]

    def _link(self, kind: str, source: str, target: str | None) -> None:
        if target is not None and target != source:
            self.links.append(Link(kind, source, target))

    def _known(self, annotation: Any) -> str | None:
        """The span of an annotation that is referred to."""
        return None if annotation is None else self._regions.get(self._ids[annotation])

    def _entity(self, entity: Entity) -> None:
        label = label_of(entity)
        if label is None:
            return
        values: dict[str, Any] = {"identifiers": as_text(entity.identifiers)}
        for name in ("acronym", "category", "country", "named_by"):
            values[name] = getattr(entity, name, None)
        if values["named_by"] == "text":
            del values["named_by"]
        for mention in entity.mentions:
            place = (self._ids[entity], mention.start, mention.end)
            if place in self._regions:
                continue
            region = self._add(label, [mention], {"entity": self._keys[entity], "form": mention.form, **values})
            self._regions[place] = region
            if values:
                self._regions[self._ids[entity]] = region
                self.annotations[region] = self._ids[entity]
                values = {}

    def _roles_of(self, entity: Entity) -> None:
        region = self._known(entity)
        if region is None:
            return
        if isinstance(entity, Organization):
            for member in entity.members:
                self._link("member", region, self._known(member))
        if isinstance(entity, Person):
            for office in entity.offices:
                if office.span:
                    title = office.title if office.title != office.span.text.lower() else None
                    body = self._known(office.of)
                    post = self._once("Office", office.span, {"title": title}, body)
                    self._link("office", region, post)
                    self._link("office_of", post, body)

    def _time(self, time: TimeExpression) -> None:
        if time.spans:
            timex3 = time.timex3.value if time.timex3 else None
            values = {"time_kind": time.kind, "value": time.value, "timex3": timex3, "mod": time.mod}
            self._add_annotation(time, "Time", time.spans, values)

    def _statement(self, statement: Statement) -> None:
        region = self._regions[self._ids[statement]]
        for speaker in statement.speakers:
            self._link("speaker", region, self._party(speaker))
        if statement.cue:
            self._link("cue", region, self._once("Cue", statement.cue, {"lemma": statement.cue_lemma}))
        self._link("holder", region, self._known(statement.holder))
        for addressee in statement.addressees:
            self._link("addressee", region, self._party(addressee))
        for name in ("said_at", "reported_in", "continues"):
            self._link(name, region, self._known(getattr(statement, name)))

    def _meeting(self, meeting: Meeting) -> None:
        region = self._regions[self._ids[meeting]]
        for participant in meeting.participants:
            self._link("participant", region, self._party(participant, self._known(participant.side)))
        for level in attrs.fields_dict(Venue) if meeting.venue else ():
            if place := getattr(meeting.venue, level):
                self._link("venue", region, self._once("Venue", place, {"level": level}))
        if meeting.host_event:
            self._host_event(region, meeting.host_event)
        self._link("time", region, self._known(meeting.time))
        self._link("diplomatic_format", region, self._known(meeting.format))

    def _host_event(self, meeting: str, event: HostEvent) -> None:
        if event.mention:
            name = event.name if event.name != event.mention.text else None
            record = self._known(event.meeting)
            region = self._once("HostEvent", event.mention, {"event_name": name}, record)
            self._link("host_event", meeting, region)
            self._link("record", region, record)

    def _party(self, party: Attribution | Participant, side: str | None = None) -> str | None:
        """The span that names a speaker, an addressee or a participant; one of two sides is marked twice."""
        mention, entity = party.mention, party.entity
        if mention is None:
            return self._known(entity)
        if entity is not None:
            known = self._regions.get((self._ids[entity], mention.start, mention.end))
            if known and (isinstance(party, Attribution) or self._sides.setdefault(known, side) == side):
                self._link("side", known, side)
                return known
        values = {"form": _form(mention), "source_kind": _kind(party)}
        target = self._known(entity)
        region = self._once(SOURCE, mention, values, target, side)
        self._link("refers_to", region, target)
        self._link("side", region, side)
        return region


def _form(mention: Mention) -> str | None:
    return mention.form if mention.form != "name" else None


def _kind(party: Attribution | Participant) -> str | None:
    return party.kind if isinstance(party, Attribution) else None


def _values_of(annotation: Any, label: str) -> dict[str, Any]:
    values = {}
    for value in scheme().values_of(label):
        found = getattr(annotation, value.field)
        values[value.name] = (TRUE if found else None) if value.is_flag else found
        if value.choices and found not in value.choices and not value.is_flag:
            values[value.name] = None
    return values


def _keys(document: Document) -> dict[Entity, str]:
    """What identifies the entities of a document: their names, numbered where two of a type share one."""
    keys: dict[Entity, str] = {}
    taken: dict[tuple[type, str], int] = {}
    for entity in document.of(Entity):
        number = taken[type(entity), entity.name] = taken.get((type(entity), entity.name), 0) + 1
        plain = number == 1 and not NUMBERED.fullmatch(entity.name)
        keys[entity] = entity.name if plain else f"{entity.name} [{number}]"
    return keys
