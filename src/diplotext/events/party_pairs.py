"""The parties in the name of an event: "Norway-Ghana talks", "U.S. and Chinese consultations"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.party_phrases import PartyPhrases, can_take_part
from diplotext.events.party_types import Party
from diplotext.events.party_words import among
from diplotext.model.annotations import Entity, Mention, Organization, Person, State

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINT = re.compile(r"(?:['’]s?)?\s*+(?:[-‐-—/]|,\s*+(?:\band\b)?|\band\b|&)\s*+(?:the\s++)?")
INSIDE_NAME = re.compile(r"([\w.’']+(?: [A-Z][\w.’']+)*?) ?[-‐-—/] ?([\w.’']+)")
PAUSE = re.compile(r"[,;:()“”\"]|['’]s")
MAX_TOKENS_BACK = 14
ENDS = ("IN", "TO", "MD", "VB", "VBD", "VBP", "VBZ", "WDT", "WP", "WRB", ".", ":", "``", "''")


def pair_before(annotated: AnnotatedTokens, phrases: PartyPhrases, noun: Token) -> Iterator[Party]:
    """The parties that hyphens or "and" join in front of a noun, if there are two or more; else a person's bare name.

    Args:
        annotated: The tokens of the article, with what earlier extractors found.
        phrases: Its noun phrases.
        noun: The noun of the event.
    """
    text = annotated.document.text
    runs: list[list[tuple[Mention, Entity | None]]] = []
    for mention, entity in _candidates(annotated, _start(annotated, noun), noun.idx):
        if runs and JOINT.fullmatch(text, runs[-1][-1][0].end, mention.start):
            runs[-1].append((mention, entity))
        else:
            runs.append([(mention, entity)])
    for run in reversed(runs):
        after = text[run[-1][0].end : noun.idx]
        pair = len(run) > 1 and any(entity is not None for _, entity in run)
        bare = isinstance(run[0][1], Person) and not after.strip()
        if not (pair or bare) or PAUSE.search(after):
            continue
        for mention, entity in run:
            first = annotated.tokens.at(mention.start)
            yield Party(first, annotated.tokens.at(mention.end - 1) + 1, mention, entity, phrases.side_of(entity))
        return
    yield from _inside_name(annotated, noun)


def _inside_name(annotated: AnnotatedTokens, noun: Token) -> Iterator[Party]:
    """The parties in a name that is one mention as a whole: "the [U.S.-ASEAN Special Summit]"."""
    named = annotated.at(noun)
    if named is None or named.mention is None or named.end != noun.i + 1:
        return
    match = INSIDE_NAME.match(named.mention.text)
    if match is None:
        return
    known = {
        mention.text.casefold(): entity
        for mention, entity in annotated.document.mentions
        if isinstance(entity, (State, Organization)) and entity is not named.entity
    }
    parts = [(match.start(group), match[group]) for group in (1, 2)]
    found = [(start, text, known.get(text.casefold())) for start, text in parts]
    if all(entity is not None for *_, entity in found):
        for start, text, entity in found:
            begin = named.mention.start + start
            mention = Mention(begin, begin + len(text), text)
            yield Party(annotated.tokens.at(begin), annotated.tokens.at(begin + len(text) - 1) + 1, mention, entity)


def _start(annotated: AnnotatedTokens, noun: Token) -> int:
    """The offset where the words before a noun that may belong to its phrase begin."""
    index = noun.i
    while index > max(0, noun.i - MAX_TOKENS_BACK):
        token = annotated.tokens[index]
        if token.is_sent_start or (annotated.at(index - 1) is None and annotated.tokens[index - 1].tag_ in ENDS):
            break
        index -= 1
    return annotated.tokens[index].idx


def _candidates(annotated: AnnotatedTokens, start: int, end: int) -> list[tuple[Mention, Entity | None]]:
    """What is named between two offsets, with words for peoples without a state ("Arab-Israeli")."""
    found: list[tuple[Mention, Entity | None]] = []
    for mention, entity in annotated.document.mentions_in(start, end):
        taken = bool(found) and mention.start < found[-1][0].end
        known = isinstance(entity, (Person, State, Organization)) and can_take_part(entity)
        if known and not taken and mention.form not in ("pronoun", "description"):
            found.append((mention, entity))
    for token in annotated.tokens.inside(start, end):
        if among(token, "nouns", "peoples") and not any(one.start <= token.idx < one.end for one, _ in found):
            found.append((Mention(token.idx, token.idx + len(token.text), token.text, "description"), None))
    return sorted(found, key=lambda pair: pair[0].start)
