"""Cues: the words that attribute content to somebody ("said", "made it clear", "according to").

The lexicon is a table of lemmas. Inflected forms are made by rule, irregular ones are listed with their lemma; a cue of
several words inflects its first. Looking a word up costs one dictionary access.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal

import attrs

from diplotext_quotes.words import Word

Form = Literal["base", "third", "past", "participle", "ing", "fixed"]
VOWELS = frozenset("aeiou")


@attrs.frozen
class Cue:
    """A reporting expression.

    Attributes:
        lemma: Its dictionary form.
        kind: `verb`, `attitude` (a verb of thinking or wanting), `noun`, or `phrase` (not inflected).
        frames: What may follow: `that` (a clause after "that"), `bare` (a clause without it), `wh` (a question clause),
            `to` (an infinitive), `np` (a noun phrase), `oprd` (one of which something is said), `p:for` (a phrase with
            that preposition), `as` (in an aside after "as"), `according` (the source follows), `direct` (a quotation),
            `obj` (an addressee before any of them).
        factive: Whether it presupposes that what is said is true: "acknowledge".
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    factive: bool = False


@attrs.frozen
class Found:
    """A cue found among the words of a passage.

    Attributes:
        cue: The cue.
        start: Index of its first word.
        end: Index after its last.
        form: The inflected form.
    """

    cue: Cue
    start: int
    end: int
    form: Form


Entry = tuple[tuple[str, ...], Cue, Form]


class Lexicon:
    """Cues by their first word; of several that match, the longest counts."""

    def __init__(self, cues: Sequence[tuple[Cue, tuple[str, ...]]]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for cue, irregular in cues:
            first, *rest = cue.lemma.split()
            forms: list[tuple[str, Form]] = [(first, "fixed")]
            if cue.kind in ("verb", "attitude"):
                forms = list(_forms(first, irregular))
            elif cue.kind == "noun":
                forms = [(first, "base"), (regular_forms(first)[0], "third")]
            for word, form in forms:
                self._entries.setdefault(word, []).append((tuple(rest), cue, form))
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self.first_words: frozenset[str] = frozenset(self._entries)

    def at(self, words: Sequence[Word], index: int, end: int) -> tuple[Found, ...]:
        """The cues that begin at a word, all of the same, greatest length."""
        entries = self._entries.get(words[index].low)
        if not entries:
            return ()
        found: list[Found] = []
        for rest, cue, form in entries:
            stop = index + 1 + len(rest)
            if found and stop < found[0].end:
                break
            if stop <= end and all(words[index + 1 + i].low == word for i, word in enumerate(rest)):
                found.append(Found(cue, index, stop, form))
        return tuple(found)

    def first(self, words: Sequence[Word], index: int, end: int) -> Found | None:
        """The first of the cues that begin at a word; None if none does."""
        return next(iter(self.at(words, index, end)), None)


def _forms(word: str, irregular: tuple[str, ...]) -> Iterator[tuple[str, Form]]:
    third, past, participle, ing = irregular or regular_forms(word)
    yield word, "base"
    yield third, "third"
    yield past, "past"
    if participle != past:
        yield participle, "participle"
    yield ing, "ing"


def regular_forms(word: str) -> tuple[str, str, str, str]:
    """Third person, past, past participle and -ing form of a regular verb that doubles no consonant."""
    if word.endswith("y") and word[-2] not in VOWELS:
        stem = word[:-1]
        return stem + "ies", stem + "ied", stem + "ied", word + "ing"
    third = word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")
    if word.endswith("e"):
        past, ing = word + "d", (word if word.endswith("ee") else word[:-1]) + "ing"
    else:
        past, ing = word + "ed", word + "ing"
    return third, past, past, ing


@cache
def lexicon(extra: tuple[str, ...] = (), *, attitudes: bool = False) -> Lexicon:
    """The lexicon of the package, with further verbs that take a clause or a quotation.

    Args:
        extra: Lemmas of further verbs.
        attitudes: Whether verbs of thinking, wanting and fearing are cues.
    """
    table = resources.files("diplotext_quotes").joinpath("data/cues.csv")
    cues = []
    for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()):
        if row["kind"] == "attitude" and not attitudes:
            continue
        cue = Cue(row["lemma"], row["kind"], frozenset(row["frame"].split()), row["factive"] == "yes")
        cues.append((cue, tuple(row["forms"].split())))
    cues += [(Cue(lemma, "verb", frozenset({"that", "bare", "direct"})), ()) for lemma in extra]
    return Lexicon(cues)
