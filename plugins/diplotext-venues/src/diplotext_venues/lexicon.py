"""The word lists of the rules for places: tables of `data/`, and what English words of the core serve these rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from immutabledict import immutabledict

from diplotext.knowledge import english
from diplotext.plugin.lexicons import Table, several

PACKAGE = "diplotext_venues"
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s\b|\w+(?:['’](?!s\b)\w+)*|[^\w\s]")
"""A word, an abbreviation with full stops, the possessive ending, or one mark."""


def is_token(word: str) -> bool:
    """Whether a word is one token, in lower case, as words are looked up."""
    return word == word.lower() and WORD.fullmatch(word) is not None


WORDS = Table(PACKAGE, "words.csv", columns=("role", "words"), several=("words",), matching={"words": is_token})
SITES = Table(PACKAGE, "sites.csv", columns=("part", "words"), several=("words",))
SUBDIVISIONS = Table(PACKAGE, "subdivisions.csv", columns=("abbreviation", "region"), key=("abbreviation",))
ENGLISH: Mapping[str, Callable[[], frozenset[str]]] = immutabledict(
    {
        "determiner": lambda: _determiners() | english.closed_class("quantifier", use="meeting"),
        "preposition": lambda: english.closed_class("preposition", use="meeting"),
        "calendar": lambda: frozenset(name.lower() for name in english.calendar_names()),
    }
)
"""Roles whose words are English words of the core."""


@cache
def words(role: str) -> frozenset[str]:
    """The words of a role, in lower case: a key of `ENGLISH`, or a role of `words.csv`."""
    return ENGLISH[role]() if role in ENGLISH else WORDS.words("words", role=role)


def sites(part: str) -> tuple[str, ...]:
    """What sites are called: names (`name`), last words of names (`head`)."""
    return next(several(row["words"]) for row in SITES.rows if row["part"] == part)


@cache
def subdivisions() -> Mapping[str, str]:
    """Abbreviations of states and provinces, as they follow the name of a city, and the ids of their records."""
    return SUBDIVISIONS.mapping("abbreviation", "region")


def _determiners() -> frozenset[str]:
    return english.closed_class("article", "demonstrative", "possessive")
