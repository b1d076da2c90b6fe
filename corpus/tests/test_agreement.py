"""Agreement of two annotators."""

import json

import pytest

from corpus.agreement import Agreement, align, alpha
from corpus.build import Builder
from corpus.tests.test_compile import ARTICLE, EXAMPLE


def document(change=lambda annotation: None):
    annotation = json.loads(EXAMPLE)
    change(annotation)
    return Builder(ARTICLE, annotation, "a").build()


def compared(change):
    agreement = Agreement()
    agreement.add(document(), document(change))
    return agreement


def test_alpha():
    assert alpha([]) is None
    assert alpha([("x", "x"), ("x", "x")]) == 1
    assert alpha([("x", "x"), ("y", "y")]) == 1
    # Two units, four values (x, x, x, y): one disagreement, 1 - 3 * 2 / (16 - 9 - 1) = 0
    assert alpha([("x", "x"), ("x", "y")]) == pytest.approx(0)


def test_pairs_are_one_to_one_and_the_best_first():
    assert align([1, 5], [5, 4], lambda a, b: 10 - abs(a - b)) == [(5, 5), (1, 4)]


def test_the_same_annotation_agrees_wholly():
    agreement = compared(lambda annotation: None)
    assert {count.f1 for count in agreement.counts.values()} <= {100, None}
    assert all(all(same) for same in agreement.shares.values())


def test_a_statement_is_missing():
    agreement = compared(lambda annotation: annotation["statements"].pop())
    assert agreement.counts["statement contents", "exact"].f1 == pytest.approx(600 / 7)


def test_another_speaker():
    agreement = compared(lambda annotation: annotation["statements"][1].update(who="roy"))
    assert agreement.shares["statements", "resolved speaker"] == [True, False, True, True]


def test_another_extent_overlaps():
    agreement = compared(lambda annotation: annotation["statements"][0].update(c="want a fair deal,"))
    assert agreement.counts["statement contents", "exact"].f1 == 75
    assert agreement.counts["statement contents", "overlap"].f1 == 100


def test_a_tuple_needs_all_participants():
    agreement = compared(lambda annotation: annotation["meetings"][0].update(who=["haas"]))
    assert agreement.counts["meetings", "matched"].f1 == 100
    assert agreement.counts["meeting tuples", "participants, venue, status"].f1 == 50


def test_the_table():
    assert "| statements | accuracy, resolved speaker | 100.0 | 4 |" in compared(lambda annotation: None).table()
