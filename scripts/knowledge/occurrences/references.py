"""The reference tables as evidence: who says that which meeting took place where and when."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DAY = re.compile(r"\d{4}-\d\d-\d\d")
DUMP_AS_OF = "2025-08-30"
"""Rows of the dump after this day are plans."""

WIKIPEDIA = re.compile(r"wikipedia|howlingpixel|wikimili|uncensored-wiki")
"""Addresses of pages that copy Wikipedia, and therefore are no second source beside the dump."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAYS_IN_REMARK = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:-(\d{{1,2}}))?\b")

ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6", "VII": "7", "VIII": "8", "IX": "9", "X": "10"}
ORDINAL_WORDS = (
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of a reference table.

    Attributes:
        source: Which witness it is; rows of one witness are not independent.
        start: First day; blank where the row gives none.
        end: Last day; blank where the row gives none.
        country: ISO code; blank where the row gives none.
        place: The place as the row has it.
        topic: What the row says of the meeting.
        number: The ordinal, in digits.
        stay: Whether the days are those of one visitor's stay, which may be longer or shorter than the meeting.
    """

    source: str
    start: str
    end: str
    country: str
    place: str
    topic: str
    number: str = ""
    stay: bool = False

    def shows(self, since: str, until: str) -> bool:
        """Whether its first and last day are those of the meeting, give or take a day."""
        return _near(self.start, since) and _near(self.end, until)

    def holds(self, since: str, until: str) -> bool:
        """Whether every day of the meeting is one of its days."""
        return self.start <= since and (until or since) <= (self.end or "9")

    def allows(self, since: str, until: str) -> bool:
        """Whether it is a stay that contains the meeting, give or take a day at either end."""
        if not self.stay:
            return self.shows(since, until)
        last = until or since
        return _days(self.start, since) >= -1 and _days(last, self.end) >= -1

    def numbers(self) -> set[str]:
        """The ordinals that the row shows."""
        words = {str(index) for index, word in enumerate(ORDINAL_WORDS, 1) if re.search(rf"(?i)\b{word}\b", self.topic)}
        return {self.number, *words, *re.findall(r"\b(\d+)(?:st|nd|rd|th)\b", self.topic)}


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _near(shown: str, day: str) -> bool:
    return not shown or not day or abs(_days(shown, day)) <= 1


def fold(text: str) -> str:
    """Lower case, without accents, apostrophes and hyphens."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[-–’'ʻ]", "", plain.replace("ł", "l").replace("Ł", "L").replace("ø", "o")).lower()


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file as column and value."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def read(tables: Path, countries: Mapping[str, str]) -> list[Evidence]:
    """All evidence on meetings.

    Args:
        tables: The folder of the reference tables.
        countries: ISO codes by folded name.
    """
    return [*_trips(tables, countries), *_visits(tables), *_dump(tables, countries), *_pages(tables, countries)]


def _trips(tables: Path, countries: Mapping[str, str]) -> Iterator[Evidence]:
    for row in rows(tables / "us_leader_trips_abroad.csv"):
        country = countries.get(fold(row["country"]), "")
        end = row["end_date"] or row["start_date"]
        evidence = Evidence("trips", row["start_date"], end, country, row["locale"], row["remarks"], stay=True)
        if country:
            yield evidence
            yield from _days_in_remark(evidence)


def _days_in_remark(evidence: Evidence) -> Iterator[Evidence]:
    """The days that a remark gives for the meeting itself, such as "Summit Meeting May 7-8"."""
    for month, first, last in DAYS_IN_REMARK.findall(evidence.topic):
        prefix = f"{evidence.start[:4]}-{MONTHS.index(month) + 1:02}"
        start, end = f"{prefix}-{int(first):02}", f"{prefix}-{int(last or first):02}"
        if last and evidence.start <= start <= end <= evidence.end:
            yield Evidence("trips", start, end, evidence.country, evidence.place, evidence.topic)


def _visits(tables: Path) -> Iterator[Evidence]:
    for row in rows(tables / "foreign_leader_visits_to_us.csv"):
        if DAY.fullmatch(row["start_date"]) and DAY.fullmatch(row["end_date"]):
            yield Evidence("visits", row["start_date"], row["end_date"], "US", "", row["description"], stay=True)


def _dump(tables: Path, countries: Mapping[str, str]) -> Iterator[Evidence]:
    for row in rows(tables / "summits_wikipedia_dump.csv"):
        if not DAY.fullmatch(row["start"]) or row["start"] > DUMP_AS_OF:
            continue
        topic = f"{row['page'].replace('_', ' ')}: {row['section']} {row['table_caption']}"
        country, place = _where(row["place"], row["country"], countries)
        yield Evidence("wikipedia", row["start"], row["end"], country, place, topic, _number(row["ordinal"]))


def _where(place: str, country: str, countries: Mapping[str, str]) -> tuple[str, str]:
    """Country and place of a row of the dump, some of which have the country in the column of the place."""
    if fold(country) in countries:
        return countries[fold(country)], place
    if fold(place) in countries:
        return countries[fold(place)], ""
    last = re.split(r"[,(]", place)[-1].strip(" )")
    return countries.get(fold(last), ""), place


def _number(ordinal: str) -> str:
    found = re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", ordinal)
    return found[1] if found else ROMAN.get(ordinal, "")


def _pages(tables: Path, countries: Mapping[str, str]) -> Iterator[Evidence]:
    for row in rows(tables / "summits_from_pages.csv"):
        start, end = (row[column] if DAY.fullmatch(row[column]) else "" for column in ("start", "end"))
        if start or end:
            source = "wikipedia" if WIKIPEDIA.search(row["url"]) else "page"
            topic = f"{row['series']}: {row['note']}"
            country = countries.get(fold(row["country"].split("/")[0]), "")
            yield Evidence(source, start, end, country, row["place"], topic, row["number"])
