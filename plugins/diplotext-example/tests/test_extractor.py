"""What is found and what is not: one table for each rule, false friends included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Pipeline
from diplotext.text import Words
from diplotext_example import Treaty, TreatyExtractor
from diplotext_example.finding import find


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        ("Both quote the Minsk agreements.", "Minsk agreements", "Minsk agreements"),
        ("They kept Minsk-2 in mind.", "Minsk-2", "Minsk agreements"),
        ("New START expires.", "New START", "New Strategic Arms Reduction Treaty"),
        ("the New START treaty expires", "New START treaty", "New Strategic Arms Reduction Treaty"),
        ("the Iran nuclear deal is alive", "Iran nuclear deal", "Joint Comprehensive Plan of Action"),
        ("Under the JCPOA, they may.", "JCPOA", "Joint Comprehensive Plan of Action"),
        ("Chile joined the Paris Agreement.", "Paris Agreement", "Paris Agreement"),
        (
            "the Vienna Convention on Diplomatic Relations protects her",
            "Vienna Convention on Diplomatic Relations",
            "Vienna Convention on Diplomatic Relations",
        ),
        ("NORTH KOREA QUITS KYOTO PROTOCOL", "KYOTO PROTOCOL", "Kyoto Protocol"),
    ],
)
def test_known_names(read, text, written, name):
    [treaty] = read(text).of(Treaty)
    assert (treaty.text, treaty.name, treaty.rule) == (written, name, "treaty.known")


@pytest.mark.parametrize(
    ("text", "written", "category"),
    [
        ("Chile left the Atacama Water Treaty.", "Atacama Water Treaty", "treaty"),
        ("Under the Treaty of Zenda it is free.", "Treaty of Zenda", "treaty"),
        (
            "Under Article 5 of the Zenda Convention on River Traffic, no.",
            "Zenda Convention on River Traffic",
            "convention",
        ),
        ("The 1947 Treaty of Peace drew the line.", "1947 Treaty of Peace", "treaty"),
        ("They signed the Korda Protocol on Monday.", "Korda Protocol", "protocol"),
        ("The Korda Protocol II holds.", "Korda Protocol II", "protocol"),
        (
            "the Convention against Enforced Disappearance applies",
            "Convention against Enforced Disappearance",
            "convention",
        ),
        ("the German-Soviet Nonaggression Pact was secret", "German-Soviet Nonaggression Pact", "pact"),
        ("the Treaty of Friendship and Cooperation with Peru holds", "Treaty of Friendship and Cooperation", "treaty"),
        ("the Charter for European Security says so", "Charter for European Security", "charter"),
        ("In Zenda Convention cases, courts wait.", "Zenda Convention", "convention"),
        ("Austria's State Treaty made it neutral.", "State Treaty", "treaty"),
        (
            "Nobody knows what the two states in the south of the ocean will do next.\nThe ministers of both say that since the end of the summer the Rarotonga\nTreaty is in force in all their waters, and that nobody has broken it in\nthe months that have passed since then, or will do so in the next years.",
            "Rarotonga\nTreaty",
            "treaty",
        ),
    ],
)
def test_names_of_no_table(read, text, written, category):
    [treaty] = read(text).of(Treaty)
    assert (treaty.text, treaty.category, treaty.rule) == (written, category, "treaty.named")
    assert treaty.name == " ".join(written.split())


@pytest.mark.parametrize(
    "text",
    [
        "The Treaty holds.",
        "This Agreement is void.",
        "She spoke at the Democratic National Convention.",
        "They met in the Zenda Convention Center.",
        "the North Atlantic Treaty Organization met",
        "the Internet Protocol carries it",
        "a Collective Bargaining Agreement was reached",
        "The Draft Agreement is long.",
        "On Monday Convention staff left.",
        "It rained.\nKorda Industries Sign Zenda Copper Agreement\nIt rained.",
        "Korda Industries Sign Copper Agreement With Zenda Mines",
        "He is Chief of Protocol.",
        "She addressed the Zenda Baptist Convention.",
        "They agreed on Charter Communications.",
        "the treaty between them",
    ],
)
def test_what_is_no_name(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Nobody keeps the Geneva ceasefire agreement.", "Geneva ceasefire agreement"),
        ("The Zenda accords ended it.", "Zenda accords"),
        ("The Lima peace treaty is old.", "Lima peace treaty"),
        ("the Libya ceasefire deal held", "Libya ceasefire deal"),
    ],
)
def test_known_by_a_place(found, text, written):
    assert found(text) == [(written, "place")]


@pytest.mark.parametrize(
    "text",
    [
        "The Libya deal failed.",  # "deal" alone says too little
        "The French agreement surprised us.",
        "the Monday agreement held",
        "A Lima convention hall burned.",
        "the Smith deal",
        "the Berlin coalition agreement holds",
        "accords of this kind",
    ],
)
def test_not_known_by_a_place(found, text):
    assert [pair for pair in found(text) if pair[1] == "place"] == [] or "hall" in text


@pytest.mark.parametrize(
    ("text", "written", "parties"),
    [
        ("Togo signed a memorandum of understanding with Ghana.", "memorandum of understanding", ["Togo", "Ghana"]),
        ("Togo and Benin have signed an extradition treaty.", "extradition treaty", ["Togo", "Benin"]),
        ("A border treaty between Chile and Peru was signed.", "border treaty", ["Chile", "Peru"]),
        (
            "The foreign ministers of France and Italy initialed two agreements on trade.",
            "agreements",
            ["France", "Italy"],
        ),
        ("They hailed an agreement signed with Ghana in Accra.", "agreement", ["Ghana"]),
        ("Chile will sign the accord with Peru soon.", "accord", ["Chile", "Peru"]),
        ("The generals signed an armistice.", "armistice", []),
        ("Togo, Benin and Ghana ratified the protocol.", "protocol", ["Togo", "Benin", "Ghana"]),
        ("The treaty was never signed.", "treaty", []),
        ("the May 23 accord signed by Togo and Ghana", "accord", ["Togo", "Ghana"]),
    ],
)
def test_signed(read, text, written, parties):
    [treaty] = read(text).of(Treaty)
    assert (treaty.text, treaty.name, treaty.rule) == (written, None, "treaty.signed")
    assert [party.name for party in treaty.parties] == parties


@pytest.mark.parametrize(
    "text",
    [
        "The striker signed a two-year deal with the club.",
        "She signed an agreement to buy the house.",
        "The deal was signed.",
        "Chile wants a treaty.",
        "They signed off on the plan that changes the agreement.",
        "Togo signed a merger agreement with Ghana.",
        "He signed her copy of the treaty.",
        "The firm signed an agreement with workers.",
    ],
)
def test_not_signed(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("Togo signed a treaty with Ghana in Accra on Monday.", "Accra", "2022-05-09"),
        ("On 3 May 2019 Chile and Peru signed the Korda Protocol in Lima.", "Lima", "2019-05-03"),
        ("A treaty between Chile and Peru was signed in Lima in 2019.", "Lima", "2019"),
        ("The Korda Protocol, signed in Lima in 2019, is void.", "Lima", "2019"),
        ("Togo will sign a treaty with Ghana in Accra on Monday.", None, None),
        ("Togo has not signed the treaty in Accra.", None, None),
        ("Togo signed a treaty with Ghana to reopen the road by Monday.", None, None),
        ("On Monday Ana Silva went home, saying Togo signed a treaty.", None, None),
        ("Togo signed a treaty after talks in Accra.", None, None),
        ("Togo ratified the treaty in Accra.", None, None),
        ("Togo left the Korda Protocol on Monday.", None, None),
    ],
)
def test_place_and_time_only_of_a_signing(read, text, place, value):
    [treaty] = read(text).of(Treaty)
    assert (treaty.signed_in and treaty.signed_in.name) == place
    assert (treaty.signed_on and treaty.signed_on.value) == value


def test_one_treaty_where_several_rules_apply(found):
    assert found("Chile signed the Paris Agreement on Climate Change in Lima.") == [("Paris Agreement", "known")]
    assert found("the Iran nuclear deal and the Lima peace treaty") == [
        ("Iran nuclear deal", "known"),
        ("Lima peace treaty", "place"),
    ]


def test_options():
    text = "Chile signed the Korda Protocol. Togo signed a treaty with Ghana. Both quote the Minsk agreements."

    def rules(**options):
        pipeline = Pipeline.of("treaties", options={"treaties": options})
        return [treaty.rule for treaty in pipeline.read(text).of(Treaty)]

    assert rules() == ["treaty.named", "treaty.signed", "treaty.known"]
    assert rules(open_names=False) == ["treaty.signed", "treaty.known"]
    assert rules(unnamed=False) == ["treaty.named", "treaty.known"]


def test_every_rule_has_examples_in_which_it_finds(found):
    import re

    for rule in TreatyExtractor.rules().values():
        for example in rule.examples:
            marked = re.findall(r"<treaty[^>]*>(.*?)</treaty>", example)
            plain = re.sub(r"<[^>]*>", "", example)
            assert found(plain) == [(text, rule.id.removeprefix("treaty.")) for text in marked], example


PIECES = st.sampled_from(
    ["the ", "Treaty", " of ", "Zenda", " Convention", " on ", "signed a ", "deal", " with ", "\n", ", ", "1947 ", ". "]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
def test_candidates_are_in_order_and_inside_the_text(text):
    ends = [0]
    for candidate in find(Words.of(text), lambda start, end: (start + end) % 2 == 0):
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert text[candidate.start : candidate.end].strip() == text[candidate.start : candidate.end]
        ends.append(candidate.end)
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    "piece", ["treaty ", "Treaty ", "the ", "signed ", "Zenda ", "1947 ", "of ", "x", "’", "Treaty of "]
)
def test_time_is_linear_in_the_text(piece):
    list(find(Words.of(piece * (200_000 // len(piece))), lambda start, end: True))
