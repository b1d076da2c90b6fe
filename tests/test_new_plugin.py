"""A new plugin from the template: its names, what is refused, and that it works as it comes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from diplotext import PluginError, __version__
from diplotext.cli.scaffolding import Names, new_plugin

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "plugins" / "diplotext-example"
ONLY_IN_THE_EXAMPLE = {"src/PACKAGE/signing.py"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("diplotext-sanctions", ("diplotext_sanctions", "sanctions", "Sanction", "sanction", "sanctions", "sanction")),
        ("peace-talks", ("peace_talks", "peace-talks", "PeaceTalk", "peace talk", "peace talks", "talk")),
        (
            "Peace.Talks_2024",
            ("peace_talks_2024", "peace-talks-2024", "PeaceTalk", "peace talk", "peace talks", "talk"),
        ),
        (
            "diplotext-ceasefire",
            ("diplotext_ceasefire", "ceasefire", "Ceasefire", "ceasefire", "ceasefires", "ceasefire"),
        ),
        ("embassies", ("embassies", "embassies", "Embassy", "embassy", "embassies", "embassy")),
        ("diplotext-crises2", ("diplotext_crises2", "crises2", "Crises2", "", "", None)),
        ("speeches", ("speeches", "speeches", "Speech", "speech", "speeches", "speech")),
        ("diplotext-class", ("diplotext_class", "class", "Class", "class", "class", "class")),
        ("congress", ("congress", "congress", "Congress", "congress", "congress", "congress")),
    ],
)
def test_names_are_made_from_one(name, expected):
    package, *others, head = expected
    if head is None:
        with pytest.raises(PluginError, match="give one, such as --type Sanction"):
            Names.of(name)
        return
    names = Names.of(name)
    assert (names.package, names.extractor, names.type, names.noun, names.plural) == (package, *others)
    assert names.head == head


def test_a_type_can_be_given():
    names = Names.of("diplotext-2plus4", "PeaceTalk")
    assert (names.type, names.noun, names.plural, names.wire) == (
        "PeaceTalk",
        "peace talk",
        "peace talks",
        "peace_talk",
    )


@pytest.mark.parametrize(
    ("name", "type_name", "message"),
    [
        ("../up", None, r"'../up' is not a valid name of a distribution: use ASCII letters, digits and hyphens"),
        ("-x", None, "is not a valid name of a distribution"),
        ("", None, "is not a valid name of a distribution"),
        ("Übersicht", None, "is not a valid name of a distribution"),
        ("2plus4", None, "'2plus4' cannot be the name of a package; try 'diplotext-2plus4'"),
        ("class", None, "'class' cannot be the name of a package; try 'diplotext-class'"),
        ("json", None, "'json' cannot be the name of a package; try 'diplotext-json'"),
        ("diplotext-2plus4", None, "no name of an annotation type can be derived from 'diplotext-2plus4'"),
        ("diplotext-none", None, "no name of an annotation type"),
        ("diplotext-talks", "talk", "'talk' is not a valid name of an annotation type; write it like Sanction"),
        ("diplotext-talks", "Peace Talk", "is not a valid name of an annotation type"),
    ],
)
def test_names_that_cannot_be(name, type_name, message):
    with pytest.raises(PluginError, match=message):
        Names.of(name, type_name)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "diplotext-dates",
            f"an extractor named 'dates' is installed, from dates .diplotext-dates {__version__}.; choose another",
        ),
        ("diplotext-knowledge", f"a plugin named knowledge .diplotext-knowledge {__version__}. is installed"),
        ("pytest", "a package named 'pytest' is installed"),
        ("my-states", None),
        (
            "diplotext-states",
            "State would have the key 'state' on the wire, like diplotext.model.annotations.State; choose",
        ),
    ],
)
def test_names_that_are_taken(tmp_path, name, message):
    if message is None:
        assert new_plugin(Names.of(name), tmp_path).is_dir()
        return
    with pytest.raises(PluginError, match=message):
        new_plugin(Names.of(name), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_never_written_over(tmp_path):
    (tmp_path / "diplotext-sanctions").mkdir()
    with pytest.raises(PluginError, match="already exists; choose another name, or another --directory"):
        new_plugin(Names.of("diplotext-sanctions"), tmp_path)
    assert list((tmp_path / "diplotext-sanctions").iterdir()) == []


def files_of(folder, **names):
    """The files of a plugin by name, with the package's name replaced."""
    contents = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            shown = path.relative_to(folder).as_posix()
            for placeholder, name in names.items():
                shown = shown.replace(name, placeholder)
            contents[shown] = path.read_bytes()
    return contents


def test_it_has_the_shape_of_the_example(tmp_path):
    names = Names("example", "diplotext_example", "treaties", "Treaty", "treaty", "treaties", "treaty")
    from cookiecutter.generate import generate_files

    template = ROOT / "src" / "diplotext" / "template"
    generate_files(template, {"cookiecutter": names.context("The diplotext developers")}, tmp_path)
    made = files_of(tmp_path / "example", PACKAGE="diplotext_example")
    example = files_of(EXAMPLE, PACKAGE="diplotext_example")
    assert set(example) - set(made) == ONLY_IN_THE_EXAMPLE
    assert set(made) - set(example) == set()
    for same in ("LICENSE", "src/PACKAGE/knowledge.py", "src/PACKAGE/py.typed", "tests/test_conformance.py"):
        lines = [
            [line for line in text.splitlines() if line and b"Copyright" not in line]
            for text in (made[same], example[same])
        ]
        assert lines[0] == lines[1], same


def test_two_runs_give_the_same_bytes(tmp_path):
    names = Names.of("diplotext-sanctions")
    one, two = (files_of(new_plugin(names, tmp_path / part, author='Ana "O\'Neill"')) for part in ("one", "two"))
    assert one == two
    assert b"Copyright (c) Ana" in one["LICENSE"]


def test_without_cookiecutter_the_remedy_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "cookiecutter.generate", None)
    with pytest.raises(PluginError, match=r"pip install 'diplotext\[new-plugin\]'"):
        new_plugin(Names.of("diplotext-sanctions"), tmp_path)


NAMES = {"diplotext-sanctions": "sanctions", "Peace.Talks_2024": "peace-talks-2024"}


@pytest.fixture(scope="module", params=NAMES, ids=str)
def installed(request, tmp_path_factory, run_process):
    """A new plugin, made by the command and installed into a folder of its own without network or git."""
    folder = tmp_path_factory.mktemp("new")
    home = folder / "home"
    home.mkdir()
    made = run_process("new-plugin", request.param, "--directory", str(folder / "work"), HOME=str(home), PATH="")
    assert made.returncode == 0, made.stderr.decode()
    assert list(home.iterdir()) == []
    [source] = (folder / "work").iterdir()
    site = folder / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--target", str(site), str(source)], check=True, capture_output=True)

    def python(*arguments):
        environment = {**os.environ, "PYTHONPATH": str(site)}
        return subprocess.run(
            [sys.executable, *arguments], cwd=source, env=environment, capture_output=True, text=True, check=False
        )

    return NAMES[request.param], made.stdout.decode(), python


def test_its_tests_pass(installed):
    _, _, python = installed
    result = python("-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert result.returncode == 0, result.stdout
    assert "warning" not in result.stdout


def test_it_is_listed_and_runs(installed):
    extractor, told, python = installed
    assert f"the extractor {extractor!r}" in told
    rows = json.loads(python("-m", "diplotext", "plugins", "--json").stdout)
    [row] = [row for row in rows if row["plugin"] == extractor]
    assert (row["error"], [info["name"] for info in row["extractors"]]) == (None, [extractor])
    assert "known" in python("-m", "diplotext", "rules", extractor).stdout


def test_it_is_well_formed(installed):
    extractor, _, python = installed
    checks = [("check",), ("format", "--check")] if extractor == "sanctions" else [("check",)]  # long names wrap lines
    for check in checks:
        result = python("-m", "ruff", *check, ".")
        assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [
        (["ceasefires"], "diplotext-ceasefires"),
        (["diplotext-ceasefires"], "diplotext-ceasefires"),
        (["ceasefires", "--exact-name"], "ceasefires"),
    ],
)
def test_a_distribution_is_named_after_this_project_unless_its_author_says_otherwise(run, tmp_path, arguments, folder):
    result = run("new-plugin", *arguments, "--directory", str(tmp_path))
    assert (result.returncode, result.stderr) == (0, b"")
    assert [path.name for path in tmp_path.iterdir()] == [folder]
    assert f"made {tmp_path / folder}: the extractor 'ceasefires'" in result.stdout.decode()
