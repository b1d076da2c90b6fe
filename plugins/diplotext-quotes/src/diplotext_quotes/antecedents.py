"""Whom words mean that do not name a speaker: "the ministry", "the government", "it" after a body that spoke.

A noun for a body means the one named last that is such a body, by its name or its category. "The government" is that of
the state whose government the text named last. "It" is the body or state that spoke last, or that the sentence before
is about. What is not clear is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import attrs

from diplotext import Document, Entity, Mention, Organization, Span, State
from diplotext.model import SourceKind
from diplotext.plugin.tracing import is_traced, refused
from diplotext.text import sentence_around
from diplotext_quotes.drafts import Draft
from diplotext_quotes.lexicon import bodies
from diplotext_quotes.words import Word

MAX_CHARS_BACK = 2000
"""Characters between a noun for a body and the name of it."""

MAX_WORDS = 4
"""Words of a phrase such as "the London-based rights group"."""

MAX_SENTENCE_CHARS = 300
"""Characters before and after a name that are taken for its sentence, at most."""

MODIFIER = re.compile(r"[a-z]+(?:-[a-z]+)?")
GOVERNMENT_AFTER = re.compile(r"(?:['’]s?)?\s+(?:[a-z]+\s+)?government\b")
GOVERNMENT_BEFORE = re.compile(r"\b[Gg]overnment\s+of\s+(?:the\s+)?$")
RULE = "quote."


def body_of(document: Document, phrase: Sequence[Word]) -> Entity | None:
    """The state or body that a definite noun phrase without a name means: "the ministry"; None if that is not clear."""
    if not 1 < len(phrase) <= MAX_WORDS or phrase[0].low != "the":
        return None
    noun, start = phrase[-1].low, phrase[0].start
    if not all(MODIFIER.fullmatch(word.text) for word in phrase[1:]):
        return None
    if noun == "government":
        return _governed(document, start) if len(phrase) == 2 else None
    if noun not in bodies():
        return None
    fitting = [(mention, entity) for mention, entity in _back(document, start) if _is_such(entity, noun)]
    if not fitting:
        return None
    mention, entity = fitting[0]
    sentence, _ = sentence_around(document.text, mention.start, mention.end, MAX_SENTENCE_CHARS)
    others = [(m, e) for m, e in fitting if e is not entity]
    _report(document, phrase, others)
    return None if any(other.start >= sentence for other, _ in others) else entity


def follow(document: Document, sentences: Sequence[Span], drafts: Iterable[Draft]) -> None:
    """Say who "it" is where it speaks: the body or state that spoke last, or that the sentence before begins with.

    Args:
        document: The document.
        sentences: Its sentences.
        drafts: Its statements, in the order of the text.
    """
    starts = [sentence.start for sentence in sentences]
    floor: tuple[int, Entity] | None = None
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.mention is None or draft.reported_in is not None:
            continue
        at = speaker.mention.start
        if speaker.entity is None and len(draft.speakers) == 1 and speaker.mention.text.lower() == "it":
            here = bisect_right(starts, at) - 1
            if floor is not None and bisect_right(starts, floor[0]) - 1 >= here - 1:
                entity: Entity | None = floor[1]
            else:
                entity = _topic(document, sentences[here - 1]) if here > 0 else None
            if isinstance(entity, (Organization, State)):
                kind: SourceKind = "state" if isinstance(entity, State) else "organization"
                draft.speakers = (attrs.evolve(speaker, entity=entity, kind=kind),)
        if draft.speakers[0].entity is not None:
            floor = at, draft.speakers[0].entity


def _topic(document: Document, sentence: Span) -> Entity | None:
    """The body or state that a sentence begins with."""
    for mention, entity in document.mentions_in(sentence.start, sentence.end):
        before = document.text[sentence.start : mention.start].strip()
        if before not in ("", "The") or mention.form not in ("name", "acronym", "metonym"):
            return None
        if document.text[mention.end : mention.end + 1] == " ":
            return entity if isinstance(entity, (Organization, State)) else None
    return None


def _back(document: Document, start: int) -> Iterator[tuple[Mention, Organization]]:
    """The bodies that are named before an offset, the last first."""
    for mention, entity in reversed(document.mentions_in(max(0, start - MAX_CHARS_BACK), start)):
        if isinstance(entity, Organization) and mention.form in ("name", "acronym"):
            yield mention, entity


def _is_such(entity: Organization, noun: str) -> bool:
    """Whether a body is what a noun says, by its name ("Ministry of Health") or by its category."""
    return noun in entity.name.casefold().split() or entity.category in bodies()[noun]


def _governed(document: Document, start: int) -> State | None:
    """The state whose government is named last: "the *Kenyan* government … *the government*"."""
    text = document.text
    for mention, entity in reversed(document.mentions_in(max(0, start - MAX_CHARS_BACK), start)):
        if isinstance(entity, State):
            before = text[max(0, mention.start - len("government of the ")) : mention.start]
            if GOVERNMENT_AFTER.match(text, mention.end) or GOVERNMENT_BEFORE.search(before):
                return entity
    return None


def _report(document: Document, phrase: Sequence[Word], others: Sequence[tuple[Mention, Entity]]) -> None:
    """Report who else a phrase could have meant."""
    if others and is_traced():
        mention, entity = others[0]
        back = document.text.count(". ", mention.end, phrase[0].start)
        refused(RULE, phrase[0].start, phrase[-1].end, f"also considered: {entity.name} ({_distance(back)})")


def _distance(back: int) -> str:
    return "mentioned in the same sentence" if not back else f"mentioned {back} sentence{'s' * (back > 1)} earlier"
