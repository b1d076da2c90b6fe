"""Annotations to values that JSON can hold and back: strictly, since a wrong type that is let in surfaces much later.

cattrs converts what it can (`"5"` to a number, `"abc"` to three strings); here each type takes only what it is written
as. Errors say where they are: `$.speakers[0].kind`.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, Protocol, Union, get_args, get_origin

import attrs
import cattrs
import cattrs.gen
import cattrs.v
from cattrs.cols import list_structure_factory
from cattrs.strategies import configure_union_passthrough
from immutabledict import immutabledict

from diplotext.errors import WireError, nearest
from diplotext.model.annotations import Annotation, Mention, shortened, shown
from diplotext.text.spans import Span

FIRST = ("id", "spans")
LAST = ("extractor", "extractor_version", "rule", "confidence")
SPAN_KEYS = ("start", "end", "text")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MAX_MESSAGES = 3
MAX_MESSAGE_CHARACTERS = 160


class Resolver(Protocol):
    """Finds annotations by their ids."""

    def get(self, id: Any) -> Annotation:
        """The annotation with an id.

        Raises:
            WireError: If there is none.
        """


ids: ContextVar[Mapping[Annotation, Any]] = ContextVar("ids")
"""What is written for an annotation that another one refers to."""

resolver: ContextVar[Resolver] = ContextVar("resolver")
"""Where the annotations are found that others refer to."""


def is_annotation(kind: Any) -> bool:
    """Whether a type is an annotation class, or a union of annotation classes and perhaps None."""
    if get_origin(kind) in (Union, UnionType):
        return all(is_annotation(argument) for argument in get_args(kind) if argument is not NoneType)
    return isinstance(kind, type) and issubclass(kind, Annotation)


def plain(value: Any) -> Any:
    """A value in which mappings are dicts and tuples are lists."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


@cache
def converter() -> cattrs.Converter:
    """The converter for all that is inside a document."""
    made = cattrs.Converter(unstruct_collection_overrides={tuple: list}, forbid_extra_keys=True)
    made.register_structure_hook_factory(attrs.has, structure_function)
    configure_union_passthrough(str | int | float | None, made)  # a truth value has its own hook
    for kind, word in ((str, "a string"), (int, "a whole number"), (float, "a number"), (bool, "true or false")):
        made.register_structure_hook(kind, partial(_same, kind, word))
    made.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    made.register_structure_hook(datetime.date, _date_in)
    made.register_unstructure_hook(immutabledict, plain)
    made.register_unstructure_hook_func(_is_mapping, plain)
    made.register_structure_hook_func(_is_mapping, _mapping_in)
    made.register_structure_hook_factory(_is_tuple, _tuple_function)
    made.register_unstructure_hook_func(lambda kind: kind in (Span, Mention), _span_out)
    made.register_structure_hook_func(lambda kind: kind in (Span, Mention), _span_in)
    made.register_unstructure_hook_func(is_annotation, _reference_out)
    made.register_structure_hook_func(is_annotation, _reference_in)
    return made


@cache
def fields_out(kind: Any) -> Callable[[Any], dict[str, Any]]:
    """A function that maps an annotation to its fields; those that all annotations have come first and last."""
    convert = cattrs.gen.make_dict_unstructure_fn(kind, converter())
    names = [field.name for field in attrs.fields(kind) if field.init]
    order = [name for name in names if name in FIRST] + [name for name in names if name not in FIRST + LAST] + [*LAST]

    def fields(annotation: Annotation) -> dict[str, Any]:
        values = convert(annotation)
        return {name: values[name] for name in order}

    return fields


@cache
def structure_function(kind: Any) -> Callable[[Any, Any], Any]:
    """A function that makes an attrs instance from a JSON object."""
    make = cattrs.gen.make_dict_structure_fn(kind, converter(), _cattrs_forbid_extra_keys=True)

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise ValueError(f"{shown(value)} is not a JSON object")
        return make(value, kind)

    return structure


def _same(kind: Any, word: str, value: Any, _: Any) -> Any:
    """A value that is of the type already; a whole number is a number, and a truth value is neither."""
    if type(value) is float and not math.isfinite(value):
        raise ValueError(f"{value} is not a number that JSON can hold")
    if type(value) is kind or (kind is float and type(value) is int):
        return value
    raise ValueError(f"{shown(value)} is not {word}")


def _date_in(value: Any, _: Any) -> datetime.date:
    try:
        return datetime.date.fromisoformat(value if DATE.fullmatch(value) else "")
    except (TypeError, ValueError):
        raise ValueError(f"{shown(value)} is not a date; write YYYY-MM-DD") from None


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _mapping_in(value: Any, kind: Any) -> Any:
    """The mapping itself, which the field's own converter freezes, after its values have been looked at."""
    if not isinstance(value, Mapping):
        raise ValueError(f"{shown(value)} is not a JSON object")
    arguments = get_args(kind)
    if arguments and arguments[1] is not Any:
        return {key: converter().structure(inner, arguments[1]) for key, inner in value.items()}
    return value


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (Ellipsis,)


def _tuple_function(kind: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    item: Any = get_args(kind)[0]
    listed = list_structure_factory(list[item], converter())

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"{shown(value)} is not a list")
        return tuple(listed(value, list[item]))

    return structure


def _reference_out(annotation: Annotation | None) -> Any:
    if annotation is None:
        return None
    try:
        return ids.get()[annotation]
    except KeyError:
        raise WireError(f"an annotation refers to {annotation!r}, which is not in the document") from None


def _reference_in(value: Any, kind: Any) -> Annotation | None:
    if value is None and NoneType in get_args(kind):
        return None
    annotation = resolver.get().get(value)
    fits: bool = isinstance(annotation, kind)
    if not fits:
        raise WireError(f"{value} is a {type(annotation).__name__}, not a {getattr(kind, '__name__', kind)}")
    return annotation


def _span_out(span: Span) -> dict[str, Any]:
    result: dict[str, Any] = {"start": span.start, "end": span.end, "text": span.text}
    return result | {"form": span.form} if isinstance(span, Mention) else result


def _span_in(value: Any, kind: type[Span]) -> Span:
    if not (isinstance(value, Mapping) and value.keys() >= {*SPAN_KEYS}):
        raise ValueError(f"a span must be a JSON object with start, end and text, not {shown(value)}")
    start, end, text = (value[key] for key in SPAN_KEYS)
    if not (type(start) is int and type(end) is int):
        raise ValueError(f"a span must have whole numbers as start and end, not {shown(start)} and {shown(end)}")
    if type(text) is not str:
        raise ValueError(f"a span must have a string as text, not {shown(text)}")
    if len(value) == len(SPAN_KEYS) and kind is not Mention:
        return Span(start, end, text)
    if others := [key for key in value if key not in (*SPAN_KEYS, "form")]:
        raise ValueError(f"a span has no key {shown(others[0])}")
    if "form" not in value:
        raise ValueError("a mention needs a form")
    return Mention(start, end, text, value["form"])


def messages_of(error: BaseException) -> str:
    """What an error says, with where it is: on one line, and short however much is wrong."""
    if isinstance(error, cattrs.BaseValidationError):
        found = cattrs.transform_error(error, format_exception=_message)
    elif isinstance(error, KeyError):
        found = [f"no {error}"]
    else:
        found = [_message(error, None)]
    listed = "; ".join(map(_short, found[:MAX_MESSAGES]))
    return listed if len(found) <= MAX_MESSAGES else f"{listed}; and {len(found) - MAX_MESSAGES} more"


def _short(message: str) -> str:
    """A message of which the end, where the place is, is kept."""
    said, at, place = message.rpartition(" @ ")
    return f"{shortened(said, MAX_MESSAGE_CHARACTERS)}{at}{shortened(place, MAX_MESSAGE_CHARACTERS)}"


def _message(error: BaseException, kind: type | None) -> str:
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        unknown = sorted(error.extra_fields, key=str)
        return "; ".join(f"unknown key {shown(key)}: {nearest(str(key), known)}" for key in unknown[:MAX_MESSAGES])
    if isinstance(error, RecursionError):
        return "nested too deeply"
    said = str(error.args[0]) if error.args else type(error).__name__  # attrs adds the field and its definition
    if " not in literal " in said:
        return said.replace("literal typing.Literal", "")
    return said if isinstance(error, ValueError) else cattrs.v.format_exception(error, kind)
