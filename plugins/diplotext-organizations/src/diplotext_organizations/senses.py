"""Names that the sentence shows to be something else than an organization: "the frigate [Zenda]", "[Ulma] is a storm".

A noun in apposition, directly before, after "is a", or before "of" ("the state of [Uttar Pradesh]") says what a name
is; what it says of one mention holds for all of that name in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.plugin import NamedEntity
from diplotext.syntax import children_of, role_of
from diplotext.text import Words, trimmed_name
from diplotext_organizations.lexicon import apposed, not_organizations, other_senses, person_titles, speaking_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSON, ORG = "PERSON", "ORG"
PERSONAL = (PERSON, "PRODUCT", "WORK_OF_ART")
AGENTS = frozenset(
    ("brewer", "giant", "group", "insurer", "lender", "manufacturer", "operator", "retailer", "supplier")
)
"""Nouns for companies that are nouns for persons, too."""

DOUBTFUL = (*PERSONAL, ORG, "EVENT", "FAC")
"""Labels of names that may be those of an organization, or show that another mention is not."""

OWNER = ("poss", "nmod:poss")
QUOTED = re.compile(r"['\"“”‘’`]* ['\"“”‘’`]*")


@attrs.frozen
class Senses:
    """What the sentences of a text say that names are.

    Attributes:
        others: Names of ships, storms, works, regions, operations and the like.
        organizations: Names that the grammar shows to be those of organizations.
        things: Those of them that look like names of persons.
        sites: Names of hospitals, museums and the like that never speak in the text.
    """

    others: frozenset[str] = frozenset()
    organizations: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()


def senses_of(entities: Sequence[NamedEntity], words: Words) -> Senses:
    """What the sentences say of the names that the language model recognizes.

    Args:
        entities: What the language model recognizes as names, over a parse with a tree.
        words: The words of the text.
    """
    others: set[str] = set()
    organizations: set[str] = set()
    named = [entity for entity in entities if entity.label == PERSON and len(entity.tokens) > 1]
    persons = {entity.root.i for entity in named}
    surnames = {token.text for entity in named for token in entity.tokens}
    spans = [(entity, *trimmed_name(words.text, entity.start, entity.end)) for entity in entities]
    doubtful = {words.text[start:end] for entity, start, end in spans if entity.label in DOUBTFUL}
    things: set[str] = set()
    sites: dict[str, bool] = {}
    for entity, start, end in spans:
        name, first = words.text[start:end], words.at(start)
        if start >= end or name not in doubtful or first >= len(words.forms):  # what is taken for a name may be noise
            continue
        if first < words.before(end) and words.forms[words.before(end)] in other_senses("site"):
            sites[name] = sites.get(name, True) and not _speaks(entity.root)
        if words.forms[first] in not_organizations("first"):
            others.add(words.text[words.spans[first + 1][0] : end] if first < words.before(end) else name)
            others.add(name)
            continue
        stated, before = set(_nouns(entity.root)), set(_before(entity, words, first))
        of_person = entity.label == PERSON and (len(entity.tokens) > 1 or name in surnames)
        if entity.label in PERSONAL and (_is_thing(entity.root, words, end) or _is_paper(words, first)):
            things.add(name)
        if not of_person and _owns_person(entity, persons):
            organizations.add(name)
        stated, titled = stated - (AGENTS if entity.label == PERSON else set()), of_person and _has_title(words, first)
        if not stated.isdisjoint(apposed("before")) and entity.label in PERSONAL and not titled:
            organizations.add(name)
        elif _is_another(stated | before):
            others.add(name)
    silent = frozenset(name for name, is_silent in sites.items() if is_silent)
    organizations |= things
    return Senses(frozenset(others - organizations), frozenset(organizations), frozenset(things), silent)


def _speaks(root: Token) -> bool:
    return role_of(root) == "subject" and root.head.lemma_ in speaking_verbs()


def _has_title(words: Words, first: int) -> bool:
    return first > 0 and words.forms[first - 1] in person_titles()


def _is_another(nouns: set[str]) -> bool:
    """Whether nouns say that a name is that of something else, and none that it is an organization's."""
    others = other_senses("noun") | other_senses("place")
    return nouns.isdisjoint(apposed("before")) and not nouns.isdisjoint(others)


def _is_thing(root: Token, words: Words, end: int) -> bool:
    """Whether a relative clause right after it takes it for a thing: "[Carl Borgward], which was founded in 1924"."""
    if not words.text.startswith(", which ", end):
        return False
    clauses = children_of(root, "relative")
    return any(token.lower_ == "which" for clause in clauses for token in children_of(clause, "subject"))


def _is_paper(words: Words, first: int) -> bool:
    """Whether the noun before it says that it is a newspaper: "the daily [Corriere della Sera]"."""
    return first > 0 and words.gap(first - 1) in (" ", ", ") and apposed("named").get(words.forms[first - 1]) == "media"


def _owns_person(entity: NamedEntity, persons: set[int]) -> bool:
    """Whether it is what somebody belongs to, though the model takes it for a person: "[Borgward]'s Ana Silva"."""
    root = entity.root
    owns = entity.label in PERSONAL and len(entity.tokens) == 1 and role_of(root) == "premodifier"
    return owns and root.dep_ in OWNER and root.head.i in persons


def _nouns(root: Token) -> Iterator[str]:
    """The common nouns that the grammar connects with a name as saying what it is."""
    role = role_of(root)
    if role == "apposition" and root.head.pos_ == "NOUN":
        yield root.head.lemma_
    for other in children_of(root, "apposition"):
        if other.pos_ == "NOUN":
            yield other.lemma_
    if root.head.lemma_ == "be" and role in ("subject", "predicate"):
        for other in children_of(root.head, "predicate" if role == "subject" else "subject"):
            if other.pos_ == "NOUN":
                yield other.lemma_
            elif other.lemma_ == "one":  # "one of the companies is Borgward"
                yield from (noun.lemma_ for of in children_of(other, "preposition") for noun in of.children)
    if role == "premodifier" and root.head.lemma_ in other_senses("head") and root.head.i == root.i + 1:
        yield root.head.lemma_


def _before(entity: NamedEntity, words: Words, first: int) -> Iterator[str]:
    """The noun directly before a name, or before "of" and a name: "the frigate Zenda", "the state of Uttar Pradesh"."""
    if not first or not QUOTED.fullmatch(words.gap(first - 1)):
        return
    before = words.forms[first - 1]
    if before == "of" and words.gap(first - 2) == " ":
        yield from {words.forms[first - 2]} & other_senses("place")
        return
    place = entity.tokens[0].i - 1
    doc = entity.tokens[0].doc
    while place > 0 and doc[place].is_punct:
        place -= 1
    if doc[place].pos_ == "NOUN" and doc[place].text == before:
        yield from {before} - other_senses("place")
