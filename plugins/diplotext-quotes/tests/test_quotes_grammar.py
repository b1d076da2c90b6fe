"""Statements that one reading of a parse would cut or miss, and what looks like them."""

import pytest


def contents(document):
    return [[span.text for span in statement.spans] for statement in document.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It is to the advantage of the union, Orlova says, to help write the rules of the trade.",
            [["It is to the advantage of the union", "to help write the rules of the trade"]],
        ),
        (
            "The plan would be aided, Okoro said, by the calendar of the eastern states.",
            [["The plan would be aided", "by the calendar of the eastern states"]],
        ),
        ("The dam will fill within a year, Orlova said, as the envoys left.", [["The dam will fill within a year"]]),
        (
            "Orlova said the film does not show the boxes, which she said were at the border.",
            [["the film does not show the boxes"], ["were at the border"]],
        ),
        (
            "Okoro told the Tribune that the road was shut, but he said that the bridge was open.",
            [["the road was shut"], ["the bridge was open"]],
        ),
        (
            "The ministers of Norway and Kenya are pleased to announce that their envoys will meet in May.",
            [["their envoys will meet in May"]],
        ),
        (
            "As first reported by the Oslo Tribune on Tuesday, there are forty delegates in the hall.",
            [["there are forty delegates in the hall"]],
        ),
        ("Speaking of the results of the talks, Mr Okoro noted that trade had grown.", [["trade had grown"]]),
        ("Our shared commitment to a dialogue underscores our desire for peace.", []),
        ("Orlova raised concerns about the prisons in the north.", [["concerns about the prisons in the north"]]),
        ("The bank raised interest rates by a third on Friday.", []),
    ],
)
def test_statement_is_whole_and_nothing_else_is_one(read, text, expected):
    assert contents(read(text)) == expected
