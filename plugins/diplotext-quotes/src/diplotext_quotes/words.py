"""A paragraph as words, with each quotation as one of them.

What is between quotation marks must neither end a sentence nor offer a subject to the clause around it. So a
quotation is a single word here, the sentences of a paragraph are runs of such words, and the tree of the parse is asked
through positions in them: a token inside a quotation has the position of the quotation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.syntax import FINITE_TAGS, VERBAL
from diplotext.text import Quotation, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from diplotext.syntax import TokenTable

Range = tuple[int, int]
"""Words of a passage, half open."""
DASHES = frozenset({"-", "–", "—", "―", "--"})
ENDS = frozenset(".!?…")
OPENING = frozenset("([‘'")
CONTINUING = frozenset((":", ","))
"""Marks after which no sentence begins."""
STOPS = frozenset((".", "!", "?", ";", "…", "..."))


@attrs.define(eq=False)  # not frozen: there is one for every word of a text, and this is made in half the time
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
        positions: Position among the words by position of the token in the parse.
    """

    words: tuple[Word, ...]
    sentences: tuple[Range, ...]
    positions: Mapping[int, int]


def _words_of(sentence: Sentence) -> tuple[Word, ...]:
    return sentence.part.words


@attrs.frozen(eq=False)
class Sentence:
    """A sentence of a passage, seen through the tree of the parse.

    Attributes:
        part: The passage.
        first: Position of its first word.
        end: Position after its last.
        words: The words of the passage.
    """

    part: Passage
    first: int
    end: int
    words: tuple[Word, ...] = attrs.field(init=False, default=attrs.Factory(_words_of, takes_self=True))

    def position(self, token: Token) -> int | None:
        """Position of a token among the words; None outside of the sentence."""
        place = self.part.positions.get(token.i)
        return place if place is not None and self.first <= place < self.end else None

    def subtree(self, token: Token) -> Range:
        """The words from the first to the last that a token governs, as far as they are in the sentence."""
        return self.between(token.left_edge, token.right_edge)

    def between(self, left: Token, right: Token) -> Range:
        """The words from one token to another, as far as they are in the sentence; (0, 0) if none does."""
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
    """The tokens of a parse other than white space, as words by offset."""

    def __init__(self, table: TokenTable) -> None:
        tokens = [token for token in table if not token.is_space]
        self.words: list[Word] = []
        add = self.words.append
        for token in tokens:  # once for every word of a text: nothing here is done twice
            start, text, low = token.idx, token.text, token.lower_
            add(Word(start, start + len(text), text, low.replace("’", "'") if "’" in low else low, token))
        self.indexes: list[int] = [token.i for token in tokens]
        self._starts: list[int] = [token.idx for token in tokens]
        self._sentence_starts: list[int] = [index for index, token in enumerate(tokens) if token.is_sent_start]

    def sentence_starts(self, inside: range) -> list[int]:
        """Which of some tokens begin a sentence of the parse."""
        starts = self._sentence_starts
        return starts[bisect_left(starts, inside.start) : bisect_left(starts, inside.stop)]

    def between(self, start: int, end: int) -> range:
        """Which tokens begin between two offsets."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))


def passage(tokens: Tokens, span: Span, quotations: Sequence[Quotation]) -> Passage:
    """The words and sentences of a stretch of text.

    Args:
        tokens: The tokens of the document.
        span: The stretch.
        quotations: The quotations inside it, in order. Sentences that begin inside one do not count.
    """
    words: list[Word] = []
    positions: dict[int, int] = {}
    starts: list[int] = []
    place = span.start
    for quotation in quotations:
        _add_plain(tokens, place, quotation.start, words, positions, starts)
        inside = tokens.between(quotation.start, quotation.end)
        word = Word(quotation.start, quotation.end, "", "", None, quotation)
        # The parse may put the mark at the end of the sentence before.
        begins = bool(tokens.sentence_starts(inside[:2]))
        if not words or (words[-1].text not in CONTINUING and begins) or _sentence_begins(words[-1], word):
            starts.append(len(words))
        positions.update(dict.fromkeys(tokens.indexes[inside.start : inside.stop], len(words)))
        words.append(word)
        place = quotation.end
    _add_plain(tokens, place, span.end, words, positions, starts)
    return Passage(tuple(words), tuple(zip(starts, [*starts[1:], len(words)], strict=True)) if words else (), positions)


def _add_plain(
    tokens: Tokens, start: int, end: int, words: list[Word], positions: dict[int, int], starts: list[int]
) -> None:
    """Add the words between two offsets that are outside quotations."""
    inside = tokens.between(start, end)
    if not inside:
        return
    place = len(words)
    words += tokens.words[inside.start : inside.stop]
    last = words[-1]
    if last.end > end:  # a token that runs into the quotation
        words[-1] = Word(last.start, end, last.text, last.low, last.token)
    positions.update(zip(tokens.indexes[inside.start : inside.stop], range(place, len(words)), strict=True))
    begun = tokens.sentence_starts(inside)
    if _can_begin(words, place, begins=begun[:1] == [inside.start]):
        starts.append(place)
    starts += [
        new for index in begun if (new := place + index - inside.start) > place and _can_begin(words, new, begins=True)
    ]


def _can_begin(words: Sequence[Word], place: int, *, begins: bool) -> bool:
    """Whether a sentence begins with a word, at which the parse begins one or not."""
    if place == 0:
        return True
    word, before = words[place], words[place - 1]
    if not (word.is_word or word.text in OPENING):
        return False
    return (begins and before.text not in CONTINUING) or _sentence_begins(before, word)


def _sentence_begins(before: Word, word: Word) -> bool:
    """Whether a mark parts two sentences that the language model may have left together."""
    if word.quotation:
        return before.text in ENDS or (before.quotation is not None and ends_sentence(before.quotation))
    return before.quotation is not None and ends_sentence(before.quotation) and word.is_name


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
