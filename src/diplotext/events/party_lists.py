"""Which phrases of a list are parties: titles belong to the names next to them, named members replace their group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.events.party_phrases import PartyPhrases
from diplotext.events.party_types import Party
from diplotext.events.party_words import is_plural, words
from diplotext.model.annotations import Entity, Mention, Organization, State
from diplotext.syntax.table import TokenTable

if TYPE_CHECKING:
    from spacy.tokens import Token


@attrs.frozen(eq=False)
class Item:
    """A noun phrase of a list.

    Attributes:
        head: Its head.
        first: Index of its first token.
        end: Index after its last token.
        relation: How it is joined to its parent: `conjunct`, `apposition`, `name` (of a title), `leader` (of a
            delegation), `companion`; `first` without a parent.
        parent: The phrase that it is joined to.
        kind: `person`, `entity` (a state or organization), `joint`, `group`, `title`; empty if it names no party.
        parties: The parties that it names by itself.
    """

    head: Token
    first: int
    end: int
    relation: str
    parent: Item | None = None
    kind: str = ""
    parties: tuple[Party, ...] = ()

    @property
    def link(self) -> Item | None:
        """The first phrase of the list that it is part of, if that is joined to another by more than coordination."""
        item: Item | None = self
        while item is not None and item.relation == "conjunct":
            item = item.parent
        return None if item is None or item.relation in ("first", "companion") else item

    @property
    def anchor(self) -> Item | None:
        """The phrase that it, or the list that it is part of, is in apposition to, or the delegation that it leads."""
        return None if self.link is None else self.link.parent


def kept(items: Sequence[Item], tokens: TokenTable, phrases: PartyPhrases) -> tuple[Party, ...]:
    """The parties of a list, in order, each entity once.

    Args:
        items: Its phrases.
        tokens: The tokens of the article.
        phrases: The noun phrases of the article.
    """
    items = sorted(items, key=lambda item: item.head.i)
    groups = [item for item in items if item.kind == "group"]
    items = [item for item in items if item.kind != "entity" or not any(_contains(group, item) for group in groups)]
    left = [item for item in items if item.parties and not _is_replaced(item, items, tokens, phrases)]
    replaced = [item for item in items if item.kind == "group" and item not in left]
    titles = [item for item in items if item.kind == "title"]
    left = [_with_side(item, [*titles, *replaced], phrases) if item.kind == "person" else item for item in left]
    for group in replaced:
        left = _distributed(group, left, tokens, phrases)
    found: dict[object, Party] = {}
    for item in _merged(left, tokens, phrases):
        for party in item.parties:
            key = party.entity if party.entity is not None else (party.first, party.end)
            if key not in found or _names_better(party, found[key]):
                found[key] = party
    return tuple(sorted(found.values(), key=lambda party: party.first))


def _names_better(party: Party, other: Party) -> bool:
    """Whether a party is named more directly than another phrase does it: by name, or alone."""
    if party.is_plural != other.is_plural:
        return other.is_plural
    forms = [one.mention.form if one.mention is not None else "" for one in (party, other)]
    return forms[0] == "name" != forms[1]


def _is_replaced(item: Item, items: Sequence[Item], tokens: TokenTable, phrases: PartyPhrases) -> bool:
    """Whether other phrases of the list say who a phrase is, or it says what another one is."""
    if item.kind == "person":
        return False
    if _members(item, items, tokens):
        return True
    anchor = item.anchor
    if anchor is not None and anchor.kind in ("person", "entity"):
        return item.kind in ("title", "group") or item.relation == "apposition"
    holders = phrases.titles.offices.get(item.head.i, ()) if item.kind == "title" else ()
    return any(party.entity in holders for other in items if other.kind == "person" for party in other.parties)


def _members(item: Item, items: Sequence[Item], tokens: TokenTable) -> list[Item]:
    """The phrases that say by name who a title or group is: "her counterparts, *Anna Berg and Luis Soto*"."""
    below = [other for other in items if other.anchor is item and other.parties]
    named = [
        other for other in below if other.kind == "person" and other.link is not None and other.link.kind != "group"
    ]
    entities = [other for other in below if other.kind == "entity"]
    if item.kind != "group" and named:
        return named
    mark = tokens[item.end].text if item.end < len(tokens) else ""
    if named and any(other.relation == "leader" for other in named):
        return named
    if item.kind == "group" and (item.relation != "conjunct" or mark != "," or _is_open(item, tokens)) and named:
        return named
    if len(entities) > 1 and mark in words("grammar", "lists"):
        return entities
    after = [other for other in items if other.first >= item.end and other.kind == "person"]
    directly = len(after) > 1 and after[0].first == item.end + 1 and mark in words("grammar", "lists")
    return after if item.kind == "group" and directly and (mark != "," or _is_open(item, tokens)) else []


def _is_open(group: Item, tokens: TokenTable) -> bool:
    """Whether only the names after it can say who a group is: "the foreign ministers, Anna Berg and Luis Soto"."""
    titles = group.head.tag_ in ("NNS", "NNPS") and group.head.lemma_.casefold() in words("nouns", "leaders") | {
        "minister"
    }
    definite = tokens[group.first].tag_ == "PRP$" or tokens[group.first].lower_ == "the"
    return group.head.lower_ in words("nouns", "relational") or (titles and definite)


def _with_side(item: Item, titles: Sequence[Item], phrases: PartyPhrases) -> Item:
    """A person with the side that a title next to the name gives: "Eva Lund, *Germany's* foreign minister"."""
    (party,) = item.parties
    own = phrases.side(item.first, item.end)
    nearby = [other for other in titles if other.parent is item and other.relation != "conjunct"]
    nearby += [other for other in titles if item.parent is other and item.relation != "conjunct"]
    given = [one for other in nearby if _belongs(other, item, phrases) for one in other.parties]
    sides = [one.side for one in given if one.side is not None]
    if item.relation == "leader" and item.parent is not None:  # "Norway, represented by Anna Berg"
        sides += [one.entity for one in item.parent.parties if isinstance(one.entity, (State, Organization))]
    spread = [other.first for other in nearby if other.kind == "title" or item.relation == "leader"]
    first = min([item.first, *spread])
    party = attrs.evolve(party, side=own or (sides[0] if sides else None) or party.side, first=first)
    return attrs.evolve(item, parties=(party,))


def _contains(group: Item, item: Item) -> bool:
    """Whether a phrase is part of the description of a group: "ministers of Norway, *Sweden and Finland*"."""
    return group is not item and group.first <= item.head.i < group.end


def _distributed(group: Item, items: Sequence[Item], tokens: TokenTable, phrases: PartyPhrases) -> list[Item]:
    """The items, with the sides of a group given to its members: "Greek and French counterparts, *Dimas and Morel*"."""
    members = [member for member in _members(group, items, tokens) if member.kind == "person"]
    sides = phrases.sides(group.first, group.end)
    if len(sides) == 1:
        sides = sides * len(members)
    if not sides or len(sides) != len(members):
        return list(items)
    given = dict(zip((item.head.i for item in members), sides, strict=True))
    return [
        attrs.evolve(
            item, parties=tuple(attrs.evolve(one, side=one.side or given[item.head.i]) for one in item.parties)
        )
        if item.kind == "person" and item.head.i in given
        else item
        for item in items
    ]


def _belongs(title: Item, person: Item, phrases: PartyPhrases) -> bool:
    """Whether a title next to a name is not that of the name which directly follows it."""
    following = phrases.titles.name_after(title.head)
    return following is None or following.first <= person.head.i < following.end


def _merged(items: Sequence[Item], tokens: TokenTable, phrases: PartyPhrases) -> list[Item]:
    """Phrases that name one group together: "*Norway and Ghana's ministers*", "ministers and envoys of Ghana"."""
    result: list[Item] = []
    for item in items:
        last = result[-1] if result else None
        joined = last is not None and item.first == last.end + 1 and tokens[last.end].lower_ == "and"
        if last is None or not joined or not _is_one_group(last, item, tokens, phrases):
            result.append(item)
            continue
        result[-1] = _together(last, item, tokens)
    return result


def _is_one_group(last: Item, item: Item, tokens: TokenTable, phrases: PartyPhrases) -> bool:
    opening = tokens[item.first]
    if last.kind == "entity" and item.kind == "group":
        party = last.parties[0]
        state = isinstance(party.entity, State) and party.mention is not None and party.mention.form != "demonym"
        own = [tokens[index] for index in range(item.first, item.head.i)]
        return state and is_plural(item.head) and any(token.tag_ == "POS" for token in own)
    two = phrases.has_side(last.first, last.end) and phrases.has_side(item.first, item.end)
    if two or phrases.has_side(item.first, item.head.i) or opening.tag_ in ("DT", "PRP$", "CD"):
        return False
    groups = last.kind == item.kind == "group"
    titles = last.kind == item.kind == "title" and item.parties[0].entity is None is last.parties[0].entity
    return groups or titles


def _together(last: Item, item: Item, tokens: TokenTable) -> Item:
    """Two phrases as one group."""
    first, second = last.parties[0], item.parties[0]
    start = first.mention.start if first.mention is not None else tokens[last.first].idx
    stop = second.mention.end if second.mention is not None else tokens[item.end - 1].idx + len(tokens[item.end - 1])
    side: Entity | None = None if last.kind == "entity" else first.side or second.side
    mention = Mention(start, stop, tokens.text[start:stop], "description")
    party = Party(last.first, item.end, mention, None, side, is_plural=True)
    return attrs.evolve(item, first=last.first, kind="group", parties=(party,))
