"""Where no name of a person can be: in a mention of an organization or a state, or where a place is all there is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import attrs


@attrs.frozen(eq=False)
class Blocked:
    """Where no name of a person can be: mentions of organizations and states, and names of places.

    Attributes:
        hard: Sorted, non-overlapping spans in which no name begins or ends.
        soft: Spans of known places by their start; a name may hold one but not be one.
    """

    hard: Sequence[tuple[int, int]]
    soft: dict[int, int]

    def covers(self, start: int, end: int) -> bool:
        """Whether a mention of an organization or state covers a character from `start` to `end`."""
        index = bisect_left(self.hard, (end, 0)) - 1
        return index >= 0 and self.hard[index][1] > start

    def start_of(self, end: int) -> int | None:
        """Where the mention of an organization or state starts that ends at an offset; None if none does."""
        index = bisect_left(self.hard, (end, 0)) - 1
        return self.hard[index][0] if index >= 0 and self.hard[index][1] == end else None

    def is_place(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` is a known place and nothing more."""
        return self.soft.get(start, -1) >= end


def merged_spans(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans sorted, and overlapping ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
