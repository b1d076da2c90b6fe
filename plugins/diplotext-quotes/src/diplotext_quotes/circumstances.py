"""Where something was said: in an interview, in a statement, in a speech … (`data/media.csv`)."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import cast, get_args

from diplotext.statements import Medium
from diplotext_quotes.reports import Report
from diplotext_quotes.words import Word

PREPOSITIONS = frozenset(("at", "by", "during", "in", "on", "over", "through", "via"))
FAREST_PREPOSITION = 6


@cache
def media() -> Mapping[str, Medium]:
    """Media by the nouns and verbs that name them, in lower case."""
    table = resources.files("diplotext_quotes").joinpath("data/media.csv").read_text(encoding="utf-8")
    return {row["word"]: _medium(row["medium"]) for row in csv.DictReader(table.splitlines())}


def _medium(name: str) -> Medium:
    if name not in get_args(Medium):
        raise ValueError(f"media.csv: {name!r} is no medium; choose from {', '.join(get_args(Medium))}")
    return cast("Medium", name)


def medium_of(words: Sequence[Word], report: Report, frame: tuple[int, int]) -> Medium | None:
    """The medium that a report names, by its verb ("tweeted") or in a phrase ("said in an interview"); else None."""
    table = media()
    if report.found.cue.kind == "verb" and report.found.cue.lemma in table:
        return table[report.found.cue.lemma]
    for index in range(*frame):
        low = words[index].low
        if low not in table or (report.subject and report.subject[0] <= index < report.subject[1]):
            continue
        before = words[max(frame[0], index - FAREST_PREPOSITION) : index]
        if any(word.low in PREPOSITIONS for word in before):
            return table[low]
    return None
