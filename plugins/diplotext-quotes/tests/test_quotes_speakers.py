"""Who the speaker is: mention, entity, form and basis."""

from __future__ import annotations

import pytest

from diplotext.plugin.tracing import Trace

SPEAKERS = [
    ("Kenyan Foreign Minister Samuel Okoro said it was late.", "Kenyan Foreign Minister Samuel Okoro", "Samuel Okoro"),
    ("Samuel Okoro, the foreign minister of Kenya, said it was late.", "Samuel Okoro", "Samuel Okoro"),
    ("Okoro, who flew in from Oslo, said it was late.", "Okoro", "Samuel Okoro"),
    ("On Tuesday Okoro said it was late.", "Okoro", "Samuel Okoro"),
    ("A spokesman for Okoro said it was late.", "A spokesman for Okoro", None),
    ("Okoro's lawyer said it was late.", "Okoro's lawyer", None),
    ("The Kenyan foreign minister said it was late.", "The Kenyan foreign minister", None),
    ("Kenya's foreign minister, Samuel Okoro, has said that it was late.", "Samuel Okoro", "Samuel Okoro"),
    ("One regional bloc, the African Union, has said that it was late.", "African Union", "African Union"),
    ("Kenya's foreign minister, Samuel Okoro's friend, said it was late.", "Kenya's foreign minister", None),
    ("Kenyan officials said it was late.", "Kenyan officials", None),
    ("A senior Kenyan official said it was late.", "A senior Kenyan official", None),
    ("The Kenyan government said it was late.", "The Kenyan government", "Kenya"),
    ("An African Union statement said it was late.", "An African Union statement", "African Union"),
    ("Okoro's statement said it was late.", "Okoro's statement", "Samuel Okoro"),
    ("A statement by Okoro said it was late.", "A statement by Okoro", "Samuel Okoro"),
    ("A statement on Kenya said it was late.", "A statement on Kenya", None),
    ("Kenyan ambassador to Sweden Samuel Okoro said it was late.", None, "Samuel Okoro"),
    ("Kenyan soldiers said it was late.", "Kenyan soldiers", None),
    ("Stockholm said it was late.", "Stockholm", "Sweden"),
    ("The African Union said it was late.", "The African Union", "African Union"),
    ("Officials said it was late.", "Officials", None),
    ("Maria Petrovic said it was late.", "Maria Petrovic", None),
    ("“It is late,” said a senior official who asked not to be named.", "a senior official", None),
    ("“It is late,” Secretary of State Anna Orlova said.", "Secretary of State Anna Orlova", "Anna Orlova"),
]


@pytest.mark.parametrize(("text", "mention", "entity"), SPEAKERS)
def test_speaker(read, text, mention, entity):
    (statement,) = read(text).statements
    speaker = statement.speaker
    assert mention is None or speaker.mention.text == mention
    assert (speaker.entity.name if speaker.entity else None) == entity
    assert speaker.basis == "cue"


def test_pronoun_is_linked_where_the_people_are(read):
    first, second = read("Orlova spoke. She said that it was late. They said that it was early.").statements
    assert (first.speaker.entity.name, first.speaker.mention.form) == ("Anna Orlova", "pronoun")
    assert (second.speaker.entity, second.speaker.mention.form) == (None, "pronoun")


def test_forms_without_an_entity(read):
    texts = ("The official said it was late.", "Maria Petrovic said it was late.", "It said that all was well.")
    assert [read(text).statements[0].speaker.mention.form for text in texts] == ["description", "name", "pronoun"]


def test_elided_subject(read):
    _, second = read("Orlova said that it was late, and added that it was cold.").statements
    assert (second.speaker.basis, second.speaker.entity.name) == ("elided", "Anna Orlova")


def test_said_at_and_addressee(read):
    (statement,) = read("Okoro told Orlova on Tuesday that the road was open.").statements
    assert statement.said_at.text == "Tuesday"
    assert [str(addressee) for addressee in statement.addressees] == ["Anna Orlova"]
    (statement,) = read("Okoro said that Tuesday was too late.").statements
    assert statement.said_at is None


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("A senior Kenyan official said on Monday that it was late.", "Kenya"),
        ("Kenyan diplomats said on Monday that it was late.", "Kenya"),
        ("Officials of the African Union said on Monday that it was late.", "African Union"),
        ("Officials said on Monday that it was late.", None),
        ("Kenyan soldiers said on Monday that it was late.", None),
    ],
)
def test_the_state_or_body_of_somebody_without_a_name(read, text, holder):
    (statement,) = read(text).statements
    assert (statement.holder.name if statement.holder else None) == holder


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("The African Union met envoys on Monday in Oslo. The union said that it was late.", ["African Union"]),
        ("The African Union met envoys on Monday in Oslo. The ministry said that it was late.", []),
        ("The African Union met Kenya Airways. The Union of Work and Trade left. The union said it was late.", None),
        ("The Kenyan government has wanted a deal for years. The government said that it was late.", ["Kenya"]),
        ("Kenya has wanted a deal with its neighbours for years. The government said that it was late.", []),
        ("The African Union said it was early. It also said that it was late.", ["African Union"]),
        ("Kenya signed the treaty on Monday. It said that it was late.", ["Kenya"]),
        ("Orlova signed the treaty on Monday. It said that it was late.", []),
        ("The African Union and Kenya met on Monday. They said that it was late.", ["African Union", "Kenya"]),
        ("Envoys of Kenya met on Monday. They said that it was late.", []),
    ],
)
def test_bodies_that_no_name_says(read, text, entities):
    last = read(text).statements[-1]
    named = [speaker.entity.name for speaker in last.speakers if speaker.entity]
    assert named == (["Union of Work and Trade"] if entities is None else entities)


def test_who_else_a_body_could_be_is_traced(read):
    text = "The African Union met in Oslo. The Union of Work and Trade left on Monday. The union said it was late."
    with Trace() as trace:
        read(text)
    reasons = [step.reason for step in trace.steps if "also considered" in step.reason]
    assert reasons == [
        "taken for Union of Work and Trade, named last; also considered: African Union (mentioned 2 sentences earlier)"
    ]
