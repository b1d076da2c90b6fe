"""Paths through a parse, as rules in data files write them: "subject | agent", "<object:@hold actor", "prep:with|to".

A path is a row of steps from the trigger of an event to the head of one of its arguments. A step goes down from a word
to what it governs, or up, with `<`, to what governs it:

    subject, actor, object, indirect-object, agent, predicate     grammatical functions, also those that a verb shares
    prep:with|between                                             the objects of prepositions
    possessor, modifier, apposition, conjunct, adnominal, relative, complement, adverbial, adverb
    pair                                                          the parties in front of a noun: "Norway-Ghana talks"
    <subject, <object, <prep:in|at, <apposition, <complement, <adverbial, <adnominal

`actor` is who acts: the agent of a passive, else the subject. `<object` is the verb of which a noun is the logical
object, in the active ("held talks"), the passive ("talks were held") or a relative clause ("the talks that they held").
A last part restricts the lemma of the word that a step arrives at: `<object:hold|have`, `prep:in:@place`. `@name` is a
lexicon. A step that ends with `?` may be left out, one with `*` may be repeated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
from immutabledict import immutabledict

from diplotext.syntax import (
    NOMINAL,
    VERBAL,
    agent,
    children_of,
    direct_object,
    indirect_object,
    is_passive,
    logical_subject,
    objects,
    predicate,
    prepositional_objects,
    role_of,
    subject,
    verb_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_REPETITIONS = 4
STEP = re.compile(r"(?P<up><?)(?P<role>[a-z-]+)(?::(?P<first>[^:\s]*?))?(?::(?P<second>[^:\s]*?))?(?P<repeat>[?*]?)")

Words = frozenset[str]


@attrs.frozen(cache_hash=True)
class Step:
    """One step of a path.

    Attributes:
        role: What it follows, `<` in front if it goes up.
        prepositions: For `prep`, the prepositions; empty for any.
        lemmas: The lemmas of which the word it arrives at has one; empty for any.
        repeat: `?` if it may be left out, `*` if it may be taken several times, else empty.
    """

    role: str
    prepositions: Words = frozenset()
    lemmas: Words = frozenset()
    repeat: str = ""

    def from_(self, token: Token) -> Sequence[Token]:
        """The words that it leads to from a word."""
        if self.role in ("prep", "<prep"):
            found: Sequence[Token] = _PREPOSITIONAL[self.role](token, self.prepositions)
        else:
            found = FUNCTIONS[self.role](token)
        lemmas = self.lemmas
        return [word for word in found if lemma_of(word) in lemmas] if lemmas else found

    def reached(self, tokens: Sequence[Token]) -> Sequence[Token]:
        """The words that it leads to from any of several words, each once."""
        if not self.repeat:
            if len(tokens) == 1:
                found_once = self.from_(tokens[0])
                return found_once if len(found_once) < 2 else _once(found_once)
            return _once(word for token in tokens for word in self.from_(token))
        found = list(tokens)
        latest: Sequence[Token] = tokens
        for _ in range(MAX_REPETITIONS if self.repeat == "*" else 1):
            latest = _once(word for token in latest for word in self.from_(token))
            found.extend(latest)
        return _once(found)


@attrs.frozen(cache_hash=True)
class Path:
    """A row of steps.

    Attributes:
        steps: The steps, in order.
        text: As written.
    """

    steps: tuple[Step, ...]
    text: str = attrs.field(eq=False, default="")

    @property
    def is_pair(self) -> bool:
        """Whether it leads to the parties in front of a noun, which is then the word that it arrives at."""
        return self.steps[-1].role == "pair"

    def ends(self, token: Token) -> Sequence[Token]:
        """The words that it leads to from a word, each once, in the order in which it reaches them."""
        reached: Sequence[Token] = (token,)
        for step in self.steps:
            reached = step.reached(reached)
            if not reached:
                return ()
        return reached


def paths_of(text: str, lexicons: Mapping[str, Words]) -> tuple[Path, ...]:
    """The paths that a text writes, alternatives separated by ` | `.

    Args:
        text: The text.
        lexicons: The words of `@name`.

    Raises:
        ValueError: If it is not a path, with what is wrong.
    """
    return tuple(_path(part, lexicons) for part in re.split(r"\s+\|\s+", text.strip()))


def _path(text: str, lexicons: Mapping[str, Words]) -> Path:
    steps = tuple(_step(part, lexicons) for part in text.split())
    if not steps:
        raise ValueError("a path is empty; write a step such as 'subject' or 'prep:with'")
    return Path(steps, text)


def _step(text: str, lexicons: Mapping[str, Words]) -> Step:
    match = STEP.fullmatch(text)
    role = match["up"] + match["role"] if match else ""
    if match is None or role not in ROLES:
        raise ValueError(f"{text!r} is not a step of a path; steps begin with one of {', '.join(sorted(ROLES))}")
    first, second = words_of(match["first"] or "", lexicons), words_of(match["second"] or "", lexicons)
    if match["role"] == "prep":
        return Step(role, frozenset(word.replace("_", " ") for word in first), second, match["repeat"])
    if second:
        raise ValueError(f"{text!r} has two colons, which only steps with 'prep' have")
    return Step(role, lemmas=first, repeat=match["repeat"])


def words_of(text: str, lexicons: Mapping[str, Words]) -> Words:
    """The words of "hold|have|@meet".

    Raises:
        ValueError: If there is no such lexicon.
    """
    found: set[str] = set()
    for part in filter(None, text.split("|")):
        if part.startswith("@"):
            if part[1:] not in lexicons:
                raise ValueError(f"there is no lexicon {part[1:]!r}; there are {', '.join(sorted(lexicons)) or 'none'}")
            found |= lexicons[part[1:]]
        else:
            found.add(part)
    return frozenset(found)


def lemma_of(token: Token) -> str:
    """The lemma of a word in lower case, or its form where the parse holds no lemmas."""
    return (token.lemma_ or token.text).lower()


def _once(tokens: Iterable[Token]) -> Sequence[Token]:
    return list({token.i: token for token in tokens}.values())


def _one(find: Callable[[Token], Token | None]) -> Callable[[Token], Sequence[Token]]:
    def found(token: Token) -> Sequence[Token]:
        word = find(token)
        return () if word is None else (word,)

    return found


def _down(*roles: str) -> Callable[[Token], Sequence[Token]]:
    return lambda token: children_of(token, *roles)


def _up(*roles: str) -> Callable[[Token], Sequence[Token]]:
    return lambda token: (token.head,) if role_of(token) in roles else ()


def _possessors(token: Token) -> Sequence[Token]:
    return [child for child in token.children if child.dep_ in ("poss", "nmod:poss")]


def _modifiers(token: Token) -> Sequence[Token]:
    return [child for child in children_of(token, "premodifier") if child.dep_ not in ("poss", "nmod:poss")]


def _subject_of(token: Token) -> Sequence[Token]:
    """The active verbs of which a noun is the subject: "[talks] *began*", "[talks] that *began*"."""
    own = [verb_of(token.head)] if role_of(token) == "subject" and not is_passive(token.head) else []
    clauses = children_of(token, "relative")
    participles = [verb for verb in children_of(token, "adnominal") if not is_passive(verb)]
    return [*own, *participles, *(v for v in clauses if not is_passive(v) and _is(subject(v), token))]


def _object_of(token: Token) -> Sequence[Token]:
    """The verbs of which a noun is the logical object."""
    role = role_of(token)
    if role in ("object", "object_predicate"):
        own = [token.head]
    else:
        own = [verb_of(token.head)] if role == "subject" and is_passive(token.head) else []
    participles = [verb for verb in children_of(token, "adnominal") if is_passive(verb)]
    clauses = children_of(token, "relative")
    passive = [v for v in clauses if is_passive(v) and _is(subject(v), token)]
    active = [v for v in clauses if not is_passive(v) and _is(direct_object(v), token)]
    return [*own, *participles, *passive, *active]


def _is(found: Token | None, token: Token) -> bool:
    return found is not None and found.i == token.i


def _prepositional(token: Token, prepositions: Words) -> Sequence[Token]:
    return [found for _, found in prepositional_objects(token, *sorted(prepositions))]


def _prepositional_object_of(token: Token, prepositions: Words) -> Sequence[Token]:
    """What governs the preposition of which a word is the object."""
    role = role_of(token)
    if role == "prepositional_object":
        words = [token.head]
        while role_of(words[-1].head) == "preposition" and len(words) < MAX_REPETITIONS:  # "ahead of"
            words.append(words[-1].head)
        governor = words[-1].head
    elif role in ("oblique", "noun_modifier"):
        words, governor = children_of(token, "case"), token.head
    else:
        return ()
    forms = {word.lower_ for word in words} | {" ".join(word.lower_ for word in reversed(words))}
    if not words or (prepositions and not forms & prepositions):
        return ()
    return (verb_of(governor) if governor.pos_ in VERBAL else governor,)


def _complements(token: Token) -> Sequence[Token]:
    return children_of(token, "open_complement", "content")


def _actor(token: Token) -> Token | None:
    return logical_subject(token) if token.pos_ not in NOMINAL else None


FUNCTIONS: Mapping[str, Callable[[Token], Sequence[Token]]] = immutabledict(
    {
        "subject": _one(subject),
        "actor": _one(_actor),
        "object": objects,
        "direct-object": _one(direct_object),
        "indirect-object": _one(indirect_object),
        "agent": _one(agent),
        "predicate": _one(predicate),
        "possessor": _possessors,
        "pair": lambda token: (token,),
        "modifier": _modifiers,
        "apposition": _down("apposition"),
        "conjunct": _down("conjunct"),
        "adnominal": _down("adnominal"),
        "relative": _down("relative"),
        "adverb": _down("adverb", "particle"),
        "adverbial": _down("adverbial"),
        "complement": _complements,
        "<subject": _subject_of,
        "<object": _object_of,
        "<apposition": _up("apposition"),
        "<conjunct": _up("conjunct"),
        "<predicate": _up("predicate"),
        "<complement": _up("open_complement", "content"),
        "<adverbial": _up("adverbial"),
        "<adnominal": _up("adnominal", "relative"),
        "<modifier": _up("premodifier"),
    }
)
_PREPOSITIONAL = immutabledict({"prep": _prepositional, "<prep": _prepositional_object_of})
ROLES = frozenset({*FUNCTIONS, *_PREPOSITIONAL})
