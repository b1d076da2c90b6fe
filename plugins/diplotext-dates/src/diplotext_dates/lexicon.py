"""The words of the grammar, read once from `data/`: what classes a word has in a rule, and the values they give it.

Units, modifiers and cues come from one table, so that a word is added without touching code; months, days of the week,
numbers and reporting verbs come from the English words of the core. A class with a capital is one that rules can ask
for (`MONTH`); words that a rule names itself (`of`) are found in the rules. `June.` with a dot is also read without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs
from immutabledict import immutabledict

from diplotext.knowledge import english
from diplotext.plugin.lexicons import Table, toml

PACKAGE = "diplotext_dates"
VOCABULARY = Table(
    PACKAGE, "vocabulary.csv", columns=("class", "word", "value"), key=("class", "word"), blank=("value",)
)
NAMED_DAYS = Table(
    PACKAGE,
    "named_days.csv",
    columns=("name", "rule", "month", "day", "nth", "days", "country", "official"),
    blank=("month", "day", "nth", "days", "country", "official"),
)
FOREIGN_MONTHS = Table(PACKAGE, "foreign_months.csv", columns=("word", "language"))
GRAMMAR = "grammar.toml"
LAST_ORDINAL = 30
"""The last day of a month that one word names: "thirtieth"."""


@attrs.frozen(eq=False)
class Entry:
    """A word or phrase that rules know.

    Attributes:
        classes: What it can be in a rule.
        dotted: Whether a full stop after it belongs to it.
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
def rules() -> tuple[Mapping[str, Any], ...]:
    """The stages of `grammar.toml`, each with its rules."""
    table = toml(PACKAGE, GRAMMAR)
    macros: dict[str, str] = {}
    for name, text in table["macros"].items():
        macros[name] = expanded(text, macros)
    return tuple(
        immutabledict(
            stage,
            rule=tuple(immutabledict(rule, pattern=expanded(rule["pattern"], macros)) for rule in stage["rule"]),
        )
        for stage in table["stage"]
    )


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
    for row in NAMED_DAYS.rows:
        month, day, nth, days = (
            int(row[key] or default) for key, default in (("month", 0), ("day", 0), ("nth", 0), ("days", 1))
        )
        found[row["name"].casefold()] = NamedDay(row["rule"], month, day, nth, days, row["country"], row["official"])
    return found


@cache
def foreign_months() -> Mapping[str, str]:
    """Lower-case names of months in other languages, to the code of the language."""
    return FOREIGN_MONTHS.mapping("word", "language")


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
    for name, word, value in (*_english(), *((row["class"], row["word"], row["value"]) for row in VOCABULARY.rows)):
        table.setdefault(name, []).append((word, value))
    return immutabledict({name: tuple(pairs) for name, pairs in table.items()})


def _english() -> Iterator[tuple[str, str, str]]:
    """The English words of the core that are words of the grammar: class, word and value."""
    for month in english.months():
        yield from (("MONTH", word, str(month.number)) for word in (month.name, *month.abbreviations))
    for day in english.weekdays():
        yield "WEEKDAY", day.name, str(day.number)
        yield "WEEKDAYS", f"{day.name}s", str(day.number)
        yield from (("WD", word, str(day.number)) for word in day.abbreviations)
    for word, value in english.cardinals().items():
        yield "ONES" if value < 10 else "TEENS" if value < 20 else "TENS" if value < 100 else "SCALE", word, str(value)
    for word, value in english.ordinals().items():
        if value <= LAST_ORDINAL:
            yield "Ord", word, str(value)
        if value < 10:
            yield "ORDONES", word, str(value)
    for word in sorted(english.reporting_forms("date")):
        yield "saying", word, ""
