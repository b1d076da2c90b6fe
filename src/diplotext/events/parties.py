"""Who is named by the noun phrases that fill an argument of an event: persons, states, organizations, groups.

A phrase is read by its grammar: coordination and apposition come from the parse, names from earlier extractors. Where
the parse parts a title and the name after it, the words decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.antecedents import Antecedents
from diplotext.events.party_lists import Item, kept
from diplotext.events.party_pairs import pair_before
from diplotext.events.party_phrases import PartyPhrases, can_take_part
from diplotext.events.party_types import Party
from diplotext.events.party_words import among, is_group, is_nominal, is_plural, is_title, lemma_among, words
from diplotext.model.annotations import Entity, Organization, Person, State
from diplotext.syntax import agent, children_of
from diplotext.syntax.tree import LONGEST_CHAIN

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Party", "PartyReader"]


class PartyReader:
    """Reads the parties that noun phrases name.

    Args:
        annotated: The tokens of the article, with what earlier extractors found.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._phrases = PartyPhrases(annotated)
        self._antecedents = Antecedents(annotated)
        self._known: dict[int, tuple[Party, ...]] = {}

    def of(self, noun: Token) -> tuple[Party, ...]:
        """All parties of a noun phrase, with those coordinated with it, in order.

        Args:
            noun: Its head, or another word of it.
        """
        if noun.i not in self._known:
            self._known[noun.i] = self._together(noun)
        return self._known[noun.i]

    def _together(self, noun: Token) -> tuple[Party, ...]:
        items: dict[int, Item] = {}
        top = self._phrases.top(noun)
        for head in self._phrases.together(top):
            self._walk(head, items)
        before = self._phrases.titles.listed_before(min(item.first for item in items.values()))
        if top.role == "subject" and before is not None:  # type: ignore[attr-defined]
            self._walk(before, items)
        verb = top.head if top.role == "subject" else None  # type: ignore[attr-defined]
        for _ in range(LONGEST_CHAIN):
            end = max(item.end for item in items.values())
            further = self._phrases.titles.linked(end) or self._phrases.titles.listed(end, verb)
            if further is None or further.i in items:
                break
            self._walk(further, items, relation="conjunct")
        return kept(list(items.values()), self._annotated.tokens, self._phrases)

    def alone(self, noun: Token) -> tuple[Party, ...]:
        """The parties of a noun phrase without those coordinated with it: whom "who" after it refers to.

        Args:
            noun: Its head, or another word of it.
        """
        head = self._phrases.head(noun)
        items: dict[int, Item] = {}
        self._walk(head, items, roles=("apposition",))
        return kept(list(items.values()), self._annotated.tokens, self._phrases)

    def modifiers(self, noun: Token) -> tuple[Party, ...]:
        """The parties in front of the noun of an event: "*Norway-Ghana* talks", "*Berg's* visit", "*his* meeting".

        Args:
            noun: The noun.
        """
        found = list(pair_before(self._annotated, self._phrases, noun))
        for owner in self._owners(noun):
            if not self._names_event(owner, noun):
                found += [*self._owner_before(owner), *self.of(owner)]
        by_place = {(party.first, str(party.entity)): party for party in sorted(found, key=lambda one: one.first)}
        return tuple(by_place.values())

    def _owners(self, noun: Token) -> list[Token]:
        """The possessors of a noun, also where the parse takes "Norway and Ghana's talks" for two subjects."""
        owners = [child for child in noun.children if child.role == "premodifier" and "poss" in child.dep_]  # type: ignore[attr-defined]
        index = noun.i - 1
        while not owners and index > 0 and self._annotated.tokens[index].tag_[:2] in ("JJ", "NN"):
            index -= 1
        if not owners and index > 0 and self._annotated.tokens[index].tag_ == "POS" and self._annotated.at(index - 1):
            return [self._annotated.tokens[index - 1]]
        return owners

    def _owner_before(self, owner: Token) -> tuple[Party, ...]:
        """The first of two owners that the parse does not join: "*Norway* and Ghana's talks"."""
        first, tokens = self._phrases.extent(self._phrases.head(owner))[0], self._annotated.tokens
        named = self._annotated.at(first - 2) if first > 1 and tokens[first - 1].lower_ == "and" else None
        if named is None or not isinstance(named.entity, (Person, State, Organization)):
            return ()
        return self.alone(self._annotated.head(named))

    def _names_event(self, owner: Token, noun: Token) -> bool:
        """Whether a possessor is part of the name of an event: "the Quad *Leaders'* Summit"."""
        named = self._annotated.at(owner)
        if named is not None:
            return named.first <= noun.i < named.end
        return owner.tag_ in ("NNS", "NNPS") and owner.text[:1].isupper() and noun.text[:1].isupper()

    def _walk(
        self,
        start: Token,
        items: dict[int, Item],
        relation: str = "first",
        roles: Sequence[str] = ("conjunct", "apposition"),
    ) -> None:
        """Read the phrase of a head and all that the parse joins with it."""
        waiting: list[tuple[Token, str, Item | None]] = [(start, relation, None)]
        while waiting and len(items) < LONGEST_CHAIN:
            head, how, parent = waiting.pop(0)
            if head.i in items:
                continue
            item = items[head.i] = self._item(head, how, parent)
            waiting += self._next(item, roles)

    def _next(self, item: Item, roles: Sequence[str]) -> Iterator[tuple[Token, str, Item | None]]:
        """What the parse joins with a phrase, and how."""
        head, phrases = item.head, self._phrases
        if item.kind == "entity" and (name := phrases.titles.titled_name_after(item.end)) is not None:
            yield self._annotated.head(name), "name", item
        titled = item.kind in ("title", "group") or any(
            party.mention and party.mention.form == "title" for party in item.parties
        )
        if titled and not is_plural(head) and (name := phrases.titles.name_after(head)) is not None:
            yield self._annotated.head(name), "name", item
        for child in head.children:
            role: str = child.role  # type: ignore[attr-defined]
            if role in roles and is_nominal(child):
                yield phrases.head(child), role, item
            elif role in ("adnominal", "adverbial") and (by := agent(child)) is not None:
                if lemma_among(child, words("grammar", "leading")):
                    yield phrases.head(by), "leader", item
                elif lemma_among(child, words("grammar", "accompanying")):
                    yield phrases.head(by), "companion", item
            elif among(child, "grammar", "origins") and "conjunct" in roles:
                for noun in children_of(child, "prepositional_object"):
                    yield from self._misplaced(noun, item)

    def _misplaced(self, noun: Token, item: Item) -> Iterator[tuple[Token, str, Item | None]]:
        """Persons that the parse coordinates with a state after "of": "the president of Ghana and *Eva Lund*"."""
        for other in self._phrases.coordinated(noun):
            if other.i != noun.i and (self._phrases.person_at(other) is not None or is_title(other)):
                yield self._phrases.head(other), "conjunct", item

    def _item(self, head: Token, relation: str, parent: Item | None) -> Item:
        """One phrase with the parties that it names by itself."""
        first, end = self._phrases.extent(head)
        named = self._annotated.at(head)
        item = Item(head, first, end, relation, parent)
        if named is not None and named.mention is not None:
            return self._named(item, named)
        if named is not None:
            return item
        if head.pos_ == "PRON" or among(head, "nouns", "joint"):
            found = self._joint(item)
            if found.parties or head.pos_ == "PRON":
                return found
        if among(head, "nouns", "quantities"):
            return self._amount(item)
        if is_group(head):
            return self._group(item)
        if is_title(head):
            return self._title(item)
        if head.pos_ == "PROPN" and among(head, "nouns", "institutions"):
            return self._group(item)
        return item

    def _named(self, item: Item, named: Named) -> Item:
        """A phrase whose head is a mention."""
        mention, entity = named.mention, named.entity
        if mention is None:
            return item
        if entity is None:
            found = [
                Party(item.first, item.end, mention, one, self._phrases.side_of(one), is_plural=True)
                for one in named.entities
            ]
            return attrs.evolve(item, kind="joint", parties=tuple(found))
        if isinstance(entity, Person):
            side = self._phrases.side(item.first, item.end) or self._phrases.side_of(entity)
            party = Party(item.first, item.end, mention, entity, side)
            return attrs.evolve(item, kind="person", parties=(party,))
        if isinstance(entity, (State, Organization)) and can_take_part(entity):
            if mention.form == "demonym" and not is_plural(item.head):
                return item
            return attrs.evolve(item, kind="entity", parties=(Party(item.first, item.end, mention, entity),))
        return item

    def _joint(self, item: Item) -> Item:
        """A plural that means two parties named before: "the two sides", "they"."""
        inside = self._annotated.tokens[item.first : item.end]
        pronoun = item.head.pos_ == "PRON" and among(item.head, "nouns", "joint")
        counted = any(token.lower_ in ("two", "both") for token in inside) and not self._phrases.side(
            item.first, item.end
        )
        if not (pronoun or counted or item.head.lower_ in ("sides", "their")):
            return item
        if item.end > item.head.i + 1:
            return item
        mention = self._phrases.described(item.first, item.end)
        both = self._antecedents.of(item.head) or ()
        found = (Party(item.first, item.end, mention, one, self._phrases.side_of(one), is_plural=True) for one in both)
        return attrs.evolve(item, kind="joint", parties=tuple(found))

    def _amount(self, item: Item) -> Item:
        """A noun of an amount: "a number of *officials*"."""
        for preposition in children_of(item.head, "preposition"):
            for noun in children_of(preposition, "prepositional_object"):
                if is_group(noun) and self._annotated.at(noun) is None:
                    inner = self._group(Item(noun, *self._phrases.extent(noun), item.relation, item.parent))
                    return attrs.evolve(inner, head=item.head)
        return item

    def _group(self, item: Item) -> Item:
        """A group or body without a name."""
        head = item.head
        shares = item.relation == "conjunct" and item.parent is not None and item.parent.kind == "group"
        bare = item.first == head.i and not self._phrases.has_side(head.i, item.end) and not shares
        if among(head, "nouns", "bodies") and bare:
            return item  # "met with opposition"
        if self._is_anaphoric(item):
            return item  # "the sides" says nothing of its own
        mention = self._phrases.described(item.first, item.end)
        side = self._phrases.side(item.first, item.end)
        party = Party(item.first, item.end, mention, None, side, is_plural=True)
        return attrs.evolve(item, kind="group", parties=(party,))

    def _is_anaphoric(self, item: Item) -> bool:
        """Whether a plural only refers back: "the sides", "the two leaders"."""
        if not among(item.head, "nouns", "joint") or self._phrases.is_described(item.head):
            return False
        determined = any(token.tag_ == "DT" for token in self._annotated.tokens[item.first : item.head.i])
        return determined or among(item.head, "nouns", "joint_states")

    def _title(self, item: Item) -> Item:
        """A title without a name."""
        side = self._phrases.side(item.first, item.end)
        holder = self._holder(item, side)
        open_ = among(item.head, "nouns", "relational") and side is None and holder is None
        mention = None if open_ else self._phrases.described(item.first, item.end, "title")
        party = Party(item.first, item.end, mention, holder, side or self._phrases.side_of(holder))
        return attrs.evolve(item, kind="title", parties=(party,))

    def _holder(self, item: Item, side: Entity | None) -> Person | None:
        """Who holds the office of a title by what the text says: "her Ghanaian counterpart"."""
        if side is None:
            return None
        if among(item.head, "nouns", "relational"):
            owner = self._owner(item.head)
            titles = {office.title for office in owner.offices} if owner is not None else set()
        else:
            start = max((self._end_of_side(index) for index in range(item.first, item.head.i)), default=item.first)
            titles = {" ".join(token.lower_ for token in self._annotated.tokens[start : item.head.i + 1])}
        found = [
            person
            for person in self._annotated.document.people
            if any(office.of == side and office.title in titles for office in person.offices)
        ]
        return found[0] if len(found) == 1 else None

    def _end_of_side(self, index: int) -> int:
        """The index after a mention, determiner or possessive ending; -1 if there is none at the index."""
        token = self._annotated.tokens[index]
        return index + 1 if self._annotated.at(index) is not None or token.tag_ in ("DT", "POS", "PRP$") else -1

    def _owner(self, noun: Token) -> Person | None:
        """The person whom a possessive pronoun before a noun refers to."""
        owners = (self._phrases.person_at(child) for child in noun.children if "poss" in child.dep_)
        return next((owner for owner in owners if owner is not None), None)


def distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties, each entity once."""
    found: dict[object, Party] = {}
    for party in parties:
        found.setdefault(party.entity if party.entity is not None else (party.first, party.end), party)
    return tuple(found.values())
