"""Grammatical roles over a parse, so that no rule pokes at dependency labels of its own.

Parsers disagree on labels and on heads: the ClearNLP scheme lets "is" govern "envoy" and "in" govern "Vienna";
Universal Dependencies (UD) do the reverse, and make the first word of a name its head. The functions here take any word
of a clause (its verb, an auxiliary, or the predicate after a copula) and give the same words on both: the verb or the
copula stands for its clause, the last word for a name. Where there is nothing they return None or an empty tuple; they
never raise. Stars in the examples mark the word that is asked about or found.

Below them is the tree itself under one set of labels: `role_of` and `children_of` (with the names of the roles in
`syntax.toml`), for rules that ask for more than the functions above answer. `TokenTable` holds the tokens of a parse as
plain objects, which are cheaper to walk; all functions take its tokens as well as spaCy's.
"""

from diplotext.syntax.clauses import clause, clause_head, content_clause, content_spans
from diplotext.syntax.names import name_span
from diplotext.syntax.phrases import appositions, conjuncts, coordinated, noun_phrase, prepositional_objects
from diplotext.syntax.roles import (
    agent,
    direct_object,
    indirect_object,
    logical_subject,
    objects,
    predicate,
    subject,
    subjects,
)
from diplotext.syntax.table import NamedEntity, TokenSpan, TokenTable
from diplotext.syntax.tree import NOMINAL, VERBAL, children_of, has_to, is_to, own_subjects, role_of, verb_of
from diplotext.syntax.verbs import (
    FINITE_TAGS,
    is_finite,
    is_negated,
    is_passive,
    modality,
    mood,
    particle,
    tense,
    verb_group,
)

__all__ = [
    "FINITE_TAGS",
    "NOMINAL",
    "VERBAL",
    "NamedEntity",
    "TokenSpan",
    "TokenTable",
    "agent",
    "appositions",
    "children_of",
    "clause",
    "clause_head",
    "conjuncts",
    "content_clause",
    "content_spans",
    "coordinated",
    "direct_object",
    "has_to",
    "indirect_object",
    "is_finite",
    "is_negated",
    "is_passive",
    "is_to",
    "logical_subject",
    "modality",
    "mood",
    "name_span",
    "noun_phrase",
    "objects",
    "own_subjects",
    "particle",
    "predicate",
    "prepositional_objects",
    "role_of",
    "subject",
    "subjects",
    "tense",
    "verb_group",
    "verb_of",
]
