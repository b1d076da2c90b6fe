"""Quotations whose attribution stands in their own sentence, or right before them in the paragraph above.

A quotation goes on after its attribution: what follows the comma, and the sentences of nothing but quotations that come
next, are the same utterance.
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext_quotes.contents import content
from diplotext_quotes.drafts import Draft
from diplotext_quotes.lexicon import NOT_CONTENT
from diplotext_quotes.reports import Report
from diplotext_quotes.words import DASHES, FINITE_TAGS, STOPS, Passage, Word, begins_sentence, ends_sentence, length

OTHER_CUES = frozenset(
    {"adding", "saying", "noting", "stressing", "insisting", "arguing", "asking", "telling", "declaring", "calling"}
)


def after_cue(words: Sequence[Word], report: Report, end: int) -> Draft | None:
    """The quotation right of its cue: "Orlova said, “…”"."""
    start = report.content[0]
    quotation = words[start].quotation
    if quotation is None:
        return None
    stop = start + 1
    while stop < end and (
        words[stop].quotation or (words[stop].text == "," and stop + 1 < end and words[stop + 1].quotation)
    ):
        stop += 1
    comma = words[start - 1].text in (",", ":")
    alone = stop >= end or words[stop].text in STOPS or words[stop].text == ","
    if alone and (comma or ends_sentence(quotation) or begins_sentence(quotation)):
        spans = [(q.span.start, q.span.end) for word in words[start:stop] if (q := word.quotation)]
        return Draft(spans, "direct", report.rule)
    found = content(words, start, report.content[1])
    if found is None or (length(quotation) < 3 and found[1] == "direct"):
        return None
    return Draft(*found, report.rule)


def around_cue(words: Sequence[Word], report: Report, first: int, end: int) -> Draft | None:
    """The content left of its cue, and what goes on: "“…,” Orlova said", "“…,” said Orlova, “…”", "…, Orlova said"."""
    left, right = report.region
    before = content(words, _after_bracket(words, first, left), left)
    if before is None:
        return None
    spans, mode = before
    rule = (
        report.rule
        if report.rule == "quote.beside"
        else "quote.cue-after"
        if mode != "indirect"
        else "quote.indirect-inverted"
    )
    start = right + (right < end and words[right].text in DASHES | {","})
    goes_on = False
    if start < end and (start > right or words[right].quotation):
        opener = words[start]
        if opener.quotation or (opener.low in ("and", "but") and start + 1 < end and words[start + 1].quotation):
            goes_on = True
        elif mode == "direct":
            pass
        elif (
            report.found.start > (report.subject or (0, 0))[0]
            and opener.low not in NOT_CONTENT
            and not opener.low.endswith("ing")
        ):
            goes_on = opener.low in ("and", "but") or not _has_verb(words, first, left) or _has_verb(words, start, end)
    if not goes_on and right < end and words[right].text == ",":
        resumed = next((i for i in range(start, end - 1) if words[i].text == "," and words[i + 1].quotation), None)
        quotation = words[resumed + 1].quotation if resumed is not None else None
        if (
            resumed is not None
            and quotation is not None
            and (words[start].low.endswith("ing") or not begins_sentence(quotation))
            and not any(w.low in OTHER_CUES for w in words[start:resumed])
        ):
            start, goes_on = resumed + 1, True  # "Orlova said, turning to the press, “…”"
    if goes_on and (after := content(words, start, end)):
        stop = _before_participle(words, start, end)
        after = content(words, start, stop) or after
        spans = spans + after[0]
        if mode != after[1]:
            mode = "mixed"
    return Draft(spans, mode, rule)


def _after_bracket(words: Sequence[Word], first: int, left: int) -> int:
    """Position after a bracket that is still open before an attribution: "… (“…,” Orlova wrote)"."""
    for index in range(left - 1, first - 1, -1):
        if words[index].text == ")":
            return first
        if words[index].text == "(":
            return index + 1
    return first


def _has_verb(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words hold a finite verb, or a quotation that may."""
    return any(w.quotation is not None or w.tag in FINITE_TAGS for w in words[start:end])


def _before_participle(words: Sequence[Word], start: int, end: int) -> int:
    for index in range(start + 1, end - 1):
        if words[index].text == "," and words[index - 1].quotation and words[index + 1].low.endswith("ing"):
            return index
    return end


def extend(passage: Passage, sentence: int, draft: Draft, taken: set[int]) -> None:
    """Add the following sentences that are quotations alone."""
    for index in range(sentence + 1, len(passage.sentences)):
        spans = quotations_alone(passage, index)
        if not spans:
            return
        draft.spans += spans
        taken.add(index)


def quotations_alone(passage: Passage, sentence: int) -> list[tuple[int, int]]:
    """Spans of the quotations of a sentence that holds nothing else; empty if it holds more or none."""
    first, end = passage.sentences[sentence]
    words = passage.words[first:end]
    if any(word.is_word for word in words):
        return []
    return [(word.quotation.span.start, word.quotation.span.end) for word in words if word.quotation]
