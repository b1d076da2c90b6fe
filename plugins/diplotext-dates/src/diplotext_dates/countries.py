"""Which country a public holiday is of: "Ukraine's Independence Day", "Independence Day in India"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from diplotext import Knowledge
from diplotext_dates.cascade import Node

Sentence = Callable[[int, int], tuple[int, int]]
MAX_CHARS_BEFORE = 60  # before a holiday, in which its country is looked for
MAX_CHARS_AFTER = 40
JOINT = re.compile(
    r"(?:['’]s?)?(?:\s(?:\d\d?(?:st|nd|rd|th)|[a-z]+))?\s"
    r"|\s(?:(?:will|to|on|has|had)\s){0,2}(?:mark|celebrat|observ|commemorat)(?:s|e|es|ed|ing)?\s(?:its\s)?(?:\d\d?(?:st|nd|rd|th)\s)?"
)
"""What may be between: "Ukraine's 30th Independence Day"."""
OF = re.compile(r"\s(?:[a-z]+\s)?(?:in|of)\s(?:the\s)?")
"""The same on the other side: "Republic Day parade in India"."""


@lru_cache(maxsize=4)
def states_of(knowledge: Knowledge) -> Knowledge:
    """The states alone: their names are looked up without the names of all that a text may hold."""
    return Knowledge(knowledge.of_kind("state"))


def country_of(node: Node, default: str, knowledge: Knowledge, sentence_at: Sentence) -> str | None:
    """The ISO 3166 code of the state that a holiday is of; None if the text does not say it.

    It is the state whose name or demonym is right before it, or follows it after "in" or "of", at most one noun
    between; else the only state that its sentence names. A day that mostly one country has, given as `default`, is
    of it unless the article names other states only.
    """
    text = node.site.text
    start = max(0, node.start - MAX_CHARS_BEFORE)
    knowledge = states_of(knowledge)
    for match in knowledge.find(text, start, node.start):
        if JOINT.fullmatch(text, match.end, node.start):
            return match.record.identifiers.get("iso3166")
    for match in knowledge.find(text, node.end, min(len(text), node.end + MAX_CHARS_AFTER)):
        if OF.fullmatch(text, node.end, match.start):
            return match.record.identifiers.get("iso3166")
    if default:
        anywhere = _states(text, 0, len(text), knowledge)
        return default if default in anywhere or not anywhere else None
    named = _states(text, *sentence_at(node.start, node.end), knowledge)
    return next(iter(named)) if len(named) == 1 else None


def _states(text: str, start: int, end: int, knowledge: Knowledge) -> set[str]:
    """The ISO 3166 codes of the states that a stretch of the text names."""
    found = (match.record for match in knowledge.find(text, start, end))
    return {code for state in found if (code := state.identifiers.get("iso3166"))}
