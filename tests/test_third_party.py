"""A package that knows nothing but the public API: installed, found, ordered, serialized, read back."""

import json
import os
import subprocess
import sys

import pytest

PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "treaty-watch"
version = "2.5"
dependencies = ["diplotext"]

[project.entry-points.diplotext]
treaties = "treaty_watch"
"""

# What the author of the plugin writes: under 25 lines.
MODULE = """
from collections.abc import Iterator
import re
import attrs
from diplotext import Annotation, Extractor, Reading, State, hookimpl

TREATY = re.compile(r"\\bthe ((?:[A-Z]\\w+ )+(?:Treaty|Convention|Protocol))\\b")

@attrs.frozen(kw_only=True)
class Treaty(Annotation):
    \"\"\"A treaty, and the states that the same article names.\"\"\"
    name: str
    states: tuple[State, ...] = ()

@attrs.frozen
class TreatyExtractor(Extractor):
    name = "treaties"
    provides = (Treaty,)
    requires = (State,)

    def extract(self, reading: Reading) -> Iterator[Treaty]:
        for match in TREATY.finditer(reading.text):
            span = reading.span(*match.span(1))
            yield Treaty(name=match[1], states=reading.of(State), spans=[span], rule="treaty.the-name")

@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    return [TreatyExtractor]
"""

USE = """
import sys
from diplotext import Pipeline, wire
from treaty_watch import Treaty
text = "Chile and Peru signed the Atacama Water Treaty in Lima."
pipeline = Pipeline.of("treaties")
names = [extractor.name for extractor in pipeline.extractors]
assert names.index("organizations") < names.index("treaties"), names
document = pipeline.read(text, id="a")
[treaty] = document.of(Treaty)
assert (treaty.name, treaty.extractor, treaty.extractor_version) == ("Atacama Water Treaty", "treaties", "2.5"), treaty
assert [state.name for state in treaty.states] == ["Chile", "Peru"]
line = wire.dumps(document)
assert wire.loads(line) == document
print(line)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The package, built and installed by pip into a folder of its own."""
    folder = tmp_path_factory.mktemp("third-party")
    source, target = folder / "source", folder / "site"
    (source / "treaty_watch").mkdir(parents=True)
    (source / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (source / "treaty_watch" / "__init__.py").write_text(MODULE, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--target", str(target), str(source)], check=True, capture_output=True)
    (folder / "use.py").write_text(USE, encoding="utf-8")
    return {"folder": folder, "env": {**os.environ, "PYTHONPATH": str(target)}}


def run(environment, *arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment["env"],
        cwd=environment["folder"],
        capture_output=True,
        check=False,
        **options,
    )


def test_it_is_short():
    assert len([line for line in MODULE.splitlines() if line.strip()]) < 25


def test_it_is_found_ordered_stamped_and_round_trips(environment):
    pytest.importorskip("diplotext_organizations")
    result = run(environment, "use.py")
    assert result.returncode == 0, result.stderr.decode()
    [treaty] = json.loads(result.stdout)["annotations"]["treaty"]
    assert treaty["id"] == "treaty:1"
    assert treaty["states"] == ["state:1", "state:2"]


def test_the_command_line_lists_and_runs_it(environment):
    pytest.importorskip("diplotext_organizations")
    rows = json.loads(run(environment, "-m", "diplotext", "plugins", "--json").stdout)
    [row] = [row for row in rows if row["plugin"] == "treaties"]
    assert (row["distribution"], row["version"]) == ("treaty-watch", "2.5")
    assert row["extractors"][0]["requires"] == ["State"]
    result = run(environment, "-m", "diplotext", "extract", input=b"Chile left the Lima Copper Protocol.")
    assert b"treaty  Lima Copper Protocol" in result.stdout
    assert b'"Treaty"' in run(environment, "-m", "diplotext", "schema").stdout


def test_a_broken_plugin_is_a_warning(environment):
    broken = environment["folder"] / "site" / "treaty_watch" / "__init__.py"
    module = broken.read_text(encoding="utf-8")
    try:
        broken.write_text("import no_such_module\n", encoding="utf-8")
        result = run(environment, "-m", "diplotext", "extract", "--format", "jsonl", input=b"Text.")
        assert result.returncode == 0
        assert b"warning: plugin treaties (treaty-watch 2.5) cannot be used: ModuleNotFoundError" in result.stderr
        assert json.loads(result.stdout)["text"] == "Text."
        unknown = run(environment, "-m", "diplotext", "extract", "--with", "treaties", input=b"Text.")
        assert unknown.returncode == 2
        assert b"plugin treaties (treaty-watch 2.5) cannot be used" in unknown.stderr
    finally:
        broken.write_text(module, encoding="utf-8")
