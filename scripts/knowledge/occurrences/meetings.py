"""From typed rows and evidence to meetings, and from meetings to rows of the table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .places import Places, country_codes
from .references import MONTHS, Evidence, read, rows

AS_OF = "2026"
OFFICIAL = frozenset({"trips", "visits"})
"""Witnesses that may be shipped: records of the US Department of State."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a conference is called in some years.

    Attributes:
        slug: The part of the id that stands for the conference.
        text: The name after the year.
        first: First year, or 0.
        last: Last year, or 9999.
        often: Whether it may meet more than once a year, so that the month belongs to the name.
        topic: What a row about the conference says.
        join: What a row says whose meeting is taken over where an official row confirms it; None for no such rows.
    """

    slug: str
    text: str
    first: int
    last: int
    often: bool
    topic: re.Pattern[str]
    join: re.Pattern[str] | None


@dataclass(slots=True)
class Meeting:
    """One meeting of a conference.

    Attributes:
        conference: Id of the series.
        since: First day.
        until: Last day; blank if unknown.
        number: The ordinal; blank if no table shows it.
        city: Id of the city; blank if it is none of the table.
        place: The place in words where `city` is blank.
        country: ISO code.
        name: The name, where it is not the label with the year.
        joined: Whether it comes from the tables rather than from a typed row.
        witnesses: The sources that confirm it.
    """

    conference: str
    since: str
    until: str
    number: str
    city: str
    place: str
    country: str
    name: str
    joined: bool = False
    witnesses: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        """Conference, first day and place, for messages."""
        return f"{self.conference} {self.since} {self.city or self.place}"


class Builder:
    """Builds the table.

    Args:
        tables: The folder of the reference tables.
        data: The folder of the tables of the package.
        here: The folder with the typed rows.

    Attributes:
        unconfirmed: Typed rows that nothing confirms.
        left_out: Rows of the tables that were not taken over.
    """

    def __init__(self, tables: Path, data: Path, here: Path) -> None:
        self._here = here
        self._places = Places(data, here)
        self._evidence = read(tables, country_codes(data, here))
        self._excluded = {(row["conference"], row["since"]) for row in rows(here / "excluded.csv")}
        self._labels: dict[str, list[Label]] = defaultdict(list)
        for row in rows(here / "series.csv"):
            self._labels[row["conference"]].append(_label(row))
        self.unconfirmed: list[str] = []
        self.left_out: list[str] = []

    def meetings(self) -> list[Meeting]:
        """All confirmed meetings, typed and taken over."""
        meetings = []
        for typed in self._typed():
            self._confirm(typed)
            if self._settled(typed):
                meetings.append(typed)
            else:
                self.unconfirmed.append(f"{typed.key} {sorted(typed.witnesses)} number {typed.number!r}")
        for joined in self._joined():
            if any(_same(joined, meeting) for meeting in meetings):
                continue
            self._confirm(joined)
            if joined.witnesses & OFFICIAL and len(joined.witnesses) > 1 and self._settled(joined):
                meetings.append(joined)
            else:
                self.left_out.append(f"{joined.key} {sorted(joined.witnesses)}")
        return sorted(meetings, key=lambda meeting: (meeting.conference, meeting.since))

    def rows(self, meetings: list[Meeting]) -> Iterator[dict[str, str]]:
        """The rows of the table."""
        unnamed = [meeting for meeting in meetings if not meeting.name]
        for meeting in meetings:
            label = self._label(meeting)
            suffix = "".join(f"-{part}" for part in _distinct(meeting, meetings, often=label.often))
            when = _when(_distinct(meeting, unnamed, often=label.often))
            yield {
                "id": f"occurrence:{label.slug}{suffix}",
                "name": meeting.name or f"{when} {label.text}",
                "conference": meeting.conference,
                "number": meeting.number,
                "city": meeting.city,
                "place": meeting.place,
                "country": meeting.country,
                "since": meeting.since,
                "until": meeting.until,
                "source": _source(meeting),
                "as_of": AS_OF,
            }

    def _typed(self) -> Iterator[Meeting]:
        for row in rows(self._here / "typed.csv"):
            yield Meeting(
                conference=row["conference"],
                since=row["since"],
                until=row["until"],
                number=row["number"],
                city=row["city"],
                place=row["place"],
                country=row["country"] or self._places.country.get(row["city"], ""),
                name=row["name"],
            )

    def _joined(self) -> Iterator[Meeting]:
        """The meetings that the tables of meetings hold, of the conferences that are taken over from there."""
        for conference, labels in self._labels.items():
            seen: list[Meeting] = []
            for evidence in self._evidence:
                if not labels[0].join or not labels[0].join.search(evidence.topic) or evidence.stay:
                    continue
                if evidence.start and evidence.end and (conference, evidence.start) not in self._excluded:
                    meeting = self._meeting(conference, evidence)
                    if not any(_same(meeting, other) for other in seen):
                        seen.append(meeting)
                        yield meeting

    def _meeting(self, conference: str, evidence: Evidence) -> Meeting:
        city = self._places.find(evidence.place, evidence.country)
        place = "" if city else re.split(r"[,(/]", evidence.place)[0].strip()
        country = self._places.country.get(city, evidence.country)
        return Meeting(
            conference, evidence.start, evidence.end, evidence.number, city, place, country, name="", joined=True
        )

    def _label(self, meeting: Meeting) -> Label:
        year = int(meeting.since[:4])
        return next(label for label in self._labels[meeting.conference] if label.first <= year <= label.last)

    def _confirm(self, meeting: Meeting) -> None:
        """Notes the witnesses: one must show the days, one must hold all of them, others may allow them."""
        label = self._label(meeting)
        days = meeting.since, meeting.until
        about = [evidence for evidence in self._evidence if self._is_about(evidence, meeting, label)]
        if any(evidence.shows(*days) for evidence in about) and any(evidence.holds(*days) for evidence in about):
            fitting = [evidence for evidence in about if evidence.allows(*days) or evidence.shows(*days)]
            meeting.witnesses |= {evidence.source for evidence in fitting}
            shown = set[str]().union(*(evidence.numbers() for evidence in fitting))
            if meeting.number and meeting.number not in shown:
                meeting.witnesses.clear()

    def _is_about(self, evidence: Evidence, meeting: Meeting, label: Label) -> bool:
        country = not evidence.country or not meeting.country or evidence.country == meeting.country
        return (
            country
            and bool(label.topic.search(evidence.topic))
            and self._places.names(evidence.place, meeting.city, meeting.place)
        )

    def _settled(self, meeting: Meeting) -> bool:
        return bool(meeting.witnesses and (meeting.city or meeting.place))


def _distinct(meeting: Meeting, meetings: list[Meeting], *, often: bool) -> list[str]:
    """Year, and month and day as far as they are needed to tell the meetings of a conference apart."""
    year, month, day = meeting.since.split("-")
    days = [other.since for other in meetings if other.conference == meeting.conference]
    if sum(other.startswith(f"{year}-{month}") for other in days) > 1:
        return [year, month, day]
    if often or sum(other.startswith(year) for other in days) > 1:
        return [year, month]
    return [year]


def _when(parts: list[str]) -> str:
    """Year, "May 1989" or "4 May 1989"."""
    names = [parts[0], *(MONTHS[int(month) - 1] for month in parts[1:2]), *(str(int(day)) for day in parts[2:])]
    return " ".join(reversed(names))


def _label(row: dict[str, str]) -> Label:
    return Label(
        slug=row["slug"],
        text=row["label"],
        first=int(row["first"] or 0),
        last=int(row["last"] or 9999),
        often=row["often"] == "yes",
        topic=re.compile(row["topic"], re.IGNORECASE),
        join=re.compile(row["join"], re.IGNORECASE) if row["join"] else None,
    )


def _same(one: Meeting, other: Meeting) -> bool:
    """Whether two rows are about one meeting: the same conference on days that touch."""
    return (
        one.conference == other.conference
        and one.since <= (other.until or other.since)
        and other.since <= (one.until or one.since)
    )


def _source(meeting: Meeting) -> str:
    official = ["Office of the Historian"] if meeting.witnesses & OFFICIAL else []
    return "; ".join(official if meeting.joined else [*official, "project"])
