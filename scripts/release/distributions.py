"""Nine distributions are released together; here is where they are and what they declare."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
EXAMPLE = "diplotext-example"
"""The plugin that authors of plugins read; `diplotext[all]` does not install it."""
USER_EXTRAS = ("archives", "notebook", "tables", "testing", "web", "new-plugin")
"""Extras of third-party packages that users install; the others are for those who work on the project."""


@attrs.frozen
class Distribution:
    """A distribution of the repository.

    Attributes:
        folder: Where its pyproject.toml is.
        project: The table `project` of that file.
    """

    folder: Path
    project: dict[str, Any]

    @property
    def name(self) -> str:
        """Its canonical name."""
        return canonicalize_name(self.project["name"])

    @property
    def package(self) -> Path:
        """The folder of the package that it installs."""
        return self.folder / "src" / self.name.replace("-", "_")

    @property
    def requirements(self) -> list[Requirement]:
        """What it needs to run."""
        return [Requirement(line) for line in self.project.get("dependencies", ())]

    @property
    def extras(self) -> dict[str, list[Requirement]]:
        """What each of its extras adds."""
        extras = self.project.get("optional-dependencies", {})
        return {extra: [Requirement(line) for line in extras[extra]] for extra in sorted(extras)}


@cache
def distributions() -> tuple[Distribution, ...]:
    """The core first, then the others by the name of their folder."""
    folders = [ROOT, *sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))]
    return tuple(
        Distribution(folder, tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"])
        for folder in folders
    )


def third_party(extras: tuple[str, ...] = USER_EXTRAS) -> list[Requirement]:
    """What all distributions need that others publish, and what some extras of the core add; sorted, each once."""
    ours = {distribution.name for distribution in distributions()}
    declared = [requirement for one in distributions() for requirement in one.requirements]
    declared += [requirement for extra in extras for requirement in distributions()[0].extras[extra]]
    found = {str(requirement) for requirement in declared if canonicalize_name(requirement.name) not in ours}
    return [Requirement(line) for line in sorted(found)]
