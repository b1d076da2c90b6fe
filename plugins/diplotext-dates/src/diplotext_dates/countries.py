"""Which country a public holiday is of: "Ukraine's Independence Day", "Independence Day in India"."""

from __future__ import annotations

import re

from diplotext import Knowledge
from diplotext_dates.cascade import Node

MAX_CHARS_BEFORE = 60  # before a holiday, in which its country is looked for
MAX_CHARS_AFTER = 40
JOINT = re.compile(
    r"(?:['’]s?)?(?:\s(?:\d\d?(?:st|nd|rd|th)|[a-z]+))?\s"
    r"|\s(?:(?:will|to|on|has|had)\s){0,2}(?:mark|celebrat|observ|commemorat)(?:s|e|es|ed|ing)?\s(?:its\s)?(?:\d\d?(?:st|nd|rd|th)\s)?"
)
"""What may be between: "Ukraine's 30th Independence Day"."""
OF = re.compile(r"\s(?:[a-z]+\s)?(?:in|of)\s(?:the\s)?")
"""The same on the other side: "Republic Day parade in India"."""


def country_of(node: Node, knowledge: Knowledge) -> str | None:
    """The ISO 3166 code of the state that the words next to a holiday name; None if they name none.

    A state counts whose name or demonym is right before it, or follows it after "in" or "of", at most one noun
    between.
    """
    text = node.site.text
    start = max(0, node.start - MAX_CHARS_BEFORE)
    for match in knowledge.find(text, start, node.start):
        if match.record.kind == "state" and JOINT.fullmatch(text, match.end, node.start):
            return match.record.identifiers.get("iso3166")
    for match in knowledge.find(text, node.end, min(len(text), node.end + MAX_CHARS_AFTER)):
        if match.record.kind == "state" and OF.fullmatch(text, node.end, match.start):
            return match.record.identifiers.get("iso3166")
    return None
