"""A dependency brings its own dependencies, and one of them could bring a licence that users cannot accept.

The closure of what users install, and of each extra, is read from the metadata of what is installed and written to
`dependencies.toml` with the licence of each as an SPDX expression; `docs/dependencies.md` is made from that file
(`make pages`). What an extra needs that is not installed here keeps its lines, and is named.
"""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import click
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts.release.distributions import ROOT, distributions

SETTINGS = Path(__file__).with_name("licences.toml")
RECORDED = Path(__file__).with_name("dependencies.toml")
PAGE = ROOT / "docs" / "dependencies.md"
RUN_TIME = "run-time"
FOR_DEVELOPERS = ("dev", "docs", "train")
COLLECTIVE = ("all",)
"""Extras that only name others."""
SHORT = 40
"""In characters; a longer field `License` is the text of a licence."""


@attrs.frozen
class Closure:
    """What a group of requirements needs, directly or not.

    Attributes:
        found: The names of third-party distributions, sorted.
        missing: Those of them that are not installed, so that what they need is unknown.
    """

    found: tuple[str, ...]
    missing: tuple[str, ...]


@cache
def settings() -> Mapping[str, Any]:
    """Allowed licences, and what metadata mean."""
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))


def recorded() -> dict[str, dict[str, str]]:
    """The licence of each dependency by group: `run-time`, and each extra with what it adds."""
    return tomllib.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}


def groups() -> dict[str, list[Requirement]]:
    """The requirements of each group."""
    core = distributions()[0]
    extras = {extra: needed for extra, needed in core.extras.items() if extra not in COLLECTIVE}
    own = {extra for extra, needed in extras.items() if all(canonicalize_name(one.name) in _ours() for one in needed)}
    run_time = [requirement for one in distributions() for requirement in one.requirements]
    return {RUN_TIME: run_time} | {extra: needed for extra, needed in extras.items() if extra not in own}


def closure(requirements: Iterable[Requirement]) -> Closure:
    """What requirements need, directly or not, by the metadata of what is installed."""
    found: set[str] = set()
    missing: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(canonicalize_name(one.name), frozenset(one.extras)) for one in requirements]
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen or name in _ours():
            continue
        seen.add((name, extras))
        found.add(name)
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            missing.add(name)
            continue
        for line in metadata.get_all("Requires-Dist") or ():
            needed = Requirement(line)
            if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return Closure(tuple(sorted(found)), tuple(sorted(missing)))


def licence_of(name: str) -> str:
    """The licence of an installed distribution, as an SPDX expression.

    Raises:
        ValueError: Its metadata do not say, and nobody has looked it up.
    """
    if checked := settings()["checked"].get(name):
        return str(checked)
    metadata = importlib.metadata.metadata(name)
    if expression := _field(metadata, "License-Expression"):
        return expression
    names: Mapping[str, str] = settings()["names"]
    classifiers = [
        line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or () if line.startswith("License")
    ]
    stated = _field(metadata, "License")
    for candidate in [stated] if 0 < len(stated) <= SHORT else []:
        if candidate in names or candidate in settings()["allowed"] or " AND " in candidate:
            return names.get(candidate, candidate)
    if len(classifiers) == 1 and classifiers[0] in names:
        return names[classifiers[0]]
    raise ValueError(f"{name}: metadata say {stated[:SHORT]!r} and {classifiers}; enter it in {SETTINGS.name}")


def is_allowed(expression: str, *, developers: bool = False) -> bool:
    """Whether one of the alternatives of an SPDX expression has only licences that are allowed."""
    allowed = {*settings()["allowed"], *(settings()["developers"] if developers else ())}
    alternatives = re.split(r"\s+OR\s+", expression.replace("(", "").replace(")", ""))
    return any(all(one in allowed for one in re.split(r"\s+AND\s+", alternative)) for alternative in alternatives)


def installed() -> Iterator[tuple[str, dict[str, str], tuple[str, ...]]]:
    """Each group with the licences of what it adds, and what it needs that is not installed here."""
    base = set(closure(groups()[RUN_TIME]).found)
    for group, requirements in groups().items():
        needed = closure(requirements)
        names = [name for name in needed.found if group == RUN_TIME or name not in base]
        yield group, {name: licence_of(name) for name in names if name not in needed.missing}, needed.missing


def page(record: Mapping[str, Mapping[str, str]]) -> str:
    """The page of the documentation that lists dependencies and their licences."""
    lines = [
        "# Dependencies and their licences",
        "",
        "What comes with diplotext, directly or by what it needs, and under which licence, as an expression of",
        "[SPDX](https://spdx.org/licenses/). `make pages` writes this page from the metadata of what is installed;",
        "a test compares it, and fails on a licence that is not on the list of `scripts/release/licences.toml`.",
        "On other systems, and with other versions of Python, a few more or fewer may come.",
        "[Licences](licences.md) has those of diplotext itself.",
    ]
    users = [group for group in record if group not in FOR_DEVELOPERS]
    for group in (*users, *(group for group in record if group in FOR_DEVELOPERS)):
        title = "Always" if group == RUN_TIME else f"With the extra `{group}`"
        lines += ["", f"## {title}", ""]
        if group in FOR_DEVELOPERS:
            lines += ["For those who work on the project; nothing of it comes to users.", ""]
        lines += ["| distribution | licence |", "|---|---|"]
        lines += [f"| {name} | {licence} |" for name, licence in record[group].items()]
    return "\n".join(lines) + "\n"


@click.command()
def write() -> None:
    """Write the dependencies that are installed here, and the page that lists them."""
    record = recorded()
    for group, licences, missing in installed():
        if missing:
            click.echo(f"{group}: not installed here: {', '.join(missing)}; its lines stay as they are", err=True)
            licences = {**record.get(group, {}), **licences}
        record[group] = dict(sorted(licences.items()))
    record = {group: record[group] for group in groups() if group in record}
    tables = (
        f"[{group}]\n" + "".join(f'{name} = "{licence}"\n' for name, licence in record[group].items())
        for group in record
    )
    head = "# Written by python -m scripts.release.licences (make pages): what each group adds, and its licence.\n\n"
    RECORDED.write_text(head + "\n".join(tables), encoding="utf-8", newline="\n")
    PAGE.write_text(page(record), encoding="utf-8", newline="\n")


def _field(metadata: importlib.metadata.PackageMetadata, name: str) -> str:
    return "".join(metadata.get_all(name) or ()).strip()


def _lines(licences: Mapping[str, str]) -> str:
    return "".join(f'{name} = "{licence}"\n' for name, licence in licences.items())


def _ours() -> frozenset[str]:
    return frozenset(distribution.name for distribution in distributions())


if __name__ == "__main__":
    write()
