"""The phrases of a sentence that say where, when or by what means: each with the word that it depends on.

They are read once for each sentence; the events of the sentence then take those that depend on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.host_events import HostEventReader
from diplotext.events.places import PlaceRead, PlaceReader, level_of
from diplotext.events.times import across_prepositions, anchor_of, times_in
from diplotext.events.words import words
from diplotext.model.meetings import Channel, HostEvent, Venue
from diplotext.model.times import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token


@attrs.frozen(eq=False)
class Phrase:
    """A phrase of place, of time, of a host event or of a medium.

    Attributes:
        first: Index of its first token.
        end: Index after its last.
        anchor: The word that it depends on.
        preposition: Its preposition; empty where it has none.
        place: The place that it names.
        time: The time that it names.
        host: The host event that it names.
        medium: The medium that it names.
    """

    first: int
    end: int
    anchor: Token
    preposition: str = ""
    place: PlaceRead | None = None
    time: TimeExpression | None = None
    host: HostEvent | None = None
    medium: Channel | None = None


@attrs.frozen(eq=False)
class Sentence:
    """A sentence with its phrases.

    Attributes:
        number: Its number in the text.
        first: Index of its first token.
        end: Index after its last.
        phrases: In order.
    """

    number: int
    first: int
    end: int
    phrases: tuple[Phrase, ...]


class Sentences:
    """The sentences of an article, each read on first use.

    Args:
        annotated: The tokens with what earlier extractors found.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens
        self._places = PlaceReader(annotated)
        self._hosts = HostEventReader(annotated)
        self._read: dict[int, Sentence] = {}

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Index of the first token of each sentence, and the number of the sentence of each token."""
        starts: list[int] = []
        numbers: list[int] = []
        for token in self._tokens:
            if token.is_sent_start:
                starts.append(token.i)
            numbers.append(max(len(starts) - 1, 0))
        return starts or [0], numbers

    def of(self, token: Token) -> Sentence:
        """The sentence of a token."""
        return self.numbered(self._bounds[1][token.i])

    def numbered(self, number: int) -> Sentence:
        """The sentence with a number."""
        if number not in self._read:
            starts = self._bounds[0]
            first = starts[number]
            end = starts[number + 1] if number + 1 < len(starts) else len(self._tokens)
            found = sorted(self._phrases(first, end), key=lambda phrase: (phrase.first, phrase.end))
            self._read[number] = Sentence(number, first, end, tuple(found))
        return self._read[number]

    def _phrases(self, first: int, end: int) -> Iterator[Phrase]:
        done = first
        for index in range(first, end):
            token = self._tokens[index]
            word = token.lower_
            if index >= done and (place := self._place(token)) is not None:
                done = place.end
                yield place
            if word == "here" and token.pos_ == "ADV" and self._places.dateline is not None:
                place_here = PlaceRead(self._places.dateline, index, index + 1)
                yield Phrase(index, index + 1, across_prepositions(token), "in", place=place_here)
            if (host := self._hosts.read(index)) is not None:
                yield Phrase(host.first, host.end, self._governor(token, host.head), word, host=host.event)
            if (medium := self._medium(token)) is not None:
                yield Phrase(index, index + 1, across_prepositions(token), medium=medium)
        for named in times_in(self._annotated, first, end):
            yield Phrase(named.first, named.end, anchor_of(self._annotated, named), time=named.time)

    def _place(self, token: Token) -> Phrase | None:
        """The place after a preposition, or that is the object of a verb or precedes the name of an event."""
        word = token.lower_
        if word in words("locative") or word in words("destination"):
            if token.tag_ not in ("IN", "TO", "RP", "RB"):
                return None
            read = self.after(token.i + 1)
            return None if read is None else Phrase(token.i, read.end, self._governor(token, self._head(read)), word, read)
        named = self._annotated.at(token)
        if named is None or named.first != token.i or level_of(named) is None:
            return None
        head = self._annotated.head(named)
        if head.role == "object":
            read = self._places.read(named.first)
            return None if read is None else Phrase(read.first, read.end, head.head, "", read)
        if head.role == "premodifier" and head.head.i > head.i:
            venue = Venue(**{level_of(named) or "": self._annotated_span(named.first, named.end)})
            return Phrase(named.first, named.end, head.head, "-", PlaceRead(venue, named.first, named.end))
        return None

    def after(self, index: int) -> PlaceRead | None:
        """The place that is read after a preposition."""
        return self._places.read(index) if index < len(self._tokens) else None

    def listed(self, place: PlaceRead) -> list[PlaceRead]:
        """A place and those that a list adds to it."""
        return self._places.listed(place)

    def _annotated_span(self, first: int, end: int):  # type: ignore[no-untyped-def]
        from diplotext.text.spans import Span

        tokens = self._tokens[first:end]
        return Span(tokens.start_char, tokens.end_char, tokens.text)

    def _head(self, read: PlaceRead) -> Token:
        """The word of a place that governs its others."""
        inside = range(read.first, read.end)
        outer = [self._tokens[i] for i in inside if self._tokens[i].head.i not in inside]
        return outer[0] if outer else self._tokens[read.end - 1]

    def _governor(self, preposition: Token, noun: Token) -> Token:
        """The word that a preposition with its noun depends on."""
        if preposition.role == "case":
            return across_prepositions(noun)
        return across_prepositions(preposition)

    def _medium(self, token: Token) -> Channel | None:
        word = token.lower_
        if word in words("in_person"):
            return "in_person"
        if word == "person" and token.head.lower_ == "in" and not list(token.children):
            return "in_person"
        found: Channel | None = "phone" if word in words("phone") else "video" if word in words("video") else None
        if found is None or token.role in ("subject", "object"):
            return None
        return found
