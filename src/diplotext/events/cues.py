"""Where cues are: the governors of an event that may be one, what negates a verb, how a clause depends on its noun."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from diplotext.events.chains import Link, links, subject_kind
from diplotext.events.scope_rules import ScopeRule, reads
from diplotext.knowledge.english import reporting_verbs
from diplotext.syntax import VERBAL, children_of, has_to, own_subjects, role_of
from diplotext.syntax.tree import verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = frozenset(("be", "remain", "seem", "appear", "look", "become", "stay", "sound", "get"))
ABOVE = frozenset(("predicate", "preposition", "adverb", "particle", "open_complement", "object_predicate"))
"""Roles of predicates."""
RELATIVE_WORDS = frozenset(("who", "whom", "which", "that"))


def cue_words(link: Link) -> list[Token]:
    """The words of a governor that can be the first of a cue: of a copula also its predicate."""
    upper = link.upper
    if link.kind in {"preposition", "infinitive", "purpose"} and upper.pos_ in VERBAL:
        nouns = [child for child in children_of(upper, "subject", "object") if child.i < link.lower.i]
    else:
        nouns = []
    if upper.lemma_.lower() not in COPULAS or link.kind == "predicate":
        return [upper, *nouns]
    roles = ("predicate", "preposition", "adverb", "open_complement", "particle", "object_predicate")
    found = [child for child in children_of(upper, *roles) if child.i != link.lower.i]
    says_more = link.kind == "infinitive" and any(role_of(child) == "predicate" for child in found)
    return [*found, *nouns] if says_more else [*found, upper, *nouns]  # "it is vital to talk" differs from "is to talk"


def is_part(rule: ScopeRule, link: Link, word: Token) -> bool:
    """Whether a word is of the part of speech that a rule asks for; a noun next to the governor only if it asks so."""
    noun = word.pos_ in {"NOUN", "PROPN"}
    return (rule.part == "noun") == noun if rule.part else not noun or word.i == link.upper.i


def describes(link: Link) -> bool:
    """Whether the governor only says what the event is like: "the talks *were* long"."""
    existential = bool(children_of(link.upper, "expletive"))
    copular = link.upper.lemma_.lower() in COPULAS and link.kind == "subject" and not existential
    return copular and any(child.tag_ != "VBN" for child in children_of(link.upper, "predicate"))


def end_at(word: Token, cue: tuple[str, ...]) -> int | None:
    """Index after a cue that begins at a word; None if it does not follow."""
    return word.i + len(cue) if len(cue) == 1 or reads(word, cue) else None


def is_linked(rule: ScopeRule, link: Link, marker: str, word: Token) -> bool:
    """Whether the relation to a cue is one that its rule names."""
    if not rule.links:
        return True
    if link.kind == "purpose":  # "is due to meet": the parse makes no difference
        return "purpose" in rule.links or ("infinitive" in rule.links and word.i != link.upper.i)
    if link.kind == "subject" and "passive" in rule.links and _is_bare_participle(link.upper):
        return True
    return (link.kind if link.kind != "preposition" else marker) in rule.links


def _is_bare_participle(verb: Token) -> bool:
    """Whether a verb may be a participle that headlines use without auxiliary: "Talks *cancelled*"."""
    return verb.tag_ in {"VBD", "VBN"} and not children_of(verb, "auxiliary", "object", "content", "open_complement")


def verb_of_cue(word: Token) -> Token:
    """The verb of which a word is the predicate, or itself."""
    node = word
    while node.pos_ not in VERBAL and role_of(node) in ABOVE and node.head.i != node.i:
        node = node.head
        if node.pos_ in VERBAL:
            return verb_of(node)
    return word


def negating_words(verb: Token) -> Iterator[Token]:
    """The words that may negate a verb: its adverbs, conjunctions, and the determiners of its subjects."""
    for child in verb.children:
        before = child.i < verb.i and role_of(child) in {"adverb", "conjunction", "mark", "preposition", ""}
        if before or role_of(child) == "negation":
            yield child
    if role_of(verb) == "conjunct":
        between = [word for word in children_of(verb.head, "conjunction") if verb.head.i < word.i < verb.i]
        yield from between[-1:]
    for subject in own_subjects(verb):
        if subject.lower_ not in RELATIVE_WORDS:
            yield subject
            yield from (word for word in subject.lefts if role_of(word) in {"premodifier", "negation", "conjunction"})


def is_until(verb: Token) -> bool:
    """Whether what is negated happened later: "did not meet *until* Friday"."""
    return any(child.lower_ in {"until", "till"} for child in children_of(verb, "preposition") if child.i > verb.i)


def is_no_longer(verb: Token) -> bool:
    """Whether a verb is negated by "no longer"."""
    return any(child.lower_ == "longer" and any(left.lower_ == "no" for left in child.lefts) for child in verb.children)


def inside(word: Token, phrase: tuple[str, ...]) -> bool:
    """Whether a word is part of a phrase in the text."""
    return any(
        word.i >= place and reads(word.doc[word.i - place], phrase)
        for place, part in enumerate(phrase)
        if part == word.lower_
    )


def has_partner(noun: Token) -> bool:
    """Whether a noun names the partner: "a meeting *with* them"."""
    return any(child.lower_ in {"with", "between"} for child in children_of(noun, "preposition"))


def is_definite(noun: Token) -> bool:
    """Whether a noun is definite: "*the* visit", "*his* visit"."""
    return any(child.lower_ in {"the", "this", "his", "her", "their"} or "poss" in child.dep_ for child in noun.lefts)


def is_reported(verb: Token) -> bool:
    """Whether a verb is part of what somebody is reported to have said."""
    verbs = _reporting()
    for link in links(verb):
        if link.kind == "content" and (link.upper.lemma_.lower() in verbs or link.upper.pos_ == "NOUN"):
            return True
        if link.kind in {"relative", "parataxis"}:
            return False
    return False


@cache
def _reporting() -> frozenset[str]:
    return frozenset(verb.lemma for verb in reporting_verbs())


def relation_of_antecedent(verb: Token) -> str | None:
    """How a noun is related to the verb of its participle, infinitive or relative clause."""
    if role_of(verb) == "relative" and not has_to(verb):
        for child in verb.children:
            if child.lower_ in RELATIVE_WORDS and role_of(child) in {"subject", "object"}:
                return subject_kind(verb, child) if role_of(child) == "subject" else "object"
        inside = verb.doc[verb.left_edge.i : verb.i]  # "*at which* they agreed"
        if any(word.lower_ in RELATIVE_WORDS and role_of(word) == "prepositional_object" for word in inside):
            return None
        return "object" if own_subjects(verb) and not children_of(verb, "object") else None
    if verb.tag_ == "VBN":
        return "passive"
    if has_to(verb) or verb.tag_ == "VBG":
        return "passive" if subject_kind(verb) == "passive" else "subject"
    return "subject" if verb.pos_ == "ADJ" else None
