"""The phrases of a sentence that say where, when or by what means: each with the word that it depends on.

They are read once for each sentence; the events of the sentence then take those that depend on them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.host_events import HostEventReader
from diplotext.events.places import PlaceRead, PlaceReader, level_of
from diplotext.events.times import across_prepositions, anchor_of, times_in
from diplotext.events.words import sites, words
from diplotext.model.meetings import Channel, HostEvent, Venue
from diplotext.model.times import TimeExpression
from diplotext.syntax.phrases import noun_phrase
from diplotext.syntax.tree import role_of
from diplotext.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH_TOKENS = 150
"""How far before or after an event a phrase of its sentence may be; longer sentences are lists or noise."""


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


@attrs.frozen(eq=False, slots=False)
class Sentence:
    """A sentence with its phrases.

    Attributes:
        number: Its number in the text.
        first: Index of its first token.
        end: Index after its last.
        phrases: In order.
        continuing: The words by which it continues with the sentence before: "also".
    """

    number: int
    first: int
    end: int
    phrases: tuple[Phrase, ...]
    continuing: tuple[Token, ...] = ()

    @cached_property
    def covering(self) -> Mapping[int, Phrase]:
        """The phrases of place and time by the indices of their tokens."""
        return {
            index: phrase
            for phrase in self.phrases
            if phrase.place is not None or phrase.time is not None
            for index in range(phrase.first, phrase.end)
        }

    def near(self, token: Token) -> Sequence[Phrase]:
        """The phrases that are near enough to a word to belong to it."""
        first = bisect_left(self._starts, token.i - REACH_TOKENS)
        return self.phrases[first : bisect_right(self._starts, token.i + REACH_TOKENS)]

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [phrase.first for phrase in self.phrases]


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
            tokens = self._tokens[first:end]
            continuing = tuple(token for token in tokens if token.lower_ in words("continuing"))
            self._read[number] = Sentence(number, first, end, tuple(found), continuing)
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
            before = self._tokens[max(named.first - 1, 0)].lower_
            yield Phrase(named.first, named.end, anchor_of(self._annotated, named), before, time=named.time)

    def _place(self, token: Token) -> Phrase | None:
        """The place after a preposition, or that is the object of a verb or precedes the name of an event."""
        word = token.lower_
        if word in words("locative") or word in words("destination"):
            if token.tag_ not in ("IN", "TO", "RP", "RB"):
                return None
            read = self.after(token.i + 1)
            return (
                None if read is None else Phrase(token.i, read.end, self._governor(token, self._head(read)), word, read)
            )
        if word == "for" and token.head.lemma_ in words("departing"):
            read = self.after(token.i + 1)
            return None if read is None else Phrase(token.i, read.end, token.head, "to", read)
        if role_of(token) == "object" and (word in words("settlement") or word in sites("common")):
            read = self._places.read(noun_phrase(token).start)  # "visited the Swiss city of Geneva"
            return None if read is None else Phrase(token.i, read.end, token.head, "", read)
        named = self._annotated.at(token)
        if named is None or named.first != token.i or level_of(named) is None:
            return None
        head = self._annotated.head(named)
        if role_of(head) == "object":
            read = self._places.read(named.first)
            return None if read is None else Phrase(read.first, read.end, head.head, "", read)
        if role_of(head) == "premodifier" and head.head.i > head.i:
            venue = Venue(**{level_of(named) or "": self._span(named.first, named.end)})
            return Phrase(named.first, named.end, head.head, "-", PlaceRead(venue, named.first, named.end))
        return None

    def occasion(self, noun: Token) -> HostEvent | None:
        """The event that a noun names, of which a clause says what happened at it."""
        read = self._hosts.occasion(noun)
        return None if read is None else read.event

    def after(self, index: int) -> PlaceRead | None:
        """The place that is read after a preposition."""
        return self._places.read(index) if index < len(self._tokens) else None

    def listed(self, place: PlaceRead) -> list[PlaceRead]:
        """A place and those that a list adds to it."""
        return self._places.listed(place)

    def _span(self, first: int, end: int) -> Span:
        tokens = self._tokens[first:end]
        return Span(tokens.start_char, tokens.end_char, tokens.text)

    def _head(self, read: PlaceRead) -> Token:
        """The word of a place that governs its others."""
        inside = range(read.first, read.end)
        outer = [self._tokens[i] for i in inside if self._tokens[i].head.i not in inside]
        return outer[0] if outer else self._tokens[read.end - 1]

    def _governor(self, preposition: Token, noun: Token) -> Token:
        """The word that a preposition with its noun depends on."""
        if role_of(preposition) == "case":
            return across_prepositions(noun)
        return across_prepositions(preposition)

    def _medium(self, token: Token) -> Channel | None:
        word = token.lower_
        if word in words("in_person"):
            return "in_person"
        if word == "person" and token.head.lower_ == "in" and not list(token.children):
            return "in_person"
        found: Channel | None = "phone" if word in words("phone") else "video" if word in words("video") else None
        if found is None or role_of(token) in ("subject", "object"):
            return None
        return found
