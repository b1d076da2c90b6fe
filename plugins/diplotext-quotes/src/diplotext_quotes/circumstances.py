"""Where something was said: in an interview, in a statement, in a speech … (`data/media.csv`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import cast, get_args

from diplotext.model import Medium
from diplotext_quotes.lexicon import MEDIA, MEDIUM_PREPOSITIONS
from diplotext_quotes.reports import Report
from diplotext_quotes.words import Word

MAX_WORDS_TO_PREPOSITION = 6


@cache
def media(kind: str) -> Mapping[str, Medium]:
    """Media by the nouns or the verbs (`kind`) that name them, in lower case; verbs by lemma."""
    return {word: _medium(name) for word, name in MEDIA.mapping("word", "medium", kind=kind).items()}


def _medium(name: str) -> Medium:
    if name not in get_args(Medium):
        raise ValueError(f"media.csv: {name!r} is not a medium; choose from {', '.join(get_args(Medium))}")
    return cast("Medium", name)


def medium_of(words: Sequence[Word], report: Report, frame: tuple[int, int]) -> Medium | None:
    """The medium that a report names, by its verb ("tweeted") or in a phrase ("said in an interview"); else None."""
    found, nouns = report.found, media("noun")
    if found.cue.kind == "verb" and (medium := media("verb").get(found.cue.lemma)):
        return medium
    subject = report.subject or (0, 0)
    for index in range(*frame):
        if words[index].low not in nouns or found.start <= index < found.end or subject[0] <= index < subject[1]:
            continue
        before = words[max(frame[0], index - MAX_WORDS_TO_PREPOSITION) : index]
        if any(word.low in MEDIUM_PREPOSITIONS for word in before):
            return nouns[words[index].low]
    return None
