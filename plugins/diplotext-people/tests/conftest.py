"""A pipeline with a small knowledge of states, and stand-ins for the extractor of organizations and what models name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from spacy.language import Language

import en_diplotext
from diplotext import Document, Extractor, Knowledge, Organization, Pipeline, Reading, Record, State
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


def _language() -> Language:
    language = en_diplotext.load(exclude=["ner"])
    language.add_pipe("entity_ruler")
    return language


def _recognizing(language: Language, **names: str) -> Language:
    """The language model, which now recognizes given names and nothing else."""
    ruler: Any = language.get_pipe("entity_ruler")
    ruler.clear()
    patterns = [{"label": label, "pattern": name} for label, listed in names.items() for name in listed.split("|")]
    ruler.add_patterns(patterns or [{"label": "ORG", "pattern": "\N{REPLACEMENT CHARACTER}"}])
    return language


@pytest.fixture(scope="session")
def bare_language() -> Language:
    """A language model that parses and recognizes nothing."""
    return _recognizing(_language())


@pytest.fixture(scope="session")
def read(bare_language: Language) -> Callable[[str], Document]:
    """Read a text."""
    return Pipeline([Others(), PeopleExtractor()], knowledge=Knowledge(RECORDS), language=bare_language).read


@pytest.fixture(scope="session")
def recognize() -> Callable[..., Document]:
    """Read a text with a language model that recognizes some names: `recognize(text, PERSON="Ana Silva")`."""
    language = _language()

    def reading(text: str, **recognized: str) -> Document:
        extractors = [Others(), PeopleExtractor()]
        named = _recognizing(language, **recognized)
        return Pipeline(extractors, knowledge=Knowledge(RECORDS), language=named).read(text)

    return reading


@pytest.fixture(scope="session")
def names(read: Callable[[str], Document]) -> Callable[[str], list[str]]:
    """The mentions by name in a text, in order."""
    return lambda text: [
        mention.text
        for mention, entity in read(text).mentions
        if mention.form == "name" and entity.extractor == "people"
    ]
