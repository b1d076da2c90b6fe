"""Reported noun phrases: "called *the vote a farce*", "accused *Rell of theft*", "spoke of *peace*"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from diplotext.syntax import children_of, has_to, role_of
from diplotext_quotes.cues import Found
from diplotext_quotes.lexicon import TIMES
from diplotext_quotes.phrases import ADVERBIAL
from diplotext_quotes.words import Range, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_COMPLEMENTS = frozenset(("object", "object_predicate", "predicate"))
BEFORE_OBJECT = frozenset(("adverb", "particle", "unmarked", "preposition", "oblique"))
"""Roles of the words between a verb and its object: "explained *in detail* the reasons"."""
PREDICATES = frozenset(("object_predicate", "predicate"))
LATER_COMPLEMENTS = NOUN_COMPLEMENTS | {"preposition", "open_complement", "content", "adverbial", "particle", "oblique"}
COMPLEMENT_PREPOSITIONS = frozenset(
    ("about", "against", "as", "because", "by", "for", "from", "into", "like", "of", "on", "over", "that", "to", "with")
)
LATE_PREPOSITIONS = frozenset(("as", "for", "of"))
"""Prepositions that go with the object even across a few words: "described it on Friday *as* a farce"."""
EXPRESSING = frozenset(("convey", "express", "voice"))
"""Verbs whose object is an attitude, with what it is to: "voiced frustration *at the delay*"."""
MAX_WORDS_TO_LATE_PREPOSITION = 8
MAX_TIME_WORDS = 4
INNER_DETERMINERS = frozenset(("a", "an", "her", "his", "the", "their"))
INNER_PREPOSITIONS = frozenset(("about", "at", "for", "from", "in", "of", "on", "to", "with"))


def noun_phrase(sentence: Sentence, children: Sequence[Token], start: int) -> Range | None:
    """The object of a cue with its predicate, without adverbials of time and place.

    Args:
        sentence: The sentence.
        children: The dependents of the cue that follow it.
        start: Where the content may begin.
    """
    words, begin, stop = sentence.words, None, None
    only = _only_object(children)
    for child in children:
        first, last = sentence.subtree(child)
        first = max(first, start)
        if first >= last:
            continue
        if stop is None:
            if _is_object(child, first == start) or (child is only and first == start):
                begin, stop = (None, None) if _is_time(sentence, child) else (first, last)
            elif role_of(child) not in BEFORE_OBJECT and not _opens_phrase(sentence, children, child):
                return None
        elif _goes_with_object(sentence, child, first) and (
            first <= stop + 1 or (child.lower_ in LATE_PREPOSITIONS and first - stop <= MAX_WORDS_TO_LATE_PREPOSITION)
        ):
            stop = last
        elif words[first].text != "," and (role_of(child) not in ADVERBIAL or words[first - 1].text == ","):
            break
    if begin is None or stop is None:
        return None
    return begin, _with_quotation(sentence, stop)


def _only_object(children: Sequence[Token]) -> Token | None:
    """The object that the parse takes for an indirect one, though there is no other: "thanked *Rell* for the visit"."""
    indirect = [child for child in children if role_of(child) == "indirect_object"]
    return indirect[0] if indirect and all(role_of(child) != "object" for child in children) else None


def _opens_phrase(sentence: Sentence, children: Sequence[Token], child: Token) -> bool:
    """Whether a participle under the verb modifies its object: "expressed *continued* support"."""
    place = sentence.position(child)
    following = (other for other in children if other.i > child.i)
    first = next((sentence.subtree(other)[0] for other in following if role_of(other) in NOUN_COMPLEMENTS), None)
    return child.tag_ in ("VBN", "JJ") and place is not None and first == place + 1


def _with_quotation(sentence: Sentence, stop: int) -> int:
    """Position after a quotation that continues a phrase: "called the vote *a “farce”*"."""
    words, end = sentence.words, sentence.end
    if stop < end and words[stop].quotation:
        return stop + 1
    opens = stop + 1 < end and words[stop].low in ("as", "a", "an", "the", ",", ":")
    return stop + 2 if opens and words[stop + 1].quotation else stop


def _is_object(child: Token, follows: bool) -> bool:
    """Whether a dependent of a cue can be what is reported."""
    role = role_of(child)
    return (
        role in NOUN_COMPLEMENTS
        or (role == "content" and not has_to(child))
        or (role == "prepositional_object" and follows)
        or (role == "open_complement" and child.tag_ == "VBG")
    )


def _goes_with_object(sentence: Sentence, child: Token, first: int) -> bool:
    """Whether a dependent of a cue says something of its object: "accused Rell *of theft*"."""
    role, verb = role_of(child), child.head
    late = sentence.words[first].low in LATE_PREPOSITIONS  # "accused Rell, the envoy, *of theft*"
    if sentence.words[first - 1].text == "," and not late:
        return False
    if role not in LATER_COMPLEMENTS or _is_time(sentence, child):
        return False
    if role in {"preposition", "oblique"}:
        return child.lower_ in COMPLEMENT_PREPOSITIONS or (verb.lemma_ in EXPRESSING and child.lower_ in ("at", "in"))
    return role != "adverbial" or has_to(child) or late or sentence.words[first].low == "because"


def _is_time(sentence: Sentence, child: Token) -> bool:
    """Whether a phrase says when: "on Friday", "last week"."""
    if role_of(child) == "unmarked":
        return True
    first, last = sentence.subtree(child)
    return last - first <= MAX_TIME_WORDS and any(word.low in TIMES for word in sentence.words[first:last])


def is_predicated(sentence: Sentence, children: Sequence[Token], phrase: Range, verb: Token) -> bool:
    """Whether the object has a predicate: "called *the vote a farce*", "what he called *a farce*".

    Without it, "called her on Friday" reports no words.
    """
    words = sentence.words[slice(*phrase)]
    if any(word.quotation for word in words):
        return True
    inside = [child for child in children if _is_between(sentence, child, phrase)]
    objects = [child for child in inside if role_of(child) in NOUN_COMPLEMENTS]
    if len(inside) > 1 and (len(objects) > 1 or any(role_of(child) in PREDICATES for child in inside)):
        return True
    if any(
        child.tag_ in {"WP", "WDT"} for child in children_of(verb, "object", "object_predicate") if child.i < verb.i
    ):
        return True
    two = any(word.low in INNER_DETERMINERS for word in words[1:])
    return two and not any(word.low in INNER_PREPOSITIONS for word in words)


def _is_between(sentence: Sentence, token: Token, bounds: Range) -> bool:
    place = sentence.position(token)
    return place is not None and bounds[0] <= place < bounds[1]


def prepositional(sentence: Sentence, found: Found, children: Sequence[Token], start: int) -> Range | None:
    """The object of a preposition that goes with the cue: "spoke of *peace*"."""
    wanted = {frame.removeprefix("p:") for frame in found.cue.frames if frame.startswith("p:")}
    for child in children if wanted else ():
        if role_of(child) != "preposition" or child.lower_ not in wanted:
            continue
        place = sentence.position(child)
        first, last = sentence.subtree(child)
        if place is not None and place + 1 < last and first >= start and not _is_time(sentence, child):
            return place + 1, _with_quotation(sentence, last)
    return None
