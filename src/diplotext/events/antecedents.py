"""Whom a plural refers to that others left open: "the two sides", "they" after two who are named together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.party_words import among, is_group, words
from diplotext.model.annotations import Entity, Organization, Person, State
from diplotext.text.joint_mentions import MAX_SENTENCES_BACK, named_together

if TYPE_CHECKING:
    from spacy.tokens import Token


class Antecedents:
    """The two parties that a text names together last before a plural.

    Args:
        annotated: The tokens of the article, with what earlier extractors found.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated

    def of(self, plural: Token) -> tuple[Entity, Entity] | None:
        """The two that a plural such as "they" or "the two sides" refers to; None if that is not clear.

        Args:
            plural: The pronoun, or the head of its noun phrase.
        """
        reach = MAX_SENTENCES_BACK if plural.tag_[:1] == "N" else 1
        first, second = self._persons, self._states
        if among(plural, "nouns", "joint_states"):
            first, second = second, first
        found = named_together(first, self._sentences, plural.idx, reach) or self._holders(plural)
        persons_only = plural.tag_[:1] == "N" and not among(plural, "nouns", "joint_states")
        if found is not None or persons_only or self._is_named(first, plural.idx, reach):
            return found
        return named_together(second, self._sentences, plural.idx, reach)

    def _holders(self, plural: Token) -> tuple[Entity, Entity] | None:
        """The only two holders of an office named so far: "the two presidents"."""
        titles = _singular_titles(plural)
        named = (entity for offset, entity in self._persons if offset < plural.idx)
        found = [
            person
            for person in dict.fromkeys(named)
            if isinstance(person, Person) and any(_is_among(office.title, titles) for office in person.offices)
        ]
        return (found[0], found[1]) if len(found) == 2 else None

    def _is_named(self, named: Sequence[tuple[int, Entity]], offset: int, reach: int) -> bool:
        """Whether any of these is named in the sentences before an offset that are searched."""
        sentence = max(bisect_right(self._sentences, offset) - 1 - reach, 0)
        return bisect_left(named, self._sentences[sentence], key=_offset) < bisect_left(named, offset, key=_offset)

    @cached_property
    def _sentences(self) -> Sequence[int]:
        return [token.idx for token in self._annotated.tokens if token.is_sent_start]

    @cached_property
    def _persons(self) -> Sequence[tuple[int, Entity]]:
        return [
            (named.mention.start, named.entity)
            for named in self._annotated.named
            if named.mention is not None
            and isinstance(named.entity, Person)
            and named.mention.form in ("name", "title")
        ]

    @cached_property
    def _states(self) -> Sequence[tuple[int, Entity]]:
        return [
            (named.mention.start, named.entity)
            for named in self._annotated.named
            if named.mention is not None
            and isinstance(named.entity, (State, Organization))
            and (isinstance(named.entity, State) or named.entity.category in words("organizations", "antecedents"))
            and not self._is_locative(named)
        ]

    def _is_locative(self, named: Named) -> bool:
        """Whether a state is only the place of something: "in Ghana"."""
        head = self._annotated.head(named)
        return head.role == "prepositional_object" and among(head.head, "grammar", "locative")  # type: ignore[attr-defined]


def _singular_titles(plural: Token) -> frozenset[str]:
    """The titles, or their last words, of those whom a plural can mean; none for pronouns and the like."""
    if plural.lower_ == "leaders":
        return words("nouns", "leaders")
    return frozenset([plural.lemma_.casefold()]) if is_group(plural) else frozenset()


def _is_among(title: str, titles: frozenset[str]) -> bool:
    return title in titles or title.split()[-1] in titles


def _offset(named: tuple[int, Entity]) -> int:
    return named[0]
