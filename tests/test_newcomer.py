"""The page for newcomers is typed line by line into an environment without network, and gives what it shows."""

import doctest
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "newcomer.md"
BLOCK = re.compile(r"(?:^`(?P<file>[^`\n]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```", re.M | re.S)
COMMANDS = 'diplotext() { python -m diplotext "$@"; }\npip() { python -m pip "$@"; }\n'


def steps():
    """The blocks of the page: a file and what is added to it, or a command and what it prints."""
    for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        if block["kind"] != "console":
            yield block["file"], block["body"]
            continue
        for command, shown in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ )[^\n]*\n)*)", block["body"], re.M):
            yield None, (command, shown)


def typed_lines():
    for file, what in steps():
        yield from (line for line in what.splitlines() if line.strip()) if file else [what[0]]


@pytest.fixture
def environment(tmp_path):
    """A virtual environment in which a newcomer has installed what this one holds."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    [packages] = (tmp_path / "venv").rglob("site-packages")
    path = [sysconfig.get_paths()["purelib"], *filter(None, sys.path)]
    (packages / "installed.pth").write_text("\n".join(dict.fromkeys(path)), encoding="utf-8")
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    return {**os.environ, **offline, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}


def test_the_page_gives_what_it_shows(environment, tmp_path):
    work = tmp_path / "work"
    work.mkdir()
    for file, what in steps():
        if file:
            with (work / file).open("a", encoding="utf-8") as stream:
                stream.write("\n\n" + what)
            continue
        command, shown = what
        result = subprocess.run(
            ["bash", "-c", f"set -o pipefail\n{COMMANDS}{command}"],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
        matches = doctest.OutputChecker().check_output(
            shown, result.stdout, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        )
        assert matches, f"{command}\n{result.stdout}"


def test_it_takes_less_than_forty_lines():
    lines = list(typed_lines())
    assert 15 < len(lines) < 40, lines
