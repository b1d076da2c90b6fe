"""Titles and offices in a text: "Foreign Minister", "secretary of state", "Mr.", "minister of trade and energy".

A title is words of the table, with portfolios before it ("deputy energy minister") or after it ("minister of energy").
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from diplotext.text import Span, Words
from diplotext_people.lexicon import Gender, TitleEntry, first_names, office_of, title_starts, titles
from diplotext_people.lexicon import words as word_list

HELD = frozenset(("office", "royal", "religious"))
"""Kinds of titles that are offices."""

WITH_PORTFOLIO = frozenset(
    (
        "minister",
        "minister of state",
        "secretary",
        "undersecretary",
        "commissioner",
        "high commissioner",
        "high representative",
        "director",
        "chief",
        "leader",
        "adviser",
        "advisor",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "ambassador",
        "envoy",
        "candidate",
        "nominee",
    )
)
WITH_PORTFOLIO_AFTER = frozenset(
    ("minister", "secretary", "commissioner", "director", "high commissioner", "high representative")
)
RANKS = frozenset(
    ("deputy", "vice", "assistant", "acting", "interim", "joint", "state", "party", "government", "press")
)
FORMER = frozenset(("former", "ex", "late", "then", "then-", "onetime"))


@attrs.frozen
class Title:
    """A title in a text.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        text: The title in lower case.
        kind: Its kind, see `TitleEntry`.
        gender: The gender that it indicates.
        plural: Whether it is of several persons ("Presidents").
        former: Whether it is said to be held no longer.
        abbreviated: Whether a full stop may follow it.
    """

    first: int
    last: int
    text: str
    kind: str
    gender: Gender | None
    plural: bool = False
    former: bool = False
    abbreviated: bool = False

    def span(self, words: Words) -> Span:
        """Where it is in the text."""
        return Span.of(words.text, words.spans[self.first][0], words.spans[self.last][1])


def find_titles(words: Words) -> Iterator[Title]:
    """The titles of a text, in order, the longest at each place."""
    lower = [form.casefold() for form in words.forms]
    if "." in words.text:
        lower = [form.replace(".", "") for form in lower]
    opening = {form for form in set(lower) if _may_open(form)}
    free = 0
    for index in [index for index, form in enumerate(lower) if form in opening]:
        if index >= free and (title := _title_at(words, lower, index)) and not _is_in_name(words, title):
            yield title
            free = title.last + 1


def _is_in_name(words: Words, title: Title) -> bool:
    """Whether a title is a word of a name, as it is after a given name: "Hassan *Sheikh* Doe"."""
    before = title.first - 1
    single = title.kind in ("royal", "religious", "military") and title.first == title.last
    in_capitals = words.forms[title.first][:1].isupper()
    return single and in_capitals and before >= 0 and words.gap(before) == " " and words.forms[before] in first_names()


def _may_open(form: str) -> bool:
    """Whether a title may begin with a word in lower case."""
    starts = title_starts()
    return form in starts or form.rstrip("s") in starts or form in word_list("portfolios")


def _title_at(words: Words, lower: list[str], first: int) -> Title | None:
    best: Title | None = None
    portfolios = word_list("portfolios")
    core = first
    for _ in range(6):
        if found := _core_at(words, lower, core):
            length, entry, plural = found
            ranked = entry.kind == "office" and RANKS.issuperset(lower[first:core])
            if ranked or entry.title in WITH_PORTFOLIO or core == first:
                last = core + length - 1
                if entry.capitals and (not words.forms[last].rstrip("s").isupper() or _is_hour(words, core)):
                    break
                text = " ".join([*lower[first:core], office_of(entry.title) if entry.capitals else entry.title])
                last, text = _with_portfolio(words, lower, last, text, entry.title)
                if best is None or last > best.last:
                    former = first > 0 and lower[first - 1] in FORMER and words.gap(first - 1) in (" ", "-")
                    best = Title(first, last, text, entry.kind, entry.gender, plural, former, entry.abbreviated)
        if core >= len(words) or lower[core] not in portfolios or words.gap(core) not in (" ", ", ", "-", "'s ", "’s "):
            break
        core += 1
        if core + 1 < len(words) and lower[core] in ("and", "&") and lower[core + 1] in portfolios:
            core += 1
    return best


def _is_hour(words: Words, index: int) -> bool:
    """Whether a number precedes a word: "at 9 *PM*"."""
    return index > 0 and words.forms[index - 1][-1:].isdigit() and words.gap(index - 1) in (" ", ".")


def _core_at(words: Words, lower: list[str], index: int) -> tuple[int, TitleEntry, bool] | None:
    """Number of words, entry of the table, and whether it is a plural, of the longest title of the table at a word."""
    if index >= len(words):
        return None
    entries = titles()
    most = max(title_starts().get(lower[index], 0), 1)
    for length in range(most, 0, -1):
        if index + length > len(words):
            continue
        if any(words.gap(index + step) not in (" ", ". ", "-") for step in range(length - 1)):
            continue
        key = tuple(lower[index : index + length])
        if key in entries:
            return length, entries[key], False
        if key[-1].endswith("s") and (*key[:-1], key[-1][:-1]) in entries:
            return length, entries[(*key[:-1], key[-1][:-1])], True
    return None


def _with_portfolio(words: Words, lower: list[str], last: int, text: str, core: str) -> tuple[int, str]:
    """The end and the text of a title with what follows: "of foreign affairs", "for trade and energy"."""
    portfolios = word_list("portfolios")
    if core not in WITH_PORTFOLIO_AFTER or last + 2 >= len(words) or words.gap(last) != " ":
        return last, text
    if lower[last + 1] not in ("of", "for") or words.gap(last + 1) != " ":
        return last, text
    index = last + 2
    if lower[index] == "the":
        index += 1
    end = last
    while index < len(words) and lower[index] in portfolios:
        end = index
        if words.gap(index) == " " and lower[index + 1] == "and" and lower[index + 2 : index + 3] and index - last < 8:
            index += 2
        elif words.gap(index) == " " and index - last < 8:
            index += 1
        else:
            break
    return end, " ".join([text, *lower[last + 1 : end + 1]]) if end > last else text
