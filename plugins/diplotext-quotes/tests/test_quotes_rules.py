"""Positives and negatives of each rule: (text, [(mode, speaker, cue, content)])."""

from __future__ import annotations

import importlib.util

import pytest

DIRECT = [
    ("“The talks will go on,” Orlova said.", [("direct", "Anna Orlova", "said", "The talks will go on,")]),
    ('"The talks will go on," said Anna Orlova.', [("direct", "Anna Orlova", "said", "The talks will go on,")]),
    (
        "“The talks will go on,” the minister told reporters.",
        [("direct", "the minister", "told", "The talks will go on,")],
    ),
    ("“Will they ever agree?” Okoro asked.", [("direct", "Samuel Okoro", "asked", "Will they ever agree?")]),
    ("“We want peace.” Orlova said.", [("direct", "Anna Orlova", "said", "We want peace.")]),
    ("Orlova said, “The talks will go on.”", [("direct", "Anna Orlova", "said", "The talks will go on.")]),
    ("Orlova said on Tuesday: “It is over.”", [("direct", "Anna Orlova", "said", "It is over.")]),
    ("As for the border, Okoro said, “We are ready.”", [("direct", "Samuel Okoro", "said", "We are ready.")]),
    (
        "“The border,” Okoro said, “will stay open to all.”",
        [("direct", "Samuel Okoro", "said", "The border, … will stay open to all.")],
    ),
    (
        "“The border is open,” said Okoro. “It will stay so. We promise.”",
        [("direct", "Samuel Okoro", "said", "The border is open, … It will stay so. We promise.")],
    ),
    (
        "“It is over,” Orlova, the chief negotiator, said in Vienna.",
        [("direct", "Anna Orlova", "said", "It is over,")],
    ),
    ("Okoro continued:\n\n“Nobody asked us.”", [("direct", "Samuel Okoro", "continued", "Nobody asked us.")]),
    ("“We lost our home.” — Anna Orlova", [("direct", "Anna Orlova", "—", "We lost our home.")]),
    ("Said Orlova: “No deal is near.”", [("direct", "Anna Orlova", "Said", "No deal is near.")]),
]
INDIRECT = [
    ("Orlova said that the bridge is closed.", [("indirect", "Anna Orlova", "said", "the bridge is closed")]),
    ("Orlova said the bridge is closed.", [("indirect", "Anna Orlova", "said", "the bridge is closed")]),
    ("Okoro has repeatedly warned that it may fall.", [("indirect", "Samuel Okoro", "warned", "it may fall")]),
    (
        "Orlova and Lindqvist made it clear before their lunch, which was short, that aid would be first.",
        [("indirect", "Anna Orlova+Peter Lindqvist", "made it clear", "aid would be first")],
    ),
    (
        "Okoro told reporters in Nairobi on Tuesday that the vote was fair.",
        [("indirect", "Samuel Okoro", "told", "the vote was fair")],
    ),
    ("The bridge is closed, Orlova said.", [("indirect", "Anna Orlova", "said", "The bridge is closed")]),
    ("Orlova said Monday's vote was fair.", [("indirect", "Anna Orlova", "said", "Monday's vote was fair")]),
    ("Orlova said last year's vote was fair.", [("indirect", "Anna Orlova", "said", "last year's vote was fair")]),
    ("Orlova said the May vote would be fair.", [("indirect", "Anna Orlova", "said", "the May vote would be fair")]),
    (
        "The bridge is closed, a diplomat said on condition of anonymity.",
        [("indirect", "a diplomat", "said", "The bridge is closed")],
    ),
    (
        "OSLO, May 3 (Example Wire) - The bridge is closed, Orlova told reporters.\n\nIt rained.",
        [("indirect", "Anna Orlova", "told", "The bridge is closed")],
    ),
    (
        "The bridge, Orlova said, is closed for good.",
        [("indirect", "Anna Orlova", "said", "The bridge … is closed for good")],
    ),
    (
        "The bridge is closed, according to the ministry.",
        [("indirect", "the ministry", "according to", "The bridge is closed")],
    ),
    (
        "According to Anna Orlova, the minister, the bridge is closed.",
        [("indirect", "Anna Orlova", "According to", "the bridge is closed")],
    ),
    (
        "Okoro admitted that prices rose, but added that they would fall.",
        [
            ("indirect", "Samuel Okoro", "admitted", "prices rose"),
            ("indirect", "Samuel Okoro", "added", "they would fall"),
        ],
    ),
    (
        "Orlova left the room, saying that she was tired.",
        [("indirect", "Anna Orlova", "saying", "she was tired")],
    ),
    (
        "Okoro reiterated his call for new elections.",
        [("indirect", "Samuel Okoro", "reiterated", "his call for new elections")],
    ),
    (
        "Lindqvist asked whether the bridge was safe.",
        [("indirect", "Peter Lindqvist", "asked", "whether the bridge was safe")],
    ),
    ("Okoro promised to visit Oslo.", [("indirect", "Samuel Okoro", "promised", "to visit Oslo")]),
    ("Orlova: Bridge to Stay Closed\nThe bridge fell.", [("indirect", "Anna Orlova", ":", "Bridge to Stay Closed")]),
    ("The law states that no one may enter.", [("indirect", "The law", "states", "no one may enter")]),
    (
        "Okoro was quoted as saying that all was well.",
        [("indirect", "Samuel Okoro", "was quoted as saying", "all was well")],
    ),
]
MIXED = [
    (
        "Orlova said the plan was “dead on arrival” in Oslo.",
        [("mixed", "Anna Orlova", "said", "the plan was “dead on arrival” in Oslo")],
    ),
    (
        "This step would “bring us back to the start” Okoro said.",
        [("mixed", "Samuel Okoro", "said", "This step would “bring us back to the start”")],
    ),
    (
        "Okoro called the vote “a bad joke” on Tuesday.",
        [("mixed", "Samuel Okoro", "called", "the vote “a bad joke”")],
    ),
]
NOTHING = [
    "The repeatedly stated principle of the treaty still holds.",
    "The United States sent three ships.",
    "She read “The Bridge of Ivory” on the train.",
    "The so-called “peace” did not last.",
    "Nobody in Oslo “wanted this war” to go on.",
    "Okoro was told to leave.",
    "Okoro did not say that he would come.",
    "Okoro could say that it was late.",
    "The claims that he made were false.",
    "Everything went according to plan.",
    "Kenya's continued growth will be slow.",
    "Orlova believes the plan is good.",
    "Lindqvist met Orlova and Okoro in Stockholm.",
    pytest.param(
        "Russian claims that surprised nobody came first.",
        marks=pytest.mark.xfail(
            importlib.util.find_spec("en_diplotext_accurate") is not None,
            reason="the accurate parse takes the noun before “that” for a verb, and the small one does not",
        ),
    ),
    "“”",
    "",
]


def found(document):
    return [
        (
            statement.mode,
            "+".join(str(speaker) for speaker in statement.speakers),
            statement.cue.text if statement.cue else None,
            statement.text,
        )
        for statement in document.statements
    ]


@pytest.mark.parametrize(("text", "expected"), DIRECT + INDIRECT + MIXED)
def test_statements(read, text, expected):
    assert found(read(text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_false_friends(read, text):
    assert found(read(text)) == []


def test_aside_in_an_indirect_statement_is_cut_out_and_attributed(read):
    text = "Orlova noted that the border is calm, and it is - as President Okoro put it - that Kenya wants peace, she said."
    outer, inner = read(text).statements
    assert outer.text == "the border is calm, and it is … that Kenya wants peace"
    assert (str(outer.speaker), outer.cue_lemma) == ("Anna Orlova", "note")
    assert (str(inner.speaker), inner.cue.text, inner.text) == ("Samuel Okoro", "put it", "Kenya wants peace")
    assert inner.reported_in == outer
