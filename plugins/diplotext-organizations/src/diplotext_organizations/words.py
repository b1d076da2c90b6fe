"""Which words can be part of an organization's name, and what may be between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SPACE = re.compile(r"[ \u00a0]")
NAME_SPACE = re.compile(r"[ \u00a0]|['’] ")
POSSESSIVE = re.compile(r"['’]s?(?!\w)")
MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Z]{0,3}|7\d7(?:-\d{3})?")
"""The model of a plane or weapon: "Airbus A321"."""

PREFIXES = re.compile("Anti|Arch|Bi|Co|Counter|Cross|Ex|Inter|Intra|Mid|Multi|Non|Pan|Post|Pre|Pro|Re|Sub|Trans|Vice")


def is_capitalized(form: str) -> bool:
    """Whether a word can be part of a name by its letters: "NATO", "Co-operation", "al-Nusra", not "London-based"."""
    if not form[0].isupper():
        return form.startswith(("al-", "el-")) and form[3:4].isupper()
    if "-" not in form:
        return True
    first, last = form.split("-", 1)[0], form.rsplit("-", 1)[1]
    return last[:1].isupper() or PREFIXES.fullmatch(first) is not None


def occurrences(text: str, names: Iterable[str], *, not_before: str, not_after: str) -> Iterator[tuple[int, int]]:
    """Offsets of names that occur as words of their own, in order and without overlap; at one place the longest.

    Args:
        text: The text.
        names: The names.
        not_before: Characters that may not precede a name; letters and digits may not, either.
        not_after: Characters that may not follow it, besides letters and digits.
    """
    found = []
    for name in set(names):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            before, after = text[start - 1 : start] if start else "", text[end : end + 1]
            if not (_joins(before, not_before) or _joins(after, not_after)):
                found.append((start, -end))
            start = text.find(name, start + 1)
    free = 0
    for start, negative_end in sorted(found):
        if start >= free:
            free = -negative_end
            yield start, free


def _joins(character: str, others: str) -> bool:
    return character.isalnum() or character == "_" or (character != "" and character in others)
