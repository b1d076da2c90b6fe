"""Trees and names are the best that the scores allow, and always well-formed."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

from en_diplotext_accurate.names import FOLLOWS, KINDS, MAY_BEGIN, MAY_END, SEQUENCE_LABELS, best_names
from en_diplotext_accurate.trees import best_heads, is_tree

seeds = st.integers(0, 2**32 - 1)


def scores(seed, rows, columns):
    return np.random.default_rng(seed).normal(size=(rows, columns)).astype(np.float32)


@given(seeds, st.integers(1, 40), st.floats(0, 1))
def test_every_sentence_is_a_tree(seed, count, share):
    starts = np.random.default_rng(seed).random(count) < share
    heads = best_heads(scores(seed, count, count + 1), starts)
    bounds = [0, *(place for place in np.flatnonzero(starts) if place), count]
    for start, end in pairwise(bounds):
        inside = heads[start:end]
        assert is_tree(np.where(inside > 0, inside - start, 0))
        assert all(head == 0 or start < head <= end for head in inside)


@settings(deadline=None)
@given(seeds, st.integers(1, 5))
def test_no_tree_with_this_root_scores_higher(seed, count):
    """Where the best heads make no tree, the best tree is looked for."""
    table = scores(seed, count, count + 1)
    found = best_heads(table, np.zeros(count, dtype=bool))
    root = int(np.flatnonzero(found == 0)[0])

    def value(heads):
        return sum(table[word, head] for word, head in enumerate(heads))

    trees = [
        heads
        for heads in product(range(count + 1), repeat=count)
        if heads[root] == 0 and is_tree(np.array(heads)) and all(head != word + 1 for word, head in enumerate(heads))
    ]
    assert value(found) == pytest.approx(max(map(value, trees)), abs=1e-4)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0], True), ([2, 0], True), ([0, 0], False), ([2, 1], False), ([2, 3, 0, 3], True), ([2, 3, 1, 0], False)],
)
def test_what_a_tree_is(heads, expected):
    assert is_tree(np.array(heads)) is expected


def sequences(length):
    width = len(SEQUENCE_LABELS)
    for labels in product(range(width), repeat=length):
        if MAY_BEGIN[labels[0]] and MAY_END[labels[-1]] and all(FOLLOWS[a, b] for a, b in zip(labels, labels[1:])):  # noqa: B905, RUF007
            yield labels


@settings(deadline=None, max_examples=30)
@given(seeds, st.integers(1, 3))
def test_names_are_those_of_the_best_sequence(seed, count):
    table = scores(seed, count, len(SEQUENCE_LABELS))
    best = max(sequences(count), key=lambda labels: sum(table[word, label] for word, label in enumerate(labels)))
    expected = []
    for word, label in enumerate(best):
        name = SEQUENCE_LABELS[label]
        if name[0] in "BS":
            start = word
        if name[0] in "ES":
            expected.append((start, word + 1, name[2:]))
    assert best_names(table) == expected


@given(seeds, st.integers(0, 50))
def test_names_are_well_formed(seed, count):
    end = 0
    for start, stop, kind in best_names(scores(seed, count, len(SEQUENCE_LABELS))):
        assert end <= start < stop <= count
        assert kind in KINDS
        end = stop
