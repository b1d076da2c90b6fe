"""The word lists of the rules for statements: tables of `data/`, and what English words of the core serve them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from diplotext.knowledge import english
from diplotext.plugin.lexicons import Table, WordSet

PACKAGE = "diplotext_quotes"
WORDS = Table(PACKAGE, "words.csv", columns=("role", "words"), several=("words",), matching={"words": str.islower})
CUES = Table(
    PACKAGE,
    "cues.csv",
    columns=("lemma", "kind", "frames", "factive"),
    key=("lemma", "kind"),
    blank=("factive",),
    several=("frames",),
    matching={"lemma": str.islower},
)
"""Cues that are not verbs; reporting verbs are English words of the core."""

MEDIA = Table(
    PACKAGE, "media.csv", columns=("word", "kind", "medium"), key=("word", "kind"), matching={"word": str.islower}
)
SPEAKERS = Table(
    PACKAGE,
    "speakers.csv",
    columns=("noun", "kind", "speaks_for_state"),
    blank=("speaks_for_state",),
    matching={"noun": str.islower},
)
"""Bodies and documents that can be sources; persons are among the titles of the core."""

BODIES = Table(
    PACKAGE, "bodies.csv", columns=("noun", "categories"), several=("categories",), matching={"noun": str.islower}
)
"""Nouns by which a text calls a body again, and the categories of the bodies that each can mean."""


def _words(role: str) -> WordSet:
    return WordSet(lambda: WORDS.words("words", role=role))


PRONOUNS = WordSet(lambda: english.closed_class("subject pronoun"))
"""Personal pronouns that can be subjects."""
FIRST_PERSONS = WordSet(lambda: {"i", "we"})
OBJECT_PRONOUNS = WordSet(lambda: english.closed_class("object pronoun"))
DETERMINERS = WordSet(
    lambda: {
        *english.closed_class("article", "demonstrative", "possessive"),
        *english.closed_class("quantifier", use="quote"),
        *english.cardinals(MAX_NUMERAL),
    }
)
MAX_NUMERAL = 5
"""The greatest number whose word counts as a determiner."""

AUXILIARIES = WordSet(lambda: english.closed_class("be", "have", "be or have", "do", "modal"))
BE = WordSet(lambda: english.closed_class("be"))
PASSIVE_AUXILIARIES = WordSet(lambda: {*BE, *WORDS.words("words", role="passive")})
ADVERBS = _words("adverb")
"""Adverbs that may occur between subject and verb, or after the verb; those in -ly are known by their ending."""
NO_ADVERBS = _words("not an adverb")
"""Words in -ly that are none."""
PREPOSITIONS = WordSet(lambda: english.closed_class("preposition", use="quote"))
FRONTING = WordSet(lambda: {*PREPOSITIONS, *WORDS.words("words", role="fronting")} - {"of"})
"""Words that open a phrase before the subject: "On Friday Orlova said"."""
NOT_CONTENT = WordSet(lambda: {*FRONTING, *WORDS.words("words", role="not content")})
"""Words that do not open what is said."""
SUBORDINATORS = _words("subordinator")
"""Words that open an adverbial clause: "said *as* the envoys left"."""
TURN_ROLES = _words("turn role")
"""Labels of turns in a transcript that name no person."""
SPEAKING = _words("speaking")
"""What one does not do who declines to speak: "declined to *comment*"."""
FIGHTING = _words("fighting")
"""Cues that are also verbs of fighting, by lemma."""
SHOWING = _words("showing")
"""Cues that are also verbs for what things show or do, by lemma: "the visit *underscored* the need"."""
PLEASED = _words("pleased")
"""Adjectives before an infinitive that says what is said: "*pleased* to announce"."""
SPEAKING_UP = _words("speaking up")
"""Verbs before an infinitive that says what is said: "*took* to Twitter to accuse", "*rose* to say"."""
RAISED = _words("raised")
"""What one raises by speaking of it."""
DECLARED = _words("declared")
"""What comes about by being declared."""
RELATIVES = WordSet(lambda: english.closed_class("relative pronoun"))
QUESTION_WORDS = WordSet(lambda: english.closed_class("interrogative"))
WEEKDAYS = WordSet(lambda: {form for day in english.weekdays() for form in _forms(day.name, f"{day.name}s")})
MONTHS = WordSet(lambda: {form for month in english.months() for form in _forms(month.name, *month.abbreviations)})
TIME_WORDS = WordSet(lambda: {*WEEKDAYS, *MONTHS, *WORDS.words("words", role="time")})
TIME_NOUNS = _words("time noun")
TIMES = WordSet(lambda: {*TIME_WORDS, *TIME_NOUNS})
TIME_MODIFIERS = _words("time modifier")
ATTITUDES = _words("attitude")
"""Words for what somebody feels or is ready to do."""
POSITION_NOUNS = _words("position noun")
"""Nouns for what somebody wants or thinks."""
POSITION_VERBS = _words("position verb")
"""Verbs for the same, by lemma."""
PURPOSES = _words("purpose")
"""What one acts according to without anybody saying anything: "according to plan"."""
MEDIUM_PREPOSITIONS = _words("medium preposition")
"""Prepositions before a medium: "in an interview"."""


def _forms(*names: str) -> tuple[str, ...]:
    return tuple(name.lower().removesuffix(".") for name in names)


@cache
def speaker_kinds() -> Mapping[str, str]:
    """Nouns for those who can speak, and what they are: `person`, `group`, `organization` or `document`."""
    persons = {title.title.casefold(): title.speaker for title in english.titles() if title.speaker is not None}
    return MappingProxyType(persons | {row["noun"]: row["kind"] for row in SPEAKERS.rows})


@cache
def speaker_nouns() -> frozenset[str]:
    """Nouns for those who can speak, persons, bodies and documents, in singular and plural."""
    return frozenset(speaker_kinds())


@cache
def bodies() -> Mapping[str, frozenset[str]]:
    """Nouns by which a text calls a body again, and the categories of the bodies that each can mean."""
    return MappingProxyType({noun: BODIES.words("categories", noun=noun) for noun in BODIES.words("noun")})


@cache
def agents_of_states() -> frozenset[str]:
    """Nouns for bodies that with the adjective or name of a state stand for it: "the Kenyan government"."""
    return SPEAKERS.words("noun", speaks_for_state="yes")


@cache
def representatives() -> frozenset[str]:
    """Nouns for persons who speak for a state or body and are not named: "Kenyan officials"."""
    persons = {title.title.casefold() for title in english.titles() if title.speaks_for_state}
    return frozenset(persons) | WORDS.words("words", role="representative")


def is_adverb(low: str) -> bool:
    """Whether a word in lower case may be taken for an adverb."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in NO_ADVERBS)
