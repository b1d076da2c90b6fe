"""Interviews without labels: questions and answers in turn, the questions after a dash, in bold, or just questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from diplotext import Document, Person, Span
from diplotext_quotes.printed import FIRST_PERSON, MARK
from diplotext_quotes.turns import Turn

DASH = re.compile(r"[-–—][ ]?(?=\w)")
LAYOUT = "*_#–—- "
"""What layout puts at the edges of a question or an answer."""
ABOUT = re.compile(
    r"\b(?:interview\w*|talk(?:ed|s)|spoke|speaks|sat down|questions|Q ?& ?A|excerpts|conversation)\b", re.I
)
"""Words of an introduction to an interview."""
WITH = re.compile(r"\b(?:interview(?:ed|s)?|talk(?:ed|s)?|spoke|speaks|sat down|conversation|met|asked)\b[^.!?]{0,80}")
ADDRESS = re.compile(r"\byou(?:r|rs|rself)?\b", re.I)
CREDITS = re.compile(r"[(\[<]|ENDS?\b|###|(?:This|The) (?:interview|conversation)\b|Interview(?:ed)? by\b")
MIN_QUESTIONS = 2
MAX_QUESTION_CHARACTERS = 400
MAX_PARAGRAPHS_PER_ANSWER = 5


def interview(document: Document) -> dict[int, Turn | None]:
    """The questions and answers of an interview, as turns by the number of the paragraph; empty if it is none."""
    paragraphs = document.paragraphs
    questions = [number for number, paragraph in enumerate(paragraphs) if number and _is_question(paragraph.text)]
    if len(questions) < MIN_QUESTIONS:
        return {}
    dashed = all(DASH.match(paragraphs[number].text) for number in questions)
    last = _end_of_answer(paragraphs, questions[-1] + 1, dashed=dashed)
    answers = [range(number + 1, end) for number, end in pairwise([*questions, last]) if end > number + 1]
    if not _alternate(paragraphs, questions, answers):
        return {}
    before = document.text[: paragraphs[questions[0]].start]
    if not dashed and not ABOUT.search(f"{document.title or ''} {before}"):
        return {}
    guest = _guest(document, len(before))
    if guest is None:
        return {}
    found: dict[int, Turn | None] = {
        number: _turn(document, paragraphs[number], paragraphs[number]) for number in questions
    }
    for answer in answers:
        turn = _turn(document, paragraphs[answer.start], paragraphs[answer.stop - 1], guest)
        found |= dict.fromkeys(answer) | {answer.start: turn}
    return found


def _is_question(text: str) -> bool:
    bare = text.strip(LAYOUT)
    return bare.endswith("?") and len(bare) <= MAX_QUESTION_CHARACTERS and bare[:1].isupper() and not MARK.search(bare)


def _end_of_answer(paragraphs: Sequence[Span], start: int, *, dashed: bool) -> int:
    """The number after the last paragraph of the last answer."""
    end = start
    while end < len(paragraphs) and end - start < MAX_PARAGRAPHS_PER_ANSWER and not CREDITS.match(paragraphs[end].text):
        if dashed and not DASH.match(paragraphs[end].text):
            break
        end += 1
    return end


def _alternate(paragraphs: Sequence[Span], questions: Sequence[int], answers: Sequence[range]) -> bool:
    """Whether questions to somebody alternate with answers in the first person."""
    if len(answers) < MIN_QUESTIONS or len(answers) * 2 < len(questions):
        return False
    if any(len(answer) > MAX_PARAGRAPHS_PER_ANSWER for answer in answers):
        return False
    addressed = sum(ADDRESS.search(paragraphs[number].text) is not None for number in questions)
    own = sum(any(FIRST_PERSON.search(paragraphs[n].text) for n in answer) for answer in answers)
    return own * 2 >= len(answers) or (addressed * 2 >= len(questions) and own > 0)


def _guest(document: Document, end: int) -> Person | None:
    """Who is interviewed: the only person named before the first question, or the one named after "talked to"."""
    named = [(mention, entity) for mention, entity in document.mentions_in(0, end) if isinstance(entity, Person)]
    if len({id(entity) for _, entity in named}) == 1:
        return named[0][1]
    for match in WITH.finditer(document.text, 0, end):
        for mention, entity in named:
            if match.start() < mention.start < match.end():
                return entity
    return None


def _turn(document: Document, first: Span, last: Span, speaker: Person | None = None) -> Turn | None:
    start, end = first.start, last.end
    while start < end and document.text[start] in LAYOUT:
        start += 1
    while start < end and document.text[end - 1] in LAYOUT:
        end -= 1
    return Turn(None, start, end, speaker) if start < end else None
