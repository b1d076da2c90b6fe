"""Where in many articles the words of a claim occur: an inverted index that looks at the rarest words first.

An index holds each article as numbers of its keys, with the places of each key. A JSON record becomes a document only
when one of its words is evidence.
"""

from __future__ import annotations

import heapq
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from diplotext.comparison.wording import Wording
from diplotext.errors import WireError
from diplotext.io import wire
from diplotext.model.document import Document

MAX_RARE = 12
"""Distinct keys of a claim, the rarest, by which candidates are found."""

MAX_POSTINGS = 1_500
"""Places that are looked at for a claim: of its rarest key in any case, of others as long as there are no more."""

MAX_WINDOWS = 8
"""Stretches of articles, the likeliest, that are compared with a claim word by word."""


@attrs.frozen
class Window:
    """A stretch of an article that may hold the words of a claim.

    Attributes:
        document: Number of the article in the index.
        first: Index of its first key.
        last: Index after its last.
        weight: Sum of the weights of the rare keys that it shares with the claim.
    """

    document: int
    first: int
    last: int
    weight: float


class Index:
    """The words of articles, for `verify`.

    Args:
        documents: Documents, or JSON objects in the wire format.

    Raises:
        WireError: If an object has no id or no text.
    """

    def __init__(self, documents: Iterable[Document | Mapping[str, Any]] = ()) -> None:
        self._given: list[Document | Mapping[str, Any]] = []
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}
        self._starts: list[int] = []  # of each document in the list of all keys
        self._keys: array[int] = array("I")
        self._codes: dict[str, int] = {}
        self._postings: list[array[int]] = []
        self._wordings: dict[int, Wording] = {}
        for document in documents:
            self.add(document)

    def add(self, document: Document | Mapping[str, Any]) -> None:
        """Add an article.

        Raises:
            WireError: If it is an object without id or text.
        """
        if isinstance(document, Document):
            text, name = document.text, document.id
        else:
            given: tuple[Any, Any] = document.get("text"), document.get("id")
            if not all(isinstance(value, str) for value in given):
                raise WireError("an article to verify against has an id and a text; extract it first")
            text, name = given
        self._numbers.setdefault(name, len(self._given))
        self._given.append(document)
        self._texts.append(text)
        self._starts.append(len(self._keys))
        codes, postings = self._codes, self._postings
        for place, key in enumerate(Wording.keys_of(text), start=len(self._keys)):
            code = codes.setdefault(key, len(codes))
            if code == len(postings):
                postings.append(array("I"))
            postings[code].append(place)
            self._keys.append(code)

    def __len__(self) -> int:
        return len(self._given)

    def document(self, number: int) -> Document:
        """An article, as a document."""
        found = self._given[number]
        if not isinstance(found, Document):
            found = self._given[number] = wire.from_dict(found)
        return found

    def number(self, id: str) -> int | None:
        """The number of the first article with an id; None if there is none."""
        return self._numbers.get(id)

    def documents(self) -> Iterator[int]:
        """The numbers of all articles."""
        return iter(range(len(self._given)))

    def wording(self, number: int) -> Wording:
        """All keys of an article."""
        found = self._wordings.get(number)
        if found is None:
            found = self._wordings[number] = Wording.of(self._texts[number])
        return found

    def exact(self, keys: Sequence[str], only: int | None = None) -> Iterator[tuple[int, int]]:
        """Where articles have these keys in this order with nothing between them.

        Args:
            keys: The keys, at least one.
            only: Number of the only article that counts.

        Yields:
            Number of the article and index of the first key, in the order of the articles.
        """
        wanted = array("I", (self._codes[key] for key in keys if key in self._codes))
        if not wanted or len(wanted) < len(keys):
            return
        rarest = min(range(len(wanted)), key=lambda index: len(self._postings[wanted[index]]))
        size = len(wanted)
        for place in self._within(self._postings[wanted[rarest]], only):
            first = place - rarest
            if first >= 0 and self._keys[first : first + size] == wanted:
                number = self._document_at(first)
                if number == self._document_at(first + size - 1):
                    yield number, first - self._starts[number]

    def windows(self, keys: Sequence[str], only: int | None = None) -> list[Window]:
        """Stretches of articles that share rare keys with a claim, the likeliest first.

        A stretch is about three times as long as the claim.
        """
        counts = {key: len(self._postings[self._codes[key]]) for key in dict.fromkeys(keys) if key in self._codes}
        size = max(len(keys), 4)
        weights: defaultdict[tuple[int, int], float] = defaultdict(float)
        seen: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
        looked_at = 0
        for key in sorted(counts, key=lambda key: (counts[key], key))[:MAX_RARE]:
            looked_at += counts[key]
            if looked_at > MAX_POSTINGS and weights:
                break
            weight = 1 / (1 + counts[key]) ** 0.5
            for place in self._within(self._postings[self._codes[key]], only):
                number = self._document_at(place)
                part = (place - self._starts[number]) // size
                for stretch in ((number, part), (number, part - 1)):
                    if key not in seen[stretch]:
                        seen[stretch].add(key)
                        weights[stretch] += weight
        likely = heapq.nsmallest(4 * MAX_WINDOWS, weights.items(), key=lambda row: (-row[1], row[0]))
        return self._stretches(likely, size)

    def _stretches(self, likely: Iterable[tuple[tuple[int, int], float]], size: int) -> list[Window]:
        """Windows around the likeliest parts, none of them mostly inside a likelier one."""
        found: list[Window] = []
        for (number, part), weight in likely:
            if len(found) == MAX_WINDOWS:
                break
            last = min((part + 2) * size + size // 2, self._end(number) - self._starts[number])
            window = Window(number, max(0, part * size - size // 2), last, weight)
            if not any(other.document == number and abs(other.first - window.first) <= size for other in found):
                found.append(window)
        return found

    def _within(self, postings: array[int], only: int | None) -> Sequence[int]:
        if only is None:
            return postings
        return postings[bisect_left(postings, self._starts[only]) : bisect_left(postings, self._end(only))]

    def _end(self, number: int) -> int:
        return self._starts[number + 1] if number + 1 < len(self._starts) else len(self._keys)

    def _document_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1
