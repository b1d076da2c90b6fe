"""Checks of what an extractor yields: its types, its spans, and that it can be written and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import attrs

from diplotext.errors import SpanError, WireError
from diplotext.io import schema, wire
from diplotext.model.annotations import Annotation
from diplotext.model.articles import Article
from diplotext.model.document import CORE_TYPES, Document
from diplotext.model.references import spans_of
from diplotext.plugin.extractor import Extractor
from diplotext.testing.bench import Found, bench, difference, plain
from diplotext.testing.texts import documents, hard_texts


def yields_what_it_provides(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It yields annotations of the types that it provides, all of them, and nothing else."""
    ready = bench(extractor)
    seen: list[type] = []
    for document, found in ready.first(documents(texts)).items():
        for annotation in found:
            if not isinstance(annotation, extractor.provides):
                raise AssertionError(
                    f"{ready} yields {annotation!r} in document {document.id!r}, but provides only "
                    f"{_names(extractor.provides)}; add {type(annotation).__name__} to 'provides', or do not yield it"
                )
            seen.append(type(annotation))
    if unseen := [kind for kind in extractor.provides if not any(issubclass(one, kind) for one in seen)]:
        raise AssertionError(
            f"{ready} provides {_names(unseen)}, and yields none in the texts; pass a text in which it does: "
            f"check({ready}, texts=['...']), or take it out of 'provides'"
        )


def spans_are_true(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """Each span is a slice of the text, also in texts with unusual characters."""
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    hard = {Document.from_article(text, published=sample.published): label
            for label, text in hard_texts(sample.text).items()}  # fmt: skip
    for document, label in [*((document, document.id) for document in found), *hard.items()]:
        try:
            annotations = ready.found(document)
        except Exception:
            if document in found:
                raise
            continue  # another check reports it
        for annotation in annotations:
            for span in spans_of(annotation):
                try:
                    span.check(document.text)
                except SpanError as error:
                    raise AssertionError(
                        f"{ready} yields {annotation!r} ({label}): {error}; offsets are code points of reading.text: "
                        "make spans with reading.span(start, end)"
                    ) from error


def types_survive_the_wire(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """What it yields is frozen and hashable, follows the JSON Schema, and comes back from JSON unchanged."""
    ready = bench(extractor)
    for kind in extractor.provides:
        if "__attrs_attrs__" not in kind.__dict__:
            raise AssertionError(f"{kind.__name__} is not an attrs class; decorate it with @attrs.frozen(kw_only=True)")
    kinds = {kind for other in ready.pipeline.extractors for kind in other.provides if kind not in CORE_TYPES}
    for document, found in ready.first(documents(texts)).items():
        own = [annotation for annotation in found if isinstance(annotation, extractor.provides)]
        for annotation in own:
            _check_value(annotation)
        _check_wire(ready.prepared(document), [a for a in own if _is_true(a, document)], kinds)


def _check_value(annotation: Annotation) -> None:
    name = type(annotation).__name__
    try:
        hash(annotation)
    except TypeError as error:
        raise AssertionError(
            f"{annotation!r} is not immutable ({error}); use tuples instead of lists in {name}, with a converter"
        ) from error
    try:
        annotation.rule = annotation.rule  # type: ignore[misc]
    except attrs.exceptions.FrozenInstanceError:
        return
    raise AssertionError(f"{annotation!r} can be changed; decorate {name} with @attrs.frozen(kw_only=True)")


def _check_wire(document: Document, own: list[Annotation], kinds: set[type[Annotation]]) -> None:
    with_own = attrs.evolve(document, annotations=dict.fromkeys([*document.annotations, *own]))
    try:
        line = wire.dumps(with_own)
    except WireError as error:
        raise AssertionError(f"what is found in document {document.id!r} cannot be written: {error}") from error
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        raise AssertionError("this check needs the package jsonschema: pip install 'diplotext[testing]'") from None
    validator = Draft202012Validator(schema.json_schema(sorted(kinds, key=lambda kind: kind.wire_name)))
    for problem in validator.iter_errors(json.loads(line)):
        raise AssertionError(
            f"document {document.id!r} does not follow the JSON Schema at {problem.json_path}: {problem.message}; "
            "the type of the field must match its values"
        )
    try:
        back = wire.loads(line, kinds)
    except WireError as error:
        raise AssertionError(f"document {document.id!r} cannot be read back from JSON: {error}") from error
    if back != with_own:
        for one, other in _pairs(with_own.annotations, back.annotations):
            if one != other:
                where = (
                    difference(plain(one), plain(other)) or f"equal fields, but {type(one).__name__} compares otherwise"
                )
                raise AssertionError(
                    f"{one!r} comes back from JSON changed ({where}); the type of the field must match its values"
                )
        raise AssertionError(f"document {document.id!r} comes back from JSON changed")


def _pairs(one: Found, other: Found) -> Iterator[tuple[Annotation, Annotation]]:
    return zip(one, other, strict=False)


def _is_true(annotation: Annotation, document: Document) -> bool:
    """Whether its spans are slices of the text; another check reports those that are not."""
    try:
        for span in spans_of(annotation):
            span.check(document.text)
    except SpanError:
        return False
    return True


def _names(kinds: Iterable[type]) -> str:
    return ", ".join(kind.__name__ for kind in kinds)
