"""Transcripts, interviews, texts under a name, and quotations side by side: who speaks is a matter of layout."""

import pytest


def said(document):
    return [(str(statement.speaker), statement.text) for statement in document.statements]


def test_a_transcript(read):
    text = (
        "Anna Orlova met Peter Lindqvist in Oslo.\n\nMODERATOR: Will there be talks on the border?\n\n"
        "ANNA ORLOVA: There will be talks in Oslo today. I expect a result.\n\n"
        "We have waited for a year. (Applause.)\n\n"
        "PETER LINDQVIST: So have we."
    )
    assert said(read(text)) == [
        ("MODERATOR", "Will there be talks on the border?"),
        ("Anna Orlova", "There will be talks in Oslo today. I expect a result.\n\nWe have waited for a year."),
        ("Peter Lindqvist", "So have we."),
    ]


@pytest.mark.parametrize(("question", "answer"), [("Q.", "A."), ("Q:", "A:"), ("Q", "THE MINISTER:")])
def test_questions_and_answers(read, question, answer):
    text = f"{question} Is the border open?\n\n{answer} It opened in May.\n\n{question} And the port?\n\n{answer} It is shut."
    statements = read(text).statements
    assert [s.text for s in statements] == ["Is the border open?", "It opened in May.", "And the port?", "It is shut."]
    assert [s.asked for s in statements] == [True, False, True, False]
    assert all(s.cue is None and s.mode == "direct" and s.rule == "quote.turn" for s in statements)


def test_names_in_small_letters_are_labels_if_they_return(read):
    text = (
        "Anna Orlova met Peter Lindqvist in Oslo.\n\nAnna Orlova: The road is open, as you know.\n\n"
        "Peter Lindqvist: I came by it this morning.\n\nAnna Orlova: Good."
    )
    turns = [statement for statement in read(text).statements if statement.rule == "quote.turn"]
    assert [turn.speaker.name for turn in turns] == ["Anna Orlova", "Peter Lindqvist", "Anna Orlova"]


def test_a_text_under_a_name(read):
    text = (
        "The ministry published a note on Friday.\n\nStatement by Anna Orlova:\n\nThe treaty is signed. We thank all."
    )
    assert said(read(text)) == [("Anna Orlova", "The treaty is signed. We thank all.")]


@pytest.mark.parametrize(
    "text",
    [
        "Background: The treaty was signed in May.\n\nNext: The envoys meet in Oslo on Friday.",
        "The votes are in.\n\nOrlova: 45 percent\n\nLindqvist: 41 percent\n\nOkoro: 14 percent",
        "A new road will link the two towns.\n\nA bridge comes next year.",
        "Orlova: Border to Stay Open\n\nThe envoys met in Oslo on Friday.\n\nThe port: it opens in May.",
    ],
)
def test_what_only_looks_like_turns(read, text):
    assert all(statement.rule != "quote.turn" for statement in read(text).statements)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orlova said: “We have the log.” “It is the end of the pact,” Okoro told reporters.",
            [("Anna Orlova", "We have the log."), ("Samuel Okoro", "It is the end of the pact,")],
        ),
        (
            "Orlova asked: “Where is the log?” “Nobody knows,” Lindqvist answered.",
            [("Anna Orlova", "Where is the log?"), ("Peter Lindqvist", "Nobody knows,")],
        ),
    ],
)
def test_quotations_side_by_side_belong_to_two(read, text, expected):
    assert said(read(text)) == expected


@pytest.mark.parametrize("verb", ["called from the back of the room", "fumed", "queried", "shot back", "called"])
def test_a_question_before_its_attribution(read, verb):
    assert said(read(f"“What is left of the accord, Minister?” Orlova {verb}.")) == [
        ("Anna Orlova", "What is left of the accord, Minister?")
    ]
