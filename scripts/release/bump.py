"""Nine distributions have one version, and require each other in its range: `python -m scripts.release.bump VERSION`.

It writes the version wherever it is needed and prints the files. The changelog gets its heading by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from packaging.version import InvalidVersion, Version

from scripts.release.checksums import write as write_checksums
from scripts.release.distributions import ROOT, distributions

TEMPLATE = ROOT / "src/diplotext/template/{{cookiecutter.distribution}}/pyproject{{cookiecutter.toml}}"
PLACES = {
    "pyproject.toml": r'(?m)^version = "(.+)"$',
    "__init__.py": r'(?m)^__version__ = "(.+)"$',
    "meta.json": r'(?m)^ "version": "(.+)"$',
    "cite.md": r"(?m)^  version = \{(.+)\},?$",
}
"""Where the version is in files of a name."""
RANGE = re.compile(r'(?<=")((?:en-)?diplotext[a-z-]*)(?:[<>=][^"\]]*)?(?=")')
"""A requirement of one of our distributions, in a list of pyproject.toml."""


def allowed(version: str) -> str:
    """The versions that fit one: up to the next minor version before 1.0, and the next major one from then on."""
    major, minor, *_ = (*Version(version).release, 0)
    return f">={major}.{minor},<{major + 1 if major else f'0.{minor + 1}'}"


def current() -> str:
    """The version of the core."""
    version: str = distributions()[0].project["version"]
    return version


def files() -> Iterator[Path]:
    """The files that hold the version, or a range of versions."""
    for distribution in distributions():
        yield distribution.folder / "pyproject.toml"
        yield from sorted(distribution.package.rglob("meta.json"))
    yield ROOT / "src/diplotext/__init__.py"
    yield ROOT / "docs/cite.md"
    yield TEMPLATE


def changed(path: Path, version: str) -> str:
    """The content of a file with another version.

    Raises:
        ValueError: If the file has no version where one is expected.
    """
    text = path.read_bytes().decode()
    if path == TEMPLATE:
        return _with_ranges(text, version)
    found = re.search(PLACES[path.name], text)
    if not found:
        raise ValueError(f"{path.relative_to(ROOT)} has no version")
    text = text[: found.start(1)] + version + text[found.end(1) :]
    return _with_ranges(text, version) if path.name == "pyproject.toml" else text


def _with_ranges(text: str, version: str) -> str:
    """The content of a pyproject.toml whose lists of requirements name our distributions in the range of a version."""
    ours = {distribution.name for distribution in distributions()}

    def replaced(found: re.Match[str]) -> str:
        return found[1] + allowed(version) if found[1] in ours else found[0]

    lines = text.splitlines(keepends=True)
    inside = False
    for number, line in enumerate(lines):
        starts = re.match(r"(?:dependencies|all|accurate) = \[", line)
        if starts or inside:
            lines[number] = RANGE.sub(replaced, line)
            inside = not line.rstrip().endswith("]")
    return "".join(lines)


@click.command()
@click.argument("version")
def bump(version: str) -> None:
    """Write VERSION wherever the version of the project is."""
    try:
        version = str(Version(version))
    except InvalidVersion as error:
        raise click.ClickException(str(error)) from error
    contents = {path: changed(path, version) for path in files()}
    for path, text in contents.items():
        if text != path.read_bytes().decode():
            path.write_bytes(text.encode())
            click.echo(path.relative_to(ROOT))
    write_checksums.main([], standalone_mode=False)
    if f"## {version}" not in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"):
        click.echo(f"CHANGELOG.md has no heading for {version} yet", err=True)


if __name__ == "__main__":
    bump()
