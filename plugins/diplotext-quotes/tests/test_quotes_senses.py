"""Where a statement ends, and verbs and nouns that report in one sense only."""

import pytest


def contents(document):
    return [statement.text for statement in document.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks have failed, Orlova said as the envoys left.", ["The talks have failed"]),
        ("The talks have failed, Orlova said on Tuesday when she arrived in Oslo.", ["The talks have failed"]),
        ("The talks have failed, Okoro said since nobody had signed the note.", ["The talks have failed"]),
        ("The accord will hold, Lindqvist told reporters before the envoys left.", ["The accord will hold"]),
        ("Orlova said the border stays shut as the war continues.", ["the border stays shut as the war continues"]),
        (
            "Orlova said her plan, announced in Oslo in May, was not ready.",
            ["her plan, announced in Oslo in May, was not ready"],
        ),
        ("Okoro voiced frustration at the slow pace of the talks.", ["frustration at the slow pace of the talks"]),
        (
            "Orlova says the driver posed a threat and refused to leave the car.",
            ["the driver posed a threat and refused to leave the car"],
        ),
        (
            "Kenya pledged to invest in ports, build a railway and stay in the alliance.",
            ["to invest in ports, build a railway and stay in the alliance"],
        ),
        (
            "Orlova questioned the vote because the lists had been lost.",
            ["the vote because the lists had been lost"],
        ),
    ],
)
def test_where_content_ends(read, text, expected):
    assert contents(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Israeli drones attacked the vessel in the open sea on Friday.",
        "Kenyan troops attacked two villages across the border on Friday.",
        "The north declared independence in May.",
        "The north declared a state of emergency after the flood.",
        "The leaders proposed her on Friday.",
        "Okoro welcomed Anna Orlova in Stockholm on Friday.",
    ],
)
def test_deeds_are_not_statements(read, text):
    assert read(text).statements == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orlova attacked the plan on Friday.", ["the plan"]),
        ("Kenya attacked the report for its mistakes.", ["the report for its mistakes"]),
        ("Orlova declared the road open.", ["the road open"]),
        ("Okoro welcomed the signing of the treaty.", ["the signing of the treaty"]),
        ("Orlova proposed a joint fund for the border towns.", ["a joint fund for the border towns"]),
        ("Orlova thanked Kenya for its help at the border.", ["Kenya for its help at the border"]),
        ("Orlova highlighted the importance of the new bridge.", ["the importance of the new bridge"]),
        ("Both noted the importance of ending the war.", ["the importance of ending the war"]),
        ("The two presidents emphasised the importance of the bridge.", ["the importance of the bridge"]),
    ],
)
def test_the_same_verbs_where_something_is_said(read, text, expected):
    assert contents(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "There was a warning from Orlova that Kenya might leave the pact.",
            "Anna Orlova",
            "Kenya might leave the pact",
        ),
        ("There is speculation among diplomats that Kenya might leave.", "diplomats", "Kenya might leave"),
        ("Few read Okoro's announcement that the port would close.", "Samuel Okoro", "the port would close"),
        (
            "As per the ministry, the launch is a sign of wider plans.",
            "the ministry",
            "the launch is a sign of wider plans",
        ),
        ("Reports that Kenya might leave were denied by Orlova.", "Anna Orlova", "Reports that Kenya might leave"),
    ],
)
def test_nouns_and_their_sources(read, text, speaker, content):
    (statement,) = read(text).statements
    assert (str(statement.speaker), statement.text) == (speaker, content)


def test_a_verb_reports_the_clause_after_a_noun(read):
    (statement,) = read("Orlova stressed in her remarks that Kenya would sign the treaty.").statements
    assert (statement.cue_lemma, statement.text) == ("stress", "Kenya would sign the treaty")


@pytest.mark.parametrize(
    ("text", "planned", "asked", "negated"),
    [
        ("Orlova will tell the council that “trade is a source of joy.”", True, False, False),
        ("Orlova told the council that trade is a source of joy.", False, False, False),
        ("Orlova asked whether the bridge was safe.", False, True, False),
        ("“Is the bridge safe?” Orlova asked.", False, True, False),
        ("Orlova explained how the truce had failed.", False, False, False),
        ("Orlova declined to say whether the bridge was safe.", False, False, True),
        ("Orlova declined to join the fund for the bridge.", False, False, False),
    ],
)
def test_what_is_planned_asked_or_not_said(read, text, planned, asked, negated):
    (statement,) = read(text).statements
    assert (statement.planned, statement.asked, statement.negated) == (planned, asked, negated)


@pytest.mark.parametrize("text", ["Orlova could say that it was late.", "Will Orlova say that it was late?"])
def test_what_may_be_said(read, text):
    assert read(text).statements == ()


def test_one_official_is_not_the_state(read):
    (statement,) = read("A Kenyan official said that the talks would end soon.").statements
    assert statement.speaker.entity is None
