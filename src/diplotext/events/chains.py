"""How a word depends on its governors: a chain of links, each named by its grammatical relation.

Between "meeting" and "cancelled" of "cancelled plans for a meeting" there are two links: "for" to "plans", "object" to
"cancelled". Prepositions and conjunctions do not count as links; they mark one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from diplotext.syntax import VERBAL, children_of, has_to, is_passive, is_to, own_subjects, role_of
from diplotext.syntax.phrases import prepositions_of
from diplotext.syntax.tree import LONGEST_CHAIN

if TYPE_CHECKING:
    from spacy.tokens import Token

INVERSION = "inversion"
"""The marker of a condition without conjunction: "*should they* meet"."""

SIMPLE = {
    "conjunct": "same",
    "apposition": "same",
    "auxiliary": "same",
    "copula": "same",
    "name_part": "same",
    "object": "object",
    "indirect_object": "object",
    "predicate": "predicate",
    "object_predicate": "predicate",
    "parataxis": "parataxis",
    "premodifier": "modifier",
    "noun_modifier": "modifier",
    "unmarked": "unmarked",
    "adverb": "unmarked",
}
"""The relations that a role alone decides."""


@attrs.frozen(eq=False)
class Link:
    """The relation between a word and the word that governs it.

    Attributes:
        lower: The governed word.
        upper: The governing word; prepositions are passed over.
        kind: The relation: `subject`, `passive` (the subject of a passive), `object`, `predicate`, `preposition`,
            `infinitive`, `purpose`, `gerund`, `participle`, `content`, `clause` (adverbial), `relative`, `modifier`,
            `unmarked`, `parataxis`, or `same` for coordination and apposition.
        marker: The preposition or conjunction, in order.
    """

    lower: Token
    upper: Token
    kind: str
    marker: tuple[Token, ...] = ()
    inverted: bool = False

    @property
    def words(self) -> str:
        """The marker in lower case."""
        return INVERSION if self.inverted else " ".join(token.lower_ for token in self.marker)


def links(token: Token) -> Iterator[Link]:
    """The links from a word up to the root of its sentence."""
    for _ in range(LONGEST_CHAIN):
        if token.head.i == token.i:
            return
        link = link_of(token)
        yield link
        token = link.upper


def link_of(token: Token) -> Link:
    """The link of a word to its governor."""
    role, head = role_of(token), token.head
    if role == "subject":
        verb = _verb_of_quoted(token, head)
        return Link(token, verb, subject_kind(verb, token))
    if role == "prepositional_object" or (role == "preposition" and head.i != token.i):
        return _prepositional(token)
    if role in {"oblique", "noun_modifier"} and (words := prepositions_of(token)):
        return Link(token, head, "preposition", tuple(words))
    if role in {"adverbial", "adnominal", "open_complement", "content", "clausal_subject", "relative"}:
        return _clausal(token, role)
    return Link(token, head, SIMPLE.get(role, "parataxis"))


def _verb_of_quoted(subject: Token, verb: Token) -> Token:
    """The verb of a subject, where the parse gives it to the verb that reports: "The *talks* failed, they said"."""
    if len(own_subjects(verb)) < 2 or subject.i > verb.i:
        return verb
    quoted = [child for child in children_of(verb, "content") if subject.i < child.i < verb.i]
    return quoted[0] if quoted and not own_subjects(quoted[0]) else verb


def subject_kind(verb: Token, subject: Token | None = None) -> str:
    """Whether the subject of a verb is that of a passive: "talks *were held*", "talks *cancelled*"."""
    bare = verb.tag_ == "VBN" and not children_of(verb, "auxiliary")
    passive = bare or (subject is not None and subject.dep_.endswith("pass")) or is_passive(verb)
    return "passive" if passive else "subject"


def _prepositional(token: Token) -> Link:
    """A noun or gerund after prepositions and adverbs: "ahead of the *talks*"."""
    markers, upper = [], token.head if role_of(token) == "prepositional_object" else token
    while upper.head.i != upper.i and _continues_preposition(upper):
        markers.append(upper)
        upper = upper.head
    markers += [child for marker in markers for child in marker.children if _is_part(child, token)]
    markers.sort(key=lambda marker: marker.i)
    conjunctions = _marks(token) if token.pos_ in VERBAL else ()
    if conjunctions:  # "on *whether* they meet"
        return Link(token, upper, "clause", conjunctions)
    return Link(token, upper, "preposition", tuple(markers))


def _continues_preposition(token: Token) -> bool:
    return (
        role_of(token) in {"preposition", "case"}
        or token.pos_ in {"ADP", "SCONJ"}
        or (role_of(token) in {"adverb", "prepositional_object"} and token.pos_ == "ADV")
    )


def _is_part(child: Token, token: Token) -> bool:
    """Whether a word is part of a compound preposition: "*because* of", "as *of*"."""
    return child.i != token.i and child.pos_ in {"ADP", "SCONJ"} and child.i < token.i and not any(child.children)


def _clausal(token: Token, role: str) -> Link:
    marker, upper = _marks(token), token.head
    while upper.pos_ == "ADV" and role == "adverbial" and upper.head.i != upper.i:  # "as long *as they meet*"
        marker = (*(child for child in upper.lefts if child.pos_ == "ADV"), upper, *marker)
        upper = upper.head
    infinitive, gerund = has_to(token), is_gerund(token)
    inverted = not marker and role != "relative" and _is_inverted(token)
    if role == "adverbial" or inverted:
        kind = "clause" if marker or inverted else "purpose" if infinitive else "participle"
        return Link(token, upper, kind, marker, inverted)
    if infinitive or (role == "open_complement" and token.tag_ == "VB"):
        return Link(token, upper, "infinitive", marker)
    if role == "relative":
        return Link(token, upper, "relative")
    if role == "adnominal":
        return Link(token, upper, "content" if marker and not gerund else "participle", marker)
    if gerund:
        return Link(token, upper, "gerund", marker)
    bare = role == "content" and token.tag_ == "VB" and not marker and not children_of(token, "auxiliary")
    kind = "predicate" if role == "open_complement" else "infinitive" if bare else "content"
    return Link(token, upper, kind, marker)


def _marks(token: Token) -> tuple[Token, ...]:
    """The words that introduce a clause: "*even if* they meet", "*when* they met"."""
    marks = [child for child in children_of(token, "mark") if not is_to(child)]
    marks += [child for child in children_of(token, "adverb") if child.tag_ == "WRB"]
    first = min((mark.i for mark in marks), default=token.i)
    marks += [child for child in token.lefts if child.i == first - 1 and child.lower_ in {"even", "only"}]
    return tuple(sorted(marks, key=lambda mark: mark.i))


def _is_inverted(token: Token) -> bool:
    """Whether an auxiliary before the subject makes a condition: "*were* they to meet"."""
    subjects = [subject for subject in own_subjects(token) if subject.i < token.i < token.head.i]
    before = [token.doc[subject.left_edge.i - 1] for subject in subjects if subject.left_edge.i > 0]
    return any(word.lower_ in {"should", "were", "had"} for word in before)


def is_gerund(token: Token) -> bool:
    """Whether a verb is a gerund or participle in -ing without tense: "*meeting* them", "having *met* them"."""
    auxiliaries = children_of(token, "auxiliary")
    return (auxiliaries[0].tag_ if auxiliaries else token.tag_) == "VBG"
