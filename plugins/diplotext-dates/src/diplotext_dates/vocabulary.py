"""The words of the grammar, read once from `data/`, and the numbers that they spell.

A vocabulary is a class of words with a value each (`September` 9, `several` X). Names of months and days, units,
numbers, modifiers and cues all come from one table, so that a word is added without touching code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files

import attrs


@attrs.frozen
class Holiday:
    """A day of the year that has a name.

    Attributes:
        month: Its month.
        day: Its day of the month, or None where it is the nth of a weekday.
        weekday: ISO number of that weekday.
        nth: Which of them it is in the month.
    """

    month: int
    day: int | None
    weekday: int | None
    nth: int | None


@cache
def words(name: str) -> Mapping[str, str]:
    """The vocabulary `name`: lower-case word to value, in the order of the table."""
    return {word.casefold(): value for word, value in _table().get(name, ())}


@cache
def spellings(name: str) -> tuple[str, ...]:
    """The words of the vocabulary `name` as they are written, the longest first."""
    return tuple(sorted((word for word, _ in _table().get(name, ())), key=lambda word: (-len(word), word)))


@cache
def holidays() -> Mapping[str, Holiday]:
    """Named days, by lower-case name with straight apostrophes and curly ones."""
    return {row["name"].casefold(): _holiday(row) for row in _rows("holidays.csv")}


def _holiday(row: Mapping[str, str]) -> Holiday:
    day, weekday, nth = (int(row[key]) if row[key] else None for key in ("day", "weekday", "nth"))
    return Holiday(int(row["month"]), day, weekday, nth)


@cache
def precisions() -> Mapping[str, float]:
    """The share of right values among what a rule found, for rules that were measured over at least 50 cases."""
    return {row["rule"]: float(row["precision"]) for row in _rows("precision.csv")}


@cache
def alternation(name: str) -> str:
    """A regular expression for the words of a vocabulary; a blank is any white space, a final dot is optional."""
    return "|".join(
        re.escape(word).replace(r"\ ", " ").removesuffix(r"\.") + r"\.?" * word.endswith(".")
        for word in spellings(name)
    )


def month_number(word: str) -> int:
    """The number of a month from its name or abbreviation."""
    return _by_stem("month", word)


def weekday_number(word: str) -> int:
    """The ISO number of a weekday, Monday being 1."""
    return _by_stem("weekday", word)


def number(text: str) -> Fraction | None:
    """The number that a phrase says: `twenty-four`, `2 1/2`, `1,500`, `half a`; None for a vague one (`several`).

    Raises:
        ValueError: If it says no number at all.
    """
    phrase = " ".join(text.casefold().replace("-", " ").split())
    if phrase in words("vague_number"):
        return Fraction(2) if phrase.startswith("a couple") else None
    if phrase in ("a", "an"):
        return Fraction(1)
    if phrase in ("half a", "half an"):
        return Fraction(1, 2)
    if match := re.fullmatch(r"(\d[\d,]*(?:\.\d+)?)?(?: ?(\d)/([1-9]))?", phrase):
        whole = Fraction(match[1].replace(",", "")) if match[1] else Fraction(0)
        return whole + (Fraction(int(match[2]), int(match[3])) if match[2] else 0)
    if phrase.endswith(" and a half"):
        inner = number(phrase.removesuffix(" and a half"))
        return None if inner is None else inner + Fraction(1, 2)
    return Fraction(_spelled(phrase))


def unit_code(word: str) -> str:
    """The letter of a unit: `weeks` W."""
    table = words("unit")
    plain = word.casefold()
    return table.get(plain) or table.get(plain.removesuffix("s")) or "C"


def _spelled(phrase: str) -> int:
    total = current = 0
    for word in phrase.split():
        if word == "and":
            continue
        value = 1 if word in ("a", "an") else int(words("number").get(word, "-1"))
        if value < 0:
            raise ValueError(f"{phrase!r} is no number")
        if value == 1000:
            total, current = total + (current or 1) * value, 0
        elif value == 100:
            current = (current or 1) * value
        else:
            current += value
    return total + current


def _by_stem(name: str, word: str) -> int:
    stem = word.casefold().rstrip(".")[:3]
    return next(int(value) for full, value in words(name).items() if full.startswith(stem))


@cache
def _table() -> Mapping[str, tuple[tuple[str, str], ...]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for row in _rows("vocabulary.csv"):
        table.setdefault(row["class"], []).append((row["word"], row["value"]))
    return {name: tuple(pairs) for name, pairs in table.items()}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("diplotext_dates").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
