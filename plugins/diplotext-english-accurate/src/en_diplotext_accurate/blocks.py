"""The encoder reads a text in blocks of a few sentences; only the text decides where they are cut.

A block is at most `LIMIT` pieces long. Each is computed alone, so that a text gets the same answers alone and in any
batch.
"""

import re
from collections.abc import Iterator, Sequence

import attrs

from en_diplotext_accurate.pieces import LATER, Shape, WordPieces, shape

LIMIT = 200
"""Pieces of a block, with the two that mark its ends."""

ENDS = 2
FINAL = re.compile(r"[.?!…]+")
CLOSING = re.compile(r"[\"”'’»)\]]+")

# Whether white space stands before and after a word.
SPACE_BEFORE, SPACE_AFTER = 1, 2


@attrs.frozen(eq=False)
class Block:
    """What the encoder reads, a number for each piece.

    Attributes:
        pieces: Numbers in the vocabulary.
        shapes: Shapes of the words that they are of.
        gaps: Where white space stands beside the word: 0 to 3.
        first: For each word the place of its first piece.
        tokens: For each word its token in the text. White space is no word.
    """

    pieces: list[int]
    shapes: list[int]
    gaps: list[int]
    first: list[int]
    tokens: list[int]


def encode(words: Sequence[str], spaces: Sequence[bool], split: WordPieces, start: int = 0) -> Block:
    """Make one block of a run of tokens.

    A token of one newline is a piece of its own, and one of several newlines another; other white space is none.

    Args:
        words: The tokens.
        spaces: Whether a space follows each of them.
        split: Gives the pieces of words.
        start: The number of the first token in the text.

    Returns:
        The block, of any length.
    """
    unknown, begin, end, newline, paragraph, _ = range(6)
    pieces, shapes, gaps = [begin], [int(Shape.NONE)], [0]
    first: list[int] = []
    tokens: list[int] = []
    before = SPACE_BEFORE
    for index, (word, space) in enumerate(zip(words, spaces, strict=True)):
        if word.isspace():
            if newlines := word.count("\n"):
                pieces.append(newline if newlines == 1 else paragraph)
                shapes.append(Shape.BREAK)
                gaps.append(SPACE_BEFORE + SPACE_AFTER)
            before = SPACE_BEFORE
            continue
        after = space or (index + 1 < len(words) and words[index + 1].isspace())
        found = split(word) if word else (unknown,)
        kind = shape(word)
        first.append(len(pieces))
        tokens.append(start + index)
        pieces.extend(found)
        shapes.append(kind)
        shapes.extend([kind + LATER] * (len(found) - 1))
        gaps.extend([before + SPACE_AFTER * after] * len(found))
        before = int(after)
    return Block([*pieces, end], [*shapes, Shape.NONE], [*gaps, 0], first, tokens)


def cut(words: Sequence[str], split: WordPieces, limit: int = LIMIT) -> Iterator[tuple[int, int]]:
    """Where a text is cut into blocks: after a line break or a sentence, where there is one.

    Args:
        words: The tokens of the text.
        split: Gives the pieces of words.
        limit: The pieces of a block.

    Yields:
        First token and token after the last of each block.
    """
    sizes = [("\n" in word) if word.isspace() else len(split(word)) for word in words]
    start = 0
    while start < len(words):
        total, end = 0, start
        line_end = sentence_end = None
        while end < len(words) and total + sizes[end] <= limit - ENDS:
            total += sizes[end]
            if words[end].isspace() and "\n" in words[end]:
                line_end = end + 1
            elif _ends_sentence(words, end, start):
                sentence_end = end + 1
            end += 1
        if end == len(words):
            yield start, end
            return
        late = line_end and line_end > start + (end - start) // 3
        end = (late and line_end) or sentence_end or line_end or end
        yield start, end
        start = end


def _ends_sentence(words: Sequence[str], index: int, start: int) -> bool:
    """Whether a word is a final mark, or closes what a final mark ended, and no closing mark follows."""
    word = words[index]
    if not FINAL.fullmatch(word) and not (
        CLOSING.fullmatch(word) and index > start and FINAL.fullmatch(words[index - 1])
    ):
        return False
    return index + 1 == len(words) or not CLOSING.fullmatch(words[index + 1])
