"""Claims of the editions of the World Factbook."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import names, titles
from .claims import FACTBOOK, Claim
from .days import Span, ordinal, whole
from .states import States, rows

ROLES = {"chief_of_state": titles.STATE, "head_of_government": titles.GOVERNMENT}
JOINT = frozenset(
    {
        *(("SM", titles.STATE), ("SM", titles.GOVERNMENT), ("AD", titles.STATE), ("BA", titles.STATE)),
        *(("YE", titles.GOVERNMENT), ("YE", titles.FOREIGN)),
    }
)
"""Offices of several persons at once, or of rival governments whose members the tables mix."""

EDITIONS = [*range(1992, 2018), *range(2021, 2026)]
LIKELY_AS_OF = {year: f"{year}-01-01" if year < 2002 else f"{year}-07-01" for year in EDITIONS} | {2025: "2025-12-01"}
"""A day on which what an edition says was surely up to date: those before 2002 describe the turn of the year."""

UNVERIFIED_GAP = 370
"""Days after its last edition for which a person is still believed in office if the successor then follows."""

NAME_END = re.compile(
    r"\s+-\s+|;|,\s*(?!Jr|Sr)|\s+\(|\s+of (?:the )?(?:UK|US|United Kingdom|Netherlands|Denmark|France)\b|"
    r"\s+(?:was|is|has|and|represented|succeeded|elected|appointed|note)\b|\s+f/|\s+---"
)
NOT_A_NAME = re.compile(
    r"^(?:of|-elect|-designate|elect)\b|\b(?:minister|president|council|chair\w*|government|vice|deputy|comm\w+|secretary|"
    r"vacant|formerly|representative|armed|forces|staff)\b",
    re.I,
)
START = re.compile(r"^(?:\*\*\*[^*]*\*\*\*|[:\-\s]+|uncil of|Notification Statement:.*?(?:Venezuela)\s)\s*")


@dataclass(frozen=True)
class Entry:
    """A row: with a name, or without one if its text cannot be read or names no holder of the office."""

    state: str
    office: str
    title: str
    name: names.Name | None
    text: str
    since: str
    first: int
    last: int
    editions: int


def read_name(text: str, iso2: str) -> names.Name | None:
    """The name after a title: "Vladimir Vladimirovich PUTIN"; None if it cannot be read."""
    text = NAME_END.split(re.sub(r"\([^)]*\)|\"[^\"]*\"", " ", text).strip(), maxsplit=1)[0].strip()
    words = text.split()
    if not words or len(words) > 10 or re.search(r"\d", text) or NOT_A_NAME.search(text):
        return None
    capitals = [word for word in words if re.search("[A-ZÀ-Þ]{2}", word) and not word.endswith(".")]
    if not capitals:
        return None
    return names.name(names.display(text), iso2, " ".join(capitals))


def entry(row: dict[str, str], states: States) -> Entry | None:
    """What a row says; None if it is about a deputy or a territory."""
    state, office = states.by_factbook(row["gec_code"], row["country"]), ROLES[row["role"]]
    if row["position_in_text"] != "1" or state is None or (state, office) in JOINT:
        return None
    text = re.sub(r"\([^)]*\)", " ", START.sub("", row["title_and_name"]))
    text = re.sub(r"\s+", " ", text).strip()
    title, second, rest = titles.split_title(text) or ("", "", "")
    person = read_name(rest, state) if title else None
    if office == titles.GOVERNMENT and title.removeprefix("acting ") in titles.MONARCHS | {"president"}:
        title = second
        person = person if second in ("prime minister", "premier") else None
    numbers = (int(row["first_edition"]), int(row["last_edition"]), int(row["n_editions"]))
    return Entry(state, office, title, person, text, row["since"], *numbers)


def same_person(person: names.Name, other: Entry) -> bool:
    """Whether a row names a person too, or may do so."""
    if other.name:
        return names.alike(person, other.name) >= 2
    return set(person.tokens) <= set(names.fold(other.text))


def next_edition(year: int) -> int:
    """The edition after one; 2018 after the gap stands for none."""
    return year + 1


def ends(current: Entry, person: names.Name, later: list[Entry]) -> tuple[int, int]:
    """The last sure and the last possible day of an entry, given those that begin later."""
    listed = ordinal(LIKELY_AS_OF[current.last])
    for other in later:
        if same_person(person, other) or (other.name is None and other.since in ("", current.since)):
            continue
        if other.first < current.first or not other.since:
            return listed, listed
        before = whole(other.since).start - 1
        gap = UNVERIFIED_GAP * (2 if other.title in titles.MONARCHS else 1)
        if other.first <= next_edition(current.last) and before - listed <= gap:
            return before, before
        return min(listed, before), before
    return listed, listed


def claims_of_office(entries: list[Entry]) -> Iterator[Claim]:
    """Claims of all entries of one office, in the order of time."""
    entries = sorted(entries, key=lambda one: (one.since or str(one.first), one.first))
    for at, one in enumerate(entries):
        if not one.since or one.name is None:
            continue
        begin = whole(one.since)
        start = begin.start if len(one.since) == 10 else begin.end + 1
        listed = ordinal(LIKELY_AS_OF[one.last])
        sure, possible = ends(one, one.name, entries[at + 1 :])
        end = max(sure, start) if sure >= begin.start else start
        outer = Span(begin.start, max(possible, end))
        yield Claim(
            one.state, one.office, one.name, Span(start, end), FACTBOOK, outer, one.title,
            still=one.last == EDITIONS[-1] and listed <= end, starts=len(one.since) == 10, weight=one.editions,
        )  # fmt: skip


def claims(folder: Path, states: States) -> Iterator[Claim]:
    """All claims of the Factbook."""
    grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for row in rows(folder / "leaders_factbook_1990_2025.csv"):
        one = entry(row, states)
        if one:
            grouped[one.state, one.office].append(one)
    for entries in grouped.values():
        yield from claims_of_office(entries)
