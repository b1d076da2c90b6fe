"""Where sentences end, as the text alone shows: for rules that have no parse, or must not wait for one.

Where there is a parse, its sentences count (`SharedArticle.sentences`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diplotext.text.spans import Span

SENTENCE_END = re.compile(
    r"(?P<mark>[!?…]|(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bM[rs]s)(?<!\bMs)(?<!\bSt)(?<!\bLt)(?<!\bSen)(?<!\bGov)(?<!\bGen)(?<!\bRep)"
    r"(?<!\bCol)(?<!\bProf)\.)[\"'”’»)\]]{0,3}(?=\s{1,3}[\"'“‘«(\[]?[^\W\d_a-z])"
)
"""A final mark, the marks that close after it, and what another sentence begins with after white space.

The full stop of an initial or of a title (`Mr. Roe`) ends no sentence.
"""

SPACE = re.compile(r"\s*")
BREAK = re.compile(rf"(?:{SENTENCE_END.pattern})|\n")


def sentences_of(text: str, paragraphs: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of a text, in order, white space after them included.

    Args:
        text: The text.
        paragraphs: Its paragraphs, in order: no sentence crosses the end of one.
    """
    for block in paragraphs:
        start = block.start
        for match in SENTENCE_END.finditer(text, block.start, block.end):
            end = SPACE.match(text, match.end()).end()  # type: ignore[union-attr]
            yield start, end
            start = end
        if start < block.end:
            yield start, block.end


def ends_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence, or a line, ends between two offsets."""
    return BREAK.search(text, start, end) is not None


def sentence_around(text: str, start: int, end: int, max_chars: int) -> tuple[int, int]:
    """Offsets of the sentence of a stretch of the text, as far as it reaches before and after it.

    Args:
        text: The text.
        start: Offset of the first character of the stretch.
        end: Offset after its last.
        max_chars: Characters to look at, on each side.
    """
    first = max(0, start - max_chars)
    for match in BREAK.finditer(text, first, start):
        first = match.end()
    after = BREAK.search(text, end, end + max_chars)
    return first, after.start() if after else min(len(text), end + max_chars)
