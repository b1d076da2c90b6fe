"""The tables of this plugin: read once, when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

import attrs

from diplotext.plugin.lexicons import Table
from diplotext_example.annotations import Category

PACKAGE = "diplotext_example"
HEADS = Table(PACKAGE, "heads.csv", columns=("word", "category", "strength"))
WORDS = Table(PACKAGE, "words.csv", columns=("kind", "word"), key=("kind", "word"))
KNOWN = Table(
    PACKAGE,
    "known.csv",
    columns=("id", "name", "aliases", "acronyms", "category"),
    blank=("aliases", "acronyms"),
    several=("aliases", "acronyms"),
)


@attrs.frozen
class Head:
    """A noun that names of treaties are headed by.

    Attributes:
        category: What it makes a treaty.
        strength: Whether the noun alone means a treaty (`sure`), needs a state or organization next to it (`weak`), or
            also says what the deal is about (`deal`).
    """

    category: Category
    strength: str


@cache
def heads() -> Mapping[str, Head]:
    """Head nouns in lower case."""
    return {row["word"]: Head(cast("Category", row["category"]), row["strength"]) for row in HEADS.rows}


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Sets of words by what they do, such as `determiner` or `calendar`."""
    return {kind: WORDS.words("word", kind=kind) for kind in WORDS.words("kind")}
