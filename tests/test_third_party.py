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
name = "pact-watch"
version = "2.5"
dependencies = ["diplotext"]

[project.entry-points.diplotext]
pacts = "pact_watch"
"""

# What the author of the plugin writes: under 25 lines.
MODULE = """
from collections.abc import Iterator
import re
import attrs
from diplotext import Annotation, Extractor, Reading, State, hookimpl

TREATY = re.compile(r"\\bthe ((?:[A-Z]\\w+ )+(?:Treaty|Convention|Protocol))\\b")

@attrs.frozen(kw_only=True)
class Pact(Annotation):
    \"\"\"A treaty, and the states that the same article names.\"\"\"
    name: str
    states: tuple[State, ...] = ()

@attrs.frozen
class PactExtractor(Extractor):
    name = "pacts"
    provides = (Pact,)
    requires = (State,)

    def extract(self, reading: Reading) -> Iterator[Pact]:
        for match in TREATY.finditer(reading.text):
            span = reading.span(*match.span(1))
            yield Pact(name=match[1], states=reading.of(State), spans=[span], rule="pact.the-name")

@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    return [PactExtractor]
"""

USE = """
import sys
from diplotext import Pipeline, wire
from pact_watch import Pact
text = "Chile and Peru signed the Atacama Water Treaty in Lima."
pipeline = Pipeline.of("pacts")
names = [extractor.name for extractor in pipeline.extractors]
assert names.index("organizations") < names.index("pacts"), names
document = pipeline.read(text, id="a")
[pact] = document.of(Pact)
assert (pact.name, pact.extractor, pact.extractor_version) == ("Atacama Water Treaty", "pacts", "2.5"), pact
assert [state.name for state in pact.states] == ["Chile", "Peru"]
line = wire.dumps(document)
assert wire.loads(line) == document
print(line)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The package, built and installed by pip into a folder of its own."""
    folder = tmp_path_factory.mktemp("third-party")
    source, target = folder / "source", folder / "site"
    (source / "pact_watch").mkdir(parents=True)
    (source / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (source / "pact_watch" / "__init__.py").write_text(MODULE, encoding="utf-8")
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
    [pact] = json.loads(result.stdout)["annotations"]["pact"]
    assert pact["id"] == "pact:1"
    assert pact["states"] == ["state:1", "state:2"]


def test_the_command_line_lists_and_runs_it(environment):
    pytest.importorskip("diplotext_organizations")
    rows = json.loads(run(environment, "-m", "diplotext", "plugins", "--json").stdout)
    [row] = [row for row in rows if row["plugin"] == "pacts"]
    assert (row["distribution"], row["version"]) == ("pact-watch", "2.5")
    assert row["extractors"][0]["requires"] == ["State"]
    result = run(environment, "-m", "diplotext", "extract", input=b"Chile left the Lima Copper Protocol.")
    assert b"pact    Lima Copper Protocol" in result.stdout
    assert b'"Pact"' in run(environment, "-m", "diplotext", "schema").stdout


def test_a_broken_plugin_is_a_warning(environment):
    broken = environment["folder"] / "site" / "pact_watch" / "__init__.py"
    module = broken.read_text(encoding="utf-8")
    try:
        broken.write_text("import no_such_module\n", encoding="utf-8")
        result = run(environment, "-m", "diplotext", "extract", "--format", "jsonl", input=b"Text.")
        assert result.returncode == 0
        assert b"warning: plugin pacts (pact-watch 2.5) cannot be used: ModuleNotFoundError" in result.stderr
        assert json.loads(result.stdout)["text"] == "Text."
        unknown = run(environment, "-m", "diplotext", "extract", "--with", "pacts", input=b"Text.")
        assert unknown.returncode == 2
        assert b"plugin pacts (pact-watch 2.5) cannot be used" in unknown.stderr
    finally:
        broken.write_text(module, encoding="utf-8")
