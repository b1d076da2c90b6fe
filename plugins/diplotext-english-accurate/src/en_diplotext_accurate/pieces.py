"""An encoder reads pieces of words; which pieces a word has follows from the word and the vocabulary alone.

The pieces are those of BERT's uncased models (J. Devlin and others, 2019): small letters without accents, marks by
themselves, then the longest piece of the vocabulary that fits, again and again. What case tells is kept beside the
pieces, as the word's shape.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

UNKNOWN, START, END, NEWLINE, PARAGRAPH, MASK = SPECIAL = (
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[unused1]",
    "[unused2]",
    "[MASK]",
)
"""Entries of a vocabulary that are no pieces of words; it begins with them, in this order."""

CONTINUES = "##"
"""Begins a piece that goes on with a word."""

LONGEST_WORD = 100
"""Characters; longer words are unknown."""

MOST_PIECES = 12
"""The pieces of a word that are read."""

REMEMBERED = 100_000
"""Words whose pieces and shapes are kept."""


class Shape(IntEnum):
    """What the letters and digits of a word look like."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    SINGLE = 4  # one capital: "A", "J."
    MIXED = 5
    DIGITS = 6
    ALPHANUMERIC = 7
    MARKS = 8
    BREAK = 9  # a line break


LATER = 12
"""Added to the shape of a word for its pieces behind the first."""

SHAPES = 2 * LATER
"""The number of shapes."""


@lru_cache(maxsize=REMEMBERED)
def shape(word: str) -> Shape:
    """The shape of a word that is no white space."""
    letters = [character for character in word if character.isalpha()]
    digits = any(character.isdigit() for character in word)
    if not letters:
        return Shape.DIGITS if digits else Shape.MARKS
    if digits:
        return Shape.ALPHANUMERIC
    capitals = sum(character.isupper() for character in letters)
    if not capitals:
        return Shape.LOWER
    if capitals == len(letters):
        return Shape.SINGLE if len(letters) == 1 else Shape.UPPER
    return Shape.TITLE if capitals == 1 and letters[0].isupper() else Shape.MIXED


class WordPieces:
    """Splits words into the pieces of a vocabulary.

    Args:
        vocabulary: The pieces, by number; it begins with `SPECIAL`.

    Raises:
        ValueError: The vocabulary begins with other entries.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        if tuple(vocabulary[: len(SPECIAL)]) != SPECIAL:
            raise ValueError(f"a vocabulary begins with {', '.join(SPECIAL)}")
        self.vocabulary = tuple(vocabulary)
        self._numbers = {piece: number for number, piece in enumerate(self.vocabulary)}
        self._longest = max(map(len, self.vocabulary))
        self._remembered = lru_cache(maxsize=REMEMBERED)(self._split)

    def __call__(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces: one to `MOST_PIECES`.

        Args:
            word: A token that is no white space.
        """
        return self._remembered(word)

    def __reduce__(self) -> tuple[type["WordPieces"], tuple[tuple[str, ...]]]:
        """Copies and pickles begin with nothing remembered."""
        return WordPieces, (self.vocabulary,)

    def _split(self, word: str) -> tuple[int, ...]:
        unknown = self._numbers[UNKNOWN]
        numbers: list[int] = []
        for part in parts(word):
            numbers.extend(self._pieces(part) or (unknown,))
            if len(numbers) >= MOST_PIECES:
                break
        return tuple(numbers[:MOST_PIECES]) or (unknown,)

    def _pieces(self, part: str) -> list[int]:
        """The longest pieces from left to right; none if some of the part has no piece."""
        if len(part) > LONGEST_WORD:
            return []
        numbers: list[int] = []
        start, prefix = 0, ""
        while start < len(part):
            for end in range(min(len(part), start + self._longest), start, -1):
                number = self._numbers.get(prefix + part[start:end])
                if number is not None:
                    break
            else:
                return []
            numbers.append(number)
            start, prefix = end, CONTINUES
        return numbers


def parts(word: str) -> Iterator[str]:
    """The parts of a word that are split into pieces one by one: runs of small letters and digits, and single marks."""
    run = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn" or (category[0] == "C" and not character.isspace()) or character == "\ufffd":
            continue
        if _is_mark(character, category) or _is_ideograph(character) or character.isspace():
            if run:
                yield run
            run = ""
            if not character.isspace():
                yield character
        else:
            run += character
    if run:
        yield run


def _is_mark(character: str, category: str) -> bool:
    """Punctuation as BERT has it: by category, and all of ASCII that is neither letter nor digit."""
    return category[0] == "P" or (character.isascii() and not character.isalnum() and not character.isspace())


def _is_ideograph(character: str) -> bool:
    number = ord(character)
    return 0x4E00 <= number <= 0x9FFF or 0x3400 <= number <= 0x4DBF or 0xF900 <= number <= 0xFAFF or number >= 0x20000
