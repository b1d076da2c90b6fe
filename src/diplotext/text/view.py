"""A normalised view of a text, and the mapping back to the original.

Users' texts hold runs of spaces, no-break spaces, tabs, carriage returns, soft hyphens, decomposed letters and lines
wrapped at a fixed width. Rules should not have to handle these: they read a view in which all of them are normalised,
and what they find is carried back to the offsets of the original.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

import attrs

from diplotext.text.characters import composed_letters, plain_characters
from diplotext.text.edits import Edit
from diplotext.text.glued_marks import separated_marks
from diplotext.text.headline_case import plain_headline
from diplotext.text.wrapping import joined_lines, separated_paragraphs

STEPS = (plain_characters, composed_letters, separated_marks, joined_lines, separated_paragraphs, plain_headline)
"""What a view is made by: each step edits the text that the steps before it have left."""


@attrs.frozen(eq=False)
class TextView:
    """A text in its normalised form.

    Attributes:
        original: The text as given.
        text: The normalised text; the same object if nothing needed to be normalised.
    """

    original: str
    text: str
    _starts: Sequence[int] | None = None  # of each character of the view: where in the original it begins
    _ends: Sequence[int] | None = None  # and where it ends

    @property
    def is_original(self) -> bool:
        """Whether the view is the original text, with the same offsets."""
        return self._starts is None

    def in_original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of a stretch of the view, including what the view leaves out within it.

        Args:
            start: Offset of its first character in `text`.
            end: Offset after its last; more than `start`.
        """
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def in_view(self, start: int, end: int) -> tuple[int, int] | None:
        """Offsets in the view of a stretch of the original; None if nothing of it is left there.

        Args:
            start: Offset of its first character in `original`.
            end: Offset after its last.
        """
        if self._starts is None or self._ends is None:
            return (start, end) if start < end else None
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return (first, last) if first < last else None


@lru_cache(maxsize=2)  # needed when a document is made, and again when it is read
def view_of(text: str) -> TextView:
    """The normalised view of a text.

    White space: a run of it within a line becomes one space, and none is left at the edges of lines; every line break
    is a newline. Characters: soft hyphens, zero-width characters and direction marks are left out, decomposed letters
    composed, ligatures (`ﬁ`) spelled out. Lines: those wrapped at a fixed width are joined, as are words hyphenated at
    the end of a line; an empty line separates all paragraphs. Marks: a space separates a quotation mark from the word
    outside it. A headline in capitals or in lower case throughout takes the case of the same words in the body.

    A text that it returns is nearly always its own view; joining lines can change the width that is seen in the others.
    """
    view = TextView(text, text)
    for edits_of in STEPS:
        view = _edited(view, edits_of(view.text))
    return view


def _edited(view: TextView, edits: Iterable[Edit]) -> TextView:
    """A view with parts of its text replaced."""
    parts: list[str] = []
    starts, ends = array("q"), array("q")
    old_starts: Sequence[int] = range(len(view.text)) if view._starts is None else view._starts
    old_ends: Sequence[int] = range(1, len(view.text) + 1) if view._ends is None else view._ends
    done = 0
    for start, end, replacement in edits:
        parts += view.text[done:start], replacement
        starts.extend(old_starts[done:start])
        ends.extend(old_ends[done:start])
        if len(replacement) == end - start:  # character by character
            starts.extend(old_starts[start:end])
            ends.extend(old_ends[start:end])
        else:
            starts.extend([old_starts[start]] * len(replacement))
            ends.extend([old_ends[end - 1]] * len(replacement))
        done = end
    if not parts:
        return view
    parts.append(view.text[done:])
    starts.extend(old_starts[done:])
    ends.extend(old_ends[done:])
    return TextView(view.original, "".join(parts), starts, ends)
