"""The noun phrases around names and titles, by the parse: where the phrase of a title begins, and whose it is.

Commas join a name to its office ("Jane Doe, the mayor,"), and they part clauses ("after talks with Jane Doe, the mayor
left"): only the tree of the sentence tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from diplotext.syntax import TokenTable, role_of
from diplotext.text import Words
from diplotext_people.titles import Title

if TYPE_CHECKING:
    from spacy.tokens import Token


@attrs.frozen(eq=False)
class Phrases:
    """The words of a text as tokens of its parse.

    Attributes:
        words: The words.
        tokens: The tokens.
    """

    words: Words
    tokens: TokenTable

    def token(self, index: int) -> Token:
        """The last token of a word."""
        return self.tokens[max(0, self.tokens.at(self.words.spans[index][1] - 1))]

    def noun(self, title: Title) -> Token:
        """The token that governs a title: "*minister* of foreign affairs"."""
        inside = self._tokens(title)
        known = {token.i for token in inside}
        return next((token for token in inside if token.head.i not in known), self.token(title.last))

    def _tokens(self, title: Title) -> Sequence[Token]:
        spans = self.words.spans
        return self.tokens.inside(spans[title.first][0], spans[title.last][1])

    def first(self, title: Title) -> int:
        """Index of the first word of the noun phrase of a title; of the title itself if the parse begins it later."""
        start = min([token.left_edge.idx for token in self._tokens(title)], default=self.words.spans[title.first][0])
        return min(title.first, self.words.at(start))

    def begins(self, title: Title, index: int) -> bool:
        """Whether the noun phrase of a title begins at a word, adverbs before it left out: "*now the minister*"."""
        edge = self.first(title)
        while index < edge and self.token(index).pos_ == "ADV":
            index += 1
        return edge <= index

    def is_named(self, title: Title) -> bool:
        """Whether a capitalized word follows a title in capitals, as a name does: "*High Commissioner* Doe"."""
        words, following = self.words, title.last + 1
        if following >= len(words) or words.gap(title.last) != " ":
            return False
        return words.forms[title.first][:1].isupper() and words.forms[following][:1].isupper()

    def is_subject(self, title: Title) -> bool:
        """Whether a title is the subject of a verb that follows without a comma: "*the minister* said"."""
        noun = self.noun(title)
        last = noun.right_edge
        closed = last.i + 1 < len(self.tokens) and self.tokens[last.i + 1].text == ","
        return role_of(noun) == "subject" and noun.head.i > noun.i and last.text != "," and not closed


def is_apposed(token: Token, head: Token) -> bool:
    """Whether the parse has a word in apposition to another one."""
    return role_of(token) == "apposition" and token.head.i == head.i
