"""What follows a cue: an addressee, adverbials, and then a quotation, a clause, an infinitive or a noun phrase.

A quotation right after the cue and its adverbials is its content whatever the parse makes of it. After the most
common reporting verbs, what looks like a clause is one even where the parse has attached it elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.syntax import FINITE_TAGS, children_of, has_to, role_of
from diplotext_quotes.clauses import OBJECTS, Clause, far_that, governed_clause, looks_like_clause
from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.lexicon import OBJECT_PRONOUNS
from diplotext_quotes.objects import is_predicated, noun_phrase, prepositional
from diplotext_quotes.phrases import after_adverbials, after_subordinate_clause, complements_of, mention_of
from diplotext_quotes.reports import Kind
from diplotext_quotes.words import Range, Sentence, begins_sentence, ends_sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING = frozenset(("add", "argue", "claim", "insist", "say", "tell"))
"""Verbs after which a clause needs no "that", so that what looks like one is one."""
WRITING = frozenset(("post", "read", "sing", "write"))
"""Verbs whose object may be a title: "read “Hamlet” on the train"."""


@attrs.frozen
class Complement:
    """What follows a cue.

    Attributes:
        kind: What it is; `none` if nothing that a cue can report.
        start: Position of its first word.
        end: Position after its last.
        after: Position after the addressee and adverbials of the cue, where no content follows.
        addressee: To whom, as words.
        cue_end: Position after the preposition that belongs to the cue, if it follows directly.
    """

    kind: Kind
    start: int
    end: int
    after: int
    addressee: Range | None = None
    cue_end: int | None = None


def complement(sentence: Sentence, found: Found, start: int, lexicon: Lexicon) -> Complement:
    """What a cue reports to its right.

    Args:
        sentence: The sentence.
        found: The cue.
        start: Where to look from: after the cue, or after an inverted subject.
        lexicon: All cues.
    """
    words, end, frames = sentence.words, sentence.end, found.cue.frames
    tokens = [word.token for word in words[found.start : found.end] if word.token is not None]
    children = _right_children(sentence, tokens, start)
    addressee = _addressee(sentence, children, start) if "obj" in frames else None
    begin = addressee[1] if addressee else start
    place = after_adverbials(sentence, begin, frozenset(token.i for token in tokens))
    clause = governed_clause(sentence, found, children, start)
    mark = place + (place < end and words[place].text in (",", ":"))
    if _is_quoted(sentence, found, start, mark) and (clause is None or clause.start >= mark):
        return Complement("direct", mark, _quotations_end(sentence, clause, mark), place, addressee)
    if clause is not None and (clause.start <= place + 1 or all(w.text != ":" for w in words[start : clause.start])):
        return Complement(clause.kind, clause.start, clause.end, place, clause.actor or addressee)
    if "that" in frames and (that := far_that(sentence, start, lexicon)) is not None:
        return Complement("that", that + 1, end, place, addressee)
    if place + 1 < end and words[place].text == ":" and "direct" in frames:
        return Complement("bare", place + 1, end, place, addressee)
    if _reports_left(sentence, tokens[0]):
        place = after_subordinate_clause(sentence, place)
    elif "bare" in frames and found.cue.lemma in SAYING:
        for first in dict.fromkeys((place, begin)):
            if looks_like_clause(sentence, first):
                return Complement("bare", first, end, place, addressee)
    if phrase := prepositional(sentence, found, children, start):
        cue_end = phrase[0] if phrase[0] == found.end + 1 else None
        return Complement("np", *phrase, place, cue_end=cue_end)
    phrase = noun_phrase(sentence, children, start) if {"np", "oprd"} & frames else None
    if phrase and phrase[1] < end and "bare" in frames and words[phrase[1]].tag in FINITE_TAGS:
        return Complement("bare", phrase[0], end, place, addressee)
    if phrase and ("np" in frames or is_predicated(sentence, children, phrase, tokens[0])):
        return Complement("np", *phrase, place)
    return Complement("none", end, end, place, addressee)


def _reports_left(sentence: Sentence, verb: Token) -> bool:
    """Whether the clause that a verb reports precedes it: "*The talks have failed*, Rell said as she left"."""
    before = [child for child in children_of(verb, "content") if child.i < verb.i and not has_to(child)]
    places = [sentence.position(child) for child in before]
    return any(place is not None and sentence.words[place].quotation is None for place in places)


def _right_children(sentence: Sentence, tokens: Sequence[Token], start: int) -> list[Token]:
    """The dependents of a cue after a position."""
    last = sentence.words[start - 1].token or tokens[-1]
    return [child for child in complements_of(tokens, last) if sentence.position(child) is not None]


def _addressee(sentence: Sentence, children: Sequence[Token], start: int) -> Range | None:
    """The object to whom something is said: "told *reporters* that"."""
    words = sentence.words
    for child in children:
        noun = child if role_of(child) in OBJECTS else None
        if role_of(child) == "content" and has_to(child):
            noun = next(iter(children_of(child, "subject")), None)
        if noun is not None:
            place = sentence.position(noun)
            if place is None or words[place].quotation or place < start:
                return None
            mention = mention_of(sentence, noun)
            return mention if mention[0] == start else None
    return (start, start + 1) if start < sentence.end and words[start].low in OBJECT_PRONOUNS else None


def _is_quoted(sentence: Sentence, found: Found, start: int, mark: int) -> bool:
    """Whether a quotation at a position is the content of a cue."""
    words = sentence.words
    if "direct" not in found.cue.frames or mark >= sentence.end or words[mark].quotation is None:
        return False
    if any(word.token is not None and word.token.pos_ == "VERB" for word in words[start:mark]):
        return False  # "responded by calling him “…”"
    return found.cue.lemma not in WRITING or words[mark - 1].text in (",", ":")


def _quotations_end(sentence: Sentence, clause: Clause | None, mark: int) -> int:
    """Where direct speech after a cue ends: with the clause that holds it, else with the last quotation in a row."""
    stop = sentence.after_row_of_quotations(mark)
    quotation = sentence.words[mark].quotation
    if quotation and begins_sentence(quotation) and quotation.span.text.endswith(","):
        return stop
    if stop < sentence.end and quotation and not ends_sentence(quotation) and sentence.words[stop].is_word:
        return max(stop, clause.end) if clause is not None else sentence.end
    return stop
