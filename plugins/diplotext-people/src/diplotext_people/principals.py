"""Who meets whom in a text: the two persons whom the first sentence that names several puts into one event.

A read-out opens with them ("Jane Doe met with President Zork Blatt") and later speaks of "the leaders", "the two
presidents" or "both sides", wherever others are named between. They are the subject of the main verb, and who is
coordinated with it or follows it with "with", "to" or "by".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from diplotext.syntax import NOMINAL, TokenTable, role_of, subjects
from diplotext_people.entities import Individual

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_SENTENCES_DOWN = 3
"""Sentences from the beginning of the text in which the two are looked for."""

MAX_LEVELS_UP = 8
"""Governing words between a name and the main verb that are looked at."""

MAX_PERSONS = 12
"""Persons of one sentence that are considered."""

PARTNERS = frozenset(("with", "to", "by"))
"""Prepositions before the other party of an event."""

ARGUMENTS = frozenset(("subject", "object", "predicate"))
INSIDE = frozenset(("relative", "adnominal", "content", "adverbial", "open_complement", "clausal_subject"))
"""Roles of clauses inside the main one."""


def principals(people: Sequence[Individual], tokens: TokenTable, starts: Sequence[int]) -> tuple[int, int] | None:
    """Numbers of the two persons who meet; None if the text does not open with two.

    Args:
        people: The persons found.
        tokens: The tokens of the parse.
        starts: Offsets at which the sentences start.
    """
    ends = [*starts[1:], len(tokens.text)]
    for start, end in list(zip(starts, ends, strict=True))[:MAX_SENTENCES_DOWN]:
        named = [(n, head) for n, person in enumerate(people) for head in _heads(tokens, person, start, end)]
        if len({number for number, _ in named}) < 2:
            continue
        if len(named) > MAX_PERSONS:
            return None
        found = list(dict.fromkeys(number for number, head in named if _takes_part(head, named)))
        if len(found) != 2 or any(number not in found and _is_coordinated(head) for number, head in named):
            return None
        return found[0], found[1]
    return None


def _heads(tokens: TokenTable, person: Individual, start: int, end: int) -> Iterator[Token]:
    """The governing word of each name of a person in a sentence."""
    for mention in person.mentions.values():
        if start <= mention.start < end and mention.form in ("name", "title"):
            inside = tokens.inside(mention.start, mention.end)
            known = {token.i for token in inside}
            yield from [token for token in inside if token.head.i not in known][:1]


def _takes_part(head: Token, named: Iterable[tuple[int, Token]]) -> bool:
    """Whether a name is the subject of the main verb, or the other party of what the main verb says."""
    verb = _main_verb(head)
    if verb is None:
        return False
    acting = {token.i for token in subjects(verb)}
    if not any(_top(other).i in acting for _, other in named):
        return False
    return _top(head).i in acting or _is_partner(head, verb)


def _top(token: Token) -> Token:
    """The word that governs a name: itself, the office it is in apposition to, or the first of a coordination."""
    for _ in range(MAX_LEVELS_UP):
        if role_of(token) not in ("apposition", "premodifier", "name_part") or token.head.i == token.i:
            return token
        token = token.head
    return token


def _is_coordinated(token: Token) -> bool:
    """Whether a name is part of a coordination of nouns, and so possibly of another party than the parse says."""
    for _ in range(MAX_LEVELS_UP):
        if role_of(token) == "conjunct" and token.pos_ in NOMINAL:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_partner(head: Token, verb: Token) -> bool:
    """Whether "with", "to" or "by" leads from the main verb, or from its subject or object, to a name."""
    token = _top(head)
    for _ in range(MAX_LEVELS_UP):
        role = role_of(token)
        if role == "prepositional_object":
            above = token.head.head
            direct = above.i == verb.i or (
                above.head.i == verb.i and role_of(above) in ("object", "subject", "predicate")
            )
            return direct and token.head.lower_ in PARTNERS
        if role not in ("conjunct", "apposition", "premodifier", "name_part") or token.head.i == token.i:
            return False
        token = token.head
    return False


def _main_verb(token: Token) -> Token | None:
    """The root of the sentence, if no clause inside it holds a word."""
    for _ in range(MAX_LEVELS_UP):
        if token.head.i == token.i:
            return token
        if role_of(token) in INSIDE:
            return None
        token = token.head
    return None
