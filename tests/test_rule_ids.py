"""Code decides by properties of what it has found, not by the rule that found it: no comparison involves a rule's id.

Whoever renames a rule must not change what is found.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from diplotext import Registry

RULES = {info.name: frozenset(info.extractor.rules()) for info in Registry().extractors}
PACKAGES = {"diplotext_organizations": ("organizations",), "diplotext_people": ("people",)}
"""Packages, and their extractors. Still to do: dates, quotes, venues."""


def modules_of(package: str) -> dict[str, ast.Module]:
    """The parsed modules of a package by their paths."""
    root = Path(str(files(package)))
    return {str(path.relative_to(root)): ast.parse(path.read_text("utf-8")) for path in sorted(root.rglob("*.py"))}


def constants_of(tree: ast.Module, ids: Collection[str]) -> Iterator[str]:
    """Names that a module gives to ids of rules, or to what holds some."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        if any(isinstance(inner, ast.Constant) and inner.value in ids for inner in ast.walk(node)):
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def operands(node: ast.AST) -> list[ast.expr]:
    """What a node compares, or looks into as a string."""
    match node:
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
        case ast.Match(subject=subject):
            return [subject]
        case ast.MatchValue(value=value):
            return [value]
        case ast.Call(
            func=ast.Attribute(value=value, attr="startswith" | "endswith" | "removeprefix" | "partition" | "split")
        ):
            return [value]
    return []


def comparisons(tree: ast.AST, ids: Collection[str], constants: Collection[str] = ()) -> list[str]:
    """Comparisons that involve the attribute `rule`, an id of a rule or a constant that holds some, by line."""
    return [
        f"{getattr(node, 'lineno', 0)}: {ast.unparse(operand)}"
        for node in ast.walk(tree)
        for operand in operands(node)
        for inner in ast.walk(operand)
        if (isinstance(inner, ast.Attribute) and inner.attr == "rule")
        or (isinstance(inner, ast.Constant) and inner.value in ids)
        or (isinstance(inner, ast.Name) and inner.id in constants)
        or (isinstance(inner, ast.Attribute) and inner.attr in constants)
    ]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_comparison_involves_the_id_of_a_rule(package: str) -> None:
    ids = {rule for extractor in PACKAGES[package] for rule in RULES[extractor]}
    assert ids
    modules = modules_of(package)
    constants = {name for tree in modules.values() for name in constants_of(tree, ids)}
    found = {path: hits for path, tree in modules.items() if (hits := comparisons(tree, ids, constants))}
    assert found == {}


@pytest.mark.parametrize(
    ("code", "hits"),
    [
        ("name.rule == 'x'", 1),
        ("rule in ('a.b', 'c')", 1),
        ("rule in GUESSES", 1),
        ("names.GUESSES == rule", 1),
        ("name.rule.startswith('a')", 1),
        ("match rule:\n    case 'a.b':\n        pass", 1),
        ("RULES[name.rule] if rule is None else 'a.b'", 0),
        ("match name.kind:\n    case 'b':\n        pass", 0),
    ],
)
def test_what_counts_as_a_comparison(code: str, hits: int) -> None:
    assert len(comparisons(ast.parse(code), {"a.b"}, {"GUESSES"})) == hits


def test_constants_that_hold_ids() -> None:
    tree = ast.parse("ONE = 'a.b'\nTWO: str = 'a.b'\nSOME = {'a.b': 1}\nOTHER = 'c'")
    assert list(constants_of(tree, {"a.b"})) == ["ONE", "TWO", "SOME"]
