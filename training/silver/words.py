"""What a capitalised word is besides a name decides whether its label can be trusted.

Word classes come from the tables of the plugins and `words.toml`; how often a word is written small comes from
the raw text itself.
"""

import re
from collections import Counter
from collections.abc import Iterable

import attrs

from diplotext.knowledge import english
from training.silver.gazetteer import Names, settings, tokens
from training.tables import english_rows, plugin_rows
from training.tables import titles as title_rows

WORD = re.compile(r"(?<![\w'’])(?:[.?!:;\"“”(\[—–\n]\s*)?([^\W\d_]{2,})")
COMMON_SHARE = 0.7
COMMON_COUNT = 3


@attrs.frozen
class Words:
    """Classes of words.

    Attributes:
        common: Words, in lower case, that are mostly written small.
        stop: Function words and others that begin sentences.
        titles: Titles before persons, as token sequences.
        title_heads: Last words of these titles, in lower case, for titles written small.
        title_words: Words that may stand before a title, in lower case.
        topics: Words, in lower case, that name what an office or organization deals with.
        never_person: Words that no name of a person holds.
        speech_verbs: Forms of verbs whose subject speaks.
        particles: Small words inside names of persons.
        family_first: Family names that stand before the given name.
        lists: The other lists, by name.
    """

    common: frozenset[str]
    stop: frozenset[str]
    titles: Names[str]
    title_heads: frozenset[str]
    title_words: frozenset[str]
    topics: frozenset[str]
    never_person: frozenset[str]
    speech_verbs: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    lists: dict[str, frozenset[str]]


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that are mostly written small where no sentence begins."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for match in WORD.finditer(text):
            word = match[1]
            if word.islower():
                small[word] += 1
            elif word[1:].islower() and match.start() == match.start(1):  # no mark before it
                large[word.lower()] += 1
    return frozenset(
        word for word, count in small.items() if count >= COMMON_COUNT and count > COMMON_SHARE * (count + large[word])
    )


def words(common: frozenset[str]) -> Words:
    """The classes of words, with the common words that the raw text tells."""
    lists = {name: frozenset(entries) for name, entries in settings().items()}
    topics = frozenset(row["word"].lower() for row in plugin_rows("people", "portfolios")) | {
        row["word"].lower() for row in plugin_rows("organizations", "name_words")
    }
    return Words(
        common=common,
        stop=frozenset(row["word"] for row in english_rows("stop_words")) | english.calendar_names(ambiguous=True),
        titles=_titles(),
        title_heads=frozenset(row["title"].split()[-1].lower() for row in title_rows()),
        title_words=frozenset(row["word"].lower() for row in plugin_rows("people", "portfolios"))
        | {word.lower() for word in lists["title_words"]},
        topics=topics | lists["topics"],
        never_person=_never_person(lists),
        speech_verbs=english.reporting_forms("person"),
        particles=_column("people", "particles", "word") - {"y", "ten", "den"},
        family_first=_column("people", "family_first", "word"),
        lists=lists,
    )


def _column(plugin: str, table: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in plugin_rows(plugin, table))


def _never_person(lists: dict[str, frozenset[str]]) -> frozenset[str]:
    heads = (
        "organization_heads",
        "doubtful_heads",
        "facility_heads",
        "event_heads",
        "location_heads",
        "location_starts",
        "outside",
    )
    return frozenset().union(
        *(lists[name] for name in heads),
        _column("people", "not_name_words", "word"),
        _column("organizations", "other_nouns", "word"),
        _column("organizations", "name_words", "word"),
        (word.capitalize() for word in _column("people", "portfolios", "word")),
    )


def _titles() -> Names[str]:
    titles: Names[str] = Names()
    for row in title_rows():
        if row["title"][0].isupper() and row["title"] != "Don":
            titles.add(tokens(row["title"]), row["kind"])
            if " " not in row["title"] and row["kind"] == "office":
                titles.add(tokens(row["title"] + "s"), "office")
    for title in settings()["titles"]:
        titles.add(tokens(title), "office")
    return titles
