"""A rule's id is a label: with all ids renamed, every plugin finds the same."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from diplotext import Pipeline, Registry, wire
from diplotext.testing.texts import documents

ROOT = Path(__file__).parents[1]
PACKAGES = sorted(ROOT.glob("plugins/diplotext-*/src/*"))
READ = """
import sys
from diplotext import Pipeline, wire
for document in Pipeline.of().stream(wire.read_lines(sys.stdin)):
    print(wire.dumps(document))
"""


def renamed(ids):
    """A function that renames ids wherever they stand as whole strings in code or data."""
    known = re.compile(
        "|".join(rf"(?<=[\"'`]){re.escape(name)}(?=[\"'`])" for name in sorted(ids, key=len, reverse=True))
    )
    return lambda text: known.sub(lambda match: new_name(match[0]), text)


def new_name(rule):
    """Another id in the same family, of another length, sorted in another order."""
    family, _, name = rule.partition(".")
    return f"{family}.{'zyxwv'[len(rule) % 5]}{name[::-1].replace('.', '-').strip('-')}-renamed"


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """A folder with the packages of all plugins, their rules renamed."""
    folder = tmp_path_factory.mktemp("renamed")
    ids = {rule for info in Registry().extractors for rule in info.extractor.rules()}
    rename = renamed(ids)
    for package in PACKAGES:
        if package.name.startswith("en_") or not (package / "__init__.py").exists():
            continue
        shutil.copytree(package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__"))
        for path in (folder / package.name).rglob("*"):
            if path.suffix in (".py", ".toml", ".csv"):
                path.write_text(rename(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def test_renaming_every_rule_changes_nothing_else(copies):
    articles = [wire.dumps(document) for document in documents(())]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(copies), os.environ.get("PYTHONPATH", "")])}
    result = subprocess.run(
        [sys.executable, "-c", READ],
        input="\n".join(articles),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = list(wire.read_lines(result.stdout.splitlines()))
    expected = list(Pipeline.of().stream(wire.read_lines(articles)))
    rules = {annotation.rule for document in expected for annotation in document.annotations}
    assert len(rules) > 20
    for one, other in zip(expected, found, strict=True):
        new = re.sub(r'"rule": "([^"]+)"', lambda match: f'"rule": "{new_name(match[1])}"', wire.dumps(one))
        assert wire.dumps(other) == new
