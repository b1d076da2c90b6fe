"""The paragraphs of a plain text, separated by blank lines or single newlines, with or without wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from diplotext.text.header_dates import LINE_DATE
from diplotext.text.spans import Span

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
BLANK_LINE = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])[^\S\r\n\u2028\u2029]*(?=[\r\n\u2028\u2029])")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
HARD_WRAP_WIDTHS = range(50, 161)
"""Widths, in characters, at which a text may have been wrapped: the length of its longest line."""

NARROW_WIDTHS = range(20, HARD_WRAP_WIDTHS.start)
"""Widths of columns and narrow messages: lists and verse have them too, so every line must be full."""

MIN_BREAKS = 2
"""Line breaks that a text needs for its width to be judged."""

MIN_NARROW_BREAKS = 4
"""The same for a narrow text."""

DANGLING = re.compile(
    r"\b(?:an?|and|as|at|but|by|for|from|ha[sd]|have|he|his|if|in|into|is|its|not|of|on|or|our|she|that|the|their|they"
    r"|this|to|was|we|were|when|which|who|whose|will|with|would)$"
)
"""Words that do not end a paragraph."""

OPEN_ENDED = re.compile(r",$|\b(?:from|in|of|on|since|to|until)$")
"""What a date continues at the beginning of a line: `at the White House in Washington,`."""

FIRST_WORD = re.compile(r"(?:[–—-]+ )?\S+")
"""What a line cannot be broken inside: a dash at its beginning was joined to the next word by a no-break space."""


@lru_cache(maxsize=2)  # each document needs them twice in a row
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order, without white space at their edges.

    Blank lines separate paragraphs. Single newlines do too, unless a line was wrapped: the next one begins in lower
    case, or the line ends with a word such as "the", or its block is wrapped at a fixed width.
    """
    lines = [line for line in map(_stripped, LINE.finditer(text)) if line]
    result: list[tuple[int, int]] = []
    blocks = list(_blocks(text, lines))
    usual = _wrap_width(text, blocks)  # of most lines: a short block alone is not enough evidence
    for block in blocks:
        width = _wrap_width(text, [block]) or usual
        previous: tuple[int, int] | None = None
        for line in block:
            if previous and _is_wrapped(text, previous, line, width):
                result[-1] = (result[-1][0], line[1])
            else:
                result.append(line)
            previous = line
    return tuple(Span.of(text, *bounds) for bounds in result)


def _blocks(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The lines of a text, grouped by the blank lines between them."""
    block: list[tuple[int, int]] = []
    for line in lines:
        if block and BLANK_LINE.search(text, block[-1][1], line[0]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _wrap_width(text: str, blocks: Sequence[Sequence[tuple[int, int]]]) -> int | None:
    """The width at which most lines were wrapped, so that the first word of the next line would not have fitted."""
    sizes = [end - start for block in blocks for start, end in block if " " in text[start:end]]
    breaks = [lines for block in blocks for lines in pairwise(block)]
    width = max(sizes, default=0)
    is_narrow = width in NARROW_WIDTHS
    if len(breaks) < (MIN_NARROW_BREAKS if is_narrow else MIN_BREAKS) or not (is_narrow or width in HARD_WRAP_WIDTHS):
        return None
    full = [line for line, following in breaks if _is_full(text, line, following, width)]
    open_ended = [line for line in full if not _ends_sentence(text, line)]
    if is_narrow and len(full) < len(breaks):
        return None
    return width if len(full) > len(breaks) / 2 and len(open_ended) > len(full) / 2 else None


def _is_full(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    word = FIRST_WORD.match(text, *following)
    return word is not None and line[1] - line[0] + 1 + len(word[0]) > width


def _ends_sentence(text: str, line: tuple[int, int]) -> bool:
    return SENTENCE_END.search(text, max(line[0], line[1] - 4), line[1]) is not None


def _is_wrapped(text: str, line: tuple[int, int], following: tuple[int, int], width: int | None) -> bool:
    """Whether the next line continues the paragraph of a line."""
    first, second = text[slice(*line)], text[slice(*following)]
    is_full = width is not None and _is_full(text, line, following, width)
    if LINE_DATE.fullmatch(first) or LINE_DATE.fullmatch(second):
        return is_full and OPEN_ENDED.search(first) is not None
    if is_full or _ends_sentence(text, line):
        return is_full
    return second[0].islower() or DANGLING.search(first[-8:]) is not None


def _stripped(match: re.Match[str]) -> tuple[int, int] | None:
    line = match[0]
    start = match.start() + len(line) - len(line.lstrip())
    end = match.end() - len(line) + len(line.rstrip())
    return (start, end) if start < end else None
