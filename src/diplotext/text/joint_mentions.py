"""Antecedents of joint mentions such as "both countries" or "the two ministers": the two last named together.

A joint mention is resolved only where the text leaves no doubt: the nearest preceding sentence that names two or more
must name exactly two, and the sentences after it nobody else.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

MAX_SENTENCES_BACK = 3
"""How many sentences back the two are looked for, by default."""


def named_together(
    named: Sequence[tuple[int, T]], sentences: Sequence[int], offset: int, reach: int = MAX_SENTENCES_BACK
) -> tuple[T, T] | None:
    """The two entities that are last named together before an offset; None if that is not clear.

    Args:
        named: Offset of each mention and what it refers to, sorted by offset.
        sentences: Sorted offsets at which sentences start.
        offset: Where the joint mention is.
        reach: How many sentences before that of the joint mention are searched.
    """
    starts = sentences or (0,)
    current = bisect_right(starts, offset) - 1
    alone: set[T] = set()
    end = offset
    for index in range(current, max(-1, current - reach - 1), -1):
        start = starts[index]
        first, last = (bisect_left(named, place, key=lambda item: item[0]) for place in (start, end))
        inside = list(dict.fromkeys(thing for _, thing in named[first:last]))
        if len(inside) > 1:
            return (inside[0], inside[1]) if len(inside) == 2 and alone <= set(inside) else None
        alone.update(inside)
        if len(alone) > 1:
            return None
        end = start
    return None
