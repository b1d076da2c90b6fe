"""Reports without a known cue, found by quotation marks alone.

A clause that a colon parts from a quotation introduces it, whatever its verb; so does a clause right after a quotation
that ends with a comma. Words between marks in what a clause says of somebody are that person's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext import syntax
from diplotext.syntax import role_of
from diplotext_quotes.cues import Cue, Found
from diplotext_quotes.lexicon import ATTITUDES
from diplotext_quotes.phrases import after_adverbials
from diplotext_quotes.reports import Position, Report
from diplotext_quotes.subjects import can_speak, subject_of
from diplotext_quotes.words import Sentence, begins_sentence, length

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_FRAGMENT_WORDS = 4
MIN_PARTIAL_WORDS = 2
MIN_UTTERANCE_WORDS = 3
MAX_WORDS_TO_VERB = 16
TENSED_TAGS = frozenset(("VBD", "VBP", "VBZ"))
CONTENT_ROLES = frozenset(("content", "object", "object_predicate", "open_complement", "predicate"))


def introduction(sentence: Sentence) -> Report | None:
    """A clause whose colon introduces a quotation: "Orlova had one message: “…”".

    Without a quotation in the sentence, the colon introduces the next paragraph.
    """
    words, first, end = sentence.words, sentence.first, sentence.end
    colon = next((index for index in range(first + 1, end) if words[index].text == ":"), None)
    if colon is None:
        return None
    before = [word.quotation for word in words[first:colon] if word.quotation]
    if any(length(quotation) > MAX_FRAGMENT_WORDS for quotation in before):
        return None
    quoted = colon + 1 < end and words[colon + 1].quotation is not None
    if not (quoted or colon + 1 == end):
        return None
    for place in range(colon - 1, first - 1, -1):
        verb = words[place].token
        if verb is None or verb.tag_ not in TENSED_TAGS or role_of(verb) not in ("root", "conjunct", "content"):
            continue
        subject = subject_of(sentence, verb)
        if subject is not None and subject.mention[0] < place and can_speak(sentence, subject.mention):
            content = colon + 1, sentence.after_row_of_quotations(colon + 1)
            region = subject.full[0], colon + 1
            position: Position = "before" if quoted else "open"
            found = _found(verb, place)
            return Report(found, "quote.introduced", position, "direct", content, region, subject.mention)
    return None


def next_to_quotation(sentence: Sentence) -> Report | None:
    """A clause right after a quotation that ends with a comma: "“…,” Orlova grinned"."""
    words, end = sentence.words, sentence.end
    for index in range(sentence.first, end - 2):
        quotation = words[index].quotation
        if quotation is None or quotation.span.text.rstrip("'’ ")[-1:] not in (",", "?", "!"):
            continue
        if length(quotation) < MIN_UTTERANCE_WORDS:
            continue
        place = _verb_after(sentence, index)
        verb = words[place].token if place is not None else None
        subject = subject_of(sentence, verb) if verb is not None else None
        if place is None or verb is None or subject is None or not can_speak(sentence, subject.mention):
            continue
        before = subject.full[0] == index + 1 and subject.mention[1] <= place
        after = place == index + 1 and subject.mention[0] == place + 1
        right = max(place + 1, subject.full[1])
        follows = words[right].token if right < end and words[right].is_word else None
        if syntax.is_negated(verb) or not (before or after) or (follows and role_of(follows) in CONTENT_ROLES):
            continue
        stop = after_adverbials(sentence, right, frozenset((verb.i,)))
        region, found = (index + 1, stop), _found(verb, place)
        return Report(found, "quote.beside", "around", "none", (stop, end), region, subject.mention)
    return None


def _verb_after(sentence: Sentence, index: int) -> int | None:
    """Position of the first finite verb after a quotation, before the next one."""
    for place in range(index + 1, min(sentence.end, index + MAX_WORDS_TO_VERB)):
        token = sentence.words[place].token
        if token is None:
            return None
        if token.pos_ == "VERB" and token.tag_ in TENSED_TAGS:
            return place
    return None


def quoted_words(sentence: Sentence) -> Iterator[Report]:
    """Words between marks in what a clause says of its subject: "Orlova wants “a new start”".

    Of a form of "be" it must be a state of mind that is quoted: "Kenya is “deeply worried” about the border".
    """
    words, first = sentence.words, sentence.first
    for index in range(first + 1, sentence.end):
        quotation = words[index].quotation
        if quotation is None or length(quotation) < MIN_PARTIAL_WORDS or begins_sentence(quotation):
            continue
        places = range(index - 1, first - 1, -1)
        place = next((i for i in places if words[i].tag in TENSED_TAGS and sentence.is_verb(i)), None)
        verb = words[place].token if place is not None else None
        subject = subject_of(sentence, verb) if verb is not None else None
        if place is None or verb is None or subject is None or syntax.is_passive(verb):
            continue
        if subject.mention[0] > place or not can_speak(sentence, subject.mention):
            continue
        inside = [word for word in verb.doc[verb.i : verb.right_edge.i + 1] if sentence.position(word) == index]
        is_form_of_be = verb.pos_ == "AUX"
        feels = role_of(verb) != "auxiliary" and any(word.lower_ in ATTITUDES for word in inside)
        if inside and (feels or not is_form_of_be):
            start = place if is_form_of_be else place + 1
            content, region = (start, sentence.subtree(verb)[1]), (subject.full[0], start)
            found = _found(verb, place)
            speaker = subject.mention
            yield Report(found, "quote.quoted-words", "before", "np", content, region, speaker, quoted_words_only=True)


def _found(verb: Token, place: int) -> Found:
    """A verb that is not a cue of the lexicon, as a cue."""
    return Found(Cue(verb.lemma_.lower(), "verb", frozenset(("direct",))), place, place + 1, "past")
