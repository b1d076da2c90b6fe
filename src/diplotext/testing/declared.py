"""Checks of an extractor's declarations: its entry point, constructor, options, documentation, and cost of import."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

import attrs

from diplotext.errors import PluginError
from diplotext.model.articles import Article
from diplotext.model.document import CORE_TYPES
from diplotext.plugin.extractor import Extractor
from diplotext.plugin.registry import Registry
from diplotext.testing.bench import bench, checked_class, made
from diplotext.testing.children import imported
from diplotext.testing.texts import documents

COMMON = frozenset(field.name for field in attrs.fields(Extractor))
"""The options that every extractor has, which are documented by `Extractor`."""


def is_discoverable(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """An entry point of an installed distribution leads to it, and no other extractor has its name."""
    checked_class(extractor)
    package = extractor.__module__.partition(".")[0]
    try:
        registry = Registry()
    except PluginError as error:
        raise AssertionError(str(error)) from error
    infos = [info for info in registry.extractors if info.name == extractor.name]
    if not any(info.extractor is extractor for info in registry.extractors):
        broken = "".join(f"; plugin {plugin} cannot be used: {plugin.error}" for plugin in registry.failures)
        raise AssertionError(
            f"no entry point leads to {extractor.__name__}{broken}; write in pyproject.toml\n"
            f'    [project.entry-points.diplotext]\n    {extractor.name} = "{package}"\n'
            f"return {extractor.__name__} from the function diplotext_extractors (marked @hookimpl) of {package}, "
            "and install the package again (pip install -e .)"
        )
    if len(infos) > 1:
        both = " and ".join(str(info.plugin) for info in infos)
        raise AssertionError(f"two extractors are named {extractor.name!r}, from {both}; give yours another name")
    if infos[0].plugin.distribution is None:
        raise AssertionError(
            f"{extractor.__name__} belongs to no distribution; name its package in an entry point of a distribution"
        )


def is_constructible(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It is a frozen attrs class that can be made without arguments; its options are typed and hashable."""
    one, other = made(extractor), made(extractor)
    name = extractor.__name__
    if "__attrs_attrs__" not in extractor.__dict__:
        raise AssertionError(f"{name} is not an attrs class itself; decorate it with @attrs.frozen")
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*", extractor.name):
        raise AssertionError(f"{name}.name is {extractor.name!r}; use lower-case letters, digits and hyphens")
    for field in attrs.fields(extractor):
        if field.type is None:
            raise AssertionError(f"option {field.name!r} of {name} has no type; write {field.name}: bool = ...")
        try:
            hash(getattr(one, field.name))
        except TypeError as error:
            raise AssertionError(
                f"the default of option {field.name!r} of {name} is mutable ({error}); use a tuple or a frozenset, "
                "with a converter for callers who pass a list"
            ) from error
        try:
            setattr(other, field.name, getattr(one, field.name))
        except attrs.exceptions.FrozenInstanceError:
            continue
        raise AssertionError(f"option {field.name!r} of {name} can be changed; use @attrs.frozen")
    if one != other or hash(one) != hash(other):
        raise AssertionError(f"{name}() != {name}(); leave equality and hashing to attrs (no eq=False)")


def imports_lightly(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """Importing its package loads neither spaCy nor another heavy library, reads no data and opens no connection.

    This is checked in a new interpreter. Everyone who has the package installed pays for the import with each command.
    """
    checked_class(extractor)
    found = imported(extractor)
    name = extractor.__module__.partition(".")[0]
    if heavy := found["heavy"]:
        raise AssertionError(
            f"importing {name} loads {', '.join(heavy)}; import it inside the functions that use it, and for "
            "annotations under `if TYPE_CHECKING:`"
        )
    if opened := found["opened"]:
        raise AssertionError(
            f"importing {name} reads {', '.join(opened)}; read data on first use, in a function under @functools.cache"
        )
    if reached := found["reached"]:
        raise AssertionError(f"importing {name} has forbidden effects: {', '.join(reached)}; leave them out")


def is_documented(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """The class, its options, its own annotation types and its rules are documented."""
    checked_class(extractor)
    name = extractor.__name__
    text = inspect.cleandoc(extractor.__dict__.get("__doc__") or "")
    if not text:
        raise AssertionError(f"{name} has no docstring; say in one line what it finds")
    for field in attrs.fields(extractor):
        if field.name in COMMON:
            continue
        if not re.search(rf"^\s+{re.escape(field.alias or field.name)}\b[^:\n]*: *\S", text, re.M):
            raise AssertionError(
                f"the docstring of {name} does not say what option {field.name!r} does; add under "
                f"'Attributes:' a line\n    {field.name}: ..."
            )
    for kind in extractor.provides:
        if kind not in CORE_TYPES and not (kind.__dict__.get("__doc__") or "").strip():
            raise AssertionError(f"annotation type {kind.__name__} has no docstring; say in one line what it is")
    rules = declared_rules(extractor)
    if not rules:
        return
    for key, rule in rules.items():
        for part in ("finds", "examples"):
            if not str(getattr(rule, part, "") or "").strip():
                raise AssertionError(f"rule {key!r} of {name}.rules() has no {part!r}")
    ready = bench(extractor)
    for document, found in ready.first(documents(texts)).items():
        for annotation in found:
            if annotation.rule not in rules:
                raise AssertionError(
                    f"{name} yields {annotation!r} by the rule {annotation.rule!r}, which {name}.rules() does not "
                    f"declare; it declares {', '.join(sorted(rules))} (document {document.id!r})"
                )


def declared_rules(extractor: type[Extractor]) -> dict[str, Any]:
    """The rules that an extractor declares, by id."""
    rules = getattr(extractor, "rules", None)
    return dict(rules()) if callable(rules) else {}
