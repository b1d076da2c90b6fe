"""The rules of the extractor: what each finds, examples, and how often it was right (`data/rules.toml`)."""

from __future__ import annotations

from collections.abc import Mapping

from diplotext import Rule, rules_from

__all__ = ["confidence", "rules"]


def rules() -> Mapping[str, Rule]:
    """All rules by id, in the order of the table."""
    return rules_from("diplotext_people")


def confidence(rule: str) -> float | None:
    """The measured precision of a rule; None where it was not measured.

    Args:
        rule: Id of the rule.

    Raises:
        KeyError: If there is no rule of that id.
    """
    return rules()[rule].precision
