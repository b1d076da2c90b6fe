"""The words of a text with their offsets, and what can be seen around them: cheaper than a parse, and enough for names.

"U.S.", "Inter-Services" and "O'Neill" are one word; a possessive 's belongs to none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise

import attrs

WORD = re.compile(
    r"(?!(?<=[^\W_]['’])[sS]\b)"
    r"(?:(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-–&][^\W_]+|['’](?!s\b|S\b)[^\W_]+)*|&)"
)
SPLITTING_WORD = re.compile(f"({WORD.pattern})")
NEWLINE = re.compile(r"[\r\n\u2028\u2029]+")
SENTENCE_BREAK = re.compile(r"[.!?:;\n\r\u2028\u2029\"“”(\[]|^\s*[-–—]\s|''|``")


@attrs.frozen(eq=False)
class Words:
    """The words of a text.

    Attributes:
        text: The text.
        spans: Offsets of the words.
    """

    text: str
    spans: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of `text`."""
        parts = SPLITTING_WORD.split(text)
        offsets = list(accumulate(map(len, parts), initial=0))
        return cls(text, list(zip(offsets[1::2], offsets[2::2], strict=False)))

    @cached_property
    def starts(self) -> list[int]:
        """Where the words start."""
        return [start for start, _ in self.spans]

    @cached_property
    def forms(self) -> list[str]:
        """The words as they are written."""
        return [self.text[start:end] for start, end in self.spans]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of the text, and the parts of those with a hyphen."""
        return self.distinct.union(part for form in self.distinct if "-" in form for part in form.split("-"))

    @cached_property
    def gaps(self) -> list[str]:
        """What is between each word and the next one; a newline after the last."""
        text, spans = self.text, self.spans
        return [*(text[end:start] for (_, end), (start, _) in pairwise(spans)), "\n"] if spans else []

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The different words, as they are written."""
        return frozenset(self.forms)

    def places(self, forms: Iterable[str]) -> list[int]:
        """Indexes of the words that have one of some forms, in order."""
        wanted = self.distinct.intersection(forms)
        return [index for index, form in enumerate(self.forms) if form in wanted] if wanted else []

    def __len__(self) -> int:
        return len(self.spans)

    def at(self, offset: int) -> int:
        """Index of the word that starts at `offset` or holds it, else of the next one."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.spans[index][1] else index + 1

    def before(self, offset: int) -> int:
        """Index of the last word that ends at or before `offset`; -1 if there is none."""
        index = bisect_left(self.starts, offset) - 1
        return index - 1 if index >= 0 and self.spans[index][1] > offset else index

    def gap(self, index: int) -> str:
        """What is between the word and the next one; a newline before the first and after the last."""
        gaps = self.gaps
        return gaps[index] if 0 <= index < len(gaps) else "\n"

    def begins_sentence(self, index: int) -> bool:
        """Whether the word follows the end of a sentence, an opening quotation mark or nothing."""
        return index <= 0 or SENTENCE_BREAK.search(self.gap(index - 1)) is not None

    @cached_property
    def _lines(self) -> tuple[list[int], dict[int, tuple[bool, bool]]]:
        return [0, *(match.end() for match in NEWLINE.finditer(self.text))], {}

    def _shape(self, offset: int) -> tuple[bool, bool]:
        starts, known = self._lines
        line = bisect_right(starts, offset) - 1
        if line not in known:
            end = starts[line + 1] if line + 1 < len(starts) else len(self.text)
            known[line] = _shape(self.text[starts[line] : end])
        return known[line]

    def in_capitals(self, offset: int) -> bool:
        """Whether the line at `offset` is written in capitals, so that capitals say nothing."""
        return self._shape(offset)[0]

    def in_headline(self, offset: int) -> bool:
        """Whether the line at `offset` is a headline with capitalized words, so that a capital says little."""
        return self._shape(offset)[1]


LETTERS = re.compile(r"[^\W\d_]+")
CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Þ]")
SAMPLE = 300
"""Characters of a line that show whether it is in capitals."""

HEADLINE_SMALL = frozenset(
    re.findall(
        r"\S+",
        "a after against amid an and as at before but by for from in into nor of on or over s the to via vs with",
    )
)


def _shape(line: str) -> tuple[bool, bool]:
    """Whether a line is in capitals, and whether it is a headline in title case: only function words begin small."""
    letters = "".join(LETTERS.findall(line[:SAMPLE]))
    large = len(CAPITALS.findall(letters))
    in_capitals = large > 2 and large > 0.8 * len(letters) and " " in line.strip()
    if len(line) > 200 or line.rstrip()[-1:] in (".", ",", ";"):
        return in_capitals, False
    words = re.findall(r"[^\W\d_]+", line)
    capitalized = sum(word[0].isupper() for word in words)
    return in_capitals, capitalized > 2 and all(word[0].isupper() or word in HEADLINE_SMALL for word in words)


DETERMINER = re.compile(r"(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
APOSTROPHE = re.compile(r"['’][sS]?$")


def trimmed_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a name without a leading determiner, and without marks, white space and a possessive at its end.

    Args:
        text: The text.
        start: Offset of the name.
        end: Offset after it.
    """
    if match := DETERMINER.match(text, start, end):
        start = match.end()
    end = start + len(text[start:end].rstrip(" \t\r\n\u00a0,-"))
    if match := APOSTROPHE.search(text, max(start, end - 2), end):
        end = start + len(text[start : match.start()].rstrip())
    return start, end
