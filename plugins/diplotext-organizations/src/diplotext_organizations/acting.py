"""Names that act: the subject of a verb that places cannot have, by the grammar of the parse.

"Washington is still helping" speaks of a government, "Moscow lies on a river" of a city.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from diplotext.plugin import NamedEntity
from diplotext.syntax import is_passive, role_of
from diplotext_organizations.lexicon import metonym_words

if TYPE_CHECKING:
    from spacy.tokens import Token


def acting_names(entities: Iterable[NamedEntity]) -> frozenset[tuple[int, int]]:
    """Spans of the names that are the subject of an active verb, or coordinated with one before them.

    Args:
        entities: What the language model recognizes as names, over a parse with a tree.
    """
    acts: dict[int, bool] = {}
    return frozenset((e.start, e.end) for e in entities if _acts(e.root, acts))


def _acts(token: Token, known: dict[int, bool]) -> bool:
    """Whether a name acts; what is found is kept for the names that are coordinated with it."""
    chain = []
    while token.i not in known and not _is_subject(token) and token.dep_ == "conj" and token.head.i != token.i:
        chain.append(token.i)
        token = token.head
    result = known.get(token.i, _is_subject(token))
    known.update(dict.fromkeys([*chain, token.i], result))
    return result


def _is_subject(token: Token) -> bool:
    verb = token.head
    acts = role_of(token) == "subject" and verb.pos_ == "VERB" and not is_passive(verb)
    return acts and verb.lemma_ not in metonym_words("place_verb")
