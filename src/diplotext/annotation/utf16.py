"""Offsets in UTF-16 code units, as Java and JavaScript count them: characters above U+FFFF are two."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

LAST_OF_ONE_UNIT = "\uffff"


class Utf16Offsets:
    """Converts offsets of one text.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._units = list(accumulate((1 + (character > LAST_OF_ONE_UNIT) for character in text), initial=0))

    def of_code_point(self, offset: int) -> int:
        """The offset in code units.

        Args:
            offset: In code points.
        """
        return self._units[offset]

    def in_code_points(self, offset: int) -> int | None:
        """The offset in code points; None if it is inside a character or outside the text.

        Args:
            offset: In code units.
        """
        place = bisect_left(self._units, offset)
        return place if place < len(self._units) and self._units[place] == offset else None
