"""When meetings took place and things were said: the geometry of a timeline, drawn as SVG.

Coordinates are whole numbers, so that the same documents give the same bytes everywhere.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

import attrs

from diplotext.report.calendars import MONTHS

LABELS = 196
"""Width of the column of labels."""

WIDTH = 780
ROW = 30
TOP = 34
MARGIN = 24
MAX_ROWS = 40
MAX_LABEL_CHARS = 30
MIN_BAR = 8
MAX_TICKS = 8

MAX_DAYS = 27
"""Days of a timeline whose ticks are days; those of a longer one are months or years."""

STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months between two ticks, of which the smallest is taken that gives few enough."""


@attrs.frozen
class Happening:
    """What is on the timeline.

    Attributes:
        row: The label of its row; what has the same label is in the same row.
        kind: `meeting`, `statement` or `other`.
        first: The first day that it may have been on.
        last: The last day.
        text: What it is, in one line.
        href: Where its row in the tables is.
        status: Status of a meeting; empty for a statement.
    """

    row: str
    kind: str
    first: datetime.date
    last: datetime.date
    text: str
    href: str
    status: str = ""


@attrs.frozen
class Bar:
    """A happening with its place."""

    happening: Happening
    x: int
    y: int
    width: int


@attrs.frozen
class Timeline:
    """A drawing.

    Attributes:
        width: Its width.
        height: Its height.
        rows: Label and baseline of each row.
        ticks: Label and position of each tick.
        bars: What is drawn.
        published: Positions of days of publication.
        left_out: Number of rows that are not drawn.
    """

    width: int
    height: int
    rows: tuple[tuple[str, int], ...]
    ticks: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]
    published: tuple[int, ...]
    left_out: int


def timeline_of(happenings: Iterable[Happening], published: Iterable[datetime.date] = ()) -> Timeline | None:
    """The drawing of what happened when; None if nothing has a date.

    Args:
        happenings: What happened, in the order of their rows.
        published: Days of publication, drawn as lines if they are within the range of the rest.
    """
    items = list(happenings)
    if not items:
        return None
    days = sorted(set(published))
    shown = days if len(days) == 1 else []
    first = min([item.first for item in items] + shown)
    last = max([item.last for item in items] + shown)
    labels = list(dict.fromkeys(item.row for item in items))
    left_out = max(0, len(labels) - MAX_ROWS)
    places = {label: TOP + ROW * number + ROW // 2 for number, label in enumerate(labels[:MAX_ROWS])}
    span = max(1, (last - first).days)

    def x_of(day: datetime.date) -> int:
        return LABELS + MARGIN + (day - first).days * (WIDTH - LABELS - 2 * MARGIN) // span

    bars = []
    for item in items:
        if item.row in places:
            left, right = x_of(item.first), x_of(item.last)
            if right - left < MIN_BAR:
                left, right = (left + right - MIN_BAR) // 2, (left + right + MIN_BAR) // 2
            bars.append(Bar(item, left, places[item.row], right - left))
    ticks = tuple((label, x_of(day)) for day, label in _ticks(first, last))
    rows = tuple((_short(label), y) for label, y in places.items())
    return Timeline(
        WIDTH, TOP + ROW * len(places) + 8, rows, ticks, tuple(_apart(bars)), tuple(map(x_of, shown)), left_out
    )


def _apart(bars: Sequence[Bar]) -> Iterator[Bar]:
    """Bars of one row and day, moved so that each can be seen and clicked."""
    taken: dict[tuple[int, int], int] = {}
    for bar in bars:
        number = taken.get((bar.x, bar.y), 0)
        taken[bar.x, bar.y] = number + 1
        yield attrs.evolve(bar, x=min(bar.x + number * (MIN_BAR + 3), WIDTH - MARGIN)) if number else bar


def _short(label: str) -> str:
    return label if len(label) <= MAX_LABEL_CHARS else label[: MAX_LABEL_CHARS - 1].rstrip() + "…"


def _month(day: datetime.date) -> str:
    return MONTHS[day.month - 1][:3]


def _ticks(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, str]]:
    """Days with labels: days for a week or two, else months or years, at most nine."""
    days = (last - first).days
    if days <= MAX_DAYS:
        step = -(-(days + 1) // MAX_TICKS)
        found = [first + datetime.timedelta(days=number) for number in range(0, days + 1, step)]
        return [(day, f"{day.day} {_month(day)}") for day in found]
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    starts = [datetime.date(year, month, 1) for year, month in months]
    for step in STEPS:
        chosen = [day for day in starts if first <= day <= last and (day.year * 12 + day.month - 1) % step == 0]
        if len(chosen) <= MAX_TICKS:
            break
    if not chosen:
        return [(day, f"{day.day} {_month(day)} {day.year}") for day in (first, last)]
    return [(day, f"{_month(day)} {day.year}" if step < 12 else str(day.year)) for day in chosen]
