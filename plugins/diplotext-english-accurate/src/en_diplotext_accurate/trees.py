"""The best trees of a block: every sentence has one root, every other word one head in its sentence, and no circle.

Method: the maximum spanning tree after Y. J. Chu and T. H. Liu (1965) and J. Edmonds (1967), only where the best
heads alone make no tree. Of equal scores the first counts.
"""

from itertools import pairwise
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.intp]]

NEVER = np.float32(-1e9)


def best_heads(arcs: Floats, starts: np.ndarray[Any, np.dtype[np.bool_]]) -> Numbers:
    """The heads of the words of a block.

    Args:
        arcs: Scores, words x (1 + words): of the root, then of each word, as head.
        starts: Whether a sentence starts with the word; one always starts with the first.

    Returns:
        For each word 0 if it is a root, else the number of its head, from 1.
    """
    count = len(arcs)
    heads = np.zeros(count, dtype=np.intp)
    bounds = [0, *(place for place in np.flatnonzero(starts).tolist() if place), count]
    for start, end in pairwise(bounds):
        size = end - start
        scores = np.empty((size, size + 1), dtype=arcs.dtype)
        scores[:, 0] = arcs[start:end, 0]
        scores[:, 1:] = arcs[start:end, start + 1 : end + 1]
        scores[np.arange(size), np.arange(1, size + 1)] = NEVER
        found = _sentence(scores)
        heads[start:end] = np.where(found > 0, found + start, 0)
    return heads


def _sentence(scores: Floats) -> Numbers:
    """The heads of one sentence."""
    heads = scores.argmax(axis=1)
    if (heads == 0).sum() != 1:
        # The root is the word that loses least by being it; the others take their best head.
        others = scores[:, 1:].argmax(axis=1) + 1
        root = int((scores[:, 0] - scores[np.arange(len(scores)), others]).argmax())
        heads = others
        heads[root] = 0
    return heads if is_tree(heads) else _spanning_tree(scores)


def is_tree(heads: Numbers) -> bool:
    """Whether heads (0 for the root) make a tree with one root."""
    if int((heads == 0).sum()) != 1:
        return False
    above = np.zeros(len(heads) + 1, dtype=np.intp)
    above[1:] = heads
    for _ in range(len(heads).bit_length()):  # each turn looks twice as far up: to the root, or around a circle
        above = above[above]
    return not above.any()


ROOTS_TRIED = 5


def _spanning_tree(scores: Floats) -> Numbers:
    """The heads of the spanning tree of highest score with exactly one root."""
    count = len(scores)
    square = np.full((count + 1, count + 1), NEVER, dtype=np.float64)
    square[1:] = scores
    heads = _arborescence(square)[1:]
    if (heads == 0).sum() == 1:
        return heads
    best, highest = heads, -np.inf
    for root in np.argsort(-scores[:, 0], kind="stable")[:ROOTS_TRIED].tolist():
        chosen = square.copy()
        chosen[1:, 0] = NEVER
        chosen[root + 1, 1:] = NEVER
        chosen[root + 1, 0] = square[root + 1, 0]
        tried = _arborescence(chosen)[1:]
        value = float(square[np.arange(1, count + 1), tried].sum())
        if value > highest:
            best, highest = tried, value
    return best


def _arborescence(scores: np.ndarray[Any, np.dtype[np.float64]]) -> Numbers:
    """Heads of the spanning tree from node 0 with the highest sum; scores are node x head."""
    heads: Numbers = scores.argmax(axis=1)
    heads[0] = 0
    circle = _circle(heads)
    if circle is None:
        return heads
    # The circle becomes one node, the last, of a smaller problem.
    inside = set(circle)
    rest = [node for node in range(len(scores)) if node not in inside]
    merged = len(rest)
    smaller = np.full((merged + 1, merged + 1), NEVER, dtype=np.float64)
    smaller[:merged, :merged] = scores[np.ix_(rest, rest)]
    entering = scores[np.ix_(circle, rest)] - scores[circle, heads[circle]][:, None]
    smaller[merged, :merged] = entering.max(axis=0)
    leaving = scores[np.ix_(rest, circle)]
    smaller[:merged, merged] = leaving.max(axis=1)
    smaller[0] = NEVER
    found = _arborescence(smaller)
    result = heads.copy()
    for place, node in enumerate(rest):
        if node:
            head = int(found[place])
            result[node] = circle[int(leaving[place].argmax())] if head == merged else rest[head]
    source = int(found[merged])
    result[circle[int(entering[:, source].argmax())]] = rest[source]
    return result


def _circle(heads: Numbers) -> list[int] | None:
    """The nodes of the first circle, or None."""
    seen_from = [-1] * len(heads)
    seen_from[0] = 0
    for begin in range(1, len(heads)):
        path = []
        node = begin
        while seen_from[node] < 0:
            seen_from[node] = begin
            path.append(node)
            node = int(heads[node])
        if seen_from[node] == begin:
            return path[path.index(node) :]
    return None
