"""Who is the same in two documents: by a code of the gazetteer, or by name and office. Never by the surname alone.

All documents are looked at before anybody is joined, so that their order makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import attrs

from diplotext.comparison.identity import without_title, words_of
from diplotext.model.annotations import Entity, Person

CODES = ("wikidata", "iso3166")


def body_key(entity: Entity) -> str:
    """The key of a state, organization or place: its code, else its kind and name."""
    for scheme in CODES:
        if code := entity.identifiers.get(scheme):
            return f"{scheme}:{code}"
    return f"{entity.wire_name}:{' '.join(words_of(entity.name)) or entity.name}"


@attrs.frozen
class Individual:
    """A person of one document.

    Attributes:
        handle: Document and id of the annotation; unique.
        code: Code of the gazetteer; None if there is none.
        words: The words of the name, without titles.
        posts: Title and key of the state or organization of each office that has both.
    """

    handle: str
    code: str | None
    words: tuple[str, ...]
    posts: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, person: Person, handle: str) -> Individual:
        """What is to be known of a person."""
        code = next(
            (f"{scheme}:{person.identifiers[scheme]}" for scheme in CODES if scheme in person.identifiers), None
        )
        posts = frozenset((office.title, body_key(office.of)) for office in person.offices if office.of is not None)
        return cls(handle, code, without_title(words_of(person.name)), posts)

    @property
    def is_full(self) -> bool:
        """Whether the name has a given name, which tells two people of one surname apart."""
        return len(self.words) > 1 and all(len(word) > 1 for word in self.words[:1])

    @property
    def bodies(self) -> frozenset[str]:
        """The states and organizations of the offices."""
        return frozenset(body for _, body in self.posts)


class People:
    """The persons of all documents."""

    def __init__(self) -> None:
        self._all: list[Individual] = []

    def add(self, individual: Individual) -> None:
        """Add a person of a document."""
        self._all.append(individual)

    def keys(self) -> Mapping[str, str]:
        """A key for each handle; those who are the same have the same."""
        found: dict[str, str] = {one.handle: one.code for one in self._all if one.code}
        by_name: defaultdict[tuple[str, ...], list[Individual]] = defaultdict(list)
        for one in self._all:
            if one.is_full:
                by_name[one.words].append(one)
        for same in by_name.values():
            _settle(same, found)
        self._by_office(found)
        return {one.handle: found.get(one.handle, one.handle) for one in self._all}

    def _by_office(self, found: dict[str, str]) -> None:
        """Keys of those who have a surname only: of the one person with that surname and the same office."""
        holders: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for one in self._all:
            if one.handle in found and one.words:
                for title, body in one.posts:
                    holders[one.words[-1], title, body].add(found[one.handle])
        for one in self._all:
            if one.handle in found or not one.words or not one.posts:
                continue
            known = set().union(*(holders.get((one.words[-1], *post), ()) for post in one.posts))
            if len(known) == 1:
                found[one.handle] = known.pop()
            elif not known:
                title, body = min(one.posts)
                found[one.handle] = f"person:{' '.join(one.words)}, {title}, {body}"


def _settle(same: list[Individual], found: dict[str, str]) -> None:
    """Keys of people of one full name: one, unless the gazetteer or their offices tell them apart."""
    codes = {one.code for one in same if one.code}
    open_ones = [one for one in same if not one.code]
    name = "person:" + " ".join(same[0].words)
    bodies = [one.bodies for one in same if one.bodies]
    apart = any(not first & second for index, first in enumerate(bodies[:20]) for second in bodies[:index])
    for one in open_ones:
        if len(codes) == 1 and not apart:
            found[one.handle] = next(iter(codes))
        elif not codes and not apart:
            found[one.handle] = name
        elif one.bodies:
            found[one.handle] = f"{name}@{min(one.bodies)}"
