"""What a coder has marked as a document, with what a tool cannot show taken from the document that was given to it.

What the coder has left as it was keeps all of its values; what was changed, or is new, has those that were marked. To
know what was left, the document is marked, written and read in the same format, and compared with what came back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from diplotext.annotation.marking import marked
from diplotext.annotation.markup import Markup, checked
from diplotext.annotation.records import Fields, Record, records
from diplotext.annotation.scheme import scheme
from diplotext.errors import AnnotationError, DiplotextError
from diplotext.io import wire
from diplotext.model.document import Document

RULE = "annotated"
"""Rule id of what coders have marked."""

CODER = "coder"
"""Key of `source` under which a document names its coder."""

REFERENCES = frozenset(
    ("continues", "entity", "format", "holder", "meeting", "of", "reported_in", "said_at", "side", "time")
)
"""Fields that hold the id of an annotation."""

LISTS_OF_REFERENCES = frozenset(("members",))
DERIVED = ("value", "timex3")
"""Two forms of the value of a time: if a coder has changed only one, the other is out of date."""

Shown = Callable[[Document, Markup], tuple[Markup, Callable[[str], str]]]
"""What comes back if nothing is changed, and the id that a span of the markup has there."""


def restored(document: Document, markup: Markup, shown: Shown, coder: str) -> Document:
    """The document with what a coder has marked in it.

    Args:
        document: The document that was given to the coder, with the annotations that the coder saw.
        markup: What came back.
        shown: Writes and reads a document in the same format.
        coder: The name of the coder.

    Raises:
        AnnotationError: If something is not in the scheme or not in the text; with a line for each fault.
    """
    edited = records(checked(markup, document.text, scheme()), document.text)
    record = wire.to_dict(document)
    restoring = _Restoring(document, record, edited, shown)
    groups: dict[str, list[Fields]] = {}
    for kind, fields in restoring.annotations(coder):
        groups.setdefault(kind, []).append(fields)
    record |= {
        "annotations": groups,
        "failures": [],
        "language_model": None,
        "source": {**record["source"], CODER: coder},
    }
    try:
        return wire.from_dict(record, types=[type(annotation) for annotation in document.annotations])
    except DiplotextError as error:
        raise AnnotationError(str(error)) from error


class _Restoring:
    """Puts the annotations of one document together."""

    def __init__(
        self, document: Document, record: Mapping[str, Any], edited: Mapping[str, Record], shown: Shown
    ) -> None:
        given = {fields["id"]: (kind, fields) for kind, group in record["annotations"].items() for fields in group}
        self._given: dict[str, tuple[str, Fields]] = given
        self._edited = edited
        self._before: dict[str, Record] = {}
        """What the coder saw of the given annotations, by their ids."""
        if given:
            sight = marked(document)
            back, id_of = shown(document, sight.markup)
            names = {id_of(region): ref for region, ref in sight.annotations.items()}
            seen = records(checked(back, document.text, scheme()), document.text)
            self._before = {
                names[ref]: attrs.evolve(one, fields=renamed(one.fields, names))
                for ref, one in seen.items()
                if ref in names
            }
        self._names = self._matched()
        self._alive = set(self._names.values())
        self._added: dict[str, None] = {}

    def _matched(self) -> dict[str, str]:
        """The id of each annotation that came back: that of the given one with the same key, else a new one."""
        places: dict[tuple[str, Any], list[str]] = {}
        for ref, record in self._before.items():
            places.setdefault((record.type, record.key), []).append(ref)
        names: dict[str, str] = {}
        for number, (ref, record) in enumerate(self._edited.items(), start=1):
            candidates = places.get((record.type, record.key))
            if candidates:
                names[ref] = max(candidates, key=lambda one: _likeness(record.fields, self._before[one].fields))
                candidates.remove(names[ref])
            else:
                names[ref] = f"new:{number}"
        return names

    def annotations(self, coder: str) -> Iterator[tuple[str, Fields]]:
        """The annotations as on the wire, each with its type."""
        for ref, record in self._edited.items():
            name = self._names[ref]
            fields = renamed(record.fields, self._names)
            if name in self._before:
                fields = self._kept(fields, self._before[name].fields, self._given[name][1])
            yield record.type, {**fields, "id": name, **_provenance(coder)}
        for ref in self._added:  # what nobody can mark, and marked annotations refer to
            kind, fields = self._given[ref]
            yield kind, fields

    def _kept(self, fields: Fields, before: Fields, given: Fields) -> Fields:
        """The fields with what the tool could not show, wherever the coder has left things as they were."""
        result = dict(fields)
        untouched = fields == before
        for name, value in given.items():
            if name not in fields:
                if untouched and self._usable(value, name):
                    result[name] = value
            elif fields[name] == before[name]:
                if self._usable(value, name):
                    result[name] = value
            elif isinstance(value, list) and len(value) == len(before[name]):
                known = list(zip(before[name], value, strict=True))
                result[name] = [self._element(one, known, name) for one in fields[name]]
        changed = [name for name in DERIVED if name in fields and fields[name] != before[name]]
        if len(changed) == 1:
            [other] = set(DERIVED) - set(changed)
            result[other] = None
        return result

    def _element(self, value: Any, known: list[tuple[Any, Any]], name: str) -> Any:
        return next((given for seen, given in known if seen == value and self._usable(given, name)), value)

    def _usable(self, value: Any, name: str) -> bool:
        """Whether all that a value refers to is still there, or could not be marked; the latter is added."""
        needed: dict[str, None] = {}
        if not all(self._reachable(ref, needed) for ref in references(value, name)):
            return False
        self._added |= needed
        return True

    def _reachable(self, ref: str, needed: dict[str, None]) -> bool:
        if ref in self._alive or ref in needed:
            return True
        if ref in self._before:
            return False
        needed[ref] = None
        return all(self._reachable(other, needed) for other in references(self._given[ref][1]))


def _likeness(fields: Fields, others: Fields) -> int:
    return sum(value == others.get(name) for name, value in fields.items())


def _provenance(coder: str) -> Fields:
    return {"rule": RULE, "confidence": None, "extractor": coder, "extractor_version": ""}


def renamed(value: Any, names: Mapping[str, str], field: str = "") -> Any:
    """Fields with other ids of the annotations that they refer to."""
    if isinstance(value, dict):
        return {name: renamed(inner, names, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names, field) for inner in value]
    refers = isinstance(value, str) and (field in REFERENCES or field in LISTS_OF_REFERENCES)
    return names.get(value, value) if refers else value


def references(value: Any, field: str = "") -> Iterator[str]:
    """The ids of the annotations that fields refer to."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from references(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner, field)
    elif isinstance(value, str) and (field in REFERENCES or field in LISTS_OF_REFERENCES):
        yield value
