"""From words to content spans: quotation marks outside, final punctuation off, mode by what is between marks."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext.model import Mode
from diplotext.syntax import FINITE_TAGS
from diplotext.text import Quotation
from diplotext_quotes.drafts import Offsets
from diplotext_quotes.lexicon import FRONTING
from diplotext_quotes.words import DASHES, STOPS, Word, begins_sentence, length

MIN_UTTERANCE_WORDS = 3
TRAILING = frozenset({"and", "but", "or", "that"})


def without_edge_marks(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """A range of words without punctuation and loose conjunctions at its edges."""
    while start < end and (words[start].text in STOPS | DASHES | {",", ":"} and not words[start].quotation):
        start += 1
    while end > start and not words[end - 1].quotation:
        last = words[end - 1]
        if not (last.text in STOPS | DASHES | {",", ":"} or (last.low in TRAILING and end - start > 1)):
            break
        end -= 1
    return start, end


def content(words: Sequence[Word], start: int, end: int) -> tuple[list[Offsets], Mode] | None:
    """Spans and mode of the content in a range of words; None if nothing is left of it.

    A range of quotations alone is direct; a clause with a quotation in it is mixed and one span.
    """
    start, end = without_edge_marks(words, start, end)
    if start >= end:
        return None
    quoted = [word for word in words[start:end] if word.quotation]
    plain = [word for word in words[start:end] if word.is_word]
    if quoted and (not plain or (len(plain) == 1 and plain[0].low in ("and", "but") and words[start] is plain[0])):
        return [(word.quotation.span.start, word.quotation.span.end) for word in quoted if word.quotation], "direct"
    last = words[end - 1].quotation
    if last and len(quoted) == 1 and begins_sentence(last):
        before = words[end - 2].text
        opener = words[start].low
        fronted = opener in FRONTING or opener in ("but", "and", "so")  # "Asked about it, “No,” she said"
        parted = before in DASHES | {".", ";"} and length(last) >= MIN_UTTERANCE_WORDS
        parted = parted or _lacks_stop(words[start : end - 1], last)
        if parted or before == ":" or (fronted and before == ","):
            return [(last.span.start, last.span.end)], "direct"
    return [(words[start].start, words[end - 1].end)], "mixed" if quoted else "indirect"


def _lacks_stop(before: Sequence[Word], last: Quotation) -> bool:
    """Whether a sentence before an utterance lacks its full stop: "Orlova came on Monday “We are ready,” she said"."""
    if last.span.text[-1] not in ",!?" or not before or not before[-1].tag.startswith(("CD", "NN", "RB")):
        return False
    following = last.span.text.split(None, 10)[1:10]  # a title is in capitals: “Gone With the Wind,”
    is_clause = sum(word[0].islower() for word in following) * 2 > len(following) >= MIN_UTTERANCE_WORDS
    return is_clause and before[0].is_name and any(word.tag in FINITE_TAGS for word in before)
