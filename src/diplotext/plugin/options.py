"""Making an extractor from options given in a configuration, on a command line or in a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from diplotext.errors import PipelineError, nearest
from diplotext.plugin.extractor import Extractor

PLAIN = (str, bool, int, float, NoneType)
"""Types that are checked here; options of other types are checked by their own converters and validators."""


def make(extractor: type[Extractor], options: Mapping[str, Any]) -> Extractor:
    """An extractor with options.

    Raises:
        PipelineError: If it has no such option, or an option does not accept its value.
    """
    name = extractor.name
    if not isinstance(options, Mapping):
        raise PipelineError(f"options of {name!r} must be a mapping such as {{'option': value}}, not {options!r}")
    fields = {field.alias: field for field in attrs.fields(extractor)}
    for option in options:
        if option not in fields:
            raise PipelineError(f"extractor {name!r} has no option {option!r}: {nearest(str(option), fields)}")
    hints = _hints(extractor)
    for option, value in options.items():
        field = fields[option]
        if field.converter is None and (wrong := _wrong(value, hints.get(field.name, Any))):
            raise PipelineError(f"extractor {name!r}: option {option!r} is {value!r}; {wrong}")
    try:
        return extractor(**options)
    except (TypeError, ValueError, AttributeError) as error:  # of converters and validators
        reason = error.args[0] if error.args else type(error).__name__  # attrs adds the field and its definition
        given = ", ".join(f"{option}={value!r}" for option, value in options.items())
        raise PipelineError(f"extractor {name!r} cannot be made with {given}: {reason}") from error


def _hints(extractor: type[Extractor]) -> dict[str, Any]:
    try:
        return get_type_hints(extractor)
    except NameError:  # a name is imported for type checkers only
        return {}


def _wrong(value: Any, kind: Any) -> str | None:
    """What a value should be, if it does not fit a plain type, a literal or a union of these; None if it may fit."""
    kinds = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    if not all(kind in PLAIN or get_origin(kind) is Literal for kind in kinds):
        return None
    choices = [choice for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind)]
    types = [kind for kind in kinds if kind in PLAIN]
    if value in choices or any(_is(value, kind) for kind in types):
        return None
    names = ["None" if kind is NoneType else kind.__name__ for kind in types]
    if choices:
        return nearest(str(value), [*map(str, choices), *names])
    return f"it must be of the type {' or '.join(names)}"


def _is(value: Any, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)
