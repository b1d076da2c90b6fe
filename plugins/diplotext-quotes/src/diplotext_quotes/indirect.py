"""Reported content: clauses with and without "that", infinitives, noun phrases, "according to", "as … put it"."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext.syntax import FINITE_TAGS
from diplotext_quotes.contents import content, without_edge_marks
from diplotext_quotes.drafts import Draft
from diplotext_quotes.reports import Report
from diplotext_quotes.words import Word, begins_sentence, ends_sentence

MIN_CLAUSE_WORDS = 3


def after_cue(words: Sequence[Word], report: Report) -> Draft | None:
    """Content right of its cue."""
    start, stop = report.content
    found = content(words, start, stop)
    if found is None:
        return None
    first, last = without_edge_marks(words, start, stop)
    if "according" in report.found.cue.frames and found[1] == "indirect" and last - first < MIN_CLAUSE_WORDS:
        return None
    spans, mode = found
    if mode == "direct":
        quotation = words[first].quotation
        whole = quotation and report.kind == "bare" and (begins_sentence(quotation) or ends_sentence(quotation))
        mode = "direct" if whole else "mixed"
    return Draft.of(report, spans, mode)


def according_to(words: Sequence[Word], report: Report, first: int, end: int) -> Draft | None:
    """The content left of its source, and where it continues: "…, according to the ministry, …"."""
    left, right = report.region
    before = content(words, first, left)
    interrupts = right + 1 < end and words[left].text == "," and words[right].text == ","
    short = before is not None and left - first < MIN_CLAUSE_WORDS and before[1] == "indirect"
    if before is None or (short and not (interrupts and words[right + 1].tag in FINITE_TAGS)):
        return None
    spans, mode = before
    if interrupts and (after := content(words, right + 1, end)):
        spans = spans + after[0]
        mode = mode if mode == after[1] else "mixed"
    return Draft.of(report, spans, mode)


def as_clause(words: Sequence[Word], report: Report, first: int, end: int, outer: Draft | None) -> Draft | None:
    """What follows in the sentence, else what precedes: "… - as the president put it - …"."""
    left, right = report.region
    right += words[right].low == "that" if right < end else 0
    found = content(words, right, end)
    before = content(words, first, left) if outer is None else None
    if found and before and words[right].tag in FINITE_TAGS:  # "The pact - as Orlova put it - is a start"
        mode = before[1] if before[1] == found[1] else "mixed"
        return Draft.of(report, before[0] + found[0], mode)
    found = found or before
    return Draft.of(report, *found) if found else None
