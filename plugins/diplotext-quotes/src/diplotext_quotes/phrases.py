"""Attributions that are no clause with a reporting verb: "according to", "as … put it"."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext_quotes.cues import Found
from diplotext_quotes.following import Following, ends_attribution, skip_adverbials
from diplotext_quotes.grammar import AUXILIARIES, PURPOSES
from diplotext_quotes.nounphrases import Group, subject_after, subject_before
from diplotext_quotes.reports import Report
from diplotext_quotes.words import DASHES, STOPS, Word


def as_clause(words: Sequence[Word], found: Found, group: Group, first: int, end: int) -> Report | None:
    """An aside between commas or dashes: "as the president put it"."""
    subject = subject_before(words, group.start, first)
    if subject is None or subject[0] <= first or words[subject[0] - 1].low != "as":
        return None
    start = subject[0] - 1
    after = skip_adverbials(words, found.end, end)
    if not ends_attribution(words, after, end):
        return None
    if start > first and (words[start - 1].text == "," or words[start - 1].text in DASHES):
        start -= 1
    if after < end and (words[after].text == "," or words[after].text in DASHES):
        after += 1
    return Report(found, subject, "as", Following("none", end), (start, after))


def according(words: Sequence[Word], found: Found, first: int, end: int) -> Report | None:
    """A source before, after or inside its content: "according to the ministry"."""
    stop = found.end
    while stop < end and stop - found.end < 25 and not (words[stop].text in STOPS or words[stop].text in (",", ")")):
        if words[stop].quotation or words[stop].text in DASHES:
            break
        stop += 1
    if stop == found.end or words[found.end].low in PURPOSES or words[stop - 1].low in PURPOSES:
        return None
    subject = subject_after(words, found.end, end) or (found.end, stop)
    opens = found.start == first or (
        found.start == first + 1 and not words[first].quotation and words[first].low in ("but", "and")
    )
    if opens:
        while stop + 1 < end and words[stop].text == "," and _is_apposition(words, stop + 1, end):
            stop = next(i for i in range(stop + 1, end) if words[i].text == ",")
        if stop + 1 >= end or words[stop].text != ",":
            return None
        return Report(found, subject, "before", Following("bare", stop + 1), (first, stop + 1))
    start = found.start
    if words[start - 1].text == "," or words[start - 1].text in DASHES:
        start -= 1
    return Report(found, subject, "around", Following("none", end), (start, stop))


def _is_apposition(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether an apposition and a comma follow: "according to Orlova, the minister, …"."""
    if words[start].low not in ("a", "an", "the", "who", "which", "his", "her", "their", "its"):
        return False
    for index in range(start + 1, min(end, start + 12)):
        if words[index].text == ",":
            return True
        if words[index].low in AUXILIARIES and words[start].low not in ("who", "which"):
            return False
    return False
