"""What the language model recognizes as places: names that no table holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext.text.words import trimmed_name

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABELS = {"GPE": "place.recognized", "LOC": "place.recognized", "FAC": "place.site-recognized"}
TRUST = re.compile(r"(?:trust|faith|confidence|interest|believes?|belief|hopes?|disappointed|role) in $", re.IGNORECASE)
LOCATED = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|outside)|\b(?:town|city|village|province|district|region|port|suburb) of) $"
)


def recognized_places(parse: Doc) -> Iterator[tuple[int, int, str]]:
    """Offsets and rule of each name that the language model takes for a place, without determiner and possessive.

    A single word that it takes for a person is a place where a word of place stands before at least half of its
    mentions.
    """
    text = parse.text
    located = _located(parse, text)
    for entity in parse.ents:
        rule = "place.recognized" if entity.text in located else LABELS.get(entity.label_)
        if rule is None:
            continue
        start, end = trimmed_name(text, entity.start_char, entity.end_char)
        if start < end and text[start].isupper():
            yield start, end, rule


def _located(parse: Doc, text: str) -> set[str]:
    mentions: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for entity in parse.ents:
        if entity.label_ == "PERSON" and len(entity) == 1:
            mentions[entity.text] += 1
            before = text[max(0, entity.start_char - 24) : entity.start_char]
            located[entity.text] += LOCATED.search(before) is not None and not TRUST.search(before)
    return {name for name, count in located.items() if count and 2 * count >= mentions[name]}
