"""Double quotation marks, read as opening, closing or neither.

A mark has a shape, and a place between a word and a space; writers and converters get either wrong, and lose marks. So
every reading of the marks of a paragraph has a cost, the sum of its departures from well-formed text, and the cheapest
is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Literal

import attrs

from diplotext.text.repair_cues import AFTER_SPEECH, BEFORE_SPEECH, ENDS_SPEECH, SAYING_END, SAYING_LENGTH
from diplotext.text.spans import Span

MARK = re.compile(r"[\"“”„«»]|``|''(?!'(?!\w))|‘‘|’’(?!’)")
"""A double mark; of three apostrophes in a row, one is a single mark inside it."""

SIGNS = "\"“”„«»`'‘’"
_OPENING = frozenset({"“", "„", "«", "``", "‘‘"})
_CLOSING = frozenset({"”", "»", "’’"})
_FAMILIES = {'"': "straight", "``": "grave", "''": "grave", "«": "angular", "»": "angular"}
_BEFORE_OPENING = frozenset("([{-–—/…:>=")
_AFTER_CLOSING = frozenset(",.;:!?…)]}<-–—/")
_FIGURES = frozenset("0123456789½¼¾")

CROWDED = (100, 8)
"""More marks than this in a paragraph, with fewer characters to each than this, are no prose."""

# What a departure from well-formed text costs. Only the order of the sums matters: a mark of the wrong shape is
# likelier than a lost one, a lost one likelier than a stray one, and one on the wrong side of a space is rather stray.
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
_GOES_ON = 0.5


@attrs.frozen(slots=True, eq=False)
class Mark:
    """A mark, and what each reading of it costs.

    Attributes:
        start: Offset of the mark.
        end: Offset after it.
        sign: The mark.
        family: Its family: a mark pairs with one of its own family, if it can.
        opens: What it costs that it opens a quotation.
        closes: What it costs that it closes one.
        ignored: What it costs that it does neither.
        lost_opening: Where the quotation begins that it closes if its opening mark is lost; None if it can close none.
    """

    start: int
    end: int
    sign: str
    family: str
    opens: float
    closes: float
    ignored: float
    lost_opening: int | None


Kind = Literal["opens", "reopens", "nests", "closes", "unopened"]
"""What a mark does: open a quotation; open one while another lacks its closing mark; open one inside another; close the
innermost one; close one whose opening mark is lost."""

Event = tuple[Kind, Mark]
_Trail = tuple["_Trail | None", Event]
_Readings = dict[tuple[str, ...], tuple[float, "_Trail | None"]]


def is_crowded(text: str, block: Span) -> bool:
    """Whether a paragraph holds too many marks for its length to be prose."""
    least, room = CROWDED
    if len(block) <= least:
        return False
    count = sum(text.count(sign, block.start, block.end) for sign in SIGNS)
    return count > least and count * room > len(block)


def read_marks(text: str, block: Span, *, begins_next: bool) -> list[Event]:
    """What the double marks of a paragraph do, in order; those that fit nowhere left out.

    Args:
        text: The text of the document.
        block: The paragraph.
        begins_next: Whether the next paragraph begins with a mark, so that a quotation may go on there.
    """
    marks: list[Mark] = []
    for match in MARK.finditer(text, block.start, block.end):
        marks.append(_mark(text, block, match, marks[-1] if marks else None))
    return _cheapest(marks, _GOES_ON if begins_next else _MISSING)


def _mark(text: str, block: Span, match: re.Match[str], previous: Mark | None) -> Mark:
    """A mark with its costs.

    Typography puts a mark at the word that it belongs to, with space on its other side: shape matters less than place.
    """
    start, end = match.span()
    before, after = _neighbours(text, block, start, end)
    opens, closes = _by_place(before, after)
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
    """The characters before and after a mark, past one other mark; empty at the edges of the paragraph."""
    if start > block.start and text[start - 1] in SIGNS:
        start -= 1
    if end < block.end and text[end] in SIGNS:
        end += 1
    return text[start - 1] if start > block.start else "", text[end] if end < block.end else ""


def _by_place(before: str, after: str) -> tuple[float, float]:
    """What it costs that a mark opens, and that it closes, by the characters around it."""
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
    """The cheapest reading of the marks of a paragraph.

    A reading is in one of few states, the families of the marks that are open (none, one, or one inside another). The
    cheapest reading up to a mark is known for each state, so one pass finds the cheapest of all.
    """
    readings: _Readings = {(): (0.0, None)}
    for mark in marks:
        readings = _read(readings, mark)
    ends = [
        (cost + (unclosed + (len(state) - 1) * _MISSING if state else 0.0), trail)
        for state, (cost, trail) in readings.items()
    ]
    trail = min(ends, key=itemgetter(0))[1]
    events: list[Event] = []
    while trail is not None:
        trail, event = trail
        events.append(event)
    return events[::-1]


def _read(readings: _Readings, mark: Mark) -> _Readings:
    """The cheapest reading for each state after one more mark."""
    result: _Readings = {}

    def keep(state: tuple[str, ...], cost: float, trail: _Trail | None) -> None:
        known = result.get(state)
        if known is None or cost < known[0]:
            result[state] = (cost, trail)

    for state, (cost, trail) in readings.items():
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
    """Where a quotation begins whose opening mark is lost: with the paragraph, or after an attribution.

    The words before its closing mark must be able to end an utterance.
    """
    if offset == block.start or text[offset - 1] not in ENDS_SPEECH:
        return None
    if SAYING_END.search(text, max(block.start, offset - SAYING_LENGTH), offset):
        return None
    if previous is None:
        lead = BEFORE_SPEECH.search(text, block.start, offset)
        return lead.end() if lead else block.start
    attribution = AFTER_SPEECH.match(text, previous.end, offset)
    return attribution.end() if attribution else None
