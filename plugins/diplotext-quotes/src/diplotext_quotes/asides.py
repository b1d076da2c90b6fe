"""Reports inside or after what they report: "…, Orlova said", "…, said Orlova, …", "as Orlova put it"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplotext.syntax import children_of, role_of
from diplotext_quotes.complements import Complement
from diplotext_quotes.cues import Found
from diplotext_quotes.lexicon import FRONTING, SUBORDINATORS
from diplotext_quotes.phrases import after_adverbials, before_adverbials
from diplotext_quotes.reports import Report
from diplotext_quotes.subjects import Subject
from diplotext_quotes.words import DASHES, STOPS, Sentence, Word, begins_sentence, length

if TYPE_CHECKING:
    from spacy.tokens import Token

    from diplotext.text import Quotation

AROUND = "quote.cue-after"
MIN_CONTENT_WORDS = 2
MIN_CONTENT_WORDS_WITHOUT_VERB = 5
MAX_TITLE_WORDS = 4
MAX_WORDS_AFTER_AS = 4
"""Words from the "as" of an aside to its subject: "*as* the former minister put it"."""


def around(sentence: Sentence, found: Found, subject: Subject, left: int, following: Complement) -> Report | None:
    """A report inside or after its content.

    Args:
        sentence: The sentence.
        found: The cue.
        subject: Who reports.
        left: Position of the first word of the report.
        following: What follows the cue.
    """
    verb = sentence.words[found.start].token
    if not {"direct", "after"} & found.cue.frames or subject.elided or verb is None:
        return None
    if "direct" not in found.cue.frames:
        before = sentence.words[left - 1].quotation if left > sentence.first else None
        if before is None or not begins_sentence(before):
            return None
    tops = frozenset(word.token.i for word in sentence.words[found.start : found.end] if word.token is not None)
    for place in dict.fromkeys((before_adverbials(sentence, left, tops), left)):
        if place > sentence.first and (stop := _end_of_content(sentence, found, verb, place, following)) is not None:
            after = max(following.after, found.end)
            region = stop, after
            return Report(
                found,
                AROUND,
                "around",
                "none",
                (after, sentence.end),
                region,
                subject.mention,
                addressee=following.addressee,
            )
    return None


def _end_of_content(sentence: Sentence, found: Found, verb: Token, place: int, following: Complement) -> int | None:
    """Where the content left of a report that begins at `place` ends; None if there is none."""
    words, first, end = sentence.words, sentence.first, sentence.end
    mark = words[place - 1]
    if mark.quotation is not None:
        opener = None if place - 2 <= first else words[first].low
        return place if _quotation_is_content(mark.quotation, following, opener) else None
    if mark.text == "," and (stop := _comma_outside(words, first, place - 1, following)) is not None:
        return stop
    if not _can_interrupt(sentence, found, verb, place, following):
        return None
    right = following.after
    stop = place - 1 if mark.text in DASHES | {","} else place
    content_words = sum(word.is_word or word.quotation is not None for word in words[first:stop])
    if sentence.has_finite_verb(first, stop) or sentence.has_finite_verb(right, end):
        return stop if content_words >= MIN_CONTENT_WORDS else None
    closes = right >= end or words[right].text in STOPS
    long_enough = content_words >= MIN_CONTENT_WORDS_WITHOUT_VERB
    return stop if closes and long_enough and words[first].low not in FRONTING else None


def _quotation_is_content(quotation: Quotation, following: Complement, opener: str | None) -> bool:
    """Whether a quotation right before a report is its content: "“…,” Orlova said".

    Args:
        quotation: The quotation.
        following: What follows the cue.
        opener: The first word of the sentence, in lower case; None if it begins with the quotation.
    """
    if following.kind in ("that", "bare", "wh") and opener is not None:
        is_fronted = opener in FRONTING or opener in SUBORDINATORS
        if is_fronted or length(quotation) <= MAX_TITLE_WORDS:
            return False  # "on “Question Time,” Orlova said that …"
    last = quotation.span.text.rstrip("'’ ")[-1:]
    return following.kind in ("none", "np", "to") or last == "," or (following.kind == "direct" and last in ".?!…-–—")


def _can_interrupt(sentence: Sentence, found: Found, verb: Token, place: int, following: Complement) -> bool:
    """Whether marks and syntax allow a report to interrupt or close a clause: "The border, *Orlova said*, is open"."""
    words, first, end = sentence.words, sentence.first, sentence.end
    mark, right = words[place - 1], following.after
    has_left = place - 1 > first and any(word.is_word or word.quotation for word in words[first : place - 1])
    if not has_left or not (mark.text in DASHES or mark.text in ("'", "’", ",", "?", "!", "…")):
        return False
    ends = right >= end or words[right].text in STOPS | DASHES | {",", ")", "("}
    if not ends or not {"that", "bare"} & found.cue.frames:
        return False
    between_commas = mark.text == "," and right < end and words[right].text == ","
    if following.kind not in ("none", "direct") and not between_commas:
        return _governs_left(sentence, verb, place - 1)
    resumed = words[following.start].quotation if following.kind == "direct" else None
    return resumed is None or not begins_sentence(resumed)  # not: "As for the border, Orlova said, “We are ready.”"


def _comma_outside(words: Sequence[Word], first: int, comma: int, following: Complement) -> int | None:
    """Where a content that ends with a quotation before a comma ends: "“We are ready”, Orlova said"."""
    quotation = words[comma - 1].quotation if comma > first else None
    if quotation is None or (length(quotation) <= MAX_TITLE_WORDS and words[first].low in FRONTING):
        return None
    if following.kind in ("none", "np", "to"):
        return comma
    resumed = words[following.start].quotation if following.kind == "direct" else None
    return comma if resumed is not None and not begins_sentence(resumed) else None


def _governs_left(sentence: Sentence, verb: Token, place: int) -> bool:
    """Whether the clause that a cue reports begins before a position: "*The border*, Orlova said, *is open*"."""
    return any(
        sentence.position(child) is not None and sentence.subtree(child)[0] < place
        for child in children_of(verb, "content")
    )


def is_as_clause(verb: Token) -> bool:
    """Whether a verb is that of an aside: "*as* Rell said". A parse may take the clause before it for its content."""
    marks = children_of(verb, "mark", "adverb")
    subordinate = role_of(verb) == "adverbial" or any(child.i < verb.i for child in children_of(verb, "content"))
    return subordinate and any(mark.lower_ == "as" and mark.i < verb.i for mark in marks)


def as_clause(sentence: Sentence, found: Found, subject: Subject, left: int, right: int) -> Report | None:
    """An aside between commas or dashes: "as the president put it"."""
    words, first, end = sentence.words, sentence.first, sentence.end
    places = range(left - 1, max(first, left - MAX_WORDS_AFTER_AS) - 1, -1)
    start = next((index for index in places if words[index].low == "as"), None)
    if start is None or subject.elided:
        return None
    tops = frozenset(word.token.i for word in words[found.start : found.end] if word.token is not None)
    after = after_adverbials(sentence, right, tops)
    if after < end and words[after].is_word:
        return None
    if start > first and words[start - 1].text in DASHES | {","}:
        start -= 1
    if after < end and words[after].text in DASHES | {","}:
        after += 1
    return Report(found, "quote.as-clause", "as", "none", (after, end), (start, after), subject.mention)
