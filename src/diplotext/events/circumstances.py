"""Where, when, at whose event and in which round and format an event takes place, by the grammar of its sentence.

Only what the sentence gives to the event counts: never the dateline by itself, never the place and time of somebody who
speaks of it, never a capital that is a government. What the sentence fronts belongs to its events ("In Riga, ..."),
and a sentence that continues with "also" takes what the one before it gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.phrases import Phrase, Sentence, Sentences
from diplotext.events.places import LONGEST_LIST, PlaceRead, is_finer, joined
from diplotext.events.scopes import Scopes
from diplotext.events.words import party_nouns, telling, words
from diplotext.knowledge.english import ordinals
from diplotext.model.annotations import Organization
from diplotext.model.meetings import Channel, HostEvent, Venue
from diplotext.model.times import TimeExpression
from diplotext.syntax.clauses import content_clause
from diplotext.syntax.phrases import noun_phrase, prepositional_objects
from diplotext.syntax.tree import children_of, role_of
from diplotext.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[tuple[int, int], Phrase]
"""A phrase with its distance from the event."""
PassedOn = tuple[Venue | None, TimeExpression | None, HostEvent | None]
"""What a sentence passes on to one that continues with "also"."""
NOTHING: PassedOn = (None, None, None)
MAX_TOKENS_AFTER = 24
"""Tokens after a noun in which the time of its event is looked for."""
CLAUSAL = frozenset(("VERB", "AUX", "SCONJ"))
STOPPING = frozenset((";", ":", "“", "”", '"', "(", "—", "–", "before", "after", "since", "until", "by", "and"))
LONGEST_REPORT = 5
"""Verbs of reporting, one in the other, that are looked through."""


@attrs.frozen
class Circumstances:
    """Where, when, at whose event and how an event takes place.

    Attributes:
        venues: Where: several for an itinerary ("visited Malta on 2 June and Cyprus on 3 June"), else one or none.
        times: When: for an itinerary that of each venue; else one or none.
        host: The event at which it takes place.
        round: Number of the round of talks.
        format: The body or format whose event it is.
        medium: By phone, by video or in person, if words say so.
    """

    venues: tuple[Venue, ...] = ()
    times: tuple[TimeExpression | None, ...] = ()
    host: HostEvent | None = None
    round: int | None = None
    format: Organization | None = None
    medium: Channel | None = None

    @property
    def venue(self) -> Venue | None:
        """The first venue."""
        return self.venues[0] if self.venues else None

    @property
    def time(self) -> TimeExpression | None:
        """The first time."""
        return self.times[0] if self.times else None


class CircumstanceReader:
    """Reads the circumstances of events of one article.

    Args:
        annotated: The tokens with what earlier extractors found.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens
        self._sentences = Sentences(annotated)
        self._passed_on: dict[int, PassedOn] = {}

    def of(self, trigger: Token, support: Token | None, *, destination: bool = False) -> Circumstances:
        """The circumstances of an event.

        Args:
            trigger: The verb or noun that names it.
            support: The verb that governs the noun: "held" of "held talks".
            destination: Whether it is a visit, whose place is its object or its goal: "visited Accra", "trip to Accra".
        """
        sentence = self._sentences.of(trigger)
        scopes = Scopes(self._annotated, sentence, trigger, support)
        found = [(near, phrase) for phrase in sentence.near(trigger) if (near := scopes.of(phrase)) is not None]
        found.sort(key=lambda one: (one[0], one[1].first))
        places = [one for one in found if one[1].place is not None and _is_there(one[1], scopes, trigger, destination)]
        time = _time(found, trigger) or self._time_after(sentence, trigger)
        host = next((phrase.host for _, phrase in found if phrase.host and not _covers(phrase, trigger)), None)
        if host is None and scopes.occasion is not None:
            host = self._sentences.occasion(scopes.occasion)
        venues, times = self._where(places, time, destination=destination)
        if (not venues or time is None) and any(token.head.i in scopes.by_token for token in sentence.continuing):
            venue_before, time_before, host_before = self._before(sentence)
            host = host or host_before
            if not venues and venue_before is not None and not destination:
                venues = (venue_before,)
            times = times if time is not None or time_before is None or destination else (time_before,)
        return Circumstances(
            venues,
            times,
            host,
            self._round(trigger),
            self._format(trigger),
            next((phrase.medium for _, phrase in found if phrase.medium), None) or self._medium(trigger),
        )

    def _time_after(self, sentence: Sentence, trigger: Token) -> TimeExpression | None:
        """The time that ends the phrases after a noun, wherever the parse puts it: "meeting of A in Riga on Monday"."""
        if trigger.pos_ == "VERB" or trigger.head.lemma_ in words("changing"):  # "cancelled a meeting on Monday"
            return None
        hosts = trigger.head.lower_ in ("at", "during") or trigger.head.head.lower_ in words("sidelines")
        if hosts:  # the day is that of what takes place there
            return None
        times = {phrase.first: phrase.time for phrase in sentence.near(trigger) if phrase.time is not None}
        for index in range(trigger.i + 1, min(sentence.end, trigger.i + MAX_TOKENS_AFTER)):
            token = self._tokens[index]
            if index in times:
                return times[index]
            topic = token.lower_ in words("topical") and index not in times and self._annotated.at(index + 1) is None
            if topic or token.pos_ in CLAUSAL or token.lower_ in STOPPING:
                return None
        return None

    def _where(
        self, places: list[Found], time: TimeExpression | None, *, destination: bool
    ) -> tuple[tuple[Venue, ...], tuple[TimeExpression | None, ...]]:
        """The venues with their times."""
        once = () if time is None else (time,)
        if not places:
            return (), once
        near, first = places[0]
        assert first.place is not None
        if destination:
            legs = self._legs(first.place)
            if len(legs) > 1:
                return tuple(venue for venue, _ in legs), tuple(leg or time for _, leg in legs)
        listed = self._sentences.listed(first.place)
        if destination and len(listed) > 1 and _are_stops(listed):
            return tuple(place.venue for place in listed), tuple(time for _ in listed)
        if len(listed) > 1:
            tokens = self._tokens[listed[0].first : listed[-1].end]
            return (Venue(other=Span(tokens.start_char, tokens.end_char, tokens.text)),), once
        venue = first.place.venue
        for other_near, phrase in places[1:]:
            other = phrase.place.venue if phrase.place is not None else Venue()
            if other_near[0] <= max(near[0], 1) and (is_finer(venue, other) or is_finer(other, venue)):
                venue = joined(venue, other)
        return (venue,), once

    def _legs(self, place: PlaceRead) -> list[tuple[Venue, TimeExpression | None]]:
        """The places of an itinerary, each with a day of its own: "Malta on 2 June and Cyprus on 3 June"."""
        found: list[tuple[Venue, TimeExpression | None]] = []
        current: PlaceRead | None = place
        while current is not None and len(found) < LONGEST_LIST:
            index = current.end
            while self._lower(index) in ("on", "in", "from", "late", "early", ","):
                index += 1
            named = self._annotated.at(index) if index < len(self._tokens) else None
            if named is None or named.time is None:
                break
            found.append((current.venue, named.time))
            index = named.end
            joins = False
            while self._lower(index) in (",", "and", "then", "to", "in", "before"):
                joins, index = True, index + 1
            current = self._sentences.after(index) if joins else None
        return found

    def _lower(self, index: int) -> str:
        return self._tokens[index].lower_ if index < len(self._tokens) else ""

    def _before(self, sentence: Sentence) -> PassedOn:
        """What the sentence before one passes on to it, where it continues with "also"."""
        last = sentence.number - 1
        if last < 0:
            return NOTHING
        first = last
        while first > 0 and first not in self._passed_on and self._sentences.numbered(first).continuing:
            first -= 1
        for number in range(first, last + 1):
            if number not in self._passed_on:
                self._passed_on[number] = self._passes_on(self._sentences.numbered(number))
        return self._passed_on[last]

    def _passes_on(self, sentence: Sentence) -> PassedOn:
        """What a sentence says of its main event, or of that which it reports: never of the reporting itself."""
        found = next((token for token in self._tokens[sentence.first : sentence.end] if role_of(token) == "root"), None)
        for _ in range(LONGEST_REPORT):
            if found is None or found.lemma_ not in telling():
                break
            found = content_clause(found)
        if found is None or found.lemma_ in telling():
            return NOTHING
        read = self.of(found, None)
        return read.venue, read.time, read.host

    def _round(self, trigger: Token) -> int | None:
        """The number of "the third round of talks"."""
        noun = trigger
        if noun.lower_ != "round":
            above = (
                noun.head.head if role_of(noun) == "prepositional_object" and noun.head.lower_ == "of" else noun.head
            )
            inside = [child for child in noun.children if child.lower_ == "round" and child.i < noun.i]
            noun = inside[0] if inside else above
        if noun.lower_ != "round":
            return None
        for word in (*noun.children, *(trigger.children if trigger.i != noun.i else ())):
            number = _ordinal(word.lower_)
            if number is not None and word.i < noun.i + 1:
                return number
        return None

    def _format(self, trigger: Token) -> Organization | None:
        """The body whose event it is: "NATO summit", "a meeting of the Security Council", "the Council met"."""
        if trigger.pos_ == "VERB":
            return self._first_body(
                children_of(trigger, "subject") if trigger.lemma_ in words("meeting_of_body") else []
            )
        own = self._annotated.at(trigger)
        if own is not None and isinstance(own.entity, Organization) and own.entity.category == "so":
            return own.entity  # "the UN General Assembly"
        phrase = noun_phrase(trigger)
        inside = [self._tokens[index] for index in range(trigger.i - 1, phrase.start - 1, -1)]
        found = self._first_body(token for token in inside if self._modifies(token, trigger))
        if found is not None:
            return found
        of = [noun for _, noun in prepositional_objects(trigger, "of", "for")]
        modifiers = [child for noun in of for child in noun.children if role_of(child) == "premodifier"]
        members = modifiers if any(noun.lower_ in party_nouns() for noun in of) else []  # "of the G20 leaders"
        return self._first_body([*of, *members])

    def _modifies(self, token: Token, noun: Token) -> bool:
        """Whether a word before a noun is the name of whose event it is, and not of one of two who meet."""
        named = self._annotated.at(token)
        if named is None or named.end - 1 != token.i:
            return False
        around = (self._lower(named.first - 1), self._lower(named.end))
        return not any(mark in ("-", "–", "/", "and") for mark in around)

    def _first_body(self, tokens: Iterable[Token]) -> Organization | None:
        named = (self._annotated.at(token) for token in tokens)
        return next((body for one in named if one is not None and (body := self._body(one)) is not None), None)

    @staticmethod
    def _body(named: Named) -> Organization | None:
        """The body or format that a mention names; None for a company, a ministry, a person."""
        entity = named.entity
        known = isinstance(entity, Organization) and named.mention is not None
        return entity if known and (entity.category or "format") in words("body") else None  # type: ignore[union-attr, return-value]

    def _medium(self, trigger: Token) -> Channel | None:
        lower = {child.lower_ for child in trigger.children if child.i < trigger.i} | {trigger.lower_}
        if lower & words("video"):
            return "video"
        return "phone" if lower & words("phone") else None


def _are_stops(listed: Sequence[PlaceRead]) -> bool:
    """Whether listed places are stops of a journey: cities, some with their countries: "Riga, Latvia, and Lima"."""
    cities = all(place.venue.city is not None for place in listed)
    return cities and any(place.venue.country is not None for place in listed)


def _covers(phrase: Phrase, token: Token) -> bool:
    return phrase.first <= token.i < phrase.end


def _is_there(phrase: Phrase, scopes: Scopes, trigger: Token, destination: bool) -> bool:
    """Whether a phrase of place can be where the event takes place, by its preposition and what it depends on."""
    word, anchor = phrase.preposition, phrase.anchor
    if _covers(phrase, trigger):
        return False
    if word in words("locative"):
        return True
    if word == "-":
        venue = phrase.place.venue if phrase.place is not None else Venue()
        named = venue.city is not None or venue.site is not None
        return anchor.i == trigger.i and trigger.pos_ == "NOUN" and (named or destination)
    lemma = anchor.lemma_
    if word == "":
        goes = lemma in ("visit", "reach", "tour")
        return goes and (destination or anchor.i != trigger.i)
    purpose = lemma in words("purpose") or lemma in words("inviting") or lemma in words("host_visit")
    return (destination and anchor.i == trigger.i) or purpose or destination


def _time(found: list[Found], trigger: Token) -> TimeExpression | None:
    """The nearest time: of several at one distance a day before an hour, one after the trigger before one in front."""
    times = [(near, phrase.first < trigger.i, phrase.first, phrase.time) for near, phrase in found if phrase.time]
    times.sort(key=lambda one: (one[0], one[1], one[2]))
    days = [time for *_, time in times if time.kind != "time"]
    return days[0] if days else times[0][3] if times else None


def _ordinal(word: str) -> int | None:
    """The number of "third" or "3rd"."""
    if word in ordinals():
        return ordinals()[word]
    digits = word[:-2]
    return int(digits) if word[-2:] in ("st", "nd", "rd", "th") and digits.isascii() and digits.isdigit() else None
