"""Marked spans and links as annotations, in the form that they have on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import attrs

from diplotext.annotation.marking import ENTITY_LABELS, NUMBERED, SOURCE
from diplotext.annotation.markup import Markup, Region
from diplotext.annotation.scheme import scheme
from diplotext.errors import AnnotationError

Fields = dict[str, Any]

TYPES: Mapping[str, str] = {
    **{label: kind.wire_name for kind, label in ENTITY_LABELS.items()},
    "Statement": "statement",
    "Time": "time",
    "Meeting": "meeting",
}
"""Labels of spans that stand for annotations, and the types of these on the wire."""

KINDS: Mapping[str, str] = {"Person": "person", "Organization": "organization", "State": "state"}
"""The kind of source that a label implies."""

TIMEX3_TYPES: Mapping[str, str] = {"range": "DATE"}
"""TIMEX3 types that are not the kind in capitals."""


@attrs.frozen
class Record:
    """An annotation.

    Attributes:
        type: Its type on the wire.
        key: What identifies it in its text: its spans, or of an entity its name.
        fields: Its fields as on the wire; references are ids of marked spans.
    """

    type: str
    key: Any
    fields: Fields


def records(markup: Markup, text: str) -> dict[str, Record]:
    """The annotations by id: that of the span, of an entity that of its first span.

    Raises:
        AnnotationError: If a value is missing or cannot be used; with a line for each fault.
    """
    maker = _Maker(markup, text)
    found = {ref: record for ref, record in maker.records() if record}
    if maker.faults:
        raise AnnotationError("\n".join(maker.faults))
    return found


class _Maker:
    """Makes the annotations of one text."""

    def __init__(self, markup: Markup, text: str) -> None:
        self._text = text
        self._by_id = {region.id: region for region in markup.regions}
        self._links: dict[tuple[str, str], list[str]] = {}
        for link in markup.links:
            if link.type:
                self._links.setdefault((link.source, link.type), []).append(link.target)
        self._entities = _entities(markup.regions)
        self._entity_of = {member.id: ref for ref, members in self._entities.items() for member in members}
        self.faults: list[str] = []

    def records(self) -> Iterator[tuple[str, Record | None]]:
        for ref, members in self._entities.items():
            yield ref, self._entity(members)
        for region in self._by_id.values():
            if region.label == "Time":
                yield region.id, self._made(region, self._time(region))
            elif region.label == "Statement":
                yield region.id, self._made(region, self._statement(region))
            elif region.label == "Meeting":
                yield region.id, self._made(region, self._meeting(region))

    def _made(self, region: Region, fields: Fields) -> Record | None:
        if faults := list(_missing(region)):
            self.faults += faults
            return None
        return Record(TYPES[region.label], region.spans, {"spans": [self._span(*at) for at in region.spans], **fields})

    def _span(self, start: int, end: int) -> Fields:
        return {"start": start, "end": end, "text": self._text[start:end]}

    def _place(self, region: Region) -> Fields:
        """The span of what cannot be interrupted."""
        return self._span(region.spans[0][0], region.spans[-1][1])

    def _mention(self, region: Region) -> Fields:
        return self._place(region) | {"form": region.values.get("form", "name")}

    def _targets(self, region: Region, link: str) -> list[Region]:
        return [self._by_id[ref] for ref in self._links.get((region.id, link), ())]

    def _one(self, region: Region, link: str) -> Region | None:
        """What a link leads to, of which there can be one."""
        targets = self._targets(region, link)
        if len(targets) > 1:
            self.faults.append(f"{region.id}: {region.label} has {len(targets)} links {link}, and can have one")
        return targets[0] if targets else None

    def _reference(self, region: Region, link: str) -> str | None:
        target = self._one(region, link)
        return None if target is None else self._entity_of.get(target.id, target.id)

    def _entity(self, members: list[Region]) -> Record:
        first, label = members[0], members[0].label

        def value(name: str) -> str | None:
            return next((found for region in members if (found := region.values.get(name))), None)

        key = value("entity")
        names = [region for region in members if region.values.get("form", "name") == "name"]
        name = key or " ".join(self._place((names or members)[0])["text"].split()) or self._place(first)["text"]
        numbered = NUMBERED.fullmatch(name) if key else None
        mentions = [self._mention(region) for region in members]
        fields: Fields = {
            "spans": [{part: mention[part] for part in ("start", "end", "text")} for mention in mentions],
            "name": numbered[1] if numbered else name,
            "mentions": mentions,
            "identifiers": self._identifiers(first, value("identifiers")),
        }
        if label == "Organization":
            targets = [target for region in members for target in self._targets(region, "member")]
            members_of = list(dict.fromkeys(self._entity_of[target.id] for target in targets))
            fields |= {"acronym": value("acronym"), "category": value("category"), "members": members_of}
        elif label == "Person":
            offices = [office for region in members for office in self._targets(region, "office")]
            fields |= {"offices": [self._office(office) for office in offices], "named_by": value("named_by") or "text"}
        elif label == "Place":
            fields |= {"category": value("category"), "country": value("country")}
        return Record(TYPES[label], key or tuple(region.spans for region in members), fields)

    def _office(self, region: Region) -> Fields:
        span = self._place(region)
        return {
            "title": region.values.get("title") or " ".join(span["text"].lower().split()),
            "of": self._reference(region, "office_of"),
            "span": span,
        }

    def _identifiers(self, region: Region, line: str | None) -> dict[str, str]:
        codes: dict[str, str] = {}
        for part in (line or "").split(";"):
            scheme_name, equals, code = part.strip().partition("=")
            if equals and scheme_name.strip() and code.strip():
                codes[unquote(scheme_name.strip())] = unquote(code.strip())
            elif part.strip():
                self.faults.append(f"{region.id}: identifiers: {part.strip()!r} is not of the form wikidata=Q159")
        return codes

    def _time(self, region: Region) -> Fields:
        values = region.values
        kind, timex3 = values.get("time_kind"), values.get("timex3")
        tag = None
        if timex3 and kind:
            tag = {"type": TIMEX3_TYPES.get(kind, kind.upper()), "value": timex3, "mod": None}
        value = values.get("value")
        known = {"kind": kind, "value": value, "timex3": tag, "mod": values.get("mod")}
        return known | {"resolved": bool(value or timex3)}

    def _statement(self, region: Region) -> Fields:
        values = region.values
        cue = self._one(region, "cue")
        return {
            "mode": values.get("mode"),
            "cue": self._place(cue) if cue else None,
            "cue_lemma": cue.values.get("lemma") if cue else None,
            "speakers": self._attributions(region, "speaker"),
            "holder": self._reference(region, "holder"),
            "addressees": self._attributions(region, "addressee"),
            "said_at": self._reference(region, "said_at"),
            "reported_in": self._reference(region, "reported_in"),
            "continues": self._reference(region, "continues"),
            "repair": values.get("repair"),
            "medium": values.get("channel"),
            **{value.field: value.name in values for value in scheme().values_of("Statement") if value.is_flag},
        }

    def _attributions(self, region: Region, link: str) -> list[Fields]:
        return [
            {
                "mention": self._mention(party),
                "entity": self._party(party),
                "basis": "cue",
                "kind": party.values.get("source_kind") or KINDS.get(party.label),
            }
            for party in self._targets(region, link)
        ]

    def _party(self, region: Region) -> str | None:
        return self._reference(region, "refers_to") if region.label == SOURCE else self._entity_of[region.id]

    def _meeting(self, region: Region) -> Fields:
        values = region.values
        number = values.get("round")
        if number is not None and not (number.isascii() and number.isdigit()):
            self.faults.append(f"{region.id}: round is {number!r}, not a number")
            number = None
        return {
            "kind": values.get("meeting_kind"),
            "medium": values.get("meeting_medium", "unknown"),
            "status": values.get("status"),
            "participants": [
                {"mention": self._mention(party), "entity": self._party(party), "side": self._reference(party, "side")}
                for party in self._targets(region, "participant")
            ],
            "venue": self._venue(region),
            "host_event": self._host_event(self._one(region, "host_event")),
            "time": self._reference(region, "time"),
            "round": int(number) if number else None,
            "format": self._reference(region, "diplomatic_format"),
        }

    def _venue(self, region: Region) -> Fields | None:
        levels: Fields = {}
        for place in self._targets(region, "venue"):
            level = place.values.get("level")
            if level is None:
                self.faults += _missing(place)
            elif level in levels:
                self.faults.append(f"{region.id}: Meeting has two venues of the level {level}")
            else:
                levels[level] = self._place(place)
        return {name: levels.get(name) for name in ("site", "city", "country", "other")} if levels else None

    def _host_event(self, region: Region | None) -> Fields | None:
        if region is None:
            return None
        mention = self._place(region)
        name = region.values.get("event_name") or mention["text"]
        return {"name": name, "mention": mention, "meeting": self._reference(region, "record")}


def _missing(region: Region) -> Iterator[str]:
    at = region.spans[0][0]
    for value in scheme().values_of(region.label):
        if value.required and value.name not in region.values:
            yield f"{region.id}: {region.label} at {at} without {value.name}: {', '.join(value.choices)}"


def _entities(regions: Iterable[Region]) -> dict[str, list[Region]]:
    """The mentions of each entity in the order of the text, by the id of the first; one name is one entity."""
    groups: dict[Any, list[Region]] = {}
    for region in regions:
        if region.label in ENTITY_LABELS.values():
            key = region.values.get("entity")
            groups.setdefault((region.label, key) if key else region.id, []).append(region)
    ordered = (sorted(group, key=lambda region: region.spans) for group in groups.values())
    return {group[0].id: group for group in ordered}
