"""The day on which a quotation was said: "We will sign tomorrow," he said on Monday.

Words like "today" inside of a quotation are counted from that day. It is outside of the quotation, with a reporting
verb between them in the same sentence; where there is none, it is the day of the event that the article reports.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from diplotext.text import ends_between
from diplotext_dates.cascade import Node
from diplotext_dates.lexicon import alternation

DAYS = frozenset(("weekday", "deictic", "day_part", "timed", "month_day", "written_date", "ymd", "numeric_date"))
"""Readers of expressions that say a day."""
MAX_CHARS_TO_UTTERANCE_DAY = 160  # characters between a quotation and the day on which it was said


def said_on(quotation: tuple[int, int], outside: Sequence[Node], text: str) -> Node | None:
    """The expression that says when a quotation was said.

    Args:
        quotation: Offsets of what is between the marks.
        outside: The expressions outside of quotations, in order.
        text: The text of the document.
    """
    start, end = quotation
    index = bisect_left(outside, end, key=lambda node: node.start)
    for node in outside[index : index + 2]:
        if node.start - end > MAX_CHARS_TO_UTTERANCE_DAY or ends_between(text, end, node.start):
            break
        if node.rule.read in DAYS and _says(text[end : node.start]):
            return node
    for node in reversed(outside[max(0, index - 2) : index]):
        if start - node.end > MAX_CHARS_TO_UTTERANCE_DAY or ends_between(text, node.end, start):
            break
        if node.rule.read in DAYS and _says(text[node.end : start]):
            return node
    return None


def _says(between: str) -> bool:
    return _saying().search(between) is not None


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation('saying')})\b", re.I)
