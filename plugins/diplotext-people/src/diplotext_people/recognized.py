"""What the language model recognizes as persons, as stretches of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diplotext.plugin import NamedEntity
from diplotext.text import Words, trimmed_name

LABEL = "PERSON"


def parts_of_names(entities: Iterable[NamedEntity], words: Words) -> Mapping[str, int]:
    """The first and last words of the longer names of persons, by the language model, with the start of the first name.

    "Abiy" is one in "Abiy Ahmed".
    """
    found: dict[str, int] = {}
    for first, last in recognized_persons(entities, words):
        if first < last:
            for index in (first, last):
                found.setdefault(words.forms[index], words.spans[first][0])
    return found


def recognized_persons(entities: Iterable[NamedEntity], words: Words) -> list[tuple[int, int]]:
    """First and last word of each name that the language model takes for a person, in order.

    Only names whose last word has a capital letter count, without a final possessive.
    """
    found = []
    for entity in entities:
        if entity.label != LABEL:
            continue
        start, end = trimmed_name(words.text, entity.start, entity.end)
        first, last = words.at(start), words.before(end)
        if 0 <= first <= last and words.forms[last][:1].isupper():
            found.append((first, last))
    return found
