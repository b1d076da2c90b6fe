"""Where no name of a person can be: in a mention of an organization or a state, or where a place is all there is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import attrs


@attrs.frozen(eq=False)
class Coverage:
    """Stretches of a text, sorted and without overlap."""

    spans: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Coverage:
        """What some spans cover; those that overlap make one stretch."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return cls(merged)

    def last_before(self, offset: int) -> tuple[int, int] | None:
        """The last stretch that starts before an offset; None if there is none."""
        index = bisect_left(self.spans, (offset, 0)) - 1
        return self.spans[index] if index >= 0 else None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a character from `start` to `end` is covered."""
        span = self.last_before(end)
        return span is not None and span[1] > start

    def holds(self, offset: int) -> bool:
        """Whether the character at an offset is covered."""
        return self.overlaps(offset, offset + 1)


@attrs.frozen(eq=False)
class Exclusions:
    """Where no name of a person can be.

    Attributes:
        mentions: Mentions of organizations and states: no name begins or ends inside one.
        places: Places of the gazetteer, end by start: a name may contain one, but not be one.
    """

    mentions: Coverage
    places: Mapping[int, int]

    def covers(self, start: int, end: int) -> bool:
        """Whether a mention of an organization or state covers a character from `start` to `end`."""
        return self.mentions.overlaps(start, end)

    def start_of(self, end: int) -> int | None:
        """Where the mention of an organization or state starts that ends at an offset; None if none does."""
        span = self.mentions.last_before(end)
        return span[0] if span and span[1] == end else None

    def is_place(self, start: int, end: int) -> bool:
        """Whether the stretch from `start` to `end` is a place of the gazetteer and nothing more."""
        return self.places.get(start, -1) >= end
