"""What several extractors need of an article's text and parse is computed once, on first use, and shared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from diplotext.knowledge.records import Knowledge, Match, NamesInText
from diplotext.syntax.table import NamedEntity, TokenTable
from diplotext.text.spans import Span, trimmed
from diplotext.text.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["NamedEntity", "SharedArticle", "TokenTable"]


class SharedArticle:
    """What all readings of one document share. None of it depends on what extractors find.

    Args:
        text: The text, in its normalised view.
        knowledge: The gazetteer.
        parser: Makes the parse; called at most once.
    """

    def __init__(self, text: str, knowledge: Knowledge, parser: Callable[[], Doc]) -> None:
        self.text = text
        self.knowledge = knowledge
        self._parser = parser
        self._matches: dict[frozenset[str] | None, tuple[Match, ...]] = {}

    @cached_property
    def parse(self) -> Doc:
        """The spaCy `Doc` of the text, to be left unchanged."""
        return self._parser()

    @cached_property
    def tokens(self) -> TokenTable:
        """The tokens of the parse as a table, cheaper to walk than the `Doc`."""
        return TokenTable(self.parse, self.text)

    @property
    def named_entities(self) -> Sequence[NamedEntity]:
        """The named entities that the language model recognizes, in order."""
        return self.tokens.entities

    @cached_property
    def words(self) -> Words:
        """The words of the text, for rules on names that need no parse."""
        return Words.of(self.text)

    @cached_property
    def names(self) -> NamesInText:
        """The names of all kinds that the knowledge finds in the text."""
        return self.knowledge.names_in(self.text)

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """The sentences of the parse, in order, without white space at their edges.

        Raises:
            ValueError: If the parse holds no sentences.
        """
        parse = self.parse
        if len(parse) and not parse.has_annotation("SENT_START"):
            raise ValueError("the parse holds no sentences; an extractor that asks for them needs 'doc.sents'")
        starts = [token.idx for token in self.tokens if token.is_sent_start]
        bounds = pairwise([*starts, len(self.text)])
        return tuple(span for start, end in bounds if (span := trimmed(self.text, start, end)))

    @cached_property
    def sentence_starts(self) -> Sequence[int]:
        """Offsets at which the sentences start."""
        return tuple(sentence.start for sentence in self.sentences)

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that contains an offset, else of the last one before it; -1 if there is none."""
        return bisect_right(self.sentence_starts, offset) - 1

    def matches(self, kinds: Collection[str] | None = None) -> Sequence[Match]:
        """What `Knowledge.find` finds in the whole text; for other kinds the text is not looked through again."""
        key = None if kinds is None else frozenset([kinds] if isinstance(kinds, str) else kinds)
        if key not in self._matches:
            self._matches[key] = tuple(self.names.matches(key))
        return self._matches[key]
