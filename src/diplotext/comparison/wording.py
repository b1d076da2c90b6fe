"""A wording as keys that can be compared: "don't" is "do not", "twelve per cent" is "12 %", "Erdoğan" is "Erdogan".

Marks, case, spacing, accents and contractions make no difference to the keys; every key knows its place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

import attrs

from diplotext.knowledge.english import cardinals, closed_class, months, ordinals, weekdays
from diplotext.knowledge.tables import toml

TOKEN = re.compile(
    r"\d+(?:st|nd|rd|th)\b|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]"
)
ENDINGS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would"}
BEFORE_IS = frozenset({"he", "here", "it", "she", "that", "there", "what", "where", "who"})
SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
CLOSED_CLASSES = (
    *("article", "be", "be or have", "demonstrative", "do", "have", "interrogative", "modal", "object pronoun"),
    *("possessive", "preposition", "relative pronoun", "subject pronoun"),
)
PLURAL = re.compile(r"(?<=[a-z]{2})(?:(?<=ss|us|is)$|s$)")


@attrs.frozen(eq=False)
class Wording:
    """The keys of a stretch of a text.

    Attributes:
        text: The whole text.
        keys: Forms to be compared, in order.
        places: Their offsets in the text; keys of one word, such as "do" and "not" of "don't", have the same.
    """

    text: str
    keys: Sequence[str]
    places: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Wording:
        """The keys of a text between two offsets; of all of it by default."""
        keys: list[str] = []
        places: list[tuple[int, int]] = []
        for match in TOKEN.finditer(text, start, len(text) if end is None else end):
            for key in _keys(match[0]):
                if key == "cent" and keys and keys[-1] == "per":
                    keys[-1], places[-1] = "%", (places[-1][0], match.end())
                else:
                    keys.append(key)
                    places.append(match.span())
        return cls(text, keys, places)

    @classmethod
    def joined(cls, text: str, stretches: Iterable[tuple[int, int]]) -> Wording:
        """The keys of several stretches of a text, one after the other."""
        parts = [cls.of(text, start, end) for start, end in stretches]
        return cls(text, [key for part in parts for key in part.keys], [at for part in parts for at in part.places])

    @staticmethod
    def keys_of(text: str) -> list[str]:
        """The keys of a text without their places, which is quicker."""
        keys: list[str] = []
        for word in TOKEN.findall(text):
            made = _keys(word)
            if made == ("cent",) and keys and keys[-1] == "per":
                keys[-1] = "%"
            else:
                keys += made
        return keys

    def __len__(self) -> int:
        return len(self.keys)

    def words(self, first: int, last: int) -> str:
        """The text from one key to the one before another; empty if there is none."""
        if first >= last:
            return ""
        return self.text[self.places[first][0] : self.places[last - 1][1]]

    @cached_property
    def content(self) -> Counter[str]:
        """How often it has each stem of a word that says something: not "the", not "is"."""
        return Counter(stem(key) for key in self.keys if key not in function_words())

    @cached_property
    def numbers(self) -> Counter[str]:
        """The numbers, as digits."""
        return Counter(key for key in self.keys if key[0].isdigit())

    @cached_property
    def units(self) -> Counter[str]:
        """Units and magnitudes: "million", "%", "year"."""
        return Counter(stem for key in self.keys if (stem := singular(key)) in words_of("units"))

    @cached_property
    def negations(self) -> int:
        """How many words deny something."""
        return sum(singular(key) in words_of("negations") for key in self.keys)

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys that are written with a capital where the grammar asks for none."""
        return frozenset(self.keys[index] for index in range(len(self.keys)) if self.is_name(index))

    def is_name(self, index: int) -> bool:
        """Whether a key is part of a name: it begins with a capital, and not because it begins a sentence."""
        start, _ = self.places[index]
        key = self.keys[index]
        if not self.text[start].isupper() or key in words_of("never_names") or key in function_words():
            return False
        if key in calendar():
            return True
        before = self.text[max(0, start - 3) : start].rstrip(" \n\t")
        return bool(before) and before[-1] not in ".!?:\"“”‘'’([—"


@lru_cache(maxsize=200_000)
def _keys(word: str) -> tuple[str, ...]:
    if word.replace(".", "") == "US":  # never the pronoun
        return ("usa",)
    plain = unicodedata.normalize("NFKD", word.casefold())
    key = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("’", "'")
    if key[0].isdigit():
        return (key.replace(",", ""),)
    key = key.replace(".", "")
    base, mark, ending = key.partition("'")
    if mark:
        return tuple(_contracted(base, ending))
    if key == "cannot":
        return ("can", "not")
    return ("%" if key == "percent" else _digits().get(key, key),)


def _contracted(base: str, ending: str) -> Iterator[str]:
    """The words of a contraction; a possessive is the word itself."""
    if ending == "t" and base.endswith("n") and len(base) > 1:
        yield SHORTENED.get(base[:-1], base[:-1])
        yield "not"
        return
    yield base
    if ending in ENDINGS:
        yield ENDINGS[ending]
    elif ending == "s" and base == "let":
        yield "us"
    elif ending == "s" and base in BEFORE_IS:
        yield "is"
    elif ending != "s":
        yield ending


@cache
def _digits() -> dict[str, str]:
    """Number words with their digits: "twelve" is "12", "third" is "3rd"; magnitudes stay words."""
    found = {word: str(value) for word, value in cardinals().items() if value < 100}
    ending = {1: "st", 2: "nd", 3: "rd"}
    for word, value in ordinals().items():
        found.setdefault(word, f"{value}{'th' if 10 < value % 100 < 14 else ending.get(value % 10, 'th')}")
    found.pop("second", None)  # far more often a unit or an adverb
    found["one"] = "one"  # far more often a pronoun
    return found


@cache
def words_of(kind: str) -> frozenset[str]:
    """A list of `data/words.toml`."""
    return frozenset(toml("diplotext.comparison", "words.toml")[kind])


@cache
def function_words() -> frozenset[str]:
    """Words without content of their own."""
    return closed_class(*CLOSED_CLASSES) | words_of("function_words")


@cache
def calendar() -> frozenset[str]:
    """Months and days of the week."""
    return frozenset(name.name.casefold() for name in (*months(), *weekdays()))


def singular(key: str) -> str:
    """A noun or a verb without the "s" of its end."""
    return PLURAL.sub("", key)


@lru_cache(maxsize=100_000)
def stem(key: str) -> str:
    """The stem of a word by the Snowball algorithm (Porter 2), so that "meeting", "meets" and "meet" are one."""
    return key if key[0].isdigit() else str(_stemmer().stemWord(key))


@cache
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer("english")
