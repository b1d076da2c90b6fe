"""A paragraph as words, with each quotation as one of them.

What stands between quotation marks must neither end a sentence nor offer a subject to the clause around it. So a
quotation is a single word here, and the sentences of a paragraph are runs of such words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs

from diplotext.quotations import Quotation
from diplotext.spans import Span

WORD = re.compile(
    r"(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Capt|Sgt|Adm|Amb|St|Jr|Sr|No|vs)\.(?=\s)"
    r"|(?:[A-Za-z]\.){2,}"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+(?:[-.&/‑][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*"
    r"|([^\w\s])\1{3,}"
    r"|\S"
)
DASHES = frozenset({"-", "–", "—", "―", "--"})
ENDS = frozenset(".!?…")
OPENING = frozenset("([‘'")
STOPS = frozenset(".!?;…")


@attrs.frozen(slots=True, eq=False)
class Word:
    """A word, a punctuation mark, or a whole quotation with its marks.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        text: Its characters; empty for a quotation.
        low: The same in lower case, apostrophes straight.
        quotation: The quotation, if it is one.
    """

    start: int
    end: int
    text: str
    low: str
    quotation: Quotation | None = None

    @property
    def is_name(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is neither punctuation nor a quotation."""
        return self.text[:1].isalnum() or (self.text[:1] in ("'", "’") and self.text[1:2].isalpha())


@attrs.frozen(eq=False)
class Passage:
    """A paragraph, or the inside of a quotation.

    Attributes:
        span: Where it stands.
        words: Its words, with quotations as single words.
        sentences: Its sentences as half-open ranges of words.
    """

    span: Span
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]


def passage(text: str, span: Span, quotations: Sequence[Quotation], breaks: Sequence[int]) -> Passage:
    """The words and sentences of a stretch of text.

    Args:
        text: The text of the document.
        span: The stretch.
        quotations: The quotations inside it, in order.
        breaks: Offsets at which sentences of the document begin, sorted; those inside a quotation are passed over.
    """
    words = tuple(_words(text, span, quotations))
    starts = [0] if words else []
    at = bisect_left(breaks, span.start + 1)
    for index, word in enumerate(words):
        begins = False
        while at < len(breaks) and breaks[at] < word.end:
            begins = begins or breaks[at] <= (word.quotation.span.start if word.quotation else word.start)
            at += 1
        can_begin = word.is_word or word.quotation is not None or word.text in OPENING
        if index and can_begin and (begins or _sentence_begins(words[index - 1], word)):
            starts.append(index)
    ends = [*starts[1:], len(words)] if starts else []
    return Passage(span, words, tuple(zip(starts, ends, strict=True)))


def _sentence_begins(before: Word, word: Word) -> bool:
    """Whether a mark parts two sentences that the language model may have left together."""
    if word.quotation:
        return before.text in ENDS or (before.quotation is not None and ends_sentence(before.quotation))
    return before.quotation is not None and ends_sentence(before.quotation) and word.is_name


def _words(text: str, span: Span, quotations: Sequence[Quotation]) -> Iterator[Word]:
    position = span.start
    for quotation in quotations:
        yield from _plain(text, position, quotation.start)
        yield Word(quotation.start, quotation.end, "", "", quotation)
        position = quotation.end
    yield from _plain(text, position, span.end)


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    for match in WORD.finditer(text, start, end):
        word = match[0]
        yield Word(match.start(), match.end(), word, word.lower().replace("’", "'"))


def ends_sentence(quotation: Quotation) -> bool:
    """Whether a quotation ends as a sentence does."""
    return quotation.span.text.rstrip("\"'”’")[-1:] in ".!?…" or quotation.repair == "missing_close_mark"


def begins_sentence(quotation: Quotation) -> bool:
    """Whether a quotation begins as a sentence does: with a capital letter, a figure, or an ellipsis."""
    first = quotation.span.text.lstrip("\"'“‘[(.… ")[:1]
    return first.isupper() or first.isdigit() or quotation.span.text[:1] in "….["


def length(quotation: Quotation) -> int:
    """Words in a quotation, counted up to ten."""
    return len(quotation.span.text[:400].split(None, 10))
