"""The two that are named together last before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext.text.joint_mentions import named_together


@pytest.mark.parametrize(
    ("named", "offset", "reach", "expected"),
    [
        ([(1, "a"), (5, "b")], 15, 3, ("a", "b")),
        ([(1, "b"), (5, "a"), (7, "b")], 15, 3, ("b", "a")),
        ([(11, "a"), (12, "b")], 15, 3, ("a", "b")),  # in the sentence itself
        ([(1, "a"), (5, "b"), (16, "c")], 15, 3, ("a", "b")),  # what comes later does not count
        ([(1, "a"), (5, "b"), (12, "a")], 15, 3, ("a", "b")),  # one of them once more
        ([(1, "a"), (5, "b"), (12, "c")], 15, 3, None),  # somebody else in between
        ([(1, "a"), (5, "b"), (7, "c")], 15, 3, None),  # three
        ([(1, "a"), (12, "b")], 15, 3, None),  # not together
        ([(1, "a"), (5, "b")], 45, 3, None),  # too far back
        ([(1, "a"), (5, "b")], 35, 3, ("a", "b")),
        ([(1, "a"), (5, "b")], 25, 1, None),
        ([], 15, 3, None),
    ],
)
def test_named_together(named, offset, reach, expected):
    assert named_together(named, [0, 10, 20, 30, 40], offset, reach) == expected


def test_without_sentences_the_text_is_one():
    assert named_together([(1, "a"), (5, "b")], [], 9) == ("a", "b")


@given(
    st.lists(st.tuples(st.integers(0, 50), st.sampled_from("abc"))).map(sorted),
    st.sets(st.integers(0, 50)).map(sorted),
    st.integers(0, 60),
)
def test_only_what_comes_before(named, sentences, offset):
    found = named_together(named, sentences, offset)
    assert found is None or (found[0] != found[1] and set(found) <= {thing for place, thing in named if place < offset})
