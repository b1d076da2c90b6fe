"""Statements, paragraph by paragraph: attributions first, then the quotations that nobody is named for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from diplotext import Extractor, Organization, Person, Reading, Span, State, Statement, TimeExpression
from diplotext.quotations import Quotation
from diplotext.statements import Mode
from diplotext_quotes import continuation, direct, indirect
from diplotext_quotes.attribution import beside_quotation, introduction, is_attribution_only, quoted_words, reports
from diplotext_quotes.continuation import Paragraph
from diplotext_quotes.cues import Lexicon, lexicon
from diplotext_quotes.drafts import Draft
from diplotext_quotes.finishing import finish
from diplotext_quotes.grammar import PRONOUNS, RELATIVES
from diplotext_quotes.headline import headline, signature
from diplotext_quotes.reports import Report
from diplotext_quotes.speakers import attributions
from diplotext_quotes.words import Passage, Tokens, Word, begins_sentence, ends_sentence, length, passage

LONGEST_SENTENCE = 400
SCRIPT = re.compile(r"[A-Z][A-Z. ]{1,30}:")
"""How a turn begins in a transcript: "MODERATOR: …"."""
DIRECT_RULES = ("quote.cue-after", "quote.cue-before", "quote.introduced", "quote.beside")
MODES: tuple[Mode, ...] = ("direct", "indirect", "mixed")


def _modes(values: Iterable[Mode]) -> tuple[Mode, ...]:
    return tuple(sorted(set(values)))


def _tuple(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@attrs.frozen
class QuoteExtractor(Extractor):
    """Who said what: direct, indirect and mixed statements.

    Attributes:
        modes: The modes wanted.
        min_words: Words that a quotation without a cue needs to be a statement of its own.
        extra_cues: Further verbs (lemmas, regularly inflected) that take a quotation or a clause.
    """

    name = "quotes"
    provides = (Statement,)
    requires = (Person,)
    uses = (Organization, State, TimeExpression)
    needs = ("token.dep", "token.pos", "token.tag", "doc.sents")

    modes: tuple[Mode, ...] = attrs.field(
        default=MODES, converter=_modes, validator=attrs.validators.deep_iterable(attrs.validators.in_(MODES))
    )
    min_words: int = attrs.field(default=3, validator=attrs.validators.ge(1))
    extra_cues: tuple[str, ...] = attrs.field(default=(), converter=_tuple)

    def extract(self, reading: Reading) -> Iterator[Statement]:
        """Yield the statements of a document."""
        cues = lexicon(self.extra_cues)
        tokens = Tokens(reading.parse)
        found: list[Paragraph] = []
        for index, (block, quotations) in enumerate(_blocks(reading)):
            part = _joined(passage(tokens, block, quotations), cues)
            paragraph = self._paragraph(reading, part, cues, found[-1] if found else None)
            if index == 0 and not paragraph.drafts and (draft := headline(reading.document, part)):
                paragraph.drafts.append(draft)
            found.append(paragraph)
        continuation.join(found)
        for paragraph in found:
            paragraph.drafts += [
                inner for draft in paragraph.drafts for inner in self._nested(reading, draft, tokens, cues)
            ]
        continuation.attribute(reading.document, found)
        drafts = [draft for paragraph in found for draft in paragraph.drafts]
        yield from finish(reading, [draft for draft in drafts if draft.mode in self.modes])

    def _paragraph(self, reading: Reading, part: Passage, cues: Lexicon, before: Paragraph | None) -> Paragraph:
        drafts: list[Draft] = []
        taken: set[int] = set()
        words = part.words
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
                continue
            if alone:
                draft = self._orphan(part, index, alone)
                tail = draft
                if draft is None:
                    continue
                if before is not None and before.opened is not None and index == 0:
                    draft.rule = before.opened.rule
                    _attribute(reading, draft, before.opened, before.words)
                direct.extend(part, index, draft, taken)
                drafts.append(draft)
                continue
            tail = None
            if end - first > LONGEST_SENTENCE:
                continue
            if signed := signature(reading.document, words, first, end):
                drafts.append(signed)
                continue
            found, opened = _sentence(reading, part, first, end, cues)
            utterance = next((d for d in reversed(found) if d.rule in DIRECT_RULES), None)
            if utterance is not None:
                direct.extend(part, index, utterance, taken)
                tail = utterance if utterance.mode == "direct" else None
            drafts += found
        marks = [word.quotation for word in words if word.quotation]
        repairs = {(mark.span.start, mark.span.end): mark.repair for mark in marks if mark.repair}
        for draft in drafts if repairs else ():
            draft.repair = next((repairs[span] for span in draft.spans if span in repairs), None)
        begins = bool(words and words[0].quotation and words[0].quotation.repair == "missing_open_mark")
        ends = bool(words and words[-1].quotation and words[-1].quotation.continues)
        return Paragraph(drafts, begins, ends, tail, opened, words)

    def _orphan(self, part: Passage, index: int, spans: list[tuple[int, int]]) -> Draft | None:
        first, end = part.sentences[index]
        quoted = [word.quotation for word in part.words[first:end] if word.quotation]
        if sum(length(quotation) for quotation in quoted) < self.min_words:
            return None
        if SCRIPT.match(quoted[0].span.text):
            return None
        if not begins_sentence(quoted[0]) or not (ends_sentence(quoted[-1]) or quoted[-1].continues):
            return None
        return Draft(spans, "direct", "quote.continuation")

    def _nested(self, reading: Reading, outer: Draft, tokens: Tokens, cues: Lexicon) -> Iterator[Draft]:
        """Statements that a quoted speaker reports of others."""
        if outer.mode != "direct":
            return
        for start, end in outer.spans:
            inner = passage(tokens, reading.span(start, end), ())
            for first, last in inner.sentences:
                if last - first > LONGEST_SENTENCE:
                    continue
                for draft in _sentence(reading, inner, first, last, cues, hearsay=True)[0]:
                    draft.reported_in = draft.reported_in or outer
                    yield draft


def _blocks(reading: Reading) -> Iterator[tuple[Span, list[Quotation]]]:
    """Paragraphs without a dateline, each with its quotations."""
    quotations = reading.document.quotations
    dateline = reading.document.frame.dateline
    at = 0
    for paragraph in reading.document.paragraphs:
        block = paragraph
        if dateline and paragraph.contains(dateline) and dateline.end + 1 < paragraph.end:
            block = reading.span(dateline.end + 1, paragraph.end)
        inside = []
        while at < len(quotations) and quotations[at].start < block.end:
            inside.append(quotations[at])
            at += 1
        yield block, inside


def _joined(part: Passage, cues: Lexicon) -> Passage:
    """A quotation that ends like a sentence, and the attribution that follows it, are one sentence."""
    sentences: list[tuple[int, int]] = []
    for first, end in part.sentences:
        if sentences and part.words[first - 1].quotation and is_attribution_only(part, first, end, cues):
            sentences[-1] = (sentences[-1][0], end)
        else:
            sentences.append((first, end))
    return attrs.evolve(part, sentences=tuple(sentences))


def _sentence(
    reading: Reading, part: Passage, first: int, end: int, cues: Lexicon, *, hearsay: bool = False
) -> tuple[list[Draft], Report | None]:
    """The statements of a sentence; and a report whose content comes in the next paragraph."""
    words, drafts = part.words, list[Draft]()
    found = list(reports(part, first, end, cues))
    if not hearsay and not any(report.position in ("around", "open") or report.kind == "direct" for report in found):
        found += [
            report for report in (introduction(part, first, end) or beside_quotation(part, first, end),) if report
        ]
    if not hearsay and not found:
        found += quoted_words(part, first, end)
    for report in found:
        if hearsay and not _is_hearsay(words, report):
            continue
        if report.position == "open":
            return drafts, report
        cue = words[report.found.start].start
        outer = next((draft for draft in reversed(drafts) if draft.covers(cue, cue + 1)), None)
        region = _with_space(words, *report.region)
        if (outer is not None and not report.elided and report.kind in ("np", "to")) or (
            outer and report.rule == "quote.noun"
        ):
            continue
        draft: Draft | None
        if report.position == "before":
            draft = (direct if report.kind == "direct" else indirect).after_cue(words, report, end)
            if draft and report.elided:
                for other in drafts:
                    if other.covers(cue, cue + 1):
                        other.cut(region[0], words[end - 1].end)
        elif outer is not None and report.position == "around":
            for other in drafts:
                other.cut(*region)
            continue
        elif report.position == "as":
            draft = indirect.as_clause(words, report, first, end, outer)
            if outer is not None:
                outer.cut(*region)
        elif "according" in report.found.cue.frames:
            draft = indirect.according_to(words, report, first, end)
        else:
            draft = direct.around_cue(words, report, first, end)
        if draft is None:
            continue
        _attribute(reading, draft, report, words)
        if report.position == "as":
            draft.reported_in = outer
        elif not report.elided:
            draft.reported_in = next(
                (o for o in reversed(drafts) if o.covers(cue, cue + 1) and o.covers(draft.start, draft.end)), None
            )
        drafts.append(draft)
    return drafts, None


def _with_space(words: Sequence[Word], first: int, end: int) -> tuple[int, int]:
    """Offsets of a range of words and the white space around it."""
    return words[first - 1].end if first else words[0].start, words[end].start if end < len(words) else words[-1].end


def _is_hearsay(words: Sequence[Word], report: Report) -> bool:
    if report.position not in ("before", "as") or report.kind not in ("that", "bare", "none") or not report.subject:
        return False
    first, last = report.subject
    if words[last - 1].low in PRONOUNS and words[last - 1].low not in ("he", "she", "they"):
        return False
    return report.position == "as" or not (report.elided or words[first].low in RELATIVES)


def _attribute(reading: Reading, draft: Draft, report: Report, words: Sequence[Word]) -> None:
    found = report.found
    draft.cue = words[found.start].start, words[found.end - 1].end
    draft.lemma = found.cue.lemma
    if report.subject:
        basis = "elided" if report.elided else "cue"
        draft.speakers = attributions(reading.document, words, report.subject, basis)
    if report.addressee:
        draft.addressees = attributions(reading.document, words, report.addressee)
    first = min(report.found.start, report.region[0])
    last = max(report.found.end, report.region[1])
    draft.frame = words[first].start, words[last - 1].end
