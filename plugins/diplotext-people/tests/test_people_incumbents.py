"""Offices whose holder only the knowledge names."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs
import pytest
from spacy.language import Language

from diplotext import Document, Extractor, Knowledge, Mention, Name, Organization, Pipeline, Reading, Record, State
from diplotext_people import PeopleExtractor

NAMES = {"Ruritania": ("XR", "Ruritanian"), "Syldavia": ("XS", "Syldavian")}


@attrs.frozen
class Others(Extractor):
    """Two states and one organization, by plain words."""

    name = "others"
    provides = (State, Organization)

    def extract(self, reading: Reading) -> Iterator[State | Organization]:
        """Yield them."""
        for name, (code, demonym) in NAMES.items():
            found = [
                Mention(start, start + len(word), word)
                for word in (name, demonym)
                for start in range(len(reading.text))
                if reading.text.startswith(word, start) and not reading.text[start + len(word) :][:1].isalpha()
            ]
            if found:
                yield State(name=name, mentions=found, identifiers={"iso3166": code}, rule="test")
        if (start := reading.text.find("Border Council")) >= 0:
            yield Organization(name="Border Council", spans=[reading.span(start, start + 14)], rule="test")


def tenure(
    key: str, name: str, title: str, of: str, since: str, until: str | None = None, **identifiers: str
) -> Record:
    return Record(
        id=f"tenure:{key}", kind="tenure", name=name, title=title, parent=of, since=since, until=until,
        identifiers=identifiers, source="test", as_of="2024-01-01",
    )  # fmt: skip


KNOWLEDGE = Knowledge(
    [
        tenure("1", "Odo Varga", "foreign minister", "state:XR", "2010-01-01", "2015-06-30", wikidata="Q1"),
        tenure("2", "Ilse Brandt", "foreign minister", "state:XR", "2015-07-01"),
        tenure("3", "Tam Okoro", "prime minister", "state:XS", "2010-01-01", "2020-01-01"),
        tenure("4", "Lin Ito", "prime minister", "state:XS", "2010-01-01", "2020-01-01"),
        tenure("5", "Rosa Adeyemi", "secretary-general", "organization:bc", "2010-01-01"),
        Record(
            id="organization:bc", kind="organization", name="Border Council", names=[Name(text="Border Council")],
            source="test", as_of="2024",
        ),
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def read(bare_language: Language) -> Callable[..., Document]:
    return Pipeline([Others(), PeopleExtractor()], knowledge=KNOWLEDGE, language=bare_language).read


@pytest.mark.parametrize(
    ("text", "published", "name", "mention"),
    [
        ("Ruritania's foreign minister agreed.", "2012-03-01", "Odo Varga", "Ruritania's foreign minister"),
        (
            "The Ruritanian minister of foreign affairs agreed.",
            "2012-03-01",
            "Odo Varga",
            "Ruritanian minister of foreign affairs",
        ),
        ("The foreign minister of Ruritania agreed.", "2016-03-01", "Ilse Brandt", "foreign minister"),
        ("Ruritania's foreign minister agreed.", "2015-07-01", "Ilse Brandt", "Ruritania's foreign minister"),
        (
            "The Border Council's secretary general agreed.",
            "2012-03-01",
            "Rosa Adeyemi",
            "Border Council's secretary general",
        ),
    ],
)
def test_the_knowledge_says_who_it_is(read, text, published, name, mention):
    (person,) = read(text, published=published).people
    assert (person.name, person.named_by, person.rule) == (name, "knowledge", "person.office-holder")
    assert [(m.text, m.form) for m in person.mentions] == [(mention, "title")]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Ruritania's foreign minister agreed.", None),
        ("Ruritania's foreign minister agreed.", "2009-12-31"),
        ("Ruritania's foreign minister agreed.", "2024-06-01"),
        ("Ruritania's former foreign minister agreed.", "2012-03-01"),
        ("Ruritania's deputy foreign minister agreed.", "2012-03-01"),
        ("Ruritania's defence minister agreed.", "2012-03-01"),
        ("The foreign minister agreed. Ruritania waits.", "2012-03-01"),
        ("In 2003 Ruritania's foreign minister agreed.", "2012-03-01"),
        ("Syldavia's prime minister agreed.", "2012-03-01"),
        ("The foreign ministers of Ruritania agreed.", "2012-03-01"),
        ("No Ruritanian foreign minister has ever come.", "2012-03-01"),
        ("Any Ruritanian foreign minister would object.", "2012-03-01"),
        ("The next Ruritanian foreign minister will object.", "2012-03-01"),
        ("Ruritania's next foreign minister will object.", "2012-03-01"),
        ("She was elected Ruritanian foreign minister.", "2012-03-01"),
        ("She was sworn in as Ruritanian foreign minister.", "2012-03-01"),
        ("She became the foreign minister of Ruritania.", "2012-03-01"),
        ("She is Ruritania's foreign minister.", "2012-03-01"),
        ("In the 1980s the Ruritanian foreign minister agreed.", "2012-03-01"),
    ],
)
def test_nobody_is_invented(read, text, published):
    assert read(text, published=published).people == ()


def test_the_text_comes_first(read):
    document = read(
        "Ruritanian Foreign Minister Eva Lund came. Ruritania's foreign minister left.", published="2012-03-01"
    )
    (person,) = document.people
    assert (person.name, person.named_by, len(person.mentions)) == ("Eva Lund", "text", 2)


def test_the_surname_in_the_text_is_the_same_person(read):
    (person,) = read("Minister Varga came. Ruritania's foreign minister left.", published="2012-03-01").people
    assert (person.name, person.named_by, dict(person.identifiers)) == ("Varga", "text", {"wikidata": "Q1"})
    assert [m.form for m in person.mentions] == ["name", "title"]


@pytest.mark.parametrize(
    ("text", "published", "identifiers"),
    [
        ("Odo Varga spoke in Ruritania.", "2012-03-01", {"wikidata": "Q1"}),
        ("Odo Varga spoke in Ruritania.", "2009-03-01", {}),
        ("Odo Varga spoke in Syldavia.", "2012-03-01", {}),
    ],
)
def test_identifiers_of_known_names(read, text, published, identifiers):
    (person,) = read(text, published=published).people
    assert (person.name, person.named_by, dict(person.identifiers)) == ("Odo Varga", "text", identifiers)


def test_the_option(bare_language):
    extractor = PeopleExtractor(incumbents=False)
    pipeline = Pipeline([Others(), extractor], knowledge=KNOWLEDGE, language=bare_language)
    assert pipeline.read("Ruritania's foreign minister agreed.", published="2012-03-01").people == ()


@pytest.mark.parametrize(
    "text",
    [
        "Mrs. Varga visited a school. Ruritania's foreign minister left.",
        "Mr. Varga, a farmer, came. Ruritania's foreign minister left.",
    ],
)
def test_a_namesake_is_somebody_else(read, text):
    assert [(p.name, p.named_by) for p in read(text, published="2012-03-01").people] == [
        ("Varga", "text"),
        ("Odo Varga", "knowledge"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Eva Lund, Ruritania's minister of foreign affairs, came. Ruritania's foreign minister left.",
        "Acting Foreign Minister Eva Lund came. Ruritania's foreign minister left.",
    ],
)
def test_another_word_for_the_office(read, text):
    (person,) = read(text, published="2012-03-01").people
    assert (person.name, len(person.mentions)) == ("Eva Lund", 2)
