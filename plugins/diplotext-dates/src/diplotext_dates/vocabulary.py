"""The words of the grammar, read once from `data/`: what classes a word has in a rule, and the values they give it.

Names of months and days, units, numbers, modifiers and cues all come from one table, so that a word is added without
touching code. A class with a capital is one that rules can ask for (`MONTH`); words that a rule names itself (`of`) are
found in the rules. `June.` with a dot is also read without it.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs


@attrs.frozen(eq=False)
class Entry:
    """A word or phrase that rules know.

    Attributes:
        classes: What it can be in a rule.
        dotted: Whether a dot behind it belongs to it.
    """

    classes: frozenset[str]
    dotted: bool = False


Words = Mapping[str, Entry]
Phrases = Mapping[str, tuple[tuple[re.Pattern[str], Entry], ...]]


@cache
def entries() -> tuple[Words, Phrases]:
    """Single words by their lower-case form, and phrases by their first word, the longest first."""
    classes: dict[str, set[str]] = {}
    dotted: set[str] = set()
    for name, pairs in _table().items():
        if name[0].isupper():
            for word, _ in pairs:
                key = word.casefold()
                if key.endswith(".") and key[:-1].isalpha():
                    dotted.add(key := key[:-1])
                classes.setdefault(key, set()).update(_classes(name, word))
    for literal in literals():
        classes.setdefault(literal, set()).add(literal)
    for word in foreign_months():
        classes.setdefault(word, set()).add("FOREIGN")
    for name in named_days():
        classes.setdefault(name, set()).add("HOLIDAY")
    words: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[re.Pattern[str], Entry]]] = {}
    for key in sorted(classes, key=lambda word: (-len(word), word)):
        entry = Entry(frozenset(classes[key]), key in dotted)
        if re.fullmatch(r"[^\W\d_]+|['’]s|o'clock|[ap]\.m\.?|b\.c\.(?:e\.)?", key):
            words[key] = entry
            if "'" in key:
                words[key.replace("'", "’")] = entry
        else:
            first = re.match(r"[^\W\d_]+", key)
            pattern = re.escape(key).replace(r"\ ", r"\s{1,3}").replace("’", "'").replace("'", "['’]")
            rule = re.compile(rf"{pattern}(?!\w)", re.I)
            phrases.setdefault(first[0] if first else key, []).append((rule, entry))
    return words, {first: tuple(items) for first, items in phrases.items()}


def _classes(name: str, word: str) -> set[str]:
    """A class and those that hold it: a unit is a `Unit1`, its plural a `Units`, both a `Unit`."""
    found = {name}
    if name in ("Unit1", "Units"):
        found.add("Unit")
    if name in ("ONES", "TEENS", "TENS"):
        found.add("Num")
    if name == "Ord":
        found |= {"Dom", "ORDWORD"}
    return found


@cache
def rules() -> list[dict[str, Any]]:
    """The stages of `grammar.toml`, each with its rules."""
    table = tomllib.loads(files("diplotext_dates").joinpath("data", "grammar.toml").read_text(encoding="utf-8"))
    macros: dict[str, str] = {}
    for name, text in table["macros"].items():
        macros[name] = expanded(text, macros)
    for stage in table["stage"]:
        for rule in stage["rule"]:
            rule["pattern"] = expanded(rule["pattern"], macros)
    return list(table["stage"])


def expanded(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with `{NAME}` replaced by the macro of that name."""
    return re.sub(r"\{([A-Z]+)\}", lambda match: f"(?:{macros[match[1]]})", pattern)


PIECE = re.compile(
    r"\(\?P=\w+\)|\(\?P?[<=!:][=!]?(?:[a-z]\w*>)?|(?P<name>[A-Z][A-Za-z0-9]+)|(?P<word>['’]?[a-z]+)|.", re.S
)
"""The pieces of a pattern: group openings, names of classes, literal words, and the syntax of regular expressions."""


@cache
def literals() -> frozenset[str]:
    """The words that rules name themselves."""
    return frozenset(
        piece["word"]
        for stage in rules()
        for rule in stage["rule"]
        for piece in PIECE.finditer(rule["pattern"])
        if piece["word"]
    )


@attrs.frozen
class NamedDay:
    """A day or period of the year that has a name.

    Attributes:
        rule: How it is found: `fixed`, `nth`, `easter`, `hijri` or `country`.
        month: Its month; of the Islamic calendar for `hijri`.
        day: Its day of the month; for `nth` the ISO number of its weekday; for `easter` days after Easter Sunday.
        nth: For `nth`, which of these weekdays in the month, -1 being the last.
        days: How many days it lasts; 0 for a whole month.
        country: ISO 3166 code of the country whose day it is.
        official: For `country`, the name in the calendar of that country.
    """

    rule: str
    month: int
    day: int
    nth: int
    days: int
    country: str
    official: str


@cache
def named_days() -> Mapping[str, NamedDay]:
    """Named days by lower-case name."""
    found = {}
    for row in _rows("named_days.csv"):
        month, day, nth, days = (
            int(row[key] or default) for key, default in (("month", 0), ("day", 0), ("nth", 0), ("days", 1))
        )
        found[row["name"].casefold()] = NamedDay(row["rule"], month, day, nth, days, row["country"], row["official"])
    return found


@cache
def foreign_months() -> Mapping[str, str]:
    """Lower-case names of months in other languages, to the code of the language."""
    return {row["word"]: row["language"] for row in _rows("foreign_months.csv")}


@cache
def words(name: str) -> Mapping[str, str]:
    """The vocabulary `name`: lower-case word without a final dot to value, in the order of the table."""
    return {
        word.casefold().removesuffix("." if word[:-1].isalpha() else "\0"): value
        for word, value in _table().get(name, ())
    }


@cache
def alternation(name: str) -> str:
    """A regular expression for the words of a vocabulary, the longest first; a blank is any white space."""
    longest = sorted((word for word, _ in _table().get(name, ())), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in longest)


@cache
def _table() -> Mapping[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for row in _rows("vocabulary.csv"):
        table.setdefault(row["class"], []).append((row["word"], row["value"]))
    return {name: tuple(pairs) for name, pairs in table.items()}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("diplotext_dates").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
