"""Trees of both label schemes look alike through these: which word holds a clause, and which word stands for it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
"""Parts of speech (`pos_`) of words that head noun phrases."""
VERBAL = frozenset(("VERB", "AUX"))
"""Parts of speech of verbs and auxiliaries."""
LONGEST_CHAIN = 100
"""Words of a chain, as of coordinated verbs, that are climbed: enough for any text, and noise costs little time."""

BELOW_CLAUSE = frozenset(("auxiliary", "copula", "name_part"))
"""Roles of words that depend on the word that holds their clause."""
CLAUSAL = frozenset(("root", "content", "adverbial", "adnominal", "relative", "clausal_subject", "parataxis"))


@cache
def table(name: str) -> Mapping[str, frozenset[str]]:
    """One table of the data file: sets of words or labels by name."""
    data = tomllib.loads(resources.files("diplotext.syntax").joinpath("syntax.toml").read_text(encoding="utf-8"))[name]
    return {
        key: frozenset([value] if isinstance(value, str) else value) for key, value in data.items() if key != "source"
    }


@cache
def role_of_label(label: str) -> str:
    """The role of a label; of its base label if the table has no such subtype; else an empty string."""
    for wanted in (label, label.partition(":")[0]):
        for role, labels in table("roles").items():
            if wanted in labels:
                return role
    return ""


def role_of(token: Token) -> str:
    """The role of a word in the tree: "subject", "object", "content" and so on, as `syntax.toml` names them.

    Empty if no role has its label.
    """
    role: str | None = getattr(token, "role", None)  # a token of a `TokenTable` keeps it
    return role_of_label(token.dep_) if role is None else role


def is_one_of(token: Token, words: str) -> bool:
    """Whether the form of a word is in a list of the data file."""
    return token.lower_ in table("words")[words]


def lemma_in(token: Token, words: str) -> bool:
    """Whether the lemma of a word is in a list of the data file."""
    return (token.lemma_ or token.text).lower() in table("words")[words]


def is_to(token: Token) -> bool:
    """Whether a word is the "to" of an infinitive."""
    return token.lower_ == "to" and (token.tag_ == "TO" or token.pos_ == "PART")


def has_to(token: Token) -> bool:
    """Whether a verb is an infinitive with "to": "promised to *leave*"."""
    return any(is_to(child) for child in children_of(token, "auxiliary", "mark"))


def is_mark(token: Token) -> bool:
    """Whether a word is punctuation or white space."""
    return token.is_space or token.pos_ in {"PUNCT", "SPACE"}


def children_of(token: Token, *roles: str) -> list[Token]:
    """The dependents of a word in the tree that have one of the roles, in order."""
    try:
        return [child for child in token.children if child.role in roles]  # type: ignore[attr-defined]
    except AttributeError:  # a token of spaCy
        return [child for child in token.children if role_of(child) in roles]


def in_order(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Each word once, in the order of the text."""
    return tuple(sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i))


def climb(token: Token, goes_on: Callable[[Token], bool]) -> Token:
    """The first word from this one upwards that does not continue."""
    while token.head.i != token.i and goes_on(token):
        token = token.head
    return token


def node_of(token: Token) -> Token:
    """The word that holds the dependents of a clause: "is" of "is the envoy" in ClearNLP trees, "envoy" in UD."""
    while token.head.i != token.i:
        role = role_of(token)
        if role not in BELOW_CLAUSE and not (role == "predicate" and is_one_of(token.head, "be")):
            break
        token = token.head
    return token


def verb_of(token: Token) -> Token:
    """The word that stands for the clause of a word: the verb, or the copula."""
    node = node_of(token)
    copulas = children_of(node, "copula")
    if copulas and (node.pos_ != "VERB" or role_of(token) == "copula"):
        return copulas[-1]
    return node


def noun_of(token: Token) -> Token:
    """The word that stands for a noun phrase: the last one of a name whose first word is the head in UD."""
    last = token
    for child in token.rights:
        if role_of(child) == "name_part":
            last = child
    return last


def first_word_of(token: Token) -> Token:
    """The head of a name in the tree."""
    return climb(token, lambda word: role_of(word) == "name_part")


def governors_of(node: Token) -> Iterator[Token]:
    """A word that holds a clause, and those above it, while the reader of the result asks for more."""
    for _ in range(LONGEST_CHAIN):
        yield node
        if node.head.i == node.i:
            return
        node = node_of(node.head)


def own_subjects(token: Token) -> list[Token]:
    """The subjects of the verb itself, nearest first: none of a verb that shares that of another one."""
    node = node_of(token)
    found = children_of(node, "subject")
    outer = [child for child in found if child.dep_.endswith(":outer")]
    if outer:  # UD: "the problem is that talks failed" has both subjects on "failed"
        inner = [child for child in found if child not in outer]
        found = outer if role_of(token) == "copula" or not inner else inner
    found.sort(key=lambda child: abs(child.i - node.i))
    expletives = children_of(node, "expletive")
    impersonal = [child for child in expletives if child.lower_ != "there"]
    existing = children_of(node, "predicate") if expletives and not impersonal else []
    return found or impersonal or [verb_of(child) for child in children_of(node, "clausal_subject")] or existing


def antecedent_of(token: Token, node: Token) -> Token:
    """What a relative pronoun stands for; other words as they are."""
    return node.head if role_of(node) == "relative" and is_one_of(token, "relative_pronouns") else token


def heads_clause(node: Token) -> bool:
    """Whether a word of the tree holds a clause of its own."""
    if role_of(node) not in {"conjunct", "open_complement", "prepositional_object", ""}:
        return role_of(node) in CLAUSAL
    return node.pos_ in VERBAL or has_to(node) or bool(children_of(node, "copula", "subject"))
