"""Corpora of names come as lists of tokens of many kinds; names are kept as character spans of real text instead.

That way the text can be tokenized as users' articles will be, and marks can change without moving a name.
"""

import re
from collections.abc import Sequence

import attrs

from training.names.scheme import is_title, name_scheme, title_length
from training.trees.marks import STRAIGHT

UNESCAPED = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
CLOSING = frozenset((".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "...", "”", "’"))
OPENING = frozenset(("(", "[", "{", "$", "“", "‘", "£", "€", "#"))
CONTRACTION = re.compile(r"(?:['’](?:s|re|ve|ll|d|m)|n['’]t)", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?|\S")


@attrs.frozen
class Name:
    """A span of characters.

    Attributes:
        start: First character.
        end: Behind the last character.
        label: Its class, or None if what is there is unknown, a name or not.
    """

    start: int
    end: int
    label: str | None


@attrs.frozen
class NamedText:
    """A sentence or paragraph with its names.

    Attributes:
        source: The corpus.
        text: The text.
        names: Names and unknown parts, in order; they do not overlap.
        starts_document: Whether a document begins here.
        starts_paragraph: Whether a paragraph begins here.
    """

    source: str
    text: str
    names: tuple[Name, ...]
    starts_document: bool = False
    starts_paragraph: bool = False


def detokenized(words: Sequence[str]) -> tuple[str, list[int]]:
    """Write words as text.

    Args:
        words: Tokens as in treebanks, with contractions and marks apart.

    Returns:
        The text, and for each word where it starts.
    """
    text, starts, glued = "", [], True
    open_mark = False
    for word in words:
        form = UNESCAPED.get(word, word)
        closes = (
            form in CLOSING or bool(CONTRACTION.fullmatch(form)) or form == "'" or (form == "s" and text[-1:] == "'")
        )
        glues = form in OPENING
        if form == '"':
            closes, glues, open_mark = open_mark, not open_mark, not open_mark
        if text and not glued and not closes:
            text += " "
        starts.append(len(text))
        text += form
        glued = glues
    return text, starts


def curled(text: str) -> str:
    """The text with curly quotation marks and apostrophes, character by character."""
    marks = []
    for position, mark in enumerate(text):
        before = text[position - 1] if position else " "
        opens = before.isspace() or before in "([{—–"
        if mark == '"':
            marks.append("“" if opens else "”")
        elif mark == "'":
            after = text[position + 1 : position + 2]
            marks.append("‘" if opens and after.isalpha() and text.find("'", position + 2) != -1 else "’")
        else:
            marks.append(mark)
    return "".join(marks)


def with_other_marks(text: str) -> str:
    """The text with straight marks if it has curly ones, with curly ones otherwise; as long as before."""
    straight = text.translate(STRAIGHT)
    return straight if straight != text else curled(text)


def trimmed(text: str, name: Name) -> Name | None:
    """Cut off what the scheme has outside of names: titles, articles, possessive endings, marks.

    Args:
        text: The text around.
        name: A name as a corpus has it.

    Returns:
        The name within, or None if nothing is left.
    """
    start, end = name.start, name.end
    kept = text[start:end]
    kept = re.sub(r"(?:['’]s?|[\s,;:\"“”(\[\]]+)$", "", kept)
    kept = kept if "(" in kept else kept.rstrip(")")
    if name.label != "PERSON" or not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", kept):
        kept = re.sub(r"(?<=[a-z]{3})\.$", "", kept)
    end = start + len(kept)
    start += len(kept) - len(kept.lstrip(" \"'“”‘([,.;:-"))
    if text[start:end] not in name_scheme().names_with_article:
        start += len(re.match(r"(?:(?:the|a|an)\s+)?", text[start:end], re.IGNORECASE).group())  # type: ignore[union-attr]
    if name.label == "PERSON":
        words = list(re.finditer(r"\S+", text[start:end]))
        skipped = title_length([word.group() for word in words])
        if not words or (skipped == len(words) - 1 and is_title(words[-1].group())):
            return None
        start += words[skipped].start()
    empty = start >= end or text[start:end].lower() in {"the", "a", "an"}
    return None if empty else attrs.evolve(name, start=start, end=end)


def settled(names: Sequence[Name]) -> tuple[Name, ...]:
    """Names in order without overlaps: labelled before unknown, long before short, first before second."""
    chosen: list[Name] = []
    for name in sorted(names, key=lambda name: (name.label is None, name.start - name.end, name.start)):
        if name.label is None:
            chosen.extend(_rest(name, chosen))
        elif all(name.end <= other.start or other.end <= name.start for other in chosen):
            chosen.append(name)
    return tuple(sorted(chosen, key=lambda name: name.start))


def _rest(name: Name, chosen: Sequence[Name]) -> list[Name]:
    """The parts of an unknown span that no chosen span covers."""
    parts, start = [], name.start
    for other in sorted(chosen, key=lambda other: other.start):
        if other.end <= start or other.start >= name.end:
            continue
        if start < other.start:
            parts.append(Name(start, other.start, None))
        start = max(start, other.end)
    if start < name.end:
        parts.append(Name(start, name.end, None))
    return parts
