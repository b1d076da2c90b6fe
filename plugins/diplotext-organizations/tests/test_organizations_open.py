"""Names that no table holds, and acronyms."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import diplotext
from diplotext import Knowledge, Pipeline, Record
from diplotext_organizations import OrganizationExtractor
from diplotext_organizations.acronyms import matches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ministry of Foreign Affairs said", "Ministry of Foreign Affairs"),
        ("an Interior Ministry spokesman", "Interior Ministry"),
        ("the Russian Foreign Ministry said", "Foreign Ministry"),
        ("the Ruritanian Border Commission met", "Ruritanian Border Commission"),
        ("the Council of Elders met", "Council of Elders"),
        ("the Institute for War and Peace Studies", "Institute for War and Peace Studies"),
        ("the Social, Cultural, and Economic Council", "Social, Cultural, and Economic Council"),
        ("the Order and Justice Party won", "Order and Justice Party"),
        ("the Rural People's Party won", "Rural People's Party"),
        ("the Police Officers' Union struck", "Police Officers' Union"),
        ("at the University of Zenda, he", "University of Zenda"),
        ("the French Parliament voted", "French Parliament"),
        ("the Party of Regions lost", "Party of Regions"),
        ("Zenda-based Strelsau Group grew", "Strelsau Group"),
        ("shares of Strelsau Motors Inc. fell", "Strelsau Motors Inc."),
        ("In Strelsau Supreme Court judges met", "Strelsau Supreme Court"),
        ("the Office of the Border Commission Zork Blatt", "Office of the Border Commission"),
    ],
)
def test_head_nouns(read, text, expected):
    assert [organization.text for organization in read(text).organizations] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Council met.",
        "He joined the party.",
        "They work in the Oval Office.",
        "On Monday Parliament voted.",
        "THE MINISTRY OF TRUTH SAYS NO",
        "Former President Committee",
        "He is a German Union man.",
        "the Heritage Office Building",
    ],
)
def test_what_is_no_name(read, text):
    assert read(text).organizations == ()


def test_ministries_of_two_nations_are_two(read):
    document = read("The Russian Foreign Ministry and the Ukrainian Foreign Ministry spoke.")
    assert [organization.name for organization in document.organizations] == [
        "Russian Foreign Ministry",
        "Ukrainian Foreign Ministry",
    ]


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("the Joint Border Commission (JBC) met. The JBC left.", "Joint Border Commission", "JBC"),
        ("the JBC (Joint Border Commission) met. Then JBC left.", "Joint Border Commission", "JBC"),
        ("the JBC's (Joint Border Commission) rules; the JBC left", "Joint Border Commission", "JBC"),
        ("the Joint Border Commission, or JBC, met", "Joint Border Commission", "JBC"),
        ("Alternative for Ruritania (AfR) won; AfR is new", "Alternative for Ruritania", "AfR"),
        ("the National Audit Office (KLMN) said; KLMN left", "National Audit Office", "KLMN"),
        ("the Supreme Border Guard Council met. SBGC rules hold.", "Supreme Border Guard Council", "SBGC"),
    ],
)
def test_acronyms(read, text, name, acronym):
    (organization,) = read(text).organizations
    assert (organization.name, organization.acronym or acronym) == (name, acronym)
    assert [m.text for m in organization.mentions if m.form == "acronym"][-1] == acronym
    assert any(m.text == name for m in organization.mentions)


@pytest.mark.parametrize(
    "text",
    [
        "the Nuclear Test Ban Treaty (NTBT) holds",
        "Gross Domestic Product (GDP) grew",
        "He spoke of the end. Peace Came (TPC) late",
        "the minister (JBC) left",
        "the CEO said so",
    ],
)
def test_no_organization_is_defined(read, text):
    assert read(text).organizations == ()


def test_definition_beats_the_table(read):
    (organization,) = read("The Army Union (AU) met. Later AU members left.").organizations
    assert organization.name == "Army Union"


def test_short_form(read):
    (organization,) = read("The European Commission met. Later the Commission agreed.").organizations
    assert [mention.text for mention in organization.mentions] == ["European Commission", "Commission"]


def test_short_form_of_two_is_left(read):
    text = "The European Commission and the Border Commission met. Later the Commission agreed."
    assert [len(organization.mentions) for organization in read(text).organizations] == [1, 1]


def test_part_of_a_longer_name(read):
    (party,) = read("The Democratic Green Party of Ruritania won. The Green Party of Ruritania is new.").organizations
    assert len(party.mentions) == 2


def test_acronym_by_its_neighbour(read):
    (party,) = read("The XYZ party won. Then XYZ lost.").organizations
    assert (party.name, len(party.mentions), party.rule) == ("XYZ", 2, "organization.acronym-neighbour")


@pytest.mark.parametrize(
    ("acronym", "long", "fit"),
    [
        ("JBC", "Joint Border Commission", True),
        ("OSCE", "Organization for Security and Co-operation in Europe", True),
        ("UNESCO", "United Nations Educational Scientific and Cultural Organization", True),
        ("DoD", "Department of Defense", True),
        ("JBC", "Joint Commission", False),
        ("XYZ", "Joint Border Commission", False),
    ],
)
def test_letters(acronym, long, fit):
    assert matches(acronym, long.split()) is fit


def test_options(bare_language):
    extractor = OrganizationExtractor(open_names=False, demonyms=False)
    bare = Pipeline([extractor], knowledge=Knowledge(), language=bare_language)
    assert bare.read("The Border Commission (BC) met; BC left.").annotations == ()


LANGUAGE = spacy.blank("en")
LANGUAGE.add_pipe("sentencizer")
LANGUAGE.add_pipe("entity_ruler").add_patterns(
    [{"label": "ORG", "pattern": p} for p in ("ABC", "Russia NATO", "of Foreign")]
)  # type: ignore[union-attr]
PIPELINE = Pipeline(
    [OrganizationExtractor()],
    language=LANGUAGE,
    knowledge=Knowledge(
        [
            Record(id="s", kind="state", name="Russia", source="test", as_of="2026"),
            Record(id="o", kind="organization", name="NATO", source="test", as_of="2026"),
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Council",
                "of",
                "the",
                "NATO",
                "(",
                ")",
                ",",
                ".",
                "Russia",
                "'s",
                "and",
                "Foreign",
                "Ministry",
                "\n",
                "ABC",
            ]
        ),
        max_size=30,
    )
)
def test_any_text(words):
    document = PIPELINE.read(" ".join(words) or " ")
    seen = set()
    for mention, _ in document.mentions:
        assert not seen & set(range(mention.start, mention.end))
        seen |= set(range(mention.start, mention.end))
    assert document == PIPELINE.read(document.text)
    assert isinstance(document, diplotext.Document)
