"""Whose office a title is: by apposition, predicate and coordination, never across a verb."""

from __future__ import annotations

import pytest


def offices(document):
    """The offices of each person, in order."""
    return {p.name: [(o.title, o.of and o.of.name) for o in p.offices] for p in document.people}


HEAD = ("president", "Ruritania")
FOREIGN = ("foreign minister", "Syldavia")


@pytest.mark.parametrize(
    "verb", ["met", "received", "visited", "accused", "replaced", "praised", "phoned", "told", "thanked", "welcomed"]
)
def test_an_office_is_not_taken_across_a_verb(read, verb):
    text = f"The president of Ruritania, Peter Brandt, {verb} Syldavia's foreign minister, Elina Lund, in May."
    assert offices(read(text)) == {"Peter Brandt": [HEAD], "Elina Lund": [FOREIGN]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Elina Lund, Syldavia's foreign minister, Peter Brandt, the president of Ruritania, and others met in May.",
            {"Elina Lund": [FOREIGN], "Peter Brandt": [HEAD]},
        ),
        (
            "The president of Ruritania, Peter Brandt, the foreign minister of Syldavia, Elina Lund, and others met.",
            {"Peter Brandt": [HEAD], "Elina Lund": [FOREIGN]},
        ),
        ("In May, Peter Brandt, flanked by the Ruritanian ambassador, said the talks were over.", {"Peter Brandt": []}),
        ("After talks with Peter Brandt, the Ruritanian president said that all was well.", {"Peter Brandt": []}),
        ("Ruritania's president, Peter Brandt said on Monday that all was well.", {"Peter Brandt": [HEAD]}),
        ("The crowd in the capital thanked Ruritania's president, Peter Brandt.", {"Peter Brandt": [HEAD]}),
        ("Peter Brandt became Ruritania's president in May after a long night.", {"Peter Brandt": [HEAD]}),
        ("Peter Brandt, who was the president of Ruritania, spoke in the capital.", {"Peter Brandt": [HEAD]}),
        (
            "Peter Brandt resigned as Ruritania's president on Monday.",
            {"Peter Brandt": [("former president", "Ruritania")]},
        ),
        ("Peter Brandt did not become the president of Ruritania in May.", {"Peter Brandt": []}),
        ("Peter Brandt wants to be the president of Ruritania one day.", {"Peter Brandt": []}),
        (
            "Peter Brandt, president of Ruritania and chairman of the Border Council, agreed on Monday.",
            {"Peter Brandt": [HEAD, ("chairman", "Border Council")]},
        ),
        (
            "Deputy Prime Minister and Foreign Minister Elina Lund of Syldavia spoke on Monday.",
            {"Elina Lund": [FOREIGN, ("deputy prime minister", "Syldavia")]},
        ),
        ("Head of the Border Council Peter Brandt spoke on Monday.", {"Peter Brandt": [("head", "Border Council")]}),
        (
            "The former head of the Border Council Peter Brandt spoke.",
            {"Peter Brandt": [("former head", "Border Council")]},
        ),
        ("Ruritania's newly elected president Peter Brandt spoke on Monday.", {"Peter Brandt": [HEAD]}),
        (
            "Foreign Minister Elina Lund of Syldavia met her Ruritanian counterpart, Peter Brandt, in May.",
            {"Elina Lund": [FOREIGN], "Peter Brandt": [("foreign minister", "Ruritania")]},
        ),
        ("The Ruritanian PM Peter Brandt left at 9 PM on Monday.", {"Peter Brandt": [("prime minister", "Ruritania")]}),
        (
            "Elina Lund was Syldavia's director of research for many years.",
            {"Elina Lund": [("director of research", "Syldavia")]},
        ),
    ],
)
def test_offices(read, text, expected):
    assert offices(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Ruritanian President Peter Brandt came on Monday. The Ruritanian leader left.", "Ruritanian leader"),
        ("The Border Council's chairman, Peter Brandt, came. The Border Council chief left.", "Border Council chief"),
        ("Syldavian Defence Minister Peter Brandt came. The Syldavian defence chief left.", "Syldavian defence chief"),
        ("Ruritania's ambassador, Peter Brandt, came. The Ruritanian diplomat left.", "Ruritanian diplomat"),
    ],
)
def test_general_words_for_an_office(read, text, mention):
    (person,) = read(text).people
    assert mention in [found.text for found in person.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Ruritanian President Peter Brandt came on Monday. The Syldavian leader left.",
        "Ruritanian President Peter Brandt met Ruritanian Prime Minister Eva Lund. The Ruritanian leader left.",
        "Syldavian Defence Minister Peter Brandt came. The Syldavian police chief left.",
    ],
)
def test_general_words_that_mean_somebody_else(read, text):
    assert not [m for person in read(text).people for m in person.mentions if m.form == "title"]
