"""The best names of a block: each word has a score for every place in a name, and only some sequences are names.

Labels are those of a word alone (S), the first (B), inner (I) and last word (E) of a name, and O outside.
"""

from typing import Any

import numpy as np

KINDS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC")
SEQUENCE_LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BIES"))

Floats = np.ndarray[Any, np.dtype[np.float32]]
FORBIDDEN = np.float32(-1e4)


def _may_follow(before: str, label: str) -> bool:
    """Whether a label may follow another."""
    if before[0] in "BI":
        return label[0] in "IE" and before[2:] == label[2:]
    return label[0] in "OBS"


FOLLOWS = np.array([[_may_follow(before, label) for label in SEQUENCE_LABELS] for before in SEQUENCE_LABELS])
MAY_BEGIN = np.array([label[0] in "OBS" for label in SEQUENCE_LABELS])
MAY_END = np.array([label[0] in "OES" for label in SEQUENCE_LABELS])
STEP = np.where(FOLLOWS, np.float32(0), FORBIDDEN)
BEGIN = np.where(MAY_BEGIN, np.float32(0), FORBIDDEN)
END = np.where(MAY_END, np.float32(0), FORBIDDEN)


def best_names(scores: Floats) -> list[tuple[int, int, str]]:
    """The names of a block, from the sequence of labels with the highest sum of scores.

    Args:
        scores: Log probabilities, words x labels, in the order of `SEQUENCE_LABELS`.

    Returns:
        First word, word after the last, and kind of each name, in order.
    """
    if not len(scores):
        return []
    best = scores.argmax(axis=1)
    if not (MAY_BEGIN[best[0]] and MAY_END[best[-1]] and FOLLOWS[best[:-1], best[1:]].all()):
        best = _best_sequence(scores)
    names = []
    start = 0
    for word in np.flatnonzero(best).tolist():
        label = SEQUENCE_LABELS[best[word]]
        if label[0] in "BS":
            start = word
        if label[0] in "ES":
            names.append((start, word + 1, label[2:]))
    return names


def _best_sequence(scores: Floats) -> np.ndarray[Any, np.dtype[np.intp]]:
    """Viterbi's algorithm; of equal sequences the one with the lower labels."""
    count, width = scores.shape
    value = scores[0] + BEGIN
    came_from = np.zeros((count, width), dtype=np.intp)
    for word in range(1, count):
        reached = value[:, None] + STEP
        came_from[word] = reached.argmax(axis=0)
        value = reached[came_from[word], np.arange(width)] + scores[word]
    best = np.zeros(count, dtype=np.intp)
    best[-1] = (value + END).argmax()
    for word in range(count - 1, 0, -1):
        best[word - 1] = came_from[word, best[word]]
    return best
