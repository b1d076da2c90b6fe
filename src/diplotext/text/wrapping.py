"""Joining lines that were wrapped at a fixed width: a newline within a paragraph is only a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from diplotext.text.edits import Edit
from diplotext.text.paragraphs import paragraphs

HYPHENS = "-\u2010"
DASHES = "–—"
FIRST_PART = re.compile(r"[^\W\d_]+\Z")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
SECOND_PART = re.compile(r"[^\W\d_]+")
SUSPENDED = re.compile(r"(?:and|or|to)\b")
"""What follows the first part of a compound whose second part comes later: `African- and Asian-American`."""

SINGLE_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")

COMPOUND_PARTS = frozenset(
    """
    after air all anti arms back big bi by call cease centre center clean close co counter cross cut deep democratically
    double eight ex extra face fact far first five follow for four full get government half hand hard head high hot
    inter intra large last late left life light long lock look low mass mid middle mini money multi nation near neo new
    newly nine non north nuclear off old on once one open out over pan part peace post power pre private pro pull push
    quasi re record right round run second self semi set seven short single six small so socio south start state step
    stop strong sub super take ten third thirty three time top trans twenty two ultra under up vice war water weapons
    well west wide world year years
    """.split()  # noqa: SIM905  (a table)
)
"""First parts of compounds, whose hyphen at the end of a line is kept: `cease-fire`, `long-term`, `vice-premier`."""


def joined_lines(text: str) -> Iterator[Edit]:
    """Edits that join the lines of each paragraph."""
    words: frozenset[str] | None = None
    for block in paragraphs(text):
        at = text.find("\n", block.start, block.end)
        while at >= 0:
            if text[at - 1] in HYPHENS and words is None:
                words = frozenset(WORD.findall(text))
            yield _joined(text, at, words or frozenset())
            at = text.find("\n", at + 1, block.end)


def separated_paragraphs(text: str) -> Iterator[Edit]:
    """Edits that put an empty line after each paragraph, in a text whose lines are joined."""
    for match in SINGLE_BREAK.finditer(text):
        yield match.start(), match.end(), "\n\n"


def _joined(text: str, at: int, words: frozenset[str]) -> Edit:
    """The edit that joins the lines before and after a newline."""
    last = text[at - 1 : at]
    if last in HYPHENS and text[at - 2 : at - 1].isalnum():
        if _is_compound(text, at, words):
            return at, at + 1, " " if SUSPENDED.match(text, at + 1) else ""
        return at - 1, at + 1, ""
    if last in DASHES and not text[at - 2 : at - 1].isspace():
        return at, at + 1, ""
    return at, at + 1, " "


def _is_compound(text: str, at: int, words: frozenset[str]) -> bool:
    """Whether the hyphen before a newline belongs to the word, as in "long-term", and does not come from wrapping."""
    first = FIRST_PART.search(text, max(0, at - 41), at - 1)
    second = SECOND_PART.match(text, at + 1)
    if first is None or second is None or not second[0][0].islower():
        return True
    if first[0] + second[0] in words:
        return False
    if SUSPENDED.match(text, at + 1):
        return True
    return first[0].lower() in COMPOUND_PARTS or f"{first[0]}-{second[0]}" in words
