"""Single quotation marks, told apart from apostrophes.

Most single marks in English are apostrophes: in contractions, possessives, plural possessives (States’) and elisions
(’90s). So a single mark is taken for a quotation mark only if it cannot be an apostrophe and has a partner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from diplotext.text.double_marks import MARK
from diplotext.text.spans import Span

SINGLE = re.compile(rf"(?P<double>{MARK.pattern})|[‘’'`]")
ELISION = re.compile(
    r"(?:[Tt]is|[Tt]was|[Tt]were|[Tt]will|[Tt]il|[Tt]ill|[Ee]m|[Nn]|[Cc]os|[Cc]oz|[Cc]uz|cause|bout|round|nother|nuff"
    r"|neath|gainst|tween|twixt|burbs|tude|kay|cept|spect|fraid|[SsTtMmDd]|re|ve|ll|\d\ds?)(?![\w-])"
)
"""What follows an apostrophe at the beginning of a word: 'tis, 'em, 'n', '90s, and clitics after a space."""

CLIPPED = re.compile(r"(?:\b(?:an|ol|th|wi|lil|[NnOo]|\w+in)|[sSxXzZ\d]|[sS]\.)$")
"""What an apostrophe may follow at the end of a word: a plural (States’), a name in -x, a clipped word, a figure."""

MAX_UNSURE_CHARACTERS = 80
"""Length, at most, of a quotation whose closing mark may be an apostrophe."""

_SPACES = frozenset(" \u00a0\u2009\u200a\u202f")
_DOUBLE_CLOSING = frozenset('"”')
_BEFORE_SINGLE = frozenset("([{-–—/:\"“„«`‘'")
_AFTER_SINGLE = frozenset('[…("“„«$€£#')


@attrs.frozen(slots=True, eq=False)
class Single:
    """A single mark that opens a quotation, closes one, or may close one (it may be an apostrophe)."""

    offset: int
    role: Literal["opens", "closes", "may_close"]


def single_marks(text: str, block: Span) -> Iterator[Single]:
    """The single marks of a paragraph that can be quotation marks, in order, without doubled ones."""
    for match in SINGLE.finditer(text, block.start, block.end):
        if not match["double"] and (mark := single_mark(text, block, match.start())):
            yield mark


def single_mark(text: str, block: Span, offset: int) -> Single | None:
    """A single mark with its role; None if it is an apostrophe.

    An opening mark has no letter before it and one after it that does not begin an elision ('tis, '90s). A closing mark
    has no space before it and no letter after it; after a plural (States’) or a clipped word it may be an apostrophe,
    unless it is adjacent to punctuation. Only a double mark may be separated from it by a space (“no” ’).
    """
    before = text[offset - 1] if offset > block.start else " "
    after = text[offset + 1] if offset + 1 < block.end else " "
    sign = text[offset]
    if sign != "’" and (before.isspace() or before in _BEFORE_SINGLE) and (after.isalnum() or after in _AFTER_SINGLE):
        return None if ELISION.match(text, offset + 1, block.end) else Single(offset, "opens")
    if before in _SPACES and text[max(block.start, offset - 2)] in _DOUBLE_CLOSING and sign != "‘":
        return None if after.isalnum() else Single(offset, "closes")
    if sign in "‘`" or before.isspace() or after.isalnum() or before in "([{":
        return None
    adjacent = not before.isalnum() or (not after.isspace() and after not in "-–—/") or offset + 1 == block.end
    clipped = CLIPPED.search(text[max(block.start, offset - 20) : offset]) is not None
    return Single(offset, "closes" if adjacent or not clipped else "may_close")


def pairs(marks: Iterable[Single]) -> list[tuple[int, int]]:
    """The pairs of single marks; a closing mark that may be an apostrophe pairs only if no certain one follows."""
    result: list[tuple[int, int]] = []
    opened: int | None = None
    perhaps: int | None = None
    for mark in marks:
        if mark.role == "opens":
            if opened is not None and perhaps is not None:
                result.append((opened, perhaps))
            opened, perhaps = mark.offset, None
        elif opened is not None and mark.role == "closes":
            result.append((opened, mark.offset))
            opened = perhaps = None
        elif opened is not None and perhaps is None and mark.offset - opened <= MAX_UNSURE_CHARACTERS:
            perhaps = mark.offset
    if opened is not None and perhaps is not None:
        result.append((opened, perhaps))
    return result
