"""Double quotation marks, interpreted as opening, closing or neither.

A mark has a shape, and a position between a word and a space; writers and converters get either wrong, and lose marks.
So every interpretation of the marks of a paragraph has a cost, the sum of its departures from well-formed text, and the
cheapest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Literal

import attrs

from diplotext.text.repair_cues import (
    AFTER_SPEECH,
    BEFORE_SPEECH,
    ENDS_SPEECH,
    MAX_REPORTING_CHARACTERS,
    REPORTING_END,
)
from diplotext.text.spans import Span

MARK = re.compile(r"[\"“”„«»]|``|''(?!'(?!\w))|‘‘|’’(?!’)")
"""A double quotation mark; of three apostrophes in a row, one is a single mark inside it."""

SIGNS = "\"“”„«»`'‘’"
_OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
_FAMILIES = {'"': "straight", "``": "grave", "''": "grave", "«": "angular", "»": "angular"}
_BEFORE_OPENING = frozenset("([{-–—/…:>=")
_AFTER_CLOSING = frozenset(",.;:!?…)]}<-–—/")
_FIGURES = frozenset("0123456789½¼¾")

CROWDED = (100, 8)
"""A paragraph with more marks than this, and fewer characters per mark than this, is not prose."""

# What departures from well-formed text cost. Only the order of the sums matters: a mark of the wrong shape is likelier
# than a lost one, a lost one likelier than a stray one, and a mark on the wrong side of a space is most likely stray.
_WELL_PLACED = 0.0
_AMBIGUOUS = 1.0
_WRONG_FACING = 1.0
_MISPLACED = 4.0
_NESTED = 0.5
_NESTED_IN_ITS_OWN_FAMILY = 1.75
_OTHER_FAMILY = 1.0
_MISSING = 2.0
_IGNORED = 3.0
_INCHES = 1.0
_CONTINUES = 0.5


@attrs.frozen(slots=True, eq=False)
class Mark:
    """A double quotation mark, and the cost of each interpretation.

    Attributes:
        start: Offset of the mark.
        end: Offset after it.
        sign: The mark.
        family: Its family; marks pair within a family if possible.
        opens: The cost of taking it to open a quotation.
        closes: The cost of taking it to close one.
        ignored: The cost of taking it to do neither.
        lost_opening: Where the quotation begins that it closes if the opening mark is lost; None if it cannot be such a
            mark.
    """

    start: int
    end: int
    sign: str
    family: str
    opens: float
    closes: float
    ignored: float
    lost_opening: int | None


Role = Literal["opens", "reopens", "nests", "closes", "unopened"]
"""What a mark does: open a quotation; open one while the one before lacks its closing mark; open one inside another;
close the innermost one; close one whose opening mark is lost."""

Event = tuple[Role, Mark]
_Trail = tuple["_Trail | None", Event]
_Paths = dict[tuple[str, ...], tuple[float, "_Trail | None"]]


def is_crowded(text: str, block: Span) -> bool:
    """Whether a paragraph holds too many marks for its length to be prose."""
    max_marks, min_characters_per_mark = CROWDED
    if len(block) <= max_marks:
        return False
    count = sum(text.count(sign, block.start, block.end) for sign in SIGNS)
    return count > max_marks and count * min_characters_per_mark > len(block)


def read_marks(text: str, block: Span, *, begins_next: bool) -> list[Event]:
    """The double marks of a paragraph with their roles, in order, without those that fit nowhere.

    Args:
        text: The text of the document.
        block: The paragraph.
        begins_next: Whether the next paragraph begins with a mark, so that a quotation may continue there.
    """
    marks: list[Mark] = []
    for match in MARK.finditer(text, block.start, block.end):
        marks.append(_mark(text, block, match, marks[-1] if marks else None))
    return _cheapest(marks, _CONTINUES if begins_next else _MISSING)


def _mark(text: str, block: Span, match: re.Match[str], previous: Mark | None) -> Mark:
    """A mark with its costs.

    A mark adjoins the quoted words and has space on its other side: shape counts for less than position.
    """
    start, end = match.span()
    before, after = _neighbours(text, block, start, end)
    opens, closes = _by_position(before, after)
    sign = match[0]
    if sign in _OPENING:
        closes += _WRONG_FACING
        opens /= 2
    elif sign in _CLOSING:
        opens += _WRONG_FACING
        closes /= 2
    ignored = _INCHES if before in _FIGURES and sign not in _OPENING else _IGNORED
    lost = _lost_opening(text, block, start, previous) if closes < _MISPLACED else None
    return Mark(start, end, sign, _FAMILIES.get(sign, "curly"), opens, closes, ignored, lost)


def _neighbours(text: str, block: Span, start: int, end: int) -> tuple[str, str]:
    """The characters before and after a mark, skipping one other mark; empty at the edges of the paragraph."""
    if start > block.start and text[start - 1] in SIGNS:
        start -= 1
    if end < block.end and text[end] in SIGNS:
        end += 1
    return text[start - 1] if start > block.start else "", text[end] if end < block.end else ""


def _by_position(before: str, after: str) -> tuple[float, float]:
    """The costs of opening and of closing, by the characters around a mark."""
    if not before:
        return _WELL_PLACED, 2 * _MISPLACED
    if not after:
        return 2 * _MISPLACED, _WELL_PLACED
    if before.isspace() and after.isspace():
        return _AMBIGUOUS, _AMBIGUOUS
    if before.isspace():
        return (_AMBIGUOUS, _AMBIGUOUS) if after in ".,;:!?)" else (_WELL_PLACED, _MISPLACED)
    if after.isspace():
        return (_AMBIGUOUS, _AMBIGUOUS) if before in "([{" else (_MISPLACED, _WELL_PLACED)
    if before in _BEFORE_OPENING and after not in _AFTER_CLOSING:
        return _WELL_PLACED, _AMBIGUOUS
    if after in _AFTER_CLOSING and before not in _BEFORE_OPENING:
        return _MISPLACED, _WELL_PLACED
    return _AMBIGUOUS, _AMBIGUOUS


def _cheapest(marks: Sequence[Mark], unclosed: float) -> list[Event]:
    """The cheapest interpretation of the marks of a paragraph.

    An interpretation is in one of few states: the families of the marks that are open (none, one, or one inside
    another). The cheapest way to each state is kept from mark to mark (dynamic programming), so one pass is enough.
    """
    paths: _Paths = {(): (0.0, None)}
    for mark in marks:
        paths = _extended(paths, mark)
    ends = [
        (cost + (unclosed + (len(state) - 1) * _MISSING if state else 0.0), trail)
        for state, (cost, trail) in paths.items()
    ]
    trail = min(ends, key=itemgetter(0))[1]
    events: list[Event] = []
    while trail is not None:
        trail, event = trail
        events.append(event)
    return events[::-1]


def _extended(paths: _Paths, mark: Mark) -> _Paths:
    """The cheapest way to each state after one more mark."""
    result: _Paths = {}

    def keep(state: tuple[str, ...], cost: float, trail: _Trail | None) -> None:
        known = result.get(state)
        if known is None or cost < known[0]:
            result[state] = (cost, trail)

    for state, (cost, trail) in paths.items():
        keep(state, cost + mark.ignored, trail)
        if not state:
            keep((mark.family,), cost + mark.opens, (trail, ("opens", mark)))
            if mark.lost_opening is not None:
                keep((), cost + mark.closes + _MISSING, (trail, ("unopened", mark)))
            continue
        alike = state[-1] == mark.family
        closes = mark.closes if alike else mark.closes + _OTHER_FAMILY
        nests = mark.opens + (_NESTED_IN_ITS_OWN_FAMILY if alike else _NESTED)
        keep(state[:-1], cost + closes, (trail, ("closes", mark)))
        if len(state) == 1:
            keep((mark.family,), cost + mark.opens + _MISSING, (trail, ("reopens", mark)))
            keep((*state, mark.family), cost + nests, (trail, ("nests", mark)))
    return result


def _lost_opening(text: str, block: Span, offset: int, previous: Mark | None) -> int | None:
    """The start of a quotation whose opening mark is lost: that of the paragraph, or the end of an attribution.

    What comes before its closing mark must be able to end an utterance.
    """
    end = offset - 1 if text[offset - 1].isspace() else offset  # « We agree. »
    if offset == block.start or text[end - 1] not in ENDS_SPEECH:
        return None
    if REPORTING_END.search(text, max(block.start, offset - MAX_REPORTING_CHARACTERS), offset):
        return None
    if previous is None:
        lead = BEFORE_SPEECH.search(text, block.start, offset)
        return lead.end() if lead else block.start
    attribution = AFTER_SPEECH.match(text, previous.end, offset)
    return attribution.end() if attribution else None
