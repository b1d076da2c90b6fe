"""House styles of newspapers and agencies: commas outside marks, times beside subjects, lists of names, "as saying"."""

from __future__ import annotations

import pytest


def _found(document):
    return [
        ([speaker.mention.text for speaker in statement.speakers], statement.text) for statement in document.statements
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("“We must act”, Orlova said.", "Orlova", "We must act"),
        ('"We must act", said Orlova.', "Orlova", "We must act"),
        ("'It is over', she said.", "she", "It is over"),
        ("“We must act now. We must not wait”, Orlova said.", "Orlova", "We must act now. We must not wait"),
        ("“We must act”, Orlova said, “and soon”.", "Orlova", "We must act … and soon"),
    ],
)
def test_a_comma_outside_the_marks(read, text, speaker, content):
    assert _found(read(text)) == [([speaker], content)]


def test_a_quoted_title_before_an_attribution_is_no_speech(read):
    assert _found(read("On “Morning Talk”, Orlova said that the talks had failed.")) == [
        (["Orlova"], "the talks had failed")
    ]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Kenya on Monday accused the company of theft.", "Kenya"),
        ("Anna Orlova on Friday said the talks had failed.", "Anna Orlova"),
        ("The African Union on Tuesday demanded a truce.", "The African Union"),
    ],
)
def test_a_time_between_subject_and_cue_is_not_in_the_mention(read, text, mention):
    (statement,) = read(text).statements
    assert statement.speaker.mention.text == mention
    assert statement.speaker.entity is not None


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        (
            "Anna Orlova, Samuel Okoro and Peter Lind said the talks had failed.",
            ["Anna Orlova", "Samuel Okoro", "Peter Lind"],
        ),
        ("North and South Vara said the talks had failed.", ["North and South Vara"]),
        ("The Union of Work and Trade said prices rose.", ["The Union of Work and Trade"]),
        ("The leaders of Kenya and Sweden said the talks had failed.", ["The leaders of Kenya and Sweden"]),
        ("Orlova and Okoro said the talks had failed.", ["Orlova", "Okoro"]),
        ("The minister of trade, Anna Orlova, said the talks had failed.", ["Anna Orlova"]),
        ("Orlova, a diplomat and a lawyer, said the talks had failed.", ["Orlova"]),
    ],
)
def test_parts_of_a_subject(read, text, mentions):
    (statement,) = read(text).statements
    assert [speaker.mention.text for speaker in statement.speakers] == mentions


@pytest.mark.parametrize("text", ["The presidents of Sweden and Kenya said prices rose."])
def test_those_who_act_for_states_are_not_the_last_of_them(read, text):
    (statement,) = read(text).statements
    assert statement.speaker.entity is None


@pytest.mark.parametrize(
    "text",
    [
        "“We will talk,” replied the country's foreign minister, Anna Orlova.",
        "The talks failed, said a former diplomat, Dame Anna Orlova.",
        "The country's foreign minister, Anna Orlova, said the talks had failed.",
    ],
)
def test_a_name_in_apposition_is_the_speaker(read, text):
    (statement,) = read(text).statements
    assert statement.speaker.entity.name == "Anna Orlova"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It is over,” the agency quoted Anna Orlova as saying.", (["Anna Orlova"], "It is over,")),
        ("The agency quoted Anna Orlova as saying that it was over.", (["Anna Orlova"], "it was over")),
        ("The agency quoted her as saying: “It is over.”", (["her"], "It is over.")),
        ("The agency cited Anna Orlova as saying it was over.", (["Anna Orlova"], "it was over")),
        ("Anna Orlova was quoted by the agency as saying it was over.", (["Anna Orlova"], "it was over")),
    ],
)
def test_who_is_quoted_as_saying_something_is_the_speaker(read, text, found):
    assert _found(read(text)) == [found]


def test_a_report_that_comes_last_has_the_others_as_hearsay(read):
    inner, outer = sorted(
        read("Okoro warned the union that he would retaliate, Orlova said.").statements,
        key=lambda statement: statement.reported_in is None,
    )
    assert inner.reported_in == outer
    assert inner.text == "he would retaliate"
    assert inner.confidence is None


def test_a_second_report_is_not_part_of_the_first(read):
    assert _found(read("Orlova said it won and Okoro said it did not.")) == [
        (["Orlova"], "it won"),
        (["Okoro"], "it did not"),
    ]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Orlova did not say when talks would start.", True),
        ("Orlova did not say whether talks would start.", True),
    ],
)
def test_questions_that_are_not_answered(read, text, negated):
    (statement,) = read(text).statements
    assert statement.negated is negated
    assert statement.text.endswith("talks would start")


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that the talks had failed.",
        "None of the ministers said that the talks had failed.",
        "If Orlova says that the talks have failed, they have.",
        "Did Orlova say that the talks had failed?",
    ],
)
def test_what_nobody_is_reported_to_have_said(read, text):
    assert _found(read(text)) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Orlova said on Tuesday that the talks had failed.", "Tuesday"),
        ("Orlova, who arrived on Tuesday, said the talks had failed.", None),
    ],
)
def test_said_at_is_not_a_time_of_something_else(read, text, time):
    (statement,) = read(text).statements
    assert (statement.said_at.text if statement.said_at else None) == time


def test_that_after_an_addressee_is_not_in_the_content(read):
    assert _found(read("Anna Orlova said to the union that talks had failed.")) == [
        (["Anna Orlova"], "talks had failed")
    ]


@pytest.mark.parametrize("values", [[""], ["y"], ["Opine"], ["op ine "], ["1"]])
def test_further_cues_are_lemmas(values):
    from diplotext_quotes import QuoteExtractor

    with pytest.raises(ValueError, match="lemmas in lower case"):
        QuoteExtractor(extra_cues=values)


def test_one_further_cue():
    from diplotext_quotes import QuoteExtractor

    assert QuoteExtractor(extra_cues="wire").extra_cues == ("wire",)
