"""The reports of a sentence: each cue with who reports, and on which side of it the content is.

The content follows ("Orlova said that …", "said: “…”"), surrounds the report ("…, Orlova said", "“…,” said Orlova,
“…”"), or comes in the next paragraph ("Orlova added:"). Subjects and complements come from the parse; which side counts
where both could is decided by the marks next to the report.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from diplotext.syntax import FINITE_TAGS, children_of, role_of
from diplotext_quotes.complements import complement
from diplotext_quotes.cues import Found, Lexicon
from diplotext_quotes.lexicon import PRONOUNS
from diplotext_quotes.reports import Report
from diplotext_quotes.sources import according, noun_report
from diplotext_quotes.subjects import reporting_subject
from diplotext_quotes.uncued import introduction, next_to_quotation, quoted_words
from diplotext_quotes.verbs import verb_report
from diplotext_quotes.words import Passage, Sentence

MAX_ATTRIBUTION_WORDS = 14


def reports(sentence: Sentence, lexicon: Lexicon, *, hearsay: bool = False) -> Iterator[Report]:
    """The reports of a sentence, in order.

    Args:
        sentence: The sentence.
        lexicon: All cues.
        hearsay: Whether the sentence is inside a quotation; then only known cues count.
    """
    found = list(_cued(sentence, lexicon))
    yield from found
    if hearsay:
        return
    if not any(report.position in ("around", "open") or report.kind == "direct" for report in found):
        report = introduction(sentence) or next_to_quotation(sentence)
        if report and all(report.found.start != other.found.start for other in found):
            yield report
            return
    if not found:
        yield from quoted_words(sentence)


def _cued(sentence: Sentence, lexicon: Lexicon) -> Iterator[Report]:
    """The reports with a cue of the lexicon; no word is part of two cues."""
    last: Report | None = None
    words, first_words, after = sentence.words, lexicon.first_words, sentence.first
    for index in [index for index in range(sentence.first, sentence.end) if words[index].low in first_words]:
        if index < after:
            continue
        candidates = (_report(sentence, found, lexicon, last) for found in lexicon.at(words, index, sentence.end))
        report = next((report for report in candidates if report is not None), None)
        if report is not None:
            yield from _contrasted(sentence, report, lexicon)
            last, after = report, report.found.end


def _report(sentence: Sentence, found: Found, lexicon: Lexicon, last: Report | None) -> Report | None:
    if "according" in found.cue.frames:
        return according(sentence, found)
    if found.cue.kind == "noun":
        return noun_report(sentence, found, lexicon)
    return verb_report(sentence, found, lexicon, last)


def _contrasted(sentence: Sentence, report: Report, lexicon: Lexicon) -> Iterator[Report]:
    """The claims of a reported clause that "but" parts: "said *that prices rose*, but *that wages fell*"."""
    words = sentence.words
    start, end = report.content
    if report.position == "before" and report.kind in ("that", "bare"):
        for index in range(start + 2, end - 2):
            if words[index].low != "but" or words[index - 1].text != ",":
                continue
            begin = index + 1 + (words[index + 1].low == "that")
            if words[begin].token is not None and (begin == index + 2 or _opens_clause(sentence, begin, end)):
                yield attrs.evolve(report, content=(start, index - 1))
                if words[begin].low in PRONOUNS and words[begin + 1].low in lexicon.first_words:
                    return  # "…, but he said": a report of its own
                yield attrs.evolve(report, content=(begin, end))
                return
    yield report


def _opens_clause(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a subject and its finite verb follow, with nothing but the subject's own words between."""
    for word in sentence.words[start:end]:
        if word.token is None or word.text == ",":
            return False
        if word.tag in FINITE_TAGS:
            verb = word.token.head if role_of(word.token) == "auxiliary" else word.token
            places = [sentence.position(subject) for subject in children_of(verb, "subject")]
            return any(place is not None and start <= place for place in places)
    return False


def is_attribution_only(part: Passage, first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence is nothing but the attribution of the quotation before it: "Orlova asked."."""
    sentence = Sentence(part, first, end)
    for index in range(first, min(end, first + MAX_ATTRIBUTION_WORDS)):
        if part.words[index].low not in lexicon.first_words:
            continue
        found = lexicon.first(sentence.words, index, end)
        if found is None or not {"direct", "after"} & found.cue.frames or found.form not in ("past", "third", "base"):
            continue
        token = sentence.words[index].token
        subject = reporting_subject(sentence, found, token, index, None) if token is not None else None
        if subject is None or subject.elided or (index > first and subject.full[0] > first + 2):
            return False
        following = complement(sentence, found, max(found.end, subject.full[1]), lexicon)
        after = following.after
        return following.kind == "none" and (after >= end or not sentence.words[after].is_word)
    return False
