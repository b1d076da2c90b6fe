"""A capital that stands for its government: "Moscow's interests", "Kyiv said", "ties between London and Tehran".

A city is a place unless its surroundings show that it acts or is dealt with: the owner of what only governments have,
the subject of a verb of reporting or position, a party to relations. A seat of government ("the Kremlin") needs no such
evidence, but is a place after "in" or "outside".
"""

from __future__ import annotations

from typing import Literal

from diplotext.text import Words
from diplotext_organizations.lexicon import metonym_words
from diplotext_organizations.words import POSSESSIVE

Evidence = Literal["possessive", "relation", "subject", "seat"]


def evidence_of(words: Words, start: int, end: int, *, is_seat: bool, acts: bool = False) -> Evidence | None:
    """What shows that the name at `start` to `end` means a government; None if it means the place.

    Args:
        words: The words of the text.
        start: Offset of the name.
        end: Offset after it.
        is_seat: Whether the name is that of a seat of government and not that of a city.
        acts: Whether the parse says that it is the subject of a verb that places cannot have.
    """
    first, last = words.at(start), words.before(end)
    before = _word(words, first - 1) if first and words.gap(first - 1) in (" ", " (") else ""
    place = first - 1
    if before == "the":
        place = first - 2
        before = _word(words, place)
    joined = start > words.spans[first][0]  # "pro-Kremlin"
    in_a_place = (
        not joined
        and before.casefold() in metonym_words("locative")
        and _word(words, place - 1).casefold() != "according"
    )
    if possessive := POSSESSIVE.match(words.text, end):
        nouns = metonym_words("possessed")
        if words.text[possessive.end() : possessive.end() + 1] == " " and not in_a_place:
            following = words.at(possessive.end())
            if {_word(words, following), _word(words, following + 1)} & nouns:
                return "possessive"
        return None
    if _is_party(words, first, last, before):
        return "relation"
    if in_a_place:
        return None
    if acts or _acts(words, last):
        return "subject"
    return "seat" if is_seat else None


def _word(words: Words, index: int) -> str:
    return words.forms[index] if 0 <= index < len(words) else ""


def _acts(words: Words, last: int) -> bool:
    """Whether a verb of reporting or position follows, with auxiliaries and adverbs between."""
    index = last
    for _ in range(4):
        if words.gap(index) != " ":
            return False
        index += 1
        if _word(words, index) in metonym_words("verb"):
            return _word(words, index - 1) not in ("is", "was")
        if _word(words, index) not in metonym_words("auxiliary"):
            return False
    return False


def _is_party(words: Words, first: int, last: int, before: str) -> bool:
    """Whether it is one side of relations: "ties with Moscow", "between Moscow and Washington", "told Moscow"."""
    relations = metonym_words("relation")
    if before in metonym_words("object_verb"):
        return words.gap(last) != " " or _word(words, last + 1) in ("of", "to", "for", "over", "that", "not", "and")
    if before in ("with", "on", "against") and _word(words, first - 2).casefold() in relations | {
        "pressure",
        "sanctions",
    }:
        return True
    if before == "between" and _word(words, last + 1) == "and" and _word(words, last + 2)[:1].isupper():
        return _is_relation(_word(words, first - 2))
    if before == "and" and _word(words, first - 3) == "between" and _word(words, first - 2)[:1].isupper():
        return _is_relation(_word(words, first - 4))
    return False


def _is_relation(word: str) -> bool:
    """Whether a noun before "between" can be about governments: not "the road between Kyiv and Lviv"."""
    if word.casefold() in metonym_words("relation"):
        return True
    return word.islower() and word not in metonym_words("distance") and word not in ("and", "or", "is", "was", "in")
