"""Whose office a title is: the state or organization before it ("Ruritania's") or after it ("of Ruritania")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import attrs

from diplotext import Mention, Organization, State
from diplotext.syntax import prepositional_objects
from diplotext.text import Words
from diplotext_people.phrases import Phrases
from diplotext_people.titles import FORMER, Title

Holder = State | Organization
CLOSED = frozenset(("and", "or", "of", "with", "by", "from", "to", "in", "as", "for", "than", "but", "while", "when"))
MAX_WORDS_BEFORE = 2
"""Words before a title that may name its holder even where the parse has them in another phrase."""

MAX_NAME_TOKENS = 5
"""Words of a name and "of" after a title."""


def holders_of(
    phrases: Phrases, titles: Sequence[Title], mentions: Sequence[tuple[Mention, Holder]]
) -> dict[int, tuple[Holder | None, int]]:
    """The state or organization that each office belongs to, and the index of the first word that names it.

    It comes before the title ("Ruritania's", "Ruritanian", "former Ruritanian"), or after it ("of", "of the").
    """
    words = phrases.words
    by_start = {
        mention.start: holder
        for mention, holder in mentions
        if not (mention.form == "demonym" and _begins_name(words, mention.end))  # "of Indian Americans"
    }
    by_end = {mention.end: (mention.start, holder) for mention, holder in mentions}
    found: dict[int, tuple[Holder | None, int]] = {}
    for title in titles:
        if known := _in_front(phrases, title, by_end):
            found[title.first] = known
            continue
        holder = _in_of_phrase(words, title, by_start) or _after_name(words, title, by_start)
        if holder := holder or _object(phrases, title, mentions):
            found[title.first] = holder, title.first
    return found


def _begins_name(words: Words, end: int) -> bool:
    """Whether a capitalized word follows."""
    following = words.at(end)
    return following < len(words) and words.gap(following - 1) == " " and words.forms[following][:1].isupper()


def _in_front(phrases: Phrases, title: Title, by_end: Mapping[int, tuple[int, Holder]]) -> tuple[Holder, int] | None:
    """The state or organization before a title in its noun phrase, with its first word: "Ruritania's new envoy"."""
    words, index = phrases.words, title.first - 1
    edge = min(phrases.first(title), title.first - MAX_WORDS_BEFORE)
    while index >= max(0, edge) and words.gap(index) in (" ", "'s ", "’s ", "’ ", "' ", "-"):
        if known := by_end.get(words.spans[index][1]):
            return known[1], words.at(known[0])
        if not words.forms[index].islower() or words.forms[index] in CLOSED:
            return None
        index -= 1
    return None


def _in_of_phrase(words: Words, title: Title, by_start: Mapping[int, Holder]) -> Holder | None:
    """The state or organization right after a title: "president of Ruritania"."""
    index = title.last + 1
    if index + 1 >= len(words) or words.gap(title.last) != " " or words.forms[index] not in ("of", "for", "to", "at"):
        return None
    index += 2 if words.forms[index + 1] == "the" else 1
    return by_start.get(words.spans[index][0]) if index < len(words) else None


def _object(phrases: Phrases, title: Title, mentions: Sequence[tuple[Mention, Holder]]) -> Holder | None:
    """The state or organization that governs the phrase after a title: "head of the powerful Border Council"."""
    for _, token in prepositional_objects(phrases.noun(title), "of", "for", "at"):
        index = bisect_right(mentions, token.idx, key=lambda pair: pair[0].start) - 1
        if index < 0:
            continue
        mention, holder = mentions[index]
        inside = mention.start <= phrases.words.spans[title.first][0]  # "[UN High Commissioner for Human Rights]"
        if token.idx < mention.end and mention.form != "demonym" and not inside:
            return holder
    return None


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
