"""How two wordings differ, word by word, and which of the differences can change what is said.

Numbers, negations, names and units are guarded: where one of them differs, two wordings never count as the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Literal

import attrs

from diplotext.comparison.wording import Wording, singular, words_of

Guard = Literal["number", "negation", "name", "unit"]


@attrs.frozen
class WordDifference:
    """A place where two wordings differ.

    Attributes:
        claimed: The words of the first; empty if it lacks them.
        found: The words of the second; empty if it lacks them.
        guard: What makes the difference a grave one, a `number`, a `negation`, a `name` or a `unit`; else None.
    """

    claimed: str
    found: str
    guard: Guard | None = None

    def __str__(self) -> str:
        if not self.found:
            return f"added “{self.claimed}”"
        return f"left out “{self.found}”" if not self.claimed else f"“{self.claimed}” instead of “{self.found}”"


@attrs.frozen(eq=False)
class Alignment:
    """Two wordings side by side.

    Attributes:
        claimed: The first.
        found: The second.
        first: Index of the first key of `found` that is compared.
        last: Index after the last one.
        matched: How many keys have a partner, in order.
        differences: Where they differ between `first` and `last`, and what of `claimed` is outside.
    """

    claimed: Wording
    found: Wording
    first: int
    last: int
    matched: int
    differences: tuple[WordDifference, ...]

    @property
    def share(self) -> float:
        """The share of the keys of the longer side that have a partner, from 0 to 1."""
        return self.matched / max(len(self.claimed), self.last - self.first, 1)

    @property
    def place(self) -> tuple[int, int]:
        """Offsets in the text of `found` from the first to the last key that is compared."""
        return self.found.places[self.first][0], self.found.places[self.last - 1][1]


def align(claimed: Wording, found: Wording) -> Alignment | None:
    """Two wordings side by side; None if no key of the one is in the other.

    What `found` has before and after the words that the claim can stand for does not count as a difference.
    """
    matcher = SequenceMatcher(None, claimed.keys, found.keys, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    # What the claim has before and after takes the place of as many words.
    first = max(0, blocks[0].b - blocks[0].a)
    last = min(len(found), blocks[-1].b + len(claimed) - blocks[-1].a)
    differences = tuple(_differences(claimed, found, matcher, first, last))
    return Alignment(claimed, found, first, last, sum(block.size for block in blocks), differences)


def _differences(
    claimed: Wording, found: Wording, matcher: SequenceMatcher[str], first: int, last: int
) -> Iterator[WordDifference]:
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        start, end = max(right, first), min(right_end, last)
        if left == left_end and start >= end:  # outside what is compared
            continue
        end = max(start, end)
        guard = _guard(claimed, left, left_end, found, start, end)
        yield WordDifference(claimed.words(left, left_end), found.words(start, end), guard)


def _guard(claimed: Wording, left: int, left_end: int, found: Wording, right: int, right_end: int) -> Guard | None:
    sides = ((claimed, range(left, left_end)), (found, range(right, right_end)))
    keys = [wording.keys[index] for wording, indexes in sides for index in indexes]
    if any(key[0].isdigit() for key in keys):
        return "number"
    if any(singular(key) in words_of("negations") for key in keys):
        return "negation"
    if any(singular(key) in words_of("units") for key in keys):
        return "unit"
    return "name" if any(wording.is_name(index) for wording, indexes in sides for index in indexes) else None


def guarded(claimed: Wording, found: Wording) -> tuple[WordDifference, ...]:
    """The grave differences of two wordings whose order may differ: numbers, negations, units and names.

    Names that the first does not have do not count: it may say less, but nothing else.
    """
    differences: list[WordDifference] = []
    if claimed.numbers - found.numbers:
        numbers = (_listed(claimed.numbers - found.numbers), _listed(found.numbers - claimed.numbers))
        differences.append(WordDifference(*numbers, "number"))
    if claimed.negations != found.negations:
        differences.append(WordDifference(_denials(claimed), _denials(found), "negation"))
    if claimed.units - found.units:
        units = (_listed(claimed.units - found.units), _listed(found.units - claimed.units))
        differences.append(WordDifference(*units, "unit"))
    if names := sorted(claimed.names - frozenset(found.keys)):
        differences.append(WordDifference(", ".join(names), "", "name"))
    return tuple(differences)


def _denials(wording: Wording) -> str:
    return _listed(key for key in wording.keys if singular(key) in words_of("negations"))


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))


@attrs.frozen
class Piece:
    """A stretch of one of two texts side by side.

    Attributes:
        text: The stretch.
        differs: Whether the other text lacks it.
    """

    text: str
    differs: bool


def side_by_side(claimed: str, found: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts in pieces that both have and pieces that only one has; joined, the pieces are the texts."""
    left, right = Wording.of(claimed), Wording.of(found)
    opcodes = SequenceMatcher(None, left.keys, right.keys, autojunk=False).get_opcodes()
    ours = [(first, last) for tag, first, last, _, _ in opcodes if tag != "equal" and first < last]
    theirs = [(first, last) for tag, _, _, first, last in opcodes if tag != "equal" and first < last]
    return tuple(_pieces(left, ours)), tuple(_pieces(right, theirs))


def _pieces(wording: Wording, stretches: list[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for first, last in stretches:
        start, end = max(at, wording.places[first][0]), wording.places[last - 1][1]
        if at < start:
            yield Piece(wording.text[at:start], differs=False)
        if start < end:  # keys of one word have one place
            yield Piece(wording.text[start:end], differs=True)
        at = max(at, end)
    if at < len(wording.text):
        yield Piece(wording.text[at:], differs=False)
