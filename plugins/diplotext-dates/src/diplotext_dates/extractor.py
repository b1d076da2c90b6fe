"""The extractor: finds time expressions paragraph by paragraph and reads them in the order of the text.

Order matters, because "the following year" is counted from what was read before, and words inside a quotation are
counted from the day of the utterance, which the text outside of it says.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import Literal

import attrs

from diplotext import Document, Extractor, Reading, TimeExpression
from diplotext_dates.cascade import Node, Site, Tags, find
from diplotext_dates.context import Context, Earlier
from diplotext_dates.countries import country_of
from diplotext_dates.directions import of_parse
from diplotext_dates.ranges import ends_of
from diplotext_dates.reading import accepts, inside, read, rule_of
from diplotext_dates.values import Value

SENTENCE_END = re.compile(r"[a-z)\]]{2}[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
HISTORY_DATES = 5  # so many dates of years long past make a history ...
HISTORY_SHARE = 0.6  # ... if they are this share of all dates with a year
UTTERANCE_DAYS = 7  # an event day further from publication says nothing about a quotation


@attrs.frozen
class DateExtractor(Extractor):
    """Dates, ranges, durations, times of day and sets of times, with the days they mean.

    Attributes:
        vague: Whether to yield `now`, `recently`, `in recent weeks`: references without a value.
        durations: Whether to yield durations that are counted from nothing (`three days`) and sets (`every day`).
        ends: Whether to yield the dates at the ends of a range (`from Monday to Thursday`) beside the range.
        date_order: How `12/2/2021` is read; `auto` looks for dates in the document that leave no doubt, and takes the
            month first where there are none, the other reading being a candidate.
    """

    name = "dates"
    provides = (TimeExpression,)
    needs = ()

    vague: bool = True
    durations: bool = True
    ends: bool = True
    date_order: Literal["auto", "MDY", "DMY"] = attrs.field(
        default="auto", validator=attrs.validators.in_(("auto", "MDY", "DMY"))
    )

    def extract(self, reading: Reading) -> Iterator[TimeExpression]:
        """Yield the time expressions of a document in order."""
        document, text = reading.document, reading.text
        blocks = [(block.start, block.end) for block in document.paragraphs]
        if document.frame.date:
            blocks.append((document.frame.date.start, document.frame.date.end))
        tagged = _tagged(reading)
        site = Site(text, tagged) if tagged else Site(text)
        nodes = [node for start, end in sorted(blocks) for node in find(site, start, end, accepts)]
        if not nodes:
            return
        day_first = {"MDY": False, "DMY": True}.get(self.date_order, shown_order(nodes))
        sentences = sentences_of(reading)
        starts = [start for start, _ in sentences]
        quotations = [(quotation.span.start, quotation.span.end) for quotation in document.quotations]
        opened = [start for start, _ in quotations]
        tells = tells_history(nodes, document.published)
        parsed = partial(of_parse, reading.parse) if reading.holds("token.dep") else None
        earlier: list[Earlier] = []
        event_day: datetime.date | None = None
        queue = list(reversed(nodes))
        while queue:
            node = queue.pop()
            index = bisect_right(starts, node.start) - 1
            place = bisect_right(opened, node.start) - 1
            quoted = place >= 0 and node.end <= quotations[place][1]
            uttered = quoted and event_day is not None
            context = Context(
                text=text,
                start=node.start,
                end=node.end,
                sentence=sentences[index] if index >= 0 else (node.start, node.end),
                base=event_day if uttered else document.published,
                anchor="utterance" if uttered else "publication",
                weak=document.published_basis == "text",
                day_first=day_first,
                earlier=earlier,
                reads=read,
                of_parse=parsed,
                tells=tells,
                country=partial(country_of, knowledge=reading.knowledge),
            )
            value = read(node, context)
            if value is None:
                queue += reversed(list(inside(node)))
                continue
            earlier.append(Earlier(node.end, value, quoted))
            if event_day is None and not quoted:
                event_day = _event_day(node, value, context, document)
            rule = rule_of(node)
            if self._wanted(rule, value):
                yield value.at(reading.span(node.start, node.end), rule)
            if self.ends:
                for part, end in ends_of(node, context):
                    inner = rule_of(part) if isinstance(part, Node) else "date.year"
                    if self._wanted(inner, end):
                        yield end.at(reading.span(part.start, part.end), inner)

    def _wanted(self, rule: str, value: Value) -> bool:
        if rule == "date.vague":
            return self.vague
        return self.durations or value.kind not in ("duration", "set")


def _tagged(reading: Reading) -> Tags | None:
    """The fine tag of the word at an offset, by the parse; None if it has none."""
    if not reading.holds("token.tag"):
        return None
    doc = reading.parse
    starts = [token.idx for token in doc]
    return lambda offset: doc[max(0, bisect_right(starts, offset) - 1)].tag_


def shown_order(nodes: list[Node]) -> bool | None:
    """Whether numeric dates of the document begin with the day; None if none of them shows it or they disagree."""
    shown = set()
    for node in nodes:
        if node.rule.read == "numeric_date":
            first, second = int(node.word("a", "a2")), int(node.word("b", "b2"))
            if max(first, second) > 12:
                shown.add(first > 12)
    return shown.pop() if len(shown) == 1 else None


def sentences_of(reading: Reading) -> list[tuple[int, int]]:
    """The offsets of the sentences: those of a parser, or where there is none, what final marks and paragraphs part."""
    if reading.holds("token.dep"):
        return [(span.start, span.end) for span in reading.sentences()]
    found = []
    for block in reading.document.paragraphs:
        start = block.start
        for match in SENTENCE_END.finditer(reading.text, block.start, block.end):
            found.append((start, match.end()))
            start = match.end()
        if start < block.end:
            found.append((start, block.end))
    return found


def tells_history(nodes: list[Node], published: datetime.date | None) -> bool:
    """Whether most dates that say their year are long past, more than there are days counted from publication."""
    if published is None:
        return False
    years = [int(node.word("year")) for node in nodes if node.word("year").isdigit()]
    past = sum(year < published.year - 1 for year in years)
    counted = sum(node.rule.read in ("weekday", "deictic", "day_part", "this_unit") for node in nodes)
    return past >= HISTORY_DATES and past >= HISTORY_SHARE * len(years) and past > counted


def _event_day(node: Node, value: Value, context: Context, document: Document) -> datetime.date | None:
    """The day of the reported event: a weekday, "today" or "yesterday" that the article itself says of the past."""
    if node.rule.read not in ("weekday", "deictic", "day_part") or not value.resolved:
        return None
    if not document.published or not value.latest:
        return None
    distance = (document.published - value.latest).days
    return value.latest if 0 <= distance < UTTERANCE_DAYS and context.direction() == "past" else None
