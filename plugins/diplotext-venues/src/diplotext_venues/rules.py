"""The rules of both extractors: what each finds, examples, and how often it was right (`data/rules.toml`).

Annotations carry the id of a rule. No code decides by it: what decides are properties of the candidates, and how they
were found gives the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from diplotext import Rule, rules_from

__all__ = ["Family", "Manner", "confidence", "meeting_rules", "place_rules", "rule_id"]

PLACES = "place."

Family = Literal["meeting", "visit", "call", "signing"]
"""What kind of events rules are about."""

Manner = Literal[
    "with",
    "object",
    "plural",
    "verb",
    "motion",
    "passive",
    "between",
    "of",
    "by",
    "pair",
    "light-verb",
    "encounter",
    "named",
    "noun",
    "anaphor",
]
"""How the words name those who take part."""

VERB_RULES: Mapping[tuple[Family, Manner], str] = {
    ("meeting", "with"): "meeting.verb-with",
    ("meeting", "object"): "meeting.verb-object",
    ("meeting", "plural"): "meeting.verb-plural",
    ("visit", "verb"): "visit.verb",
    ("visit", "motion"): "visit.motion",
    ("call", "with"): "call.phone",
    ("call", "object"): "call.phone",
    ("call", "plural"): "call.phone",
    ("signing", "verb"): "signing.verb",
    ("signing", "passive"): "signing.passive",
}
NOUN_RULES: Mapping[tuple[Family, Manner], str] = {
    ("meeting", "with"): "meeting.noun-with",
    ("meeting", "between"): "meeting.noun-between",
    ("meeting", "of"): "meeting.noun-of",
    ("meeting", "by"): "meeting.noun-by",
    ("meeting", "pair"): "meeting.pair",
    ("meeting", "light-verb"): "meeting.light-verb",
    ("meeting", "encounter"): "meeting.encounter",
    ("meeting", "named"): "meeting.named",
    ("meeting", "noun"): "meeting.noun",
    ("meeting", "anaphor"): "meeting.anaphor",
    ("visit", "with"): "visit.noun-with",
    ("visit", "between"): "visit.noun-between",
    ("visit", "by"): "visit.noun-by",
    ("visit", "pair"): "visit.pair",
    ("visit", "noun"): "visit.noun",
    ("call", "with"): "call.noun-with",
    ("call", "between"): "call.noun-between",
    ("call", "of"): "call.noun-of",
    ("call", "by"): "call.noun-by",
    ("call", "pair"): "call.pair",
    ("call", "light-verb"): "call.light-verb",
    ("call", "encounter"): "call.encounter",
    ("call", "noun"): "call.noun",
    ("call", "anaphor"): "call.anaphor",
    ("signing", "noun"): "signing.noun",
}


def rule_id(part: Literal["verb", "noun"], family: Family, manner: Manner) -> str:
    """The id of the rule by which a meeting was found.

    Args:
        part: Whether a verb or a noun names it.
        family: What kind of event it is.
        manner: How the words name those who take part.
    """
    return (VERB_RULES if part == "verb" else NOUN_RULES)[family, manner]


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
