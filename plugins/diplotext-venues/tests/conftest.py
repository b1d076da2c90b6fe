"""Entities and times by plain strings, so that these tests need no other plugin."""

import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from diplotext import (
    Extractor,
    Knowledge,
    Mention,
    Name,
    Office,
    Organization,
    Person,
    Pipeline,
    Reading,
    Record,
    State,
)
from diplotext.testing import recognizing
from diplotext_venues import PlaceExtractor

STATES = {
    "Norway": ("Norwegian", "NO", "Oslo"),
    "Ghana": ("Ghanaian", "GH", "Accra"),
    "Chile": ("Chilean", "CL", "Santiago"),
    "Japan": ("Japanese", "JP", "Tokyo"),
    "Kenya": ("Kenyan", "KE", "Nairobi"),
    "France": ("French", "FR", "Paris"),
    "Switzerland": ("Swiss", "CH", "Bern"),
}
PERSONS = ("Anna Berg", "Berg", "Kofi Mensah", "Mensah", "Luis Soto", "Soto", "Keiko Mori", "Mori")
ORGANIZATIONS = {"NATO": "alliance", "OSCE": "igo", "African Union": "regional", "Evening Herald": "media"}
DAYS = {
    "Monday": "2022-05-09",
    "May 4": "2022-05-04",
    "tomorrow": "2022-05-11",
    "June 3": "2022-06-03",
    "Thursday": "2022-05-05",
}


def _mentions(text: str, *words: tuple[str, str]) -> list[Mention]:
    found: list[Mention] = []
    for word, form in sorted(words, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"\b{re.escape(word)}\b", text):
            if not any(m.start < match.end() and match.start() < m.end for m in found):
                found.append(Mention(match.start(), match.end(), match[0], form))  # type: ignore[arg-type]
    return sorted(found, key=lambda mention: mention.start)


@attrs.frozen
class StubNames(Extractor):
    name = "stub-names"
    provides = (State, Organization, Person)

    def extract(self, reading: Reading) -> Iterator[Any]:
        states = {}
        for name, (demonym, code, _) in STATES.items():
            if mentions := _mentions(reading.text, (name, "name"), (demonym, "demonym")):
                states[name] = State(name=name, mentions=mentions, identifiers={"iso3166": code}, rule="stub")
        yield from states.values()
        for name, category in ORGANIZATIONS.items():
            if mentions := _mentions(reading.text, (name, "name")):
                yield Organization(name=name, mentions=mentions, category=category, rule="stub")
        for name in PERSONS[::2]:
            last = name.split()[-1]
            if mentions := _mentions(reading.text, (name, "name"), (last, "name")):
                if last == "Soto":  # the stub resolves every pronoun to him
                    mentions += _mentions(reading.text, ("his", "pronoun"), ("He", "pronoun"), ("he", "pronoun"))
                    mentions.sort(key=lambda mention: mention.start)
                of = states.get("Norway") if last == "Berg" else None
                offices = [Office("minister", of)] if of else []
                yield Person(name=name, mentions=mentions, offices=offices, rule="stub")


def _city(name: str, country: str, **options: Any) -> Record:
    return Record(
        id=f"city:{name.lower()}-{country.lower()}",
        kind=options.pop("kind", "city"),
        name=name,
        country=country,
        source="project",
        as_of="2026",
        **options,
    )


RECORDS = [
    *(_city(name, code) for name, code in [("Geneva", "CH"), ("Basel", "CH"), ("Lyon", "FR"), ("Mombasa", "KE")]),
    _city("Nice", "FR", ambiguous=True),
    _city("Reading", "GB", ambiguous=True),
    _city("Valencia", "ES", ambiguous=True),
    Record(
        id="city:valencia-ve",
        kind="city",
        name="Valencia",
        country="VE",
        ambiguous=True,
        source="project",
        as_of="2026",
    ),
    _city("Brittany", "FR", kind="region"),
    *(_city(capital, code) for _, code, capital in STATES.values()),
    *(
        Record(
            id=f"state:{code}",
            kind="state",
            name=name,
            names=[Name(text=name), Name(text=demonym, form="demonym"), Name(text=capital, form="metonym")],
            source="project",
            as_of="2026",
        )
        for name, (demonym, code, capital) in STATES.items()
    ),
]
KNOWLEDGE = Knowledge(RECORDS)


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """All installed extractors with the installed language model."""
    return Pipeline.of()


@pytest.fixture(scope="session")
def read() -> Any:
    """A function that reads a text published on 2022-05-10 with the stubs and the extractor of places."""
    pipeline = Pipeline([StubNames(), PlaceExtractor()], knowledge=KNOWLEDGE, language=recognizing())
    return lambda text, published="2022-05-10": pipeline.read(text, published=published)


@pytest.fixture(scope="session")
def places_alone() -> Any:
    """A function that reads a text with the places extractor alone."""
    pipeline = Pipeline([PlaceExtractor()], knowledge=KNOWLEDGE, language=recognizing())
    return lambda text: pipeline.read(text)


@pytest.fixture(scope="session")
def recognize() -> Any:
    """A function that reads a text with a language model that recognizes some names, by label."""

    def reading(text: str, **recognized: str) -> Any:
        return Pipeline([StubNames(), PlaceExtractor()], knowledge=KNOWLEDGE, language=recognizing(**recognized)).read(
            text
        )

    return reading
