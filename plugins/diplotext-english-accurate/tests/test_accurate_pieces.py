"""Which pieces and shapes words have."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

from en_diplotext_accurate.pieces import MOST_PIECES, SPECIAL, Shape, WordPieces, parts, shape

VOCABULARY = [*SPECIAL, *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), "."]
VOCABULARY += ["minister", "##ial", "##s", "met", "meet", "##ing", "u", "-", "’", "2", "##2", "u2"]
split = WordPieces(list(dict.fromkeys(VOCABULARY)))


def pieces(word):
    return [split.vocabulary[number] for number in split(word)]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("minister", ["minister"]),
        ("Minister", ["minister"]),
        ("MINISTERIALS", ["minister", "##ial", "##s"]),
        ("meeting", ["meet", "##ing"]),
        ("metz", ["met", "##z"]),
        ("Élan", ["e", "##l", "##a", "##n"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("’s", ["’", "s"]),
        ("meet-met", ["meet", "-", "met"]),
        ("22", ["2", "##2"]),
        ("U2", ["u2"]),
        ("ministerß", ["[UNK]"]),
        ("外交", ["[UNK]", "[UNK]"]),
        ("me\u0301t", ["met"]),
        ("met\u200b", ["met"]),
        ("\ufffd", ["[UNK]"]),
        ("\x00", ["[UNK]"]),
        ("a" * 101, ["[UNK]"]),
        ("." * 30, ["."] * MOST_PIECES),
    ],
)
def test_pieces(word, expected):
    assert pieces(word) == expected


@given(st.text(min_size=1))
def test_every_word_has_pieces(word):
    assert 1 <= len(split(word)) <= MOST_PIECES
    assert all(0 <= number < len(split.vocabulary) for number in split(word))


@given(st.text())
def test_parts_have_no_white_space(text):
    assert not any(part.isspace() or part != part.strip() or not part for part in parts(text))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("talks", Shape.LOWER),
        ("Talks", Shape.TITLE),
        ("UN", Shape.UPPER),
        ("A", Shape.SINGLE),
        ("McKay", Shape.MIXED),
        ("iPad", Shape.MIXED),
        ("2019", Shape.DIGITS),
        ("3rd", Shape.ALPHANUMERIC),
        ("G7", Shape.ALPHANUMERIC),
        ("...", Shape.MARKS),
        ("U.S.", Shape.UPPER),
        ("’s", Shape.LOWER),
        ("Ä", Shape.SINGLE),
        ("外", Shape.LOWER),
    ],
)
def test_shapes(word, expected):
    assert shape(word) is expected


def test_a_vocabulary_begins_with_the_special_entries():
    with pytest.raises(ValueError, match="begins with"):
        WordPieces(["a", *SPECIAL])


def test_a_copy_splits_alike():
    assert pickle.loads(pickle.dumps(split))("ministerials") == split("ministerials")
