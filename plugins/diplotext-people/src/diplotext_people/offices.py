"""Whose office a title is: the state or organization before it ("Ruritania's") or after it ("of Ruritania")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from diplotext import Mention, Organization, State
from diplotext.words import Words
from diplotext_people.titles import FORMER, Title

Holder = State | Organization


def holders_of(
    words: Words, titles: Sequence[Title], mentions: Sequence[tuple[Mention, Holder]]
) -> dict[int, tuple[Holder | None, int]]:
    """The state or organization that each office belongs to, and the index of the first word that names it.

    It stands before the title ("Ruritania's", "Ruritanian", "former Ruritanian"), or after it ("of", "of the").
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
            if not words.forms[index].islower():
                break
            index -= 1
        if title.first in found:
            continue
        index = title.last + 1
        if index + 1 < len(words) and words.gap(title.last) == " " and words.forms[index] in ("of", "for", "to", "at"):
            index += 2 if words.forms[index + 1] == "the" else 1
            if index < len(words) and (holder := by_start.get(words.spans[index][0])):
                found[title.first] = holder, title.first
    return found


def with_former(words: Words, titles: Sequence[Title], holders: Mapping[int, tuple[Holder | None, int]]) -> list[Title]:
    """The titles, those held no longer marked where "former" stands before the state: "former Ruritanian minister"."""
    found = []
    for title in titles:
        _, first = holders.get(title.first, (None, title.first))
        before = words.forms[first - 1].casefold() if 0 < first < title.first and words.gap(first - 1) == " " else ""
        found.append(attrs.evolve(title, former=True) if before in FORMER else title)
    return found
