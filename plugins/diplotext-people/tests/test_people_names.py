"""Names of persons, by rule, with their false friends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import en_diplotext
from diplotext import Knowledge, Pipeline
from diplotext.text.words import Words
from diplotext_people import PeopleExtractor
from diplotext_people.titles import find_titles


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        ("Foreign Minister Oskar Zubrowka spoke.", ["Oskar Zubrowka"], "person.title"),
        ("President Strelsau spoke.", ["Strelsau"], "person.title"),
        ("President Park Zor-hye spoke.", ["Park Zor-hye"], "person.title"),
        ("Minister Park Jin spoke.", ["Park Jin"], "person.title"),
        ("Mr. Zubrowka spoke.", ["Zubrowka"], "person.title"),
        ("Secretary of State Flavia Elphberg spoke.", ["Flavia Elphberg"], "person.title"),
        ("the minister for trade and energy Jole Vrkk spoke", ["Jole Vrkk"], "person.title"),
        ("Lt. Gen. Rupert Hentzau spoke.", ["Rupert Hentzau"], "person.title"),
        ("Ruritanian Chancellor Ursula von der Tarn spoke.", ["Ursula von der Tarn"], "person.title"),
        ("spokesman Zork Blatt told reporters", ["Zork Blatt"], "person.title"),
        ("Flavia Elphberg waited.", ["Flavia Elphberg"], "person.first-name"),
        ("Yesterday in town John F. Zubrowka waited.", ["John F. Zubrowka"], "person.first-name"),
        (
            "Jean-Luc O'Zork and Mohammed bin Zork waited.",
            ["Jean-Luc O'Zork", "Mohammed bin Zork"],
            "person.first-name",
        ),
        ("Bashar al-Zork waited.", ["Bashar al-Zork"], "person.first-name"),
        ("Martin Zork Jr. waited.", ["Martin Zork Jr."], "person.first-name"),
        ("Jürgen Zörk waited.", ["Jürgen Zörk"], "person.first-name"),
        ("Ban Zor-kim waited.", ["Ban Zor-kim"], "person.first-name"),
        ("Zork Blatt, 45, waited.", ["Zork Blatt"], "person.apposition"),
        ("Zork Blatt, a spokesman for the miners, waited.", ["Zork Blatt"], "person.apposition"),
        ("Zork Blatt, the Ruritanian foreign minister, waited.", ["Zork Blatt"], "person.apposition"),
        ("Ruritania's Foreign Minister, Zork Blatt, waited.", ["Zork Blatt"], "person.apposition"),
        ("the president of the Border Council, Zork Blatt, waited", ["Zork Blatt"], "person.apposition"),
        ("Zork Blatt said it was late.", ["Zork Blatt"], "person.speech-verb"),
        ('"It is late," said Zork Blatt.', ["Zork Blatt"], "person.speech-verb"),
        ("Q. R. Zork waited.", ["Q. R. Zork"], "person.initials"),
    ],
)
def test_names(read, names, text, expected, rule):
    assert names(text) == expected
    assert read(text).people[0].rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "The President spoke.",
        "He spoke to the judge. Authorities waited.",
        "The Border Council said no.",
        "Ruritania said no.",
        "On Monday Zork Street was closed.",
        "They met in San Lorenzo.",
        "the daily Zork Blatt noted it",
        "Author: John Zork Editor: Mary Zork",
        "the champion, however, won",
        "Green party leader Zork is unknown in small print: leader Zork",
        "MINISTER JOHN ZORK WAITS",
        "May 5 was a Monday.",
    ],
)
def test_false_friends(names, text):
    assert [name for name in names(text) if name != "Zork"] == []


def test_surnames_and_titles_join(read):
    text = "Flavia Elphberg came. Elphberg spoke. Ms. Elphberg left, and Foreign Minister Elphberg slept."
    (person,) = read(text).people
    assert (person.name, [mention.text for mention in person.mentions]) == (
        "Flavia Elphberg",
        ["Flavia Elphberg", *["Elphberg"] * 3],
    )
    assert [office.title for office in person.offices] == ["foreign minister"]


def test_fuller_name_later(read):
    (person,) = read("President Elphberg came. Later Flavia Elphberg left.").people
    assert person.name == "Flavia Elphberg"


def test_surname_before_the_name(read):
    (person,) = read("Elphberg waits\n\nThe crowd cheered Flavia Elphberg all day.").people
    assert [mention.start for mention in person.mentions] == [0, 34]


def test_same_surname(read):
    text = "Flavia Elphberg and Rudolf Elphberg came. Mr. Elphberg spoke. Mrs. Elphberg left."
    people = {person.name: [m.start for m in person.mentions] for person in read(text).people}
    assert people == {
        "Flavia Elphberg": [0, text.index("Elphberg left")],
        "Rudolf Elphberg": [20, text.index("Elphberg spoke")],
    }


def test_unknown_first_name_with_known_surname(names):
    assert names("President Zork came. His brother Blatt Zork left.") == ["Zork", "Blatt Zork"]


def test_particles_and_articles(read):
    (person,) = read("Marine Le Zork came. Le Zork left.").people
    assert [mention.text for mention in person.mentions] == ["Marine Le Zork", "Le Zork"]
    (person,) = read("Bashar al-Zork came. Zork left.").people
    assert len(person.mentions) == 2


def test_months_are_no_persons(read):
    (person,) = read("Theresa May came. In May 2017 she left. May said so.").people
    assert [mention.start for mention in person.mentions if mention.form == "name"] == [0, 40]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("the deputy foreign minister", ["deputy foreign minister"]),
        ("Minister of Foreign Affairs", ["minister of foreign affairs"]),
        ("Under-Secretary-General", ["under-secretary-general"]),
        ("the tourism attorney general", ["attorney general"]),
        ("foreign affairs", []),
        ("Presidents", ["president"]),
    ],
)
def test_titles(text, titles):
    assert [title.text for title in find_titles(Words.of(text))] == titles


PARTS = [
    "John",
    "Zork",
    "President",
    "Mr",
    ".",
    ",",
    "said",
    "he",
    "the",
    "minister",
    "of",
    "and",
    '"',
    "\n",
    "May",
    "J",
    "von",
]
LANGUAGE = en_diplotext.load(exclude=["ner"])
LANGUAGE.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": p} for p in ("Zork", "of", "J von")])  # type: ignore[union-attr]
PIPELINE = Pipeline([PeopleExtractor()], knowledge=Knowledge(), language=LANGUAGE)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=30))
def test_any_text(parts):
    document = PIPELINE.read(" ".join(parts))
    mentions = [mention for mention, _ in document.mentions]
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert document == PIPELINE.read(document.text)


@pytest.mark.parametrize(
    ("text", "recognized", "expected"),
    [
        ("Critics of Karoviczky were few. He left.", "Karoviczky", ["Karoviczky", "He"]),
        ("Karoviczky said so.", "Karoviczky", ["Karoviczky"]),
        ("Critics of Karoviczky were few.", "Karoviczky", []),
        ("A letter to Tamara was read.", "Tamara", ["Tamara"]),
        ("A letter to Tarmo Vellik was read.", "Tarmo Vellik", ["Tarmo Vellik"]),
        ("A letter to Archbishop Vellik was read.", "Archbishop Vellik", ["Vellik"]),
        ("Vellik's plan failed. She left.", "Vellik's", ["Vellik", "She"]),
        ("ZORKO is a party.", "ZORKO", []),
        ("The Velliks is a river.", "Velliks", []),
        ("It was called “Vellik” then.", "Vellik", []),
        ("Author: Tarmo Vellik", "Tarmo Vellik", []),
        ("Hurricane Vellik grew. Vellik killed two.", "Vellik", []),
        ("Hurricane Vellik grew. Vellik killed two.", "Hurricane Vellik|Vellik", []),
        ("He lives in Vellik. They love Vellik.", "Vellik", []),
        ("Confidence in Vellik fell. Vellik said, and Vellik told us.", "Vellik", ["Vellik"] * 3),
        ("Stir well. They stir it.", "Stir", []),
        ("The Border Council met.", "Border Council", []),
        ("Flights to San Lorenzo", "San Lorenzo", []),
        ("the Tarik Velik neighborhood", "Tarik Velik", []),
        (
            "Jane Velik Travels To The Old Capital\n\nShe travels often, and Jane Velik likes it all the same.",
            "Jane Velik Travels",
            ["Jane Velik", "She", "Jane Velik"],
        ),
    ],
)
def test_recognized(recognize, text, recognized, expected):
    found = [m.text for m, entity in recognize(text, PERSON=recognized).mentions if entity.extractor == "people"]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruritanian Minister Urges Calm After Vote\n\nIt rained in the capital all day, they said.", []),
        ("Ruritanian Minister Blatt Urges Calm After Vote\n\nMinister Blatt said so in the capital.", ["Blatt"]),
    ],
)
def test_titles_in_headlines(names, text, expected):
    assert names(text)[:1] == expected
