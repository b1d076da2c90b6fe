"""The wire format, version 1: documents to JSON and back, without loss.

A document is one JSON object. A span is `{"start", "end", "text"}`; an annotation that refers to another does so by its
id, which is `<type>:<number>` in the order of the text. A third-party annotation type has its own key.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import attrs
import cattrs
import cattrs.gen
import cattrs.v
from immutabledict import immutabledict

from diplotext.errors import WireError, nearest
from diplotext.model.annotations import Annotation, Mention
from diplotext.model.document import CORE_TYPES, Document
from diplotext.model.provenance import Failure, LanguageModel
from diplotext.model.references import spans_of
from diplotext.text.article_header import Frame
from diplotext.text.spans import Span

VERSION = 1
FIRST = ("id", "spans")
LAST = ("extractor", "extractor_version", "rule", "confidence")
SURROGATE = re.compile("[\ud800-\udfff]")

_ids: ContextVar[Mapping[Annotation, Any]] = ContextVar("ids")
_resolver: ContextVar[_Resolver] = ContextVar("resolver")


def ids_of(document: Document) -> dict[Annotation, str]:
    """The ids of a document's annotations on the wire, such as `statement:1`."""
    numbers: Counter[str] = Counter()
    ids: dict[Annotation, str] = {}
    for annotation in document.annotations:
        name = annotation.wire_name
        numbers[name] += 1
        ids[annotation] = f"{name}:{numbers[name]}"
    return ids


def to_dict(document: Document) -> dict[str, Any]:
    """A document as values that JSON can hold: dicts, lists, strings, numbers, booleans and None.

    Raises:
        WireError: If an annotation refers to one that is not in the document.
    """
    if not isinstance(document, Document):
        raise WireError(f"expected a Document, not {document!r}; write several one by one")
    ids = ids_of(document)
    groups: dict[str, list[Annotation]] = {kind.wire_name: [] for kind in CORE_TYPES}
    others = sorted({annotation.wire_name for annotation in document.annotations} - groups.keys())
    groups |= {name: [] for name in others}
    for annotation in document.annotations:
        groups[annotation.wire_name].append(annotation)
    token = _ids.set(ids)
    try:
        annotations = {
            name: [{"id": ids[annotation]} | _fields_of(annotation) for annotation in group]
            for name, group in groups.items()
        }
    finally:
        _ids.reset(token)
    return {
        "schema": VERSION,
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "published_basis": document.published_basis,
        "language": document.language,
        "language_model": _converter().unstructure(document.language_model),
        "source": _plain(document.source),
        "frame": _converter().unstructure(document.frame),
        "text": document.text,
        "annotations": annotations,
        "failures": _converter().unstructure(list(document.failures)),
    }


def annotation_to_dict(annotation: Annotation) -> dict[str, Any]:
    """An annotation as values that JSON can hold, without its document.

    Its type is under the key `annotation`. The annotations that it refers to are in the place of their ids, in the same
    form.
    """
    token = _ids.set(_InPlace())
    try:
        return {"annotation": annotation.wire_name} | _fields_of(annotation)
    finally:
        _ids.reset(token)


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
    if record.get("schema") != VERSION:
        remedy = "; use Pipeline.read for an article without annotations" if "schema" not in record else ""
        raise WireError(f"schema is {record.get('schema')!r}; this version of diplotext reads {VERSION}{remedy}")
    try:
        groups = record.get("annotations", {})
        resolver = _Resolver(groups, _known_types(groups, types))
        token = _resolver.set(resolver)
        try:
            annotations = tuple(resolver.all())
        finally:
            _resolver.reset(token)
        document = Document(
            record["text"],
            id=record["id"],
            title=record.get("title"),
            published=record.get("published"),
            published_basis=record.get("published_basis", "given" if record.get("published") else None),
            language=record.get("language", "en"),
            source=record.get("source") or {},
            frame=_converter().structure(record.get("frame") or {}, Frame),
            annotations=annotations,
            failures=_converter().structure(record.get("failures") or [], list[Failure]),
            language_model=_language_model(record.get("language_model")),
        )
        framed = [span for span in attrs.asdict(document.frame, recurse=False).values() if span]
        for span in (*framed, *(span for annotation in document.annotations for span in spans_of(annotation))):
            span.check(document.text)
    except WireError:
        raise
    except Exception as error:
        raise WireError(f"not a document of wire format {VERSION}: {'; '.join(_messages(error))}") from error
    return document


def _language_model(value: Any) -> LanguageModel | None:
    return None if value is None else _converter().structure(value, LanguageModel)


def dumps(document: Document, *, indent: int | None = None) -> str:
    """A document as JSON, on one line unless `indent` is given. Lone surrogates are written as escapes.

    Raises:
        WireError: If an annotation refers to one that is not in the document, or holds a value that JSON cannot.
    """
    try:
        line = json.dumps(to_dict(document), ensure_ascii=False, allow_nan=False, indent=indent)
    except (TypeError, ValueError) as error:
        raise error if isinstance(error, WireError) else WireError(f"cannot be written as JSON: {error}") from error
    return SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def loads(line: str | bytes, types: Iterable[type[Annotation]] = ()) -> Document:
    """The document that a line of JSON describes; see `from_dict`.

    Raises:
        WireError: Also if the line is not JSON.
    """
    try:
        record = json.loads(line)
    except ValueError as error:
        raise WireError(f"not JSON: {error}") from error
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

    def __init__(self, groups: Mapping[str, list[Mapping[str, Any]]], types: Mapping[str, type[Annotation]]) -> None:
        self._raw: dict[str, tuple[type[Annotation], Mapping[str, Any]]] = {}
        items: Any
        item: Any
        for name, items in groups.items():
            if not isinstance(items, list | tuple):
                raise WireError(f"annotations.{name} must be a list of JSON objects, not {type(items).__name__}")
            for item in items:
                if not (isinstance(item, Mapping) and "id" in item):
                    raise WireError(f"annotations.{name} holds {item!r}; an annotation is a JSON object with an 'id'")
                if item["id"] in self._raw:
                    raise WireError(f"two annotations have the id {item['id']!r}")
                self._raw[item["id"]] = (types[name], item)
        self._made: dict[str, Annotation | None] = {}

    def get(self, id: Any) -> Annotation:
        if not isinstance(id, str) or id not in self._raw:
            raise WireError(f"no annotation has the id {id!r}")
        if id not in self._made:
            self._made[id] = None
            kind: Any
            kind, item = self._raw[id]
            try:
                self._made[id] = _fields_in(kind)({key: value for key, value in item.items() if key != "id"}, kind)
            except WireError:
                raise
            except Exception as error:
                raise WireError(f"{id}: {'; '.join(_messages(error))}") from error
        made = self._made[id]
        if made is None:
            raise WireError(f"annotation {id!r} refers to itself in a cycle")
        return made

    def all(self) -> Iterator[Annotation]:
        return map(self.get, self._raw)


def _known_types(groups: Mapping[str, Any], types: Iterable[type[Annotation]]) -> dict[str, type[Annotation]]:
    if not isinstance(groups, Mapping):
        raise WireError(f"annotations must be a JSON object with a list for each type, not {type(groups).__name__}")
    if isinstance(types, type):
        raise WireError(f"types takes several annotation types; write types=[{types.__name__}]")
    given: tuple[Any, ...] = tuple(types)
    for kind in given:
        if not (isinstance(kind, type) and issubclass(kind, Annotation)):
            raise WireError(f"types holds {kind!r}, which is not an annotation type")
    known = {kind.wire_name: kind for kind in (*CORE_TYPES, *given)}
    if groups.keys() - known.keys():
        from diplotext.plugin.registry import Registry

        known = Registry().annotation_types() | known
    for name in groups:
        if name not in known:
            raise WireError(
                f"annotations of an unknown type {name!r}: {nearest(name, known)}; "
                "install the plugin that defines it, or pass its class in types="
            )
    return known


def is_annotation(kind: Any) -> bool:
    """Whether a type is an annotation class, or a union of annotation classes and perhaps None."""
    if get_origin(kind) in (Union, UnionType):
        return all(is_annotation(argument) for argument in get_args(kind) if argument is not NoneType)
    return isinstance(kind, type) and issubclass(kind, Annotation)


def _fields_of(annotation: Annotation) -> dict[str, Any]:
    kind: Any = type(annotation)
    fields: dict[str, Any] = _fields_out(kind)(annotation)
    return fields


def _reference_out(annotation: Annotation | None) -> Any:
    if annotation is None:
        return None
    try:
        return _ids.get()[annotation]
    except KeyError:
        raise WireError(f"an annotation refers to {annotation!r}, which is not in the document") from None


def _reference_in(value: Any, kind: Any) -> Annotation | None:
    if value is None and NoneType in get_args(kind):
        return None
    annotation: Annotation = _resolver.get().get(value)
    fits = isinstance(annotation, kind)
    if not fits:
        raise WireError(f"{value} is a {type(annotation).__name__}, not a {getattr(kind, '__name__', kind)}")
    return annotation


def _span_out(span: Span) -> dict[str, Any]:
    result: dict[str, Any] = {"start": span.start, "end": span.end, "text": span.text}
    return result | {"form": span.form} if isinstance(span, Mention) else result


def _span_in(value: Any, kind: type[Span]) -> Span:
    if not (isinstance(value, Mapping) and value.keys() >= {"start", "end", "text"}):
        raise ValueError(f"a span must be a JSON object with start, end and text, not {value!r}")
    if kind is Mention or "form" in value:
        return Mention(value["start"], value["end"], value["text"], value["form"])
    return Span(value["start"], value["end"], value["text"])


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list}, forbid_extra_keys=True)
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_structure_hook(datetime.date, lambda value, _: datetime.date.fromisoformat(value))
    converter.register_unstructure_hook(immutabledict, _plain)
    converter.register_unstructure_hook_func(_is_mapping, _plain)
    converter.register_structure_hook_func(_is_mapping, lambda value, _: value)  # the field's own converter freezes it
    converter.register_unstructure_hook_func(lambda kind: kind in (Span, Mention), _span_out)
    converter.register_structure_hook_func(lambda kind: kind in (Span, Mention), _span_in)
    converter.register_unstructure_hook_func(is_annotation, _reference_out)
    converter.register_structure_hook_func(is_annotation, _reference_in)
    return converter


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


@cache
def _fields_out(kind: Any) -> Any:
    """A function that maps an annotation to its fields; those that all annotations have come first and last."""
    convert = cattrs.gen.make_dict_unstructure_fn(kind, _converter())
    names = [field.name for field in attrs.fields(kind)]
    order = [name for name in names if name in FIRST] + [name for name in names if name not in FIRST + LAST] + [*LAST]

    def fields(annotation: Annotation) -> dict[str, Any]:
        values = convert(annotation)
        return {name: values[name] for name in order}

    return fields


@cache
def _fields_in(kind: Any) -> Any:
    return cattrs.gen.make_dict_structure_fn(kind, _converter(), _cattrs_forbid_extra_keys=True)


def _messages(error: BaseException) -> list[str]:
    if isinstance(error, KeyError):
        return [f"no {error}"]
    if isinstance(error, cattrs.BaseValidationError):
        return cattrs.transform_error(error, format_exception=_message)
    return [str(error)]


def _message(error: BaseException, kind: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        return "; ".join(f"unknown key {key!r}: {nearest(key, known)}" for key in sorted(error.extra_fields))
    if " not in literal " in str(error):
        return str(error).replace("literal typing.Literal", "")
    return str(error) if isinstance(error, ValueError) else cattrs.v.format_exception(error, kind)
