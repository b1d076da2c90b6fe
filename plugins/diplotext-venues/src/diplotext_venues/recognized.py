"""What the language model recognizes as places: names that no table holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABELS = {"GPE": "place.recognized", "LOC": "place.recognized", "FAC": "place.site-recognized"}
OPENING = re.compile(r"(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
CLOSING = re.compile(r"\s*['’]s?$|\s+$")


LOCATED = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|outside)|\b(?:town|city|village|province|district|region|port|suburb) of) $"
)


def recognized_places(parse: Doc) -> Iterator[tuple[int, int, str]]:
    """Offsets and rule of each name that the language model takes for a place, without determiner and possessive.

    A single word that it takes for a person is a place where a word of place stands before most of its mentions.
    """
    text = parse.text
    located = _located(parse, text)
    for entity in parse.ents:
        rule = "place.recognized" if entity.text in located else LABELS.get(entity.label_)
        if rule is None:
            continue
        start, end = entity.start_char, entity.end_char
        if match := OPENING.match(text, start, end):
            start = match.end()
        if match := CLOSING.search(text[start:end]):
            end = start + match.start()
        if start < end and text[start].isupper():
            yield start, end, rule


def _located(parse: Doc, text: str) -> set[str]:
    mentions: Counter[str] = Counter()
    located: Counter[str] = Counter()
    for entity in parse.ents:
        if entity.label_ == "PERSON" and len(entity) == 1:
            mentions[entity.text] += 1
            before = text[max(0, entity.start_char - 16) : entity.start_char]
            located[entity.text] += LOCATED.search(before) is not None
    return {name for name, count in located.items() if 2 * count >= mentions[name] and count}
