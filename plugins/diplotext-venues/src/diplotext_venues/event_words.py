"""What the words of an event's own phrase say: its name, whether it refers back, whether it is another or any event."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

from diplotext import Organization, Span
from diplotext.events import AnnotatedTokens
from diplotext.syntax import NOMINAL, children_of
from diplotext_venues.rules import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@attrs.frozen
class EventWords:
    """What the words of an event's phrase say.

    Attributes:
        span: The words that name it.
        is_definite: Whether it refers to something known: "the talks", "their meeting".
        is_named: Whether it has a name: "the Munich Conference".
        is_fresh: Whether it is another event: "a second summit".
        is_generic: Whether it may be no particular event: "meetings".
        is_attended: Whether somebody is said to attend it, or to stay away.
        is_owned: Whether a possessive says whose it is.
    """

    span: Span
    is_definite: bool = False
    is_named: bool = False
    is_fresh: bool = False
    is_generic: bool = False
    is_attended: bool = False
    is_owned: bool = False


def event_words(annotated: AnnotatedTokens, trigger: Token, *, in_title: bool) -> EventWords:
    """What the words of the phrase of a trigger say.

    Args:
        annotated: The article.
        trigger: The verb or noun.
        in_title: Whether it is in a headline, where capitals make no name.
    """
    if trigger.pos_ not in NOMINAL:
        return EventWords(_span(annotated, trigger.i, trigger.i + 1))
    top = _measured(trigger)
    words = [*trigger.children, *(top.children if top is not trigger else ())]
    before = [child for child in words if child.i < trigger.i]
    lowered = {child.lower_ for child in before}
    owned = any(child.dep_ == "poss" for child in before)
    name = None if in_title else _name(annotated, trigger)
    definite = owned or not lowered.isdisjoint(lexicon("definite"))
    plural = trigger.tag_ in PLURAL_TAGS and trigger.lemma_.lower() not in lexicon("always_plural")
    indefinite_meal = (
        trigger.lemma_.lower() in lexicon("meal") and not lowered & lexicon("definite") and "a" not in lowered
    )
    return EventWords(
        name or _span(annotated, *_common(annotated, trigger)),
        is_definite=definite,
        is_named=name is not None,
        is_fresh=bool(lowered & lexicon("fresh")) if not definite else bool(lowered & lexicon("fresh_definite")),
        is_generic=(plural or indefinite_meal) and not definite,
        is_attended=_governing_lemma(top) in lexicon("attending"),
        is_owned=owned,
    )


def _measured(trigger: Token) -> Token:
    """The noun that counts an event: "the second [round] of talks"; else the trigger itself."""
    head = trigger.head
    if head.lower_ == "of" and head.head.lemma_.lower() in lexicon("measure") and head.head.pos_ in (*NOMINAL, "ADJ"):
        return head.head
    return trigger


def _governing_lemma(noun: Token) -> str:
    head = noun.head
    if head.pos_ == "ADP":
        head = head.head
    if head.lemma_.lower() == "part" or any(child.lower_ == "part" for child in head.children):
        return "participate"
    return head.lemma_.lower()


def _common(annotated: AnnotatedTokens, trigger: Token) -> tuple[int, int]:
    """The tokens of a common noun, with "phone" of "phone call"."""
    first = trigger.i
    while (
        first > 0
        and annotated.tokens[first - 1].lower_ in lexicon("channel")
        and annotated.tokens[first - 1].head.i
        in (
            trigger.i,
            first,
        )
    ):
        first -= 1
    return first, trigger.i + 1


def _name(annotated: AnnotatedTokens, trigger: Token) -> Span | None:
    """The name of an event: the capitalized words that end with the trigger, and "of the Americas" after it."""
    if not trigger.text[:1].isupper() or trigger.is_sent_start:
        return None
    named = annotated.at(trigger)
    first, end = trigger.i, trigger.i + 1
    if named is not None and isinstance(named.entity, Organization):
        first, end = named.first, named.end
    while first > 0 and _belongs(annotated.tokens[first - 1], annotated.tokens[first]):
        first -= 1
    while first < trigger.i and annotated.tokens[first].lower_ in ("and", "of", "'s", "’s", "-"):
        first += 1
    if first == trigger.i and end == trigger.i + 1 and not _of_capitals(trigger):
        return None
    if _of_capitals(trigger) and end == trigger.i + 1:
        of = next(child for child in trigger.rights if child.lower_ == "of")
        end = max(end, *(child.i + 1 for child in of.children if child.pos_ == "PROPN"))
    return _span(annotated, first, end)


def _belongs(token: Token, after: Token) -> bool:
    """Whether a word before a name is part of it."""
    if token.is_sent_start and token.lower_ in ("the", "a"):
        return False
    return token.text[:1].isupper() or token.text[:1].isdigit() or token.lower_ in ("'s", "’s", "-", "–", "of", "and")


def _of_capitals(trigger: Token) -> bool:
    return (
        any(
            child.lower_ == "of" and any(word.pos_ == "PROPN" and word.i <= child.i + 2 for word in child.children)
            for child in trigger.rights
        )
        and trigger.text[:1].isupper()
    )


def _span(annotated: AnnotatedTokens, first: int, end: int) -> Span:
    tokens = annotated.tokens
    last = tokens[end - 1]
    return Span.of(tokens.text, tokens[first].idx, last.idx + len(last.text))


def has_official_purpose(trigger: Token, purposes: Collection[str]) -> bool:
    """Whether a journey serves a meeting: "travelled to Oslo for talks", "flew to Lima to meet"."""
    waiting, found = list(children_of(trigger, "preposition", "adverbial", "open_complement", "conjunct")), 0
    while waiting and found < 40:
        word = waiting.pop()
        found += 1
        if word.lemma_.lower() in purposes:
            return True
        waiting.extend(word.children)
    return False
