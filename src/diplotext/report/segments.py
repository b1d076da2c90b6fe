"""Marks that overlap, as segments that do not: the text is cut wherever a mark begins or ends.

A name may be inside a statement inside another statement, and a venue may cross the end of both. HTML can nest marks
but not let them cross, and links cannot be nested at all. So each segment lists the marks that cover it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import attrs

ORDER = ("meeting", "venue", "cue", "speaker", "time", "person", "organization", "state", "place", "other", "statement")
"""Which of the marks over the same words is on top."""

RANK = {kind: rank for rank, kind in enumerate(ORDER)}


@attrs.frozen
class Mark:
    """Words that belong to an annotation.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last.
        kind: One of `ORDER`.
        annotation: Index of the annotation in the document.
    """

    start: int
    end: int
    kind: str
    annotation: int


@attrs.frozen
class Segment:
    """A stretch of the text that the same marks cover.

    Attributes:
        start: Offset of the first character.
        end: Offset after the last.
        marks: The marks, the shortest first; empty for plain text.
        begins: Whether its first mark is on top here for the first time: one stop for the keyboard for each mark.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    begins: bool = False


def segments_of(marks: Iterable[Mark], blocks: Sequence[tuple[int, int]]) -> list[list[Segment]]:
    """The segments of each block of a text.

    Args:
        marks: The marks, in any order.
        blocks: Start and end of each block, in order, none overlapping.
    """
    ordered = sorted(set(marks), key=lambda mark: (mark.start, mark.end, RANK[mark.kind], mark.annotation))
    shown: set[Mark] = set()
    position = 0
    active: list[Mark] = []
    result = []
    for start, end in blocks:
        first = position
        while position < len(ordered) and ordered[position].start < end:
            position += 1
        active = [mark for mark in [*active, *ordered[first:position]] if mark.end > start]
        result.append(list(_cut(active, start, end, shown)))
    return result


def _cut(marks: Sequence[Mark], start: int, end: int, shown: set[Mark]) -> Iterator[Segment]:
    """The segments of one block; `marks` are those that reach into it, in order."""
    cuts = {start, end}
    for mark in marks:
        cuts.update((max(start, mark.start), min(end, mark.end)))
    edges = sorted(cut for cut in cuts if start <= cut <= end)
    position = 0
    active: list[Mark] = []
    for left, right in pairwise(edges):
        while position < len(marks) and marks[position].start <= left:
            active.append(marks[position])
            position += 1
        active = [mark for mark in active if mark.end > left]
        over = tuple(sorted(active, key=lambda mark: (mark.end - mark.start, RANK[mark.kind], mark.annotation)))
        begins = bool(over) and over[0] not in shown
        if over:
            shown.add(over[0])
        yield Segment(left, right, over, begins)
