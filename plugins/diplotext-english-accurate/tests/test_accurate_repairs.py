"""What the arcs of one verb tell together."""

import numpy as np
import pytest

pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

from en_diplotext_accurate.repairs import brackets, reported_questions, single_subjects


@pytest.mark.parametrize(
    ("heads", "labels", "tags", "expected"),
    [
        # Haas explained how the plan works: the clause hangs on the question word, or on the verb
        (
            [2, 0, 2, 5, 6, 3],
            ["nsubj", "ROOT", "dobj", "det", "nsubj", "advcl"],
            ["NNP", "VBD", "WRB", "DT", "NN", "VBZ"],
            ([2, 0, 6, 5, 6, 2], ["nsubj", "ROOT", "advmod", "det", "nsubj", "ccomp"]),
        ),
        (
            [2, 0, 2, 5, 6, 2],
            ["nsubj", "ROOT", "dobj", "det", "nsubj", "ccomp"],
            ["NNP", "VBD", "WRB", "DT", "NN", "VBZ"],
            ([2, 0, 6, 5, 6, 2], ["nsubj", "ROOT", "advmod", "det", "nsubj", "ccomp"]),
        ),
        # Haas asked how: nothing follows that could be the clause
        ([2, 0, 2, 2], ["nsubj", "ROOT", "dobj", "punct"], ["NNP", "VBD", "WRB", "."], None),
        ([2, 0, 2], ["nsubj", "ROOT", "dobj"], ["NNP", "VBD", "WRB"], None),
        # Haas knows what works: a pronoun is an object
        ([2, 0, 2, 3], ["nsubj", "ROOT", "dobj", "relcl"], ["NNP", "VBZ", "WP", "VBZ"], None),
        # Haas asked when it ends: well analysed before
        ([2, 0, 5, 5, 2], ["nsubj", "ROOT", "advmod", "nsubj", "ccomp"], ["NNP", "VBD", "WRB", "PRP", "VBZ"], None),
    ],
)
def test_reported_questions(heads, labels, tags, expected):
    found, relations = np.array(heads), list(labels)
    reported_questions(found, relations, tags)
    assert (found.tolist(), relations) == (expected or (heads, labels))


@pytest.mark.parametrize(
    ("heads", "labels", "expected"),
    [
        # Haas told Roy
        ([2, 0, 2], ["nsubj", "ROOT", "nsubj"], ([2, 0, 2], ["nsubj", "ROOT", "dobj"])),
        # Unions said prices rose
        ([4, 0, 4, 2], ["nsubj", "ROOT", "nsubj", "ccomp"], ([2, 0, 4, 2], ["nsubj", "ROOT", "nsubj", "ccomp"])),
        # It works, said Roy: one subject each
        ([2, 4, 4, 0, 4], ["nsubj", "ccomp", "punct", "ROOT", "nsubj"], None),
        # both before the verb and its governor
        ([3, 3, 0], ["nsubj", "nsubj", "ROOT"], None),
        # Haas said she left: the governor has a subject
        ([2, 0, 4, 2], ["nsubj", "ROOT", "nsubj", "ccomp"], None),
        ([0], ["ROOT"], None),
    ],
)
def test_single_subjects(heads, labels, expected):
    found, relations = np.array(heads), list(labels)
    single_subjects(found, relations)
    assert (found.tolist(), relations) == (expected or (heads, labels))


@pytest.mark.parametrize(
    ("heads", "labels", "tags", "expected"),
    [
        # founders of UN ( Nations )
        (
            [0, 1, 2, 5, 1, 5],
            ["ROOT", "prep", "pobj", "punct", "appos", "punct"],
            ["NNS", "IN", "NNP", "-LRB-", "NNP", "-RRB-"],
            3,
        ),
        # founders of it ( Nations )
        (
            [0, 1, 2, 5, 1, 5],
            ["ROOT", "prep", "pobj", "punct", "appos", "punct"],
            ["NNS", "IN", "PRP", "-LRB-", "NNP", "-RRB-"],
            1,
        ),
    ],
)
def test_brackets(heads, labels, tags, expected):
    found = np.array(heads)
    brackets(found, labels, tags)
    assert found.tolist() == [*heads[:4], expected, heads[5]]
