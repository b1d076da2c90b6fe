"""Proper names: which words around a word belong to its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext.syntax.phrases import noun_phrase
from diplotext.syntax.tree import role_of, table

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NO_NAME = frozenset(("CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"))


def name_span(token: Token, *, titles: bool = False) -> Span:
    """The proper name around a word: "President *Ana Rell*", "the *Council of Ministers*".

    It is the named entity of the parse with the proper names next to it in the noun phrase. After a word such as
    "Council", the name continues with "of", "for" or "on" where capitals follow: ask for the name of that word.

    Args:
        token: A word of the name.
        titles: Whether titles before it belong to it: "*foreign minister Ana Rell*".
    """
    doc, phrase = token.doc, noun_phrase(token)
    start, end = token.i, token.i + 1
    while start > 0 and (_same_entity(doc[start]) or (start > phrase.start and _is_name(doc[start - 1]))):
        start -= 1
    while end < len(doc) and (_same_entity(doc[end]) or (end < phrase.end and _is_name(doc[end]))):
        end += 1
    words = table("names")
    if not words["institutions"].isdisjoint(word.lower_ for word in doc[start:end]):
        end = _linked_end(token, end)
    while start < end - 1 and (doc[start].pos_ == "DET" or doc[start].tag_ == "HYPH"):
        start += 1
    if titles:
        while start > phrase.start and _is_title(doc[start - 1]):
            start -= 1
    else:
        while start < end - 1 and _is_title(doc[start]):
            start += 1
    return doc[start:end]


def _same_entity(token: Token) -> bool:
    """Whether a word continues the named entity of the word before it."""
    return token.ent_iob_ == "I" and token.ent_type_ not in NO_NAME


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.tag_ in {"NNP", "NNPS", "HYPH"}


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in table("names")["titles"]


def _linked_end(token: Token, end: int) -> int:
    """Where a name of an institution ends that continues with "of", and "and" after that."""
    doc, links = token.doc, table("names")["links"]
    last = start = end
    while last + 1 < len(doc) and (doc[last].lower_ in links or (last > start and doc[last].lower_ == "and")):
        begin = last + 2 if doc[last + 1].lower_ == "the" else last + 1
        stop = begin
        while stop < len(doc) and _is_name(doc[stop]):
            stop += 1
        joins = doc[last].lower_ != "and" or _is_continued(doc[last], doc[begin:stop])
        if stop == begin or not joins:
            break
        last = stop
    return last


def _is_continued(conjunction: Token, name: Span) -> bool:
    """Whether what follows "and" depends on the word before it and is not a place or person of its own."""
    before = {conjunction.i - 1, conjunction.i - 2}
    joined = any(role_of(word) == "conjunct" and word.head.i in before for word in name)
    return joined and all(word.ent_type_ in {"", "ORG"} for word in name)
