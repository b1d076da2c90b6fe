"""Titles and the names to them where the parse parts the two, and names of a list that the parse loses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from diplotext.events.annotated import AnnotatedTokens, Named
from diplotext.events.party_words import after_bracket, among, is_nominal, is_title, links, words
from diplotext.model.annotations import Person, State
from diplotext.syntax import children_of
from diplotext.syntax.tree import LONGEST_CHAIN

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_TITLE_TOKENS = 26
CLAUSAL_TAGS = ("VBD", "VBZ", "VBP", "VB", "MD", "WDT", "WP", "WRB")


class PartyTitles:
    """The titles of an article.

    Args:
        annotated: The tokens of the article.
    """

    def __init__(self, annotated: AnnotatedTokens) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens

    def name_after(self, title: Token) -> Named | None:
        """The name to a title that the parse does not join with it: "Speaker of the Senate *Eva Lund*"."""
        found = self._name_ahead(title.i + 1)
        if found is None or found.first == title.i + 1 or among(title, "nouns", "courtesies"):
            return found
        before = self._tokens[found.first - 1]
        if before.lower_ in words("grammar", "titles"):
            return None  # "adviser to Eva Lund"
        known = found.entity in self.offices.get(title.i, ())
        others = [index for index in range(title.i + 1, found.first) if self._is_other_title(index)]
        continues = bool(others) and title.text[:1].isupper() and self._has_preposition(others[-1], found.first)
        return found if known or not others or continues else None

    def _is_other_title(self, index: int) -> bool:
        """Whether a word between a title and a name makes it the name of somebody else: "adviser to President Lund"."""
        token = self._tokens[index]
        if self._annotated.at(index) is not None or self._tokens[index + 1].tag_ == "POS":  # "the president's office"
            return False
        return is_title(token) or token.tag_ == "PRP$"

    def _has_preposition(self, start: int, end: int) -> bool:
        """Whether the title continues after another in it: "Assistant to the President *for Security* Eva Lund"."""
        return any(token.tag_ == "IN" for token in self._tokens[start:end])

    def _name_ahead(self, start: int) -> Named | None:
        """The next name of a person after an index, if only words of titles come before it."""
        tokens = self._tokens
        index = start
        while index < min(start + MAX_TITLE_TOKENS, len(tokens)):
            named, token = self._annotated.at(index), tokens[index]
            if named is not None and named.mention is not None and named.time is None:
                if isinstance(named.entity, Person):
                    return named if _is_name(named) else None
                index = named.end
                continue
            after = after_bracket(tokens, index)
            if after == index and not _is_of_title(token):
                return None
            index = max(after, index + 1)
        return None

    def titled_name_after(self, end: int) -> Named | None:
        """The name of the person whose title begins at an index: "Ghana *Foreign Minister Eva Lund*"."""
        found = self._name_ahead(end)
        if found is None or self._tokens[end].tag_[:1] not in ("N", "J"):
            return None
        return found if any(is_title(self._tokens[index]) for index in range(end, found.first)) else None

    def listed(self, end: int, verb: Token | None) -> Token | None:
        """The next name of a list that ends at an index where the parse loses it: "…, Foreign Minister *Eva Lund*".

        Args:
            end: The index after the last phrase of the list.
            verb: The verb whose subject the list is; the subject of another verb is not part of it.
        """
        tokens = self._tokens
        start = end
        while (
            start < len(tokens)
            and start < end + 2
            and (tokens[start].text in (",", "/") or tokens[start].lower_ == "and")
        ):
            start += 1
        found = self._name_ahead(start) if start > end else None
        if found is None:
            return None
        head = self._annotated.head(found)
        between = [tokens[index] for index in range(start, found.first) if self._annotated.at(index) is None]
        titled = not between or any(is_title(token) for token in between)
        other_subject = head.role == "subject" and (verb is None or head.head.i != verb.i)  # type: ignore[attr-defined]
        begins = found.end < len(tokens) and tokens[found.end].tag_ in CLAUSAL_TAGS and verb is None
        ends = found.end < len(tokens) and tokens[found.end].tag_ == "POS"
        return head if titled and not (other_subject or begins or ends) else None

    def listed_before(self, first: int) -> Token | None:
        """The name that "and" joins to a subject where the parse breaks it off: "*Eva Lund* and Minister Soto met".

        Args:
            first: Index of the first token of the subject.
        """
        tokens, index, titled = self._tokens, first - 1, True
        while index > max(0, first - MAX_TITLE_TOKENS) and tokens[index].tag_ != "CC":
            named = self._annotated.at(index)
            if (named is None and not _is_of_title(tokens[index])) or (named is not None and named.time is not None):
                return None
            titled = is_title(tokens[index]) or (titled and index == first)
            index -= 1
        named = self._annotated.at(index - 1) if index > 0 and tokens[index].lower_ == "and" else None
        if (
            named is None
            or not isinstance(named.entity, Person)
            or named.mention is None
            or named.mention.form != "name"
        ):
            return None
        head = self._annotated.head(named)
        return None if self._is_argument(head) else head

    def _is_argument(self, name: Token) -> bool:
        """Whether a name fills a place of its own in a clause: "met Berg", not "Special Envoy for Mali Berg"."""
        governor = name.head
        if name.role == "prepositional_object":  # type: ignore[attr-defined]
            return not is_title(governor.head)
        return name.role in ("object", "subject", "conjunct", "premodifier") and governor.i < name.i  # type: ignore[attr-defined]

    @cached_property
    def offices(self) -> dict[int, Sequence[Person]]:
        """The persons to whom the text gives an office, by the index of each token of its title."""
        found: dict[int, list[Person]] = {}
        for person in self._annotated.document.people:
            for office in person.offices:
                if office.span is not None:
                    last = self._tokens.at(office.span.end - 1)
                    for index in range(max(self._tokens.at(office.span.start), 0), last + 1):
                        found.setdefault(index, []).append(person)
        return dict(found)

    def linked(self, end: int) -> Token | None:
        """The head of the phrase that words such as "as well as" join to a list that ends at an index."""
        tokens = self._tokens
        start = end + 1 if end < len(tokens) and tokens[end].text == "," else end
        for link in links():
            after = start + len(link)
            if after < len(tokens) and tuple(tokens[index].lower_ for index in range(start, after)) == link:
                objects = children_of(tokens[after - 1], "prepositional_object")
                found = objects[0] if objects else self._phrase_head(after)
                named = None if found is None else self._annotated.at(found)
                covered = link == ("including",) and named is not None and isinstance(named.entity, State)
                return None if found is None or covered else found if named is None else self._annotated.head(named)
        return None

    def _phrase_head(self, index: int) -> Token | None:
        """The head of the noun phrase that begins at an index."""
        token = self._tokens[index]
        for _ in range(LONGEST_CHAIN):
            if token.role != "premodifier" or token.head.i < token.i:  # type: ignore[attr-defined]
                break
            token = token.head
        return token if is_nominal(token) else None


def _is_of_title(token: Token) -> bool:
    """Whether a word can be part of a title before a name."""
    if token.tag_ in ("IN", "TO", "CC"):
        return token.lower_ in words("grammar", "titles")
    if token.tag_ in ("VBG", "VBN"):
        return token.text[:1].isupper() or among(token, "grammar", "participles")
    return token.tag_[:2] in ("NN", "JJ", "DT") or token.tag_ in ("POS", "HYPH", "CD")


def _is_name(named: Named) -> bool:
    """Whether a mention is a name, no pronoun or title."""
    return named.mention is not None and named.mention.form == "name"
