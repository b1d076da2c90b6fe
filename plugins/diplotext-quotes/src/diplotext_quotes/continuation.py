"""Quotations without a speaker of their own: they continue what was said before.

The last speaker holds the floor. A paragraph of nothing but quotations belongs to the speaker of the statement before
it; a quotation that is left open at the end of a paragraph, or that was open at the beginning of one, is one utterance
with its neighbor.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import attrs

from diplotext import Attribution, Document, Person
from diplotext.text import sentence_around
from diplotext_quotes.drafts import Draft
from diplotext_quotes.reports import Report
from diplotext_quotes.words import Word

MAX_PARAGRAPHS_WITHOUT_STATEMENT = 2
"""Paragraphs without a statement after which the last speaker still holds the floor."""
MAX_CHARACTERS_BACK = 3000
"""From a quotation without a speaker back to the statement that it continues."""
MAX_CHARACTERS_TO_MARK = 6
MAX_SENTENCE_CHARACTERS = 400
MAX_TITLE_CHARACTERS = 80
BEFORE_SUBJECT = re.compile(
    r"(?:^|[.!?\n][\"'”’»]?\s+|[“\"«])(?:(?:The|Then|But|And|Yesterday,)[ ])?(?:(?:the[ ])?[a-z]{1,20}[ ])?"
    r"(?:[A-Z][\w.’'-]{0,30}[ ]){0,6}$"
)
"""What comes before the name of a subject: the beginning of the sentence, and a title."""


@attrs.define(eq=False)
class Paragraph:
    """What was found in one paragraph.

    Attributes:
        drafts: Its statements in the order of the text.
        begins_quoted: Whether it begins with a quotation whose opening mark is missing.
        ends_open: Whether its last quotation continues in the next paragraph.
        tail: The direct statement that it ends with; a next paragraph of nothing but quotations continues it.
        opened: A report at its end whose content is the next paragraph.
        words: Its words; those of the report, if the paragraph is a part of its content.
        block: The statement that it is a part of, if no marks show that it is quoted.
        begins_entry: Whether it begins an entry of a live blog, where nobody holds the floor yet.
    """

    drafts: list[Draft]
    begins_quoted: bool = False
    ends_open: bool = False
    tail: Draft | None = None
    opened: Report | None = None
    words: tuple[Word, ...] = ()
    block: Draft | None = None
    begins_entry: bool = False


def join(paragraphs: Sequence[Paragraph]) -> None:
    """Make one statement of a quotation that is left open and of the attributed one in the next paragraph."""
    for paragraph, following in pairwise(paragraphs):
        if not (paragraph.ends_open and paragraph.drafts and following.drafts):
            continue
        first, second = paragraph.drafts[-1], following.drafts[0]
        if first.cue is None and first is paragraph.tail and second.mode == "direct" and second.cue is not None:
            second.spans = first.spans + second.spans
            paragraph.drafts.remove(first)


def attribute(document: Document, paragraphs: Sequence[Paragraph]) -> None:
    """Give speakers to the statements without any."""
    floor: Draft | None = None
    since = 0
    for paragraph in paragraphs:
        if paragraph.begins_entry:
            floor = None
        for draft in paragraph.drafts:
            if draft.is_continuation and not draft.speakers:
                source = draft.continues if draft.continues and draft.continues.speakers else floor
                if source is not None and source is draft.continues:
                    draft.speakers = held(source)
                elif source is not None:
                    draft.speakers = successor(document, source, draft, holds=since <= MAX_PARAGRAPHS_WITHOUT_STATEMENT)
                elif not paragraph.begins_entry:
                    draft.speakers = introduced(document, draft)
            if draft.speakers and draft.reported_in is None:
                floor, since = draft, 0
        since += 1


def held(source: Draft) -> tuple[Attribution, ...]:
    """The speakers of a statement, as those who hold the floor: who they are is known, no words name them here."""
    return tuple(
        Attribution(None, speaker.entity, "continuation", speaker.kind)
        for speaker in source.speakers
        if speaker.entity is not None
    )


def successor(document: Document, source: Draft, draft: Draft, *, holds: bool) -> tuple[Attribution, ...]:
    """Who speaks after `source`: the same speakers, unless the text has turned to somebody else since.

    Somebody else takes the floor where a sentence begins with the name; a name elsewhere leaves it open who speaks.

    Args:
        document: The document.
        source: The statement before.
        draft: A statement without a speaker.
        holds: Whether the speaker of `source` still holds the floor.
    """
    if draft.start - source.end > MAX_CHARACTERS_BACK:
        return ()
    same = {id(speaker.entity) for speaker in source.speakers}
    others = [
        (mention, entity)
        for mention, entity in document.mentions_in(source.end, draft.start)
        if isinstance(entity, Person)
        and mention.form in ("name", "title")
        and id(entity) not in same
        and not (source.frame and source.frame[0] <= mention.start < source.frame[1])
    ]
    if not others:
        return held(source) if holds else ()
    mention, entity = others[-1]
    return (Attribution(None, entity, "continuation", "person"),) if _begins_sentence(document, mention.start) else ()


def introduced(document: Document, draft: Draft) -> tuple[Attribution, ...]:
    """Who speaks first: the only person of the sentence before, if it begins with the name or its title.

    "Foreign Minister Ana Rell took the floor. “…”"
    """
    end = len(document.text[: draft.start].rstrip("\"“„«‘' \n")) - 1
    if end < 1 or draft.start - end > MAX_CHARACTERS_TO_MARK:
        return ()
    first, _ = sentence_around(document.text, end - 1, end, MAX_SENTENCE_CHARACTERS)
    named = [(mention, entity) for mention, entity in document.mentions_in(first, end) if isinstance(entity, Person)]
    if len({id(entity) for _, entity in named}) != 1 or not _begins_sentence(document, named[0][0].start):
        return ()
    return (Attribution(None, named[0][1], "continuation", "person"),)


def _begins_sentence(document: Document, start: int) -> bool:
    """Whether a sentence begins at an offset, or with a title before it: "The minister *Ana Rell*"."""
    before = document.text[max(0, start - MAX_TITLE_CHARACTERS) : start]
    return BEFORE_SUBJECT.search(before) is not None or start == 0


def chain(paragraphs: Sequence[Paragraph]) -> None:
    """Link what follows a closed quotation without an opening mark to it, and share the cue of the second."""
    for paragraph, following in pairwise(paragraphs):
        own = [draft for draft in paragraph.drafts if draft.reported_in is None]
        if not (own and following.drafts and (paragraph.ends_open or following.begins_quoted)):
            continue
        first, second = own[-1], following.drafts[0]
        if second.mode != "direct" or first.mode not in ("direct", "mixed"):
            continue
        second.continues = first
    for paragraph in reversed(paragraphs):  # the cue of a quotation may follow its last paragraph
        for draft in paragraph.drafts[:1]:
            before = draft.continues
            if before is not None and before.is_continuation and not before.speakers and draft.cue:
                before.speakers, before.cue, before.lemma = draft.speakers, draft.cue, draft.lemma
