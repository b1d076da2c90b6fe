"""pip warns of versions that do not fit and installs them all the same; here such a plugin is refused with the reason.

A plugin declares the versions of the core that it works with as every distribution does, `diplotext>=0.1,<0.2` among
its dependencies. The start of the command pays for it: the metadata of each distribution are read once, and `packaging`
is imported only for what is more than lower and upper bounds.
"""

from __future__ import annotations

import importlib.metadata
import re
from functools import cache

import attrs

import diplotext
from diplotext.errors import PluginError

CORE = re.compile(r"diplotext\s*(?:\[[^]]*\])?\s*(?![\w.-])\(?([^;)]*)\)?\s*$", re.IGNORECASE)
"""A requirement of the core for everybody, without a marker."""
BOUND = re.compile(r"(>=|<)\s*(\d+(?:\.\d+)*)")
RELEASE = re.compile(r"\d+(?:\.\d+)*")


@attrs.frozen
class Release:
    """What the metadata of an installed distribution say.

    Attributes:
        name: Its name.
        version: Its version.
        core: The versions of the core that it requires; empty for all.
    """

    name: str
    version: str
    core: str


@cache
def release_of(distribution: importlib.metadata.Distribution) -> Release:
    """What the metadata of a distribution say; they are read once."""
    metadata = distribution.metadata
    found = (CORE.match(line) for line in metadata.get_all("Requires-Dist") or ())
    return Release(metadata["Name"], metadata["Version"], ",".join(match[1].strip() for match in found if match))


def check_version(distribution: importlib.metadata.Distribution | None) -> None:
    """Check that a plugin works with this version of the core.

    Raises:
        PluginError: If it requires another one.
    """
    if distribution is None:
        return
    release = release_of(distribution)
    if release.core and not fits(release.core, diplotext.__version__):
        raise PluginError(
            f"{release.name} {release.version} works with diplotext{release.core}, and {diplotext.__version__} is "
            f"installed; pip install --upgrade diplotext {release.name}"
        )


@cache
def fits(specifiers: str, version: str) -> bool:
    """Whether a version is one of those that a requirement allows; what cannot be understood allows all."""
    bounds = [BOUND.fullmatch(part.strip()) for part in specifiers.split(",")]
    if not RELEASE.fullmatch(version) or not all(bounds):
        return _fits_by_packaging(specifiers, version)
    release = _numbers(version)
    return all(
        release >= _numbers(bound[2]) if bound[1] == ">=" else release < _numbers(bound[2]) for bound in bounds if bound
    )


def _fits_by_packaging(specifiers: str, version: str) -> bool:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(specifiers).contains(version, prereleases=True)
    except InvalidSpecifier:
        return True


def _numbers(version: str) -> list[int]:
    """The numbers of a release, without zeros at its end: 1.0 is 1."""
    numbers = [int(number) for number in version.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return numbers
