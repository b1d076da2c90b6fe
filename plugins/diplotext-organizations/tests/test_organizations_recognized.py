"""Names that the language model recognizes."""

from __future__ import annotations

import pytest

from diplotext import Pipeline


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("Shares of Borgward fell.", {"ORG": "Borgward"}, ["Borgward"]),
        ("The Borgward's plan", {"ORG": "The Borgward's"}, ["Borgward"]),
        ("The daily Wprost wrote so. Wprost is read widely.", {"PERSON": "Wprost"}, ["Wprost", "Wprost"]),
        ("The airline Spicefly grew, and Spicefly's fleet, too.", {"PERSON": "Spicefly"}, ["Spicefly", "Spicefly"]),
        ("Wprost wrote so.", {"PERSON": "Wprost"}, []),
        ("the Order and Progress party won; Order and Progress lost", {}, ["Order and Progress", "Order and Progress"]),
        ("the magazine Die Lage said", {}, ["Die Lage"]),
        ("a Balkan newspaper said", {}, []),
        ("Talks with KLMN failed.", {"PERSON": "KLMN"}, ["KLMN"]),
        ("MR KLMN: Thanks.", {"PERSON": "KLMN"}, []),
        ("Ex-NATO staff", {"ORG": "Ex-NATO"}, ["NATO"]),
        ("Top NATO officials", {"ORG": "Top NATO"}, ["NATO"]),
        ("the Reuters news agency said", {"ORG": "Reuters news agency"}, ["Reuters"]),
        ("NATO and the OSCE met.", {"ORG": "NATO and the OSCE"}, ["NATO", "OSCE"]),
        ("the Russian Foreign Ministry said", {"ORG": "Russian Foreign Ministry"}, ["Foreign Ministry"]),
        ("shares of Marks & Spencer fell", {}, ["Marks & Spencer"]),
        ("The company John Smith founded failed.", {"PERSON": "John Smith"}, []),
        ("The Bank of" + " " * 300 + "Zenda said", {"ORG": "Bank of"}, ["Bank of" + " " * 300 + "Zenda"]),
    ],
)
def test_names(recognize, text, labels, expected):
    document = recognize(text, **labels)
    assert [mention.text for organization in document.organizations for mention in organization.mentions] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Council met.", "Council"),
        ("He is a German Union man.", "German Union"),
        ("the Nuclear Test Ban Treaty (NTBT) holds", "NTBT"),
        ("the Strelsau Convention on Trade", "Strelsau Convention on Trade"),
        ("Rep. Ana Silva, R-Utica, spoke.", "R-Utica"),
        ("the CEO said so", "CEO"),
        ("Critics said so", "Critics"),
        ("they are critics. Criticism grew.", "critics"),
        ("the Ebola outbreak", "Ebola"),
        ("Vice President Florian Silva spoke", "Florian Silva"),
        ("flights to Kyiv", "Kyiv"),
        ("the BR-163 is closed", "BR-163"),
        ("games at Zenda Arena", "Zenda Arena"),
        ("the Bustan Zenda neighborhood", "Bustan Zenda"),
        ("Deal Backers Win The Vote In Zenda\n\nThe deal is done, say its backers, who won the vote.", "Deal Backers"),
        ("It rained. (msh / mz)", "msh"),
    ],
)
def test_what_the_model_takes_for_a_name_and_is_none(recognize, text, name):
    assert recognize(text, ORG=name).organizations == ()


@pytest.mark.parametrize(
    ("text", "labels", "name", "category"),
    [
        ("the daily Wprost wrote so", {}, "Wprost", "media"),
        ("the airline Spicefly grew", {"PERSON": "Spicefly"}, "Spicefly", "company"),
        ("the Order and Progress party won", {}, "Order and Progress", "party"),
        ("shares of Borgward fell; the carmaker Borgward is old", {"ORG": "Borgward"}, "Borgward", "company"),
        ("shares of Borgward fell", {"ORG": "Borgward"}, "Borgward", None),
    ],
)
def test_categories(recognize, text, labels, name, category):
    (organization,) = recognize(text, **labels).organizations
    assert (organization.name, organization.category) == (name, category)


def test_names_in_a_list(recognize):
    document = recognize(
        "the newspapers Wprost, La Lega and Die Lage said; the airlines NATO, Spicefly and Zenda flew."
    )
    assert [(o.name, o.category) for o in document.organizations if o.category in ("media", "company")] == [
        ("Wprost", "media"), ("La Lega", "media"), ("Die Lage", "media"), ("Spicefly", "company"), ("Zenda", "company"),
    ]  # fmt: skip


def test_an_ambiguous_name_is_not_linked(recognize):
    (organization,) = recognize("The party asked Congress for help in Lima.", ORG="Congress").organizations
    assert (organization.name, dict(organization.identifiers)) == ("Congress", {})


def test_the_definition_of_an_acronym_wins(recognize):
    (organization,) = recognize("the Supreme Border Guard Council met. SBGC rules hold.", PERSON="SBGC").organizations
    assert [mention.text for mention in organization.mentions] == ["Supreme Border Guard Council", "SBGC"]


def test_the_acronym_of_a_state(read):
    document = read("The Democratic Republic of Ruritania (DRR) waits. The DRR spoke.")
    (state,) = document.states
    assert [m.text for m in state.mentions] == ["Democratic Republic of Ruritania", "DRR", "DRR"]
    assert document.organizations == ()


@pytest.mark.parametrize("text", ["Tehran Times published it.", "Paris Hilton arrived in Rome."])
def test_a_longer_name_acts(text):
    assert Pipeline.of("organizations").read(text).states == ()


def test_the_parse_says_who_acts():
    document = Pipeline.of("organizations").read("Moscow is still helping. Later Moscow lay in the fog.")
    (state,) = document.states
    assert [(m.text, m.form) for m in state.mentions] == [("Moscow", "metonym")]
