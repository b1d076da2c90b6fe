"""What the language model recognizes as places: names that no table has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from diplotext.knowledge import english
from diplotext.plugin import SharedArticle
from diplotext.syntax import NamedEntity
from diplotext.text import trimmed_name
from diplotext_venues.lexicon import words
from diplotext_venues.named_places import NamedPlace

LABELS = frozenset({"GPE", "LOC", "FAC"})
TRUST = re.compile(r"(?:trust|faith|confidence|interest|believes?|belief|hopes?|disappointed|role) in $", re.IGNORECASE)
LOCATED = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|outside)|\b(?:town|city|village|province|district|region|port|suburb) of) $"
)


def recognized_places(article: SharedArticle) -> Iterator[NamedPlace]:
    """The names that the language model takes for a place, without determiner and possessive.

    A single word that it takes for a person is a place where a locative preposition precedes at least half of its
    mentions.
    """
    text = article.text
    located = _located(article.named_entities, text)
    for entity in article.named_entities:
        in_place = entity.text in located
        if not in_place and entity.label not in LABELS:
            continue
        start, end = trimmed_name(text, entity.start, entity.end)
        if start < end and text[start].isupper() and not _names_no_place(text[start:end]):
            site = entity.label == "FAC" and not in_place
            yield NamedPlace(start, end, "place.site-recognized" if site else "place.recognized", site=site)


def _names_no_place(name: str) -> bool:
    """Whether a name is that of a direction, a month or a weekday: "the North", "in May"."""
    return name.lower().replace("-", "") in words("no place") or name in english.calendar_names(ambiguous=True)


def _located(entities: Sequence[NamedEntity], text: str) -> set[str]:
    mentions: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for entity in entities:
        if entity.label == "PERSON" and len(entity.tokens) == 1:
            mentions[entity.text] += 1
            before = text[max(0, entity.start - 24) : entity.start]
            located[entity.text] += LOCATED.search(before) is not None and not TRUST.search(before)
    return {name for name, count in located.items() if count and 2 * count >= mentions[name]}
