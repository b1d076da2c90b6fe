"""The article around the expressions: sentences, quotations, what a parse says, whether it is a history."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

import attrs

from diplotext import Reading
from diplotext.text import sentences_of
from diplotext_dates.cascade import Node, Site
from diplotext_dates.context import Context, Earlier
from diplotext_dates.countries import country_of
from diplotext_dates.directions import Direction, happened_on, is_on, is_only_said, of_parse
from diplotext_dates.reading import read, walk
from diplotext_dates.utterances import said_on

if TYPE_CHECKING:
    from spacy.tokens import Token as Word

MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
MIN_HISTORY_DATES = 5  # so many dates of years long past make a history ...
MIN_HISTORY_SHARE = 0.6  # ... if they are this share of all dates with a year

Offsets = tuple[int, int]


def site_of(reading: Reading) -> Site:
    """The text with what the parse says of its words: tags and the names that they are part of.

    Nothing is parsed, nor a language model loaded, before a guard asks.
    """

    @cache
    def token_starts() -> list[int]:
        return reading.parse.to_array("IDX").tolist() if reading.holds("token.tag") else []

    @cache
    def names() -> list[tuple[int, int, str]]:
        entities = reading.parse.ents if reading.holds("doc.ents") else ()
        return [(entity.start_char, entity.end_char, entity.label_) for entity in entities]

    def tag(offset: int) -> str:
        place = bisect_right(token_starts(), offset) - 1
        return reading.parse[place].tag_ if place >= 0 else ""

    def name_around(start: int, end: int) -> str:
        place = bisect_right(names(), start, key=lambda name: name[0]) - 1
        if place < 0:
            return ""
        first, last, label = names()[place]
        return label if end <= last and (first, last) != (start, end) else ""

    return Site(reading.text, tag, name_around)


def _runs_on(word: Word) -> bool:
    """Whether a sentence cannot end with a word, whatever the parse says: no mark and no line ends there."""
    return word.text[-1].isalnum() and "\n" not in word.whitespace_ and not word.nbor().is_space


@attrs.frozen(eq=False)
class Article:
    """A document with its expressions, before they are read.

    Attributes:
        reading: The reading.
        nodes: The expressions in order.
        day_first: Whether `3/12/2021` is 3 December; None if the document does not show it.
    """

    reading: Reading
    nodes: Sequence[Node]
    day_first: bool | None

    @cached_property
    def _plain_sentences(self) -> list[Offsets]:
        """Offsets of the sentences where there is no parse: what final marks and paragraphs separate."""
        return list(sentences_of(self.reading.text, self.reading.document.paragraphs))

    def sentence_at(self, start: int, end: int) -> Offsets:
        """Offsets of the sentence in which a stretch of the text begins; of the stretch itself where there is none."""
        if not self._is_parsed:
            index = bisect_right(self._plain_sentences, (start, len(self.reading.text) + 1)) - 1
            return self._plain_sentences[index] if index >= 0 else (start, end)
        span = self.reading.parse.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return start, end
        parse = self.reading.parse
        first = last = span[0].sent
        while first.start and _runs_on(parse[first.start - 1]):
            first = parse[first.start - 1].sent
        while last.end < len(parse) and _runs_on(parse[last.end - 1]):
            last = parse[last.end].sent
        text = self.reading.text[first.start_char : last.end_char]
        return last.end_char - len(text.lstrip()), first.start_char + len(text.rstrip())

    @cached_property
    def _is_parsed(self) -> bool:
        return self.reading.holds("token.dep")

    @cached_property
    def quotations(self) -> list[Offsets]:
        """Offsets of what is between quotation marks."""
        return [(quotation.span.start, quotation.span.end) for quotation in self.reading.document.quotations]

    @cached_property
    def _outside(self) -> list[Node]:
        return [node for node in self.nodes if self.quotation_of(node) is None]

    @cached_property
    def _said(self) -> dict[Offsets, datetime.date | None]:
        return {}

    @cached_property
    def _of_parse(self) -> Callable[[int, int], Direction | None] | None:
        return partial(of_parse, self.reading.parse) if self._is_parsed else None

    @cached_property
    def _past_of_parse(self) -> Callable[[int, int], bool] | None:
        return partial(happened_on, self.reading.parse) if self._is_parsed else None

    @cached_property
    def _present_of_parse(self) -> Callable[[int, int], bool] | None:
        return partial(is_on, self.reading.parse) if self._is_parsed else None

    @cached_property
    def is_history(self) -> bool:
        """Whether most dates that say their year are long past, more than there are days counted from publication."""
        published = self.reading.document.published
        if published is None:
            return False
        years = [int(node.word("year")) for node in walk(self.nodes) if node.word("year").isdecimal()]
        past = sum(year < published.year - 1 for year in years)
        counted = sum(node.rule.read in ("weekday", "deictic", "day_part", "this_unit") for node in self.nodes)
        return past >= MIN_HISTORY_DATES and past >= MIN_HISTORY_SHARE * len(years) and past > counted

    @cached_property
    def _published_month(self) -> tuple[int, int] | None:
        known = MONTH.fullmatch(str(self.reading.document.source.get("published", "")))
        return (int(known[1]), int(known[2])) if known else None

    def quotation_of(self, node: Node) -> Offsets | None:
        """The quotation that an expression is in."""
        place = bisect_right(self.quotations, (node.start, len(self.reading.text) + 1)) - 1
        return self.quotations[place] if place >= 0 and node.end <= self.quotations[place][1] else None

    def said_day(self, quotation: Offsets) -> datetime.date | None:
        """The day on which a quotation was said, if its sentence says it."""
        if quotation not in self._said:
            node = said_on(quotation, self._outside, self.reading.text)
            value = read(node, self.context(node, (), None)) if node else None
            single = value is not None and value.resolved and value.earliest == value.latest
            self._said[quotation] = value.earliest if value and single else None
        return self._said[quotation]

    def context(self, node: Node, earlier: Sequence[Earlier], said: datetime.date | None) -> Context:
        """The surroundings of an expression; `said` is the day of its utterance, if it is quoted and that is known."""
        document = self.reading.document
        return Context(
            text=self.reading.text,
            start=node.start,
            end=node.end,
            sentence_at=self.sentence_at,
            base=said or document.published,
            anchor="utterance" if said else "publication",
            weak=document.published_basis == "text",
            day_first=self.day_first,
            earlier=earlier,
            reads=read,
            of_parse=self._of_parse,
            past_of_parse=self._past_of_parse,
            present_of_parse=self._present_of_parse,
            only_said=partial(is_only_said, self.reading.parse) if self._is_parsed else None,
            is_history=self.is_history,
            country=partial(country_of, knowledge=self.reading.knowledge, sentence_at=self.sentence_at),
            knowledge=self.reading.knowledge,
            published_month=self._published_month,
            quoted=self.quotation_of(node) is not None,
        )
