"""The wire format, version 1: documents to JSON and back, without loss.

A document is one JSON object. A span is `{"start", "end", "text"}`; an annotation that refers to another does so by its
id, which is `<type>:<number>` in the order of the text. A third-party annotation type has its own key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import attrs
from immutabledict import immutabledict

from diplotext.errors import WireError, nearest
from diplotext.io import json_text, structuring
from diplotext.io.structuring import FIRST, LAST, fields_out, is_annotation, messages_of, plain, structure_function
from diplotext.model.annotations import Annotation, Entity, shortened, shown
from diplotext.model.document import CORE_TYPES, Document
from diplotext.model.meetings import Meeting
from diplotext.model.provenance import Failure, LanguageModel
from diplotext.model.references import spans_of
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.text.article_header import Frame

__all__ = [
    "FIRST",
    "LAST",
    "VERSION",
    "dumps",
    "from_dict",
    "ids_of",
    "is_annotation",
    "loads",
    "read_lines",
    "to_dict",
]

VERSION = 1
PLACED = (Statement, Meeting, TimeExpression)
"""The types of the core, besides entities, all of which are somewhere in the text."""


def ids_of(document: Document) -> dict[Annotation, str]:
    """The ids of a document's annotations on the wire, such as `statement:1`."""
    numbers: Counter[str] = Counter()
    ids: dict[Annotation, str] = {}
    for annotation in dict.fromkeys(document.annotations):
        name = annotation.wire_name
        numbers[name] += 1
        ids[annotation] = f"{name}:{numbers[name]}"
    return ids


def to_dict(document: Document) -> dict[str, Any]:
    """A document as values that JSON can hold: dicts, lists, strings, numbers, booleans and None.

    Raises:
        WireError: If an annotation refers to one that is not in the document, or a statement, meeting or time has no
            spans.
    """
    if not isinstance(document, Document):
        raise WireError(f"expected a Document, not {shown(document)}; write several one by one")
    ids = ids_of(document)
    groups: dict[str, list[Annotation]] = {kind.wire_name: [] for kind in CORE_TYPES}
    others = sorted({annotation.wire_name for annotation in ids} - groups.keys())
    groups |= {name: [] for name in others}
    for annotation, name in ids.items():
        groups[annotation.wire_name].append(annotation)
        try:
            _check_place(annotation)
        except WireError as error:
            raise WireError(f"{name}: {error}") from None
    token = structuring.ids.set(ids)
    try:
        annotations = {
            name: [{"id": ids[annotation]} | _fields_of(annotation) for annotation in group]
            for name, group in groups.items()
        }
    finally:
        structuring.ids.reset(token)
    return {
        "schema": VERSION,
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "published_basis": document.published_basis,
        "language": document.language,
        "language_model": structuring.converter().unstructure(document.language_model),
        "source": plain(document.source),
        "frame": structuring.converter().unstructure(document.frame),
        "text": document.text,
        "annotations": annotations,
        "failures": structuring.converter().unstructure(list(document.failures)),
    }


def annotation_to_dict(annotation: Annotation) -> dict[str, Any]:
    """An annotation as values that JSON can hold, without its document.

    Its type is under the key `annotation`. The annotations that it refers to are in the place of their ids, in the same
    form.
    """
    token = structuring.ids.set(_InPlace())
    try:
        return {"annotation": annotation.wire_name} | _fields_of(annotation)
    finally:
        structuring.ids.reset(token)


class _InPlace(Mapping[Annotation, Any]):
    """Annotations themselves instead of their ids."""

    def __getitem__(self, annotation: Annotation) -> dict[str, Any]:
        return {"annotation": annotation.wire_name} | _fields_of(annotation)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(())

    def __len__(self) -> int:
        return 0


def from_dict(record: Mapping[str, Any], types: Iterable[type[Annotation]] = ()) -> Document:
    """The document that a JSON object describes.

    Args:
        record: What `to_dict` returns.
        types: Annotation types besides those of the core. Types of installed plugins need not be given.

    Raises:
        WireError: If the object does not follow the format, or contains annotations of an unknown type.
    """
    if not isinstance(record, Mapping):
        raise WireError(f"a document must be a JSON object, not {type(record).__name__}")
    version = record.get("schema")
    if not (type(version) is int and version == VERSION):
        remedy = "; use Pipeline.read for an article without annotations" if "schema" not in record else ""
        raise WireError(f"schema is {shown(version)}; this version of diplotext reads {VERSION}{remedy}")
    for key in ("id", "text"):
        if key not in record:
            raise WireError(f"not a document of wire format {VERSION}: no {key!r}")
    try:
        parts: _Parts = structuring.converter().structure(record, _Parts)
        resolver = _Resolver(parts.annotations, _known_types(parts.annotations, types))
        token = structuring.resolver.set(resolver)
        try:
            annotations = resolver.all()
        finally:
            structuring.resolver.reset(token)
        values = {name: value for name, value in attrs.asdict(parts, recurse=False).items() if name != "schema"}
        if "published_basis" not in record:
            del values["published_basis"]  # the document's own default
        document = Document(**values | {"annotations": annotations})
        framed = [span for span in attrs.asdict(document.frame, recurse=False).values() if span]
        for span in (*framed, *(span for annotation in annotations for span in spans_of(annotation))):
            span.check(document.text)
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"not a document of wire format {VERSION}: {messages_of(error)}") from error
    return document


@attrs.frozen
class _Parts:
    """The keys of a document on the wire; those with a default may be missing."""

    schema: int
    id: str
    text: str
    title: str | None = None
    published: str | None = None
    published_basis: Literal["given", "text"] | None = None
    language: str = "en"
    language_model: LanguageModel | None = None
    source: Mapping[str, Any] = immutabledict()
    frame: Frame = attrs.field(factory=Frame)
    annotations: Any = attrs.field(factory=dict)
    failures: tuple[Failure, ...] = ()


def dumps(document: Document, *, indent: int | None = None) -> str:
    """A document as JSON, on one line unless `indent` is given.

    Lone surrogates are written as escapes, and so are characters that some readers take for the end of a line: U+0085,
    U+2028 and U+2029.

    Raises:
        WireError: If an annotation refers to one that is not in the document, or holds a value that JSON cannot.
    """
    try:
        return json_text.line_of(to_dict(document), indent=indent)
    except (TypeError, ValueError, RecursionError) as error:
        if isinstance(error, WireError):
            raise
        raise WireError(
            f"document {shown(document.id)} cannot be written as JSON: {_culprit(document, error)}"
        ) from error


def _culprit(document: Document, error: Exception) -> str:
    """What cannot be written, and who found it, as far as that can be said."""
    for annotation, name in ids_of(document).items():
        try:
            json_text.line_of(annotation_to_dict(annotation))
        except (TypeError, ValueError, RecursionError) as inner:
            return f"{name}, found by extractor {annotation.extractor!r}: {shortened(str(inner), 100)}"
    return shortened(str(error), 100)


def loads(line: str | bytes, types: Iterable[type[Annotation]] = ()) -> Document:
    """The document that a line of JSON describes; see `from_dict`.

    Raises:
        WireError: Also if the line is not JSON, or if a key occurs more than once in an object.
    """
    if not isinstance(line, str | bytes):
        raise WireError(f"expected a line of JSON, not {type(line).__name__}")
    try:
        record = json_text.parsed(line)
    except ValueError as error:
        raise WireError(str(error)) from error
    return from_dict(record, types)


def read_lines(lines: Iterable[str | bytes], types: Iterable[type[Annotation]] = ()) -> Iterator[Document]:
    """Documents from JSON Lines; empty lines are skipped.

    Raises:
        WireError: If a line cannot be read; the message has its number.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield loads(line, types)
            except WireError as error:
                raise WireError(f"line {number}: {error}") from error


class _Resolver:
    """Makes annotations from their JSON, each once, after those that it refers to."""

    def __init__(self, groups: Mapping[str, Any], types: Mapping[str, type[Annotation]]) -> None:
        self._raw: dict[str, tuple[type[Annotation], Mapping[str, Any]]] = {}
        for name, items in groups.items():
            if not isinstance(items, list | tuple):
                raise WireError(f"annotations.{name} must be a list of JSON objects, not {type(items).__name__}")
            for item in items:
                if not (isinstance(item, Mapping) and isinstance(item.get("id"), str)):
                    problem = "an annotation is a JSON object with an 'id', which is a string"
                    raise WireError(f"annotations.{name} holds {shown(item)}; {problem}")
                if item["id"] in self._raw:
                    raise WireError(f"two annotations have the id {shown(item['id'])}")
                self._raw[item["id"]] = (types[name], item)
        self._made: dict[str, Annotation | None] = {}

    def get(self, id: Any) -> Annotation:
        if not isinstance(id, str) or id not in self._raw:
            raise WireError(f"no annotation has the id {shown(id)}")
        if id not in self._made:
            self._made[id] = None
            kind, item = self._raw[id]
            fields = {key: value for key, value in item.items() if key != "id"}
            try:
                self._made[id] = made = _structured(kind, fields)
                _check_spans(made, fields)
            except Exception as error:
                raise WireError(f"{_named(id)}: {messages_of(error)}") from error
        if (found := self._made[id]) is None:
            raise WireError(f"annotation {shown(id)} refers to itself in a cycle")
        return found

    def all(self) -> tuple[Annotation, ...]:
        """All annotations.

        Raises:
            WireError: If two are the same.
        """
        known: dict[Annotation, str] = {}
        for name in self._raw:
            if (other := known.setdefault(self.get(name), name)) != name:
                raise WireError(f"{_named(other)} and {_named(name)} are the same annotation")
        return tuple(known)


def _named(id: str) -> str:
    return shortened(id) if id.isprintable() else shown(id)


def _check_spans(annotation: Annotation, fields: Mapping[str, Any]) -> None:
    """Check that the spans of an entity are those of its mentions, and that an annotation of the core has some.

    Raises:
        WireError: If not.
    """
    if not isinstance(annotation, Entity):
        _check_place(annotation)
        return
    given = [(span["start"], span["end"]) for span in fields.get("spans", ())]
    if given and given != [(mention.start, mention.end) for mention in annotation.mentions]:
        raise WireError("its spans are not those of its mentions")


def _check_place(annotation: Annotation) -> None:
    """Check that an annotation says where it is, if it is not an entity, and its type is one of the core.

    Raises:
        WireError: If it does not.
    """
    if not annotation.spans and isinstance(annotation, PLACED):
        raise WireError("it has no spans: a statement, a meeting and a time are somewhere in the text")


def _fields_of(annotation: Annotation) -> dict[str, Any]:
    kind: Any = type(annotation)
    return fields_out(kind)(annotation)


def _structured(kind: Any, fields: Mapping[str, Any]) -> Annotation:
    annotation: Annotation = structure_function(kind)(fields, kind)
    return annotation


def _known_types(groups: Mapping[str, Any], types: Iterable[type[Annotation]]) -> dict[str, type[Annotation]]:
    if not isinstance(groups, Mapping):
        raise WireError(f"annotations must be a JSON object with a list for each type, not {type(groups).__name__}")
    if isinstance(types, type):
        raise WireError(f"types takes several annotation types; write types=[{types.__name__}]")
    given: tuple[Any, ...] = tuple(types)
    for kind in given:
        if not (isinstance(kind, type) and issubclass(kind, Annotation)):
            raise WireError(f"types holds {shown(kind)}, which is not an annotation type")
    known = {kind.wire_name: kind for kind in (*CORE_TYPES, *given)}
    if groups.keys() - known.keys():
        from diplotext.plugin.registry import Registry

        known = Registry().annotation_types() | known
    for name in groups:
        if name not in known:
            raise WireError(
                f"annotations of an unknown type {shown(name)}: {nearest(str(name), known)}; "
                "install the plugin that defines it, or pass its class in types="
            )
    return known
