"""Texts printed in full: under "Statement by Ana Rell on the border", or after "issued the following statement:".

No mark shows that they are somebody's words. A heading at the top of a document covers all of it; a text that an
article introduces lasts as long as it is in the first person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import attrs

from diplotext import Document, Span
from diplotext_quotes.turns import NAME, OUTSIDE, SENTENCE_END, Turn, inside, speaker_in

KIND = r"(?:statement|remarks|message|letter|speech|address|declaration|response|reply|answer)"
BY = re.compile(
    rf"(?:[A-Z]\w+[ ]){{0,2}}(?i:{KIND})[ ](?:by|from|of)[ ](?P<label>(?:[Tt]he[ ](?:[a-z]{{2,20}}[ ]){{0,4}})?{NAME})"
    r"(?:,?[ ](?:about|after|as|at|before|during|following|for|in|on|regarding|to|upon)\b[^.!?:]{0,200})?:?"
)
IN_FULL = re.compile(
    rf"(?:[A-Z]\w+[ ](?:is[ ])?)?(?P<label>{NAME})['’]s?[ ](?P<full>full[ ])?{KIND}"
    r"(?:[ ](?:on|at|to|in)[ ][^.!?:]{0,100}?)?(?(full):?|(?:[ ]in[ ]full:?|:))"
)
FULL_TEXT = re.compile(
    rf"(?:(?:Full|Complete)[ ])?(?i:text|transcript)(?:[ ]of|:)[ ](?P<label>{NAME})['’]s?[ ](?:\w+[ ]){{0,2}}{KIND}\b"
    r"[^.!?:]{0,120}:?"
)
INTRODUCED = re.compile(
    rf"\b(?:(?:following|this)[ ](?:\w+[ ]){{0,2}}{KIND}(?:[ ][^.!?:]{{0,80}})?"
    rf"|{KIND}[ ](?:\w+[ ]){{0,4}}?(?:in[ ]full|as[ ]follows|reads?|follows)(?:[ ]in[ ]full)?):$"
)
MARK = re.compile('["“”„«»]')
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
TO_AUDIENCE = re.compile(r"\b(?:[Tt]hank you|[Ll]adies and gentlemen|(?:my|dear) friends|[Ee]xcellencies)\b")
REPORTING = re.compile(r"\b(?:said|says|told|added|replied)\b")
MAX_LINES_BELOW_HEADING = 3
"""Lines between a heading and its text: place and date, "Check against delivery"."""
MAX_HEADING_PLACE = 1
"""Position of the last paragraph that can be the heading of the whole document."""
MAX_SENTENCE_CHARACTERS = 300


@attrs.frozen
class Head:
    """A heading or an introduction.

    Attributes:
        label: Offsets of the words that name the speaker.
        of_document: Whether the whole document below it is the speaker's.
    """

    label: tuple[int, int]
    of_document: bool


def printed(document: Document, taken: Collection[int]) -> dict[int, Turn | None]:
    """The texts printed in full, as turns, by the number of the paragraph that they begin in.

    Args:
        document: The document.
        taken: Numbers of the paragraphs that belong to turns with labels.
    """
    paragraphs = document.paragraphs
    found: dict[int, Turn | None] = {}
    for number, paragraph in enumerate(paragraphs[:-1]):
        head = None if number in found or number in taken else _head(document, paragraph, number)
        body = _body(paragraphs, number, head, taken) if head else range(0)
        if head is None or not body:
            continue
        start, end = inside(document.text, paragraphs[body.start].start, paragraphs[body.stop - 1].end)
        if start < end:
            found |= dict.fromkeys(body) | {body.start: Turn(head.label, start, end)}
    return found


def _head(document: Document, paragraph: Span, number: int) -> Head | None:
    text = paragraph.text
    for pattern in (BY, IN_FULL, FULL_TEXT):
        if match := pattern.fullmatch(text):
            label = paragraph.start + match.start("label"), paragraph.start + match.end("label")
            if pattern is BY or speaker_in(document, *label):
                return Head(label, of_document=number <= (0 if pattern is IN_FULL else MAX_HEADING_PLACE))
    introduction = INTRODUCED.search(text, max(0, len(text) - MAX_SENTENCE_CHARACTERS)) if text[-1] == ":" else None
    if introduction is None:
        return None
    start = max((end.end() for end in SENTENCE_END.finditer(text, 0, introduction.start())), default=0)
    mention = speaker_in(document, paragraph.start + start, paragraph.start + introduction.end())
    return Head((mention[0].start, mention[0].end), of_document=False) if mention else None


def _body(paragraphs: Sequence[Span], number: int, head: Head, taken: Collection[int]) -> range:
    """The paragraphs of the text under a heading; empty if they do not read like somebody's own words."""
    first = number + 1
    while first < len(paragraphs) and first - number <= MAX_LINES_BELOW_HEADING and not _is_prose(paragraphs[first]):
        first += 1
    texts = list(_below(paragraphs, first, taken))
    if not texts or MARK.match(texts[0]):
        return range(0)
    own = [place for place, text in enumerate(texts) if FIRST_PERSON.search(text) or TO_AUDIENCE.search(text)]
    if head.of_document:
        tells = any(REPORTING.search(text) for text in texts)
        fits = len(own) * 2 >= len(texts) or not (tells or any(MARK.search(text) for text in texts))
        return range(first, first + len(texts)) if fits else range(0)
    narrated = next((place for place, text in enumerate(texts) if place not in own and REPORTING.search(text)), None)
    own = [place for place in own if narrated is None or place < narrated]
    return range(first, first + own[-1] + 1) if own and own[0] <= 1 else range(0)


def _below(paragraphs: Sequence[Span], first: int, taken: Collection[int]) -> Iterator[str]:
    for number in range(first, len(paragraphs)):
        if number in taken or OUTSIDE.match(paragraphs[number].text):
            return
        yield paragraphs[number].text


def _is_prose(paragraph: Span) -> bool:
    return SENTENCE_END.search(paragraph.text[-4:]) is not None and " " in paragraph.text
