"""Headlines in capitals or in lower case throughout, whose case says nothing: words take theirs from the body.

"PUTIN MEETS XI" becomes "Putin meets Xi" if the body has "Putin", "meets" and "Xi" within its sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from diplotext.text.article_header import read_header
from diplotext.text.edits import Edit

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’][sS]\Z")
SENTENCE_START = re.compile(r"(?:\A|[.!?:…\n\"“”‘’'(\[–—-])\s*\Z")
MIN_WORDS = 3
"""Words that a headline needs for its case to be judged."""


def plain_headline(text: str) -> Iterator[Edit]:
    """Edits that give the words of a headline the case that they have in the body."""
    first = text[: text.find("\n")] if "\n" in text else ""
    if not _lacks_case(first):
        second = text[len(first) : text.find("\n", len(first) + 2)].strip()
        if not _lacks_case(second):
            return
    title = read_header(text)[0].title
    if title is None or not _lacks_case(title.text):
        return
    forms = _forms(text, title.end)
    for match in WORD.finditer(text, title.start, title.end):
        stem = POSSESSIVE.sub("", match[0])
        known = forms.get(stem.replace(".", "").casefold())
        if match.start() == title.start:
            known = known or stem.lower()
            known = known[:1].upper() + known[1:]
        written = (known or stem.lower()) if known is None or len(known) == len(stem) else stem
        written += match[0][len(stem) :].lower()
        if written != match[0] and len(written) == len(match[0]):
            yield match.start(), match.end(), written


def _lacks_case(line: str) -> bool:
    """Whether a line of several words is all in capitals, or all in lower case."""
    return len(line) < 300 and (line.isupper() or line.islower()) and len(WORD.findall(line)) >= MIN_WORDS


def _forms(text: str, start: int) -> dict[str, str]:
    """How words are most often written within sentences of the body, by the word in lower case without full stops."""
    counts: dict[str, Counter[str]] = {}
    for match in WORD.finditer(text, start):
        form = POSSESSIVE.sub("", match[0])
        if match[0].islower() or not SENTENCE_START.search(text, max(start, match.start() - 4), match.start()):
            counts.setdefault(form.replace(".", "").casefold(), Counter())[form.replace(".", "")] += 1
    return {key: max(sorted(found), key=found.__getitem__) for key, found in counts.items()}
