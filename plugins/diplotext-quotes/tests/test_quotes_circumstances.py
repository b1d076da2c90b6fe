"""What a statement tells beside its content: kinds of sources, holder, medium, addressees, negation, nesting."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orlova said it was late.", "person"),
        ("A senior diplomat said it was late.", "person"),
        ("The African Union said it was late.", "organization"),
        ("The ministry said it was late.", "organization"),
        ("Stockholm said it was late.", "state"),
        ("Officials said it was late.", "group"),
        ("The report says it was late.", "document"),
        ("The law states that no one may enter.", "document"),
        ("They said it was late.", None),
    ],
)
def test_kinds_of_sources(read, text, kind):
    (statement,) = read(text).statements
    assert statement.speaker.kind == kind


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Orlova reiterated Kenya's wish for a stable border.", "Kenya"),
        ("Orlova said that Kenya wants a stable border.", "Kenya"),
        ("Orlova said that Kenya is ready to talk.", "Kenya"),
        ("Orlova criticized the Kenyan refusal to talk.", "Kenya"),
        ("Orlova said that Okoro opposes the deal.", "Samuel Okoro"),
        ("Orlova reiterated her wish for a stable border.", None),
        ("Orlova said that Orlova wants a stable border.", None),
        ("Orlova said that Kenya signed the deal.", None),
        ("Orlova praised Kenya's army.", None),
    ],
)
def test_holder(read, text, holder):
    statement = read(text).statements[0]
    assert (statement.holder.name if statement.holder else None) == holder


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("Orlova said in an interview that it was late.", "interview"),
        ("In a statement on Tuesday, Orlova said it was late.", "statement"),
        ("“It is late,” Orlova wrote on Twitter.", "post"),
        ("Orlova tweeted that it was late.", "post"),
        ("Orlova told reporters at a news conference that it was late.", "press_conference"),
        ("Orlova testified that it was late.", "hearing"),
        ("Orlova said that the interview was late.", None),
        ("Orlova called the vote a farce.", None),
        ("It was reported that the vote was a farce.", None),
    ],
)
def test_medium(read, text, medium):
    assert read(text).statements[0].medium == medium


@pytest.mark.parametrize(
    ("text", "negated", "factive"),
    [
        ("Orlova did not say whether it was late.", True, False),
        ("Orlova did not mention the border.", True, False),
        ("Orlova denied that it was late.", False, False),
        ("Orlova acknowledged that it was late.", False, True),
    ],
)
def test_negated_and_factive_cues(read, text, negated, factive):
    (statement,) = read(text).statements
    assert (statement.negated, statement.factive) == (negated, factive)


def test_first_person_in_a_quotation_is_who_is_quoted(read):
    outer, inner = read("“I told them that the deal was dead,” Orlova said.").statements
    assert (inner.text, inner.reported_in) == ("the deal was dead", outer)
    assert (inner.speaker.mention.text, str(inner.speaker), inner.speaker.basis) == ("I", "Anna Orlova", "speaker")
    assert inner.confidence is None


def test_a_quotation_inside_a_quotation_is_hearsay(read):
    outer, inner = read("“Okoro told me, ‘We will never sign,’” Orlova said.").statements
    assert (str(inner.speaker), inner.text, inner.mode) == ("Samuel Okoro", "We will never sign,", "direct")
    assert inner.reported_in == outer


def test_relative_pronoun_is_linked_to_its_antecedent(read):
    (statement,) = read("The talks were led by Orlova, who said that it was late.").statements
    assert (statement.speaker.mention.text, str(statement.speaker)) == ("who", "Anna Orlova")


def test_unknown_speakers_are_left_open(read):
    (statement,) = read("It was reported that the deal was dead.").statements
    assert (statement.speakers, statement.text) == ((), "the deal was dead")


def test_but_parts_two_claims(read):
    text = "Orlova said that prices rose, but that wages fell."
    assert [(s.cue.text, s.text) for s in read(text).statements] == [("said", "prices rose"), ("said", "wages fell")]


def test_a_second_cue_goes_on_with_the_reporter(read):
    text = "Orlova said that Okoro was late, but declined to say why."
    assert [str(statement.speaker) for statement in read(text).statements] == ["Anna Orlova", "Anna Orlova"]


def test_options(read):
    text = "Orlova wants “a new start” for all. Okoro believes that it is late. Orlova said no."
    assert "quote.quoted-words" in {s.rule for s in read(text).statements}
    assert "quote.quoted-words" not in {s.rule for s in read(text, partial_quotes=False).statements}
    assert "believe" not in {s.cue_lemma for s in read(text).statements}
    assert "believe" in {s.cue_lemma for s in read(text, attitudes=True).statements}
    assert all(len(s.text.split()) >= 4 for s in read(text, min_words=4).statements)
