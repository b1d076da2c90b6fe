"""Patterns over tokens, for captions and headlines, where parses are weak: "PARTY @greet PARTY ... before|after @meet".

A pattern is a row of elements: a word or alternatives of lemmas (`before|after`, `@lexicon`), something that earlier
extractors found (`PARTY`, `PLACE`, `TIME`), or a gap of at most so many words (`...3`; `...` is `...4`). A name in
front makes what an element matches an argument (`guest=PARTY`); the element in square brackets is the trigger
(`[@meet]`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.paths import Words, lemma_of, words_of
from diplotext.model.annotations import Organization, Person, Place, State

if TYPE_CHECKING:
    from spacy.tokens import Token

DEFAULT_GAP = 4
CLASSES = ("PARTY", "PLACE", "TIME")


@attrs.frozen
class Element:
    """One element of a pattern.

    Attributes:
        kind: `PARTY`, `PLACE`, `TIME`, `gap` or `word`.
        lemmas: The lemmas of a word.
        gap: The greatest number of words of a gap.
        argument: The argument that it fills; None for none.
        is_trigger: Whether what it matches is the trigger.
    """

    kind: str
    lemmas: Words = frozenset()
    gap: int = 0
    argument: str | None = None
    is_trigger: bool = False


@attrs.frozen
class Pattern:
    """A pattern over tokens.

    Attributes:
        elements: Its elements, in order.
        text: As written.
    """

    elements: tuple[Element, ...]
    text: str

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of its arguments."""
        return tuple(dict.fromkeys(element.argument for element in self.elements if element.argument))

    @property
    def trigger(self) -> Element:
        """The element of the trigger."""
        return next(element for element in self.elements if element.is_trigger)

    @property
    def lead(self) -> Words:
        """Lemmas one of which every match holds: those of the trigger."""
        return self.trigger.lemmas


@attrs.frozen
class SurfaceMatch:
    """Where a pattern matches.

    Attributes:
        trigger: The token of the trigger.
        arguments: For each argument, the tokens at which it is found.
    """

    trigger: Token
    arguments: Mapping[str, tuple[Token, ...]]


def pattern_of(text: str, lexicons: Mapping[str, Words]) -> Pattern:
    """The pattern that a text writes.

    Raises:
        ValueError: If it is not a pattern, with what is wrong.
    """
    elements = tuple(_element(part, lexicons) for part in text.split())
    if sum(element.is_trigger for element in elements) != 1:
        raise ValueError(f"pattern {text!r} needs one trigger in square brackets, such as [meet] or [@encounter]")
    if elements[0].kind == "gap" or elements[-1].kind == "gap":
        raise ValueError(f"pattern {text!r} must not begin or end with a gap")
    return Pattern(elements, text)


def _element(text: str, lexicons: Mapping[str, Words]) -> Element:
    argument, equals, rest = text.partition("=")
    if not equals:
        argument, rest = "", text
    is_trigger = rest.startswith("[") and rest.endswith("]")
    rest = rest.strip("[]")
    if rest.startswith("..."):
        if rest[3:] and not rest[3:].isdigit():
            raise ValueError(f"{text!r} is not a gap; write ... or ...3")
        return Element("gap", gap=int(rest[3:] or DEFAULT_GAP))
    if rest in CLASSES:
        if is_trigger:
            raise ValueError(f"{text!r} cannot be the trigger, which is a word")
        return Element(rest, argument=argument or None)
    return Element("word", words_of(rest, lexicons), argument=argument or None, is_trigger=is_trigger)


def matches(pattern: Pattern, annotated: AnnotatedTokens, trigger: Token, start: int, end: int) -> SurfaceMatch | None:
    """The first match of a pattern around a trigger.

    Args:
        pattern: The pattern.
        annotated: The article.
        trigger: The token of the trigger.
        start: Index of the first token of its sentence.
        end: Index after the last.
    """
    at = pattern.elements.index(pattern.trigger)
    units = Units(annotated, start, end)
    place = units.position(trigger.i)
    for before in _matched(pattern.elements[:at][::-1], units, place - 1, -1):
        for after in _matched(pattern.elements[at + 1 :], units, place + 1, 1):
            found: dict[str, tuple[Token, ...]] = {}
            for element, unit in (*before[::-1], *after):
                if element.argument:
                    found[element.argument] = (*found.get(element.argument, ()), annotated.tokens[unit[0]])
            return SurfaceMatch(trigger, found)
    return None


class Units:
    """A sentence as a row of units: a mention or time is one, every other token another.

    Args:
        annotated: The article.
        start: Index of the first token of the sentence.
        end: Index after the last.
    """

    def __init__(self, annotated: AnnotatedTokens, start: int, end: int) -> None:
        self._annotated = annotated
        self.units: list[tuple[int, int, Named | None]] = []
        index = start
        while index < end:
            named = annotated.at(index)
            stop = min(named.end, end) if named is not None else index + 1
            self.units.append((index, stop, named))
            index = stop

    def position(self, token: int) -> int:
        """The position of the unit that holds a token."""
        return next(place for place, (first, end, _) in enumerate(self.units) if first <= token < end)

    def fits(self, element: Element, place: int) -> bool:
        """Whether the unit at a position is what an element asks for."""
        first, end, named = self.units[place]
        if element.kind == "word":
            return end == first + 1 and lemma_of(self._annotated.tokens[first]) in element.lemmas
        if named is None:
            return False
        if element.kind == "TIME":
            return named.time is not None
        if element.kind == "PLACE":
            return isinstance(named.entity, (Place, State))
        demonym = named.mention is not None and named.mention.form == "demonym"
        return isinstance(named.entity, (Person, State, Organization)) and not demonym


def _matched(
    elements: Sequence[Element], units: Units, place: int, step: int
) -> Iterator[list[tuple[Element, tuple[int, int, Named | None]]]]:
    """The ways in which elements match from a position on, in a direction, the shortest gaps first."""
    if not elements:
        yield []
        return
    element, rest = elements[0], elements[1:]
    if element.kind == "gap":
        for skipped in range(element.gap + 1):
            yield from _matched(rest, units, place + step * skipped, step)
        return
    if 0 <= place < len(units.units) and units.fits(element, place):
        for further in _matched(rest, units, place + step, step):
            yield [(element, units.units[place]), *further]
