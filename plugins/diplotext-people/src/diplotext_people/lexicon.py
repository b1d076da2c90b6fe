"""The word lists of the rules for persons: tables of `data/`, and what English words of the core serve these rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import attrs
from immutabledict import immutabledict

from diplotext.knowledge import english
from diplotext.plugin.lexicons import Table, WordSet
from diplotext.text import WORD

Gender = english.Gender
PACKAGE = "diplotext_people"
LISTS: Mapping[str, Table] = immutabledict(
    {
        name: Table(PACKAGE, f"{name}.csv", columns=("word",), matching={"word": WORD})
        for name in (
            "family_first",
            "indefinite_nouns",
            "indefinite_words",
            "never_after_names",
            "never_alone",
            "never_before_names",
            "not_name_words",
            "particles",
            "portfolios",
        )
    }
)
"""Lists of words, each a file with a column `word`."""

WORDS = Table(PACKAGE, "words.csv", columns=("role", "word"), key=("role", "word"), matching={"word": WORD})
"""Short lists of words by what they do next to a name."""

FIRST_NAMES = Table(PACKAGE, "first_names.csv", columns=("name", "gender"), blank=("gender",))
GENERAL_TITLES = Table(PACKAGE, "general_titles.csv", columns=("general", "office"), several=("office",))
SAME_TITLES = Table(PACKAGE, "same_titles.csv", columns=("title", "office"))

APPOINTING = WordSet(lambda: WORDS.words("word", role="appointing"))
BECOMING = WordSet(lambda: WORDS.words("word", role="becoming"))
LEAVING = WordSet(lambda: WORDS.words("word", role="leaving"))
CREDITS = WordSet(lambda: WORDS.words("word", role="credit"))
LOCATIVES = WordSet(lambda: WORDS.words("word", role="locative"))
SETTLEMENTS = WordSet(lambda: WORDS.words("word", role="settlement"))
TRUST = WordSet(lambda: WORDS.words("word", role="trust"))
ARTICLES = WordSet(lambda: [form for word in english.closed_class("article") for form in (word, word.capitalize())])


@attrs.frozen
class TitleEntry:
    """A title as the table has it.

    Attributes:
        title: The title in lower case, without full stops.
        kind: `office`, `courtesy`, `military`, `religious`, `royal` or `occupation`.
        gender: The gender that it shows; None if it shows none.
        abbreviated: Whether a full stop may follow ("Gen.").
        capitals: Whether it is written in capitals ("PM").
    """

    title: str
    kind: str
    gender: Gender | None
    abbreviated: bool = False
    capitals: bool = False


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list: a key of `LISTS`, or `stop_words` or `speech_verbs` from the English words of the core."""
    if name == "stop_words":
        return english.stop_words("person") | english.calendar_names()
    return english.reporting_forms("person") if name == "speech_verbs" else LISTS[name].words("word")


@cache
def first_names() -> Mapping[str, Gender | None]:
    """Known first names, and the gender that they show; None if they show none."""
    return MappingProxyType({row["name"]: _gender(row["gender"]) for row in FIRST_NAMES.rows})


def _gender(cell: str) -> Gender | None:
    return "female" if cell == "female" else "male" if cell == "male" else None


@cache
def titles() -> Mapping[tuple[str, ...], TitleEntry]:
    """Titles by their words, in lower case and without full stops."""
    entries: dict[tuple[str, ...], TitleEntry] = {}
    for entry in english.titles():
        if entry.kind is not None:
            title = entry.title.casefold().replace(".", "")
            key = tuple(title.split())
            short = entry.title.endswith(".") or (key in entries and entries[key].abbreviated)
            entries[key] = TitleEntry(title, entry.kind, entry.gender, short, entry.title.isupper())
    return MappingProxyType(entries)


@cache
def title_starts() -> Mapping[str, int]:
    """The first words of titles, and the number of words of the longest title that begins so."""
    longest: dict[str, int] = {}
    for key in titles():
        longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return MappingProxyType(longest)


@cache
def same_titles() -> Mapping[str, str]:
    """Titles that are other words for an office: "minister of foreign affairs" -> "foreign minister"."""
    return SAME_TITLES.mapping("title", "office")


RANKED = ("deputy ", "first deputy ", "vice ", "assistant ", "former ")
"""What is put before the name of an office, and makes another office of it."""


def office_of(title: str) -> str:
    """The office that a title means: "minister of foreign affairs" and "acting foreign minister" are one."""
    plain = title.removeprefix("acting ")
    for rank in RANKED:
        if plain.startswith(rank) and (same := same_titles().get(plain.removeprefix(rank))):
            return f"{rank}{same}"
    return same_titles().get(plain, plain)


@cache
def general_titles() -> Mapping[str, frozenset[str]]:
    """General words for an office, and the offices that they can stand for: "leader" -> "president"."""
    return MappingProxyType(
        {word: GENERAL_TITLES.words("office", general=word) for word in GENERAL_TITLES.words("general")}
    )


def stands_for(title: str, office: str) -> bool:
    """Whether a general title can stand for an office: "human rights chief" for "high commissioner for human rights".

    What the title says of a portfolio must be in the office, too.
    """
    *portfolio, word = title.split()
    plain = office_of(office)
    core = plain.partition(" of ")[0].partition(" for ")[0]
    if not any(core == known or core.endswith(f" {known}") for known in general_titles().get(word, ())):
        return False
    return set(portfolio) <= {*plain.split(), "top", "senior"}
