"""Where a text speaks of a treaty: candidates, each with the rule that found it.

Names are read over words and their capitals, so that no parse is needed and the time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

import attrs

from diplotext.text import Words
from diplotext_example.annotations import Category
from diplotext_example.lexicon import Head, heads, words

LONGEST = 8
"""Words before and after a head noun that a name may have."""

LONGEST_GAP = 5
"""Characters of white space from which on two words are apart."""

PURPOSES = ("understanding", "intent", "cooperation", "co-operation", "friendship", "association", "peace", "surrender")
"""What a noun may be "of" and still be one expression: "memorandum of understanding"."""

YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@attrs.frozen
class Candidate:
    """A stretch of the text that speaks of a treaty.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        category: What its head noun makes it.
        rule: Id of the rule that found it.
        name: Its name; None if it has none.
        needs_party: Whether it counts only if a state or organization is a party.
        known: Whether the knowledge has it.
    """

    start: int
    end: int
    category: Category
    rule: str
    name: str | None
    needs_party: bool = False
    known: bool = False


def first_from(text: Words, offset: int) -> int:
    """Index of the first word that starts at an offset or after it."""
    return bisect_left(text.starts, offset)


def is_joined(text: Words, index: int) -> bool:
    """Whether a word and the next one have nothing but white space between them, and no end of a paragraph."""
    if not 0 <= index < len(text) - 1:
        return False
    gap = text.gap(index)
    return len(gap) < LONGEST_GAP and gap.isspace() and gap.count("\n") < 2


def is_capitalized(word: str) -> bool:
    """Whether a word begins with a capital."""
    return word[0].isupper()


def find(text: Words, is_place: Callable[[int, int], bool]) -> Iterator[Candidate]:
    """Candidates by their head nouns, in the order of the text.

    Args:
        text: The words of the text.
        is_place: Whether a stretch of the text names a place or state.
    """
    table = heads()
    for index, word in enumerate(text.forms):
        head = table.get(word.lower())
        if head is None:
            continue
        found = _named(text, index, head) if is_capitalized(word) else _place(text, index, head, is_place)
        if found is None and word.islower():
            found = _signed(text, index, head)
        if found is not None:
            yield found


def _named(text: Words, index: int, head: Head) -> Candidate | None:
    """Names as in "Atacama Water Treaty", "Zenda Convention on River Traffic", "1947 Treaty of Peace"."""
    known, numeral = words(), words()["numeral"]
    if text.forms[index].isupper() or _is_other(text, index) or text.in_headline(text.starts[index]):
        return None
    first, last = _left(text, index), index
    if is_joined(text, last) and text.forms[last + 1] in numeral:
        last += 1
    elif is_joined(text, last) and is_capitalized(text.forms[last + 1]):
        return None  # "Treaty Organization", "Convention Center"
    last = _right(text, last)
    if first == last or (first == index - 1 == last - 1 and text.forms[first] in known["generic"]):
        return None
    if all(not is_capitalized(text.forms[place]) for place in range(first, last + 1) if place != index):
        return None  # "1947 Treaty"
    start, end = text.starts[first], text.spans[last][1]
    return Candidate(start, end, head.category, "treaty.named", " ".join(text.text[start:end].split()))


def _is_other(text: Words, index: int) -> bool:
    """Whether the word before makes the noun something else: "plea agreement", "Democratic Convention"."""
    return index > 0 and is_joined(text, index - 1) and text.forms[index - 1] in words()["other"]


def _left(text: Words, index: int) -> int:
    """Index of the first word of a name, going left from its head noun."""
    known = words()
    first = place = index
    while index - place < LONGEST and is_joined(text, place - 1):
        place -= 1
        word = text.forms[place]
        if is_capitalized(text.forms[place]) or YEAR.fullmatch(word):
            first = place
        elif place == index - 1 or word not in ("of", "and"):
            break
    while first < index and text.forms[first] in known["leading"] | known["calendar"]:
        first += 1
        while first < index and text.forms[first].islower():
            first += 1
    return first


def _right(text: Words, index: int) -> int:
    """Index of the last word of a name, going right from its head noun: "... on the Law of Rivers"."""
    known = words()
    last = place = index
    if not (is_joined(text, place) and text.forms[place + 1] in known["title_joint"]):
        return last
    while place - index < LONGEST and is_joined(text, place):
        place += 1
        word = text.forms[place]
        if is_capitalized(word) and word not in known["calendar"]:
            last = place
        elif word not in known["title_joint"] | {"and", "the", "to", "in"} or place > last + 3:
            break
    return last


def _place(text: Words, index: int, head: Head, is_place: Callable[[int, int], bool]) -> Candidate | None:
    """Names by a place, as in "the Minsk agreements", "the Geneva ceasefire agreement"."""
    known = words()
    if _is_other(text, index):
        return None
    place = index
    while index - place < 4 and is_joined(text, place - 1) and text.forms[place - 1] in known["subject"]:
        place -= 1
    has_subject, last = place < index, place - 1
    first = place
    while place - first < 4 and is_joined(text, first - 1) and is_capitalized(text.forms[first - 1]):
        first -= 1
    while first <= last and text.forms[first] in known["leading"]:
        first += 1
    if first > last or text.forms[first] in known["calendar"]:
        return None
    plural_accord = text.forms[index] == "accords" and is_joined(text, first - 1)
    if not (is_place(text.starts[first], text.spans[last][1]) or plural_accord):
        return None
    if head.strength == "deal" and not has_subject:
        return None
    start, end = text.starts[first], text.spans[index][1]
    return Candidate(start, end, head.category, "treaty.place", " ".join(text.text[start:end].split()))


def _signed(text: Words, index: int, head: Head) -> Candidate | None:
    """What is signed, as in "signed a memorandum of understanding", "a border treaty ... was signed"."""
    known = words()
    if _is_other(text, index):
        return None
    last = index
    if is_joined(text, index) and is_joined(text, index + 1) and text.forms[index + 1] == "of":
        last += 2 * (text.forms[index + 2] in PURPOSES)
    first = index
    while index - first < 6 and is_joined(text, first - 1):
        word = text.forms[first - 1]
        if word.lower() in known["determiner"] or word in known["signing"] | known["joining"]:
            break
        if not word[0].isalpha():
            break
        if not _is_modifier(word):
            return None
        first -= 1
    if not (_acts_before(text, first) or _acts_after(text, last)):
        return None
    start, end = text.starts[first], text.spans[last][1]
    return Candidate(start, end, head.category, "treaty.signed", None, needs_party=head.strength != "sure")


def _is_modifier(word: str) -> bool:
    """Whether a word may be between a determiner and a head noun."""
    known = words()
    stops = known["clause"] | known["party"] | known["auxiliary"] | known["negation"] | known["joint"] - {"and"}
    return word not in stops and word not in known["calendar"] and word not in known["leading"]


def _acts_before(text: Words, first: int) -> bool:
    """Whether a verb of signing governs what begins here."""
    return verb_before(text, first) is not None


def verb_before(text: Words, first: int) -> int | None:
    """Index of the verb of signing right before a noun phrase, its determiners between; None if there is none."""
    known = words()
    place = first - 1
    while first - place < 4 and place >= 0 and is_joined(text, place) and text.forms[place] in known["determiner"]:
        place -= 1
    if place < 0 or not is_joined(text, place):
        return None
    return place if text.forms[place] in known["signing"] | known["joining"] else None


def _acts_after(text: Words, last: int) -> bool:
    return verb_after(text, last) is not None


def verb_after(text: Words, last: int) -> int | None:
    """Index of the participle after a noun: "an accord *signed* in Lima", "an accord with Peru was *signed*"."""
    known = words()
    passive = False
    for place in range(last + 1, min(last + 16, len(text))):
        gap = text.gap(place - 1)
        if not set(gap) <= set(" \n,’'s") or "\n\n" in gap:
            return None
        word = text.forms[place]
        if word in ("signed", "initialed", "initialled", "inked", "concluded", "ratified"):
            return place if passive or place == last + 1 or text.forms[place - 1] in known["adverb"] else None
        if word in ("was", "were", "been", "be", "being"):
            passive = True
        elif word in known["clause"] - {"that", "which"} or (
            passive and word not in known["adverb"] | known["negation"]
        ):
            return None
    return None
