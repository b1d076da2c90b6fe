"""Reading noun phrases of parties, and finding who takes part near a trigger.

A party is a person under whatever titles ("Kenyan Foreign Minister Amina Odera"), a state or organization by name, or a
group without names ("foreign ministers of both countries"). A state in front of a person or group is the side that it
represents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from diplotext import Entity, Mention, Organization, Participant, Person, Place, State
from diplotext_venues.lexicon import words
from diplotext_venues.phrases import (
    POSSESSIVE,
    after_bracket,
    after_reduced,
    group_ahead,
    is_adjectival,
    is_adjective,
    modifies,
    name_follows,
    origin,
    owned,
    possesses,
    shares_group,
    title_ahead,
    title_follows,
)
from diplotext_venues.units import Unit, at, text_of
from diplotext_venues.word_classes import any_of, closed_class, closed_class_with_and

PHRASE_LENGTH = 28
NOT_PARTIES = frozenset({"media", "company"})


@attrs.frozen
class Party:
    """A noun phrase that names a party.

    Attributes:
        start: Index of its first unit.
        end: Index after its last unit.
        mention: The words that name it; None for a title without a name ("his counterpart").
        entity: Who that is; None for a group.
        side: The state or organization that it represents.
    """

    start: int
    end: int
    mention: Mention | None
    entity: Entity | None = None
    side: Entity | None = None

    def participant(self) -> Participant:
        """The party in its role."""
        return Participant(mention=self.mention, entity=self.entity, side=side_of(self.entity) or self.side)


def side_of(entity: Entity | None) -> Entity | None:
    """The state or organization that a person's offices belong to, where the text gives one."""
    if not isinstance(entity, Person):
        return None
    sides = [office.of for office in entity.offices if office.of is not None]
    return next((side for side in sides if isinstance(side, State)), sides[0] if sides else None)


def parties(units: Sequence[Unit], start: int, stop: int, *, subject: bool = False) -> tuple[list[Party], int]:
    """The parties coordinated at an index ("X, the president of Y, Z and their ministers").

    Args:
        units: The sentence.
        start: Where the first phrase begins.
        stop: Where to stop at the latest.
        subject: Whether a verb follows; otherwise a phrase with a verb after it begins a new clause and is left out.

    Returns:
        The parties, and the index after the last.
    """
    found: list[Party] = []
    index, end = start, start
    while index < stop:
        if couple := units[index].couple:
            found.extend(Party(index, index + 1, units[index].mention, entity) for entity in couple)
            end = index + 1
            separator = _separator(units, end, stop)
            if separator is None:
                break
            index = separator
            continue
        party = party_at(units, index, stop)
        if party is None or (found and not subject and _begins_clause(units, party.end, stop)):
            break
        party = _leader(units, party, stop) or party
        found.append(party)
        end = after_reduced(units, party.end, stop)
        separator = _separator(units, end, stop)
        if separator is None:
            break
        index = separator
    named = [party for party in found if party.mention is not None and not _names_follow(units, party, found)]
    return _with_sides(found, named), end


def _leader(units: Sequence[Unit], group: Party, stop: int) -> Party | None:
    """Who leads a delegation, in its stead: "a delegation led by Finance Minister Soto"."""
    end = group.end
    if group.entity is not None or end + 2 >= stop or units[end].lower not in ("led", "headed"):
        return None
    leader = party_at(units, end + 2, stop) if units[end + 1].lower == "by" else None
    if leader is None or leader.mention is None:
        return None
    return attrs.evolve(leader, start=group.start, side=leader.side or group.side)


def _names_follow(units: Sequence[Unit], group: Party, found: Sequence[Party]) -> bool:
    """Whether the members of a group are named after it: "her [counterparts], Anna Berg and Luis Soto"."""
    if group.entity is not None or group.mention is None or not group.mention.text.endswith("s"):
        return False
    if group.mention.text.rsplit(" ", 1)[-1].lower() not in words("named after"):
        return False
    after = [party for party in found if party.start > group.start]
    comma = group.end < len(units) and units[group.end].text == "," and units[group.end + 1 : group.end + 2]
    return bool(comma) and len(after) > 1 and after[0].start == group.end + 1 and isinstance(after[0].entity, Person)


def _with_sides(found: Sequence[Party], named: Sequence[Party]) -> list[Party]:
    """Named parties; a nameless title next to a name ("his Norwegian counterpart, Anna Berg") gives it its side."""
    result = []
    for party in named:
        index = found.index(party)
        if party.side is None and isinstance(party.entity, Person):
            near = [found[i] for i in (index - 1, index + 1) if 0 <= i < len(found) and found[i].mention is None]
            party = attrs.evolve(party, side=next((other.side for other in near if other.side), None))
        result.append(party)
    return result


def _separator(units: Sequence[Unit], end: int, stop: int) -> int | None:
    """Index of the next phrase of a coordination; None if none follows."""
    index = end
    if index < stop and units[index].text == ",":
        index += 1
    if index < stop and units[index].lower in ("and", "&", "plus"):
        return index + 1
    for phrase in (("as", "well", "as"), ("along", "with"), ("together", "with"), ("and", "with"), ("or",)):
        if tuple(unit.lower for unit in units[index : index + len(phrase)]) == phrase:
            return index + len(phrase)
    return index if index > end else None


def _begins_clause(units: Sequence[Unit], index: int, stop: int) -> bool:
    unit = at(units, index) if index < stop else None
    return unit is not None and unit.lower in words("finite")


def party_at(units: Sequence[Unit], start: int, stop: int) -> Party | None:
    """The party that begins at an index."""
    limit = min(stop, start + PHRASE_LENGTH)
    index = start
    side: Entity | None = None
    first_word = start
    title = False  # whether the words so far end with a title ("his counterpart")
    group = _group_ahead(units, start, limit)
    if group is not None:
        sides = [unit.entity for unit in units[start:group] if isinstance(unit.entity, (State, Organization))]
        while first_word < group and (
            units[first_word].is_possessive or units[first_word].lower in any_of("determiner", "number")
        ):
            first_word += 1
        return _group(units, start, first_word, group, sides[-1] if sides else None, limit)
    while index < limit:
        unit = units[index]
        if unit.is_possessive and unit.mention is not None and owned(units, index + 1, limit):
            first_word = max(first_word, index + 1)
            index += 1
            continue
        if isinstance(unit.entity, Person):
            if possesses(units, index, limit):
                index += 2
                continue
            if unit.mention is not None and unit.mention.form == "title" and index + 1 < limit:
                following = units[index + 1]
                if isinstance(following.entity, Person) and following.entity == unit.entity:
                    index += 1
                    continue
            return _with_office(units, Party(start, index + 1, unit.mention, unit.entity, side), limit)
        if isinstance(unit.entity, (State, Organization)):
            if unit.is_demonym or modifies(units, index, limit):
                side = unit.entity
                index += 2 if index + 1 < limit and units[index + 1].text in POSSESSIVE else 1
                if not (index < limit):
                    return None
                continue
            if title:
                break  # "the minister" directly before a state: a preposition is missing, no name
            if isinstance(unit.entity, Organization) and unit.entity.category in NOT_PARTIES:
                return None
            return Party(start, after_bracket(units, index + 1, limit), unit.mention, unit.entity)
        if isinstance(unit.entity, Place):
            if not modifies(units, index, limit):
                break
            index += 1
            continue
        word = unit.lower
        if unit.text == "." and index > start and units[index - 1].lower in words("abbreviated"):
            index += 1
            continue
        if not word or unit.text in (",", "."):
            break
        if word in words("body noun") and index == start:
            break  # "met with opposition"
        if word in words("group") and not name_follows(units, index, limit):
            return _group(units, start, first_word, index, side, limit)
        if word in words("determiner") or word in words("number"):
            if index == first_word:
                first_word = index + 1
            index += 1
            continue
        if word == "of" or word == "and" or word == "for" or word == "'s" or word == "’s" or word == "-":
            if not title and not (index > start and units[index - 1].is_capitalized) and word != "-":
                break
            if word == "of" and title and (found := origin(units, index, limit)):
                entity, after = found
                if name_follows(units, after - 1, limit):
                    side = entity
                    index = after
                    continue
                return Party(start, after, None, None, entity)
            if word == "and" and not title_follows(units, index + 1, limit):
                break
            index += 1
            continue
        if word in words("title") or unit.is_capitalized:
            if unit.is_capitalized and word in any_of("finite", "calendar", "preposition"):
                break
            title = title or word in words("titlehead")
            index += 1
            continue
        if index + 1 < limit and (is_adjective(word) or title_ahead(units, index, limit)):
            index += 1
            continue
        break
    return Party(start, index, None, None, side) if title else None


def _group_ahead(units: Sequence[Unit], start: int, limit: int) -> int | None:
    """Index of a group noun that only adjectives, demonyms and names of bodies precede; None if there is none."""
    closed = closed_class()
    for index in range(start, min(start + 9, limit)):
        unit, word = units[index], units[index].lower
        if word in words("group") and not name_follows(units, index, limit) and not unit.text[0].isdigit():
            compound = index + 1 < limit and (
                units[index + 1].lower in words("group")
                or units[index + 1].text in POSSESSIVE
                or (word in words("body noun") and units[index + 1].lower in words("titlehead"))
            )
            if compound and word in words("body noun"):
                continue  # "government officials"
            bare = word in words("body noun") and index == start
            return None if compound or bare else index
        if word == "of" and index > start and units[index - 1].lower in ("number", "group", "series", "range", "team"):
            continue
        if isinstance(unit.entity, (State, Organization)):
            if not unit.is_demonym and not modifies(units, index, limit) and not shares_group(units, index, limit):
                return None
            continue
        if word in ("and", "-", "'s", "’s") and index > start:
            if index + 1 < limit and units[index + 1].lower in words("determiner"):
                return None  # "the rebels and the government delegation" are two
            shares = index > start and shares_group(units, index - 1, limit)
            if word == "and" and not (is_adjectival(units[index - 1]) or shares):
                return None
            continue
        if unit.is_possessive and index == start:
            continue
        ordinary = bool(word) and word.isalpha() and (word not in closed or word in ("her", "his", "both"))
        if not ordinary:
            return None
    return None


def _with_office(units: Sequence[Unit], party: Party, limit: int) -> Party:
    """A person with the post after the name: "X of Chile", "X, the Chilean president,"."""
    end = after_bracket(units, party.end, limit)
    if found := origin(units, end, limit):
        party, end = attrs.evolve(party, side=party.side or found[0], end=found[1]), found[1]
    if end + 2 < limit and units[end].text == ",":
        office = party_at(units, end + 1, limit)
        if office is not None and office.mention is None:
            closed = office.end < limit and units[office.end].text == ","
            follows = office.end < limit and units[office.end].lower not in ("and",)
            if closed or follows or office.end >= limit:
                after = office.end
                return attrs.evolve(party, side=party.side or office.side, end=after)
    return attrs.evolve(party, end=end)


QUANTITIES = ("number", "group", "series", "range", "team", "variety", "handful", "host", "couple", "dozens", "scores")


def _group(
    units: Sequence[Unit], start: int, first_word: int, index: int, side: Entity | None, limit: int
) -> Party | None:
    """A group without names, with the states after it: "foreign ministers of France and Germany"."""
    end = index + 1
    while True:
        if end + 1 < limit and units[end].lower == "and" and units[end + 1].lower in words("group"):
            end += 2
            continue
        titled = end + 2 < limit and units[end].lower == "and" and units[end + 1].lower in words("title")
        if titled and units[end + 1].lower not in words("determiner"):
            after = end + 2
            while after < limit and units[after].lower in words("title") and units[after].lower not in words("group"):
                after += 1
            if after < limit and units[after].lower in words("group") and not name_follows(units, after, limit):
                end = after + 1
                continue
        break
    if end + 1 < limit and units[end].lower == "of" and units[end + 1].lower in ("state", "government", "delegation"):
        end += 2
        if end + 1 < limit and units[end].lower == "and" and units[end + 1].lower == "government":
            end += 2
    first_of: int | None = None
    while found := origin(units, end, limit):
        side, end = side or found[0], found[1]
        first_of = end
        while end + 1 < limit and units[end].lower in ("and", ","):
            step = end + (2 if units[end].text == "," and units[end + 1].lower == "and" else 1)
            if step < limit and units[step].lower == "the":
                step += 1
            if step < limit and isinstance(units[step].entity, (State, Organization)) and not units[step].is_demonym:
                if step + 1 < limit and units[step + 1].text in POSSESSIVE:
                    break
                end = step + 1
            else:
                break
        break
    if first_of is not None and end > first_of and isinstance(side, State):
        side = None  # "ministers of Norway and Ghana" are on no one side
    if group_ahead(units, end, limit) and end > index + 1:  # "leaders of the Group of Eight industrialized nations"
        end = next(position for position in range(end, limit) if units[position].lower in words("group")) + 1
    end = _after_of(units, end, limit)
    head = max(first_word, start)
    while head + 2 <= index and units[head].lower in QUANTITIES and units[head + 1].lower == "of":
        head += 2
        while head < index and units[head].lower in words("determiner"):
            head += 1
    if head > index:
        return None
    bare = end == head + 1
    if bare and units[index].lower in words("anaphor"):
        return Party(start, end, None)  # "the two leaders" says nothing of its own
    opening = units[head]
    mention = Mention(opening.start, units[end - 1].end, text_of(units[head:end]), "description")
    return Party(start, end, mention, None, side)


def _after_of(units: Sequence[Unit], end: int, limit: int) -> int:
    """The index after the body or group that a group comes from: "officials [of the Chamber of Trade]"."""
    if end + 1 >= limit or units[end].lower not in ("of", "from"):
        return end
    closed = closed_class_with_and()
    start = end + 2 if units[end + 1].lower in words("determiner") else end + 1
    if start + 1 < limit and units[start].lower == "more" and units[start + 1].lower == "than":
        start += 2
    later = end
    for index in range(start, min(start + 7, limit)):
        unit, word = units[index], units[index].lower
        if unit.time or unit.text in POSSESSIVE or isinstance(unit.entity, Person):
            break
        if word in words("group"):
            return index + 1
        if word == "of" and later == index:
            continue
        if word in closed or not unit.text[:1].isalnum():
            break
        if unit.is_capitalized and not unit.is_demonym:
            later = index + 1
    return later


def lists_in(units: Sequence[Unit], start: int, stop: int) -> Iterator[tuple[list[Party], int, int]]:
    """Every list of parties in a stretch, with the indices where it begins and ends, none overlapping another."""
    index = start
    while index < stop:
        found, end = parties(units, index, stop, subject=True)
        if found:
            yield found, index, end
        index = max(end, index + 1)
