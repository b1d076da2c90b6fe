"""Known names: ambiguity, nesting, hyphens, metonyms."""

from __future__ import annotations

import pytest

NATO = ("NATO", "acronym", "North Atlantic Treaty Organization")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks in NATO go on.", [NATO]),
        ("The NATO's plan.", [NATO]),
        ("NATO-led troops stayed.", [NATO]),
        (
            "The Organisation for Security and Cooperation in Europe met.",
            [
                (
                    "Organisation for Security and Cooperation in Europe",
                    "name",
                    "Organization for Security and Co-operation in Europe",
                )
            ],
        ),
        ("the Russia-NATO Council’s session", [("Russia-NATO Council", "name", "NATO-Russia Council")]),
        ("the NATO Council of Russia met", [("NATO Council of Russia", "name", "NATO-Russia Council")]),
        ("a Russian-US dialogue", [("Russian", "demonym", "Russia"), ("US", "acronym", "United States")]),
        ("Russia-U.S. consultations", [("Russia", "name", "Russia"), ("U.S.", "acronym", "United States")]),
        ("Our American colleagues left.", [("American", "demonym", "United States")]),
        ("Russia, US Agree on Talks", [("Russia", "name", "Russia"), ("US", "acronym", "United States")]),
    ],
)
def test_known_names(found, text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They gave us a lift.",
        "He lives in New Mexico.",
        "A storm over the Gulf of Mexico.",
        "Ships in the Indian Ocean.",
        "WHO WILL GO TO THE TALKS",
        "THE TALKS GIVE US HOPE",
        "It cost US$40.",
        "See nato.int/EU.html and @NATO.",
        "The statement was in Russian.",
        "She speaks German.",
        "Latin American leaders",
    ],
)
def test_false_friends(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The minister flew to Georgia and Ukraine.", True),
        ("Georgia votes on Sunday. Tbilisi expects unrest.", True),
        ("Voters in Georgia and Alabama went to the polls near Atlanta.", False),
        ("Aid was sent to Jordan.", True),
        ("The king met refugees; Jordan hosts many Syrian families. In Amman he spoke.", True),
        ("Coach Michael Jordan spoke.", False),
        ("Hamilton Jordan said no.", False),
    ],
)
def test_ambiguous_states(read, text, meant):
    assert any(state.name in ("Georgia", "Jordan") for state in read(text).states) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A warning by the WHO came late.", True),
        ("Aging: WHO call to action", True),
        ("WHO IS WINNING THE RACE", False),
        ("The World Health Organization and WHO staff", True),
        ("The US sanctions need Congress to act.", True),
        ("The party asked Congress for help in Lima.", False),
        ("The US watched as Peru's Congress met.", False),
    ],
)
def test_ambiguous_organizations(read, text, meant):
    assert bool(read(text).organizations) is meant


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It harms Moscow's vital interests.", "state.metonym-possessive"),
        ("Moscow’s response came late.", "state.metonym-possessive"),
        ("Moscow said it would wait.", "state.metonym-subject"),
        ("Kyiv has repeatedly denied this.", "state.metonym-subject"),
        ("Relations between Moscow and Kyiv are bad.", "state.metonym-relation"),
        ("They put pressure on Moscow.", "state.metonym-relation"),
        ("The Kremlin was silent.", "state.metonym-seat"),
        ("A pro-Kremlin paper", "state.metonym-seat"),
        ("according to the Kremlin, it rained", "state.metonym-seat"),
        ("engagement between Moscow and Kyiv", "state.metonym-relation"),
    ],
)
def test_metonyms(read, text, rule):
    (first, *_) = read(text).states
    assert (first.rule, first.mentions[0].form) == (rule, "metonym")


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Moscow.",
        "Moscow's streets were empty.",
        "He flew from Moscow to Kyiv.",
        "The train to Moscow said to be late never came.",
        "Fog lay over Moscow on Monday.",
        "A man was shot outside the White House.",
        "the road between Moscow and Kyiv",
    ],
)
def test_capitals_as_places(read, text):
    assert read(text).states == ()


def test_codes_come_from_the_record(read):
    (state,) = read("Russia waits.").states
    assert dict(state.identifiers) == {"iso3166": "RU", "wikidata": "Q159"}
    (organization,) = read("NATO waits.").organizations
    assert (organization.acronym, organization.category) == ("NATO", "alliance")
    assert organization.identifiers["wikidata"] == "Q7184"


@pytest.mark.parametrize(
    "text",
    [
        "The Normandy Format’s members (Russia, Germany, France, and Ukraine) sent letters.",
        "In the Normandy format (Russia, Germany, France and Ukraine) talks go on.",
    ],
)
def test_members_in_brackets(read, text):
    (format_,) = read(text).organizations
    assert format_.category == "format"
    assert [member.name for member in format_.members] == ["Russia", "Germany", "France", "Ukraine"]


def test_other_brackets_hold_no_members(read):
    (format_,) = read("The Normandy Format (see Russia, page 3) is old.").organizations
    assert format_.members == ()


def test_credit_lines_are_no_mentions(read):
    assert read("The talks ended late. ab / cd (AFP, Reuters)").organizations == ()
    assert [o.name for o in read("The envoy told Reuters (and AFP) about it.").organizations]
