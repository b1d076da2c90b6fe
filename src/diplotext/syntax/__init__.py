"""Grammatical roles over a parse, so that no rule pokes at dependency labels of its own.

Parsers disagree on labels and on heads: the ClearNLP scheme lets "is" govern "envoy" and "in" govern "Vienna";
Universal Dependencies (UD) do the reverse, and make the first word of a name its head. The functions here take any word
of a clause (its verb, an auxiliary, or the predicate after a copula) and give the same words on both: the verb or the
copula stands for its clause, the last word for a name. Where there is nothing they return None or an empty tuple; they
never raise. Stars in the examples mark the word that is asked about or found.
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
from diplotext.syntax.tree import role_of
from diplotext.syntax.verbs import is_finite, is_negated, is_passive, modality, mood, particle, tense, verb_group

__all__ = [
    "NamedEntity",
    "TokenSpan",
    "TokenTable",
    "agent",
    "appositions",
    "clause",
    "clause_head",
    "conjuncts",
    "content_clause",
    "content_spans",
    "coordinated",
    "direct_object",
    "indirect_object",
    "is_finite",
    "is_negated",
    "is_passive",
    "logical_subject",
    "modality",
    "mood",
    "name_span",
    "noun_phrase",
    "objects",
    "particle",
    "predicate",
    "prepositional_objects",
    "role_of",
    "subject",
    "subjects",
    "tense",
    "verb_group",
]
