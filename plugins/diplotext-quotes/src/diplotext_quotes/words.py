"""A paragraph as words, with each quotation as one of them.

What stands between quotation marks must neither end a sentence nor offer a subject to the clause around it. So a
quotation is a single word here, the sentences of a paragraph are runs of such words, and the tree of the parse is asked
through positions in them: a token inside a quotation stands where the quotation stands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.quotations import Quotation
from diplotext.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Range = tuple[int, int]
"""Words of a passage, half open."""
DASHES = frozenset({"-", "–", "—", "―", "--"})
ENDS = frozenset(".!?…")
OPENING = frozenset("([‘'")
VERBAL = frozenset(("VERB", "AUX"))
FINITE_TAGS = frozenset(("MD", "VBD", "VBP", "VBZ"))
STOPS = frozenset((".", "!", "?", ";", "…", "..."))


@attrs.frozen(slots=True, eq=False)
class Word:
    """A token of the parse, or a whole quotation with its marks.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        text: Its characters; empty for a quotation.
        low: The same in lower case, apostrophes straight.
        token: The token; None for a quotation.
        quotation: The quotation, if it is one.
    """

    start: int
    end: int
    text: str
    low: str
    token: Token | None = None
    quotation: Quotation | None = None

    @property
    def tag(self) -> str:
        """The tag of its token; empty for a quotation."""
        return self.token.tag_ if self.token is not None else ""

    @property
    def is_name(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is neither punctuation nor a quotation."""
        return self.text[:1].isalnum() or (self.text[:1] in ("'", "’", "#", "@", "$") and self.text[1:2].isalnum())


@attrs.frozen(eq=False)
class Passage:
    """A paragraph, or the inside of a quotation.

    Attributes:
        words: Its words, with quotations as single words.
        sentences: Its sentences as half-open ranges of words.
        positions: Where the tokens of the parse stand: position among the words by position in the parse.
    """

    words: tuple[Word, ...]
    sentences: tuple[Range, ...]
    positions: Mapping[int, int]


@attrs.frozen(eq=False)
class Sentence:
    """A sentence of a passage, seen through the tree of the parse.

    Attributes:
        part: The passage.
        first: Position of its first word.
        end: Position after its last.
    """

    part: Passage
    first: int
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the passage."""
        return self.part.words

    def position(self, token: Token) -> int | None:
        """Where a token stands among the words; None outside of the sentence."""
        place = self.part.positions.get(token.i)
        return place if place is not None and self.first <= place < self.end else None

    def subtree(self, token: Token) -> Range:
        """The words from the first to the last that a token governs, as far as they stand in the sentence."""
        return self.between(token.left_edge, token.right_edge)

    def between(self, left: Token, right: Token) -> Range:
        """The words from one token to another, as far as they stand in the sentence; (0, 0) if none does."""
        first, last = left.i, right.i
        positions = self.part.positions
        while first <= last and not self.first <= positions.get(first, -1) < self.end:
            first += 1
        while last >= first and not self.first <= positions.get(last, -1) < self.end:
            last -= 1
        return (positions[first], positions[last] + 1) if first <= last else (0, 0)

    def is_verb(self, place: int) -> bool:
        """Whether a word is a verb or an auxiliary."""
        token = self.words[place].token
        return token is not None and token.pos_ in VERBAL

    def has_finite_verb(self, start: int, end: int) -> bool:
        """Whether some words hold a finite verb, or a quotation that may hold one."""
        return any(word.quotation is not None or word.tag in FINITE_TAGS for word in self.words[start:end])

    def after_row_of_quotations(self, start: int) -> int:
        """Position after the quotations that follow each other from `start` on, commas between them allowed."""
        stop = start
        while stop < self.end and (
            self.words[stop].quotation
            or (self.words[stop].text == "," and stop + 1 < self.end and self.words[stop + 1].quotation)
        ):
            stop += 1
        return stop


class Tokens:
    """The tokens of a parse that are no white space, by offset."""

    def __init__(self, doc: Doc) -> None:
        self._tokens = [token for token in doc if not token.is_space]
        self._starts = [token.idx for token in self._tokens]

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin between two offsets."""
        return self._tokens[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def passage(tokens: Tokens, span: Span, quotations: Sequence[Quotation]) -> Passage:
    """The words and sentences of a stretch of text.

    Args:
        tokens: The tokens of the document.
        span: The stretch.
        quotations: The quotations inside it, in order. Sentences that begin inside one are no sentences here.
    """
    words: list[Word] = []
    positions: dict[int, int] = {}
    starts: list[int] = []
    for word, inside in _words(tokens, span, quotations):
        index = len(words)
        positions.update((token.i, index) for token in inside)
        begins = bool(inside) and bool(inside[0].is_sent_start)
        if word.quotation and len(inside) > 1:  # the mark may stand at the end of the sentence before
            begins = begins or bool(inside[1].is_sent_start)
        can_begin = word.is_word or word.quotation is not None or word.text in OPENING
        if words and words[-1].text in (":", ","):
            begins = False
        if not words or (can_begin and (begins or _sentence_begins(words[-1], word))):
            starts.append(index)
        words.append(word)
    return Passage(tuple(words), tuple(zip(starts, [*starts[1:], len(words)], strict=True)) if words else (), positions)


def _sentence_begins(before: Word, word: Word) -> bool:
    """Whether a mark parts two sentences that the language model may have left together."""
    if word.quotation:
        return before.text in ENDS or (before.quotation is not None and ends_sentence(before.quotation))
    return before.quotation is not None and ends_sentence(before.quotation) and word.is_name


def _words(tokens: Tokens, span: Span, quotations: Sequence[Quotation]) -> Iterator[tuple[Word, list[Token]]]:
    """Each word with its tokens."""
    position = span.start
    for quotation in quotations:
        yield from _plain(tokens, position, quotation.start)
        inside = tokens.between(quotation.start, quotation.end)
        yield Word(quotation.start, quotation.end, "", "", None, quotation), inside
        position = quotation.end
    yield from _plain(tokens, position, span.end)


def _plain(tokens: Tokens, start: int, end: int) -> Iterator[tuple[Word, list[Token]]]:
    for token in tokens.between(start, end):
        text = token.text
        yield Word(token.idx, min(token.idx + len(text), end), text, token.lower_.replace("’", "'"), token), [token]


def ends_sentence(quotation: Quotation) -> bool:
    """Whether a quotation ends as a sentence does."""
    return quotation.span.text.rstrip("\"'”’ ")[-1:] in ".!?…" or quotation.repair == "missing_close_mark"


def begins_sentence(quotation: Quotation) -> bool:
    """Whether a quotation begins as a sentence does: with a capital letter, a figure, or an ellipsis."""
    first = quotation.span.text.lstrip("\"'“‘[(.… ")[:1]
    return first.isupper() or first.isdigit() or quotation.span.text[:1] in "….["


def length(quotation: Quotation) -> int:
    """Words in a quotation, counted up to ten."""
    return len(quotation.span.text[:400].split(None, 10))
