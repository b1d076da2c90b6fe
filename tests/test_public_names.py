"""Our own plugins have no private door: they import what anybody may import."""

import ast
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PUBLIC = (
    *("diplotext", "diplotext.text", "diplotext.model", "diplotext.syntax", "diplotext.knowledge", "diplotext.plugin"),
    *("diplotext.annotation", "diplotext.arrow", "diplotext.events"),
    *("diplotext.hooks", "diplotext.interop", "diplotext.knowledge.english", "diplotext.plugin.lexicons"),
    *(
        "diplotext.evaluation",
        "diplotext.linking",
        "diplotext.scaling",
        "diplotext.schema",
        "diplotext.tabular",
        "diplotext.testing",
        "diplotext.testing.corpus",
        "diplotext.testing.scores",
        "diplotext.verification",
        "diplotext.wire",
    ),
)
FILES = [
    path
    for folder in ("plugins/*/src", "examples", "src/diplotext/template")
    for root in sorted(ROOT.glob(folder))
    for path in sorted(root.rglob("*.py"))
    if "{{" not in path.name
]


def imported(path):
    """The names of diplotext that a file imports, each as module and name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "diplotext":
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names if alias.name.partition(".")[0] == "diplotext")


def is_public(module, name):
    if f"{module}.{name}" in PUBLIC:
        return True
    return module in PUBLIC and (name is None or name in getattr(importlib.import_module(module), "__all__", ()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_plugins_import_public_names_only(path):
    assert [pair for pair in imported(path) if not is_public(*pair)] == []


def test_files_are_looked_at():
    names = {module for path in FILES for module, _ in imported(path)}
    assert {"diplotext", "diplotext.text", "diplotext.syntax"} <= names
    assert not is_public("diplotext.text.words", "Words")
    assert not is_public("diplotext.text", "NEWLINE")


@pytest.mark.parametrize("module", PUBLIC)
def test_public_names_exist(module):
    loaded = importlib.import_module(module)
    for name in getattr(loaded, "__all__", ()):
        assert getattr(loaded, name) is not None
