"""Whom words mean that do not name a speaker: "the ministry", "the government", "it" after a body that spoke.

A noun for a body means the one named last that is such a body, by its name or its category. "The government" is that of
the state whose government the text named last. "It" and "they" are who spoke last, or whom the sentence before begins
with. What is not clear is left open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import attrs

from diplotext import Attribution, Document, Entity, Mention, Organization, Person, Span, State
from diplotext.model import SourceKind
from diplotext.plugin import is_traced, refused
from diplotext.text import named_together, sentence_around
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
PLURALS = frozenset(("they", "both", "all"))
SIDES = frozenset(("both sides", "the two sides", "the sides", "both parties", "the two parties", "the parties"))
SIDE_CATEGORIES = frozenset(("alliance", "igo", "regional"))
"""Categories of bodies that talk with states as their equals."""
NAMED = frozenset(("name", "acronym", "metonym"))


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
    clear = all(other.start < sentence for other, _ in others)
    if others and is_traced():
        _report(document, phrase, entity if clear else None, others[0])
    return entity if clear else None


def follow(document: Document, sentences: Sequence[Span], drafts: Iterable[Draft]) -> None:
    """Say who "it", "they" and "both sides" are where they speak.

    "It" is the body or state that spoke last, or that the sentence before begins with; "they" are those who spoke
    together in the sentence before, or the two that it begins with.

    Args:
        document: The document.
        sentences: Its sentences.
        drafts: Its statements, in the order of the text.
    """
    starts = [sentence.start for sentence in sentences]
    floor: tuple[int, tuple[Attribution, ...]] = -1, ()
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.mention is None or draft.reported_in is not None:
            continue
        here = bisect_right(starts, speaker.mention.start) - 1
        if speaker.entity is None and len(draft.speakers) == 1:
            before = sentences[here - 1] if here > 0 else None
            held = floor[1] if floor[0] >= here - 1 else ()
            meant = _meant(document, speaker.mention, before, held, starts)
            if meant:
                draft.speakers = tuple(attrs.evolve(speaker, entity=entity, kind=_kind(entity)) for entity in meant)
        if draft.speakers[0].entity is not None:
            floor = here, draft.speakers


def _meant(
    document: Document, mention: Mention, before: Span | None, floor: Sequence[Attribution], starts: Sequence[int]
) -> Sequence[Entity]:
    """Whom a pronoun or a plural means that speaks.

    Args:
        document: The document.
        mention: The words.
        before: The sentence before; None if there is none.
        floor: Who spoke last, if that was in this sentence or in the one before.
        starts: Where the sentences start.
    """
    words = mention.text.casefold()
    if document.text[max(0, mention.start - len("both ")) : mention.start].casefold() == "both ":
        words = f"both {words}"
    speakers = [speaker.entity for speaker in floor if speaker.entity is not None]
    topic = _topic(document, before) if before is not None else ()
    if words == "it":
        meant = speakers or topic
        return meant if len(meant) == 1 and isinstance(meant[0], (Organization, State)) else ()
    if words in PLURALS:
        return next((meant for meant in (speakers, topic) if len(meant) > 1), ())
    if words not in SIDES:
        return ()
    named = [(m.start, entity) for m, entity in document.mentions_in(0, mention.start) if _is_side(m, entity)]
    return named_together(named, starts, mention.start) or ()


def _kind(entity: Entity) -> SourceKind:
    return "person" if isinstance(entity, Person) else "state" if isinstance(entity, State) else "organization"


def _is_side(mention: Mention, entity: Entity) -> bool:
    """Whether a mention names a state or body that can be one of two sides."""
    if mention.form not in ("name", "acronym"):
        return False
    return isinstance(entity, State) or (isinstance(entity, Organization) and entity.category in SIDE_CATEGORIES)


def _topic(document: Document, sentence: Span) -> Sequence[Entity]:
    """The body or state that a sentence begins with, or the two: "*Kenya* and *the EU* agreed"."""
    text, found, at = document.text, list[Entity](), sentence.start
    for mention, entity in document.mentions_in(sentence.start, sentence.end):
        joint = " and " if found else ""
        if text[at : mention.start].removeprefix(joint) not in ("", "the ", "The ") or mention.form not in NAMED:
            break
        if not isinstance(entity, (Organization, State)) or not text.startswith(joint, at):
            break
        found.append(entity)
        at = mention.end
    return found if text[at : at + 1] == " " and len(found) < 3 else ()


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


def _report(document: Document, phrase: Sequence[Word], taken: Entity | None, other: tuple[Mention, Entity]) -> None:
    """Report who else a phrase could have meant."""
    mention, entity = other
    back = document.text.count(". ", mention.end, phrase[0].start)
    where = f"mentioned {back} sentence{'s' * (back > 1)} earlier" if back else "mentioned in the same sentence"
    basis = f"taken for {taken.name}, named last" if taken is not None else "left open: two are named together"
    reason = f"{basis}; also considered: {entity.name} ({where})"
    refused(RULE, phrase[0].start, phrase[-1].end, reason)
