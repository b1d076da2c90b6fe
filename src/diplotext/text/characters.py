"""White space and characters with several encodings, normalised.

Texts from the web hold no-break spaces, soft hyphens, ligatures and decomposed letters, which no rule should have to
expect.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from diplotext.text.edits import Edit

INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width characters and direction marks, to be put in a character class."""

SPACE_RUN = re.compile(rf"[\s{INVISIBLE}]+")
LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]|(\u2029)")
NOT_PLAIN = re.compile(rf"[^\S \n]|[{INVISIBLE}]|  | \n|\n |\n\n\n|\A\s|(?:\s\s| )\Z|[\ufb00-\ufb06]")
"""What a normalised text does not contain; decomposed letters are found otherwise."""

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
CLUSTER = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
LIST_ITEM = re.compile(r"[ \t]*(?:[-*•‣◦]|\(?\w{1,3}[.)])[ \t]")
MAX_CLUSTER = 30
"""Characters of a letter with its marks that are composed; more are noise, and putting them in order takes long."""

PARAGRAPH_INDENT = 2
"""Columns by which a line that begins a paragraph is indented more than the line before, at least."""


def plain_characters(text: str) -> Iterator[Edit]:
    """Edits that normalise white space, leave out invisible characters, and spell out ligatures."""
    if NOT_PLAIN.search(text):
        yield from sorted([*_plain_space(text), *_spelled_out(text)])


def _plain_space(text: str) -> Iterator[Edit]:
    for match in SPACE_RUN.finditer(text):
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
    line = max(text.rfind(line_break, 0, start) for line_break in "\n\r") + 1
    if LIST_ITEM.match(text, line, start):
        return False
    before = text[line:start]
    return indent >= _columns(before[: len(before) - len(before.lstrip())]) + PARAGRAPH_INDENT


def _columns(space: str) -> int:
    """The columns by which the white space after the last line break indents a line."""
    return len(LINE_BREAK.split(space)[-1].expandtabs(4))


def _spelled_out(text: str) -> Iterator[Edit]:
    for ligature, letters in LIGATURES.items():
        at = text.find(ligature)
        while at >= 0:
            yield at, at + 1, letters
            at = text.find(ligature, at + 1)


def composed_letters(text: str) -> Iterator[Edit]:
    """Edits that compose letters and their combining marks to one character where there is one (Unicode NFC)."""
    for match in () if text.isascii() else CLUSTER.finditer(text):
        start, stop = match.span()
        while start < stop:
            end = start + 1
            while end < stop and unicodedata.combining(text[end]):
                end += 1
            letter = text[start:end]
            if end - start <= MAX_CLUSTER and not unicodedata.is_normalized("NFC", letter):
                yield start, end, unicodedata.normalize("NFC", letter)
            start = end
