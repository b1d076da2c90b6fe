"""Phrases: base noun phrases, coordination, apposition, and prepositions with their objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext.syntax.tree import (
    NOMINAL,
    VERBAL,
    children_of,
    climb,
    first_word_of,
    in_order,
    is_one_of,
    node_of,
    noun_of,
    role_of,
    verb_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST_PREPOSITION = 5


def coordinated(token: Token) -> tuple[Token, ...]:
    """A noun, adjective or verb and those coordinated with it, in order: "*Tesk*, *Rell* and *Hale*"."""
    clausal = token.pos_ in VERBAL
    first = climb(node_of(token) if clausal else _name(token), lambda word: role_of(word) in {"conjunct", "name_part"})
    members, found = {first.i}, []
    for word in token.doc[first.i : first.right_edge.i + 1]:
        if word.i == first.i or (role_of(word) == "conjunct" and word.head.i in members):
            members.add(word.i)
            if clausal == (word.pos_ in VERBAL or (clausal and bool(children_of(word, "copula")))):
                found.append(verb_of(word) if clausal else noun_of(word))
    return in_order(found or [token])


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The words coordinated with a word, without itself."""
    own = {token.i, verb_of(token).i, noun_of(_name(token)).i}
    return tuple(other for other in coordinated(token) if other.i not in own)


def noun_phrase(token: Token) -> Span:
    """The base noun phrase around a noun or its modifier: "*the foreign minister* of Ordania"."""
    node = first_word_of(climb(token, lambda word: "poss" not in word.dep_ and _is_premodifier(word)))
    start = min([node.i, *(word.left_edge.i for word in node.lefts if _is_premodifier(word))])
    return token.doc[start : noun_of(node).i + 1]


def _is_premodifier(token: Token) -> bool:
    if token.i > token.head.i:
        return False
    return role_of(token) == "premodifier" or (role_of(token) == "noun_modifier" and not prepositions_of(token))


def appositions(token: Token) -> tuple[Token, ...]:
    """The nouns in apposition with a noun, in either direction: "the *minister*, Ana *Rell*"."""
    waiting = [climb(_name(token), lambda word: role_of(word) in {"apposition", "name_part"})]
    found = []
    while waiting:
        word = waiting.pop()
        waiting += children_of(word, "apposition")
        found.append(noun_of(word))
    return tuple(other for other in in_order(found) if other.i not in {token.i, noun_of(_name(token)).i})


def _name(token: Token) -> Token:
    """The head in the tree of the name that a word is part of."""
    return first_word_of(climb(token, _is_part_of_name))


def _is_part_of_name(token: Token) -> bool:
    """Whether a word comes before the last word of its own name, as "Ana" does before "Rell" in ClearNLP trees."""
    return _is_premodifier(token) and "poss" not in token.dep_ and token.pos_ == token.head.pos_ == "PROPN"


def prepositional_objects(head: Token, *prepositions: str) -> tuple[tuple[Token, Token], ...]:
    """Prepositions and their objects below a verb, adjective or noun, in order: "met in *Vienna* and *Velmar*".

    Args:
        head: The word that the phrases belong to.
        prepositions: In lower case; of several words where needed ("ahead of", "according to", "on the sidelines of").
            Without any, all phrases that depend on the word itself.

    Returns:
        First word of the preposition, and object, which is a noun or a gerund ("by *leaving*").
    """
    heads = phrase_heads_of(head)
    direct = [phrase for one in heads for phrase in phrases_of(one, asked=head)]
    found = [(words[0], noun) for words, noun in direct if not prepositions or words[0].lower_ in prepositions]
    long = [name.split() for name in prepositions if " " in name]
    if long:
        deeper = [noun for _, noun in direct] + [child for one in heads for child in children_of(one, "adverb")]
        direct += [phrase for one in deeper for phrase in phrases_of(first_word_of(one))]
    for words, noun in direct:
        for name in long:
            start = words[-1].i + 1 - len(name)
            if start >= 0 and [word.lower_ for word in head.doc[start : words[-1].i + 1]] == name:
                found.append((head.doc[start], noun))
    unique = {(noun.i, first.i): (first, noun) for first, noun in found}
    return tuple((first, noun_of(noun)) for _, (first, noun) in sorted(unique.items()))


def phrase_heads_of(head: Token) -> list[Token]:
    """The words in the tree on which the phrases of a word hang: a copula shares those of an adjective."""
    if head.pos_ in NOMINAL:
        return [first_word_of(head)]
    node = node_of(head)
    predicates = children_of(node, "predicate") if is_one_of(node, "be") else []
    return [node, *(child for child in predicates if child.pos_ not in NOMINAL)]


def phrases_of(head: Token, asked: Token | None = None) -> Iterator[tuple[list[Token], Token]]:
    """Words of the preposition, and its object, for the phrases below a word of the tree."""
    copular = bool(children_of(head, "copula")) and head.pos_ in NOMINAL
    asks_clause = asked is not None and asked.pos_ not in NOMINAL
    if copular and asks_clause and prepositions_of(head):  # UD: "was in Vienna"
        yield from _joined(prepositions_of(head), head)
    for child in head.children:
        role = role_of(child)
        if role == "preposition" or (role == "indirect_object" and children_of(child, "prepositional_object")):
            yield from _below(child)
        elif role in {"oblique", "noun_modifier"} and prepositions_of(child):
            if not copular or asks_clause == (role == "oblique"):
                yield from _joined(prepositions_of(child), child)
        elif role in {"adverbial", "adnominal"} and child.tag_ == "VBG":
            marks = [mark for mark in children_of(child, "mark", "case") if mark.tag_ == "IN"]
            if marks:
                yield marks, child


def prepositions_of(noun: Token) -> list[Token]:
    """The prepositions that depend on a noun in UD."""
    cases = [child for child in children_of(noun, "case") if child.tag_ != "POS" and child.i < noun.i]
    return list(in_order([*cases, *(part for case in cases for part in children_of(case, "fixed"))]))


def _below(preposition: Token) -> Iterator[tuple[list[Token], Token]]:
    """The phrases of a preposition that is a head, as in ClearNLP trees."""
    waiting = [(preposition, [preposition])]
    while waiting:
        word, words = waiting.pop()
        parts = [
            child for child in word.children if child.pos_ in {"ADP", "SCONJ"} and not child.n_lefts + child.n_rights
        ]
        such = [child for child in word.lefts if child.lower_ == "such"]
        words = list(in_order([*such, *words, *(part for part in parts if role_of(part) == "prepositional_object")]))
        for child in word.children:
            role = role_of(child)
            if role == "prepositional_object" and child not in parts:
                yield from _joined(words, child)
            elif role == "preposition" and child.i > word.i and len(words) < LONGEST_PREPOSITION:
                waiting.append((child, [*words, child]))
            elif role == "conjunct" and child.pos_ == word.pos_:
                waiting.append((child, [child]))


def _joined(words: list[Token], noun: Token) -> Iterator[tuple[list[Token], Token]]:
    """A phrase, and those of nouns coordinated with its object."""
    yield words, noun
    if noun.pos_ in NOMINAL:
        for other in coordinated(noun):
            if other.i > noun.i and not children_of(first_word_of(other), "copula"):
                yield prepositions_of(first_word_of(other)) or words, first_word_of(other)
