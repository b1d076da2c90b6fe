"""What is kept of a document: its meetings and statements as plain values, small enough for thousands of documents.

A statement is cut into sentences: outlets cut the same speech at different places, and join it differently.
"""

from __future__ import annotations

import datetime
import re
import zlib
from array import array
from collections.abc import Iterator, Mapping

import attrs

from diplotext.comparison.identity import words_of
from diplotext.comparison.wording import Wording, singular
from diplotext.comparison.wording import words_of as listed_words
from diplotext.io.wire import ids_of
from diplotext.linking.identities import Individual, body_key
from diplotext.linking.records import Report, StorySource
from diplotext.linking.weights import NAME_WEIGHTS, term_of, weight_of
from diplotext.model.annotations import Annotation, Entity, Mention, Organization, Person, Place, State
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.text.spans import Span

OUTLET_KEYS = ("outlet", "publisher", "domain", "site")
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"'’]?\s+(?=[“\"'‘]?[A-Z])")
QUOTED = re.compile(r"[“\"]([^”\"]{3,})[”\"]")
LOCATIVE = re.compile(r"\b(?:in|at|near|into|inside|outside|from)\s+(?:the\s+|our\s+)?$", re.IGNORECASE)
GRAM = 5
DENYING = "denials"
SITE = "site "
"""Begins the key of a building, which may be in any city."""

Days = tuple[datetime.date, datetime.date]


@attrs.frozen
class Party:
    """Somebody who meets or speaks.

    Attributes:
        key: Who that is: a handle for a person, to be looked up in `People.keys`, else the key itself; None for a
            group that has no name.
        name: The name, for reading.
        kind: `person`, `state`, `organization`, `group`.
        side: Key of the state or organization that a person acts for.
        side_name: Its name.
    """

    key: str | None
    name: str
    kind: str
    side: str | None = None
    side_name: str | None = None


@attrs.frozen(eq=False)
class Unit:
    """A sentence of a statement.

    Attributes:
        text: The sentence.
        terms: Weights of its stems and names.
        norm: Square root of the sum of their squares.
        total: Their sum.
        negations: How many words deny something.
        numbers: Its numbers.
        places: Keys of places and states that it puts something in, with their names.
        dates: Days that its time expressions mean, with their words.
    """

    text: str
    terms: Mapping[str, float]
    norm: float
    total: float
    negations: int
    numbers: frozenset[str]
    places: Mapping[str, str]
    dates: tuple[tuple[Days, str], ...]


@attrs.frozen(eq=False)
class Said:
    """A statement of a document.

    Attributes:
        report: Where it is.
        mode: `direct`, `indirect`, `mixed`.
        speakers: Who says it.
        holder: Key of whose position it is.
        second_hand: Whether somebody else reports it.
        denied: Whether the article says that it was not said, or the speaker denies it.
        quoted: Words in quotation marks.
        day: When it was said, if the article gives the day.
        units: Its sentences.
    """

    report: Report
    mode: str
    speakers: tuple[Party, ...]
    holder: str | None
    second_hand: bool
    denied: bool
    quoted: tuple[str, ...]
    day: Days | None
    units: tuple[Unit, ...]


@attrs.frozen(eq=False)
class Met:
    """A meeting of a document.

    Attributes:
        report: Where it is.
        kind: What the text calls it.
        medium: In person, by phone, by video.
        status: Held, planned ...
        parties: Who takes part.
        city: Key and name of the city, else of the place, else of the site; that of the host event counts.
        country: Key and name of the country.
        host: Key and name of the host event, or of the format.
        time: The expression that gives the time.
        days: First and last day that it can be; None if the text gives none.
        candidates: Other days that the expression can mean.
        exact: Whether the day does not depend on the date of publication.
        round: Number of the round.
    """

    report: Report
    kind: str
    medium: str
    status: str
    parties: tuple[Party, ...]
    city: tuple[str, str] | None
    country: tuple[str, str] | None
    host: tuple[str, str] | None
    time: str | None
    days: Days | None
    candidates: tuple[datetime.date, ...]
    exact: bool
    round: int | None


@attrs.frozen(eq=False)
class Digest:
    """What is kept of a document.

    Attributes:
        source: Its id, outlet, date and title.
        people: Its persons.
        meetings: Its meetings.
        statements: Its statements.
        grams: Hashes of its runs of five words, sorted.
    """

    source: StorySource
    people: tuple[Individual, ...]
    meetings: tuple[Met, ...]
    statements: tuple[Said, ...]
    grams: array[int]

    @classmethod
    def of(cls, document: Document) -> Digest:
        """What is to be kept of a document."""
        reader = _Reader(document)
        outlet = next((str(document.source[key]) for key in OUTLET_KEYS if document.source.get(key)), None)
        source = StorySource(document.id, outlet, document.published, document.title)
        people = tuple(Individual.of(person, reader.handle(person)) for person in document.people)
        meetings = tuple(reader.met(meeting) for meeting in document.meetings)
        statements = tuple(reader.said(statement) for statement in document.statements)
        return cls(source, people, meetings, statements, _grams(document.text))


def _grams(text: str) -> array[int]:
    keys = Wording.keys_of(text)
    runs = {zlib.crc32(" ".join(keys[start : start + GRAM]).encode()) for start in range(max(1, len(keys) - GRAM + 1))}
    return array("I", sorted(runs))


class _Reader:
    """Reads the meetings and statements of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ids = ids_of(document)

    def handle(self, annotation: Annotation) -> str:
        return f"{self._document.id}#{self._ids[annotation]}"

    def _key(self, entity: Entity) -> str:
        return self.handle(entity) if isinstance(entity, Person) else body_key(entity)

    def _report(self, annotation: Annotation, parties: tuple[Party, ...]) -> Report:
        names = tuple(dict.fromkeys(party.name for party in parties))
        text = " ".join(annotation.text.split())
        return Report(self._document.id, self._ids[annotation], annotation.start, annotation.end, text, names)

    def _party(self, entity: Entity | None, mention: Mention | None, side: Entity | None = None) -> Party | None:
        if entity is None:
            return Party(None, " ".join(mention.text.split()), "group") if mention else None
        if side is None and isinstance(entity, Person):
            side = next((office.of for office in entity.offices if office.of), None)
        kind = "person" if isinstance(entity, Person) else "state" if isinstance(entity, State) else "organization"
        return Party(
            self._key(entity), entity.name, kind, body_key(side) if side else None, side.name if side else None
        )

    def met(self, meeting: Meeting) -> Met:
        found = (self._party(one.entity, one.mention, one.side) for one in meeting.participants)
        parties = tuple(party for party in found if party)
        host = meeting.host_event
        of_host = host.meeting if host else None
        venue = meeting.venue or (of_host.venue if of_host else None)
        place = self._place(venue.city or venue.other) if venue else None
        site = self._place(venue.site) if venue else None
        time = meeting.time or (of_host.time if of_host else None)
        days, candidates, exact = _days(time)
        return Met(
            report=self._report(meeting, parties),
            kind=meeting.kind,
            medium=meeting.medium,
            status=meeting.status,
            parties=parties,
            city=place or (site and (f"{SITE}{site[0]}", site[1])),
            country=self._place(venue.country if venue else None),
            host=self._host(meeting),
            time=time.text if time else None,
            days=days,
            candidates=candidates,
            exact=exact,
            round=meeting.round,
        )

    def _host(self, meeting: Meeting) -> tuple[str, str] | None:
        host = meeting.host_event
        body: Organization | None = host.meeting.format if host and host.meeting else meeting.format
        if host and host.mention:
            inside = self._document.mentions_in(host.mention.start, host.mention.end)
            body = next((one for _, one in inside if isinstance(one, Organization)), body)
        if body:
            return body_key(body), host.name if host else body.name
        return (f"event:{' '.join(words_of(host.name))}", host.name) if host else None

    def _place(self, span: Span | None) -> tuple[str, str] | None:
        if span is None:
            return None
        inside = self._document.mentions_in(span.start, span.end)
        entity = next((one for _, one in inside if isinstance(one, (Place, State))), None)
        if entity:
            return body_key(entity), entity.name
        return f"place:{' '.join(words_of(span.text))}", " ".join(span.text.split())

    def said(self, statement: Statement) -> Said:
        found = (self._party(one.entity, one.mention) for one in statement.speakers)
        speakers = tuple(party for party in found if party)
        text = self._document.text
        quoted = tuple(match[1] for span in statement.spans for match in QUOTED.finditer(text, span.start, span.end))
        days, _, _ = _days(statement.said_at)
        return Said(
            report=self._report(statement, speakers),
            mode=statement.mode,
            speakers=speakers,
            holder=self._key(statement.holder) if statement.holder else None,
            second_hand=statement.reported_in is not None,
            denied=statement.negated or statement.cue_lemma in listed_words(DENYING),
            quoted=quoted,
            day=days if days and days[0] == days[1] else None,
            units=tuple(self._units(statement)),
        )

    def _units(self, statement: Statement) -> Iterator[Unit]:
        text = self._document.text
        for span in statement.spans:
            start = span.start
            for match in SENTENCE_END.finditer(text, span.start, span.end):
                yield self._unit(start, match.start())
                start = match.end()
            yield self._unit(start, span.end)

    def _unit(self, start: int, end: int) -> Unit:
        text = self._document.text
        terms: dict[str, float] = {}
        places: dict[str, str] = {}
        covered = [False] * (end - start)
        for mention, entity in self._document.mentions_in(start, end):
            if covered[mention.start - start] or mention.form == "pronoun":
                continue
            covered[mention.start - start : mention.end - start] = [True] * (mention.end - mention.start)
            kind = entity.wire_name
            terms[self._key(entity)] = NAME_WEIGHTS.get(kind, 3.0)
            if isinstance(entity, (State, Place)) and LOCATIVE.search(
                text, max(start, mention.start - 20), mention.start
            ):
                places[body_key(entity)] = entity.name
        wording = Wording.of(text, start, end)
        for key, (first, _) in zip(wording.keys, wording.places, strict=True):
            if not covered[first - start] and (term := term_of(key)):
                terms[term] = weight_of(term)
        times = [time for time in self._document.times if start <= time.start and time.end <= end]
        dates = tuple((days, time.text) for time in times if (days := _days(time)[0]))
        inside_dates = [(time.start, time.end) for time in times]
        numbers = frozenset(
            key
            for key, (first, _) in zip(wording.keys, wording.places, strict=True)
            if key[0].isdigit() and not any(left <= first < right for left, right in inside_dates)
        )
        negations = sum(singular(key) in listed_words("negations") for key in wording.keys)
        norm = sum(weight * weight for weight in terms.values()) ** 0.5
        sentence = " ".join(text[start:end].split())
        return Unit(sentence, terms, norm, sum(terms.values()), negations, numbers, places, dates)


def _days(time: TimeExpression | None) -> tuple[Days | None, tuple[datetime.date, ...], bool]:
    """First and last day of an expression, other days that it can mean, and whether it is absolute."""
    if time is None or not (time.earliest and time.latest):
        return None, (), False
    others = []
    for value in time.candidates:
        try:
            others.append(datetime.date.fromisoformat(value))
        except ValueError:
            continue
    return (time.earliest, time.latest), tuple(others), time.anchor is None
