"""The tokens of an article together with what earlier extractors found: which token belongs to which mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.model.annotations import Entity, Mention, Person
from diplotext.model.document import Document
from diplotext.model.times import TimeExpression
from diplotext.syntax.table import TokenTable

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_PERSON = re.compile(r"\b(?:I|[Mm](?:y|e))\b(?!['’]?s\b)")


@attrs.frozen(eq=False)
class Named:
    """A stretch of tokens that earlier extractors found to be one thing: a mention or a time expression.

    Attributes:
        first: Index of its first token.
        end: Index after its last token.
        mention: The mention; None for a time expression.
        entities: What the mention refers to: one entity, or the two of a joint mention ("both countries").
        time: The time expression; None for a mention.
    """

    first: int
    end: int
    mention: Mention | None = None
    entities: tuple[Entity, ...] = ()
    time: TimeExpression | None = None

    @property
    def entity(self) -> Entity | None:
        """What it refers to; None for a time expression and for a joint mention."""
        return self.entities[0] if len(self.entities) == 1 else None


class AnnotatedTokens:
    """The token table of an article, with the mentions and time expressions on it. None overlaps another.

    Where mentions overlap, the longer one counts; a mention comes before a time expression. "I" and "my" in a quotation
    are mentions of its speaker.

    Args:
        document: The document, in its normalised view, with what earlier extractors found.
        tokens: Its tokens.
    """

    def __init__(self, document: Document, tokens: TokenTable) -> None:
        self.document = document
        self.tokens = tokens
        self.named: Sequence[Named] = tuple(_without_overlap(_named(document, tokens)))
        self._at = {index: named for named in self.named for index in range(named.first, named.end)}

    def at(self, token: Token | int) -> Named | None:
        """What a token, or the token at an index, is part of."""
        return self._at.get(token if isinstance(token, int) else token.i)

    def head(self, named: Named) -> Token:
        """The token of a stretch that governs the others, the nearest to the root of the sentence."""
        inside = range(named.first, named.end)
        outer = [self.tokens[i] for i in inside if self.tokens[i].head.i == i or self.tokens[i].head.i not in inside]
        return outer[-1] if outer else self.tokens[named.end - 1]


def _named(document: Document, tokens: TokenTable) -> Iterator[tuple[int, int, Named]]:
    """Everything found, with its offsets; not the agency of the dateline, which takes part in nothing."""
    joint: dict[tuple[int, int], list[Entity]] = {}
    agency = document.frame.agency
    for mention, entity in document.mentions:
        if agency is not None and agency.start <= mention.start < agency.end:
            continue
        if mention.form == "description":
            joint.setdefault((mention.start, mention.end), []).append(entity)
        else:
            yield _stretch(tokens, mention, (entity,))
    for (start, end), entities in joint.items():
        mention = Mention(start, end, document.text[start:end], "description")
        yield _stretch(tokens, mention, tuple(entities))
    for statement in document.statements:
        speaker = statement.speaker.entity if statement.speaker is not None else None
        if statement.mode == "indirect" or not isinstance(speaker, Person):
            continue
        for span in statement.spans:
            for match in FIRST_PERSON.finditer(document.text, span.start, span.end):
                yield _stretch(tokens, Mention(match.start(), match.end(), match[0], "pronoun"), (speaker,))
    for time in document.times:
        for span in time.spans:
            first, end = _range(tokens, span.start, span.end)
            yield span.start, span.end, Named(first, end, time=time)


def _stretch(tokens: TokenTable, mention: Mention, entities: tuple[Entity, ...]) -> tuple[int, int, Named]:
    first, end = _range(tokens, mention.start, mention.end)
    return mention.start, mention.end, Named(first, end, mention, entities)


def _range(tokens: TokenTable, start: int, end: int) -> tuple[int, int]:
    """Indices of the first token that reaches into a stretch of text and after the last."""
    first = max(tokens.at(start), 0)
    return first, max(tokens.at(end - 1) + 1, first)


def _without_overlap(found: Iterator[tuple[int, int, Named]]) -> Iterator[Named]:
    """In order; of two that overlap, the one that begins first, else the longer one, else the mention."""
    end = -1
    for _, _, named in sorted(found, key=lambda one: (one[2].first, -one[2].end, one[2].mention is None)):
        if named.first >= end and named.end > named.first:
            yield named
            end = named.end
