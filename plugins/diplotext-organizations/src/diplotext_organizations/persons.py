"""Names of persons that look like something else: "[India Brandt] told reporters", "FN leader [Marine Le Pen]".

A given name that is also a state's does not name the state, and what the language model takes for an organization is a
person where the sentence treats it so: a title precedes it, "who" follows it, or it speaks and is "she" right after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from diplotext import Knowledge
from diplotext.knowledge import english
from diplotext.plugin import NamedEntity
from diplotext.syntax import children_of, role_of
from diplotext.text import Words, trimmed_name
from diplotext_organizations.lexicon import head_nouns, person_titles, speaking_verbs
from diplotext_organizations.lexicon import words as word_list
from diplotext_organizations.words import is_capitalized

PERSON = "PERSON"
OTHERS = ("ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "LOC", "NORP")
MAX_NAME_TOKENS = 4
PRONOUN = re.compile(r"[^.!?\n]*[.!?][\"”’']?\s+(?:[Hh]e|[Ss]he)\b")
AGE = re.compile(r", \d\d,")
PARTICLES = frozenset(
    ("al", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "van", "von")
)
Span = tuple[int, int]


def personal_names(entities: Sequence[NamedEntity], words: Words, knowledge: Knowledge) -> frozenset[Span]:
    """Spans of the names of several words that are those of persons.

    Args:
        entities: What the language model recognizes as names.
        words: The words of the text.
        knowledge: Names of organizations and places.
    """
    labels: dict[str, list[int]] = {}
    spans = [
        (entity, *trimmed_name(words.text, entity.start, entity.end))
        for entity in entities
        if entity.label == PERSON or entity.label in OTHERS
    ]
    for entity, start, end in spans:
        counts = labels.setdefault(words.text[start:end], [0, 0])
        counts[0] += entity.label == PERSON
        counts[1] += 1
    found: dict[str, bool] = {}
    for entity, start, end in spans:
        name = words.text[start:end]
        if not (name.isalpha() or found.get(name)) and _can_name_person(words, start, end):
            found[name] = entity.label == PERSON or (
                not any(record.kind != "tenure" for record, _ in knowledge.named(name))
                and (_is_person_elsewhere(name, labels) or _is_treated_as_person(entity, words, start, end, knowledge))
            )
    return frozenset((start, end) for _, start, end in spans if found.get(words.text[start:end]))


def _can_name_person(words: Words, start: int, end: int) -> bool:
    """Whether a name has a given and a family name by its letters, and no word of an organization's name."""
    forms = words.forms[words.at(start) : words.before(end) + 1]
    if not 2 <= len(forms) <= MAX_NAME_TOKENS or words.in_capitals(start):
        return False
    if not all(form in PARTICLES or (is_capitalized(form) and not form.isupper()) for form in forms):
        return False
    return not any(form in head_nouns() or form in _never() for form in forms)


@cache
def _never() -> frozenset[str]:
    """Words that no name of a person holds."""
    capitalized = {title.title.capitalize() for title in english.titles() if title.kind in ("office", "courtesy")}
    return word_list("stop_words") | word_list("other_nouns") | word_list("name_words") | capitalized


def _is_person_elsewhere(name: str, labels: dict[str, list[int]]) -> bool:
    """Whether the language model takes the name, or its end, for a person at least as often as for another thing.

    Args:
        name: The name.
        labels: How often each name is taken for that of a person, and how often it occurs.
    """
    ends = [name, *(name[space.end() :] for space in re.finditer(" ", name))]
    return any((found := labels.get(form)) is not None and 2 * found[0] >= found[1] for form in ends)


def _is_treated_as_person(entity: NamedEntity, words: Words, start: int, end: int, knowledge: Knowledge) -> bool:
    first, root = words.at(start), entity.root
    before = words.forms[first - 1] if first and words.gap(first - 1) == " " else ""
    if before in person_titles() and root.tag_ != "NNPS":
        return True
    subjects = [token for clause in children_of(root, "relative") for token in children_of(clause, "subject")]
    if any(token.lower_ == "who" for token in subjects):
        return root.tag_ != "NNPS"
    if AGE.match(words.text, end):
        return True
    if role_of(root) != "subject" or root.tag_ == "NNPS" or root.head.lemma_ not in speaking_verbs():
        return False
    if any(token.lower_ == "it" for token in root.doc[root.head.i + 1 : root.head.i + 4]):
        return False  # "X said it would ..."
    if PRONOUN.match(words.text, end) or words.gap(first - 1) in ("'s ", "’s "):
        return True
    return any(record.kind in ("state", "city", "region") for record, _ in knowledge.named(words.forms[first]))
