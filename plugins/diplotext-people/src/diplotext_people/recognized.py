"""What the language model recognizes as persons, as stretches of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext.text.words import Words, trimmed_name

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABEL = "PERSON"


def recognized_persons(parse: Doc, words: Words) -> list[tuple[int, int]]:
    """First and last word of each name that the language model takes for a person, in order.

    Only names whose last word has a capital letter count, without a final possessive.
    """
    found = []
    for entity in parse.ents:
        if entity.label_ != LABEL:
            continue
        start, end = trimmed_name(words.text, entity.start_char, entity.end_char)
        first, last = words.at(start), words.before(end)
        if 0 <= first <= last and words.forms[last][:1].isupper():
            found.append((first, last))
    return found
