"""The statements of a paragraph: its sentences one by one, and the quotations that stand alone."""

from __future__ import annotations

import re

from diplotext_quotes import direct
from diplotext_quotes.continuation import Paragraph
from diplotext_quotes.drafting import Drafter
from diplotext_quotes.drafts import Draft
from diplotext_quotes.headline import signature, signs
from diplotext_quotes.printed import FIRST_PERSON, REPORTING
from diplotext_quotes.reports import Report
from diplotext_quotes.words import Passage, begins_sentence, ends_sentence, length

SCRIPT = re.compile(r"[A-Z][A-Z. ]{1,30}:")
"""How a turn begins in a transcript: "MODERATOR: …"."""


def drafted(drafter: Drafter, part: Passage, before: Paragraph | None, min_orphan_words: int) -> Paragraph:
    """The statements of a paragraph.

    Args:
        drafter: Drafts the statements of sentences.
        part: The paragraph.
        before: The paragraph before it.
        min_orphan_words: Words that a quotation without a cue needs.
    """
    drafts: list[Draft] = []
    if before is not None and before.opened is not None and (block := _block(drafter, part)):
        return _with_block(drafter, block, before.opened, before)
    if before is not None and before.tail is not None and signs(drafter.reading.document, part, before.tail):
        return Paragraph([], words=part.words)
    taken: set[int] = set()
    opened: Report | None = None
    tail: Draft | None = None
    for index, (first, end) in enumerate(part.sentences):
        if index in taken:
            continue
        alone = direct.quotations_alone(part, index)
        if alone and index == 0 and before is not None and before.tail is not None:
            tail = before.tail
            tail.spans += alone
            direct.extend(part, index, tail, taken)
        elif alone:
            tail = _orphan(part, index, alone, min_orphan_words)
            if tail is None:
                continue
            if before is not None and before.opened is not None and index == 0:
                tail.rule, tail.is_continuation = before.opened.rule, False
                drafter.attribute(tail, before.opened, before.words)
            direct.extend(part, index, tail, taken)
            drafts.append(tail)
        elif signed := signature(drafter.reading.document, part.words, first, end):
            tail = None
            drafts.append(signed)
        else:
            found, opened = drafter.sentence(part, first, end)
            utterance = next((draft for draft in reversed(found) if draft.is_extensible), None)
            if utterance is not None:
                direct.extend(part, index, utterance, taken)
            tail = utterance if utterance is not None and utterance.mode == "direct" else None
            drafts += found
    _name_repairs(part, drafts)
    marks = [word.quotation for word in part.words]
    begins = bool(marks) and marks[0] is not None and marks[0].repair == "missing_open_mark"
    ends = bool(marks) and marks[-1] is not None and marks[-1].continues
    return Paragraph(drafts, begins, ends, tail, opened, part.words)


def _with_block(drafter: Drafter, block: Draft, report: Report, before: Paragraph) -> Paragraph:
    """A paragraph in the speaker's words, as a statement or as more of the one that it continues."""
    if before.block is not None:
        before.block.spans += block.spans
        return Paragraph([], opened=report, words=before.words, block=before.block)
    block.rule = report.rule
    drafter.attribute(block, report, before.words)
    return Paragraph([block], opened=report, words=before.words, block=block)


def _block(drafter: Drafter, part: Passage) -> Draft | None:
    """A paragraph in the speaker's words without marks, as after "Orlova replied:"; None if it may be the author's."""
    words = part.words
    if not words or any(word.quotation for word in words):
        return None
    start, end = words[0].start, words[-1].end
    text = drafter.reading.text[start:end]
    if words[0].text == ">" and len(words) > 1:
        return Draft([(words[1].start, end)], "direct", "")
    return Draft([(start, end)], "direct", "") if FIRST_PERSON.search(text) and not REPORTING.search(text) else None


def _orphan(part: Passage, index: int, spans: list[tuple[int, int]], min_words: int) -> Draft | None:
    """The statement of a sentence of nothing but quotations; None if they do not read like speech."""
    first, end = part.sentences[index]
    quoted = [word.quotation for word in part.words[first:end] if word.quotation]
    if sum(length(quotation) for quotation in quoted) < min_words or SCRIPT.match(quoted[0].span.text):
        return None
    whole = ends_sentence(quoted[-1]) or quoted[-1].continues
    if not (begins_sentence(quoted[0]) and whole):
        return None
    return Draft(spans, "direct", "quote.continuation", is_continuation=True)


def _name_repairs(part: Passage, drafts: list[Draft]) -> None:
    """Record in the statements how missing marks of their quotations were repaired."""
    marks = [word.quotation for word in part.words if word.quotation]
    repairs = {(mark.span.start, mark.span.end): mark.repair for mark in marks if mark.repair}
    for draft in drafts if repairs else ():
        draft.repair = next((repairs[span] for span in draft.spans if span in repairs), None)
