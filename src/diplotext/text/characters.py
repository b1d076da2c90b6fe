"""White space and characters that look like others, made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from diplotext.text.edits import Edit

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width characters and direction marks, for a character class."""

RUN = re.compile(rf"[\s{INVISIBLE}]+")
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]|(\u2029)")
ODD = re.compile(rf"[^\S \n]|[{INVISIBLE}]|  | \n|\n |\n\n\n|\A\s|(?:\s\s| )\Z|[\ufb00-\ufb06]")
"""What no plain text holds, decomposed letters apart."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
CLUSTER = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
LIST_ITEM = re.compile(r"[ \t]*(?:[-*•‣◦]|\(?\w{1,3}[.)])[ \t]")
PARAGRAPH_INDENT = 2
"""Columns by which a line must be indented more than the line before, to begin a paragraph."""


def plain_characters(text: str) -> Iterator[Edit]:
    """Edits that make the white space of a text plain, leave out what is invisible, and spell ligatures out."""
    if ODD.search(text):
        yield from sorted([*_plain_space(text), *_spelled_out(text)])


def _plain_space(text: str) -> Iterator[Edit]:
    for match in RUN.finditer(text):
        run, start, end = match[0], match.start(), match.end()
        if run in (" ", "\n", "\n\n") and (start > 0 and end < len(text)):
            continue
        breaks = sum(2 if one[1] else 1 for one in LINE_BREAK.finditer(run))
        if start == 0 or end == len(text):
            plain = "\n" if breaks and start and not text[:start].isspace() else ""
        elif breaks:
            plain = "\n" if breaks == 1 and not _begins_paragraph(text, start, end) else "\n\n"
        else:
            plain = " " if any(character.isspace() for character in run) else ""
        if plain != run:
            yield start, end, plain


def _begins_paragraph(text: str, start: int, end: int) -> bool:
    """Whether a line after a single line break is indented, and the line before is not."""
    indent = _columns(text[start:end])
    if indent < PARAGRAPH_INDENT:
        return False
    line = max(text.rfind(mark, 0, start) for mark in "\n\r") + 1
    if LIST_ITEM.match(text, line, start):
        return False
    before = text[line:start]
    return indent >= _columns(before[: len(before) - len(before.lstrip())]) + PARAGRAPH_INDENT


def _columns(space: str) -> int:
    """How far white space after the last line break moves a line to the right."""
    return len(LINE_BREAK.split(space)[-1].expandtabs(4))


def _spelled_out(text: str) -> Iterator[Edit]:
    for ligature, letters in LIGATURES.items():
        at = text.find(ligature)
        while at >= 0:
            yield at, at + 1, letters
            at = text.find(ligature, at + 1)


def composed_letters(text: str) -> Iterator[Edit]:
    """Letters and the marks that combine with them as one character where there is one (Unicode NFC)."""
    if unicodedata.is_normalized("NFC", text):
        return
    for match in CLUSTER.finditer(text):
        start, stop = match.span()
        while start < stop:
            end = start + 1
            while end < stop and unicodedata.combining(text[end]):
                end += 1
            composed = unicodedata.normalize("NFC", text[start:end])
            if composed != text[start:end]:
                yield start, end, composed
            start = end
