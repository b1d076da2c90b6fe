"""The gender of a person, where the text gives it: by a pronoun that refers to the person, or a title before the name.

It is never guessed from a name. A text that gives both gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from diplotext.knowledge.tables import Table
from diplotext.model.annotations import Mention, Person

WORDS = Table("diplotext.tabular", "gender.csv", columns=("word", "form", "gender"))
TITLE_BEFORE = re.compile(r"\b([A-Z]\w*)\.?\s$")
TITLE_INSIDE = re.compile(r"([A-Z]\w*)\.?\s+\w")
MAX_TITLE_CHARS = 12


def gender_of(person: Person, text: str) -> str | None:
    """`female` or `male`, as a text gives it; None if it does not, or if it gives both.

    Args:
        person: The person.
        text: The text in which the mentions of the person lie.
    """
    found = {gender for mention in person.mentions for gender in _given(mention, text)}
    return found.pop() if len(found) == 1 else None


def _given(mention: Mention, text: str) -> Iterator[str]:
    if mention.form == "pronoun":
        words, form = [mention.text], "pronoun"
    else:
        before = TITLE_BEFORE.search(text, max(0, mention.start - MAX_TITLE_CHARS), mention.start)
        inside = TITLE_INSIDE.match(mention.text)
        words, form = [match[1] for match in (before, inside) if match], "title"
    known = _known(form)
    yield from (known[word.lower()] for word in words if word.lower() in known)


@cache
def _known(form: str) -> Mapping[str, str]:
    return WORDS.mapping("word", "gender", form=form)
