"""The unit of all evidence: a slice of the document's text, with its offsets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

import attrs

from diplotext.errors import SpanError

Move = Callable[[int, int], tuple[int, int] | None]
"""Maps a start and an end in one form of a text to those in another; None if nothing of the stretch is left there."""


@attrs.frozen(repr=False)
class Span:
    """A slice of a document's text.

    Attributes:
        start: Offset of the first character, in Unicode code points of `document.text`.
        end: Offset after the last character (half-open).
        text: The characters between them.

    Raises:
        SpanError: If the offsets do not satisfy 0 <= start < end, or do not fit the length of the text.
    """

    start: int
    end: int
    text: str

    def __attrs_post_init__(self) -> None:
        try:
            fits = 0 <= self.start < self.end
        except TypeError:
            raise SpanError(f"invalid span {self.start!r}..{self.end!r} (offsets are whole numbers)") from None
        if not fits:
            raise SpanError(f"invalid span {self.start}..{self.end} (offsets must satisfy 0 <= start < end)")
        if len(self.text) != self.end - self.start:
            raise SpanError(f"span {self.start}..{self.end} cannot hold {len(self.text)} characters: {self.text!r}")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The slice of `text` from `start` to `end`.

        Raises:
            SpanError: If the offsets do not lie inside the text.
        """
        try:
            fits = 0 <= start < end <= len(text)
        except TypeError:
            raise SpanError(f"invalid span {start!r}..{end!r} (offsets are whole numbers)") from None
        if not fits:
            limit = f"0 <= start < end <= {len(text)}"
            raise SpanError(
                f"invalid span {start}..{end} of a text of {len(text)} characters (offsets must satisfy {limit})"
            )
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Make sure that this is a slice of `text`.

        Raises:
            SpanError: If it is not.
        """
        if text[self.start : self.end] != self.text:
            found = text[self.start : self.end]
            raise SpanError(f"the text at {self.start}..{self.end} is {found!r}, not {self.text!r}")

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end}, {self.text!r})"


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The slice of `text` from `start` to `end` without white space at its edges; None if nothing is left."""
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    return Span.of(text, start, end) if start < end else None


def moved(span: Span, offsets: Move, text: str) -> Span | None:
    """The span in another form of the text; None if nothing of it is left there."""
    found = offsets(span.start, span.end)
    return None if found is None else Span.of(text, *found)
