"""What surrounds a word in a noun phrase of parties: whose it is, what it modifies, whether a name follows."""

from __future__ import annotations

from collections.abc import Sequence

from diplotext import Entity, Organization, Person, State
from diplotext_venues.lexicon import words
from diplotext_venues.units import Unit
from diplotext_venues.word_classes import any_of, closed_class_with_and

POSSESSIVE = ("'s", "’s", "'", "’")


def shares_group(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether a state or organization shares the group noun of the next: "[U.S.] and Chinese officials"."""
    if index + 3 >= limit or units[index + 1].lower != "and":
        return False
    other = units[index + 2]
    if not isinstance(units[index].entity, (State, Organization)) or not isinstance(
        other.entity, (State, Organization)
    ):
        return False
    for position in range(index + 3, min(index + 6, limit)):
        word = units[position].lower
        if word in words("group"):
            return not name_follows(units, position, limit)
        if not (word in words("title") or is_adjective(word)):
            return False
    return False


def is_adjective(word: str) -> bool:
    """Whether a word looks like an adjective that may precede a title or a group."""
    if word in words("preposition"):
        return False
    return word.endswith(("ern", "ian", "ese", "ish", "al", "ic", "level", "ranking", "ing")) and len(word) > 4


def owned(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether what follows "his" or "her" can be a noun that it belongs to."""
    if index >= limit:
        return False
    unit, closed = units[index], any_of("preposition", "finite", "clause", "auxiliary", also=("and",))
    return unit.is_demonym or unit.mention is not None or (unit.text.isalpha() and unit.lower not in closed)


def possesses(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether a person is only the possessor of a title or a group ("the president's envoy")."""
    return index + 2 < limit and units[index + 1].text in POSSESSIVE


def modifies(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether a state, organization or place precedes the title, group or person that it belongs to."""
    following = index + 1
    if following >= limit:
        return False
    if units[following].text in POSSESSIVE:
        return True
    unit = units[following]
    if unit.text == "-" and following + 1 < limit:
        unit = units[following + 1]
    if isinstance(unit.entity, Person) or unit.is_demonym:
        return True
    if title_ahead(units, following, limit) or group_ahead(units, following, limit):
        return True
    return unit.lower in any_of("title", without=("of", "for", "the", "first", "then", "state")) or unit.lower in words(
        "group"
    )


def name_follows(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether a group noun is only the title of persons who are named ("presidents Putin and Xi")."""
    return index + 1 < limit and isinstance(units[index + 1].entity, Person)


def title_follows(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether a title or a capitalized word is at an index."""
    return (
        index < limit
        and (units[index].is_capitalized or units[index].lower in words("title"))
        and not units[index].time
    )


def origin(units: Sequence[Unit], index: int, limit: int) -> tuple[Entity, int] | None:
    """The state or organization after "of the" or "from", and the index after it."""
    if index >= limit or units[index].lower not in ("of", "from", "for"):
        return None
    index += 1
    while index < limit and units[index].lower in ("the", "both", "neighboring", "neighbouring"):
        index += 1
    unit = units[index] if index < limit else None
    if unit is None or not isinstance(unit.entity, (State, Organization)) or unit.is_demonym:
        return None
    if index + 1 < limit and units[index + 1].text in POSSESSIVE:
        return None
    return unit.entity, after_bracket(units, index + 1, limit)


def after_bracket(units: Sequence[Unit], index: int, limit: int) -> int:
    """The index after a bracket of at most eight units, such as an acronym."""
    if index < limit and units[index].text == "(":
        for end in range(index + 1, min(index + 9, limit)):
            if units[end].text == ")":
                return end + 1
    return index


def group_ahead(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether a noun or two lead to a group: "U.N. [arms] inspectors"."""
    closed = closed_class_with_and()
    for position in range(index, min(index + 4, limit)):
        unit, word = units[position], units[position].lower
        if word in words("group"):
            return not name_follows(units, position, limit)
        if not word.isalpha() or not unit.text.islower() or word in closed:
            return False
    return False


def title_ahead(units: Sequence[Unit], index: int, limit: int) -> bool:
    """Whether other words lead to a title and a name: "[drug policy] chief Anna Berg"."""
    closed = closed_class_with_and()
    for position in range(index, min(index + 5, limit - 1)):
        word = units[position].lower
        if word in words("titlehead") and isinstance(units[position + 1].entity, Person):
            return True
        if not word.isalpha() or word in closed:
            return False
    return False


def after_reduced(units: Sequence[Unit], end: int, stop: int) -> int:
    """The index after where a group works or lives: "businesses [working in Malta]"."""
    inside = end + 2 < stop and units[end].lower in words("reduced") and units[end + 1].lower in ("in", "at")
    return end + 3 if inside and units[end + 2].is_place else end


def is_adjectival(unit: Unit) -> bool:
    """Whether a word before "and" can share the group noun of what follows: "[Kurdish] and federal officials"."""
    return unit.is_demonym or unit.text.islower() or is_adjective(unit.lower)
