"""The words by which parties are known: titles, nouns of groups and bodies, words that continue a list."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from diplotext.knowledge import english
from diplotext.knowledge.tables import toml
from diplotext.syntax import NOMINAL, TokenTable

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_BRACKET_TOKENS = 9
OFFICES = ("office", "royal", "religious", "military")


@cache
def words(table: str, name: str) -> frozenset[str]:
    """A list of the data file.

    Args:
        table: A table of it.
        name: A list of the table.
    """
    return frozenset(toml("diplotext.events", "parties.toml")[table][name])


@cache
def links() -> tuple[tuple[str, ...], ...]:
    """The words that continue a list of parties, the longest first."""
    return tuple(sorted((tuple(link.split()) for link in words("grammar", "links")), key=len, reverse=True))


@cache
def _title_heads() -> frozenset[str]:
    """Last words of titles and offices, in lower case: "minister"."""
    heads = {title.title.casefold() for title in english.titles() if "head" in title.meeting}
    heads |= {title.title.casefold().split()[-1] for title in english.titles() if title.kind in OFFICES}
    return frozenset(heads | words("nouns", "persons")) - words("nouns", "no_titles") - _groups()


@cache
def _long_titles() -> frozenset[str]:
    """The last two words of titles, in lower case: "secretary general"."""
    titles = (title.title.casefold().replace("-", " ").split() for title in english.titles() if title.kind == "office")
    return frozenset(" ".join(words[-2:]) for words in titles if len(words) > 1 and "of" not in words[-2:])


@cache
def _groups() -> frozenset[str]:
    """Plurals and collectives of persons, in lower case: "envoys", "delegation"."""
    groups = {title.title.casefold() for title in english.titles() if "group" in title.meeting}
    return frozenset(groups | words("nouns", "groups") | words("nouns", "collectives"))


def is_title(token: Token) -> bool:
    """Whether a word is the head of the title of one person: "minister", "counterpart"."""
    if token.tag_[:1] != "N":
        return False
    if token.lower_ in _title_heads() or token.lower_ in words("nouns", "courtesies"):
        return True
    before = [word.lower_ for word in token.doc[max(0, token.i - 2) : token.i] if word.tag_ != "HYPH"]
    return bool(before) and f"{before[-1]} {token.lower_}" in _long_titles()


def is_group(token: Token) -> bool:
    """Whether a word names several persons or a body: "officials", "delegation", the plural of a title."""
    if token.tag_[:1] != "N":
        return False
    plural = token.tag_ in ("NNS", "NNPS") and token.lemma_.casefold() in _title_heads()
    return plural or token.lower_ in _groups() or token.lower_ in words("nouns", "bodies")


def is_nominal(token: Token) -> bool:
    """Whether a word can head a noun phrase, by its part of speech or its tag, which parsers confuse in titles."""
    return token.pos_ in NOMINAL or token.tag_[:2] == "NN"


def is_plural(token: Token) -> bool:
    """Whether a noun is a plural."""
    return token.tag_ in ("NNS", "NNPS")


def among(token: Token, table: str, *names: str) -> bool:
    """Whether a word is in one of the lists of the data file."""
    return any(token.lower_ in words(table, name) for name in names)


def lemma_among(token: Token, lemmas: Collection[str]) -> bool:
    """Whether the lemma of a word is one of these."""
    return token.lemma_.casefold() in lemmas


def after_bracket(tokens: TokenTable, index: int) -> int:
    """The index after a bracket that opens at an index, such as an acronym or the name of a party; else the index."""
    if index < len(tokens) and tokens[index].text == "(":
        for close in range(index + 1, min(index + MAX_BRACKET_TOKENS, len(tokens))):
            if tokens[close].text == ")":
                return close + 1
    return index
