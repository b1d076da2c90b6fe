"""The scope rules of event status, read from `data/status.toml`: which cue, where it must be, what it says.

After ConText (Harkema et al. 2009), which decides by words before and after; here the scope is part of the parse.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal, cast

import attrs
from immutabledict import immutabledict

from diplotext.knowledge.english import inflected

if TYPE_CHECKING:
    from spacy.tokens import Token

Scope = Literal["form", "negation", "adverb", "modifier", "governor", "marker", "light", "setting"]
Effect = Literal["held", "ongoing", "planned", "proposed", "cancelled", "denied", "inherited", "neutral"]

LEMMAS = frozenset(("governor", "light", "setting"))
"""Scopes whose cues are found in any form: also where a lemmatizer errs ("hopes" read as a form of "hop")."""

OPPOSITE: Mapping[Effect, Effect] = immutabledict(
    {"cancelled": "planned", "denied": "held", "neutral": "denied", "inherited": "inherited"}
)
"""What a negated cue says, where its rule says nothing else; of others it is a denial."""


@attrs.frozen(kw_only=True)
class ScopeRule:
    """One rule.

    Attributes:
        id: Its id.
        scope: Where the cue is. `form`: the form of the verb that states the event (see `form_of`). `negation` and
            `adverb`: words below that verb. `modifier`: words below the noun that names the event. `governor`: its
            governor. `marker`: the preposition or conjunction that governs it. `light`: a governor that says of itself
            whether the event takes place ("hold talks"). `setting`: one whose time is that of the event ("attend").
        status: What it says; `denied` for no event; `inherited` for what holds of the governor; `neutral` for nothing
            unless the cue is negated.
        cues: Lemmas, or phrases that begin with one.
        links: The relations or prepositions between cue and event; any if empty.
        forms: The forms that the verb of the cue must have, for `marker` the verb of the event ("noun" for a noun);
            any if empty.
        negated: What it says when the cue is negated.
        part: `noun` or `verb` (with adjectives) if the cue must be one.
        raises: Whether it turns what is only proposed into what it says ("*accepted* an invitation").
        lower: Lemmas, one of which the word must have that the cue governs; any if empty.
        final: Whether the governors of the cue do not matter.
        partner: Whether the event must be one with a partner ("a meeting *with*").
        pseudo: Phrases that hold a cue and are none ("not only").
        examples: Sentences that it decides; the word that names the event is in `<t>` tags.
        counterexamples: Sentences that it does not decide.
    """

    id: str
    scope: Scope
    status: Effect
    cues: tuple[tuple[str, ...], ...]
    links: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    negated: Effect = "denied"
    part: str = ""
    raises: bool = False
    lower: frozenset[str] = frozenset()
    final: bool = False
    partner: bool = False
    pseudo: tuple[tuple[str, ...], ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class ScopeRules:
    """Scope rules, by scope and first word of their cues."""

    def __init__(self, rules: Sequence[ScopeRule]) -> None:
        self.rules: tuple[ScopeRule, ...] = tuple(rules)
        self._by_cue: dict[tuple[str, str], list[tuple[ScopeRule, tuple[str, ...]]]] = {}
        for rule in self.rules:
            for cue in rule.cues:
                for form in _forms(cue[0], rule):
                    self._by_cue.setdefault((rule.scope, form), []).append((rule, cue))
        self._no_negation: dict[str, list[tuple[str, ...]]] = {}
        for rule in self.rules:
            for phrase in rule.pseudo if rule.scope == "negation" else ():
                self._no_negation.setdefault(phrase[0], []).append(phrase)
        for listed in self._by_cue.values():
            listed.sort(key=lambda pair: -len(pair[1]))

    def of(self, scope: Scope, *words: str) -> Iterator[tuple[ScopeRule, tuple[str, ...]]]:
        """The rules of a scope with a cue that begins with one of the words; longer cues first."""
        for word in dict.fromkeys(words):
            yield from self._by_cue.get((scope, word), ())

    def no_negation(self, word: str) -> Sequence[tuple[str, ...]]:
        """The phrases that begin with a word, hold a cue of negation, and are none."""
        return self._no_negation.get(word, ())

    def whole(self, scope: Scope, phrase: str) -> Iterator[ScopeRule]:
        """The rules of a scope that have a phrase as a cue."""
        wanted = tuple(phrase.split())
        yield from (rule for rule, cue in self.of(scope, *wanted[:1]) if cue == wanted)


def _forms(word: str, rule: ScopeRule) -> frozenset[str]:
    """The forms in which the first word of a cue is found."""
    if rule.scope not in LEMMAS:
        return frozenset((word,))
    forms = inflected(word)
    return frozenset((word, forms["third"])) if rule.part == "noun" else frozenset((word, *forms.values()))


def follows(token: Token, rest: Sequence[str]) -> int | None:
    """Index after the rest of a phrase, which begins at a word below another one: "*took* off", "put talks *off*".

    Returns:
        None if it does not follow; without a rest, the index after the word itself.
    """
    if not rest:
        return token.i + 1
    for child in token.children:
        if child.i > token.i and reads(child, rest):
            return child.i + len(rest)
    return None


def reads(token: Token, phrase: Sequence[str]) -> bool:
    """Whether a phrase begins at a token."""
    doc, end = token.doc, token.i + len(phrase)
    return end <= len(doc) and all(doc[token.i + place].lower_ == word for place, word in enumerate(phrase))


@cache
def scope_rules() -> ScopeRules:
    """The rules of the data file."""
    text = resources.files("diplotext.events").joinpath("data", "status.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    groups: Mapping[str, Sequence[str]] = data["links"]
    return ScopeRules([_rule(entry, groups) for entry in data["rules"]])


def _rule(entry: Mapping[str, Any], groups: Mapping[str, Sequence[str]]) -> ScopeRule:
    links = [link for name in entry.get("links", ()) for link in groups.get(name, (name,))]
    default = OPPOSITE.get(cast("Effect", entry["status"]), "denied")
    return ScopeRule(
        id=entry["id"],
        scope=entry["scope"],
        status=entry["status"],
        cues=_phrases(entry["cues"]),
        links=frozenset(links),
        forms=frozenset(entry.get("forms", ())),
        negated=entry.get("negated", default),
        part=entry.get("part", ""),
        raises=entry.get("raises", False),
        lower=frozenset(entry.get("lower", ())),
        final=entry.get("final", False),
        partner=entry.get("partner", False),
        pseudo=_phrases(entry.get("pseudo", ())),
        examples=tuple(entry.get("examples", ())),
        counterexamples=tuple(entry.get("counterexamples", ())),
    )


def _phrases(listed: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in listed)
