"""On which days meetings took place, month by month."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable

import attrs

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""English names: those of the calendar module depend on the locale."""

MAX_MONTHS = 24
"""Months that are shown: those with most meetings, if there are more."""

MAX_DAYS = 31
"""A meeting that may have been on more days than this is in no month."""


@attrs.frozen
class Dated:
    """A meeting with its days: its link, what it is, the first and the last day that it may have been on."""

    href: str
    text: str
    first: datetime.date
    last: datetime.date


@attrs.frozen
class Month:
    """A month of the calendar.

    Attributes:
        label: Its name and year.
        weeks: For each week from Monday to Sunday the day of the month, or 0 outside it, and the meetings of that day;
            empty if no meeting has a day.
        vague: The meetings in it whose day is not known.
    """

    label: str
    weeks: tuple[tuple[tuple[int, tuple[Dated, ...]], ...], ...]
    vague: tuple[Dated, ...]


@attrs.frozen
class Calendar:
    """The months with meetings, and how many months are left out."""

    months: tuple[Month, ...]
    left_out: int


def calendar_of(meetings: Iterable[Dated]) -> Calendar | None:
    """The calendar of meetings; None if none has a date that is fine enough."""
    by_month: dict[tuple[int, int], list[Dated]] = {}
    for meeting in meetings:
        if (meeting.last - meeting.first).days < MAX_DAYS:
            by_month.setdefault((meeting.first.year, meeting.first.month), []).append(meeting)
            if (meeting.last.year, meeting.last.month) != (meeting.first.year, meeting.first.month):
                by_month.setdefault((meeting.last.year, meeting.last.month), []).append(meeting)
    if not by_month:
        return None
    chosen = sorted(by_month, key=lambda month: (-len(by_month[month]), month))[:MAX_MONTHS]
    months = tuple(_month(*month, by_month[month]) for month in sorted(chosen))
    return Calendar(months, len(by_month) - len(months))


def _month(year: int, month: int, meetings: list[Dated]) -> Month:
    certain = [meeting for meeting in meetings if (meeting.last - meeting.first).days <= 3]
    days = calendar.Calendar().monthdayscalendar(year, month) if certain else []
    weeks = tuple(tuple((day, tuple(_on(certain, year, month, day)) if day else ()) for day in week) for week in days)
    vague = tuple(meeting for meeting in meetings if meeting not in certain)
    return Month(f"{MONTHS[month - 1]} {year}", weeks, vague)


def _on(meetings: list[Dated], year: int, month: int, day: int) -> list[Dated]:
    date = datetime.date(year, month, day)
    return [meeting for meeting in meetings if meeting.first <= date <= meeting.last]
