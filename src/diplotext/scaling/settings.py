"""What results depend on besides the articles: versions, options, language model and knowledge."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import re
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from diplotext import __version__
from diplotext.io import wire
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.extractor import Extractor
from diplotext.plugin.registry import version_of
from diplotext.syntax.language_models import identity

ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
MAX_SHOWN = 3


def settings_of(pipeline: Pipeline) -> dict[str, Any]:
    """What the results of a pipeline depend on, as values that JSON can hold, the same in every process."""
    needs_parse = any(extractor.needs for extractor in pipeline.extractors)
    return {
        "diplotext": __version__,
        "wire": wire.VERSION,
        "spacy": importlib.metadata.version("spacy"),
        "language_model": " ".join(attrs.astuple(identity(pipeline.language))) if needs_parse else None,
        "knowledge": _hash_of(record for record in pipeline.knowledge.records),
        "confidences": _hash_of(iter([pipeline.confidences])) if pipeline.confidences else None,
        "extractor_time_limit": pipeline.extractor_time_limit,
        "extractors": {
            extractor.name: {"version": version_of(type(extractor)), "options": _options(extractor)}
            for extractor in pipeline.extractors
        },
    }


def _hash_of(values: Iterator[object]) -> str:
    digest = hashlib.sha256()
    for value in values:
        digest.update(repr(value).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _options(extractor: Extractor) -> dict[str, Any]:
    fields = attrs.fields(type(extractor))
    return {field.name: _plain(getattr(extractor, field.name)) for field in fields}


def _plain(value: Any) -> Any:
    """A value of an option as one that JSON can hold; functions are named by where they are defined."""
    if isinstance(value, (str, int, float, type(None))):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(inner) for inner in value), key=repr)
    if isinstance(value, re.Pattern):
        return [value.pattern, value.flags]
    if isinstance(value, functools.partial):
        return [_plain(value.func), _plain(value.args), _plain(value.keywords)]
    if attrs.has(type(value)):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{value.__module__}.{value.__qualname__}"
    return ADDRESS.sub("", repr(value))


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """What differs between two sets of values, in words; empty if nothing does."""
    one, other = dict(_flat(before)), dict(_flat(now))
    paths = [path for path in {**one, **other} if one.get(path) != other.get(path)]
    shown = [f"{path} was {_shown(one.get(path))} and is {_shown(other.get(path))}" for path in paths[:MAX_SHOWN]]
    if len(paths) > MAX_SHOWN:
        shown.append(f"and {len(paths) - MAX_SHOWN} more")
    return "; ".join(shown)


def _flat(values: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, Mapping) and value:
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
