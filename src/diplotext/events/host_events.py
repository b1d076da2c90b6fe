"""The event at which another one takes place: "on the sidelines of the G20 summit", "during the Munich conference"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.words import words
from diplotext.model.annotations import Organization, Person
from diplotext.model.meetings import HostEvent
from diplotext.syntax.tree import role_of
from diplotext.syntax.verbs import FINITE_TAGS
from diplotext.text.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_NAME_TOKENS = 16
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
LINKS = frozenset(("of", "for", "on"))


@attrs.frozen
class HostRead:
    """A host event that was read.

    Attributes:
        event: What the text calls it, and where.
        first: Index of its preposition.
        end: Index after its last token.
        head: The noun that names it.
    """

    event: HostEvent
    first: int
    end: int
    head: Token


class HostEventReader:
    """Reads host events from their preposition on.

    Args:
        annotated: The tokens with what earlier extractors found.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens

    def read(self, index: int) -> HostRead | None:
        """The host event whose phrase begins at an index, at its preposition."""
        word = self._tokens[index].lower_
        if word in ("on", "at", "in"):
            noun = index + 2 if self._lower(index + 1) == "the" else index + 1
            if self._lower(noun) in words("sidelines") and self._lower(noun + 1) in ("of", "at", "for"):
                return self._named(index, noun + 2, any_name=True)
        if word in ("at", "during", "alongside"):
            return self._named(index, index + 1, any_name=False) or (self._visit(index) if word == "during" else None)
        return None

    def occasion(self, noun: Token) -> HostRead | None:
        """The event that a noun names, of which a clause says what happened at it: "the *summit* where they signed"."""
        if noun.lower_ not in words("host_event"):
            return None
        start = noun.left_edge.i
        read = self._named(start, start, any_name=True)
        return read if read is not None and read.head.i == noun.i else None

    def _lower(self, index: int) -> str:
        return self._tokens[index].lower_ if index < len(self._tokens) else ""

    def _is_name(self, index: int) -> bool:
        """Whether a name begins or continues at an index, after an article."""
        if self._lower(index) == "the":
            index += 1
        if index >= len(self._tokens):
            return False
        named = self._annotated.at(index)
        return self._tokens[index].text[:1].isupper() or (named is not None and named.mention is not None)

    def _named(self, preposition: int, start: int, *, any_name: bool) -> HostRead | None:
        """The name of an event up to its event noun, or any name of an organization after "on the sidelines of"."""
        while self._lower(start) in words("determiner"):
            start += 1
        end, index, head = start, start, start
        while index < min(start + LONGEST_NAME_TOKENS, len(self._tokens)):
            if self._lower(index) == "(" and (bracket := self._bracket(index)) is not None:
                index = bracket  # "the Forum (ARF) Ministerial Meeting"
                continue
            named = self._annotated.at(index)
            after = named.end if named is not None else index + 1
            word, last = self._lower(index), self._lower(after - 1)
            name = named is not None and isinstance(named.entity, Organization)
            if last in words("host_event") or (name and any_name):
                end, head = after, after - 1
            elif end > start and (
                index == end or self._lower(index - 1) == ")"
            ):  # only a complement continues the name
                if word not in LINKS or not self._is_name(after):
                    break
                complement = self._complement(after)
                if complement is None:
                    break
                end = after = complement
            elif not self._can_modify(index):
                break
            index = after
        if end == start or not (any_name or self._is_particular(start, end)):
            return None
        return self._read(preposition, start, end, head)

    def _bracket(self, index: int) -> int | None:
        """The index after an acronym in brackets."""
        return index + 3 if self._lower(index + 2) == ")" else None

    def _complement(self, start: int) -> int | None:
        """The index after "the Parties" of "the Conference of the Parties"."""
        index = start + 1 if self._lower(start) == "the" else start
        first = index
        while index < len(self._tokens) and (self._tokens[index].text[:1].isupper() or self._tokens[index].text == "-"):
            named = self._annotated.at(index)
            if named is not None and (named.time is not None or isinstance(named.entity, Person)):
                break
            index = named.end if named is not None and named.first == index else index + 1
        return index if index > first else None

    def _can_modify(self, index: int) -> bool:
        token, named = self._tokens[index], self._annotated.at(index)
        if named is not None:
            return named.mention is None or named.mention.form != "pronoun"
        plain = token.text.isalpha() and token.pos_ not in ("ADP", "VERB", "AUX", "SCONJ", "CCONJ", "PRON", "DET")
        marks = token.text in ("-", "–", "/", "&", *POSSESSIVE)
        return token.tag_ not in FINITE_TAGS and (
            plain or marks or token.text[:1].isupper() or token.text[:1].isdigit()
        )

    def _is_particular(self, start: int, end: int) -> bool:
        """Whether an event after "at" or "during" has a name: "the Munich conference", not "the meeting"."""
        for index in range(start, end):
            named = self._annotated.at(index)
            if named is not None and named.mention is not None and named.mention.form != "pronoun":
                return True
            if self._tokens[index].text[:1].isupper() and named is None:
                return True
        return False

    def _visit(self, preposition: int) -> HostRead | None:
        """The visit of "during his visit to Malta": an event with a record of its own."""
        for index in range(preposition + 1, min(preposition + LONGEST_NAME_TOKENS, len(self._tokens))):
            token = self._tokens[index]
            if token.lower_ in words("host_visit") and token.pos_ == "NOUN" and role_of(token) != "premodifier":
                return self._read(preposition, index, index + 1, index)
            if token.pos_ in ("ADP", "VERB", "AUX", "PUNCT") and token.text not in ("-", *POSSESSIVE):
                return None
        return None

    def _read(self, preposition: int, start: int, end: int, head: int) -> HostRead:
        while start < head and self._tokens[start].text.islower() and self._is_name(start + 1):
            start += 1  # "the inaugural Riga Forum"
        tokens = self._tokens[start:end]
        span = Span(tokens.start_char, tokens.end_char, tokens.text)
        return HostRead(HostEvent(span.text, span), preposition, end, self._tokens[head])
