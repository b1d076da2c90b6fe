"""Cues: the words that attribute content to somebody ("said", "made it clear", "according to").

Reporting verbs are English words of the core; nouns and phrases are in a table of this plugin. A verb of several words
inflects its first. Looking a word up costs one dictionary access.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

import attrs

from diplotext.knowledge import english
from diplotext.plugin.lexicons import several
from diplotext_quotes.lexicon import CUES
from diplotext_quotes.words import Word

Form = Literal["base", "third", "past", "participle", "ing", "fixed"]


@attrs.frozen
class Cue:
    """A reporting expression.

    Attributes:
        lemma: Its dictionary form.
        kind: `verb`, `attitude` (a verb of thinking or wanting), `noun`, or `phrase` (not inflected).
        frames: What may follow: `that` (a clause after "that"), `bare` (a clause without it), `wh` (a question clause),
            `to` (an infinitive), `np` (a noun phrase), `oprd` (one of which something is said), `p:for` (a phrase with
            that preposition), `as` (in an aside after "as"), `according` (the source follows), `direct` (a quotation),
            `after` (a quotation before it, none that follows: “Wait!” he *called*, but "*called* the vote “a farce”"),
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

    def __init__(self, cues: Sequence[Cue]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for cue in cues:
            first, *rest = cue.lemma.split()
            forms: list[tuple[str, Form]] = [(first, "fixed")]
            if cue.kind in ("verb", "attitude"):
                forms = list(_forms(first))
            elif cue.kind == "noun":
                forms = [(first, "base"), (english.regular_forms(first)[0], "third")]
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
            if not rest or (stop <= end and all(words[index + 1 + i].low == word for i, word in enumerate(rest))):
                found.append(Found(cue, index, stop, form))
        return tuple(found)

    def first(self, words: Sequence[Word], index: int, end: int) -> Found | None:
        """The first of the cues that begin at a word; None if none does."""
        return next(iter(self.at(words, index, end)), None)


def _forms(word: str) -> Iterator[tuple[str, Form]]:
    inflected = english.inflected(word)
    for form, written in inflected.items():
        if form != "participle" or written != inflected["past"]:
            yield written, form


@cache
def lexicon(extra: tuple[str, ...] = (), *, attitudes: bool = False) -> Lexicon:
    """The lexicon of the package, with further verbs that take a clause or a quotation.

    Args:
        extra: Lemmas of further verbs.
        attitudes: Whether verbs of thinking, wanting and fearing are cues.
    """
    cues = [
        Cue(verb.lemma, verb.kind, verb.frames, verb.factive)
        for verb in english.reporting_verbs()
        if verb.frames and (attitudes or verb.kind != "attitude")
    ]
    cues += [
        Cue(row["lemma"], row["kind"], frozenset(several(row["frames"])), row["factive"] == "yes") for row in CUES.rows
    ]
    cues += [Cue(lemma, "verb", frozenset({"that", "bare", "direct"})) for lemma in extra]
    return Lexicon(cues)
