"""The rules of both extractors: of places from `data/rules.toml`, of meetings from `data/meetings.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from diplotext import Rule, event_rules, rules_from
from diplotext.events import event_lexicons

MEETINGS = "data/meetings.toml"


@cache
def meeting_rules() -> Mapping[str, Rule]:
    """The rules of the extractor of meetings by id, in the order in which they are tried."""
    file = resources.files("diplotext_venues") / MEETINGS
    return MappingProxyType({rule.id: rule for rule in event_rules(file)})


@cache
def lexicon(name: str) -> frozenset[str]:
    """The lemmas of one lexicon of the rules for meetings."""
    return event_lexicons(resources.files("diplotext_venues") / MEETINGS)[name]


def place_rules() -> Mapping[str, Rule]:
    """The rules of the extractor of places by id, in the order of the table."""
    return rules_from("diplotext_venues")


def confidence(rule: str) -> float | None:
    """The measured precision of a rule for places; None where it was not measured.

    Args:
        rule: Id of the rule.

    Raises:
        KeyError: If there is no rule of that id.
    """
    return place_rules()[rule].precision
