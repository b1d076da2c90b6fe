"""What is found in an article, compared by what it says before and after a change of its text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable

import attrs
from text_changes import straight

from diplotext import Document, Entity, Span, TimeExpression

INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
CUT = re.compile(r"(?<=\w)-\s*[\r\n]\s*(?=\w)")

COLUMNS = ("statements", "with speaker", "meetings", "organizations", "persons", "states", "places", "times")
ALL = "all records"
"""The last column: all kinds together, statements with their speakers."""

MAX_DAYS_MOVED = {"month": 31, "quarter": 92, "season": 183}
"""How far a value of another unit than days may move when the publication moves by some days; a year by all of it."""

Records = dict[str, Counter[Hashable]]
Undo = Callable[[str], str]


def as_it_is(text: str) -> str:
    """A text without any change."""
    return text


def plain(text: str | None) -> str:
    """A text without what no change is blamed for."""
    composed = INVISIBLE.sub("", unicodedata.normalize("NFC", text or ""))
    return " ".join(straight(CUT.sub("", composed)).split())


def records_of(document: Document, body: int = 0, undo: Undo = as_it_is) -> Records:
    """What is found in a document, by column and by what it says.

    Args:
        document: The document.
        body: Of what lies before this offset, nothing.
        undo: Takes back in each text what was changed on purpose.
    """

    def parts(spans: Iterable[Span | None]) -> tuple[str, ...]:
        return tuple(undo(plain(span.text)) for span in spans if span and span.start >= body)

    def name(value: str | None) -> str:
        return undo(plain(value)).casefold() if body else undo(plain(value))

    def entities(found: Iterable[Entity]) -> Counter[Hashable]:
        named = ((name(entity.name), sorted(parts(entity.mentions))) for entity in found)
        return Counter((called, *mentions) for called, mentions in named if mentions)

    statements = [
        ((undo(plain(statement.text)), statement.mode, plain(statement.cue_lemma)), statement.speakers)
        for statement in document.statements
        if parts(statement.spans)
    ]
    meetings = [
        (
            meeting.kind,
            meeting.status,
            tuple(sorted(parts(participant.mention for participant in meeting.participants))),
            parts((venue.site, venue.city, venue.country, venue.other)) if (venue := meeting.venue) else (),
        )
        for meeting in document.meetings
        if parts(meeting.spans)
    ]
    return {
        "statements": Counter(key for key, _ in statements),
        "with speaker": Counter((*key, *(name(speaker.name) for speaker in speakers)) for key, speakers in statements),
        "meetings": Counter(meetings),
        "organizations": entities(document.organizations),
        "persons": entities(document.people),
        "states": entities(document.states),
        "places": entities(document.places),
        "times": Counter(map(_time, (time for time in document.times if parts(time.spans)))),
    }


def _time(time: TimeExpression) -> tuple[str, str | None, str | None]:
    return plain(time.text), time.value, time.timex3.value if time.timex3 else None


def moved_times(before: Document, after: Document, days: int) -> Counter[Hashable]:
    """The time expressions of the same text with another publication date, as records of the earlier one.

    A day or week has moved by the days between, or not at all; a longer unit by no more than itself.
    """
    known = {time.spans: time for time in before.times}
    return Counter(
        _time(former if (former := known.get(time.spans)) and _moved(former, time, days) else time)
        for time in after.times
    )


def _moved(before: TimeExpression, after: TimeExpression, days: int) -> bool:
    if before.precision != after.precision or before.kind != after.kind:
        return False
    if not (before.earliest and after.earliest):
        return before.earliest == after.earliest
    by = (after.earliest - before.earliest).days
    longest = MAX_DAYS_MOVED.get(before.precision or "", 366 if before.precision == "year" else 0)
    return by in (0, days) or 0 < by <= longest


@attrs.define
class Row:
    """How the records of several articles stood a change.

    Attributes:
        articles: How many articles the change touched.
        known: Records in them as they are, by column.
        kept: Those of them that are found after the change.
        extra: Records that are found only after the change.
        differences: Each record that was lost or is extra, as a line.
    """

    articles: int = 0
    known: Counter[str] = attrs.Factory(Counter)
    kept: Counter[str] = attrs.Factory(Counter)
    extra: int = 0
    differences: list[str] = attrs.Factory(list)

    def add(self, before: Records, after: Records) -> None:
        """Count the records of an article."""
        self.articles += 1
        for column in COLUMNS:
            self._count(column, before[column], after[column])
            if column == "statements":  # they are among all records once, with their speakers
                continue
            self._count(ALL, before[column], after[column])
            lost, extra = before[column] - after[column], after[column] - before[column]
            self.extra += extra.total()
            self.differences += (f"- {column}: {key}" for key in lost.elements())
            self.differences += (f"+ {column}: {key}" for key in extra.elements())

    def _count(self, column: str, before: Counter[Hashable], after: Counter[Hashable]) -> None:
        self.known[column] += before.total()
        self.kept[column] += (before & after).total()

    def share(self, column: str) -> float:
        """The share (per cent) of a column's records that survived; all of them, where there were none."""
        return 100 * self.kept[column] / self.known[column] if self.known[column] else 100.0
