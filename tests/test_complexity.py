"""Files whose functions may be more complex than `max-complexity` are listed in pyproject.toml: a list that only shrinks.

Ruff finds what is too complex in all other files. `python tests/test_complexity.py --write` takes files off the list in
which nothing is too complex any more.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONFIGURATION = ROOT / "pyproject.toml"


def lint():
    return tomllib.loads(CONFIGURATION.read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]


def listed():
    """The files that are listed, which need not exist any more."""
    return [path for path, codes in lint()["per-file-ignores"].items() if codes == ["C901"]]


def too_complex(paths):
    """Those of some files in which a function is too complex."""
    files = [str(ROOT / path) for path in paths if (ROOT / path).exists()]
    if not files:
        return []
    limit = f"lint.mccabe.max-complexity={lint()['mccabe']['max-complexity']}"
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "C901", "--config", limit]
    result = subprocess.run([*command, "--output-format", "json", *files], capture_output=True, text=True, check=False)
    return sorted({Path(found["filename"]).relative_to(ROOT).as_posix() for found in json.loads(result.stdout)})


def write():
    """Take files off the list that are simple now."""
    simple = set(listed()).difference(too_complex(listed()))
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if line not in {f'"{path}" = ["C901"]\n' for path in simple}]
    CONFIGURATION.write_text("".join(kept), encoding="utf-8")


def test_each_listed_file_is_still_too_complex():
    assert too_complex(listed()) == listed(), "run python tests/test_complexity.py --write"


def test_nothing_else_lifts_the_limit():
    assert "C901" in lint()["select"]
    others = [codes for codes in lint()["per-file-ignores"].values() if codes != ["C901"]]
    assert not any(code[:1] == "C" for codes in [lint()["ignore"], *others] for code in codes)


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    write()
