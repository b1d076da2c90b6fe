"""Selections of the tests, for interpreters that have only what users have: `selections.toml` lists them.

`python -m scripts.release.selections core FOLDER [TEST...]` runs one in the virtual environment FOLDER.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from scripts.release.distributions import ROOT

SETTINGS = Path(__file__).with_suffix(".toml")


def interpreter_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def plain_environment() -> dict[str, str]:
    """The variables of the environment without paths to other code."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def run(selection: str, environment: Path, tree: Path = ROOT, tests: Sequence[str] = ()) -> None:
    """Run a selection of the tests of a tree, or some tests, in a virtual environment.

    Raises:
        click.ClickException: If tests fail.
    """
    settings: dict[str, Any] = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))[selection]
    apart = [f"--ignore={path}" for path in settings["ignore"]] + [
        f"--deselect={test}" for test in settings["deselect"]
    ]
    command = [str(interpreter_of(environment).absolute()), "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    if not tests:
        command += ["--numprocesses", "logical", "--maxprocesses", "8", "--dist", "worksteal"]
    command += [*(tests or settings["run"]), *apart]
    status = subprocess.run(command, cwd=tree, env=plain_environment(), check=False).returncode  # noqa: S603
    if status:
        raise click.ClickException(f"pytest ended with status {status}")


@click.command()
@click.argument("selection")
@click.argument("environment", type=click.Path(path_type=Path, exists=True))
@click.argument("tests", nargs=-1)
def main(selection: str, environment: Path, tests: tuple[str, ...]) -> None:
    """Run a SELECTION of the tests, or TESTS, in a virtual ENVIRONMENT."""
    run(selection, environment, tests=tests)


if __name__ == "__main__":
    main()
