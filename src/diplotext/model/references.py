"""Annotations refer to each other by value: finding the annotations and spans that they hold, and replacing them.

Only attrs instances, tuples and mappings are searched; annotations consist of nothing else.
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs
from immutabledict import immutabledict

from diplotext.model.annotations import Annotation, as_mapping
from diplotext.text.spans import Span

A = TypeVar("A", bound=Annotation)
T = TypeVar("T")
CACHED_HASH = "_attrs_cached_hash"
"""Where attrs keeps the hash of a value."""

EMPTY: tuple[Any, ...] = ()
"""Many fields hold it; there is one such object."""

PLAIN = (str, int, float, bool, type(None), datetime.date)
PLAIN_TYPES = frozenset(PLAIN)


def spans_of(annotation: Annotation) -> Iterator[Span]:
    """The spans of an annotation (its spans, mentions, cue ...), without those of annotations that it refers to."""
    return (value for value in parts_of(annotation) if isinstance(value, Span))


def references_of(annotation: Annotation) -> Iterator[Annotation]:
    """The annotations that an annotation refers to directly."""
    return (value for value in parts_of(annotation) if not isinstance(value, Span))


def parts_of(annotation: Annotation) -> Sequence[Span | Annotation]:
    """The spans and annotations that an annotation holds, directly or in tuples, mappings and helper classes."""
    found: list[Span | Annotation] = []
    _collect(annotation, found)
    return found


def _collect(value: Any, found: list[Span | Annotation]) -> None:
    for inner in _inner(value):
        kind = type(inner)
        if kind in PLAIN_TYPES or inner is EMPTY:
            continue
        if isinstance(inner, (Span, Annotation)):
            found.append(inner)
        elif kind is tuple or not isinstance(inner, PLAIN):
            _collect(inner, found)


def _inner(value: Any) -> Iterable[Any]:
    if isinstance(value, tuple):
        return value
    kind: Any = type(value)
    if names := _names(kind):
        return [getattr(value, name) for name in names]
    return value.values() if isinstance(value, Mapping) else ()


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of an attrs class that can hold spans or annotations, judged by their types; none of another class."""
    if not attrs.has(kind):
        return ()
    try:
        hints = get_type_hints(kind)
    except Exception:  # a type is imported for type checkers only: any field may hold anything
        hints = {}
    return tuple(field.name for field in attrs.fields(kind) if not _is_plain(hints.get(field.name, Any)))


def _is_plain(hint: Any) -> bool:
    """Whether values of a type can hold neither spans nor annotations."""
    if hint in PLAIN:
        return True
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return True
    if origin in (Union, UnionType, tuple) or (origin is not None and issubclass(origin, Mapping)):
        return bool(arguments) and all(inner is Ellipsis or _is_plain(inner) for inner in arguments)
    return False


def with_provenance(annotation: A, extractor: str, version: str) -> A:
    """A copy of the annotation with the name and version of the extractor that found it."""
    return cast("A", _with_fields(annotation, {"extractor": extractor, "extractor_version": version}))


def _with_fields(value: Any, fields: Mapping[str, Any]) -> Any:
    """A copy of a frozen value with other fields. They are of the same types, so nothing is validated or made again."""
    new = copied(value)
    for name, field in fields.items():
        object.__setattr__(new, name, field)
    if hasattr(new, CACHED_HASH):
        object.__setattr__(new, CACHED_HASH, None)
    return new


def copied(value: T) -> T:
    """A copy of a value of an attrs class: where it has only slots, several times faster than `copy.copy`."""
    kind: Any = type(value)
    if kind.__dictoffset__:
        return copy.copy(value)
    new: T = object.__new__(kind)
    for name in _slots(kind):
        object.__setattr__(new, name, getattr(value, name))
    if hasattr(kind, CACHED_HASH):
        object.__setattr__(new, CACHED_HASH, None)
    return new


@cache
def _slots(kind: Any) -> tuple[str, ...]:
    """The fields of an attrs class."""
    return tuple(field.name for field in attrs.fields(kind))


def replaced(annotation: A, replacements: Mapping[Annotation, Annotation]) -> A:
    """The annotation with those that it refers to replaced, at any depth. It is not replaced itself."""
    return _changed(annotation, replacements) if replacements else annotation


def _changed(value: Any, replacements: Mapping[Annotation, Annotation]) -> Any:
    changes = {}
    kind: Any = type(value)
    for name in _names(kind):
        old = getattr(value, name)
        new = _replace(old, replacements)
        if new is not old:
            changes[name] = new
    return _with_fields(value, changes) if changes else value


def _replace(value: Any, replacements: Mapping[Annotation, Annotation]) -> Any:
    if isinstance(value, (*PLAIN, Span)):
        return value
    if isinstance(value, Annotation):
        return replacements[value] if value in replacements else _changed(value, replacements)
    if isinstance(value, tuple):
        new = tuple(_replace(inner, replacements) for inner in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    if isinstance(value, Mapping):
        changed = {key: _replace(inner, replacements) for key, inner in value.items()}
        return value if all(changed[key] is value[key] for key in changed) else as_mapping(changed)
    return _changed(value, replacements) if attrs.has(type(value)) else value


class Carrier:
    """Carries annotations, and those that they refer to, from one form of a text to another.

    Args:
        move: Maps a span to the other form of the text; None if nothing of it is left there.
        known: Annotations whose counterparts are already known.
    """

    def __init__(
        self, move: Callable[[Span], Span | None], known: Mapping[Annotation, Annotation] = immutabledict()
    ) -> None:
        self._move = move
        self._carried: dict[Annotation, Annotation | None] = dict(known)

    def carried(self, annotation: Annotation) -> Annotation | None:
        """The annotation in the other form; None if one of its spans, or of an annotation it refers to, is lost."""
        if annotation not in self._carried:
            try:
                self._carried[annotation] = self._fields(annotation)
            except _LostError:
                self._carried[annotation] = None
        return self._carried[annotation]

    def _fields(self, value: Any) -> Any:
        changes = {}
        kind: Any = type(value)
        for name in _names(kind):
            old = getattr(value, name)
            new = self._value(old)
            if new is not old:
                changes[name] = new
        return _with_fields(value, changes) if changes else value

    def _value(self, value: Any) -> Any:
        if isinstance(value, PLAIN):
            return value
        if isinstance(value, Span):
            return self._span(value)
        if isinstance(value, Annotation):
            new = self.carried(value)
            if new is None:
                raise _LostError
            return new
        if isinstance(value, tuple):
            return tuple(self._value(inner) for inner in value)
        if isinstance(value, Mapping):
            return as_mapping({key: self._value(inner) for key, inner in value.items()})
        return self._fields(value)

    def _span(self, span: Span) -> Span:
        place = self._move(span)
        if place is None:
            raise _LostError
        moved: Span = _with_fields(span, {"start": place.start, "end": place.end, "text": place.text})
        return moved


class _LostError(Exception):
    """Nothing of a span is left in the other form of the text."""
