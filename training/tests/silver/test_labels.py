"""Silver labels: what is labelled, what is left open, and what is known to be no name."""

from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from training.silver.document import Labeller, Labels
from training.silver.gazetteer import gazetteer
from training.silver.rules import Rules
from training.silver.runs import Scanner
from training.silver.words import common_words, words

NOWHERE = Path("/nonexistent")
COMMON = frozenset(["price", "prices", "food", "drug", "thank", "strategy", "price", "meanwhile", "rose"])
LANGUAGE = spacy.blank("en")
LABELLER = Labeller(Rules(Scanner(gazetteer(NOWHERE), words(COMMON))))


def read(text: str) -> tuple[Doc, Labels]:
    doc = LANGUAGE.make_doc(text)
    return doc, LABELLER.label(doc)


def found(text: str) -> list[tuple[str, str]]:
    doc, labels = read(text)
    return [(doc[mention.start : mention.end].text, mention.label) for mention in labels.mentions]


def left_open(text: str) -> list[str]:
    doc, labels = read(text)
    return [doc[start:end].text for start, end in labels.missing]


LABELLED = [
    ("They met Foreign Minister Ana Petrovik in Minsk.", [("Ana Petrovik", "PERSON"), ("Minsk", "GPE")]),
    ("It was sent by Mr. Brown.", [("Brown", "PERSON")]),
    (
        "The talks with President of Belarus Alexander Novakov went on.",
        [("Belarus", "GPE"), ("Alexander Novakov", "PERSON")],
    ),
    ("He met U.S. Special Envoy Mary Clarkson.", [("U.S.", "GPE"), ("Mary Clarkson", "PERSON")]),
    (
        "The Russian Foreign Ministry and the Ministry of Trade and Industry replied.",
        [("Russian Foreign Ministry", "ORG"), ("Ministry of Trade and Industry", "ORG")],
    ),
    ("It was a loan of the Bank of England.", [("Bank of England", "ORG")]),
    ("The Russian-Ukrainian border was closed.", [("Russian", "NORP"), ("Ukrainian", "NORP")]),
    (
        "They discussed it with Bosnia and Herzegovina and the European Commission.",
        [("Bosnia and Herzegovina", "GPE"), ("European Commission", "ORG")],
    ),
    ("The plane landed at Novakov International Airport.", [("Novakov International Airport", "FAC")]),
    ("It was agreed at the G20 Summit after World War II.", [("G20 Summit", "EVENT"), ("World War II", "EVENT")]),
    ("Peace in the Middle East was near.", [("Middle East", "LOC")]),
    ("He was born in Smallbridge, Ohio.", [("Smallbridge", "GPE"), ("Ohio", "GPE")]),
    ("Mary Clarkson spoke. Then Clarkson left.", [("Mary Clarkson", "PERSON"), ("Clarkson", "PERSON")]),
    ("Reporters asked spokesman Zoltig Vrabec about it.", [("Zoltig Vrabec", "PERSON")]),
    ("MR. PRICE: Thank you.\n\nQUESTION: And Price?", [("PRICE", "PERSON"), ("Price", "PERSON")]),
    ("White House Press Secretary Ana Petrovik spoke.", [("White House", "ORG"), ("Ana Petrovik", "PERSON")]),
    (
        "The Global Cheese Association (GCA) met. Later GCA agreed.",
        [("Global Cheese Association", "ORG"), ("GCA", "ORG"), ("GCA", "ORG")],
    ),
]

OPEN = [
    ("They signed the Treaty of Lisbon.", ["Lisbon"]),
    ("It belongs to Bank of Georgia Holdings Partners.", ["Bank", "Georgia Holdings Partners"]),
    ("It was shown at the White House.", ["White House"]),
    ("A report of the Food and Drug Agency came.", ["Food", "Drug Agency"]),
    ("He bought it from Zorgo.", ["Zorgo"]),
    ("He speaks French.", ["French"]),
    ("The Governor of the Tomsk Region agreed.", ["Tomsk Region"]),
    ("It came from the Lord's Deliverance Army.", ["Deliverance Army"]),
]

OUTSIDE = [
    "On Monday the President and the Prime Minister spoke in March.",
    "Meanwhile the Ministers and the Government agreed.",
    "PRIME MINISTER: Thank you.",
    "Prices rose.",
]


@pytest.mark.parametrize(("text", "expected"), LABELLED)
def test_clear_names_are_labelled(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "expected"), OPEN)
def test_unclear_names_are_left_open(text: str, expected: list[str]) -> None:
    assert [name for name in left_open(text) if name in expected] == expected
    assert not {name for name, _ in found(text)} & set(expected)


@pytest.mark.parametrize("text", OUTSIDE)
def test_titles_and_common_words_are_no_names(text: str) -> None:
    assert found(text) == []
    assert left_open(text) == []


def test_a_place_that_a_person_is_named_like_is_left_open() -> None:
    assert found("He went to Jordan.") == [("Jordan", "GPE")]
    assert found("Mr. Jordan spoke. They saw Jordan.") == [("Jordan", "PERSON")]


def test_marked_persons_fix_other_mentions() -> None:
    text = "The Shah saw Zorgov. Later Zorgov left."
    doc = LANGUAGE.make_doc(text)
    labels = LABELLER.label(doc, [(13, 19)])
    assert [doc[mention.start : mention.end].text for mention in labels.mentions] == ["Zorgov", "Zorgov"]


def test_common_words_are_those_mostly_written_small() -> None:
    texts = ["The price rose. Price rises hurt.\n\nPrice again", "a price, the price", "when Bush and Bush saw a bush"]
    assert "price" in common_words(texts)
    assert "bush" not in common_words(texts)


PARTS = (
    *("President", "of", "Russia", "Ana", "Petrovik", "-", "bin", "al", "'s", "the", "and", "for", "Ministry", "Trade"),
    *(
        ",",
        "(",
        "OSCE",
        ")",
        "Bank",
        "\n\n",
        "MR",
        ".",
        ":",
        "Monday",
        "in",
        "Summit",
        "II",
        "G20",
        "de",
        "White House",
    ),
)


@given(
    st.text(alphabet="Aa Bb.-,'’()\nMr:of", max_size=80) | st.lists(st.sampled_from(PARTS), max_size=25).map(" ".join)
)
def test_labels_never_overlap(text: str) -> None:
    doc, labels = read(text)
    spans = sorted([(mention.start, mention.end) for mention in labels.mentions] + list(labels.missing))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(end <= len(doc) for _, end in spans)
