"""Adding what an extractor found to a document: it is checked, stamped with its provenance, and merged."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import partial
from typing import Any

import attrs

from diplotext.errors import ContractError
from diplotext.model.annotations import Annotation, Entity, Mention
from diplotext.model.document import CORE_TYPES, Document, changed
from diplotext.model.events import Event
from diplotext.model.references import parts_of, references_of, replaced, with_provenance
from diplotext.pipeline.confidences import Confidences
from diplotext.plugin.extractor import Extractor

CHECKED = (*CORE_TYPES, Event)
"""Types whose values are those that the wire format can hold, as far as their fields have the declared types."""


def with_found(
    document: Document,
    extractor: Extractor,
    version: str,
    found: Iterable[Annotation],
    confidences: Confidences | None = None,
) -> Document:
    """The document with what an extractor yielded.

    Entities of the same type and name become one entity with the mentions of both; of annotations that differ only in
    provenance, the earlier is kept. Only new annotations are compared, and those updated that refer to an entity that
    changes.

    Raises:
        ContractError: If the extractor yielded what it does not provide, a span that is not a slice of the text, or a
            reference to an annotation that is not in the document.
    """
    new = listed(found, extractor)
    stamps: dict[Annotation, Annotation] = {}
    alone: set[int] = set()  # stamped annotations without references, which most are
    for annotation in new:
        _check(annotation, extractor)
        if not _refers(annotation, extractor, document) and not annotation.extractor and annotation not in stamps:
            stamps[annotation] = _stamped(annotation, confidences, extractor, version)
            alone.add(id(stamps[annotation]))
    if not new:
        return document
    stamp = partial(_stamp, stamps=stamps, confidences=confidences, extractor=extractor, version=version)
    stamped = list(dict.fromkeys(stamp(annotation) for annotation in new))
    both = set(document.annotations).union(stamped)
    for annotation in stamped:
        for reference in references_of(annotation) if id(annotation) not in alone else ():
            if reference not in both:
                raise ContractError(
                    f"extractor {extractor.name!r} yielded {annotation!r}, which refers to {reference!r}; "
                    "no extractor yielded that"
                )
    return changed(document, annotations=_merged(document.annotations, stamped))


def listed(found: Any, extractor: Extractor) -> list[Annotation]:
    """What an extractor yielded for a document, as a list.

    Raises:
        ContractError: If it returned something else.
    """
    if not isinstance(found, Iterable) or isinstance(found, str | Annotation):
        raise ContractError(
            f"extractor {extractor.name!r} returned {found!r} for a document; "
            "yield annotations, or return a list of them"
        )
    return list(found)


def _check(annotation: Annotation, extractor: Extractor) -> None:
    if not isinstance(annotation, extractor.provides):
        provided = ", ".join(kind.__name__ for kind in extractor.provides)
        message = f"extractor {extractor.name!r} yielded {annotation!r}, but provides only {provided}"
        raise ContractError(message + _advice(annotation))
    try:
        hash(annotation)
    except TypeError as error:
        raise ContractError(
            f"extractor {extractor.name!r} yielded {annotation!r}, which is not an immutable value ({error}); "
            "its class must be a frozen attrs class, with tuples instead of lists"
        ) from None
    if not isinstance(annotation, CHECKED):
        _check_writable(annotation, extractor)


def _refers(annotation: Annotation, extractor: Extractor, document: Document) -> bool:
    """Whether an annotation refers to others; its spans are checked on the way."""
    refers = False
    for part in parts_of(annotation):
        if isinstance(part, Annotation):
            refers = True
            continue
        try:
            part.check(document.text)
        except ValueError as error:
            raise ContractError(f"extractor {extractor.name!r} yielded {annotation!r}: {error}") from error
    return refers


def _check_writable(annotation: Annotation, extractor: Extractor) -> None:
    from diplotext.io.json_text import line_of
    from diplotext.io.wire import annotation_to_dict

    try:
        line_of(annotation_to_dict(annotation))
    except (TypeError, ValueError, RecursionError) as error:
        raise ContractError(
            f"extractor {extractor.name!r} yielded {annotation!r}, which cannot be written as JSON: {error}"
        ) from error


def _advice(value: object) -> str:
    return f"; add {type(value).__name__} to 'provides'" if isinstance(value, Annotation) else ", as instances"


def _stamp(
    annotation: Annotation,
    stamps: dict[Annotation, Annotation],
    confidences: Confidences | None,
    extractor: Extractor,
    version: str,
) -> Annotation:
    """Stamp an annotation, and first the new ones that it refers to, with the extractor and its version."""
    if annotation.extractor:
        return annotation
    if annotation not in stamps:
        inner = {other: _stamp(other, stamps, confidences, extractor, version) for other in references_of(annotation)}
        stamps[annotation] = _stamped(replaced(annotation, _different(inner)), confidences, extractor, version)
    return stamps[annotation]


def _stamped(annotation: Annotation, confidences: Confidences | None, extractor: Extractor, version: str) -> Annotation:
    stamped = with_provenance(annotation, extractor.name, version)
    return stamped if confidences is None else confidences.applied(stamped, type(extractor).rules())


def _different(replacements: Mapping[Annotation, Annotation]) -> Mapping[Annotation, Annotation]:
    return {old: new for old, new in replacements.items() if new is not old}


def _merged(known: Iterable[Annotation], new: Iterable[Annotation]) -> list[Annotation]:
    """All annotations without duplicates: of each group the first is kept, with the mentions of the others."""
    annotations = list(known)
    groups: dict[Hashable, list[Annotation]] = {}
    for annotation in annotations:
        groups.setdefault(_key(annotation), []).append(annotation)
    replacements: dict[Annotation, Annotation] = {}
    merged: dict[Hashable, list[Entity]] = {}
    found = list(new)
    for annotation in found:
        annotations.append(annotation)
        if isinstance(annotation, Entity):
            key = _key(annotation)
            if group := groups.setdefault(key, []):
                merged.setdefault(key, [one for one in group if isinstance(one, Entity)]).append(annotation)
            else:
                group.append(annotation)
    for entities in merged.values():
        one = _merge_entities(entities)
        replacements |= {entity: one for entity in entities if entity != one}
    for annotation in found:
        if not isinstance(annotation, Entity):
            group = groups.setdefault(_key(annotation), [])
            if same := next((one for one in group if _is_same(one, annotation, replacements)), None):
                replacements[annotation] = same
            else:
                group.append(annotation)
    if not replacements:
        return list(dict.fromkeys(annotations))
    for _ in replacements:  # a merged entity may itself refer to merged entities
        settled = {old: replaced(new, replacements) for old, new in replacements.items()}
        if settled == replacements:
            break
        replacements = settled
    return list(dict.fromkeys(replacements.get(one) or replaced(one, replacements) for one in annotations))


def _key(annotation: Annotation) -> Hashable:
    """A key that annotations share if they may be duplicates."""
    return type(annotation), annotation.name if isinstance(annotation, Entity) else annotation.spans


def _is_same(one: Annotation, other: Annotation, replacements: Mapping[Annotation, Annotation]) -> bool:
    """Whether two annotations of one type and place differ in provenance alone, once entities are merged."""
    return _without_provenance(replaced(one, replacements)) == _without_provenance(replaced(other, replacements))


def _without_provenance(annotation: Annotation) -> Annotation:
    return attrs.evolve(annotation, rule="-", confidence=None, extractor="", extractor_version="")


def _without(value: Any, entities: set[Entity]) -> Any:
    """The value of a field without references to the entities that are merged."""
    if isinstance(value, tuple):
        return tuple(part for part in value if not (isinstance(part, Entity) and part in entities))
    return None if isinstance(value, Entity) and value in entities else value


def _merge_entities(group: list[Entity]) -> Entity:
    mentions: dict[tuple[int, int], Mention] = {}
    changes: dict[str, Any] = {}
    for entity in group:
        for mention in entity.mentions:
            mentions.setdefault((mention.start, mention.end), mention)
        for field in attrs.fields(type(entity)):
            known, value = changes.get(field.name, getattr(group[0], field.name)), getattr(entity, field.name)
            if isinstance(known, tuple) and isinstance(value, tuple):
                changes[field.name] = tuple(dict.fromkeys((*known, *value)))
            elif known is None or known == "":
                changes[field.name] = value
    same = set(group)
    changes = {name: _without(value, same) for name, value in changes.items()}
    identifiers = {scheme: code for entity in reversed(group) for scheme, code in entity.identifiers.items()}
    ordered = tuple(mentions[place] for place in sorted(mentions))
    return attrs.evolve(group[0], **{**changes, "mentions": ordered, "identifiers": identifiers})
