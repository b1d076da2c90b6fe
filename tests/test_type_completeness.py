"""Type checkers know the type of every public symbol, of the core and of the plugins."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.executable).parent
PACKAGES = [
    "diplotext",
    "diplotext_dates",
    "diplotext_example",
    "diplotext_knowledge",
    "diplotext_organizations",
    "diplotext_people",
    "diplotext_quotes",
    "diplotext_venues",
]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_public_symbol_has_a_known_type(package, tmp_path):
    pytest.importorskip(package)
    pyright = shutil.which("basedpyright", path=str(FOLDER))
    if pyright is None:
        pytest.skip("basedpyright is not installed")
    path = os.pathsep.join((str(FOLDER), os.environ.get("PATH", "")))  # pyright looks at the first python on it
    result = subprocess.run(
        [pyright, "--verifytypes", package, "--ignoreexternal", "--outputjson"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
    )
    report = json.loads(result.stdout)["typeCompleteness"]
    unknown = {
        symbol["name"]: [problem["message"] for problem in symbol["diagnostics"]]
        for symbol in report["symbols"]
        if symbol["isExported"] and not symbol["isTypeKnown"]
    }
    assert (unknown, report["completenessScore"]) == ({}, 1)
    assert report["exportedSymbolCounts"]["withKnownType"] > 10, "the package was not found"
