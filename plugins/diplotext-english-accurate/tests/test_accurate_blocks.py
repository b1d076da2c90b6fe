"""How texts are cut into blocks, and what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

from en_diplotext_accurate.blocks import ENDS, cut, encode
from en_diplotext_accurate.pieces import MOST_PIECES, SPECIAL, Shape, WordPieces

split = WordPieces([*SPECIAL, *"abcdefghijklmnopqrstuvwxyz.,”“", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")])
WORDS = ["talks", "go", "on", ".", ",", "”", "“", "\n", "\n\n", " ", "...", "UN"]
words = st.lists(st.sampled_from(WORDS) | st.text(min_size=1, max_size=20), max_size=80)


@given(words, st.integers(MOST_PIECES + ENDS, 40))
def test_blocks_cover_the_text_and_fit(tokens, limit):
    bounds = list(cut(tokens, split, limit))
    assert [start for start, _ in bounds] == [0, *(end for _, end in bounds[:-1])][: len(bounds)]
    assert (bounds[-1][1] if bounds else 0) == len(tokens)
    for start, end in bounds:
        assert start < end
        assert len(encode(tokens[start:end], [True] * (end - start), split).pieces) <= limit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b . c d . e f .", ["a b . c d .", "e f ."]),
        ("a b . ” c d . ” e f .", ["a b . ”", "c d . ”", "e f ."]),
        ("a b c \n d e f g h .", ["a b c \n", "d e f g h ."]),
        ("a b c d e f g h i j", ["a b c d e f", "g h i j"]),
        ("a \n b c d . e f g h", ["a \n b c d .", "e f g h"]),
    ],
)
def test_where_texts_are_cut(text, expected):
    tokens = text.split(" ")
    assert [" ".join(tokens[start:end]) for start, end in cut(tokens, split, 8)] == expected


def test_what_stands_in_a_block():
    block = encode(
        ["\n\n", "UN", "talks", "  ", ".", "\n", "”"], [False, True, False, False, False, False, False], split, 5
    )
    # [CLS] paragraph u ##n t ##a ##l ##k ##s . newline ” [SEP]
    assert [split.vocabulary[number] for number in block.pieces] == [
        *("[CLS]", "[unused2]", "u", "##n", "t", "##a", "##l", "##k", "##s", ".", "[unused1]", "”", "[SEP]")
    ]
    assert block.tokens == [6, 7, 9, 11]
    assert block.first == [2, 4, 9, 11]
    assert block.shapes[2:5] == [Shape.UPPER, Shape.UPPER + 12, Shape.LOWER]
    assert [block.gaps[place] for place in block.first] == [3, 3, 3, 1]


@given(words)
def test_spaces_between_words_do_not_count(tokens):
    """Two blanks are read as one."""
    tokens = [token for token in tokens if not token.isspace()]
    doubled = [token for pair in zip(tokens, [" "] * len(tokens), strict=True) for token in pair]
    one = encode(tokens, [True] * len(tokens), split)
    two = encode(doubled, [True, False] * len(tokens), split)
    assert (one.pieces, one.shapes, one.gaps, one.first) == (two.pieces, two.shapes, two.gaps, two.first)
