"""A pipeline with a small knowledge of states, and a stand-in for the extractor of organizations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import attrs
import pytest
from spacy.language import Language

from diplotext import Document, Extractor, Knowledge, Organization, Pipeline, Reading, Record, State
from diplotext.testing import recognizing
from diplotext_people import PeopleExtractor

STATES = {"Ruritania": r"Ruritanian?\b", "Syldavia": r"Syldavian?\b", "Borduria": r"Bordurian?\b"}
RECORDS = [
    Record(id="city:jackson", kind="city", name="Jackson City", source="test", as_of="2026"),
    Record(id="city:santiago", kind="city", name="San Lorenzo", source="test", as_of="2026"),
]


@attrs.frozen
class Others(Extractor):
    """States and one organization, by pattern."""

    name = "others"
    provides = (State, Organization)

    def extract(self, reading: Reading) -> Iterator[State | Organization]:
        """Yield them."""
        for name, pattern in STATES.items():
            spans = [reading.span(*match.span()) for match in re.finditer(pattern, reading.text)]
            if spans:
                yield State(name=name, spans=spans, rule="test")
        spans = [reading.span(*match.span()) for match in re.finditer("Border Council", reading.text)]
        if spans:
            yield Organization(name="Border Council", spans=spans, rule="test")


@pytest.fixture(scope="session")
def bare_language() -> Language:
    """A language model that recognizes nothing."""
    return recognizing()


@pytest.fixture(scope="session")
def read(bare_language: Language) -> Callable[[str], Document]:
    """Read a text."""
    return Pipeline([Others(), PeopleExtractor()], knowledge=Knowledge(RECORDS), language=bare_language).read


@pytest.fixture(scope="session")
def recognize() -> Callable[..., Document]:
    """Read a text with a language model that recognizes some names: `recognize(text, PERSON="Ana Silva")`."""

    def reading(text: str, **recognized: str) -> Document:
        extractors = [Others(), PeopleExtractor()]
        return Pipeline(extractors, knowledge=Knowledge(RECORDS), language=recognizing(**recognized)).read(text)

    return reading


@pytest.fixture(scope="session")
def names(read: Callable[[str], Document]) -> Callable[[str], list[str]]:
    """The mentions by name in a text, in order."""
    return lambda text: [
        mention.text
        for mention, entity in read(text).mentions
        if mention.form == "name" and entity.extractor == "people"
    ]
