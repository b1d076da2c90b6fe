"""Names that an adjacent common noun shows to be organizations: "the daily [La Stampa]", "the [Law and Justice] party".

A name with such a noun in one place is looked for in the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from diplotext.text import Words
from diplotext_organizations.candidates import Candidate
from diplotext_organizations.lexicon import apposed, not_organizations
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.words import is_capitalized, occurrences

MAX_NAME_TOKENS = 5
MAX_LISTED_NAMES = 8
JOINING = ("and", "of", "for", "the", "und", "et", "de", "la", "&")
QUOTED = re.compile(r"['\"“”‘’`]* ['\"“”‘’`]*")


def apposed_names(words: Words, known: Iterable[Candidate]) -> list[tuple[int, int, str | None]]:
    """Offsets of all mentions of the names that the text calls organizations, and the category that the noun indicates.

    Args:
        words: The words of the text.
        known: Mentions of known names: a nation, a known place or organization is not called one here.
    """
    taken = {index for c in known for index in range(words.at(c.start), words.before(c.end) + 1)}
    names = {words.text[start:end]: category for start, end, category in _apposed(words, taken)}
    return [
        (start, end, names[words.text[start:end]])
        for start, end in occurrences(words.text, names, not_before="@#.-", not_after="@-")
    ]


def _apposed(words: Words, taken: set[int]) -> Iterator[tuple[int, int, str | None]]:
    after, before = apposed("after"), apposed("named")
    for index in words.places(after.keys() | before.keys()):
        form = words.forms[index]
        if form in after and index and QUOTED.fullmatch(words.gap(index - 1)):
            first = _run_before(words, index - 1, taken)
            if first is not None:
                yield words.spans[first][0], words.spans[index - 1][1], after[form]
        if form in before and QUOTED.fullmatch(words.gap(index)):
            for first, last in _listed(words, index + 1, taken, several=form.endswith("s")):
                yield words.spans[first][0], words.spans[last][1], before[form]


def _listed(words: Words, first: int, taken: set[int], *, several: bool) -> Iterator[tuple[int, int]]:
    """First and last word of the name that begins with a word; after a plural, of each name in a list."""
    for _ in range(MAX_LISTED_NAMES if several else 1):
        last = _run_after(words, first, taken)
        if last is not None:
            yield first, last
        end = first if last is None else last
        while last is None and words.gap(end) == " " and end + 1 in taken:
            end += 1  # a known name in the list
        if words.gap(end) == " " and words.forms[end + 1] == "and":
            end += 1
        elif words.gap(end) != ", ":
            return
        elif words.forms[end + 1] == "and":
            end += 1
        first = end + 1
        if first >= len(words) or not is_capitalized(words.forms[first]):
            return


def _fits(words: Words, index: int, taken: set[int]) -> bool:
    form = words.forms[index]
    return is_capitalized(form) and index not in taken and form not in word_list("stop_words")


def _run_before(words: Words, last: int, taken: set[int]) -> int | None:
    """Index of the first word of the name that ends with a word; None if that cannot be a name."""
    if not _fits(words, last, taken) or words.in_headline(words.spans[last][0]):
        return None
    first = last
    while first > 0 and last - first < MAX_NAME_TOKENS and words.gap(first - 1) == " ":
        if _fits(words, first - 1, taken):
            first -= 1
        elif (
            words.forms[first - 1] in JOINING
            and first > 1
            and words.gap(first - 2) == " "
            and _fits(words, first - 2, taken)
        ):
            first -= 2
        else:
            break
    if words.begins_sentence(first) and first < last and words.forms[first].casefold() in words.vocabulary:
        first += 1
    return first if _named(words, first, last) else None


def _run_after(words: Words, first: int, taken: set[int]) -> int | None:
    """Index of the last word of the name that begins with a word; None if that cannot be a name."""
    if not _fits(words, first, taken) or words.forms[first] in not_organizations("before"):
        return None
    last = first
    while last + 1 < len(words) and last - first < MAX_NAME_TOKENS and words.gap(last) == " ":
        if _fits(words, last + 1, taken):
            last += 1
        else:
            break
    return last if _named(words, first, last) else None


def _named(words: Words, first: int, last: int) -> bool:
    single = words.forms[first] if first == last else ""
    if single in not_organizations("adjective") or single.isupper() or (single and words.begins_sentence(first)):
        return False
    return not (single and (single.casefold() in words.vocabulary or len(single) < 2))
