"""Where event rules match: each trigger word is looked at with the rules for its lemma, and the first that fits counts.

A rule that does not fit reports what was missing (`diplotext.plugin.Trace`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
from immutabledict import immutabledict

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.parties import Party, PartyReader
from diplotext.events.paths import Path, lemma_of
from diplotext.events.rule_files import PARTIES, Condition, EventRule, WordClass
from diplotext.events.surface import SurfaceMatch, matches
from diplotext.model.annotations import Mention, Organization, Person, Place, State
from diplotext.plugin.tracing import is_traced, refused
from diplotext.syntax import noun_phrase, role_of, subject

if TYPE_CHECKING:
    from spacy.tokens import Token


MAX_PATTERN_TOKENS = 50
"""Tokens on either side of a trigger in which a pattern is looked for."""


@attrs.frozen(eq=False)
class EventMatch:
    """A place where a rule matches.

    Attributes:
        rule: The rule.
        trigger: The word that names the event.
        arguments: Who or what fills each argument, in the order of the text.
        remote: Those of them that only the paths of `otherwise` lead to.
        values: What its word class says of the trigger, such as `kind`.
    """

    rule: EventRule
    trigger: Token
    arguments: Mapping[str, tuple[Party, ...]]
    remote: frozenset[Party]
    values: Mapping[str, str]


class Rules:
    """Rules of one type of event, indexed by the lemmas of their triggers.

    Args:
        rules: The rules, those that come first tried first.
    """

    def __init__(self, rules: Iterable[EventRule]) -> None:
        self.rules: tuple[EventRule, ...] = tuple(rules)
        self._by_lemma: dict[str, list[EventRule]] = {}
        for rule in self.rules:
            lemmas = rule.trigger.lemmas if rule.trigger is not None else rule.pattern.lead if rule.pattern else ()
            for lemma in sorted(lemmas):
                self._by_lemma.setdefault(lemma, []).append(rule)

    def candidates(self, token: Token) -> Sequence[EventRule]:
        """The rules that may match at a word."""
        rules = self._by_lemma.get(lemma_of(token))
        if rules is None:
            return ()
        return [rule for rule in rules if rule.trigger is None or token.pos_ in rule.trigger.pos]


def values_of(classes: Iterable[WordClass], trigger: Token) -> Mapping[str, str]:
    """What the first word class that fits says of a trigger."""
    for word_class in classes:
        if lemma_of(trigger) not in word_class.lemmas or (word_class.pos and trigger.pos_ not in word_class.pos):
            continue
        if not word_class.when or any(path.ends(trigger) for path in word_class.when):
            return word_class.values
    return immutabledict()


class Matcher:
    """Finds where rules match in one article.

    Args:
        annotated: The article.
        rules: The rules.
        parties: Reads the phrases of arguments.
    """

    def __init__(self, annotated: AnnotatedTokens, rules: Rules, parties: PartyReader | None = None) -> None:
        self.annotated = annotated
        self.rules = rules
        self.parties: PartyReader = parties if parties is not None else PartyReader(annotated)
        self._ends: dict[Path, Sequence[Token]] = {}

    def matches(self) -> Iterator[EventMatch]:
        """The matches in the order of the text, at most one for each trigger."""
        for token in self.annotated.tokens:
            self._ends = {}
            for rule in self.rules.candidates(token):
                match = self._match(rule, token)
                if match is not None:
                    yield match
                    break

    def ends(self, path: Path, trigger: Token) -> Sequence[Token]:
        """Where a path leads from a trigger; rules of one trigger share many paths."""
        if path not in self._ends:
            self._ends[path] = path.ends(trigger)
        return self._ends[path]

    def _match(self, rule: EventRule, trigger: Token) -> EventMatch | None:
        for path in rule.excludes:
            if self.ends(path, trigger):
                self._refuse(rule, trigger, f"excluded by {path.text!r}")
                return None
        surface: SurfaceMatch | None = None
        if rule.pattern is not None:
            start, end = self._around(trigger)
            surface = matches(rule.pattern, self.annotated, trigger, start, end)
            if surface is None:
                self._refuse(rule, trigger, f"the tokens around it are not {rule.pattern.text!r}")
                return None
        filled = _Filled(self, rule, trigger, surface)
        for condition in rule.needs:
            if not filled.meets(condition):
                self._refuse(rule, trigger, f"no {condition.text!r}")
                return None
        arguments = {name: filled.argument(name) for name in rule.accepts}
        return EventMatch(
            rule, trigger, immutabledict(arguments), frozenset(filled.remote), values_of(rule.classes, trigger)
        )

    def read(self, token: Token, accepts: frozenset[str]) -> tuple[Party, ...]:
        """Who or what a phrase names, of what a rule accepts."""
        found: tuple[Party, ...] = ()
        if accepts & PARTIES:
            referent = _antecedent_of_it(token) if self.annotated.at(token) is None else token
            found = tuple(party for party in self.parties.of(referent) if _is_accepted(party, accepts))
            if referent is not token:  # "it" is not a person
                found = tuple(party for party in found if isinstance(party.entity, (State, Organization)))
        if not found and "Place" in accepts:
            named = self.annotated.at(token)
            if named is not None and named.mention is not None and isinstance(named.entity, Place):
                found = (Party(named.first, named.end, named.mention, named.entity),)
        if not found and "phrase" in accepts:
            phrase = noun_phrase(token)
            mention = Mention(phrase.start_char, phrase.end_char, phrase.text, "description")
            found = (Party(phrase.start, phrase.end, mention),)
        return found

    def _around(self, token: Token) -> tuple[int, int]:
        """The tokens of its sentence, of a long one the nearest, in which patterns are looked for."""
        tokens = self.annotated.tokens
        start, end = token.i, token.i + 1
        while start > max(0, token.i - MAX_PATTERN_TOKENS) and not tokens[start].is_sent_start:
            start -= 1
        while end < min(len(tokens), token.i + MAX_PATTERN_TOKENS) and not tokens[end].is_sent_start:
            end += 1
        return start, end

    def _refuse(self, rule: EventRule, trigger: Token, reason: str) -> None:
        if is_traced():
            refused(rule.id, trigger.idx, trigger.idx + len(trigger.text), reason)


def _antecedent_of_it(token: Token) -> Token:
    """What "it" as a subject refers to: the subject of the governing verb: "*Ghana* said that *it* had met them"."""
    verb = token.head
    if token.lower_ != "it" or role_of(token) != "subject" or role_of(verb) not in ("content", "adverbial"):
        return token
    return subject(verb.head) or token


class _Filled:
    """The arguments of a rule at a trigger, each read when it is first asked for."""

    def __init__(self, matcher: Matcher, rule: EventRule, trigger: Token, surface: SurfaceMatch | None) -> None:
        self._matcher = matcher
        self._rule = rule
        self._trigger = trigger
        self._surface = surface
        self._known: dict[str, tuple[Party, ...]] = {}
        self.remote: set[Party] = set()

    def argument(self, name: str) -> tuple[Party, ...]:
        """Who or what fills an argument."""
        if name not in self._known:
            accepts = self._rule.accepts[name]
            tokens = self._surface.arguments.get(name, ()) if self._surface is not None else ()
            found = [party for token in tokens for party in self._matcher.read(token, accepts)]
            for path in self._rule.arguments.get(name, ()):
                found += self._read(path, accepts)
            for tier in self._rule.otherwise.get(name, ()):
                if _count(found) >= 2:
                    break
                more = [party for path in tier for party in self._read(path, accepts) if party not in found]
                self.remote.update(more)
                found += more
            unique = {(party.first, party.end, party.entity): party for party in reversed(found)}
            self._known[name] = tuple(sorted(unique.values(), key=lambda party: (party.first, party.end)))
        return self._known[name]

    def _read(self, path: Path, accepts: frozenset[str]) -> Sequence[Party]:
        """The parties that a path leads to."""
        ends = self._matcher.ends(path, self._trigger)
        if path.is_pair:
            return [p for end in ends for p in self._matcher.parties.modifiers(end) if _is_accepted(p, accepts)]
        return [party for end in ends for party in self._matcher.read(end, accepts)]

    def meets(self, condition: Condition) -> bool:
        """Whether a condition holds."""
        if condition.argument is not None:
            return _count(self.argument(condition.argument)) >= condition.least
        accepted = frozenset[str]().union(*self._rule.accepts.values())
        for path in condition.paths:
            if self._read(path, accepted) if _is_argument(path) else self._matcher.ends(path, self._trigger):
                return True
        return False


def _count(parties: Iterable[Party]) -> int:
    """How many take part, a group counted as two."""
    return sum(2 if party.is_plural else 1 for party in parties)


def _is_argument(path: Path) -> bool:
    """Whether a path leads to what may be an argument, rather than to a verb or to a word that it names."""
    last = path.steps[-1]
    return not last.lemmas and last.role in ("subject", "actor", "object", "agent", "prep", "possessor", "pair")


def _is_accepted(party: Party, accepts: frozenset[str]) -> bool:
    kinds = {Person: "Person", State: "State", Organization: "Organization"}
    if party.entity is None:
        return "group" in accepts
    return any(name in accepts for kind, name in kinds.items() if isinstance(party.entity, kind))
