"""Adding what an extractor found to a document: check it, stamp it, merge it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from diplotext.errors import ContractError
from diplotext.model.annotations import Annotation, Entity, Mention
from diplotext.model.document import Document, changed
from diplotext.model.references import references_of, replaced, spans_of
from diplotext.plugin.extractor import Extractor


def with_found(document: Document, extractor: Extractor, version: str, found: Iterable[Annotation]) -> Document:
    """The document with what an extractor yielded.

    Entities of one type with one name become one entity with the mentions of both; annotations that differ in
    provenance alone become one, the earlier kept.

    Raises:
        ContractError: If the extractor yielded what it does not provide, a span that is not of the text, or a reference
            to an annotation that is not in the document.
    """
    new = listed(found, extractor)
    known = set(document.annotations)
    for annotation in new:
        _check(annotation, extractor, document)
    stamps: dict[Annotation, Annotation] = {}
    stamped = list(dict.fromkeys(_stamp(annotation, extractor.name, version, stamps) for annotation in new))
    both = known.union(stamped)
    for annotation in stamped:
        for reference in references_of(annotation):
            if reference not in both:
                raise ContractError(
                    f"extractor {extractor.name!r} yielded {annotation!r}, which refers to {reference!r}; "
                    "nobody yielded that"
                )
    return changed(document, annotations=_merged([*document.annotations, *stamped]))


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


def _check(annotation: Annotation, extractor: Extractor, document: Document) -> None:
    if not isinstance(annotation, extractor.provides):
        provided = ", ".join(kind.__name__ for kind in extractor.provides)
        message = f"extractor {extractor.name!r} yielded {annotation!r}, but provides only {provided}"
        raise ContractError(message + _advice(annotation))
    try:
        hash(annotation)
    except TypeError as error:
        raise ContractError(
            f"extractor {extractor.name!r} yielded {annotation!r}, which is no immutable value ({error}); "
            "its class must be a frozen attrs class, with tuples instead of lists"
        ) from None
    for span in spans_of(annotation):
        try:
            span.check(document.text)
        except ValueError as error:
            raise ContractError(f"extractor {extractor.name!r} yielded {annotation!r}: {error}") from error


def _advice(value: object) -> str:
    return f"; add {type(value).__name__} to 'provides'" if isinstance(value, Annotation) else ", as instances"


def _stamp(annotation: Annotation, name: str, version: str, stamps: dict[Annotation, Annotation]) -> Annotation:
    """Write who found it into an annotation and, first, into the new ones that it refers to."""
    if annotation.extractor:
        return annotation
    if annotation not in stamps:
        inner = {other: _stamp(other, name, version, stamps) for other in references_of(annotation)}
        stamps[annotation] = attrs.evolve(replaced(annotation, inner), extractor=name, extractor_version=version)
    return stamps[annotation]


def _merged(annotations: list[Annotation]) -> list[Annotation]:
    """Each thing once: the first of a kind stays, with the mentions of the others."""
    groups: dict[object, list[Annotation]] = {}
    for annotation in annotations:
        key = (type(annotation), annotation.name) if isinstance(annotation, Entity) else annotation.spans
        groups.setdefault((type(annotation), key), []).append(annotation)
    replacements: dict[Annotation, Annotation] = {}
    for group in groups.values():
        if len(group) == 1:
            continue
        if isinstance(group[0], Entity):
            merged: Annotation = _merge_entities([a for a in group if isinstance(a, Entity)])
            replacements |= {annotation: merged for annotation in group if annotation != merged}
        else:
            first: dict[Annotation, Annotation] = {}
            for annotation in group:
                kept = first.setdefault(_without_provenance(annotation), annotation)
                if kept is not annotation:
                    replacements[annotation] = kept
    if not replacements:
        return annotations
    for _ in replacements:  # what was merged may itself refer to what was merged
        settled = {old: replaced(new, replacements) for old, new in replacements.items()}
        if settled == replacements:
            break
        replacements = settled
    return list(
        dict.fromkeys(
            replacements[annotation] if annotation in replacements else replaced(annotation, replacements)
            for annotation in annotations
        )
    )


def _without(value: Any, entities: set[Entity]) -> Any:
    """A field without references to the merged entity itself."""
    if isinstance(value, tuple):
        return tuple(part for part in value if not (isinstance(part, Entity) and part in entities))
    return None if isinstance(value, Entity) and value in entities else value


def _without_provenance(annotation: Annotation) -> Annotation:
    return attrs.evolve(annotation, rule="-", confidence=None, extractor="", extractor_version="")


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
