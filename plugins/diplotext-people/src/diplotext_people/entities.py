"""Persons while their mentions are collected, and the annotations that they become."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import attrs

from diplotext import Mention, Office, Person, Span, rules_from
from diplotext_people.exclusions import Coverage
from diplotext_people.lexicon import Gender
from diplotext_people.offices import Holder
from diplotext_people.short_forms import plain
from diplotext_people.titles import Title


@attrs.define(eq=False)
class Individual:
    """A person while the mentions are collected.

    Attributes:
        tokens: The words of the fullest name.
        name: The fullest name as written.
        rule: Id of the rule that found the first mention.
        gender: What titles, first names and pronouns indicate.
        mentions: The mentions, by their start.
        offices: Title and holder of each office, in the order of the text.
        office_spans: Where the title of each office is in the text.
        named_by: Whether the `text` or only the `knowledge` says the name.
        identifiers: Codes by scheme, from the knowledge.
        known_offices: Offices that the person holds on the day of publication by the knowledge, whatever the text says,
            each with its state if the text names it.
        courtesy: Whether a title of courtesy shows the person ("Mrs. Doe").
        short_names: Other names of one word that the text uses for the person ("Srettha"), plain.
        unsupported: Whether nothing but the language model shows the person, by single words.
    """

    tokens: tuple[str, ...]
    name: str
    rule: str
    gender: Gender | None = None
    mentions: dict[int, Mention] = attrs.field(factory=dict)
    offices: dict[str, Holder | None] = attrs.field(factory=dict)
    office_spans: dict[str, Span] = attrs.field(factory=dict)
    named_by: Literal["text", "knowledge"] = "text"
    identifiers: dict[str, str] = attrs.field(factory=dict)
    known_offices: dict[str, Holder | None] = attrs.field(factory=dict)
    courtesy: bool = False
    short_names: set[str] = attrs.field(factory=set)
    unsupported: bool = False

    def give(self, title: str, holder: Holder | None, span: Span) -> None:
        """Add an office; of several places that give it, the first that says its holder counts, else the first."""
        if title not in self.offices or (self.offices[title] is None and holder is not None):
            self.offices[title], self.office_spans[title] = holder, span

    def add(self, mention: Mention) -> None:
        """Add a mention."""
        self.mentions.setdefault(mention.start, mention)


def give_title(person: Individual, title: Title, holder: Holder | None, span: Span) -> None:
    """Give a person the office of a title."""
    text = f"former {title.text}" if title.former else title.text
    if title.plural:
        text = text.removesuffix("s")
    person.give(text, holder, span)


def covered(people: Iterable[Individual]) -> Coverage:
    """What the mentions cover."""
    return Coverage.of((mention.start, mention.end) for person in people for mention in person.mentions.values())


def supported(people: Iterable[Individual], known: frozenset[str]) -> list[Individual]:
    """Those for whom more speaks than a single word that the language model takes for a name.

    Args:
        people: The persons found, pronouns included.
        known: Surnames of known persons, plain.
    """
    return [
        person
        for person in people
        if not person.unsupported
        or plain(person.tokens[-1]) in known
        or any(mention.form != "name" for mention in person.mentions.values())
    ]


def finished(people: Iterable[Individual]) -> Iterator[Person]:
    """The persons as annotations."""
    for person in people:
        offices = [Office(title, of, person.office_spans.get(title)) for title, of in person.offices.items()]
        yield Person(
            name=person.name,
            mentions=[person.mentions[start] for start in sorted(person.mentions)],
            offices=offices,
            identifiers=person.identifiers,
            named_by=person.named_by,
            rule=person.rule,
            confidence=rules_from("diplotext_people")[person.rule].precision,
        )


def index_at(starts: Sequence[int], offset: int) -> int:
    """Index of the last start at or before `offset`; -1 if there is none."""
    return bisect_right(starts, offset) - 1
