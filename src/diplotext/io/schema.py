"""The JSON Schema of the wire format, generated from the annotation types."""

from __future__ import annotations

import datetime
import importlib.resources
import json
from collections.abc import Collection, Iterable, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from diplotext.io.wire import FIRST, LAST, PLACED, VERSION, is_annotation
from diplotext.model.annotations import Annotation, Form
from diplotext.model.document import CORE_TYPES, Document
from diplotext.model.provenance import Failure, LanguageModel
from diplotext.text.article_header import Frame
from diplotext.text.spans import Span

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = f"schema-v{VERSION}.json"
ID = {"type": "string", "pattern": r"^[a-z][a-z0-9_-]*:[0-9]+$"}
SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    datetime.date: {"type": "string", "format": "date"},
    Any: {},
}


def json_schema(types: Iterable[type[Annotation]] = ()) -> dict[str, Any]:
    """The schema of a document.

    Args:
        types: Annotation types besides those of the core. Of types that the schema does not know, only the fields that
            all annotations have are checked.
    """
    definitions: dict[str, Any] = {}
    kinds = {kind.wire_name: kind for kind in (*CORE_TYPES, *types)}
    annotations = {
        name: {"type": "array", "items": _annotation(kind, definitions)} for name, kind in sorted(kinds.items())
    }
    definitions["Annotation"] = {**_object(_common()), "additionalProperties": True}
    nullable_string = {"anyOf": [SIMPLE[str], SIMPLE[NoneType]]}
    properties = {
        "schema": {"const": VERSION},
        "id": {"type": "string", "minLength": 1},
        "title": nullable_string,
        "published": {"anyOf": [SIMPLE[datetime.date], SIMPLE[NoneType]]},
        "published_basis": {"enum": ["given", "text", None]},
        "language": SIMPLE[str],
        "language_model": _type(LanguageModel | None, definitions),
        "source": {"type": "object"},
        "frame": _type(Frame, definitions),
        "text": SIMPLE[str],
        "annotations": {
            "type": "object",
            "properties": annotations,
            "required": sorted(kind.wire_name for kind in CORE_TYPES),
            "additionalProperties": {"type": "array", "items": {"$ref": "#/$defs/Annotation"}},
        },
        "failures": {"type": "array", "items": _type(Failure, definitions)},
    }
    return {
        "$schema": DIALECT,
        "title": f"diplotext wire format, version {VERSION}",
        "description": "One document. A span is a slice of `text`, by half-open offsets in Unicode code points.",
        **_object(properties, _added(Document)),
        "$defs": dict(sorted(definitions.items())),
    }


def shipped_schema() -> dict[str, Any]:
    """The schema of the core's types, as shipped with the package."""
    text = importlib.resources.files("diplotext.io").joinpath(FILE).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _object(properties: Mapping[str, Any], added: Collection[str] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in added],
        "additionalProperties": False,
    }


def _added(kind: Any) -> set[str]:
    """The fields that older documents may lack."""
    return {field.name for field in attrs.fields(kind) if field.metadata.get("added")}


def _common() -> dict[str, Any]:
    return {
        "id": ID,
        "spans": {"type": "array", "items": {"$ref": "#/$defs/Span"}},
        "extractor": SIMPLE[str],
        "extractor_version": SIMPLE[str],
        "rule": {"type": "string", "minLength": 1},
        "confidence": {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, SIMPLE[NoneType]]},
    }


def _annotation(kind: type[Annotation], definitions: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in definitions:
        common = _common()
        hints = get_type_hints(kind)
        own = {
            field.name: _field(field.name, hints[field.name], definitions)
            for field in attrs.fields(kind)
            if field.name not in (*FIRST, *LAST)
        }
        if issubclass(kind, PLACED):
            common["spans"]["minItems"] = 1
        first, last = {k: common[k] for k in FIRST}, {k: common[k] for k in LAST}
        definitions[name] = {**_summary(kind), **_object(first | own | last, _added(kind))}
        _type(Span, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _field(name: str, kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    try:
        return _type(kind, definitions)
    except TypeError as error:
        raise TypeError(f"{error} (field {name})") from error


def _type(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type that a field may have."""
    origin, arguments = get_origin(kind), get_args(kind)
    if is_annotation(kind):
        return {"anyOf": [ID, SIMPLE[NoneType]]} if NoneType in arguments else ID
    if kind in SIMPLE:
        return SIMPLE[kind]
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        options = [_type(argument, definitions) for argument in arguments]
        unique = [option for index, option in enumerate(options) if option not in options[:index]]
        return unique[0] if len(unique) == 1 else {"anyOf": unique}
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return {"type": "array", "items": _type(arguments[0], definitions)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _type(arguments[1], definitions)}
    if attrs.has(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}  # a type may contain itself
            hints = get_type_hints(kind)
            fields = {field.name: _type(hints[field.name], definitions) for field in attrs.fields(kind)}
            definitions[kind.__name__] = {**_summary(kind), **_object(fields, _added(kind))}
            if kind is Span:  # a span may be a mention, which keeps its form
                definitions["Span"]["properties"]["form"] = _type(Form, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    raise TypeError(
        f"the wire format cannot hold {kind!r}; use spans, strings, numbers, dates, tuples or attrs classes"
    )


def _summary(kind: type) -> dict[str, str]:
    return {"description": (kind.__doc__ or "").strip().partition("\n")[0]}
