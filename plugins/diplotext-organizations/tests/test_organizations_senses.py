"""What the sentence says that a name is: a person, a place of a dateline, a ship, a storm, a region, an organization."""

from __future__ import annotations

import pytest

from diplotext import Document, Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The organizations of the installed tables, over the installed language model."""
    return Pipeline.of("organizations")


NATO = "North Atlantic Treaty Organization"


def organizations(document: Document) -> list[str]:
    """The names of the organizations, in order."""
    return [organization.name for organization in document.organizations]


def states(document: Document) -> list[str]:
    """The names of the states, in order."""
    return [state.name for state in document.states]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya Moore said on Tuesday the talks were over. She left for Oslo.", []),
        ("“The talks are over,” India Brandt told reporters in Geneva on Monday evening.", []),
        ("Jordan Pike met Cuba Sanchez in Bern on Monday, and both signed the letter.", []),
        ("The envoys of Israel met India Brandt of the Red Cross; India said it would wait.", ["Israel", "India"]),
        ("Kenya Airways denied the report, and Kenya said it would ask for the names.", ["Kenya"]),
        ("Israel said it would wait, and India told reporters in Geneva that it would, too.", ["Israel", "India"]),
    ],
)
def test_given_names_that_are_states(pipeline, text, expected):
    assert states(pipeline.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LONDON, May 15 (Example Wire) - Norway and Ghana agreed on Tuesday to reopen talks.", ["Norway", "Ghana"]),
        ("PARIS — Germany and Ghana agreed to talk about the border.", ["Germany", "Ghana"]),
        ("TRIPOLI, Lebanon (EXW) — Finland and Ghana held talks.", ["Lebanon", "Finland", "Ghana"]),
        ("Oslo, May 15 (Example Wire) - Ghana agreed to reopen talks, and Moscow threatened to leave them.",
         ["Ghana", "Russia"]),
    ],
)  # fmt: skip
def test_datelines_are_no_governments(pipeline, text, expected):
    assert states(pipeline.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US state of Georgia counted its votes again on Friday.", ["United States"]),
        ("The state of Georgia sued the envoy over the contract.", []),
        ("The ministers met in Tbilisi, Georgia, on Tuesday.", ["Georgia"]),
        ("Officials from Georgia and Norway met in Bern; Brazil sent an envoy.", ["Georgia", "Norway", "Brazil"]),
    ],
)
def test_georgia(pipeline, text, expected):
    assert states(pipeline.read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The frigate Zenda sailed on Monday, and HMS Strelsau followed it to the port of Brest.",
        "Hurricane Ulma moved north on Friday. Ulma had killed 11 people by then, officials said.",
        "He toured the state of Hentzau Pradesh, where ministers had banned the film.",
        "She told reporters on Air Force One that trade with the island was good.",
        "The U.S.-led mission left on Monday, and the U.S.-Brazil talks were put off until June.",
        "Governor Mike Silva (OH) met the mayor of Tuscaloosa, AL, on Thursday to talk about roads.",
        "Airlines suspended all flights of Airbux A321 jets, which had been checked in March.",
        "The victory over Nazism was marked in the capital on Sunday with a parade.",
        "Write to press@eu.example, or to EU-Press@state.example, before Monday.",
    ],
)
def test_names_of_other_things(pipeline, text):
    assert organizations(pipeline.read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rima Hentzau, a member of the European Parliament of Palestinian descent, was on board.",
         ["European Parliament"]),
        ("The Zenda Parliament of Scotland met on Monday to elect a presiding officer.", ["Zenda Parliament of Scotland"]),
        ("UK Science Minister Ana Lund met the EU Health Commissioner Jan Berg on Monday.", ["European Union"]),
        ("The CIA Milan base chief was told to leave by the Boko Haram Islamists.",
         ["Central Intelligence Agency", "Boko Haram"]),
        ("He met the High Representative of the European Union for Foreign Affairs Josep Lund in Berlin.",
         ["European Union"]),
        ("The CSTO Council of Defence Ministers met on Monday.", ["CSTO Council of Defence Ministers"]),
        ("The Office of the Zenda High Commissioner for Minorities said on Monday it would wait.",
         ["Office of the Zenda High Commissioner for Minorities"]),
    ],
)  # fmt: skip
def test_where_names_end(pipeline, text, expected):
    assert organizations(pipeline.read(text)) == expected


@pytest.mark.parametrize(
    ("text", "name", "category"),
    [
        ("China's Belt and Road Initiative is large, critics say.", "Belt and Road Initiative", "initiative"),
        ("The Lake and River Initiative was signed in Bern.", "Lake and River Initiative", "initiative"),
        ("The ministers praised Ruritania’s Water and Grain Initiative.", "Water and Grain Initiative", "initiative"),
    ],
)
def test_initiatives(pipeline, text, name, category):
    assert [(o.name, o.category) for o in pipeline.read(text).organizations] == [(name, category)]


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("TALLINN (Reuters) - Estonia said on Monday it would close the border.", "Reuters", None),
        ("KUALA LUMPUR (Example Press) - Malaysia said it would hold talks.", "Example Press", None),
        ("The Freedom Flotilla Coalition said its boat had left. The FFC said it carried aid.",
         "Freedom Flotilla Coalition", None),
        ("The Zenda Border Commission (ZBC) met. The ZBC will report in June.", "Zenda Border Commission", "ZBC"),
    ],
)  # fmt: skip
def test_acronyms_by_their_letters(pipeline, text, name, acronym):
    (organization,) = [o for o in pipeline.read(text).organizations if o.name == name]
    assert organization.acronym == acronym
    assert not any(mention.text.endswith(("TALLINN", "LUMPUR")) for mention in organization.mentions)


def test_a_government_does_not_take_the_acronym_of_its_state(pipeline):
    document = pipeline.read(
        "The Government of the United Arab Emirates (UAE) thanked them. The UAE will host the talks."
    )
    (state,) = document.states
    assert [mention.text for mention in state.mentions] == ["UAE", "UAE"]


def test_the_grammar_shows_organizations(pipeline):
    document = pipeline.read(
        "One of the most innovative companies is Jenoflex, which makes lasers. According to Jenoflex's Norbert Thiel, "
        "the work will take a year."
    )
    assert "Jenoflex" in organizations(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys welcomed NATO Resolution 12 and the new NATO Strategic Concept on Monday.", []),
        ("The envoys welcomed NATO Secretary General Ana Rosen, who spoke in Oslo on Monday.", [NATO]),
        ("Mali thanked the Government of Norway's envoys, who had come to Bamako for the talks.", []),
        ("Carl Borgward, which was founded in 1924, said that it would close two plants in May.", ["Carl Borgward"]),
        ("The airline Kesra Air will wait. Officials said on Monday that Kesra had no permit.", ["Kesra Air"]),
    ],
)
def test_names_inside_and_beside_others(pipeline, text, expected):
    assert organizations(pipeline.read(text)) == expected


def test_states_are_no_part_of_their_bodies(pipeline):
    document = pipeline.read("The envoys met the Audit Review Council of Norway in Oslo on Monday, officials said.")
    assert document.organizations[0].mentions[0].text == "Audit Review Council"
    assert states(document) == ["Norway"]
