"""Version ranges of dependencies are claims; environments at both ends of them show whether the claims are true.

`python -m scripts.release.environments lowest FOLDER` makes a virtual environment with the lowest version that each
direct requirement allows, and the newest of what those require; `latest` takes the newest of everything. The
distributions of the repository are installed from the working tree, so that the tests can be run there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import click

from scripts.release.distributions import ROOT, distributions, third_party
from scripts.release.selections import interpreter_of

TOOLS = ("duckdb", "edtf", "hatchling", "hypothesis", "icalendar", "networkx", "pip", "pytest-xdist")
"""What the tests need besides; the newest, since users do not install them."""


@click.command()
@click.argument("versions", type=click.Choice(["lowest", "latest"]))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--python", default=sys.executable, help="The interpreter of the environment.", show_default=True)
def make(versions: str, folder: Path, python: str) -> None:
    """Make the virtual environment FOLDER with the lowest or latest VERSIONS, and print them."""
    _uv("venv", "--quiet", "--clear", "--python", python, str(folder))
    interpreter = interpreter_of(folder)
    requirements = [str(requirement) for requirement in third_party()]
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "requirements.in"
        wanted.write_text("\n".join(requirements), encoding="utf-8")
        pins = Path(scratch) / "requirements.txt"
        if versions == "lowest":  # each by itself: what another one happens to require must not hide it
            _compile(wanted, pins, interpreter, "--resolution", "lowest-direct", "--no-deps")
        else:
            pins.write_text("\n".join(requirements), encoding="utf-8")
        _uv("pip", "install", "--quiet", "--python", str(interpreter), "--requirement", str(pins), *TOOLS)
    sources = [argument for one in distributions() for argument in ("--editable", str(one.folder))]
    _uv("pip", "install", "--quiet", "--no-deps", "--python", str(interpreter), *sources)
    _uv("pip", "freeze", "--quiet", "--exclude-editable", "--python", str(interpreter))


def _compile(source: Path, target: Path, interpreter: Path, *options: str) -> None:
    where = ("--python", str(interpreter), "--output-file", str(target))
    _uv("pip", "compile", "--quiet", "--no-header", "--no-annotate", *options, *where, str(source))


def _uv(*arguments: str) -> None:
    """Run uv; its error ends the command."""
    beside = Path(sysconfig.get_path("scripts")) / "uv"
    executable = str(beside) if beside.exists() else shutil.which("uv")
    if executable is None:
        raise click.ClickException("uv is not installed: make .venv/.developing")
    status = subprocess.run([executable, *arguments], cwd=ROOT).returncode  # noqa: S603
    if status:
        raise click.ClickException(f"uv {' '.join(arguments[:2])} failed with status {status}")


if __name__ == "__main__":
    make()
