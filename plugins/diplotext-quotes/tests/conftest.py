"""A pipeline with a stand-in for whatever finds persons: names from a list, and pronouns where a test marks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import attrs
import pytest

from diplotext import (
    Document,
    Extractor,
    Mention,
    Office,
    Organization,
    Person,
    Pipeline,
    Reading,
    State,
    TimeExpression,
)
from diplotext_quotes import QuoteExtractor

PEOPLE = {
    "Anna Orlova": ("Anna Orlova", "Orlova"),
    "Peter Lindqvist": ("Peter Lindqvist", "Lindqvist"),
    "Samuel Okoro": ("Samuel Okoro", "Okoro"),
}
WORDS: tuple[tuple[type[Organization] | type[State], str, str, str], ...] = (
    (State, "Kenya", "Kenya", "name"),
    (State, "Kenya", "Kenyan", "demonym"),
    (State, "Sweden", "Stockholm", "metonym"),
    (Organization, "African Union", "African Union", "name"),
    (Organization, "Kenya Airways", "Kenya Airways", "name"),
    (Organization, "Union of Work and Trade", "Union of Work and Trade", "name"),
    (State, "North and South Vara", "North and South Vara", "name"),
)


@attrs.frozen
class NamedPeople(Extractor):
    """Persons of the list; the pronoun "he" is Okoro, "she" is Orlova, once they were named."""

    name = "people"
    provides = (Person,)

    def extract(self, reading: Reading) -> Iterator[Person]:
        for name, forms in PEOPLE.items():
            pattern = "|".join(re.escape(form) for form in forms)
            mentions = [reading.mention(*match.span()) for match in re.finditer(rf"\b(?:{pattern})\b", reading.text)]
            if not mentions:
                continue
            pronoun = {"Anna Orlova": r"\b[Ss]he\b", "Samuel Okoro": r"\b[Hh]e\b"}.get(name, r"(?!)")
            found = re.finditer(pronoun, reading.text[mentions[0].end :])
            shift = mentions[0].end
            mentions += [reading.mention(shift + m.start(), shift + m.end(), "pronoun") for m in found]
            yield Person(
                name=name, mentions=sorted(mentions, key=lambda m: m.start), offices=[Office("minister")], rule="test"
            )


@attrs.frozen
class NamedBodies(Extractor):
    """Organizations and states of the list, and the weekday Tuesday."""

    name = "bodies"
    provides = (Organization, State, TimeExpression)

    def extract(self, reading: Reading) -> Iterator[Organization | State | TimeExpression]:
        for kind, name, form, how in WORDS:
            mentions = [
                Mention.at(reading.span(*match.span()), how)  # type: ignore[arg-type]
                for match in re.finditer(rf"\b{form}\b", reading.text)
            ]
            if mentions:
                yield kind(name=name, mentions=mentions, rule="test")
        for match in re.finditer(r"\bTuesday\b", reading.text):
            yield TimeExpression(spans=[reading.span(*match.span())], kind="date", resolved=False, rule="test")


@pytest.fixture
def stand_ins() -> list[Extractor]:
    """The extractors whose annotations that of quotes builds on."""
    return [NamedPeople(), NamedBodies()]


@pytest.fixture(scope="session")
def read() -> Callable[..., Document]:
    """A function that reads a text with an extractor of quotes; options are those of the extractor."""
    pipelines: dict[QuoteExtractor, Pipeline] = {}

    def run(text: str, **options: object) -> Document:
        quotes = QuoteExtractor(**options)  # type: ignore[arg-type]
        if quotes not in pipelines:
            pipelines[quotes] = Pipeline([NamedPeople(), NamedBodies(), quotes])
        return pipelines[quotes].read(text)

    return run
