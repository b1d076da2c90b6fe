"""The records of the gazetteer that identify an entity, with their source and date.

An annotation does not name its record, so that it is found again: by a code that both have, else by the name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from diplotext.explaining.values import KnownRecord
from diplotext.knowledge.records import Knowledge, Record
from diplotext.model.annotations import Entity, Organization, Person, Place, State
from diplotext.plugin.registry import Registry

KINDS: Mapping[str, tuple[str, ...]] = {
    State.wire_name: ("state",),
    Organization.wire_name: ("organization", "format", "conference", "occurrence"),
    Person.wire_name: ("tenure",),
    Place.wire_name: ("city", "region", "state"),
}
"""Kinds of records that may identify an entity of a type; for other types all may."""

MAX_RECORDS = 4
"""Records of one entity that are shown: a person may have held many offices."""


@attrs.frozen(eq=False, slots=False)
class Gazetteer:
    """The records, by what identifies them.

    Attributes:
        knowledge: The records.
        registry: The plugins that contribute them.
    """

    knowledge: Knowledge
    registry: Registry

    @cached_property
    def _by_code(self) -> Mapping[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = {}
        for record in self.knowledge.records:
            for code in record.identifiers.items():
                found.setdefault(code, []).append(record)
        return found

    @cached_property
    def _plugins(self) -> Mapping[str, str]:
        """The plugin of each record, by id."""
        contributed = self.registry.knowledge_by_plugin.items()
        return {record.id: plugin for plugin, records in contributed for record in records}

    def records_of(self, entity: Entity, id: str) -> tuple[KnownRecord, ...]:
        """The records that identify an entity.

        Args:
            entity: The entity.
            id: Its id on the wire.
        """
        found = {record.id: (record, basis) for record, basis in reversed(tuple(self._matching(entity)))}
        offices = {office.title for office in entity.offices} if isinstance(entity, Person) else set()
        ranked = sorted(found.values(), key=lambda pair: (pair[0].title not in offices, pair[0].id))
        return tuple(self._shown(record, basis, id) for record, basis in ranked[:MAX_RECORDS])

    def _matching(self, entity: Entity) -> Iterator[tuple[Record, str]]:
        kinds = KINDS.get(entity.wire_name)

        def fits(record: Record) -> bool:
            return kinds is None or record.kind in kinds

        shared = [
            (record, f"{scheme} {code}")
            for scheme, code in entity.identifiers.items()
            for record in self._by_code.get((scheme, code), ())
            if fits(record)
        ]
        yield from shared
        if not shared:
            for record, name in self.knowledge.named(entity.name):
                if fits(record):
                    yield record, f"the name {name.text}"

    def _shown(self, record: Record, basis: str, entity: str) -> KnownRecord:
        plugin = self._plugins.get(record.id, "")
        own = {field: getattr(record, field) for field in ("id", "kind", "name", "source", "as_of")}
        dated = {field: getattr(record, field) for field in ("since", "until", "title")}
        return KnownRecord(**own, **dated, plugin=plugin, entity=entity, basis=basis)


def records_of(entities: Iterable[tuple[Entity, str]], gazetteer: Gazetteer) -> tuple[KnownRecord, ...]:
    """The records of several entities, each once, in their order."""
    found = (record for entity, known in entities for record in gazetteer.records_of(entity, known))
    return tuple(dict.fromkeys(found))
