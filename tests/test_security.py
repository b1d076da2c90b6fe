"""What docs/security.md promises: nothing that is read is run as code, and nothing asks the network."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from diplotext.io.inputs import MAX_CHARS
from diplotext.io.word import MAX_UNPACKED_BYTES
from diplotext.model.annotations import MAX_DEPTH
from diplotext.plugin.containment import MAX_MESSAGE_CHARACTERS
from diplotext.plugin.readers import MAX_BYTES_PER_CHARACTER, OTHER_BYTES

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for folder in (ROOT / "src/diplotext", *sorted((ROOT / "plugins").glob("*/src")))
    for path in folder.rglob("*.py")
    if "template" not in path.parts
)
PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")

UNSAFE_CALLS = re.compile(
    r"eval|exec|compile|__import__|execfile"
    r"|(?:\w+\.)*(?:pickle|cPickle|dill|cloudpickle|marshal|shelve|joblib|jsonpickle)\.\w+"
    r"|(?:\w+\.)*yaml\.\w+|(?:np|numpy)\.load|torch\.load|pandas\.read_pickle|pd\.read_pickle"
    r"|os\.(?:system|popen|exec\w+|spawn\w+)|(?:\w+\.)*subprocess\.\w+|multiprocessing\.\w*[Pp]ool"
    r"|importlib\.import_module|import_module|runpy\.\w+|code\.Interactive\w+|ctypes\.\w+"
)
UNSAFE_MODULES = {
    *("pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml", "code", "codeop", "runpy", "ctypes"),
    *("subprocess", "socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "xmlrpc"),
}


ALLOWED = (
    ("src/diplotext/pipeline/*.py", r"import (pickle|socket)|pickle\.(dumps|loads)"),
    (
        "src/diplotext/testing/*.py",
        r"import (pickle|subprocess)|pickle\.\w+|subprocess\.Popen|importlib\.import_module",
    ),
    ("src/diplotext/model/above.py", r"importlib\.import_module"),
    ("src/diplotext/io/json_lines.py", r"importlib\.import_module"),
    ("src/diplotext/io/extras.py", r"importlib\.import_module"),
    ("src/diplotext/cli/main.py", r"importlib\.import_module"),
    ("src/diplotext/syntax/spacy_import.py", r"importlib\.import_module"),
    ("src/diplotext/annotation/*.py", r"import urllib\.parse"),
)
"""Where such calls are allowed; docs/security.md says why."""


def unsafe(tree):
    """The calls and imports that could run data as code, start programs or use the network."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if UNSAFE_CALLS.fullmatch(name):
                yield name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            yield from (f"import {name}" for name in names if name.partition(".")[0] in UNSAFE_MODULES)


@pytest.fixture(scope="module")
def found():
    """What each file holds of that, by its path."""
    return {
        path.relative_to(ROOT): sorted(set(unsafe(ast.parse(path.read_text(encoding="utf-8"))))) for path in SOURCES
    }


def test_nothing_that_is_read_is_run_and_nothing_uses_the_network(found):
    assert len(SOURCES) > 200
    wrong = {
        f"{path}: {name}"
        for path, names in found.items()
        for name in names
        if not any(path.match(place) and re.fullmatch(what, name) for place, what in ALLOWED)
    }
    assert sorted(wrong) == [], "say why it is safe in docs/security.md, and allow it here"


def test_what_is_allowed_is_used_and_explained(found):
    table = PAGE.partition("## No code from data")[2].partition("\n## ")[0]
    for place, what in ALLOWED:
        used = Counter(name for path, names in found.items() if path.match(place) for name in names)
        assert any(re.fullmatch(what, name) for name in used), f"{place}: no longer needed"
        assert f"`{place}`" in table


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import pickle\npickle.loads(x)", ["import pickle", "pickle.loads"]),
        ("from yaml import load", ["import yaml"]),
        ("yaml.load(x)", ["yaml.load"]),
        ("eval(x)", ["eval"]),
        ("re.compile(x)", []),
        ("import urllib.request", ["import urllib.request"]),
        ("np.load(x)", ["np.load"]),
        ("os.system(x)", ["os.system"]),
    ],
)
def test_what_is_looked_for(code, expected):
    assert list(unsafe(ast.parse(code))) == expected


def test_the_table_of_limits_is_that_of_the_code():
    table = PAGE.partition("## Limits")[2].partition("\n## ")[0]
    assert f"| characters of an article | {MAX_CHARS:,} |" in table
    assert f"| {MAX_BYTES_PER_CHARACTER} for each character of that limit, and {OTHER_BYTES:,} |" in table
    assert f"| bytes to which a Word document unpacks | {MAX_UNPACKED_BYTES:,} |" in table
    assert f"| nesting of `source`, and of mappings in annotations | {MAX_DEPTH} |" in table
    assert f"| {MAX_MESSAGE_CHARACTERS:,} characters |" in table


def test_where_to_report():
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "private vulnerability reporting" in page
    assert "@" not in page
    assert "docs/security.md" in page
