"""The ids of rules are labels: no decision in the code depends on them."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import diplotext_quotes
from diplotext import Document, Extractor, Pipeline, Statement
from diplotext_quotes.rules import rules

PACKAGE = Path(diplotext_quotes.__file__).parent
METHODS = frozenset(("endswith", "get", "partition", "split", "startswith"))
TEXT = """
Orlova: Talks Will Go On

“The talks will go on,” Orlova said. “We need them.” Okoro told reporters that the border was closed, and added that it
would open in May. Lindqvist denied the claim and promised to reopen the embassy. Seoul warned of a crisis, Okoro said.

“Nobody asked us about this treaty.”

Orlova added:

“The envoys are on their way.”

Orlova wants “a new start” with Kenya. “We are so proud of this treaty,” Orlova grinned. Okoro was blunt: “We will not
sign this treaty.” Officials said Orlova told them that the deal was dead. According to Lindqvist, the pact is ready.

“We lost our homes to this war.”

— Anna Orlova

As Okoro put it, the treaty is a first step. Orlova said he had denied the attack. The border, Lindqvist said, is open.
Asked by Orlova whether the border would open, Okoro nodded. The plan was denounced by Orlova. Few believed Okoro's
promise to reopen the embassy.
"""


def _comparisons(path: Path) -> Iterator[ast.AST]:
    """Whatever decides by equality or by a look-up: comparisons, patterns, subscripts, and the methods of strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.Compare, ast.MatchValue)):
            yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
            yield node


def _is_rule(node: ast.AST) -> bool:
    """Whether a part of an expression is the rule of something, or the id of a rule."""
    return (isinstance(node, ast.Attribute) and node.attr == "rule") or (
        isinstance(node, ast.Constant) and node.value in rules()
    )


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.name)
def test_no_code_compares_rule_ids(path: Path) -> None:
    found = [node for node in _comparisons(path) if any(_is_rule(part) for part in ast.walk(node))]
    assert [ast.unparse(node) for node in found] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.name)
def test_no_set_of_rule_ids(path: Path) -> None:
    sets = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Set)]
    sets += [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("frozenset", "set")
    ]
    assert [ast.unparse(node) for node in sets if any(_is_rule(part) for part in ast.walk(node))] == []


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A copy of the package in which every rule has another id."""
    folder, name = tmp_path_factory.mktemp("renamed"), "quotes_with_other_rule_ids"
    shutil.copytree(PACKAGE, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    names = {rule: f"other.rule-{number}" for number, rule in enumerate(rules())}
    for path in (folder / name).rglob("*"):
        if path.suffix in (".py", ".toml"):
            text = re.sub(
                r'(?<=")(quote\.[a-z-]+)(?=\\?")', lambda match: names[match[1]], path.read_text(encoding="utf-8")
            )
            path.write_text(text.replace("diplotext_quotes", name), encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[module]


def _shown(document: Document) -> list[tuple[object, ...]]:
    """What was found, without the rules."""
    return [
        (
            *(statement.mode, statement.cue_lemma, statement.negated, statement.confidence),
            [span.text for span in statement.spans],
            [(speaker.basis, speaker.mention and speaker.mention.text) for speaker in statement.speakers],
            *(statement.reported_in is None, statement.continues is None),
        )
        for statement in document.of(Statement)
    ]


def test_other_ids_find_the_same(renamed: Any, stand_ins: list[Extractor]) -> None:
    before = Pipeline([*stand_ins, diplotext_quotes.QuoteExtractor()]).read(TEXT)
    after = Pipeline([*stand_ins, renamed.QuoteExtractor()]).read(TEXT)
    used = {statement.rule for statement in before.of(Statement)}
    assert len(used) >= len(rules()) - 4
    assert {statement.rule for statement in after.of(Statement)}.isdisjoint(used)
    assert _shown(before) == _shown(after)
