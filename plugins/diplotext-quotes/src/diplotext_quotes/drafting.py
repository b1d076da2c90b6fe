"""From the reports of a sentence to statements in the making: content cut, nested, attributed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext import Attribution, Reading, syntax
from diplotext.syntax import FINITE_TAGS, role_of
from diplotext.text import Quotation
from diplotext_quotes import direct, indirect
from diplotext_quotes.attribution import reports
from diplotext_quotes.circumstances import medium_of
from diplotext_quotes.cues import Lexicon
from diplotext_quotes.drafts import Draft, Offsets
from diplotext_quotes.lexicon import FIRST_PERSONS, PRONOUNS, RELATIVES, is_adverb
from diplotext_quotes.phrases import before_adverbials
from diplotext_quotes.reports import NOMINAL_KINDS, Report
from diplotext_quotes.speakers import attributions
from diplotext_quotes.subjects import can_speak
from diplotext_quotes.words import Passage, Sentence, Tokens, Word, passage

if TYPE_CHECKING:
    from spacy.tokens import Token

ADDING = frozenset(("although", "but", "though", "which"))
"""Words before a report of the same speaker that is not a part of what was said before."""
ASKING = frozenset(("ask", "inquire", "query", "question", "wonder aloud"))
MAX_SENTENCE_WORDS = 400
MAX_NESTING_LEVELS = 3
"""Levels of statements inside statements that are looked for."""


@attrs.frozen(eq=False)
class Drafter:
    """Drafts the statements of one document.

    Attributes:
        reading: The document with its parse.
        cues: The cues.
        tokens: The tokens of the parse.
    """

    reading: Reading
    cues: Lexicon
    tokens: Tokens

    def sentence(self, part: Passage, first: int, end: int) -> tuple[list[Draft], Report | None]:
        """The statements of a sentence; and a report whose content comes in the next paragraph."""
        if end - first > MAX_SENTENCE_WORDS:
            return [], None
        sentence, drafts = Sentence(part, first, end), list[Draft]()
        for report in reports(sentence, self.cues):
            if report.position == "open":
                return drafts, report
            self._add(sentence, report, drafts)
        return drafts, None

    def nested(self, outer: Draft, quotations: tuple[Quotation, ...], depth: int = 1) -> Iterator[Draft]:
        """What a quoted speaker reports of others, and of what was said before."""
        if outer.mode != "direct" or depth >= MAX_NESTING_LEVELS:
            return
        for start, end in outer.spans:
            inside = tuple(mark for mark in quotations if start <= mark.start and mark.end <= end)
            part = passage(self.tokens, self.reading.span(start, end), inside)
            for first, stop in part.sentences:
                if stop - first > MAX_SENTENCE_WORDS:
                    continue
                sentence, drafts = Sentence(part, first, stop), list[Draft]()
                for report in reports(sentence, self.cues, hearsay=True):
                    if _is_hearsay(sentence.words, report):
                        self._add(sentence, report, drafts)
                for draft in drafts:
                    draft.reported_in = draft.reported_in or outer
                    _resolve_first_person(draft, outer)
                    yield draft
                    if draft.reported_in is outer:
                        yield from self.nested(draft, (), depth + 1)

    def attribute(self, draft: Draft, report: Report, words: tuple[Word, ...]) -> None:
        """Give a draft its cue, speakers and addressees."""
        found, document = report.found, self.reading.document
        draft.cue = words[found.start].start, words[found.end - 1].end
        draft.lemma, draft.factive, draft.negated = found.cue.lemma, found.cue.factive, report.negated
        draft.planned, draft.asked = report.planned, report.kind == "wh" and found.cue.lemma in ASKING
        if report.quoted_words_only and draft.spans[0][0] <= draft.cue[0]:
            draft.cue = draft.lemma = None
        if report.subject:
            basis = "elided" if report.elided else "cue"
            draft.speakers = attributions(document, words, report.subject, basis)
        if report.addressee:
            draft.addressees = attributions(document, words, report.addressee)

    def _add(self, sentence: Sentence, report: Report, drafts: list[Draft]) -> None:
        """Add the statement of a report to those of its sentence, and cut the report out of the others."""
        words, first, end = sentence.words, sentence.first, sentence.end
        cue = words[report.found.start].start
        outer = next((draft for draft in reversed(drafts) if draft.covers(cue, cue + 1)), None)
        region = _with_space(words, *report.region)
        elided = report.elided and not _is_of_clause_inside(sentence, report, outer)
        nominal = report.found.cue.kind == "noun" or (report.kind in NOMINAL_KINDS and not elided)
        if outer is not None and nominal:
            return  # a reported clause often says what others did, and little of that is a statement
        draft: Draft | None
        if report.position == "before":
            is_direct = report.kind == "direct"
            draft = direct.after_cue(words, report, end) if is_direct else indirect.after_cue(words, report)
            if draft and elided:
                _cut(drafts, cue, (region[0], words[end - 1].end))
        elif outer is not None and report.position == "around":
            for other in drafts:
                other.cut(*region)
            return
        elif report.position == "as":
            draft = indirect.as_clause(words, report, first, end, outer)
            if outer is not None:
                outer.cut(*region)
        elif "according" in report.found.cue.frames:
            draft = indirect.according_to(words, report, first, end)
        else:
            draft = direct.around_cue(words, report, first, end)
        if draft is None:
            return
        if outer is not None and report.position == "before" and (comma := _added(sentence, report)) is not None:
            _cut(drafts, cue, (comma, words[report.content[1] - 1].end))
        self.attribute(draft, report, words)
        frame = _frame(sentence, report)
        draft.frame = words[frame[0]].start, words[frame[1] - 1].end
        draft.medium = medium_of(words, report, frame)
        if report.position == "as":
            draft.reported_in = outer
        elif not elided:
            draft.reported_in = next(
                (o for o in reversed(drafts) if o.covers(cue, cue + 1) and o.covers(draft.start, draft.end)), None
            )
            if draft.reported_in is None and report.position == "around":
                drafts[:] = list(_reported_earlier(draft, drafts))
        drafts.append(draft)


def _cut(drafts: Sequence[Draft], cue: int, stretch: Offsets) -> None:
    """Take a stretch out of the statements that a cue is in."""
    for draft in drafts:
        if draft.covers(cue, cue + 1):
            draft.cut(*stretch)


def _is_of_clause_inside(sentence: Sentence, report: Report, outer: Draft | None) -> bool:
    """Whether the subject that a report shares is one that another statement reports, and speaks there.

    In "Police say *the driver got out and refused to move*", the driver refused. A verb in the tense of the reporting
    verb, and one whose subject may be the speaker, continue the report: "He said *he* was ill and *vowed* to return".
    """
    if outer is None or outer.cue is None or report.subject is None:
        return False
    words = sentence.words
    if _modifies(sentence, report, outer):
        return True
    subject = words[slice(*report.subject)]
    if not outer.covers(subject[0].start, subject[-1].end):
        return False
    speaks = can_speak(sentence, report.subject)
    verb = words[report.found.start].token
    place = next((index for index in range(sentence.first, sentence.end) if words[index].start == outer.cue[0]), None)
    above = words[place].token if place is not None else None
    if verb is None or above is None or role_of(verb) != "conjunct":
        return speaks
    tense = _tense(verb)
    if tense == _tense(above):
        return speaks and tense == _tense(verb.head) and subject[0].low not in PRONOUNS
    return speaks or tense == _tense(verb.head)


def _added(sentence: Sentence, report: Report) -> int | None:
    """Offset of the comma before a report that adds to the one before it: "said it rose*, though he noted that …*"."""
    words, start = sentence.words, report.region[0]
    if report.subject is None or report.elided or report.kind not in ("bare", "that"):
        return None
    first, last = report.subject
    is_pronoun = last - first == 1 and words[first].low in PRONOUNS and words[first].low not in FIRST_PERSONS
    opened = start - sentence.first > 1 and words[start - 1].low in ADDING and words[start - 2].text == ","
    return words[start - 2].start if is_pronoun and first == start and opened else None


def _modifies(sentence: Sentence, report: Report, outer: Draft) -> bool:
    """Whether a participle without a comma before it belongs to what is reported: "said *the post* accusing …"."""
    words, place = sentence.words, report.found.start
    verb = words[place].token
    while place > sentence.first and is_adverb(words[place - 1].low):
        place -= 1
    if verb is None or verb.tag_ != "VBG" or not words[place - 1].is_word or role_of(verb) == "conjunct":
        return False
    governor = verb.head.head if role_of(verb) == "prepositional_object" else verb.head
    governed_by = sentence.position(governor)
    return governed_by is not None and outer.covers(words[governed_by].start, words[governed_by].end)


def _tense(verb: Token) -> str:
    """The tag of the finite word of a verb group."""
    return next((word.tag_ for word in syntax.verb_group(verb) if word.tag_ in FINITE_TAGS), verb.tag_)


def _frame(sentence: Sentence, report: Report) -> tuple[int, int]:
    """The words of a report with the adverbials before it, in which a time and a medium may occur."""
    words, found = sentence.words, report.found
    tops = frozenset(word.token.i for word in words[found.start : found.end] if word.token is not None)
    first = min(found.start, report.region[0])
    if not report.elided and report.position == "before":
        first = before_adverbials(sentence, first, tops)
    return first, max(found.end, report.region[1])


def _reported_earlier(outer: Draft, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts left of a report that comes last, with those it reports as hearsay: "Seoul warned …, Yonhap said"."""
    for draft in drafts:
        if draft.cue and outer.covers(*draft.cue) and outer.covers(draft.start, draft.end):
            if draft.is_nominal_report:  # what was done, as a rule, and not what was said
                continue
            draft.reported_in = draft.reported_in or outer
        yield draft


def _with_space(words: tuple[Word, ...], first: int, end: int) -> Offsets:
    """Offsets of a range of words and the white space around it."""
    return words[first - 1].end if first else words[0].start, words[end].start if end < len(words) else words[-1].end


def _is_hearsay(words: tuple[Word, ...], report: Report) -> bool:
    """Whether a quoted speaker reports what somebody said: a clause or a quotation of a subject that is named."""
    if report.position == "open" or not report.subject or report.elided:
        return False
    clause = report.position == "as" or report.kind in ("that", "bare") or report.kind == "direct"
    if not (clause or report.position == "around"):
        return False
    first, last = report.subject
    low = words[last - 1].low
    if low in FIRST_PERSONS:
        return last - first == 1 and report.kind in ("that", "direct")
    return (low not in PRONOUNS or low in ("he", "she", "they")) and words[first].low not in RELATIVES


def _resolve_first_person(draft: Draft, outer: Draft) -> None:
    """The first person inside a quotation is who is quoted."""
    draft.speakers = tuple(
        Attribution(speaker.mention, source.entity, "speaker", source.kind)
        if speaker.mention and speaker.mention.text.lower() in FIRST_PERSONS and (source := outer.speaker)
        else speaker
        for speaker in draft.speakers
    )
