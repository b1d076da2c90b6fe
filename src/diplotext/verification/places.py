"""Where the words of a claim are in an article: as they are, over an interruption, or with words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import attrs

from diplotext.comparison.differences import Alignment, WordDifference, align
from diplotext.comparison.wording import Wording, function_words
from diplotext.model.document import Document
from diplotext.model.statements import Statement
from diplotext.verification.index import Index

CUT = re.compile(r"(?:(?<!\s)\s++)?+(?:\[\s*+)?(?:…|\.{3,}|\. \. \.)(?:\s*+\])?\s*+")
INSERTED = re.compile(r"\[[^\]]{1,60}\]")
MAX_REPLACED_KEYS = 6
"""Keys of the article that words in square brackets may replace."""

MIN_SHARE = 0.5
"""Share of keys that two wordings must have in common to be forms of one."""

MIN_CONTENT = 2
"""Content words that they must have in common."""


@attrs.frozen(eq=False)
class Hit:
    """A place in an article that has the words of a claim, or most of them.

    Attributes:
        document: Number of the article in the index.
        start: Offset of the first character.
        end: Offset after the last.
        differences: Where the words differ; none if they are the same.
        literal: Whether not even marks, case or brackets differ.
        statement: The statement whose words were compared; None if the plain text was.
        share: Share of keys in common.
    """

    document: int
    start: int
    end: int
    differences: tuple[WordDifference, ...] = ()
    literal: bool = False
    statement: Statement | None = None
    share: float = 1.0


@attrs.frozen(eq=False)
class Quoted:
    """The words of a quotation, cut where it says that something is left out or put in.

    Attributes:
        text: The quotation as it was claimed.
        parts: The words between the cuts.
        gaps: For each cut the number of keys that may be between the parts; None for any number.
    """

    text: str
    parts: tuple[Wording, ...]
    gaps: tuple[int | None, ...]

    @classmethod
    def of(cls, text: str) -> Quoted:
        """The parts of a quotation."""
        cuts: list[tuple[int, int, int | None]] = [(match.start(), match.end(), None) for match in CUT.finditer(text)]
        taken = [(start, end) for start, end, _ in cuts]
        cuts += [
            (match.start(), match.end(), MAX_REPLACED_KEYS)
            for match in INSERTED.finditer(text)
            if not any(start < match.end() and match.start() < end for start, end in taken)
        ]
        parts: list[Wording] = []
        gaps: list[int | None] = []
        at = 0
        for start, end, gap in sorted(cuts, key=lambda cut: cut[:2]):
            parts.append(Wording.of(text, at, start))
            gaps.append(gap)
            at = end
        parts.append(Wording.of(text, at))
        kept = [index for index, part in enumerate(parts) if part.keys]
        between = [_widest(gaps[left:right]) for left, right in pairwise(kept)]
        return cls(text, tuple(parts[index] for index in kept), tuple(between))

    @property
    def keys(self) -> list[str]:
        """All keys."""
        return [key for part in self.parts for key in part.keys]


def _widest(gaps: Sequence[int | None]) -> int | None:
    return None if None in gaps else sum(gap or 0 for gap in gaps)


def same_words(quoted: Quoted, index: Index, only: int | None) -> Iterator[Hit]:
    """Places that have all the words of a quotation in their order, with nothing but marked gaps between them."""
    longest = max(range(len(quoted.parts)), key=lambda number: len(quoted.parts[number]))
    for number, first in index.exact(quoted.parts[longest].keys, only):
        wording = index.wording(number)
        found = _extended(quoted, wording.keys, longest, first)
        if found:
            start, end = wording.places[found[0]][0], wording.places[found[1] - 1][1]
            literal = len(quoted.parts) == 1 and _is_literal(quoted.text, wording.text, start, end)
            yield Hit(number, start, end, literal=literal)


def _extended(quoted: Quoted, keys: Sequence[str], part: int, first: int) -> tuple[int, int] | None:
    """The stretch of keys with all parts of a quotation, one of which begins at `first`; None if another is missing."""
    start, end = first, first + len(quoted.parts[part])
    for number in range(part + 1, len(quoted.parts)):
        place = _next(keys, quoted.parts[number].keys, end, quoted.gaps[number - 1], step=1)
        if place is None:
            return None
        end = place + len(quoted.parts[number])
    for number in range(part - 1, -1, -1):
        wanted = quoted.parts[number].keys
        place = _next(keys, wanted, start - len(wanted), quoted.gaps[number], step=-1)
        if place is None:
            return None
        start = place
    return start, end


MAX_CUT_KEYS = 120
"""Keys of the article that three dots may stand for."""


def _next(keys: Sequence[str], wanted: Sequence[str], start: int, gap: int | None, *, step: int) -> int | None:
    """The nearest place of some keys from a place on, within a gap."""
    reach = MAX_CUT_KEYS if gap is None else gap
    size = len(wanted)
    for place in range(start, start + step * (reach + 1), step):
        if 0 <= place <= len(keys) - size and list(keys[place : place + size]) == list(wanted):
            return place
    return None


def _is_literal(claimed: str, text: str, start: int, end: int) -> bool:
    """Whether a claim is, but for spacing, a slice of the text around its keys."""
    wanted = " ".join(claimed.split())
    around = " ".join(text[max(0, start - 3) : end + 3].split())
    return wanted in around


def similar_words(claimed: Wording, index: Index, only: int | None) -> list[Hit]:
    """Places with most of the words of a claim, the likeliest first; of each statement one place at most."""
    found: list[Hit] = []
    seen: set[tuple[int, int]] = set()
    for window in index.windows(claimed.keys, only):
        document = index.document(window.document)
        whole = index.wording(window.document)
        start, end = whole.places[window.first][0], whole.places[window.last - 1][1]
        statements = [one for one in document.statements if one.start < end and start < one.end]
        for statement in statements:
            if (window.document, statement.start) not in seen:
                seen.add((window.document, statement.start))
                wording = Wording.joined(document.text, [(span.start, span.end) for span in statement.spans])
                found += _hits(claimed, wording, window.document, statement)
        found += _hits(claimed, Wording.of(document.text, start, end), window.document, None)
    return sorted(found, key=lambda hit: (-hit.share, hit.statement is None, hit.document, hit.start))


def _hits(claimed: Wording, wording: Wording, number: int, statement: Statement | None) -> Iterator[Hit]:
    alignment = align(claimed, wording)
    if alignment is None or not _is_close(alignment):
        return
    start, end = alignment.place
    yield Hit(number, start, end, alignment.differences, statement=statement, share=alignment.share)


def _is_close(alignment: Alignment) -> bool:
    content = {key for key in alignment.claimed.keys if key not in function_words()}
    common = content & set(alignment.found.keys[alignment.first : alignment.last])
    return alignment.share >= MIN_SHARE and len(common) >= min(MIN_CONTENT, len(content))


def covering(document: Document, start: int, end: int) -> list[Statement]:
    """The statements whose content holds a stretch of the text, the innermost first."""
    found = [one for one in document.statements if one.start <= start + 1 and end - 1 <= one.end]
    return sorted(found, key=lambda one: (one.end - one.start, one.start))


def is_quoted(document: Document, start: int, end: int) -> bool:
    """Whether a stretch of the text is in quotation marks, or said directly without them, as in a transcript."""
    if any(one.mode == "direct" and one.start <= start + 1 and end - 1 <= one.end for one in document.statements):
        return True
    return any(one.start <= start and end <= one.end for one in document.quotations)
