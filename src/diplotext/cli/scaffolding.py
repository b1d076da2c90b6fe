"""Making a new plugin from the template in this package: all names are derived from one, and checked before writing.

Cookiecutter renders the files. It is imported only here, and needs neither network nor git; it asks no questions and
reads no configuration of the user.
"""

from __future__ import annotations

import importlib.util
import json
import keyword
import re
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import attrs

from diplotext.errors import PluginError
from diplotext.model.annotations import Annotation
from diplotext.model.document import CORE_TYPES
from diplotext.plugin.registry import Registry

DISTRIBUTION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
"""A valid name of a distribution, by the core metadata specification."""

TYPE = re.compile(r"[A-Z][A-Za-z]+")
"""The name of an annotation type; its key on the wire has letters only."""
PREFIX = "diplotext-"
PLURALS = ((r"ies", "y"), (r"(?<=s|x|z)es", ""), (r"(?<=ch|sh)es", ""), (r"(?<![su])s", ""))
"""Endings of plurals, and of their singulars. For a word that does not fit, the type can be given."""


@attrs.frozen
class Names:
    """All names of a new plugin.

    Attributes:
        distribution: Name of the distribution and its folder, normalized: `diplotext-peace-talks`.
        package: Name of the package to import: `diplotext_peace_talks`.
        extractor: Name of the extractor, the plugin and its format: `peace-talks`.
        type: Name of the annotation type: `PeaceTalk`.
        noun: What is found, in words: `peace talk`.
        plural: The plural of `noun`.
        head: The head of `noun`: `talk`.
    """

    distribution: str
    package: str
    extractor: str
    type: str
    noun: str
    plural: str
    head: str

    @classmethod
    def of(cls, name: str, type_name: str | None = None) -> Names:
        """Derive all names from that of the distribution.

        Args:
            name: Name of the distribution, such as `diplotext-sanctions`.
            type_name: Name of the annotation type, such as `Sanction`; by default derived from the other name.

        Raises:
            PluginError: If the name is not valid for a distribution, or gives no valid name for a package or type.
        """
        if not DISTRIBUTION.fullmatch(name):
            raise PluginError(
                f"{name!r} is not a valid name of a distribution: use ASCII letters, digits and hyphens, such as "
                "'diplotext-sanctions'"
            )
        distribution = re.sub(r"[-_.]+", "-", name).lower()
        package, extractor = distribution.replace("-", "_"), distribution.removeprefix(PREFIX)
        if not package.isidentifier() or keyword.iskeyword(package) or package in sys.stdlib_module_names:
            raise PluginError(f"{package!r} cannot be the name of a package; try '{PREFIX}{distribution}'")
        if type_name is None:
            words = [word for word in extractor.split("-") if not word.isdigit()] or [extractor]
            type_name = "".join(word.capitalize() for word in (*words[:-1], _singular(words[-1])))
            remedy = f"no name of an annotation type can be derived from {name!r}; give one, such as --type Sanction"
        else:
            words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", type_name)
            remedy = f"{type_name!r} is not a valid name of an annotation type; write it like Sanction or PeaceTalk"
        if not TYPE.fullmatch(type_name) or keyword.iskeyword(type_name):
            raise PluginError(remedy)
        *before, last = (word.lower() for word in words)
        head = _singular(last)
        noun, plural = " ".join([*before, head]), " ".join([*before, _plural(last)])
        return cls(distribution, package, extractor, type_name, noun, plural, head)

    @property
    def wire(self) -> str:
        """Key of the annotation type on the wire: `peace_talk`."""
        kind: Any = type(self.type, (Annotation,), {})
        return str(kind.wire_name)

    def context(self, author: str) -> dict[str, str]:
        """The values that the files of the template refer to."""
        return {
            **attrs.asdict(self),
            "author": author,
            "author_quoted": json.dumps(author, ensure_ascii=False),
            "head_capital": self.head.capitalize(),
            "head_plural": _plural(self.head),
            "head_plural_capital": _plural(self.head).capitalize(),
            "plural_capital": self.plural.capitalize(),
            "prefix": self.noun.replace(" ", "-"),
            "py": ".py",  # suffixes of template files are rendered, so that no tool takes these files for code
            "toml": ".toml",
            "variable": "found" if keyword.iskeyword(self.wire) else self.wire,
            "wire": self.wire,
        }


def _singular(word: str) -> str:
    for ending, singular in PLURALS:
        stem, found = re.subn(f"(?<=..)(?:{ending})$", singular, word)
        if found:
            return stem
    return word


def _plural(word: str) -> str:
    if _singular(word) != word or word.endswith("ss"):
        return word
    return re.sub(r"(?<=[^aeiou])y$", "ie", word) + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")


def new_plugin(names: Names, directory: Path, *, author: str | None = None) -> Path:
    """Write a new plugin.

    Args:
        names: Its names.
        directory: The folder in which to make its folder.
        author: Its author, for the metadata and the licence; by default "The <name> developers".

    Returns:
        The folder of the plugin.

    Raises:
        PluginError: If a name is already taken by something installed or by a folder, or if cookiecutter is not
            installed. Nothing is written then.
    """
    _check_free(names)
    folder = directory / names.distribution
    if folder.exists():
        raise PluginError(f"{folder} already exists; choose another name, or another --directory")
    try:
        from cookiecutter.generate import generate_files
    except ImportError as error:
        raise PluginError(f"new plugins need cookiecutter ({error}): pip install 'diplotext[new-plugin]'") from None
    directory.mkdir(parents=True, exist_ok=True)
    context = {"cookiecutter": names.context(author or f"The {names.distribution} developers")}
    with resources.as_file(resources.files("diplotext").joinpath("template")) as template:
        generate_files(template, context, directory.absolute(), accept_hooks=False)
    return folder


def _check_free(names: Names) -> None:
    """Make sure that none of the names is used by anything installed."""
    registry = Registry()
    for info in registry.extractors:
        if info.name == names.extractor:
            raise PluginError(f"an extractor named {info.name!r} is installed, from {info.plugin}; choose another name")
    for plugin in registry.plugins:
        if plugin.name == names.extractor:
            raise PluginError(f"a plugin named {plugin} is installed; choose another name")
    if importlib.util.find_spec(names.package):
        raise PluginError(f"a package named {names.package!r} is installed; choose another name")
    kinds = {kind.wire_name: kind for kind in CORE_TYPES} | registry.annotation_types()
    if other := kinds.get(names.wire):
        raise PluginError(
            f"the annotation type {names.type} would have the key {names.wire!r} on the wire, like "
            f"{other.__module__}.{other.__qualname__}; choose another with --type"
        )
