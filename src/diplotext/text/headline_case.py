"""Headlines in capitals or in lower case throughout, whose case says nothing: words take theirs from the body.

"PUTIN MEETS XI" becomes "Putin meets Xi" if the body has "Putin", "meets" and "Xi" within its sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from diplotext.text.article_header import read_header
from diplotext.text.edits import Edit
from diplotext.text.words import HEADLINE_SMALL

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’][sS]\Z")
SENTENCE_START = re.compile(r"(?:\A|[.!?:…\n\"“”‘’'(\[–—-])\s*\Z")
MAX_LINE = 300
"""Characters that the line of a headline has at most."""

MIN_WORDS = 3
"""Words that a headline needs for its case to be judged."""


def plain_headline(text: str) -> Iterator[Edit]:
    """Edits that give the words of a headline the case that they have in the body.

    A headline in capitals stays as it is if the body has none of its words: its names could not be distinguished from
    its other words.
    """
    if not any(map(_lacks_case, _first_lines(text))):
        return
    title = read_header(text)[0].title
    if title is None or not _lacks_case(title.text):
        return
    forms = _forms(text, title.end)
    words = [(match, POSSESSIVE.sub("", match[0])) for match in WORD.finditer(text, title.start, title.end)]
    known = [forms.get(_key(stem)) for _, stem in words]
    content = [form for form, (_, stem) in zip(known, words, strict=True) if stem.lower() not in HEADLINE_SMALL]
    if title.text.isupper() and not any(content):
        return
    for number, ((match, stem), form) in enumerate(zip(words, known, strict=True)):
        written = form or stem.lower()
        if number == 0:
            written = written[:1].upper() + written[1:]
        if len(written) != len(stem):
            written = stem
        written += match[0][len(stem) :].lower()
        if written != match[0] and len(written) == len(match[0]):
            yield match.start(), match.end(), written


def _first_lines(text: str) -> list[str]:
    """The first two lines with anything in them: a date may come before the headline."""
    lines = (line.strip() for line in text[: 2 * MAX_LINE].split("\n"))
    return list(islice(filter(None, lines), 2))


def _key(word: str) -> str:
    return word.replace(".", "").casefold()


def _lacks_case(line: str) -> bool:
    """Whether a line of several words is all in capitals, or all in lower case."""
    return len(line) < MAX_LINE and (line.isupper() or line.islower()) and len(WORD.findall(line)) >= MIN_WORDS


def _forms(text: str, start: int) -> dict[str, str]:
    """How words of the body are written inside sentences, most often; by the word in lower case without full stops.

    Where a sentence begins, only a word in capitals throughout shows how it is written.
    """
    counts: dict[str, Counter[str]] = {}
    for match in WORD.finditer(text, start):
        form = POSSESSIVE.sub("", match[0]).replace(".", "")
        shown = form.islower() or (form.isupper() and len(form) > 1)
        if shown or not SENTENCE_START.search(text, max(start, match.start() - 4), match.start()):
            counts.setdefault(form.casefold(), Counter())[form] += 1
    return {key: max(sorted(found), key=found.__getitem__) for key, found in counts.items()}
