"""Reported content: clauses with and without "that", infinitives, noun phrases, "according to", "as … put it"."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext_quotes.contents import content, trimmed
from diplotext_quotes.drafts import Draft
from diplotext_quotes.reports import Report
from diplotext_quotes.words import Word, begins_sentence, ends_sentence

SHORTEST_CLAUSE = 3


def after_cue(words: Sequence[Word], report: Report, end: int) -> Draft | None:
    """Content right of its cue."""
    start, stop = report.content
    found = content(words, start, stop)
    if found is None:
        return None
    first, last = trimmed(words, start, stop)
    if report.rule == "quote.according-to" and found[1] == "indirect" and last - first < SHORTEST_CLAUSE:
        return None
    spans, mode = found
    if mode == "direct":
        quotation = words[first].quotation
        whole = quotation and report.kind == "bare" and (begins_sentence(quotation) or ends_sentence(quotation))
        mode = "direct" if whole else "mixed"
    return Draft(spans, mode, report.rule)


def according_to(words: Sequence[Word], report: Report, first: int, end: int) -> Draft | None:
    """The content left of its source, and what goes on: "…, according to the ministry, …"."""
    left, right = report.region
    before = content(words, first, left)
    if before is None or (left - first < SHORTEST_CLAUSE and before[1] == "indirect"):
        return None
    spans, mode = before
    if (
        right + 1 < end
        and words[right].text == ","
        and (after := content(words, right + 1, end))
        and words[left].text == ","
    ):
        spans = spans + after[0]
        mode = mode if mode == after[1] else "mixed"
    return Draft(spans, mode, "quote.according-to")


def as_clause(words: Sequence[Word], report: Report, first: int, end: int, outer: Draft | None) -> Draft | None:
    """What follows in the sentence, else what precedes: "… - as the president put it - …"."""
    left, right = report.region
    right += words[right].low == "that" if right < end else 0
    found = content(words, right, end)
    if found is None and outer is None:
        found = content(words, first, left)
    return Draft(*found, "quote.as-clause") if found else None
