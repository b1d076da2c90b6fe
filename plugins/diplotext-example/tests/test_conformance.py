"""What every extractor promises, and what each rule says of itself."""

from __future__ import annotations

import re

import pytest

from diplotext.testing import CHECKS, assert_finds
from diplotext_example import TreatyExtractor

RULES = TreatyExtractor.rules().values()
TEXTS = [re.sub(r"<[^>]*>", "", example) for rule in RULES for example in rule.examples]
"""Texts in which something is found, for the checks."""


@pytest.mark.parametrize("check", CHECKS)
def test_it_keeps_the_contract(check):
    check(TreatyExtractor, texts=TEXTS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_of_a_rule(rule):
    assert rule.examples
    for example in rule.examples:
        assert_finds(TreatyExtractor(), example)
