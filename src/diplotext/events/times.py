"""Which time expression can say when an event takes place: no bound ("by Friday"), no duration, no recurrence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.words import words
from diplotext.syntax.tree import role_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def times_in(annotated: AnnotatedTokens, first: int, end: int) -> Iterator[Named]:
    """The time expressions between two tokens that can be the time of an event."""
    index = first
    while index < end:
        named = annotated.at(index)
        if named is not None and named.time is not None and _can_be_event_time(annotated, named):
            yield named
        index = named.end if named is not None else index + 1


def _can_be_event_time(annotated: AnnotatedTokens, named: Named) -> bool:
    time, tokens = named.time, annotated.tokens
    assert time is not None
    if time.kind in ("duration", "set") or tokens[named.first].lower_ in words("opening_bound"):
        return False
    index = named.first - 1
    while index >= 0 and tokens[index].lower_ in words("time_link"):
        if tokens[index].lower_ == "for" and time.precision not in ("day", "month", "week", "year", None):
            return False
        if tokens[index].lower_ == "ahead":
            return False
        index -= 1
    return index < 0 or (tokens[index].lower_ not in words("bound") and tokens[named.first - 1].text != "-")


def anchor_of(annotated: AnnotatedTokens, named: Named) -> Token:
    """The word that a time expression depends on, across its preposition."""
    head = annotated.head(named)
    if role_of(head) in ("root", ""):
        return head
    return across_prepositions(head)


def across_prepositions(word: Token) -> Token:
    """The word that the phrase of a noun depends on: "met" of "met in *Riga*"."""
    governor = word.head
    while role_of(governor) in ("preposition", "prepositional_object") and governor.pos_ in (
        "ADP",
        "SCONJ",
        "PART",
        "ADV",
    ):
        if governor.head.i == governor.i:
            break
        governor = governor.head
    return governor
