"""Finding the parties that are the subject of a verb, without a parser: the list before it, in its own clause.

The list that ends where the verb group begins is the subject; where something separates them, the first list of the
clause that no preposition introduces.
"""

from __future__ import annotations

from collections.abc import Sequence

from diplotext import Person, Place, State
from diplotext_venues.lexicon import words
from diplotext_venues.participants import Party, lists_in, parties
from diplotext_venues.units import Unit
from diplotext_venues.word_classes import any_of

REACH = 45
BOUNDARIES = frozenset({";", ":", "—", "–", "“", "”", '"', "„", "«", "»"})


def clause_start(units: Sequence[Unit], index: int) -> int:
    """Where the clause of a word begins: after a mark, or after a word such as "that"."""
    lowest = max(0, index - REACH)
    for position in range(index - 1, lowest - 1, -1):
        unit = units[position]
        counted = unit.lower == "than" and units[position - 1].lower in ("more", "less", "fewer", "other")
        if unit.text in BOUNDARIES or (unit.lower in words("clause") and unit.lower != "which" and not counted):
            return position + 1
    return lowest


def verb_group(units: Sequence[Unit], index: int) -> int:
    """Where the group of a verb begins: its auxiliaries, adverbs and times before it ("will on Monday also")."""
    lowest = max(0, index - REACH)
    while index > lowest:
        unit = units[index - 1]
        if (
            unit.time
            or unit.lower in words("auxiliary")
            or (unit.lower in ("on", "and") and _inside_group(units, index))
        ):
            index -= 1
        else:
            break
    return index


def _inside_group(units: Sequence[Unit], index: int) -> bool:
    return units[index - 1].lower == "on" and units[index].time is not None


def subject(units: Sequence[Unit], index: int) -> list[Party]:
    """The parties that are the subject of the verb at an index; empty if none is found."""
    start, group = clause_start(units, index), verb_group(units, index)
    if group < start:
        group = start
    if group > 1 and units[group - 1].lower == "they":  # "Berg and Mensah will talk when they meet"
        both = _main_subject(units, group - 1)
        return both if len(both) > 1 else []
    if group > 0 and units[group - 1].lower in ("who", "which"):
        return _before_relative(units, group - 1)
    candidates: list[list[Party]] = []
    adjacent: list[Party] = []
    for found, begin, end in lists_in(units, start, group):
        if _closes_place(units, begin):
            continue
        if _oblique(units, begin, start):
            if _reaches(units, end, group) and begin and units[begin - 1].lower in words("before clause"):
                adjacent = found  # "came after Berg met Mensah"
                continue
            if end == group and _is_asked(units, begin, group):
                adjacent = found  # "asked Berg to visit"
                continue
            if later := _after_place(units, begin, group):
                found, end = later
            elif len(found) > 1 and _is_frame(units, found):
                found = found[1:]  # "During his visit to Malta, Berg ..."
            else:
                continue
        candidates.append(found)
        if _reaches(units, end, group):
            adjacent = found
    if adjacent:
        return adjacent
    if candidates:
        return candidates[0]
    if start < index and units[max(start, 0)].lower in any_of("fronting", also=("in", "to")):
        return after_comma(units, index)
    if start > 0 and units[start - 1].lower in ("when", "while", "as", "where", "since"):
        return _main_subject(units, start - 1) or after_comma(units, index)
    return after_comma(units, index) if start == 0 and index <= 3 else []


def _is_asked(units: Sequence[Unit], begin: int, group: int) -> bool:
    """Whether the parties are asked to do what the verb says."""
    asked = begin > 0 and units[begin - 1].lower in words("asking")
    return asked and group < len(units) and units[group].lower in ("to", "not")


def _closes_place(units: Sequence[Unit], begin: int) -> bool:
    """Whether a state only says where a place is: "flew to Basel, [Switzerland]"."""
    if begin < 3 or units[begin - 1].text != "," or not isinstance(units[begin].entity, State):
        return False
    if units[begin].is_demonym:
        return False
    return isinstance(units[begin - 2].entity, Place) and units[begin - 3].lower in any_of("preposition", "locative")


def _after_place(units: Sequence[Unit], begin: int, group: int) -> tuple[list[Party], int] | None:
    """The parties directly after a fronted place without a comma, if there are any: "In Malta Minister Berg met"."""
    place = units[begin]
    if not place.is_place or begin < 1 or begin > 3 or units[begin - 1].lower not in ("in", "at", "from"):
        return None
    found, end = parties(units, begin + 1, group, subject=True)
    return (found, end) if found and isinstance(found[0].entity, Person) else None


def _is_frame(units: Sequence[Unit], found: Sequence[Party]) -> bool:
    """Whether the first of a list is the place or event of a fronted phrase, and a person comes after its comma."""
    first, second = found[:2]
    frame = not isinstance(first.entity, Person) and first.entity is not None
    return frame and isinstance(second.entity, Person) and units[first.end].text == ","


def encounter(units: Sequence[Unit], index: int) -> list[Party]:
    """Everybody in a caption that shows them together before or after a meeting: "X greets Y before a meeting"."""
    start = clause_start(units, index)
    if not any(unit.lower in words("encounter") for unit in units[start:index]):
        return []
    return [
        party for found, _, _ in lists_in(units, start, index) for party in found if isinstance(party.entity, Person)
    ]


def after_comma(units: Sequence[Unit], index: int) -> list[Party]:
    """The parties after the next comma: "After meeting X, Y said"."""
    for position in range(index, min(index + REACH, len(units) - 1)):
        if units[position].text == ",":
            found, end = parties(units, position + 1, len(units), subject=True)
            if found and end < len(units) and units[end].lower in any_of("finite", "auxiliary", "light", "speech"):
                return found
        elif units[position].text in BOUNDARIES:
            break
    return []


def _main_subject(units: Sequence[Unit], stop: int) -> list[Party]:
    """The first parties of the sentence that no preposition introduces."""
    for found, begin, _ in lists_in(units, max(0, stop - REACH), stop):
        if not _oblique(units, begin, 0):
            return found
    return []


def _before_relative(units: Sequence[Unit], index: int) -> list[Party]:
    """The last person or list before "who"."""
    best: list[Party] = []
    for found, _, end in lists_in(units, max(0, index - 30), index):
        if end == index or (end == index - 1 and units[end].text == ","):
            both = units[index + 1].lower in ("are", "were", "have", "both") and len(found) > 1
            best = [found[-1]] if found[-1].end >= end - 1 and not both else found
    return best


def _oblique(units: Sequence[Unit], index: int, start: int) -> bool:
    """Whether a preposition or a verb with an object comes directly before."""
    if index <= start:
        return index > 0 and units[index - 1].lower in words("preposition")
    before = units[index - 1]
    return before.lower in words("preposition") or before.lower in words("transitive")


def _reaches(units: Sequence[Unit], end: int, group: int) -> bool:
    """Whether nothing, a comma, or an aside between two commas is between a list and the verb group."""
    if end >= group:
        return True
    if units[end].text == ",":
        return end + 1 == group or units[group - 1].text == ","
    return False
