"""Who holds an office, as far as the knowledge says it: "Russia's foreign minister" on the day of the article.

Where an office stands alone and the text gives it to nobody, the knowledge may know who held it on the day of
publication. The person's name then comes from the knowledge (`named_by`), the mention from the text. A sentence that
speaks of another year is left alone. A person whom the text names gets the identifiers of the record of that name, if
the state or organization of the office occurs in the text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import attrs

from diplotext import Knowledge, Match, Mention, Record, State
from diplotext.text import Words, sentence_around
from diplotext_people.descriptions import Alone, titles_alone
from diplotext_people.entities import Individual, covered
from diplotext_people.lexicon import Gender, first_names, general_titles, office_of
from diplotext_people.offices import Holder
from diplotext_people.phrases import Phrases
from diplotext_people.short_forms import plain, surnames
from diplotext_people.titles import Title

YEAR = re.compile(r"\b(?:1[89]|20)\d\ds?\b")
CHANGES = frozenset(
    (
        "is",
        "was",
        "be",
        "been",
        "being",
        "are",
        "were",
        "become",
        "becomes",
        "became",
        "becoming",
        "as",
        "remain",
        "remains",
        "elected",
        "appointed",
        "named",
        "nominated",
        "chosen",
        "made",
        "called",
        "titled",
        "declared",
    )
)
"""Words before an office that say who holds it, or came to hold it."""

MAX_SENTENCE_CHARS = 300
"""Characters before and after a title that are taken for its sentence, at most."""


@attrs.frozen(eq=False)
class Incumbents:
    """The knowledge of who holds which office, for one text.

    Attributes:
        knowledge: Records of the kind `tenure`.
        day: The day of publication; None if it is not known.
    """

    knowledge: Knowledge
    day: datetime.date | None
    _known: dict[str, dict[str, list[Record]]] = attrs.field(factory=dict, init=False)

    def holder(self, title: str, of: Holder) -> Record | None:
        """The record of the one person who held an office on the day of the article; None if that is not known."""
        parent = self.record_of(of)
        if self.day is None or parent is None:
            return None
        found = self._tenures(parent, self.day).get(office_of(title), [])
        return found[0] if len({record.name for record in found}) == 1 else None

    def _tenures(self, parent: str, day: datetime.date) -> Mapping[str, list[Record]]:
        """The records of those who held an office of a state or organization on a day, by the office."""
        if parent not in self._known:
            by_office = self._known[parent] = {}
            for record in self.knowledge.belonging(parent, "tenure", day):
                by_office.setdefault(office_of(record.title or ""), []).append(record)
        return self._known[parent]

    def meant(self, title: str, of: Holder) -> list[Record]:
        """The records of those whom a general title may mean: "the Ruritanian leader"."""
        offices = sorted(general_titles().get(title, ()))
        found = [record for office in offices if (record := self.holder(office, of))]
        return list({record.name: record for record in found}.values())

    def record_of(self, holder: Holder) -> str | None:
        """Id of the record of a state or organization."""
        if isinstance(holder, State):
            code = holder.identifiers.get("iso3166")
            return f"state:{code}" if code else None
        ids = {record.id for record, _ in self.knowledge.named(holder.name, "organization")}
        return ids.pop() if len(ids) == 1 else None

    def holders(self, offices: Iterable[str], states: Sequence[Holder]) -> list[tuple[str, Holder, Record]]:
        """Who held some offices of some states on the day, as far as that is known."""
        every = ((office, state, self.holder(office, state)) for state in states for office in offices)
        return [(office, state, record) for office, state, record in every if record is not None]

    def offices(
        self,
        person: Individual,
        wanted: Collection[str],
        states: Sequence[Holder],
        holders: Iterable[tuple[str, Holder, Record]],
    ) -> dict[str, Holder | None]:
        """Which of some offices a person of the text holds on the day, of any state where the name is given in full.

        Args:
            person: The person.
            wanted: The offices.
            states: The states of the text.
            holders: Who held these offices of these states.
        """
        if self.day is None:
            return {}
        if len(person.tokens) > 1:
            named = self.knowledge.named(" ".join(person.tokens), "tenure")
            records = [record for record, _ in named if record.covers(self.day)]
            if len({record.identifiers.get("wikidata") or record.name for record in records}) == 1:
                by_id = {self.record_of(state): state for state in states}
                held = {office_of(record.title or ""): by_id.get(record.parent) for record in records}
                return {office: held[office] for office in held if office in wanted}
        return {office: state for office, state, record in holders if _same((person,), record)}

    def named(self, name: str, among: Collection[str]) -> Record | None:
        """The record of the one person of a name who held an office of one of some states or organizations."""
        found = [
            record
            for record, _ in self.knowledge.named(name, "tenure")
            if record.parent in among and not (self.day and record.since and record.since > self.day.isoformat())
        ]
        people = {record.identifiers.get("wikidata") or record.name for record in found}
        return found[-1] if len(people) == 1 else None


def add_known_offices(
    people: Iterable[Individual], titles: Iterable[Title], states: Sequence[Holder], incumbents: Incumbents
) -> None:
    """Note which of the persons hold an office of a title in the text, by the knowledge.

    Args:
        people: The persons found.
        titles: The titles of the text.
        states: The states of the text.
        incumbents: Who holds which office.
    """
    wanted = sorted({office_of(title.text) for title in titles if title.kind == "office" and not title.plural})
    holders = incumbents.holders(wanted, states)
    for person in people if wanted else ():
        person.known_offices = incumbents.offices(person, wanted, states, holders)


def add_incumbents(
    phrases: Phrases,
    people: list[Individual],
    titles: Sequence[Title],
    offices: Mapping[int, tuple[Holder | None, int]],
    incumbents: Incumbents,
) -> None:
    """Find the mentions by an office that the text gives to nobody and the knowledge knows who holds.

    Args:
        phrases: The words of the text, with its parse.
        people: The persons found; those whom only the knowledge names are added.
        titles: The titles of the text.
        offices: For the first word of a title, the holder of the office and the index of the first word that names it.
        incumbents: Who holds which office.
    """
    words = phrases.words
    given = {(office_of(title), id(of) if of else None) for person in people for title, of in person.offices.items()}
    bearers: dict[str, list[Individual]] = {}
    for person in people:
        bearers.setdefault(plain(person.tokens[-1]), []).append(person)
    for alone in titles_alone(phrases, titles, offices, covered(people)):
        office = office_of(alone.title.text)
        if alone.holder is None or not {(office, id(alone.holder)), (office, None)}.isdisjoint(given):
            continue
        if _is_said(words, alone) or _of_another_year(words, alone, incumbents):
            continue
        record = incumbents.holder(alone.title.text, alone.holder)
        if record is None:
            records = incumbents.meant(alone.title.text, alone.holder)
            meant = [known for record in records if (known := _same(people, record))]
            if len(meant) == 1:
                meant[0].add(Mention(alone.start, alone.end, words.text[alone.start : alone.end], "title"))
            continue
        surname = plain(record.name.split()[-1])
        person = _same(bearers.get(surname, ()), record) or _new(people, record)
        if person not in bearers.setdefault(surname, []):
            bearers[surname].append(person)
        if alone.title.text not in person.offices:
            person.give(alone.title.text, alone.holder, alone.title.span(words))
        person.identifiers = person.identifiers or dict(record.identifiers)
        person.add(Mention(alone.start, alone.end, words.text[alone.start : alone.end], "title"))


def _is_said(words: Words, alone: Alone) -> bool:
    """Whether the sentence says who holds the office, or came to hold it: "Doe was elected [its president]"."""
    index = words.at(alone.start) - 1
    while index > 0 and words.forms[index] in ("the", "its", "their", "a", "in"):
        index -= 1
    return index >= 0 and words.gap(index)[:1] == " " and words.forms[index].casefold() in CHANGES


def _of_another_year(words: Words, alone: Alone, incumbents: Incumbents) -> bool:
    """Whether the sentence speaks of another year than that of the article."""
    start, end = sentence_around(words.text, alone.start, alone.end, MAX_SENTENCE_CHARS)
    year = str(incumbents.day.year) if incumbents.day else ""
    return any(match[0] != year for match in YEAR.finditer(words.text, start, end))


def _same(people: Iterable[Individual], record: Record) -> Individual | None:
    """The person of the text who bears the name of a record, in full or by a surname that nothing gives to another."""
    tokens = tuple(record.name.split())
    parts, gender = set(map(plain, tokens)), _gender(record)
    for person in people:
        other = person.gender != gender if person.courtesy else person.gender not in (None, gender)  # "Mrs. Doe"
        doubtful = len(person.tokens) == 1 and (other if gender else person.courtesy)
        if not doubtful and set(map(plain, person.tokens)) <= parts:
            return person
    return None


def _gender(record: Record) -> Gender | None:
    return first_names().get(record.name.split()[0].split("-")[0])


def _new(people: list[Individual], record: Record) -> Individual:
    name = tuple(record.name.split())
    person = Individual(name, record.name, "person.office-holder", _gender(record), named_by="knowledge")
    people.append(person)
    return person


def add_identifiers(people: Iterable[Individual], holders: Iterable[Holder], incumbents: Incumbents) -> None:
    """Give persons named in full the identifiers of the office holder of that name, if the text names the state."""
    among = set(filter(None, map(incumbents.record_of, holders)))
    for person in people:
        if (
            len(person.tokens) > 1
            and not person.identifiers
            and (record := incumbents.named(" ".join(person.tokens), among))
        ):
            person.identifiers = dict(record.identifiers)


def gazetteer_names(words: Words, matches: Iterable[Match]) -> Iterator[tuple[int, int]]:
    """First and last word of each full name of an office holder among the matches of a text."""
    last = -1
    for match in matches:
        if match.start > last and " " in match.name.text:
            last = match.end
            yield words.at(match.start), words.before(match.end)


@lru_cache(maxsize=4)
def gazetteer_surnames(knowledge: Knowledge) -> frozenset[str]:
    """The surnames of all office holders whom the knowledge knows, plain."""
    keys = {key for record in knowledge.of_kind("tenure") for key in surnames(tuple(record.name.split()))}
    return frozenset(key[0] for key in keys if len(key) == 1)
