"""The table of rules: its figures, and that it holds the rules of the code and no others."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

import diplotext_quotes
from diplotext_quotes.rules import confidence, rules

SOURCES = sorted(Path(diplotext_quotes.__file__).parent.glob("*.py"))


def test_the_table_holds_the_rules_of_the_code():
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert set(re.findall(r"\"(quote\.[a-z-]+)\"", code)) == set(rules())


def test_every_rule_has_a_few_examples():
    assert {rule.id: len(rule.examples) for rule in rules().values() if not 2 <= len(rule.examples) <= 4} == {}
    assert all(rule.finds for rule in rules().values())


def test_precision_is_a_share_of_enough_cases():
    for rule in rules().values():
        assert rule.cases >= 0
        assert rule.precision is None or (0 < rule.precision <= 1 and rule.cases >= 50)


def test_rules_are_read_once_and_cannot_be_changed():
    assert rules() is rules()
    with pytest.raises(TypeError):
        rules()["quote.new"] = rules()["quote.clause"]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        rules()["quote.clause"].precision = 1.0


def test_confidence_is_the_precision_of_the_rule(read):
    (statement,) = read("Orlova said that it was late.").statements
    assert statement.confidence == confidence("quote.that-clause") == rules()["quote.that-clause"].precision
    assert confidence("quote.continuation") is None
    with pytest.raises(KeyError, match=r"quote\.gossip"):
        confidence("quote.gossip")


def test_hearsay_has_no_confidence(read):
    outer, inner = read("Officials said Orlova told them that the deal was dead.").statements
    assert inner.reported_in == outer
    assert (outer.confidence, inner.confidence) == (confidence("quote.clause"), None)
