"""The extractor: finds time expressions paragraph by paragraph and reads them in the order of the text.

Order matters, because "the following year" is counted from what was read before, and words inside a quotation are
counted from the day of the utterance, which the text outside of it says.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final, Literal

import attrs

from diplotext import Document, Extractor, Reading, TimeExpression
from diplotext_dates import absolute, lengths, relative, units, values, yearparts
from diplotext_dates.context import Context, Earlier
from diplotext_dates.grammar import Found, find
from diplotext_dates.values import Value

Reader = Callable[[Found, Context], Value | None]
READERS: Final[dict[str, Reader]] = {
    reader.__name__: reader
    for reader in (
        *(absolute.iso, absolute.written_date, absolute.numeric_date, absolute.month_year, absolute.month_range),
        *(absolute.year, absolute.spoken_year, absolute.year_range, absolute.decade, absolute.century),
        *(
            relative.weekday,
            relative.deictic,
            relative.this_part,
            relative.month,
            relative.month_day,
            relative.day_range,
        ),
        *(
            units.this_unit,
            units.end_of_unit,
            units.in_unit,
            units.weekend,
            units.text_unit,
            units.ago,
        ),
        *(yearparts.quarter, yearparts.season, yearparts.holiday),
        *(lengths.duration, lengths.bare_duration, lengths.span, lengths.vague_span, lengths.vague, lengths.recurring),
        *(lengths.frequency, lengths.set_weekday, lengths.clock),
    )
}
UTTERANCE_DAYS = 7  # an event day further from publication says nothing about a quotation


@attrs.frozen
class DateExtractor(Extractor):
    """Dates, ranges, durations, times of day and sets of times, with the days they mean.

    Attributes:
        vague: Whether to yield `now`, `recently`, `in recent weeks`: references without a value.
        durations: Whether to yield durations that are counted from nothing (`three days`) and sets (`every day`).
        date_order: How `12/2/2021` is read; `auto` looks for dates in the document that leave no doubt, and takes the
            month first where there are none, the other reading being a candidate.
    """

    name = "dates"
    provides = (TimeExpression,)
    needs = ("doc.sents",)

    vague: bool = True
    durations: bool = True
    date_order: Literal["auto", "MDY", "DMY"] = attrs.field(
        default="auto", validator=attrs.validators.in_(("auto", "MDY", "DMY"))
    )

    def extract(self, reading: Reading) -> Iterator[TimeExpression]:
        """Yield the time expressions of a document in order."""
        document, text = reading.document, reading.text
        blocks = [(block.start, block.end) for block in document.paragraphs]
        if document.frame.date:
            blocks.append((document.frame.date.start, document.frame.date.end))
        items = [item for start, end in sorted(blocks) for item in find(text, start, end)]
        if not items:
            return
        day_first = {"MDY": False, "DMY": True}.get(self.date_order, shown_order(items))
        sentences = [(span.start, span.end) for span in reading.sentences()]
        starts = [start for start, _ in sentences]
        quotations = [(quotation.span.start, quotation.span.end) for quotation in document.quotations]
        opened = [start for start, _ in quotations]
        earlier: list[Earlier] = []
        event_day: datetime.date | None = None
        for item in items:
            index = bisect_right(starts, item.start) - 1
            place = bisect_right(opened, item.start) - 1
            quoted = place >= 0 and item.end <= quotations[place][1]
            uttered = quoted and event_day is not None
            context = Context(
                text=text,
                start=item.start,
                end=item.end,
                sentence=sentences[index] if index >= 0 else (item.start, item.end),
                base=event_day if uttered else document.published,
                anchor="utterance" if uttered else "publication",
                weak=document.published_basis == "text",
                day_first=day_first,
                earlier=earlier,
            )
            value = read(item, context)
            if value is None:
                continue
            earlier.append(Earlier(item.end, value, quoted))
            if event_day is None and not quoted:
                event_day = _event_day(item, value, context, document)
            if self._wanted(item, value):
                yield value.at(reading.span(item.start, item.end), item.pattern.rule)

    def _wanted(self, item: Found, value: Value) -> bool:
        if item.pattern.rule == "date.vague":
            return self.vague
        return self.durations or value.kind not in ("duration", "set")


def read(item: Found, context: Context) -> Value | None:
    """What a time expression means; None if it is none after all, or lies outside the calendar."""
    try:
        value = READERS[item.pattern.read](item, context)
        if value is None:
            return None
        if item.part:
            value = values.with_part(value, item.part)
        if item.clock:
            value = lengths.with_clock(value, item.clock)
        if value and item.mod:
            value = values.modified(value, item.mod, context.base)
    except (OverflowError, ValueError):  # year 0, or beyond 9999
        return None
    return value


def shown_order(items: list[Found]) -> bool | None:
    """Whether numeric dates of the document begin with the day; None if none of them shows it or they disagree."""
    shown = {
        int(item.match["a"]) > 12
        for item in items
        if item.pattern.read == "numeric_date" and max(int(item.match["a"]), int(item.match["b"])) > 12
    }
    return shown.pop() if len(shown) == 1 else None


def _event_day(item: Found, value: Value, context: Context, document: Document) -> datetime.date | None:
    """The day of the reported event: a weekday, "today" or "yesterday" that the article itself says of the past."""
    if (
        item.pattern.read not in ("weekday", "deictic")
        or not value.resolved
        or not document.published
        or not value.latest
    ):
        return None
    distance = (document.published - value.latest).days
    return value.latest if 0 <= distance < UTTERANCE_DAYS and context.direction() == "past" else None
