"""Claims of the other reference tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from . import names, titles
from .claims import ARCHIGOS, LISTS, REIGN, SPEAKERS, TRAVELS, VISITS, WIKIDATA, Claim
from .days import Span, certain, ordinal, whole
from .states import States, rows

FIRST_YEAR = "1990"

FOREIGN_POSITION = re.compile(
    r"(?:federal )?(?:minister|secretary) (?:of|for) "
    r"(?:(?:europe(?:an)? and )?foreign(?: and european)? affairs(?: and worship)?|external (?:affairs|relations))"
    r"|secretary of state for foreign and commonwealth affairs",
    re.I,
)
PRESIDENT = re.compile(r"president|acting president|monarch|emir|yang di_pertuan agong \(monarch\)", re.I)
HEAD = re.compile(r"prime minister|premier of the state council", re.I)
NOT_THE_MINISTRY = frozenset({("india", "Minister of Foreign Affairs")})
"""Positions under which the table lists officials."""


def office_of_position(repository: str, position: str) -> str | None:
    """The office that a position in the tables of cabinets is."""
    position = re.sub(r" of (?:Montenegro|Sweden)$", "", position)
    if (repository, position) in NOT_THE_MINISTRY:
        return None
    if FOREIGN_POSITION.fullmatch(position) or (repository, position) == ("us", "Secretary of State"):
        return titles.FOREIGN
    if PRESIDENT.fullmatch(position):
        return titles.STATE
    return titles.GOVERNMENT if HEAD.fullmatch(position) else None


def title_of_position(position: str) -> str:
    """The title in lower case."""
    lower = position.lower().removesuffix(" of montenegro")
    if "premier" in lower:
        return "premier"
    return "" if "monarch" in lower else lower


def label(text: str) -> str:
    """A Wikidata label without what tells namesakes apart."""
    text = re.sub(r"^(?:Dr|H\.E|Mr|Mrs|Prof)\.? ", "", text)
    return re.sub(r"\s*\([^)]*\)|, Crown Prince of \w+| of (?:[A-Z][\w-]+ ?)+$", "", text).strip()


def cabinets(folder: Path, states: States) -> Iterator[Claim]:
    """Claims of the cabinets since 2001."""
    for row in rows(folder / "ministers_positions_since_2001_qid.csv"):
        state, office = (
            states.by_repository(row["country_repo"]),
            office_of_position(row["country_repo"], row["position"]),
        )
        if not (state and office and row["start"]):
            continue
        last = row["end"] or row["snapshot"]
        span, person = certain(row["start"], last), names.name(label(row["person"]), state)
        outer = Span(whole(row["start"]).start, whole(last).end)
        if person and outer.start <= outer.end:
            yield Claim(
                state, office, person, span or Span(outer.end, outer.end - 1), WIKIDATA, outer,
                title_of_position(row["position"]), row["person_qid"],
                still=not row["end"], starts=len(row["start"]) == 10,
            )  # fmt: skip


def foreign_ministers(folder: Path, states: States) -> Iterator[Claim]:
    """Claims of the snapshots of foreign ministers in 2022."""
    for row in rows(folder / "foreign_ministers_2022.csv"):
        state = states.by_name(row["country"], row["country_qid"])
        if not (state and row["start_date"]) or NOT_OF_STATES.search(row["position"] + row["country"]):
            continue
        span, person = certain(row["start_date"], row["last_snapshot"]), names.name(label(row["person"]), state)
        if person and span:
            source = WIKIDATA if row["position_qid"] else LISTS
            yield Claim(
                state, titles.FOREIGN, person, span, source, Span(whole(row["start_date"]).start, span.end), "",
                row["person_qid"], still=row["last_snapshot"] > "2022-12", starts=len(row["start_date"]) == 10,
            )  # fmt: skip


NOT_OF_STATES = re.compile(r"Deputy|State Secretary|Puerto|Tibet|Quebec|Kurdistan|Scotland|trade|Scottish", re.I)
LEADER = tuple(
    (re.compile(rf"^(?:{pattern})\b", re.I), office, title)
    for pattern, office, title in (
        (r"(?:acting )?president of (?!the (?:government|council|executive|swiss))", titles.STATE, "president"),
        (r"king|monarch|monarchy|emir|sultan|emperor|druk|pope|yang di|ngwenyama|grand duke", titles.STATE, ""),
        (r"prime minister of|taoiseach|(?:federal )?chancellor of|premier of", titles.GOVERNMENT, ""),
    )
)
"""Positions of leaders, with office and title."""


RIVALS = re.compile(r"Coalition|Salvation|Abkhazia|Republika|Northern Cyprus")


def leaders(folder: Path, states: States) -> Iterator[Claim]:
    """Claims of the heads of state and government in 2021 and 2022, by year."""
    for row in rows(folder / "leaders_positions_2021_qid.csv"):
        state = states.by_name(row["country"], row["country_qid"])
        if not state or not row["start_year"] or RIVALS.search(row["position"]):
            continue
        for pattern, office, title in LEADER:
            if pattern.match(row["position"]):
                last = row["end_year"] or "2022-10-01"
                person, outer = (
                    names.name(label(row["person"]), state),
                    Span(whole(row["start_year"]).start, whole(last).end),
                )
                span = certain(row["start_year"], last) or Span(outer.end, outer.end - 1)
                if person:
                    source = WIKIDATA if row["source"] == "wikidata" else LISTS
                    yield Claim(
                        state, office, person, span, source, outer, title, row["person_qid"], still=not row["end_year"]
                    )
                break


DEPUTIES = ("2007", titles.GOVERNMENT)
"""The year in which the list of speakers calls deputy prime ministers prime ministers."""


def debate_day(year: str) -> int:
    """A day of the general debate of a year; in 2001 it was in November."""
    return ordinal("2001-11-12" if year == "2001" else f"{year}-09-25")


def speakers(folder: Path, states: States) -> Iterator[Claim]:
    """Claims of the list of speakers in the general debate of the United Nations."""
    for row in rows(folder / "unga_general_debate_speakers.csv"):
        state = states.by_iso3(row["iso3"])
        if row["year"] < FIRST_YEAR or not state or not row["post"]:
            continue
        person = names.name(names.display(row["speaker"]), state)
        if person:
            day = debate_day(row["year"])
            for office in titles.offices_of_post(row["post"]):
                if (row["year"], office) == DEPUTIES:
                    continue
                yield Claim(state, office, person, Span(day, day), SPEAKERS, point=True)


VISITOR = re.compile(
    r"^(President|Prime Minister|Chancellor|King|Queen|Amir|Emir|Sultan|Emperor|Premier|Taoiseach)\s+(.+)$"
)
VISITORS = re.compile(r",? and (?=President|Prime Minister|Chancellor|King|Queen|Amir|Emir|Sultan|Premier)")
HEADS = frozenset({"prime minister", "chancellor", "premier", "taoiseach"})


def office_of_title(title: str) -> tuple[str, str]:
    """Office and title of a word before a name."""
    lower = title.lower().replace("amir", "emir")
    return (titles.GOVERNMENT if lower in HEADS else titles.STATE), lower


def visits(folder: Path, states: States) -> Iterator[Claim]:
    """Claims of the visits of foreign leaders to the United States."""
    for row in rows(folder / "foreign_leader_visits_to_us.csv"):
        state = states.by_name(row["country"])
        if row["start_date"] < FIRST_YEAR or not state:
            continue
        span = Span(ordinal(row["start_date"]), ordinal(row["end_date"]))
        for visitor in VISITORS.split(row["visitor"]):
            found = VISITOR.match(visitor)
            person = found and names.name(names.display(found[2]), state)
            if found and person:
                office, title = office_of_title(found[1])
                yield Claim(state, office, person, span, VISITS, title=title, point=True)


REMARK = re.compile(
    r"(?:^|(?<=with )|(?<=and )|(?<=, )|(?<=by ))"
    r"(President|Prime Minister|Chancellor|King|Amir|Emir|Sultan|Premier|Taoiseach|"
    r"(?:Foreign (?:Minister|Secretary)|(?:Secretary|Minister) of Foreign Affairs|External Affairs Minister))"
    r" ((?:(?:[A-ZÀ-Ý][\w’'-]*\w|al-\w+|bin|van|von|der|de|la|al)\s?){1,5})"
    r"(?=[.,;]|\s*$| and | to | in | at | on |\. )(?! of )"
)


def travels(folder: Path, states: States) -> Iterator[Claim]:
    """Claims of the travels of US presidents and secretaries of state: of themselves and of their hosts."""
    for row in rows(folder / "us_leader_trips_abroad.csv"):
        if row["start_date"] < FIRST_YEAR:
            continue
        span = Span(ordinal(row["start_date"]), ordinal(row["end_date"]))
        own = names.name(names.display(row["name"]), "US")
        if own:
            yield Claim(
                "US", titles.FOREIGN if row["role"] == "secretary" else titles.STATE, own, span, TRAVELS, point=True
            )
        state = states.by_name(row["country"])
        if state and span.end - span.start < 15:
            yield from hosts(row["remarks"], state, span)


def hosts(remarks: str, state: str, span: Span) -> Iterator[Claim]:
    """Claims of the persons named in a remark with a title and without another state's adjective."""
    for found in REMARK.finditer(remarks):
        person = names.name(names.display(found[2]), state)
        if person:
            foreign = "oreign" in found[1] or "External" in found[1]
            office, title = (titles.FOREIGN, "") if foreign else office_of_title(found[1])
            yield Claim(state, office, person, Span(span.start, span.start), TRAVELS, title=title, point=True)


def archigos(folder: Path) -> Iterator[tuple[str, str, Span, str]]:
    """Code, leader and span of Archigos: only to check."""
    for row in rows(folder / "leaders_archigos.csv"):
        if row["end_date"] >= FIRST_YEAR:
            yield (
                row["obsid"].split("-")[0],
                row["leader"],
                Span(ordinal(row["start_date"]), ordinal(row["end_date"])),
                ARCHIGOS,
            )


def reign(folder: Path) -> Iterator[tuple[str, str, Span, str]]:
    """Code, leader and span of REIGN: only to check."""
    for row in rows(folder / "leaders_reign.csv"):
        end = row["end_year_month"] or "2021-03"
        if end >= FIRST_YEAR and row["start_date"]:
            span = Span(ordinal(row["start_date"]), whole(end).start)
            if span.start <= span.end:
                yield row["state_abbr"], row["leader"], span, REIGN
