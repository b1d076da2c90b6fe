"""Nothing is decided by the id of a rule: it may be renamed, and the same meetings and places are found."""

import ast
from pathlib import Path

import attrs
import pytest

import diplotext_venues
from diplotext_venues import rules
from diplotext_venues.rules import meeting_rules, place_rules

SOURCES = sorted(Path(diplotext_venues.__file__).parent.glob("*.py"))
IDS = {*meeting_rules(), *place_rules()}
STRING_TESTS = ("startswith", "endswith", "find", "count", "index", "removeprefix", "split", "partition")


def is_id(node):
    """Whether an expression is the id of a rule, or is made of one."""
    return any(
        (isinstance(inner, ast.Attribute) and inner.attr == "rule")
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
        'kind in ("meeting.anaphor", "x")',
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


def test_every_declared_rule_of_meetings_is_attached_somewhere():
    assert {*rules.VERB_RULES.values(), *rules.NOUN_RULES.values()} == set(meeting_rules())


TEXT = (
    "Norway and Ghana agree\n\nGENEVA (Reuters) - Anna Berg met Kofi Mensah in Geneva on Monday. The meeting lasted an hour.\n\n"
    "Norway-Ghana talks will open in Basel on June 3. Luis Soto visited Kenya. During the visit he held talks with Keiko Mori. "
    "Berg spoke by phone with Mensah. The phone call was short. Meetings are useful. The NATO summit in Lyon ended. The summit was long. "
    "Norway and Ghana signed a trade agreement in Geneva. Foreign Minister Berg will travel to Chile, then visit Brittany. "
    "Berg held talks with her Ghanaian counterpart. They gathered at the Winter Palace. Rain fell on Zenda."
)


def test_renamed_rules_find_the_same_meetings(read, monkeypatch):
    before = read(TEXT)
    for name in ("VERB_RULES", "NOUN_RULES"):
        renamed = {key: f"renamed-{number % 2}" for number, key in enumerate(getattr(rules, name))}
        monkeypatch.setattr(rules, name, renamed)
    after = read(TEXT)
    assert len(before.meetings) > 8
    assert {meeting.rule for meeting in after.meetings} <= {"renamed-0", "renamed-1"}
    assert [without_rule(meeting) for meeting in after.meetings] == [
        without_rule(meeting) for meeting in before.meetings
    ]


def without_rule(meeting):
    host = meeting.host_event
    if host is not None and host.meeting is not None:
        host = attrs.evolve(host, meeting=without_rule(host.meeting))
    return attrs.evolve(meeting, rule="any", host_event=host)
