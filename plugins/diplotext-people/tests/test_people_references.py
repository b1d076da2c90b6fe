"""Offices, titles that stand for a person, pronouns."""

from __future__ import annotations

import pytest

from diplotext import Knowledge, Pipeline
from diplotext.plugin.tracing import Trace
from diplotext_people import PeopleExtractor


@pytest.mark.parametrize(
    ("text", "title", "of"),
    [
        ("Ruritanian Foreign Minister Zork Blatt spoke.", "foreign minister", "Ruritania"),
        ("Ruritania's foreign minister, Zork Blatt, spoke.", "foreign minister", "Ruritania"),
        ("Zork Blatt, the Ruritanian foreign minister, spoke.", "foreign minister", "Ruritania"),
        ("Zork Blatt, the foreign minister of Ruritania, spoke.", "foreign minister", "Ruritania"),
        ("the president of the Border Council, Zork Blatt, spoke", "president", "Border Council"),
        ("Border Council spokeswoman Zork Blatt spoke.", "spokeswoman", "Border Council"),
        ("President Blatt spoke.", "president", None),
        ("President Zork Blatt of Ruritania spoke.", "president", "Ruritania"),
        ("former Ruritanian president Zork Blatt spoke", "former president", "Ruritania"),
        ("former president Zork Blatt spoke", "former president", None),
    ],
)
def test_offices(read, text, title, of):
    (person,) = read(text).people
    (office,) = person.offices
    assert (office.title, office.of and office.of.name) == (title, of)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Ruritanian Foreign Minister Zork Blatt spoke.", [(11, "Foreign Minister")]),
        ("former president Zork Blatt spoke", [(7, "president")]),
        ("Presidents Zork Blatt and Jane Doe spoke.", [(0, "Presidents"), (0, "Presidents")]),
        ("Zork Blatt, the minister of foreign affairs, spoke.", [(16, "minister of foreign affairs")]),
        # of two places the first counts, unless only the second says whose office it is
        ("President Zork Blatt spoke. President Blatt left.", [(0, "President")]),
        ("President Zork Blatt spoke. Ruritanian President Zork Blatt left.", [(39, "President")]),
    ],
)
def test_where_the_title_of_an_office_is(read, text, spans):
    offices = [office for person in read(text).people for office in person.offices]
    assert [(office.span.start, office.span.text) for office in offices] == spans


def test_courtesy_titles_are_no_offices(read):
    assert read("Mr. Blatt spoke.").people[0].offices == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ruritanian Foreign Minister Zork Blatt came. Ruritania's Foreign Minister left.",
            "Ruritania's Foreign Minister",
        ),
        (
            "Ruritanian Foreign Minister Zork Blatt came. The Ruritanian foreign minister left.",
            "Ruritanian foreign minister",
        ),
        ("President Zork Blatt came. The president left.", "president"),
        ("Ruritanian Foreign Minister Zork Blatt came. The minister left.", "minister"),
        ("Zork Blatt, Minister of State at the Border Council, came. Here the Minister left.", "Minister"),
    ],
)
def test_title_alone(read, text, expected):
    (person,) = read(text).people
    assert [mention.text for mention in person.mentions if mention.form == "title"] == [expected]


def test_office_before_its_name(read):
    (person,) = read("The Prime Minister spoke. Prime Minister Zork Blatt left.").people
    assert [m.text for m in person.mentions] == ["Prime Minister", "Zork Blatt"]


def test_office_and_given_name(read):
    (person,) = read("President Zork Blatt spoke. President Zork left.").people
    assert [m.text for m in person.mentions] == ["Zork Blatt", "Zork"]


def test_office_of_two_states_in_a_row(read):
    people = read("President Zork Blatt of Ruritania and President Eva Lund of Syldavia spoke.").people
    assert [(p.name, office.of.name) for p in people for office in p.offices] == [
        ("Zork Blatt", "Ruritania"),
        ("Eva Lund", "Syldavia"),
    ]


def test_title_with_a_capital_is_that_of_the_house(read):
    document = read("Foreign Minister Zork Blatt met Trade Minister Eva Lund. The Minister left.")
    assert [(m.text, p.name) for p in document.people for m in p.mentions if m.form == "title"] == [
        ("Minister", "Zork Blatt")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ruritanian Foreign Minister Zork Blatt came. The Syldavian foreign minister left.",
        "President Zork Blatt and President Rupert Hentzau came. The president left.",
        "Ruritanian Foreign Minister Zork Blatt met a foreign minister.",
        "President Zork Blatt came. The president of the club left.",
        "Former President Zork Blatt came. The president left.",
        "Prime Minister Zork Blatt came. The minister left.",
        "Foreign Minister Zork Blatt met Trade Minister Eva Lund. The minister left.",
        "The minister left. Foreign Minister Zork Blatt came.",
    ],
)
def test_title_of_somebody_else(read, text):
    assert not [m for person in read(text).people for m in person.mentions if m.form == "title"]


def pronouns(document):
    return [(m.text, entity.name) for m, entity in document.mentions if m.form == "pronoun"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Flavia Elphberg came. She spoke.", [("She", "Flavia Elphberg")]),
        ("Mr. Blatt came. His plane was late; he slept.", [("His", "Blatt"), ("he", "Blatt")]),
        (
            "Flavia Elphberg met Rupert Hentzau. He spoke, and she left.",
            [("He", "Rupert Hentzau"), ("she", "Flavia Elphberg")],
        ),
        ("Rupert Hentzau met Rudolf Elphberg. He spoke.", [("He", "Rupert Hentzau")]),
        (
            "Flavia Elphberg met Rudolf Elphberg. Speaking after his return, Mr. Blatt smiled.",
            [("his", "Blatt")],
        ),
        (
            "Mr. Blatt said Rupert Hentzau would go to Zenda, where he is to speak.",
            [("he", "Rupert Hentzau")],
        ),
        ("Rupert Hentzau leaves for an official visit to Ruritania. He will speak.", [("He", "Rupert Hentzau")]),
        ('Rupert Hentzau came. "It is late," he said.', [("he", "Rupert Hentzau")]),
        ('Rupert Hentzau came. "Rudolf Elphberg is late," he said.', [("he", "Rupert Hentzau")]),
    ],
)
def test_pronouns(read, text, expected):
    assert pronouns(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He spoke.",
        "Flavia Elphberg came. He spoke.",
        'Rupert Hentzau came. "He is late," they said.',
        "Rupert Hentzau told Rudolf Elphberg that he was late.",
        "Rupert Hentzau came. One. Two. Three. Four. He spoke.",
    ],
)
def test_pronouns_left_alone(read, text):
    assert pronouns(read(text)) == []


def test_a_possessive_in_an_apposition_means_somebody_else(read):
    zork, blatt = read("Martin Zork was not invited. Flavia Blatt, his deputy, spoke.").people
    assert [mention.text for mention in zork.mentions] == ["Martin Zork", "his"]
    assert [mention.text for mention in blatt.mentions] == ["Flavia Blatt"]


def test_options(bare_language):
    extractor = PeopleExtractor(pronouns=False, titles_alone=False)
    pipeline = Pipeline([extractor], knowledge=Knowledge(), language=bare_language)
    document = pipeline.read("President Zork Blatt came. The president spoke. He left.")
    assert [mention.form for mention, _ in document.mentions] == ["name"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ('Rosa "La Jefa" Silva came. La Jefa smiled, and Silva left.', ['Rosa "La Jefa" Silva', "La Jefa", "Silva"]),
        ("Minister John “Sandy” Blatt came. Later Sandy left.", ["John “Sandy” Blatt", "Sandy"]),
        ('Rosa "La Jefa" came.', []),
    ],
)
def test_nicknames(read, text, mentions):
    assert [m.text for m, _ in read(text).mentions] == mentions


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("President Zork Blatt spoke. An old man lay there as he bled.", []),
        ("Minister Zork Blatt left. Another senior official said he was sorry.", []),
        ("Minister Zork Blatt, a diplomat, said he was glad.", ["he"]),
        ("Minister Zork Blatt was a man of peace. He smiled.", ["He"]),
        ("A man came. Minister Zork Blatt said he was glad.", ["he"]),
        ("Minister Zork Blatt, 52, a diplomat from Zenda, resigned. He said he was glad.", ["He", "he"]),
        ("Minister Zork Blatt, a lawyer and a member of parliament, came. He said no.", ["He"]),
        ("Minister Zork Blatt is the owner and a senior member of the party. He said no.", ["He"]),
    ],
)
def test_somebody_without_a_name(read, text, pronouns):
    assert [m.text for m, entity in read(text).mentions if m.form == "pronoun"] == pronouns


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("President of Ruritania Zork Blatt spoke.", [("president", "Ruritania")]),
        ("Secretary of the Border Council Zork Blatt spoke.", [("secretary", "Border Council")]),
        ("former Ruritanian foreign minister Zork Blatt spoke.", [("former foreign minister", "Ruritania")]),
        ("former Foreign Minister Zork Blatt spoke.", [("former foreign minister", None)]),
    ],
)
def test_offices_of_states_between(read, text, offices):
    (person,) = read(text).people
    assert [(office.title, office.of and office.of.name) for office in person.offices] == offices


def test_an_office_before_its_name_is_no_mention_of_its_own(read):
    (person,) = read("Secretary of the Border Council Zork Blatt spoke.").people
    assert [m.text for m in person.mentions] == ["Zork Blatt"]


def test_an_initial_is_no_particle(read):
    (person,) = read("President Bilal Y. Zork came. Zork left.").people
    assert [m.text for m in person.mentions] == ["Bilal Y. Zork", "Zork"]


OPENING = "President Jane Doe met with Prime Minister Zork Blatt in Oslo ahead of his talks with Mary Roe. "


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Deputy Foreign Minister Jane Doe met Zork Blatt. She thanked the Deputy Foreign Minister.", {"Jane Doe"}),
        ("Deputy Secretary of State Jane Doe met Zork Blatt. The Deputy Secretary was late.", {"Jane Doe"}),
        ("Secretary of State Jane Doe met Deputy Prime Minister Zork Blatt. The Prime Minister was late.", set()),
        ("President Jane Doe met Zork Blatt. Blatt thanked the President for her support in May.", {"Jane Doe"}),
        ("President Jane Doe met Zork Blatt. Blatt asked the President to stay in Oslo.", {"Jane Doe"}),
        ("President Jane Doe met Zork Blatt. Blatt saw the President of a club in Oslo.", set()),
        ("Foreign Secretary Jane Doe met Zork Blatt. The foreign minister was late.", {"Jane Doe"}),
        ("President Jane Doe met Speaker Zork Blatt. The Speaker and President met again.", {"Jane Doe", "Zork Blatt"}),
    ],
)
def test_titles_alone_next_to_verbs(read, text, who):
    people = read(text).people
    found = {p.name for p in people for m in p.mentions if m.form == "title" and m.start > text.index(". ")}
    assert found == who


def test_office_of_an_article_of_its_own_is_not_of_the_name_after_it(read):
    doe, blatt = read("President Jane Doe was late. The President and Speaker Zork Blatt met in May.").people
    assert [office.title for office in doe.offices] == ["president"]
    assert [office.title for office in blatt.offices] == ["speaker"]


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        (OPENING + "The leaders said that it was late.", {"Jane Doe", "Zork Blatt"}),
        (OPENING + "Their teams had met before in May. Both noted that it was late.", {"Jane Doe", "Zork Blatt"}),
        (OPENING + "Five leaders came to the dinner. The leaders said that it was late.", set()),
        ("Jane Doe met with Minister Zork Blatt and Mary Roe in Oslo. The leaders said that it was late.", set()),
    ],
)
def test_those_whom_a_text_opens_with(read, text, joint):
    people = read(text).people
    assert {p.name for p in people if any(m.form == "description" for m in p.mentions)} == joint


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Minister Zork Blatt was late. Speaking to John Roe in the hall, he said that it was cold.", "Zork Blatt"),
        ("Minister Zork Blatt was late. “John Roe will stay in office until May,” he said.", "Zork Blatt"),
        ("John Roe was late. In talks, Minister Zork Blatt thanked him.", "John Roe"),
        ("Minister Zork Blatt was late. In Blatt's speech, he said that it was cold.", "Zork Blatt"),
    ],
)
def test_whom_a_pronoun_cannot_mean(read, text, who):
    assert [p.name for p in read(text).people if any(m.form == "pronoun" for m in p.mentions)] == [who]


def test_who_else_a_pronoun_could_mean_is_traced(read):
    text = "Jane Doe greeted Maria Roe in the hall on Monday. She said that it was late."
    with Trace() as trace:
        read(text)
    reasons = [step.reason for step in trace.steps if "also considered" in step.reason]
    taken = "taken for Jane Doe (mentioned 1 sentence earlier, subject)"
    assert reasons == [f"{taken}; also considered: Maria Roe (mentioned 1 sentence earlier, object)"]
