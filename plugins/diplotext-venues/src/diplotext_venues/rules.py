"""The rules of both extractors: what each finds, examples, and how often it was right (`data/rules.toml`)."""

from __future__ import annotations

from collections.abc import Mapping

from diplotext import Rule, rules_from

__all__ = ["confidence", "meeting_rules", "place_rules"]

PLACES = "place."


def place_rules() -> Mapping[str, Rule]:
    """The rules of the extractor of places by id, in the order of the table."""
    return rules_from("diplotext_venues", PLACES)


def meeting_rules() -> Mapping[str, Rule]:
    """The rules of the extractor of meetings by id, in the order of the table."""
    return {name: rule for name, rule in rules_from("diplotext_venues").items() if not name.startswith(PLACES)}


def confidence(rule: str) -> float | None:
    """The measured precision of a rule; None where it was not measured.

    Args:
        rule: Id of the rule.

    Raises:
        KeyError: If there is no rule of that id.
    """
    return rules_from("diplotext_venues")[rule].precision
