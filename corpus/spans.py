"""Places in a text, written as the words that stand there.

`the minister`            these words; in some fields the nearest of several places, or all of them
`the minister#2`          the second place
`the minister#*`          all places
`that <<the minister>> s` the marked words within longer ones
`We will ... the end.`    from the first words to the next place of the last ones
"""

import re
from collections.abc import Sequence

import attrs

from corpus.errors import ProblemError

NUMBER = re.compile(r"#(\d+|\*)$")
ANCHOR = re.compile(r"<<(.+?)>>", re.DOTALL)
ELISION = re.compile(r"\s\.\.\.\s")


@attrs.frozen(order=True)
class Span:
    """A slice of a text, by half-open offsets.

    Attributes:
        start: Offset of the first character.
        end: Offset behind the last one.
    """

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a character.

        Args:
            other: Another span of the text.
        """
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies in this one.

        Args:
            other: Another span of the text.
        """
        return self.start <= other.start and other.end <= self.end

    def gap(self, other: "Span") -> int:
        """Characters between them, 0 where they touch or overlap.

        Args:
            other: Another span of the text.
        """
        return max(0, other.start - self.end, self.start - other.end)


def is_explicit(quote: str) -> bool:
    """Whether a quote says itself which of several places it means.

    Args:
        quote: Words of the text, as an annotator writes them.
    """
    return bool(NUMBER.search(quote) or ANCHOR.search(quote))


def find(text: str, quote: str) -> list[Span]:
    """All places that a quote may mean.

    Args:
        text: The text of the article.
        quote: Words of it, as an annotator writes them.

    Returns:
        The places in order, of which `#2` leaves one.

    Raises:
        ProblemError: The words are not there, or not so often.
    """
    number = NUMBER.search(quote)
    words = quote[: number.start()] if number else quote
    if not words.strip():
        raise ProblemError("an empty quote")
    places = _places(text, words, elided=False) or _places(text, words, elided=True)
    if not places:
        raise ProblemError(f"not in the text: {quote!r}{_hint(text, words)}")
    if number is None or number[1] == "*":
        return places
    if not 1 <= int(number[1]) <= len(places):
        raise ProblemError(f"{words!r} is {len(places)} times in the text, not {number[1]}")
    return [places[int(number[1]) - 1]]


def find_one(text: str, quote: str, near: Sequence[Span] = ()) -> Span:
    """The one place that a quote means.

    Args:
        text: The text of the article.
        quote: Words of it, as an annotator writes them.
        near: Of several places the nearest to these is meant, and none within them.

    Raises:
        ProblemError: The words are not there, or nothing says which place is meant.
    """
    places = find(text, quote)
    if len(places) == 1:
        return places[0]
    outside = [place for place in places if not any(other.overlaps(place) for other in near)]
    if near and outside:
        return min(outside, key=lambda place: (min(place.gap(other) for other in near), place.start))
    shown = ", ".join(
        f"#{n} …{text[max(0, place.start - 25) : place.end + 25]!r}…" for n, place in enumerate(places, 1)
    )
    raise ProblemError(f"{quote!r} is {len(places)} times in the text; say which: {shown}")


def _places(text: str, words: str, *, elided: bool) -> list[Span]:
    anchor = ANCHOR.search(words)
    before, inner, after = (words[: anchor.start()], anchor[1], words[anchor.end() :]) if anchor else ("", words, "")
    start = r"(?<!\w)" if inner[0].isalnum() else ""
    end = r"(?!\w)" if inner[-1].isalnum() else ""
    pattern = f"{_literal(before)}{start}({_literal(inner, elided=elided)}){end}{_literal(after)}"
    return [Span(*match.span(1)) for match in re.finditer(pattern, text, re.DOTALL)]


def _literal(words: str, *, elided: bool = False) -> str:
    if elided:
        return ".*?".join(map(_literal, ELISION.split(words)))
    return r"\s+".join(re.escape(piece) for piece in re.split(r"\s+", words))


def _hint(text: str, words: str) -> str:
    """The longest beginning of the words that is in the text, so that a typing error is seen."""
    for length in range(len(words) - 1, 5, -1):
        place = text.find(words[:length])
        if place >= 0:
            return f"; the text has {text[place : place + length + 15]!r}"
    return ""
