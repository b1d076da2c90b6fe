"""Names that act: the subject of a verb that places cannot have, by the grammar of the parse.

"Washington is still helping" speaks of a government, "Moscow lies on a river" of a city.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext.syntax.tree import role_of
from diplotext.syntax.verbs import is_passive
from diplotext_organizations.lexicon import metonym_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def acting_names(parse: Doc) -> frozenset[int]:
    """Offsets at which names begin that are the subject of an active verb, or coordinated with one."""
    return frozenset(entity.start_char for entity in parse.ents if _acts(entity.root))


def _acts(token: Token) -> bool:
    return any(_is_subject(subject) for subject in _coordinated(token))


def _coordinated(token: Token) -> Iterator[Token]:
    """The token, and those that it is coordinated with before it."""
    yield token
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
        yield token


def _is_subject(token: Token) -> bool:
    verb = token.head
    acts = role_of(token) == "subject" and verb.pos_ == "VERB" and not is_passive(verb)
    return acts and verb.lemma_ not in metonym_words("place_verb")
