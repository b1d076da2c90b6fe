"""Subjects, objects and predicates, those included that a verb shares with another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplotext.syntax.phrases import coordinated, phrases_of, prepositional_objects
from diplotext.syntax.tree import (
    LONGEST_CHAIN,
    NOMINAL,
    VERBAL,
    antecedent_of,
    children_of,
    climb,
    first_word_of,
    has_to,
    heads_clause,
    in_order,
    is_one_of,
    is_to,
    lemma_in,
    node_of,
    noun_of,
    own_subjects,
    role_of,
)
from diplotext.syntax.verbs import is_finite, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token


def subject(verb: Token) -> Token | None:
    """The grammatical subject of a verb or predicate, its own or a shared one.

    A subject is shared by coordination ("Tesk agreed but *added*": Tesk), and by infinitives and participles ("Tesk
    promised to *leave*": Tesk; "urged Rell to *leave*": Rell; "said Tesk, *adding*": Tesk). A relative pronoun counts
    as what it stands for ("Tesk, who *left*": Tesk). What "there" introduces is a subject ("there *is* hope": hope).
    """
    node, asked = node_of(verb), verb
    for _ in range(LONGEST_CHAIN):
        own = own_subjects(asked)
        if own:
            return noun_of(antecedent_of(own[0], node))
        role, head = role_of(node), node.head
        marks = children_of(node, "mark", "case")
        words = [mark for mark in marks if not is_to(mark)]
        if head.i == node.i or (role == "adverbial" and any(is_one_of(mark, "comparative_marks") for mark in words)):
            return None
        if role == "relative" or (role == "adnominal" and not marks and not has_to(node)):
            return noun_of(head)
        if role in {"open_complement", "object_predicate"}:
            if is_one_of(head, "be") and children_of(head, "predicate"):  # "it is vital to talk"
                return None
            controllers = () if is_passive(head) or lemma_in(head, "subject_control") else objects(head)
            if controllers:
                return controllers[0]
        elif role == "prepositional_object" and node.pos_ in VERBAL:
            head = climb(head, lambda word: role_of(word) in {"preposition", "prepositional_object"})
            if head.pos_ in NOMINAL:
                return None
        elif role not in {"adverbial", "conjunct", "predicate"} and (head.pos_ != "AUX" or role not in {"content", ""}):
            return None
        node = asked = node_of(head)
    return None


def subjects(verb: Token) -> tuple[Token, ...]:
    """The subject with those coordinated with it: "*Tesk* and *Rell* met"."""
    found = subject(verb)
    return coordinated(found) if found is not None else ()


def agent(verb: Token) -> Token | None:
    """Who acts in a passive: "signed by *Tesk*"."""
    if not is_passive(verb):
        return None
    by = [
        (preposition, found)
        for preposition, found in prepositional_objects(node_of(verb), "by")
        if found.pos_ not in VERBAL and found.ent_type_ not in {"DATE", "TIME"}
    ]
    by.sort(key=lambda pair: "agent" not in pair[0].dep_ + first_word_of(pair[1]).dep_)
    return by[0][1] if by else None


def logical_subject(verb: Token) -> Token | None:
    """Who acts: the agent of a passive, else the subject."""
    return agent(verb) if is_passive(verb) else subject(verb)


def direct_object(verb: Token) -> Token | None:
    """The direct object: "signed the *pact*"; also the one that acts next: "want *them* to leave"."""
    node = node_of(verb)
    if role_of(verb) == "copula":
        return None
    for found in children_of(node, "object"):
        return noun_of(antecedent_of(found, node))
    for clause_ in children_of(node, "content"):
        if not children_of(clause_, "mark") and not is_finite(clause_) and clause_.i > node.i:
            return next((noun_of(found) for found in own_subjects(clause_)), None)
    return None


def indirect_object(verb: Token) -> Token | None:
    """To whom: "gave *her* a note", "gave a note to *her*"."""
    node = node_of(verb)
    for found in children_of(node, "indirect_object"):
        if not children_of(found, "prepositional_object"):
            return noun_of(antecedent_of(found, node))
    if lemma_in(node, "transfer") and (children_of(node, "object") or is_passive(node) or role_of(node) == "relative"):
        return next((found for _, found in prepositional_objects(node, "to") if found.pos_ not in VERBAL), None)
    return None


def objects(verb: Token) -> tuple[Token, ...]:
    """Direct and indirect objects without preposition, with those coordinated, in order: "told *Rell* and *Hale*"."""
    node = node_of(verb)
    indirect = [noun_of(found) for found in children_of(node, "indirect_object") if found.pos_ != "ADP"]
    direct = direct_object(verb)
    return in_order(one for found in [*indirect, *([direct] if direct else [])] for one in coordinated(found))


def predicate(verb: Token) -> Token | None:
    """What a verb says of its subject or object: "is the *envoy*", "was in *Vienna*", "named her *envoy*"."""
    node = node_of(verb)
    if children_of(node, "copula"):
        return noun_of(node) if node.pos_ != "VERB" else node if role_of(verb) == "copula" else None
    found = children_of(node, "predicate", "object_predicate")
    if is_one_of(node, "be"):
        if any(child.lower_ == "there" for child in children_of(node, "expletive")):
            return None
        found += [*children_of(node, "open_complement", "content"), *(noun for _, noun in phrases_of(node))]
    else:
        found += [child for child in children_of(node, "open_complement") if not heads_clause(child)]
    return noun_of(found[0]) if found else None
