"""Whose office a title is: the state or organization before it ("Ruritania's") or after it ("of Ruritania")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from diplotext import Mention, Organization, State
from diplotext.text import Words
from diplotext_people.titles import FORMER, Title

Holder = State | Organization
CLOSED = frozenset(("and", "or", "of", "with", "by", "from", "to", "in", "as", "for", "than", "but", "while", "when"))
MAX_NAME_TOKENS = 5
"""Words of a name and "of" after a title."""


def holders_of(
    words: Words, titles: Sequence[Title], mentions: Sequence[tuple[Mention, Holder]]
) -> dict[int, tuple[Holder | None, int]]:
    """The state or organization that each office belongs to, and the index of the first word that names it.

    It comes before the title ("Ruritania's", "Ruritanian", "former Ruritanian"), or after it ("of", "of the").
    """
    by_start = {mention.start: holder for mention, holder in mentions}
    by_end = {mention.end: (mention.start, holder) for mention, holder in mentions}
    found: dict[int, tuple[Holder | None, int]] = {}
    for title in titles:
        index = title.first - 1
        for _ in range(2):
            if index < 0 or words.gap(index) not in (" ", "'s ", "’s ", "’ ", "' "):
                break
            if known := by_end.get(words.spans[index][1]):
                found[title.first] = known[1], words.at(known[0])
                break
            if not words.forms[index].islower() or words.forms[index] in CLOSED:
                break
            index -= 1
        if title.first in found:
            continue
        index = title.last + 1
        if index + 1 < len(words) and words.gap(title.last) == " " and words.forms[index] in ("of", "for", "to", "at"):
            index += 2 if words.forms[index + 1] == "the" else 1
            if index < len(words) and (holder := by_start.get(words.spans[index][0])):
                found[title.first] = holder, title.first
        elif (holder := _after_name(words, title, by_start)) is not None:
            found[title.first] = holder, title.first
    return found


def _after_name(words: Words, title: Title, by_start: Mapping[int, Holder]) -> Holder | None:
    """The state or organization after title and name: "President Zork Blatt of Ruritania"."""
    index = title.last + 1
    while index < len(words) and index <= title.last + MAX_NAME_TOKENS and words.gap(index - 1) == " ":
        if words.forms[index] == "of" and index > title.last + 1 and index + 1 < len(words):
            index += 2 if words.forms[index + 1] == "the" else 1
            return by_start.get(words.spans[index][0]) if index < len(words) else None
        if not words.forms[index][:1].isupper() or words.spans[index][0] in by_start:
            return None
        index += 1
    return None


def with_former(words: Words, titles: Sequence[Title], holders: Mapping[int, tuple[Holder | None, int]]) -> list[Title]:
    """The titles, those no longer held marked where "former" precedes the state: "former Ruritanian minister"."""
    found = []
    for title in titles:
        _, first = holders.get(title.first, (None, title.first))
        before = words.forms[first - 1].casefold() if 0 < first < title.first and words.gap(first - 1) == " " else ""
        found.append(attrs.evolve(title, former=True) if before in FORMER else title)
    return found
