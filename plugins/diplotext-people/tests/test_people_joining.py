"""One person is one entity under whatever name; two persons of one name stay two."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "recognized", "names"),
    [
        (
            "Prime Minister Zorka Thavin arrived. Mr Zorka said that all was well. PM Zorka left.",
            "Zorka Thavin|Zorka",
            ["Zorka Thavin"],
        ),
        ("Prime Minister Abbo Ahmar arrived. Abbo said that all was well.", "Abbo Ahmar|Abbo", ["Abbo Ahmar"]),
        ("Foreign Minister WENG Yi met Jane Doe. Mr WENG said so. Weng left.", "WENG Yi|WENG", ["WENG Yi", "Jane Doe"]),
        (
            "Ana San Suu Kyat spoke in May. Suu Kyat said that all was well.",
            "Ana San Suu Kyat|Suu Kyat",
            ["Ana San Suu Kyat"],
        ),
        ("President Hassan Sheikh Velik spoke. President Hassan Sheikh left.", "", ["Hassan Sheikh Velik"]),
        (
            "Luis Lula da Zork spoke in May. Lula said that all was well.",
            "Luis Lula da Zork|Lula",
            ["Luis Lula da Zork"],
        ),
        (
            "Joko Velik, better known as Jokovi, spoke in May. Jokovi left.",
            "Joko Velik|Jokovi",
            ["Joko Velik"],
        ),
        ("Zork Łukasz spoke in May. Mr. Lukasz left in June.", "Zork Łukasz", ["Zork Łukasz"]),
        ("Chief Min Aung Velik came. Min Aung Velik said that all was well.", "Min Aung Velik", ["Min Aung Velik"]),
        # two stay two
        (
            "Peter Velik met Paul Velik. Paul said that all was well.",
            "Peter Velik|Paul Velik|Paul",
            ["Peter Velik", "Paul Velik"],
        ),
        (
            "Zorka Thavin met Zorka Velik. Zorka said so.",
            "Zorka Thavin|Zorka Velik|Zorka",
            ["Zorka Thavin", "Zorka Velik", "Zorka"],
        ),
        (
            "George W. Velik came. George H.W. Velik left.",
            "George W. Velik|George H.W. Velik",
            ["George W. Velik", "George H.W. Velik"],
        ),
        ("President Hassan Velik came. Mayor Hassan left.", "Hassan Velik|Hassan", ["Hassan Velik", "Hassan"]),
    ],
)
def test_one_person(recognize, text, recognized, names):
    given = {"PERSON": recognized} if recognized else {}
    assert [person.name for person in recognize(text, **given).people] == names


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Jane Doe has invited President Eva Lund for a visit next year, she said on Monday.", "she", "Jane Doe"),
        ("Peter Blatt said that Ana Silva had left. He was glad.", "He", "Peter Blatt"),
    ],
)
def test_who_a_pronoun_means(read, text, pronoun, name):
    meant = [p.name for p in read(text).people for m in p.mentions if (m.text, m.form) == (pronoun, "pronoun")]
    assert meant == [name]
