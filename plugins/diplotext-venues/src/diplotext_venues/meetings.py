"""Mentions of meetings from the matches of event rules: participants, venue, time and status of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from diplotext import Organization, Participant, Person, Reading, State, TimeExpression, Venue
from diplotext.events import (
    AnnotatedTokens,
    CircumstanceReader,
    Circumstances,
    EventMatch,
    Matcher,
    Party,
    PartyReader,
    Rules,
    status_of,
    support_of,
)
from diplotext.model import Channel, MeetingKind
from diplotext_venues.candidates import Candidate, distinct
from diplotext_venues.countries import countries_of, country_of
from diplotext_venues.event_words import EventWords, event_words, has_official_purpose
from diplotext_venues.joint_parties import JointParties
from diplotext_venues.rules import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


class MeetingReader:
    """Reads the mentions of meetings in one article.

    Args:
        reading: The article.
        rules: The rules.
    """

    def __init__(self, reading: Reading, rules: Rules) -> None:
        document = reading.document
        self._document = document
        self._article = reading.article
        self._annotated = AnnotatedTokens(document, reading.article.tokens)
        self._parties = PartyReader(self._annotated)
        self._circumstances = CircumstanceReader(self._annotated)
        self._matcher = Matcher(self._annotated, rules, self._parties)
        self._countries: Mapping[int, str] = countries_of(document)
        self._joint = JointParties(document)

    def candidates(self) -> Iterator[Candidate]:
        """The mentions, in the order of the text."""
        absorbed: dict[int, int] = {}
        for match in self._matcher.matches():
            yield from self._read(match, absorbed)

    def _read(self, match: EventMatch, absorbed: dict[int, int]) -> Iterator[Candidate]:
        trigger = match.trigger
        kind = cast("MeetingKind", match.values.get("kind", "meeting"))
        support = support_of(trigger)
        around = self._circumstances.of(trigger, support, destination=kind == "visit")
        words = event_words(self._annotated, trigger, in_title=self._is_in_title(trigger))
        mention = Mentioned(match, words, around.format, self._joint)
        verdict = status_of(self._annotated, trigger, support, time=around.time, published=self._document.published)
        if verdict.status is None or not is_told(mention, around):
            return
        medium = cast("Channel", match.values.get("medium", "unknown"))
        if trigger.pos_ == "VERB" and around.medium is not None and kind in ("talks", "meeting"):
            medium = around.medium
            kind = "call" if medium in ("phone", "video") else kind
        if trigger.pos_ == "VERB":
            for noun in _named_by(trigger, kind == "visit"):
                absorbed[noun] = mention.words.span.start
        for parties in mention.meetings():
            for venue, time in _legs(around, kind):
                country = country_of(venue, self._countries)
                if "journey" in match.rule.marks and _is_home(country, parties):
                    continue
                yield Candidate(
                    span=mention.words.span,
                    kind=kind,
                    medium=medium,
                    status=verdict.status,
                    explicit=verdict.explicit,
                    rule=match.rule.id,
                    participants=parties,
                    venue=None if medium in ("phone", "video") else venue,
                    country=country,
                    host=around.host,
                    time=time,
                    round=around.round,
                    format=mention.body or around.format,
                    definite="silent" in match.rule.marks or mention.words.is_definite,
                    named=mention.words.is_named,
                    title=self._is_in_title(trigger),
                    sentence=self._article.sentence_at(trigger.idx),
                    attended=mention.words.is_attended,
                    fresh=mention.words.is_fresh,
                    same_as=absorbed.get(trigger.i),
                    verbal=trigger.pos_ == "VERB",
                    journey="journey" in match.rule.marks,
                    partnered="partner" in match.rule.marks,
                    anaphoric="silent" in match.rule.marks or (mention.words.is_definite and not mention.own),
                    several=mention.several,
                    described=mention.described,
                    silent="silent" in match.rule.marks,
                    generic=mention.words.is_generic and len(parties) < 2 and venue is None and time is None,
                )

    def _is_in_title(self, trigger: Token) -> bool:
        title = self._document.frame.title
        return title is not None and title.start <= trigger.idx < title.end


class Mentioned:
    """Who takes part, by one mention of a meeting.

    Args:
        match: The match of a rule.
        words: What the words of its phrase say.
        held_by: The body whose meeting it is, which is told apart from those who take part.
        joint: Who groups are.
    """

    def __init__(self, match: EventMatch, words: EventWords, held_by: Organization | None, joint: JointParties) -> None:
        self.match = match
        self._joint = joint
        self.words = words
        found = [party for party in match.arguments.get("participants", ()) if _takes_part(party)]
        self.body: Organization | None = _body(match, found)
        self.parties: Sequence[Party] = (
            [] if self.body is not None else [party for party in found if held_by is None or party.entity != held_by]
        )
        own = [party for party in self.parties if party not in match.remote]
        self.own: bool = bool(own)
        self.described: tuple[Participant, ...] = tuple(
            party.participant() for party in self.parties if party.entity is None and not party.is_plural
        )
        self.several: bool = sum(2 if party.is_plural else 1 for party in own) >= 2

    @property
    def is_process(self) -> bool:
        """Whether the words may mean a process rather than an event: "the dialogue between Norway and Ghana"."""
        trigger = self.match.trigger
        if trigger.lemma_.lower() not in lexicon("process") or trigger.pos_ != "NOUN" or not self.parties:
            return False
        if any(isinstance(party.entity, Person) for party in self.parties):
            return False
        top = trigger.head if trigger.head.pos_ != "ADP" else trigger.head.head
        held = trigger.head.pos_ == "VERB" and top.lemma_.lower() in lexicon("holding")
        return not held and trigger.head.lower_ not in lexicon("occasion")

    @property
    def everyone(self) -> tuple[Participant, ...]:
        """All participants, each once."""
        return distinct(tuple(one for party in self.parties for one in self._joint.resolved(party)))

    def meetings(self) -> Iterator[tuple[Participant, ...]]:
        """The participants of each meeting that the words mention: "held meetings with A, B and C" are three."""
        trigger = self.match.trigger
        partners = [party for party in self.parties if party.first > trigger.i and isinstance(party.entity, Person)]
        holders = [party for party in self.parties if party.first < trigger.i]
        counted = trigger.tag_ == "NNS" and trigger.lemma_.lower() in lexicon("countable")
        counted = counted or any(child.lower_ in lexicon("apart") for child in trigger.children)
        if counted and len(partners) > 1 and len(holders) == 1 and len(partners) + 1 == len(self.parties):
            for partner in partners:
                yield distinct((holders[0].participant(), partner.participant()))
        else:
            yield self.everyone


def is_told(mention: Mentioned, around: Circumstances) -> bool:
    """Whether a match says enough to be a mention of a meeting, and nothing that speaks against it."""
    marks, trigger, everyone = mention.match.rule.marks, mention.match.trigger, mention.everyone
    settled = around.venue is not None or around.time is not None
    if "journey" in marks:
        official = any(p.side is not None or (isinstance(p.entity, Person) and p.entity.offices) for p in everyone)
        strong = official and trigger.lemma_.lower() not in ("arrive", "return", "come")
        return around.venue is not None and (strong or has_official_purpose(trigger, lexicon("purpose")))
    if "place" in marks:
        return around.venue is not None
    if "occasion" in marks:
        return around.time is not None or has_official_purpose(trigger, lexicon("purpose"))
    if "signing" in marks:
        return settled or ("told" in marks and trigger.tag_ == "VBD")
    if "host" in marks:
        return len(everyone) >= 2 and (settled or has_official_purpose(trigger, lexicon("purpose")))
    if "body" in marks:
        return mention.body is not None
    return not (mention.is_process and not settled and around.round is None and around.host is None)


def _takes_part(party: Party) -> bool:
    """Whether a party can take part in a meeting: not one without name or words, no broadcaster, no company."""
    if party.mention is None and party.entity is None:
        return False
    if isinstance(party.entity, Organization) and not lexicon("gathering").isdisjoint(
        party.entity.name.lower().split()
    ):
        return False
    bodies = (party.entity, party.side)
    return not any(isinstance(body, Organization) and body.category in lexicon("one_sided") for body in bodies)


def _body(match: EventMatch, parties: Sequence[Party]) -> Organization | None:
    """The international body that meets alone: "the Security Council met in Geneva"."""
    if "body" not in match.rule.marks or len(parties) != 1:
        return None
    entity = parties[0].entity
    return entity if isinstance(entity, Organization) and entity.category in lexicon("body") else None


def _legs(around: Circumstances, kind: MeetingKind) -> Sequence[tuple[Venue | None, TimeExpression | None]]:
    """The places of an event with their times; several for a visit alone."""
    if kind != "visit" or len(around.venues) < 2:
        return [(around.venue, around.time)]
    times = [*around.times, *(around.time for _ in around.venues)]
    return list(zip(around.venues, times, strict=False))


def _named_by(verb: Token, journey: bool) -> Iterator[int]:
    """Nouns that name the event of a verb again: "met for talks", "arrived on a visit", "spoke in a call"."""
    for child in verb.children:
        if child.lower_ not in ("for", "in", "over", "on", "during"):
            continue
        for noun in child.children:
            lemma = noun.lemma_.lower()
            if (
                lemma in lexicon("journey")
                if journey
                else (child.lower_ in ("for", "in", "over") or lemma in lexicon("repeating"))
            ):
                yield noun.i


def _is_home(country: str | None, everyone: Sequence[Participant]) -> bool:
    """Whether who travels goes home: a place in the state that they represent."""
    sides = [p.side.identifiers.get("iso3166") for p in everyone if isinstance(p.side, State)]
    return country is not None and country in sides
