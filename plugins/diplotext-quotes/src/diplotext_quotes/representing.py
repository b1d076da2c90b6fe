"""For whom one speaks: the author of a document that says something, the state or body of an official without a name.

"Moscow's statement said", "a White House statement", "a post by Orlova": who issued it is the speaker. "A Kenyan
official said": nobody knows who spoke, but the position is Kenya's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from diplotext import Document, Entity, Organization, Person, State
from diplotext_quotes.drafts import Draft
from diplotext_quotes.lexicon import representatives, speaker_kinds
from diplotext_quotes.words import Word

POSSESSOR = re.compile(r"['’]s?\s+(?:[a-z-]+\s+){0,2}$")
MODIFIER = re.compile(r"\s+(?:[a-z-]+\s+){0,1}$")
AUTHOR = re.compile(r"(?:\s+on\s+\w+)?\s+(?:by|from)\s+(?:[A-Z][\w.]*\s+|of\s+|the\s+){0,6}$")
GOVERNMENT = re.compile(r"\s+government\b")
"""What makes an adjective a state that can issue something: "a report from the *Kenyan* government"."""
OF = re.compile(r"\s+(?:of|from|in|at)\s+(?:the\s+)?$")


def author_of(document: Document, phrase: Sequence[Word]) -> Entity | None:
    """Who issued the document that a noun phrase names: "*Moscow's* statement", "a statement by *Orlova*"."""
    head = _head(phrase)
    if head is None or speaker_kinds().get(head.low) != "document" or head.text[:1].isupper():
        return None
    text, authors = document.text, []
    for mention, entity in document.mentions_in(phrase[0].start, phrase[-1].end):
        if not isinstance(entity, (Person, Organization, State)):
            continue
        if mention.form == "demonym" and not GOVERNMENT.match(text, mention.end):
            continue
        before, after = text[mention.end : head.start], text[head.end : mention.start]
        joins = mention.end <= head.start and (POSSESSOR.fullmatch(before) or MODIFIER.fullmatch(before))
        if joins or (mention.start >= head.end and AUTHOR.fullmatch(after)):
            authors.append(entity)
    return min(authors, key=_rank) if authors else None


def _rank(entity: Entity) -> int:
    return 0 if isinstance(entity, Person) else 1 if isinstance(entity, Organization) else 2


def _head(phrase: Sequence[Word]) -> Word | None:
    """The word that governs a noun phrase."""
    inside = {word.token.i for word in phrase if word.token is not None}
    heads = (word for word in phrase if word.token is not None and word.token.head.i not in inside)
    return next(heads, None)


def represented(document: Document, draft: Draft) -> Entity | None:
    """The state or body for which somebody without a name speaks: "a *Kenyan* official", "officials in *Nairobi*"."""
    speakers = [speaker for speaker in draft.speakers if speaker.mention is not None]
    if len(speakers) != 1 or speakers[0].entity is not None or speakers[0].mention is None:
        return None
    said_by = speakers[0].mention
    text = document.text
    places = [match.span() for match in re.finditer(r"[\w-]+", said_by.text) if match[0].lower() in representatives()]
    if not places:
        return None
    start, end = (said_by.start + offset for offset in places[0])
    meant = []
    for mention, entity in document.mentions_in(said_by.start, said_by.end):
        if isinstance(entity, (Organization, State)):
            before = mention.end <= start and not re.search(r"[,;]", text[mention.end : start])
            if before or OF.fullmatch(text, end, mention.start):
                meant.append(entity)
    return meant[0] if len(meant) == 1 else None
