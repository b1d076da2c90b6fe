"""A small knowledge of real names, so that the tests hold whatever the installed tables and models say.

The language model is blank English with a list of names to recognize, empty for the tests of rules that need no model.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from diplotext import Document, Knowledge, Name, Pipeline, Record
from diplotext.knowledge import NameForm
from diplotext.testing import recognizing
from diplotext_organizations import OrganizationExtractor


def record(
    kind: str, name: str, names: str = "", *, ambiguous: bool = False, category: str | None = None, **identifiers: str
) -> Record:
    """A record; `names` is a list of `text/form`, separated by `|`."""
    forms: dict[str, NameForm] = {"n": "name", "a": "acronym", "d": "demonym", "m": "metonym"}
    written = [Name(text=name)]
    for item in filter(None, names.split("|")):
        text, form = item.rsplit("/", 1)
        written.append(Name(text=text, form=forms[form]))
    return Record(
        id=f"{kind}:{name.casefold()}",
        kind=kind,
        name=name,
        names=written,
        category=category,
        identifiers=identifiers,
        ambiguous=ambiguous,
        source="test",
        as_of="2026",
    )


RECORDS = (
    record("state", "Russia", "Russian/d|Moscow/m|Kremlin/m", iso3166="RU", wikidata="Q159"),
    record("state", "United States", "US/a|U.S./a|American/d|Americans/d|Washington/m|White House/m", iso3166="US"),
    record("state", "Ukraine", "Ukrainian/d|Kyiv/m", iso3166="UA"),
    record("state", "Germany", "German/d|Berlin/m", iso3166="DE"),
    record("state", "France", "French/d|Paris/m", iso3166="FR"),
    record("state", "Mexico", "Mexican/d", iso3166="MX"),
    record("state", "India", "Indian/d", iso3166="IN"),
    record("state", "Georgia", "Georgian/d|Tbilisi/m", iso3166="GE", ambiguous=True),
    record("state", "Jordan", "Jordanian/d|Amman/m", iso3166="JO", ambiguous=True),
    record("state", "Democratic Republic of Ruritania", "Ruritania/n"),
    record("city", "Moscow"),
    record("city", "Washington"),
    record("city", "Kyiv"),
    record("region", "Gulf of Mexico"),
    record("organization", "North Atlantic Treaty Organization", "NATO/a", category="alliance", wikidata="Q7184"),
    record("organization", "Organization for Security and Co-operation in Europe", "OSCE/a", category="igo"),
    record("organization", "NATO-Russia Council", "Russia-NATO Council/n", category="igo"),
    record("organization", "European Union", "EU/a", category="igo"),
    record("organization", "European Commission", category="so"),
    record("organization", "World Health Organization", "WHO/a", category="agency", ambiguous=True),
    record("organization", "African Union", "AU/a", category="regional", ambiguous=True),
    record("organization", "United States Congress", "Congress/n", category="so", ambiguous=True),
    record("organization", "Reuters", category="media"),
    record("organization", "Agence France-Presse", "AFP/a", category="media"),
    record("format", "Normandy Format", "Normandy format/n", category="format"),
)


PIPELINE = Pipeline([OrganizationExtractor()], knowledge=Knowledge(RECORDS), language=recognizing())

Found = list[tuple[str, str, str]]


@pytest.fixture
def read() -> Callable[[str], Document]:
    """Read a text with the small knowledge."""
    return PIPELINE.read


@pytest.fixture
def recognize() -> Callable[..., Document]:
    """Read a text with a language model that recognizes some names: `recognize(text, ORG="Borgward|Wprost")`."""

    def reading(text: str, **recognized: str) -> Document:
        return Pipeline(
            [OrganizationExtractor()], knowledge=Knowledge(RECORDS), language=recognizing(**recognized)
        ).read(text)

    return reading


@pytest.fixture
def bare_language() -> Language:
    """A language model that recognizes nothing."""
    return recognizing()


@pytest.fixture
def found() -> Callable[[str], Found]:
    """The mentions in a text: what is written, the form, the entity's name."""

    def mentions(text: str) -> Found:
        return [(mention.text, mention.form, entity.name) for mention, entity in PIPELINE.read(text).mentions]

    return mentions
