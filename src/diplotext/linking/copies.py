"""Copies of agency texts: an article that shares most runs of five words with another is not a witness of its own."""

from __future__ import annotations

import datetime
from array import array
from collections.abc import Iterable, Mapping, Sequence

from diplotext.linking.digests import Digest

COPY_SHARE = 0.6
"""Jaccard index of the runs of five words from which on an article counts as a copy."""

FAR = datetime.date.max


def shared(one: array[int], other: array[int]) -> float:
    """The Jaccard index of two lists of runs."""
    small, large = sorted((len(one), len(other)))
    if not small or small < COPY_SHARE * large:
        return 0.0
    common = len(set(one).intersection(other))
    return common / (small + large - common)


def copies_among(digests: Sequence[Digest]) -> Mapping[str, str]:
    """For each document that is a copy, the earliest document that it is a copy of."""
    ordered = sorted(digests, key=lambda one: (one.source.published or FAR, one.source.document))
    found: dict[str, str] = {}
    originals: list[Digest] = []
    for digest in ordered:
        match = next((one for one in originals if shared(one.grams, digest.grams) >= COPY_SHARE), None)
        if match is None:
            originals.append(digest)
        else:
            found[digest.source.document] = match.source.document
    return found


def witnesses(documents: Iterable[str], copy_of: Mapping[str, str], outlets: Mapping[str, str | None]) -> int:
    """How many documents are independent: copies count with their original, and an outlet counts once."""
    originals = {copy_of.get(document, document) for document in documents}
    return len({outlets.get(document) or f"#{document}" for document in originals})
