"""Names that act: the subject of a verb that places cannot have, by the grammar of the parse.

"Washington is still helping" speaks of a government, "Moscow lies on a river" of a city.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, cast

from diplotext import Knowledge
from diplotext.plugin import NamedEntity
from diplotext.syntax import TokenTable, is_passive, role_of
from diplotext.text import Words
from diplotext_organizations.candidates import Candidate
from diplotext_organizations.lexicon import metonym_words

if TYPE_CHECKING:
    from spacy.tokens import Token

GOVERNMENT = "Government"
Span = tuple[int, int]


class ActingNames(Container[Span]):
    """Spans of the names that are the subject of an active verb, or coordinated with one before them.

    What is not asked for is not looked at.

    Args:
        entities: What the language model recognizes as names, over a parse with a tree.
    """

    def __init__(self, entities: Iterable[NamedEntity]) -> None:
        self._entities = {(entity.start, entity.end): entity for entity in entities}
        self._acts: dict[int, bool] = {}

    def __contains__(self, span: object) -> bool:
        entity = self._entities.get(cast("Span", span))
        return entity is not None and _acts(entity.root, self._acts)


def acting_governments(
    candidates: Iterable[Candidate], words: Words, tokens: TokenTable, knowledge: Knowledge
) -> Iterator[Candidate]:
    """The candidates, without governments that are called so and no more, unless they are the subject.

    "The Government of Mali has protested" speaks of a body; "the Government of Mali's support" of the state.

    Args:
        candidates: What the rules propose.
        words: The words of the text.
        tokens: The tokens of a parse with a tree.
        knowledge: Names of states.
    """
    if GOVERNMENT not in words.distinct:
        yield from candidates
        return
    for candidate in candidates:
        noun = None if candidate.record else _plain_government(candidate, words, knowledge)
        if noun is None or _is_any_subject(tokens[tokens.at(words.spans[noun][0])]):
            yield candidate


def _is_any_subject(token: Token) -> bool:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return role_of(token) == "subject"


def _plain_government(candidate: Candidate, words: Words, knowledge: Knowledge) -> int | None:
    """Index of the noun, where a name is "Government" and at most a state: "Government of Mali", "US Government"."""
    first, last = words.at(candidate.start), words.before(candidate.end)
    if words.forms[last] == GOVERNMENT:
        noun, rest = last, words.text[candidate.start : words.spans[last - 1][1]] if first < last else ""
    elif words.forms[first] == GOVERNMENT:
        noun, rest = first, words.text[words.spans[first][1] : candidate.end].strip().removeprefix("of ")
    else:
        return None
    state = rest.removeprefix("the ")
    return noun if not state or any(record.kind == "state" for record, _ in knowledge.named(state)) else None


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
