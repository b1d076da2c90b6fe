"""Reports without a reporting verb: "according to the ministry", "Orlova's claim that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext.syntax import children_of, prepositional_objects
from diplotext_quotes.complements import complement
from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.lexicon import AUXILIARIES, PURPOSES
from diplotext_quotes.phrases import mention_of
from diplotext_quotes.reports import Report
from diplotext_quotes.words import DASHES, STOPS, Range, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SOURCE_PREPOSITIONS = ("among", "by", "from")
MAX_SOURCE_WORDS = 25
MAX_APPOSITION_WORDS = 12
MAX_WORDS_TO_CONTENT = 2


def noun_report(sentence: Sentence, found: Found, lexicon: Lexicon) -> Report | None:
    """The report of a noun with its possessor: "*Orlova's claim* that …", "*his promise* to …"."""
    words = sentence.words
    token = words[found.end - 1].token
    owner = _owner(token) if token is not None else None
    place = sentence.position(owner) if owner is not None else None
    if token is None or token.pos_ != "NOUN" or owner is None or place is None or words[place].quotation:
        return None
    first, stop = mention_of(sentence, owner)
    while stop - first > 1 and words[stop - 1].low in ("'s", "'"):
        stop -= 1
    following = complement(sentence, found, max(found.end, stop if place >= found.end else 0), lexicon)
    far = following.start - max(found.end, stop) > MAX_WORDS_TO_CONTENT
    if following.kind == "that" and _is_of_verb(sentence, token, following.start - 1):
        return None
    if owner.lower_ in ("its", "whose") or first >= stop or following.kind not in ("that", "to") or far:
        return None
    content = following.start, following.end
    region, subject = (min(first, found.start), following.start), (first, stop)
    return Report(found, "quote.noun", "before", following.kind, content, region, subject, is_nominal=True)


def _owner(noun: Token) -> Token | None:
    """Who a noun for something said belongs to: "*Orlova's* claim", "a warning from *Orlova*"."""
    for child in noun.lefts:
        if "poss" in child.dep_:
            return child
    sources = (target for _, target in prepositional_objects(noun, *SOURCE_PREPOSITIONS))
    return next((target for target in sources if target.i > noun.i), None)


def _is_of_verb(sentence: Sentence, noun: Token, that: int) -> bool:
    """Whether a clause after a noun is what a verb reports: "*stressed* in his remarks *that*"."""
    word = sentence.words[that].token
    clause = word.head if word is not None else None
    governor = clause.head if clause is not None else None
    if clause is None or governor is None or governor.pos_ != "VERB" or governor.i == clause.i:
        return False
    return governor.i > noun.i or noun.head.head.i == governor.i


def according(sentence: Sentence, found: Found) -> Report | None:
    """A source before, after or inside its content: "according to the ministry"."""
    words, first, end = sentence.words, sentence.first, sentence.end
    stop = found.end
    while stop < min(end, found.end + MAX_SOURCE_WORDS) and words[stop].quotation is None:
        if words[stop].text in STOPS | DASHES | {",", ")"}:
            break
        stop += 1
    if stop == found.end or words[found.end].low in PURPOSES or words[stop - 1].low in PURPOSES:
        return None
    preposition, token = words[found.end - 1].token, words[found.start].token
    nouns = children_of(preposition, "prepositional_object") if preposition is not None else []
    mention = mention_of(sentence, nouns[0]) if nouns else (0, 0)
    subject = mention if mention[0] == found.end and mention[1] <= stop else (found.end, stop)
    conjunction = found.start == first + 1 and words[first].low in ("but", "and")
    if found.start == first or conjunction:
        return _opening(sentence, found, subject, stop)
    start = found.start - (words[found.start - 1].text in DASHES | {","})
    if token is not None:
        stop = max(stop, sentence.subtree(token)[1])
    return Report(found, "quote.according-to", "around", "none", (stop, end), (start, stop), subject)


def _opening(sentence: Sentence, found: Found, subject: Range, stop: int) -> Report | None:
    """A source that opens its sentence, with the apposition to it."""
    words, end = sentence.words, sentence.end
    title = words[stop].quotation if stop < end else None
    if title is not None and title.span.text.endswith(",") and stop + 1 < end:  # "According to the book “Cold,” …"
        return _after_title(sentence, found, subject, stop + 1)
    while stop + 1 < end and words[stop].text == "," and _is_apposition(sentence, stop + 1):
        stop = next(index for index in range(stop + 1, end) if words[index].text == ",")
    if stop + 1 >= end or words[stop].text != ",":
        return None
    content, region = (stop + 1, end), (sentence.first, stop + 1)
    return Report(found, "quote.according-to", "before", "bare", content, region, subject)


def _after_title(sentence: Sentence, found: Found, subject: Range, start: int) -> Report:
    """The report of a source whose title ends at `start`, without a participle about it: "*written by Rell*,"."""
    words, end = sentence.words, sentence.end
    if words[start].tag == "VBN":
        start = next((index + 1 for index in range(start, end - 1) if words[index].text == ","), start)
    return Report(
        found, "quote.according-to", "before", "bare", (start, end), (sentence.first, start), (subject[0], subject[1])
    )


def _is_apposition(sentence: Sentence, start: int) -> bool:
    """Whether an apposition and a comma follow: "according to Orlova, the minister, …"."""
    words = sentence.words
    if words[start].low not in ("a", "an", "the", "who", "which", "his", "her", "their", "its"):
        return False
    for index in range(start + 1, min(sentence.end, start + MAX_APPOSITION_WORDS)):
        if words[index].text == ",":
            return True
        if words[index].low in AUXILIARIES and words[start].low not in ("who", "which"):
            return False
    return False
