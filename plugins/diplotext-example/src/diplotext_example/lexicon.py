"""The tables of this plugin: read once, when they are first asked for."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import cast

import attrs

from diplotext_example.annotations import Category


@attrs.frozen
class Head:
    """A noun that names of treaties are headed by.

    Attributes:
        category: What it makes a treaty.
        strength: Whether the noun alone means a treaty (`sure`), needs a state or organization next to it (`weak`),
            also says what the deal is about (`deal`).
    """

    category: Category
    strength: str


def rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table in `data`, by column."""
    file = resources.files("diplotext_example").joinpath(f"data/{table}.csv")
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines())


@cache
def heads() -> Mapping[str, Head]:
    """Head nouns in lower case."""
    return {row["word"]: Head(cast("Category", row["category"]), row["strength"]) for row in rows("heads")}


@cache
def words() -> Mapping[str, frozenset[str]]:
    """Sets of words by what they do, such as `determiner` or `calendar`."""
    found: dict[str, set[str]] = {}
    for row in rows("words"):
        found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(members) for kind, members in found.items()}
