"""The word lists of the rules for meetings: tables of `data/`, and what English words of the core serve these rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from immutabledict import immutabledict

from diplotext.knowledge import english
from diplotext.plugin.lexicons import Table, WordSet, several
from diplotext_venues.units import WORD

PACKAGE = "diplotext_venues"


def is_token(word: str) -> bool:
    """Whether a word is one token, in lower case, as words are looked up."""
    return word == word.lower() and WORD.fullmatch(word) is not None


def are_tokens(phrase: str) -> bool:
    """Whether the words of a phrase, at blanks and hyphens, are tokens."""
    return all(map(is_token, phrase.replace("-", " - ").split()))


WORDS = Table(PACKAGE, "words.csv", columns=("role", "words"), several=("words",), matching={"words": is_token})
SITES = Table(PACKAGE, "sites.csv", columns=("part", "words"), several=("words",))
SUBDIVISIONS = Table(PACKAGE, "subdivisions.csv", columns=("abbreviation", "region"), key=("abbreviation",))
STATUS = Table(
    PACKAGE,
    "status.csv",
    columns=("status", "cues"),
    several=("cues",),
    matching={"cues": lambda cue: all(map(is_token, cue.split()))},
)
TRIGGERS = Table(
    PACKAGE,
    "triggers.csv",
    columns=("lemma", "forms", "part", "kind", "medium"),
    key=("lemma", "part"),
    several=("forms",),
    matching={"forms": are_tokens},
)
ENGLISH: Mapping[str, Callable[[], frozenset[str]]] = immutabledict(
    {
        "determiner": lambda: _determiners() | english.closed_class("quantifier", use="meeting"),
        "noun determiner": lambda: _determiners() | english.closed_class("quantifier", use="meeting_noun"),
        "definite": lambda: (_determiners() | {"both"}) - {"a", "an"},
        "possessive": lambda: english.closed_class("possessive"),
        "number": lambda: english.closed_class("quantifier", use="meeting_number") | english.cardinals(10).keys(),
        "preposition": lambda: english.closed_class("preposition", use="meeting"),
        "modal": lambda: english.closed_class("modal") | {"to", "not"},
        "subjectpronoun": lambda: english.closed_class("subject pronoun", "object pronoun") | {"who"},
        "speech": lambda: english.reporting_forms("meeting"),
        "calendar": lambda: frozenset(name.lower() for name in english.calendar_names()),
        "abbreviated": lambda: _abbreviations(),
        "titlehead": lambda: _titles("head"),
        "anaphor": lambda: _titles("anaphor") | WORDS.words("words", role="anaphor"),
        "group": lambda: _titles("group") | WORDS.words("words", role="group"),
        "title": lambda: _titles("title") | WORDS.words("words", role="title modifier"),
    }
)
"""Roles whose words are English words of the core, for some with more of `words.csv`."""

EVENTS = WordSet(lambda: WORDS.words("words", role="host event"))
SIDELINES = WordSet(lambda: WORDS.words("words", role="sidelines"))


@cache
def words(role: str) -> frozenset[str]:
    """The words of a role, in lower case: a key of `ENGLISH`, or a role of `words.csv`."""
    return ENGLISH[role]() if role in ENGLISH else WORDS.words("words", role=role)


def sites(part: str) -> tuple[str, ...]:
    """What sites are called: names (`name`), last words of names (`head`), common nouns (`common`, `described`)."""
    return next(several(row["words"]) for row in SITES.rows if row["part"] == part)


@cache
def subdivisions() -> Mapping[str, str]:
    """Abbreviations of states and provinces, as they follow the name of a city, and the ids of their records."""
    return SUBDIVISIONS.mapping("abbreviation", "region")


def _determiners() -> frozenset[str]:
    return english.closed_class("article", "demonstrative", "possessive")


def _abbreviations() -> frozenset[str]:
    """Titles that end with a full stop, without it: "gen"."""
    forms = (title.title.casefold() for title in english.titles())
    return frozenset(form[:-1] for form in forms if form.endswith(".") and form[:-1].isalpha())


def _titles(use: str) -> frozenset[str]:
    return frozenset(title.title.casefold() for title in english.titles() if use in title.meeting)
