"""Nothing is decided by the id of a rule."""

import ast
from pathlib import Path

import pytest

import diplotext_venues
from diplotext_venues.rules import meeting_rules, place_rules

SOURCES = sorted(Path(diplotext_venues.__file__).parent.glob("*.py"))
IDS = {*meeting_rules(), *place_rules()}
STRING_TESTS = ("startswith", "endswith", "find", "count", "index", "removeprefix", "split", "partition")


def is_id(node):
    """Whether an expression is the id of a rule, or is made of one; the marks of a rule are no id."""
    marks = {id(inner.value) for inner in ast.walk(node) if isinstance(inner, ast.Attribute) and inner.attr == "marks"}
    return any(
        (isinstance(inner, ast.Attribute) and inner.attr == "rule" and id(inner) not in marks)
        or (isinstance(inner, ast.Name) and inner.id in ("rule", "rule_id"))
        or (isinstance(inner, ast.Constant) and inner.value in IDS)
        for inner in ast.walk(node)
    )


def decisions(tree):
    """Expressions that decide: comparisons, tests of strings, what a `match` looks at."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STRING_TESTS:
            yield node.func.value
        elif isinstance(node, ast.Match):
            yield node.subject


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_no_comparison_involves_a_rule_id(source):
    found = [node for node in decisions(ast.parse(source.read_text(encoding="utf-8"))) if is_id(node)]
    assert [f"{source.name}:{node.lineno}: {ast.unparse(node)}" for node in found] == []


@pytest.mark.parametrize(
    "code",
    [
        'c.rule == "x"',
        'kind in ("meeting.noun-with", "x")',
        'rule.startswith("place.site")',
        "match c.rule:\n case _: pass",
    ],
)
def test_the_test_sees_comparisons(code):
    assert any(is_id(node) for node in decisions(ast.parse(code)))


def test_ids_are_whole_in_the_code():
    parts = [
        ast.unparse(node)
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        and any(
            isinstance(value, ast.Constant) and value.value.startswith(("meeting.", "call.", "visit."))
            for value in node.values
        )
    ]
    assert parts == []
