"""The word lists that the rules read: loaded from `data/` once, on first use."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

import attrs

Gender = Literal["female", "male"]


@attrs.frozen
class TitleEntry:
    """A title as the table has it.

    Attributes:
        title: The title in lower case, without full stops.
        kind: `office`, `courtesy`, `military`, `religious`, `royal` or `occupation`.
        gender: The gender that it tells; None if it tells none.
        abbreviated: Whether a full stop may follow ("Gen.").
    """

    title: str
    kind: str
    gender: Gender | None
    abbreviated: bool = False


def _rows(table: str) -> list[dict[str, str]]:
    text = files("diplotext_people").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _gender(cell: str) -> Gender | None:
    return "female" if cell == "female" else "male" if cell == "male" else None


@cache
def words(table: str) -> frozenset[str]:
    """The words of a table with a column `word`."""
    return frozenset(row["word"] for row in _rows(table))


@cache
def first_names() -> dict[str, Gender | None]:
    """Known first names, and the gender that they tell; None if they tell none."""
    return {row["name"]: _gender(row["gender"]) for row in _rows("first_names")}


@cache
def titles() -> dict[tuple[str, ...], TitleEntry]:
    """Titles by their words, in lower case and without full stops."""
    entries: dict[tuple[str, ...], TitleEntry] = {}
    for row in _rows("titles"):
        title = row["title"].casefold().replace(".", "")
        key = tuple(title.split())
        short = row["title"].endswith(".") or (key in entries and entries[key].abbreviated)
        entries[key] = TitleEntry(title, row["kind"], _gender(row["gender"]), short)
    return entries


@cache
def title_starts() -> dict[str, int]:
    """The first words of titles, and the number of words of the longest title that begins so."""
    longest: dict[str, int] = {}
    for key in titles():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


@cache
def same_titles() -> dict[str, str]:
    """Titles that are other words for an office: "minister of foreign affairs" -> "foreign minister"."""
    return {row["title"]: row["office"] for row in _rows("same_titles")}
