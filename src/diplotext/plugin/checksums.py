"""A table or a model that was damaged on its way gives wrong results without an error; checksums show it.

Each package with data has a file `SHA256SUMS`, as `sha256sum` writes it, of every file in it that is not Python code.
Wheels hold the checksums of all their files besides. Both are compared on demand, not whenever something is loaded:
`diplotext plugins --verify`. They show damage and changes by mistake; whoever changes files on purpose can change the
checksums as well.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import attrs

from diplotext.plugin.hooks import GROUP

SUMS = "SHA256SUMS"
GROUPS = (GROUP, "spacy_models")
"""Entry point groups of the distributions that results depend on: the core with its plugins, and language models."""
CODE = frozenset({".py", ".pyi", ".pyc"})


@attrs.frozen
class Verified:
    """How the files of a distribution compare with their checksums.

    Attributes:
        distribution: Its name.
        version: Its version.
        files: How many files have been compared.
        problems: What is wrong, sorted: a file that is changed, missing or not listed, or a version that does not fit.
    """

    distribution: str
    version: str
    files: int
    problems: tuple[str, ...]


def checksums(package: Path) -> dict[str, str]:
    """The SHA-256 of every file of a package that is not Python code, by path within the package, sorted."""
    files = sorted(path for path in package.rglob("*") if path.is_file() and _is_data(path))
    return {path.relative_to(package).as_posix(): _sha256(path).hex() for path in files}


def as_lines(sums: dict[str, str]) -> str:
    """Checksums as `sha256sum --check` takes them, sorted by path."""
    return "".join(f"{checksum}  {name}\n" for name, checksum in sorted(sums.items()))


def verify() -> list[Verified]:
    """Compare the files of the core, all plugins and all language models with their checksums; sorted by name."""
    packages: dict[str, set[str]] = {}
    found: dict[str, importlib.metadata.Distribution] = {}
    for group in GROUPS:
        for entry in importlib.metadata.entry_points(group=group):
            if entry.dist:
                found.setdefault(entry.dist.name, entry.dist)
                packages.setdefault(entry.dist.name, set()).add(entry.module.partition(".")[0])
    return [_verified(found[name], sorted(packages[name])) for name in sorted(found)]


def _verified(distribution: importlib.metadata.Distribution, packages: list[str]) -> Verified:
    compared: dict[Path, str] = {}
    for package in packages:
        compared |= _compare_data(package)
    compared |= _compare_recorded(distribution)
    problems = sorted(problem for problem in compared.values() if problem)
    problems += _missing_requirements(distribution)
    return Verified(distribution.name, distribution.version, len(compared), tuple(problems))


def _compare_data(package: str) -> dict[Path, str]:
    """What is wrong with each file that is listed in a package, or should be; empty if nothing is."""
    compared: dict[Path, str] = {}
    spec = importlib.util.find_spec(package)
    for location in (spec and spec.submodule_search_locations) or ():
        folder = Path(location)
        if not (folder / SUMS).is_file():
            continue
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        listed = {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}
        found = checksums(folder)
        for name in listed.keys() | found.keys():
            state = "missing" if name not in found else "not listed" if name not in listed else "changed"
            same = listed.get(name) == found.get(name)
            compared[(folder / name).resolve()] = "" if same else f"{state}: {package}/{name}"
    return compared


def _compare_recorded(distribution: importlib.metadata.Distribution) -> dict[Path, str]:
    """What is wrong with each file whose checksum the wheel recorded; an editable installation records few."""
    compared: dict[Path, str] = {}
    for file in distribution.files or ():
        if not file.hash or file.hash.mode != "sha256":
            continue
        path = Path(str(file.locate()))
        if not path.is_file():
            compared[path.resolve()] = f"missing: {file}"
        else:
            same = base64.urlsafe_b64encode(_sha256(path)).rstrip(b"=").decode() == file.hash.value
            compared[path.resolve()] = "" if same else f"changed: {file}"
    return compared


def _missing_requirements(distribution: importlib.metadata.Distribution) -> Iterator[str]:
    """What a distribution needs that is not installed, or in another version."""
    from packaging.requirements import Requirement

    for line in sorted(distribution.requires or ()):
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            yield f"requires {requirement.name}{requirement.specifier}, which is not installed"
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            yield f"requires {requirement.name}{requirement.specifier}, but {version} is installed"


def _is_data(path: Path) -> bool:
    return path.suffix not in CODE and path.name not in {SUMS, "py.typed"} and "__pycache__" not in path.parts


def _sha256(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
