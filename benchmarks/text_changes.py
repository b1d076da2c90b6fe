"""Changes of a text that mean nothing: marks, white space, wraps, letters, a headline's case, paragraphs around it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

WIDTHS = range(40, 101)
"""Columns at which lines are wrapped."""

WIDTH = 72
"""Where only one width is tried: that of mail."""

HYPHENATED = 3
"""Every third line ends with a cut word, if the word that no longer fits into the line can be cut."""

LONG = 9
"""Letters of a word that gets a soft hyphen."""

NOTICE = "More photographs can be found in the gallery below."
"""A paragraph in which there is nothing to be found."""

DOUBLE_MARKS = re.compile("[“”„«»]|``|''")
SINGLE_MARKS = re.compile("[‘’‚`]")
OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:\"|'(?!\d))", re.MULTILINE)


def straight(text: str) -> str:
    """All quotation marks straight."""
    return SINGLE_MARKS.sub("'", DOUBLE_MARKS.sub('"', text))


def curly(text: str) -> str:
    """All quotation marks curly, as word processors make them."""
    opened = OPENING.sub(lambda match: "“" if match[0] == '"' else "‘", text)
    return opened.replace('"', "”").replace("'", "’")


def wrapped(text: str, width: int = WIDTH, *, between: str = "\n\n", hyphens: bool = False) -> str:
    """Each paragraph in lines of at most so many columns; words cut now and then.

    Args:
        text: The text.
        width: Columns.
        between: What is put between two paragraphs.
        hyphens: Whether words are cut.
    """
    paragraphs = (_lines(paragraph, width, hyphens) for paragraph in text.split("\n") if paragraph.strip())
    return between.join("\n".join(lines) for lines in paragraphs)


def wrapped_somewhere(text: str) -> str:
    """Wrapped at one of all widths, which the length of the text decides."""
    return wrapped(text, WIDTHS[len(text) % len(WIDTHS)])


def _lines(paragraph: str, width: int, hyphens: bool) -> Iterator[str]:
    words = [word for word in paragraph.split(" ") if word]
    line = words[0]
    number = 1
    for word in words[1:]:
        if len(line) + 1 + len(word) <= width:
            line += f" {word}"
            continue
        size = min(width - len(line) - 2, len(word) - 3)
        if hyphens and number % HYPHENATED == 0 and size >= 3 and word.isalpha() and word.islower():
            yield f"{line} {word[:size]}-"
            line = word[size:]
        else:
            yield line
            line = word
        number += 1
    yield line


def every(number: int, replacement: str) -> Callable[[str], str]:
    """A change that replaces every space, or every second, third ... one."""

    def change(text: str) -> str:
        count = itertools.count(1)
        return re.sub(" ", lambda _: " " if next(count) % number else replacement, text)

    return change


def softened(text: str) -> str:
    """A soft hyphen in the middle of each long word."""

    def soft(match: re.Match[str]) -> str:
        middle = len(match[0]) // 2
        return f"{match[0][:middle]}\u00ad{match[0][middle:]}"

    return re.sub(rf"[^\W\d_]{{{LONG},}}", soft, text)


def in_case(change: Callable[[str], str]) -> Callable[[str], str]:
    """A change of case that leaves each character in its place."""
    return lambda text: "".join(new if len(new := change(character)) == 1 else character for character in text)


def titled(text: str) -> str:
    """Every word with a capital, as headlines of American papers are written, little words as well."""
    return re.sub(r"(?<![^\s“‘\"'(\[–—-])[^\W\d_]", lambda match: in_case(str.upper)(match[0]), text)


CHANGES: dict[str, Callable[[str], str]] = {
    "straight marks": straight,
    "curly marks": curly,
    "single breaks": lambda text: re.sub(r"\n+", "\n", text),
    "blank lines": lambda text: re.sub(r"\n+", "\n\n", text),
    "paragraph appended": lambda text: f"{text}\n\n{NOTICE}",
    "paragraph put first": lambda text: f"{NOTICE}\n\n{text}",
    "trailing spaces": lambda text: re.sub(r"(?<=[^\n])(?=\n|\Z)", "  ", text),
    "indented paragraphs": lambda text: re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "NFD": partial(unicodedata.normalize, "NFD"),
    "two spaces after a full stop": lambda text: text.replace(". ", ".  "),
    "wrapped": wrapped,
    "wrapped, words cut": partial(wrapped, hyphens=True),
    "wrapped, single breaks": partial(wrapped, between="\n"),
    "wrapped at any width": wrapped_somewhere,
    "wrapped at 40 columns": partial(wrapped, width=WIDTHS[0]),
    "wrapped at 100 columns": partial(wrapped, width=WIDTHS[-1]),
    "every seventh space no-break": every(7, "\u00a0"),
    "no-break spaces": every(1, "\u00a0"),
    "thin spaces": every(1, "\u2009"),
    "tabs": every(1, "\t"),
    "two spaces": every(1, "  "),
    "soft hyphens": softened,
    "zero-width spaces": every(10, " \u200b"),
}
"""What is done to the whole article, by name."""

HEADLINE_CHANGES: dict[str, Callable[[str], str]] = {
    "headline in capitals": in_case(str.upper),
    "headline in small letters": in_case(str.lower),
    "headline with capitals": titled,
}
"""What is done to the headline alone, by name."""
