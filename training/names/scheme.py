"""Corpora disagree about what a name is and which class it has; the reference tables and a few word lists settle it.

The conventions and the words are data: see `scheme.toml`. State, city and region names, demonyms and titles come
from the tables of the plugins.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import attrs
from spacy.lang.en.stop_words import STOP_WORDS

from training.tables import plugin_rows, several
from training.tables import titles as title_rows

NAMED_BY_NATURE = frozenset(("continent", "sea"))
LONGEST_UNKNOWN_PLACE = 2
DIRECTIONS = frozenset(("East", "North", "South", "West"))


@attrs.frozen
class NameScheme:
    """What decides about the class and the extent of a name.

    Attributes:
        labels: The labels of the scheme.
        regions: Names of continents, seas and regions that are no state or province.
        states_and_towns: Names of states, provinces and cities.
        undecided: Seats of government, which are organizations or buildings by context.
        names_with_article: Names whose article belongs to them.
        generic: Words that make no name of a place alone.
        institutions: Words for places that are organizations too.
        states: Names of states.
        facility_heads: Words for buildings.
        location_heads: Words for parts of nature.
        location_starts: Those of them that come first.
        undecided_heads: Words that towns end in, and parts of nature too.
        groups: Adjectives and nouns for nationalities, religions and political adherents.
        plural_groups: Those of them that can only be nouns.
        language_words: Words before which a nationality is a language.
        titles: Titles as tuples of words in lower case.
        event_heads: Words for events.
        certain_event_heads: Those that no work of art ends in.
        linkers: Words in lower case within a name.
        generic_starts: Words that a phrase starts with, but no name.
        function_words: Words after or before which an adjective stands for a language or nothing.
        sentence_starts: Words with a capital only because they start a sentence.
        months: Names of months.
        weekdays: Names of days.
    """

    labels: frozenset[str]
    regions: frozenset[str]
    states_and_towns: frozenset[str]
    undecided: frozenset[str]
    names_with_article: frozenset[str]
    generic: frozenset[str]
    institutions: frozenset[str]
    states: frozenset[str]
    facility_heads: frozenset[str]
    location_heads: frozenset[str]
    location_starts: frozenset[str]
    undecided_heads: frozenset[str]
    groups: frozenset[str]
    plural_groups: frozenset[str]
    language_words: frozenset[str]
    titles: frozenset[tuple[str, ...]]
    event_heads: frozenset[str]
    certain_event_heads: frozenset[str]
    linkers: frozenset[str]
    generic_starts: frozenset[str]
    function_words: frozenset[str]
    sentence_starts: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]

    @property
    def longest_title(self) -> int:
        """The number of words of the longest title."""
        return max(len(title) for title in self.titles)


def _names(rows: Iterable[Mapping[str, str]], *columns: str) -> frozenset[str]:
    """The names in some columns, where `|` stands between several."""
    return frozenset(name for row in rows for column in columns for name in several(row[column]))


@cache
def name_scheme() -> NameScheme:
    """The scheme, read once."""
    data = tomllib.loads(Path(__file__).with_name("scheme.toml").read_text(encoding="utf-8"))
    places, people, events, words = data["places"], data["people"], data["events"], data["words"]
    states, regions = plugin_rows("knowledge", "states"), plugin_rows("knowledge", "regions")
    heads = frozenset(places["location_heads"])
    natural = [
        row
        for row in regions
        if row["category"] in NAMED_BY_NATURE or not row["country"] or heads.intersection(row["name"].split())
    ]
    political = [row for row in regions if row not in natural]
    adjectives = _names(states, "adjectives")
    nouns = _names(states, "demonyms") - adjectives
    known = (
        _names(states, "name", "official", "aliases", "capital")
        | _names(plugin_rows("knowledge", "cities"), "name", "aliases")
        | _names(political, "name", "aliases")
        | frozenset(places["states_and_towns"])
    )
    regional = frozenset(places["locations"]) | _names(natural, "name", "aliases") - known
    groups = adjectives | nouns | frozenset((*people["groups"], *people["adherents"])) - frozenset(people["not_groups"])
    titles = [row["title"] for row in title_rows() if row["title"] not in people["name_titles"]]
    return NameScheme(
        labels=frozenset(data["scheme"]["labels"]),
        regions=regional,
        states_and_towns=known - regional,
        undecided=frozenset(places["undecided"]),
        names_with_article=frozenset(places["names_with_article"]),
        generic=frozenset(places["generic"]),
        institutions=frozenset(places["institutions"]),
        states=_names(states, "name", "official", "aliases"),
        facility_heads=frozenset(places["facility_heads"]),
        location_heads=frozenset(places["location_heads"]),
        location_starts=frozenset(places["location_starts"]),
        undecided_heads=frozenset(places["undecided_heads"]),
        groups=groups,
        plural_groups=frozenset(
            name for name in groups if name in nouns or f"{name.removesuffix('s')}" in groups - {name}
        ),
        language_words=frozenset(people["language_words"]),
        titles=frozenset(tuple(title.lower().split()) for title in (*titles, *people["titles"])),
        event_heads=frozenset(events["heads"]),
        certain_event_heads=frozenset(events["certain_heads"]),
        linkers=frozenset(words["linkers"]),
        generic_starts=frozenset(words["generic_starts"]),
        function_words=frozenset(words["function_words"]),
        sentence_starts=frozenset(words["sentence_starts"]) | STOP_WORDS,
        months=frozenset(words["months"]),
        weekdays=frozenset(words["weekdays"]),
    )


def place_label(name: str) -> str | None:
    """Whether a place is a state or town (GPE), a part of nature or a region (LOC), or a building (FAC).

    Args:
        name: The name without an article before it.

    Returns:
        The label, or None where neither the tables nor the words of the name decide.
    """
    scheme = name_scheme()
    if name in scheme.undecided or name in scheme.generic:
        return None
    if name in scheme.states_and_towns:
        return "GPE"
    if name in scheme.regions:
        return "LOC"
    words = re.split(r"[\s-]+", name)
    if len(words) == 1 and words[0] in scheme.facility_heads | scheme.location_heads | scheme.undecided_heads:
        return None
    head = words[-1]
    for position, word in enumerate(words):
        if word in {"of", "at", "in", "on"} and position:
            head = words[position - 1]
            break
    if head in scheme.facility_heads:
        return "FAC"
    if head in scheme.location_heads or words[0] in scheme.location_starts:
        return "LOC"
    known = scheme.regions | scheme.states_and_towns
    if words[0] in DIRECTIONS and words[1:]:
        rest = " ".join(words[1:])
        return "LOC" if rest in scheme.regions else "GPE" if rest in scheme.states_and_towns else None
    if " - " in name or (scheme.institutions | scheme.undecided_heads | known).intersection(words):
        return None
    if len(words) <= LONGEST_UNKNOWN_PLACE and all(
        re.fullmatch(r"[^\W\d_][\w.'’]+", word) and word[0].isupper() for word in words
    ):
        return None if any(word.isupper() and len(word) < 6 for word in words) else "GPE"
    return None


def is_event_name(name: str) -> bool:
    """Whether the words of a name say that it is an event: "Battle of X", "X War", "X Summit 2020"."""
    words = re.sub(r"[\s,]*\b(?:[IVX]+|\d+)$", "", name).split()
    heads = name_scheme().certain_event_heads
    return bool(words) and (words[-1] in heads or (words[0] in heads and "of" in words[1:2]))


def has_event_word(name: str) -> bool:
    """Whether a name that a corpus has as an event has a word for one and a capital: "2016 Ruritania election"."""
    heads = {head.lower() for head in name_scheme().event_heads}
    words = re.split(r"[\s-]+", name.lower())
    return name != name.lower() and any(word in heads or word.removesuffix("s") in heads for word in words)


def title_length(words: list[str]) -> int:
    """How many words at the start are titles; a name of at least one word is left."""
    scheme, start = name_scheme(), 0
    lowered = [word.lower() for word in words]
    while start < len(words) - 1:
        longest = min(scheme.longest_title, len(words) - 1 - start)
        length = next((n for n in range(longest, 0, -1) if tuple(lowered[start : start + n]) in scheme.titles), 0)
        if not length:
            break
        start += length
    return start


def is_title(word: str) -> bool:
    """Whether a word alone is a title."""
    return (word.lower(),) in name_scheme().titles
