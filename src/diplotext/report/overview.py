"""What a report shows of several documents together: who met whom, when, and which article says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from diplotext.io.wire import ids_of
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.report.articles import ArticleView, named, row_id, sides_of
from diplotext.report.calendars import Calendar, Dated, calendar_of
from diplotext.report.marks import parties_of
from diplotext.report.network import Network, network_of
from diplotext.report.timeline import Happening, Timeline, timeline_of

MAX_PARTIES = 25
"""Rows of the timeline: the parties with most meetings and statements."""


@attrs.frozen
class Overview:
    """The drawings of all documents together; None where there is nothing to draw."""

    network: Network | None
    calendar: Calendar | None
    timeline: Timeline | None


class Gathered:
    """What the overview needs of each document, kept while the documents come in."""

    def __init__(self) -> None:
        self._meetings: list[tuple[Sequence[str], str, str]] = []
        self._dated: list[Dated] = []
        self._happenings: list[Happening] = []

    def add(self, document: Document, article: ArticleView) -> None:
        """Take what happened according to a document."""
        ids = ids_of(document)
        for meeting in document.meetings:
            if meeting.status == "cancelled":
                continue
            href = f"#{row_id(article.anchor, ids[meeting])}"
            self._meetings.append((sides_of(meeting), href, _told(meeting)))
            time = meeting.time
            if time is not None and time.earliest is not None and time.latest is not None:
                self._dated.append(Dated(href, _told(meeting), time.earliest, time.latest))
        self._happenings.extend(_happenings(document, article))

    def overview(self) -> Overview:
        """The drawings."""
        weight = Counter(happening.row for happening in self._happenings)
        rows = sorted(weight, key=lambda row: (-weight[row], row))[:MAX_PARTIES]
        order = {row: number for number, row in enumerate(rows)}
        shown = [happening for happening in self._happenings if happening.row in order]
        shown.sort(key=lambda happening: (order[happening.row], happening.first, happening.last))
        return Overview(network_of(self._meetings), calendar_of(self._dated), timeline_of(shown))


def _told(meeting: Meeting) -> str:
    return f"{named(meeting)} ({meeting.status})"


def _happenings(document: Document, article: ArticleView) -> Iterator[Happening]:
    ids = ids_of(document)
    for meeting in document.meetings:
        time = meeting.time
        if time is not None and time.earliest is not None and time.latest is not None:
            href = f"#{row_id(article.anchor, ids[meeting])}"
            for side in sides_of(meeting):
                yield Happening(side, "meeting", time.earliest, time.latest, _told(meeting), href, meeting.status)
    for statement in document.statements:
        time = statement.said_at
        if time is not None and time.earliest is not None and time.latest is not None:
            href = f"#{row_id(article.anchor, ids[statement])}"
            for speaker in statement.speakers[:1]:
                for party in parties_of(speaker.entity)[:1]:
                    yield Happening(party, "statement", time.earliest, time.latest, str(speaker), href)
