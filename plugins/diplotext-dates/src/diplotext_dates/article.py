"""The article around the expressions: sentences, quotations, what a parse says, whether it tells a history."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property, partial

import attrs

from diplotext import Reading
from diplotext_dates.cascade import Node, Site
from diplotext_dates.context import Context, Earlier
from diplotext_dates.countries import country_of
from diplotext_dates.directions import of_parse, tells_past
from diplotext_dates.reading import read, walk
from diplotext_dates.utterances import said_on

HISTORY_DATES = 5  # so many dates of years long past make a history ...
HISTORY_SHARE = 0.6  # ... if they are this share of all dates with a year
SENTENCE_END = re.compile(r"[a-z)\]]{2}[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])")

Span = tuple[int, int]


def site_of(reading: Reading) -> Site:
    """The text with what the parse says of its words: tags and the names that they are part of."""
    tagged, named = reading.holds("token.tag"), reading.holds("doc.ents")
    if not tagged and not named:
        return Site(reading.text)
    doc = reading.parse
    starts = [token.idx for token in doc]
    names = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents] if named else []
    begins = [start for start, _, _ in names]

    def tag(offset: int) -> str:
        return doc[max(0, bisect_right(starts, offset) - 1)].tag_

    def name_around(start: int, end: int) -> str:
        place = bisect_right(begins, start) - 1
        if place < 0 or names[place][1] < end or names[place][:2] == (start, end):
            return ""
        return names[place][2]

    return Site(reading.text, tag if tagged else lambda offset: "", name_around if named else lambda start, end: "")


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
    def sentences(self) -> list[Span]:
        """Offsets of the sentences: those of a parser, or without one, what final marks and paragraphs part."""
        if self.reading.holds("token.dep"):
            return [(span.start, span.end) for span in self.reading.sentences()]
        found = []
        for block in self.reading.document.paragraphs:
            start = block.start
            for match in SENTENCE_END.finditer(self.reading.text, block.start, block.end):
                found.append((start, match.end()))
                start = match.end()
            if start < block.end:
                found.append((start, block.end))
        return found

    @cached_property
    def quotations(self) -> list[Span]:
        """Offsets of what stands between quotation marks."""
        return [(quotation.span.start, quotation.span.end) for quotation in self.reading.document.quotations]

    @cached_property
    def _outside(self) -> list[Node]:
        return [node for node in self.nodes if self.quotation_of(node) is None]

    @cached_property
    def _said(self) -> dict[Span, datetime.date | None]:
        return {}

    @cached_property
    def _parsed(self) -> tuple[Callable[..., object], Callable[..., object]] | None:
        if not self.reading.holds("token.dep"):
            return None
        return partial(of_parse, self.reading.parse), partial(tells_past, self.reading.parse)

    @cached_property
    def tells_history(self) -> bool:
        """Whether most dates that say their year are long past, more than there are days counted from publication."""
        published = self.reading.document.published
        if published is None:
            return False
        years = [int(node.word("year")) for node in walk(self.nodes) if node.word("year").isdecimal()]
        past = sum(year < published.year - 1 for year in years)
        counted = sum(node.rule.read in ("weekday", "deictic", "day_part", "this_unit") for node in self.nodes)
        return past >= HISTORY_DATES and past >= HISTORY_SHARE * len(years) and past > counted

    def quotation_of(self, node: Node) -> Span | None:
        """The quotation that an expression stands in."""
        place = bisect_right(self.quotations, (node.start, len(self.reading.text) + 1)) - 1
        return self.quotations[place] if place >= 0 and node.end <= self.quotations[place][1] else None

    def said_day(self, quotation: Span) -> datetime.date | None:
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
        index = bisect_right(self.sentences, (node.start, len(self.reading.text) + 1)) - 1
        parsed = self._parsed or (None, None)
        return Context(
            text=self.reading.text,
            start=node.start,
            end=node.end,
            sentence=self.sentences[index] if index >= 0 else (node.start, node.end),
            base=said or document.published,
            anchor="utterance" if said else "publication",
            weak=document.published_basis == "text",
            day_first=self.day_first,
            earlier=earlier,
            reads=read,
            of_parse=parsed[0],  # type: ignore[arg-type]
            past_of_parse=parsed[1],  # type: ignore[arg-type]
            tells=self.tells_history,
            country=partial(country_of, knowledge=self.reading.knowledge),
        )
