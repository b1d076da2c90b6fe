"""What the language model recognizes as persons, as stretches of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplotext.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

LABEL = "PERSON"
CLOSING = re.compile(r"\s*['’]s?$|\s+$")


def recognized_persons(parse: Doc, words: Words) -> list[tuple[int, int]]:
    """First and last word of each name that the language model takes for a person, in order.

    Only names that begin with a capital letter or a particle count, without a final possessive.
    """
    found = []
    for entity in parse.ents:
        if entity.label_ != LABEL:
            continue
        text = CLOSING.sub("", entity.text)
        first, last = words.at(entity.start_char), words.before(entity.start_char + len(text))
        if 0 <= first <= last and words.forms[last][:1].isupper():
            found.append((first, last))
    return found
