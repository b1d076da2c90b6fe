"""Credit lines: `hg / av (Reuters, AP)` at the end of an article names its sources, not parties of the events.

News agencies in a list at the end of a paragraph, in brackets or after slashes, are not mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotext_organizations.candidates import Candidate

AFTER = re.compile(r"[ \t]*+(?:[,/][ \t]*+[\w.-]{2,20}[ \t]*+){0,6}\)?[ \t.]*(?:\r?\n|$|Editor\b|Edited\b)")
BEFORE = re.compile(r"(?:\(|\s/)[ \t]*(?:[\w.-]{1,20}[ \t]*[,/][ \t]*){0,6}$")
MAX_CHARS_BACK = 120


def without_credits(text: str, ordered: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are not part of a credit line."""
    return [candidate for candidate in ordered if not _is_credit(text, candidate)]


def _is_credit(text: str, candidate: Candidate) -> bool:
    if candidate.record.category != "media" if candidate.record else " " in candidate.name:
        return False
    if AFTER.match(text, candidate.end) is None:
        return False
    return BEFORE.search(text[max(0, candidate.start - MAX_CHARS_BACK) : candidate.start]) is not None
