"""The word lists of the rules for organizations: tables of `data/`, and what English words of the core serve them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import attrs
from immutabledict import immutabledict

from diplotext.knowledge import english
from diplotext.plugin.lexicons import Table, each_word, several
from diplotext.text import WORD

PACKAGE = "diplotext_organizations"
LISTS: Mapping[str, Table] = immutabledict(
    {
        name: Table(PACKAGE, f"{name}.csv", columns=("word",), matching={"word": WORD})
        for name in ("company_words", "name_words", "other_nouns")
    }
)
"""Lists of words, each a file with a column `word`."""

HEAD_NOUNS = Table(
    PACKAGE,
    "organization_nouns.csv",
    columns=("noun", "category", "complements", "national"),
    blank=("category", "complements", "national"),
    several=("complements",),
    matching={"noun": WORD},
)
METONYM_EVIDENCE = Table(
    PACKAGE, "metonym_evidence.csv", columns=("role", "word"), key=("role", "word"), matching={"word": WORD}
)
AMBIGUOUS = Table(
    PACKAGE,
    "ambiguous.csv",
    columns=("name", "evidence", "cues", "against"),
    blank=("cues", "against"),
    several=("cues", "against"),
)
SHIELDS = Table(
    PACKAGE,
    "shields.csv",
    columns=("side", "word", "names"),
    key=("side", "word"),
    several=("names",),
    matching={"word": WORD},
)
ACRONYM_NEIGHBOURS = Table(
    PACKAGE, "acronym_neighbours.csv", columns=("side", "word"), key=("side", "word"), matching={"word": WORD}
)
APPOSED = Table(
    PACKAGE,
    "apposed.csv",
    columns=("side", "word", "category"),
    key=("side", "word"),
    blank=("category",),
    matching={"word": WORD},
)
NOT_ORGANIZATIONS = Table(
    PACKAGE,
    "not_organizations.csv",
    columns=("role", "text"),
    key=("role", "text"),
    matching={"text": each_word(WORD)},
)

OTHER_SENSES = Table(PACKAGE, "other_senses.csv", columns=("role", "word"), key=("role", "word"))


BODIES_OF_STATES = ("ministry", "government", "parliament", "court", "agency", "army", "police")
COUNCILS = ("Council", "Commission", "Committee")


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

    @property
    def of_state(self) -> bool:
        """Whether states have such bodies: what "of" joins to the name is then the state, and no part of it."""
        return self.category in BODIES_OF_STATES or self.noun in COUNCILS


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

    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]


@cache
def head_nouns() -> Mapping[str, HeadNoun]:
    """Nouns that head names of organizations."""
    return MappingProxyType(
        {
            row["noun"]: HeadNoun(
                noun=row["noun"],
                category=row["category"] or None,
                complements=frozenset(several(row["complements"])),
                national=row["national"] == "yes",
            )
            for row in HEAD_NOUNS.rows
        }
    )


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list: a key of `LISTS`, or `stop_words` from the English words of the core."""
    if name == "stop_words":
        return english.stop_words("organization") | english.calendar_names(ambiguous=True)
    return LISTS[name].words("word")


@cache
def company_words() -> frozenset[str]:
    """Words after a name that only say that it is a company: "Air", "Holdings", "AG"."""
    return words("company_words") | {noun.noun for noun in head_nouns().values() if noun.category == "company"}


@cache
def metonym_words(role: str) -> frozenset[str]:
    """Words that show that a capital stands for a government, by their role."""
    found = METONYM_EVIDENCE.words("word", role=role)
    speech = {"verb": "metonym", "object_verb": "metonym_object"}.get(role)
    return found | english.reporting_forms(speech) if speech else found


@cache
def ambiguities() -> Mapping[str, Ambiguity]:
    """Ambiguous names and what they need."""
    return MappingProxyType(
        {
            row["name"]: Ambiguity(row["evidence"], frozenset(several(row["cues"])), frozenset(several(row["against"])))
            for row in AMBIGUOUS.rows
        }
    )


@cache
def shields() -> Shields:
    """Neighbours that make a name part of another name."""
    before, after = (
        MappingProxyType({row["word"]: frozenset(several(row["names"])) for row in SHIELDS.rows if row["side"] == side})
        for side in ("before", "after")
    )
    return Shields(before, after)


@cache
def acronym_neighbours(side: str) -> frozenset[str]:
    """Words `after` an acronym that show it to be an organization, or acronyms that are `never` one."""
    return ACRONYM_NEIGHBOURS.words("word", side=side)


@cache
def apposed(side: str) -> Mapping[str, str | None]:
    """Common nouns that say, `before` or `after` a name, that it is that of an organization, and of which category.

    `before`: of a name that the language model has found; `named`: of any capitalized words.
    """
    categories = APPOSED.mapping("word", "category", side=side)
    return MappingProxyType({word: category or None for word, category in categories.items()})


@cache
def not_organizations(role: str) -> frozenset[str]:
    """What names no organization, by its role.

    `name`: phrases that look like one; `single`: words that are none alone; `before`: words that show that a name
    without a head noun is another kind of name; `after` and `site`: words that show a site; `adjective`: words that
    only describe what follows ("European newspaper"); `first`: words with which names of other things begin ("HMS");
    `title`: titles of offices, which end a name; `subdivision`: abbreviated states ("Gov. Ana Silva (OH)").
    """
    found = NOT_ORGANIZATIONS.words("text", role=role)
    return found | {day.name for day in english.weekdays()} if role == "adjective" else found


@cache
def other_senses(role: str) -> frozenset[str]:
    """Nouns that say what else a name is.

    Common nouns next to it or as its predicate (`noun`), before "of" and it (`place`) or after it (`head`); nouns at
    the end of the names of sites (`site`).
    """
    return OTHER_SENSES.words("word", role=role)


@cache
def speaking_verbs() -> frozenset[str]:
    """The lemmas of verbs of reporting."""
    return frozenset(verb.lemma for verb in english.reporting_verbs() if verb.kind == "verb")


@cache
def person_titles(*kinds: str) -> frozenset[str]:
    """Words before the name of a person, of some kinds or of all: "leader", "President"."""
    nouns = {
        title.title
        for title in english.titles()
        if title.kind and " " not in title.title and (not kinds or title.kind in kinds)
    }
    return frozenset(nouns | {noun.capitalize() for noun in nouns}) - apposed("before").keys()
