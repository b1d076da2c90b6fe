"""Where a text speaks of a treaty: candidates, each with the rule that found it.

Names are read over words and their capitals, so that no parse is needed and the time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

import attrs

from diplotext_example.annotations import Category
from diplotext_example.lexicon import Head, heads, words

WORD = re.compile(r"[^\W_]+(?:(?:[-–&/]|['’](?![sS]\b))[^\W_]+)*")
LONGEST = 8
"""Words before a head noun, and behind it, that a name may have."""

HEADLINE = 300
"""Characters that a headline may have."""

PURPOSES = ("understanding", "intent", "cooperation", "co-operation", "friendship", "association", "peace", "surrender")
"""What a noun may be "of" and still be one expression: "memorandum of understanding"."""

YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@attrs.frozen
class Word:
    """A word of the text, with its offsets."""

    start: int
    end: int
    text: str

    @property
    def is_capitalized(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()


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
    """

    start: int
    end: int
    category: Category
    rule: str
    name: str | None
    needs_party: bool = False


@attrs.frozen(eq=False)
class Text:
    """The words of a text, and which of them follow one another without a mark between.

    Attributes:
        text: The text.
        words: Its words.
        starts: Where they start.
    """

    text: str
    words: list[Word]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> Text:
        """The words of `text`."""
        found = [Word(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]
        return cls(text, found, [word.start for word in found])

    def joined(self, index: int) -> bool:
        """Whether a word and the next one have nothing but white space between them, and no end of a paragraph."""
        if not 0 <= index < len(self.words) - 1:
            return False
        gap = self.text[self.words[index].end : self.words[index + 1].start]
        return len(gap) < 5 and gap.isspace() and gap.count("\n") < 2

    def at(self, offset: int) -> int:
        """Index of the first word that starts at `offset` or behind it."""
        return bisect_left(self.starts, offset)

    def in_headline(self, index: int) -> bool:
        """Whether all longer words of the line are capitalized and no sentence ends there: capitals say nothing."""
        offset = self.words[index].start
        start = self.text.rfind("\n", max(0, offset - HEADLINE), offset) + 1
        end = self.text.find("\n", offset, start + HEADLINE)
        end = min(len(self.text), start + HEADLINE + 1) if end < 0 else end
        if offset - start > HEADLINE or end - start > HEADLINE:
            return False
        if self.text[start:end].rstrip()[-1:] in (".", "?", "!", ",", ";", ":"):
            return False
        longer = [word for word in self.words[self.at(start) : self.at(end)] if len(word.text) > 3]
        return len(longer) > 3 and all(word.is_capitalized for word in longer)


def find(text: Text, is_place: Callable[[int, int], bool]) -> Iterator[Candidate]:
    """Candidates by their head nouns, in the order of the text.

    Args:
        text: The text.
        is_place: Whether a stretch of the text names a place or state.
    """
    table = heads()
    for index, word in enumerate(text.words):
        head = table.get(word.text.lower())
        if head is None:
            continue
        found = _named(text, index, head) if word.is_capitalized else _place(text, index, head, is_place)
        if found is None and word.text.islower():
            found = _signed(text, index, head)
        if found is not None:
            yield found


def _named(text: Text, index: int, head: Head) -> Candidate | None:
    """Names as in "Atacama Water Treaty", "Zenda Convention on River Traffic", "1947 Treaty of Peace"."""
    known, numeral = words(), words()["numeral"]
    if text.words[index].text.isupper() or _is_other(text, index) or text.in_headline(index):
        return None
    first, last = _left(text, index), index
    if text.joined(last) and text.words[last + 1].text in numeral:
        last += 1
    elif text.joined(last) and text.words[last + 1].is_capitalized:
        return None  # "Treaty Organization", "Convention Center"
    last = _right(text, last)
    if first == last or (first == index - 1 == last - 1 and text.words[first].text in known["generic"]):
        return None
    if all(not text.words[place].is_capitalized for place in range(first, last + 1) if place != index):
        return None  # "1947 Treaty"
    start, end = text.words[first].start, text.words[last].end
    return Candidate(start, end, head.category, "treaty.named", " ".join(text.text[start:end].split()))


def _is_other(text: Text, index: int) -> bool:
    """Whether the word before makes the noun something else: "plea agreement", "Democratic Convention"."""
    return index > 0 and text.joined(index - 1) and text.words[index - 1].text in words()["other"]


def _left(text: Text, index: int) -> int:
    """Index of the first word of a name, going left from its head noun."""
    known = words()
    first = place = index
    while index - place < LONGEST and text.joined(place - 1):
        place -= 1
        word = text.words[place].text
        if text.words[place].is_capitalized or YEAR.fullmatch(word):
            first = place
        elif place == index - 1 or word not in ("of", "and"):
            break
    while first < index and text.words[first].text in known["leading"] | known["calendar"]:
        first += 1
        while first < index and text.words[first].text.islower():
            first += 1
    return first


def _right(text: Text, index: int) -> int:
    """Index of the last word of a name, going right from its head noun: "... on the Law of Rivers"."""
    known = words()
    last = place = index
    if not (text.joined(place) and text.words[place + 1].text in known["title_joint"]):
        return last
    while place - index < LONGEST and text.joined(place):
        place += 1
        word = text.words[place]
        if word.is_capitalized and word.text not in known["calendar"]:
            last = place
        elif word.text not in known["title_joint"] | {"and", "the", "to", "in"} or place > last + 3:
            break
    return last


def _place(text: Text, index: int, head: Head, is_place: Callable[[int, int], bool]) -> Candidate | None:
    """Names by a place, as in "the Minsk agreements", "the Geneva ceasefire agreement"."""
    known = words()
    if _is_other(text, index):
        return None
    place = index
    while index - place < 4 and text.joined(place - 1) and text.words[place - 1].text in known["subject"]:
        place -= 1
    has_subject, last = place < index, place - 1
    first = place
    while place - first < 4 and text.joined(first - 1) and text.words[first - 1].is_capitalized:
        first -= 1
    while first <= last and text.words[first].text in known["leading"]:
        first += 1
    if first > last or text.words[first].text in known["calendar"]:
        return None
    plural_accord = text.words[index].text == "accords" and text.joined(first - 1)
    if not (is_place(text.words[first].start, text.words[last].end) or plural_accord):
        return None
    if head.strength == "deal" and not has_subject:
        return None
    start, end = text.words[first].start, text.words[index].end
    return Candidate(start, end, head.category, "treaty.place", " ".join(text.text[start:end].split()))


def _signed(text: Text, index: int, head: Head) -> Candidate | None:
    """What is signed, as in "signed a memorandum of understanding", "a border treaty ... was signed"."""
    known = words()
    if _is_other(text, index):
        return None
    last = index
    if text.joined(index) and text.joined(index + 1) and text.words[index + 1].text == "of":
        last += 2 * (text.words[index + 2].text in PURPOSES)
    first = index
    while index - first < 6 and text.joined(first - 1):
        word = text.words[first - 1].text
        if word.lower() in known["determiner"] or word in known["signing"] | known["joining"]:
            break
        if not word[0].isalpha():
            break
        if not _is_modifier(text.words[first - 1]):
            return None
        first -= 1
    if not (_acts_before(text, first) or _acts_behind(text, last)):
        return None
    start, end = text.words[first].start, text.words[last].end
    return Candidate(start, end, head.category, "treaty.signed", None, needs_party=head.strength != "sure")


def _is_modifier(word: Word) -> bool:
    """Whether a word may stand between a determiner and a head noun."""
    known = words()
    stops = known["clause"] | known["party"] | known["auxiliary"] | known["negation"] | known["joint"] - {"and"}
    return word.text not in stops and word.text not in known["calendar"] and word.text not in known["leading"]


def _acts_before(text: Text, first: int) -> bool:
    """Whether a verb of signing governs what begins here."""
    return verb_before(text, first) is not None


def verb_before(text: Text, first: int) -> int | None:
    """Index of the verb of signing right before a noun phrase, its determiners between; None if there is none."""
    known = words()
    place = first - 1
    while first - place < 4 and place >= 0 and text.joined(place) and text.words[place].text in known["determiner"]:
        place -= 1
    if place < 0 or not text.joined(place):
        return None
    return place if text.words[place].text in known["signing"] | known["joining"] else None


def _acts_behind(text: Text, last: int) -> bool:
    return verb_behind(text, last) is not None


def verb_behind(text: Text, last: int) -> int | None:
    """Index of the participle behind a noun: "an accord *signed* in Lima", "an accord with Peru was *signed*"."""
    known = words()
    passive = False
    for place in range(last + 1, min(last + 16, len(text.words))):
        gap = text.text[text.words[place - 1].end : text.words[place].start]
        if not set(gap) <= set(" \n,’'s") or "\n\n" in gap:
            return None
        word = text.words[place].text
        if word in ("signed", "initialed", "initialled", "inked", "concluded", "ratified"):
            return place if passive or place == last + 1 or text.words[place - 1].text in known["adverb"] else None
        if word in ("was", "were", "been", "be", "being"):
            passive = True
        elif word in known["clause"] - {"that", "which"} or (
            passive and word not in known["adverb"] | known["negation"]
        ):
            return None
    return None
