"""Days as numbers, and spans of days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Span:
    """Days from `start` to `end`, both included, as ordinals."""

    start: int
    end: int

    def __contains__(self, day: object) -> bool:
        return isinstance(day, int) and self.start <= day <= self.end

    def overlaps(self, other: Span, slack: int = 0) -> bool:
        """Whether both share a day, or would if one were moved by `slack` days."""
        return self.start <= other.end + slack and other.start <= self.end + slack


def ordinal(text: str) -> int:
    """The number of an ISO day."""
    return date.fromisoformat(text).toordinal()


def iso(day: int) -> str:
    """The ISO day of a number."""
    return date.fromordinal(day).isoformat()


def whole(text: str) -> Span:
    """All days that an ISO day, month or year stands for."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return Span(ordinal(text), ordinal(text))
    if len(parts) == 2:
        year, month = parts
        return Span(date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal())
    return Span(date(parts[0], 1, 1).toordinal(), date(parts[0], 12, 31).toordinal())


def certain(start: str, end: str) -> Span | None:
    """The days surely between two dates that may lack day or month; None if there are none."""
    first = whole(start).end if len(start) == 10 else whole(start).end + 1
    last = whole(end).start if len(end) == 10 else whole(end).start - 1
    return Span(first, last) if first <= last else None


def spoken(text: str) -> str | None:
    """The ISO date of "3 March 2010" or "March 2010"; None if it is neither."""
    found = re.fullmatch(r"(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})", text.strip())
    if not found or found[2] not in MONTHS:
        return None
    month = f"{found[3]}-{MONTHS.index(found[2]) + 1:02}"
    return f"{month}-{int(found[1]):02}" if found[1] else month
