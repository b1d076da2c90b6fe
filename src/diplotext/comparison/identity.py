"""Whether a name that somebody wrote means a party of an article: by its names, its office, or what it acts for.

There are three answers. A surname that two people of the article have, or a description that fits but names nobody, is
`unclear`: it is neither taken for the party nor for somebody else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from diplotext.comparison.wording import singular
from diplotext.knowledge.english import titles
from diplotext.knowledge.records import Knowledge, Record
from diplotext.knowledge.tables import toml
from diplotext.model.annotations import Entity, Mention, Organization, Person, State
from diplotext.model.document import Document

Identity = Literal["same", "different", "unclear"]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "el", "ibn", "la", "le", "van", "von"}
)
SMALL = frozenset({"a", "an", "the", "of", "for", "and", "s", "former", "then", "new"})
NAMED_KINDS = ("state", "organization", "format")
BY_NAME = ("name", "acronym", "demonym", "metonym")
GOVERNING = frozenset({"administration", "cabinet", "government", "ministry", "officials"})
HEAD_NOUNS = frozenset({"chief", "foreign", "head", "prime", "secretary", "minister", "president"})


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name for comparison: small, without accents, articles and possessives."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    found = (word.removesuffix("'s").removesuffix("'") for word in WORD.findall(plain.replace(".", "")))
    return tuple(word for word in found if word and word not in SMALL)


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in titles() for word in words_of(title.title)) | HEAD_NOUNS


@cache
def party_words() -> frozenset[str]:
    """Words for parties of whom nothing but their part is said."""
    return frozenset(toml("diplotext.comparison", "words.toml")["parties"])


def without_title(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without titles before it; as it is if all its words are titles."""
    index = next((index for index, word in enumerate(words) if word not in _title_words()), 0)
    return words[index:]


class Identities:
    """Answers whether a name means a party of an article.

    Args:
        knowledge: The gazetteer, for names of states and organizations that the article does not use: "Norwegian" for
            Norway, "AU" for the African Union; without it only the article's own names are known.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._records: dict[tuple[str, str], Record] = {}
        for record in knowledge.records if knowledge else ():
            if record.kind in NAMED_KINDS:
                for code in record.identifiers.items():
                    self._records.setdefault(code, record)

    def same_party(self, name: str, entity: Entity | None, mention: Mention | None, document: Document) -> Identity:
        """Whether a name means a party of a document.

        Args:
            name: The name, with or without titles: "President Haas", "Haas", "Norway", "the Norwegian foreign
                minister".
            entity: The party; None if the text does not say who it is.
            mention: Where the text mentions it.
            document: The article.
        """
        wanted = words_of(name)
        if not wanted:
            return "unclear"
        if entity is None:
            return _as_described(wanted, mention)
        if isinstance(entity, Person):
            return self._same_person(wanted, entity, document)
        if self._is_body(wanted, entity):
            return "same"
        return "unclear" if self._acts_for(wanted, entity, document) else "different"

    def same_any(
        self, name: str, parties: Iterable[tuple[Entity | None, Mention | None]], document: Document
    ) -> Identity:
        """Whether a name means one of several parties: `same` if it does, `unclear` if it may, or if there are none."""
        answers = {self.same_party(name, entity, mention, document) for entity, mention in parties}
        return "same" if "same" in answers else "unclear" if "unclear" in answers or not answers else "different"

    def represents(self, name: str, side: Entity | None) -> bool:
        """Whether a name is that of the state or organization that somebody acts for."""
        return isinstance(side, (State, Organization)) and self._is_body(words_of(name), side)

    def names_of(self, entity: Entity) -> Iterator[str]:
        """The names of an entity: its canonical name, its acronym, what the text calls it, what the gazetteer adds."""
        yield entity.name
        if isinstance(entity, Organization) and entity.acronym:
            yield entity.acronym
        for mention in entity.mentions:
            if mention.form in BY_NAME:
                yield mention.text
        for code in entity.identifiers.items():
            if record := self._records.get(code):
                yield record.name
                yield from (name.text for name in record.names)

    def _is_body(self, wanted: tuple[str, ...], entity: Entity) -> bool:
        return any(_same_body(wanted, words_of(known)) for known in self.names_of(entity))

    def _same_person(self, wanted: tuple[str, ...], person: Person, document: Document) -> Identity:
        plain = without_title(wanted)
        named = [without_title(words_of(known)) for known in self.names_of(person)]
        if len(plain) > 1 and any(len(known) > 1 for known in named):  # a surname alone has no given name to compare
            named = [known for known in named if len(known) > 1]
        if any(_fits(plain, known) for known in named):
            others = [other for other in document.people if other != person and self._has(other, plain)]
            return "unclear" if others and not any(plain == known for known in named if len(known) > 1) else "same"
        return self._by_office(wanted, person)

    def _acts_for(self, wanted: tuple[str, ...], body: Entity, document: Document) -> bool:
        """Whether a name is that of a person of the article who holds an office of a state or organization."""
        plain = without_title(wanted)
        holders = (one for one in document.people if any(office.of == body for office in one.offices))
        return any(self._has(person, plain) for person in holders)

    def _has(self, person: Person, plain: tuple[str, ...]) -> bool:
        return any(_fits(plain, without_title(words_of(known))) for known in self.names_of(person))

    def _by_office(self, wanted: tuple[str, ...], person: Person) -> Identity:
        """Whether a description is the office of a person: "the Norwegian foreign minister"."""
        if not set(wanted) & _title_words():
            return "different"
        answers: set[Identity] = set()
        for office in person.offices:
            title = words_of(office.title)
            if not set(title) <= set(wanted):
                continue
            rest = tuple(word for word in wanted if word not in title)
            if rest and office.of and self._is_body(rest, office.of):
                return "same"
            answers.add("different" if rest and office.of else "unclear")
        unnamed = all(word in _title_words() for word in wanted)
        return "unclear" if "unclear" in answers or (unnamed and not person.offices) else "different"


def _same_body(wanted: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two names of a state or an organization are one, "the government of" aside."""
    plain = tuple(word for word in wanted if word not in GOVERNING)
    return (plain or wanted) == tuple(word for word in known if word not in GOVERNING or not plain)


def _as_described(wanted: tuple[str, ...], mention: Mention | None) -> Identity:
    """Whether a name is the description of somebody whom the text does not name."""
    if mention is None or mention.form == "pronoun":
        return "unclear"
    described = words_of(mention.text)
    if wanted == described:
        return "same"
    open_words = _title_words() | party_words()
    if set(wanted) & set(described) or not set(wanted) - open_words:
        return "unclear"
    return "different" if any(singular(word) not in open_words for word in described) else "unclear"


def _fits(wanted: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether two names of a person agree: the same surname, and given names and initials that do not differ."""
    if not wanted or not known:
        return False
    if wanted == known or "".join(wanted) == "".join(known):
        return True
    shorter, longer = sorted((wanted, known), key=len)
    if len(shorter) == 1:
        return shorter[0] == longer[-1] or (len(longer) > 1 and shorter[0] == longer[0] and longer[0] not in PARTICLES)
    return shorter[-1] == longer[-1] and _given_agree(shorter[:-1], longer[:-1])


def _given_agree(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether all given names of the one are, in order, among those of the other; an initial stands for a name."""
    rest = iter(longer)
    return all(any(_agree(name, other) for other in rest) for name in shorter)


def _agree(name: str, other: str) -> bool:
    short = min(len(name), len(other)) == 1
    return name == other or (short and name[0] == other[0])
