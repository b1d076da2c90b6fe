"""The word lists of the rules on events, from the data files of this package."""

from __future__ import annotations

from functools import cache

from diplotext.knowledge import english
from diplotext.knowledge.tables import toml

PACKAGE = "diplotext.events"
FILE = "circumstances.toml"


@cache
def words(role: str) -> frozenset[str]:
    """The words of a role, in lower case: verbs by their lemmas, other words by their forms."""
    return frozenset(toml(PACKAGE, FILE)["words"][role])


@cache
def sites(part: str) -> frozenset[str]:
    """What sites are called: whole names (`name`), last words of names (`head`), common nouns (`common`)."""
    return frozenset(toml(PACKAGE, FILE)["sites"][part])


@cache
def telling() -> frozenset[str]:
    """Lemmas of verbs whose place and time are those of what is said, not of the event that is reported."""
    return frozenset(verb.lemma.split()[0] for verb in english.reporting_verbs()) - words("not_telling")


@cache
def party_nouns() -> frozenset[str]:
    """The last words of titles and the nouns for groups: "minister", "officials"."""
    return frozenset(
        title.title.casefold().rsplit(" ", 1)[-1]
        for title in english.titles()
        if title.meeting or title.kind == "office"
    )
