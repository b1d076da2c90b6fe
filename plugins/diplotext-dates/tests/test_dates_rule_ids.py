"""The id of a rule is a name for users: no result but the name itself depends on it."""

import re
from collections.abc import Mapping

import attrs
import pytest

from diplotext import Pipeline, Rule, TimeExpression
from diplotext_dates import DateExtractor, cascade, extractor, values

STAGES = cascade.stages()
RULES = DateExtractor.rules()
TEXTS = [
    *(re.sub(r"<[^>]+>", "", example) for rule in RULES.values() for example in rule.examples),
    *(f"They met {example}." for stage in STAGES for rule in stage for example in rule.examples),
]


def found(**options: bool) -> list[TimeExpression]:
    pipeline = Pipeline([DateExtractor(**options)])
    return [time for text in TEXTS for time in pipeline.read(text, published="2021-12-02").times]


def renamed(name: str) -> str:
    return f"renamed.{name[::-1].replace('.', '-')}"


@pytest.mark.parametrize("options", [{}, {"vague": False}, {"durations": False}, {"ends": False}], ids=str)
def test_renamed_rules_find_the_same(monkeypatch: pytest.MonkeyPatch, options: dict[str, bool]) -> None:
    before = found(**options)
    stages = tuple(
        tuple(
            attrs.evolve(
                rule,
                id=rule.id and renamed(rule.id),
                id_of_ends=rule.id_of_ends and renamed(rule.id_of_ends),
            )
            for rule in stage
        )
        for stage in STAGES
    )
    rules: Mapping[str, Rule] = {renamed(name): attrs.evolve(rule, id=renamed(name)) for name, rule in RULES.items()}
    monkeypatch.setattr(cascade, "stages", lambda: stages)
    monkeypatch.setattr(extractor, "rules_from", lambda package: rules)
    monkeypatch.setattr(values, "rules_from", lambda package: rules)
    after = found(**options)
    assert {time.rule for time in before} <= set(RULES)
    assert [attrs.evolve(time, rule=renamed(time.rule or "")) for time in before] == after
