"""The word lists that the rules read: loaded from `data/` once, on first use."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import attrs


@attrs.frozen
class HeadNoun:
    """A noun that heads names of organizations, such as "Council".

    Attributes:
        noun: The noun, capitalized.
        category: The category of what it names; None if it says nothing about it.
        complements: Prepositions that join what follows to the name ("Ministry of ...").
        national: Whether the name of a nation before it is enough ("British Parliament").
    """

    noun: str
    category: str | None
    complements: frozenset[str]
    national: bool


@attrs.frozen
class Ambiguity:
    """What a name that also means something else needs, to be taken for the name.

    Attributes:
        evidence: `case` (its line is not in capitals), `article` ("the" before it, or a longer name in the text),
            `definition` (a longer name in the text), `cue` (a cue word in the text), `place` (the rules for states).
        cues: Words anywhere in the text that speak for it.
        against: Words anywhere in the text that speak against it.
    """

    evidence: str
    cues: frozenset[str]
    against: frozenset[str]


@attrs.frozen
class Shields:
    """Neighbours that make a name part of another name: word -> the names it does so for, `*` for all.

    Attributes:
        before: Words before the name ("New" before "Mexico").
        after: Words after it ("Ocean" after "Indian").
    """

    before: dict[str, frozenset[str]]
    after: dict[str, frozenset[str]]


def _rows(table: str) -> list[dict[str, str]]:
    text = files("diplotext_organizations").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _split(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


@cache
def head_nouns() -> dict[str, HeadNoun]:
    """Nouns that head names of organizations."""
    return {
        row["noun"]: HeadNoun(
            row["noun"], row["category"] or None, _split(row["complements"]), row["national"] == "yes"
        )
        for row in _rows("organization_nouns")
    }


@cache
def words(table: str) -> frozenset[str]:
    """The words of a table with a column `word`: `name_words`, `stop_words`, `other_nouns`."""
    return frozenset(row["word"] for row in _rows(table))


@cache
def metonym_words(role: str) -> frozenset[str]:
    """Words that show that a capital stands for a government, by their role."""
    return frozenset(row["word"] for row in _rows("metonym_evidence") if row["role"] == role)


@cache
def ambiguities() -> dict[str, Ambiguity]:
    """Ambiguous names and what they need."""
    return {
        row["name"]: Ambiguity(row["evidence"], _split(row["cues"]), _split(row["against"]))
        for row in _rows("ambiguous")
    }


@cache
def shields() -> Shields:
    """Neighbours that make a name part of another name."""
    sides: dict[str, dict[str, frozenset[str]]] = {"before": {}, "after": {}}
    for row in _rows("shields"):
        side = sides[row["side"]]
        side[row["word"]] = side.get(row["word"], frozenset()) | _split(row["names"])
    return Shields(sides["before"], sides["after"])


@cache
def acronym_neighbours(side: str) -> frozenset[str]:
    """Words `after` an acronym that show it to be an organization, or acronyms that are `never` one."""
    return frozenset(row["word"] for row in _rows("acronym_neighbours") if row["side"] == side)


@cache
def apposed(side: str) -> dict[str, str | None]:
    """Common nouns that say, `before` or `after` a name, that it is that of an organization, and of which category.

    `before`: of a name that the language model has found; `named`: of any capitalized words.
    """
    return {row["word"]: row["category"] or None for row in _rows("apposed") if row["side"] == side}


@cache
def not_organizations(role: str) -> frozenset[str]:
    """What names no organization, by its role.

    `name`: phrases that look like one; `single`: words that are none alone; `before`: words that show that a name
    without a head noun is another kind of name; `after` and `site`: words that show a site; `adjective`: words that
    only describe what follows ("European newspaper").
    """
    return frozenset(row["text"] for row in _rows("not_organizations") if row["role"] == role)
