"""Every rule for meetings finds its examples, and nothing in its counterexamples."""

from importlib import resources

import pytest

from diplotext import Meeting, event_rules
from diplotext.testing import assert_finds
from diplotext.testing.examples import read

RULES = event_rules(resources.files("diplotext_venues") / "data/meetings.toml")
PUBLISHED = "2021-12-02"
SILENT = {"meeting.attendance"}
"""Rules that only add to a meeting which another rule finds."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule(pipeline, rule):
    assert rule.examples
    for example in rule.examples:
        marked = example if rule.id in SILENT else example.replace("<meeting", f'<meeting rule="{rule.id}"')
        assert_finds(pipeline, marked, published=PUBLISHED, types=[Meeting])
    for example in rule.counterexamples:
        found = [meeting.rule for meeting in read(pipeline, example, PUBLISHED).meetings]
        assert rule.id not in found, example
