"""Conferences and their meetings: the form of the tables, known facts, and every meeting against the reference tables."""

from __future__ import annotations

import csv
import importlib
import os
import re
import unicodedata
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from diplotext_knowledge.loading import read, values

CONFERENCES = list(read("conferences"))
OCCURRENCES = list(read("occurrences"))
BY_ID = {row["id"]: row for row in OCCURRENCES}
BODIES = {row["id"]: row for table in ("organizations", "formats") for row in read(table)}
CITIES = {row["id"]: row for row in read("cities")}
STATES = list(read("states"))
COLUMNS = {
    "conferences": "id,name,acronym,aliases,parent,category,city,wikidata,ambiguous,source,as_of",
    "occurrences": "id,name,conference,number,city,place,country,since,until,source,as_of",
}
ROWS = {"conferences": CONFERENCES, "occurrences": OCCURRENCES}
CATEGORIES = {"summit", "ministerial", "conference", "session", "talks"}
SESSIONS = {row["id"] for row in CONFERENCES if row["category"] == "session"} | {"organization:un-general-assembly"}
VIRTUAL = "virtual meeting"
TABLES_AS_OF = "2026-11-21"
DUMP_AS_OF = "2025-08-30"
"""Later rows of the dump are plans."""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TABLES = Path(
    os.environ.get("DIPLOTEXT_KNOWLEDGE_TABLES") or Path(__file__).resolve().parents[4] / "shared" / "knowledge"
)
SCRIPTS = Path(__file__).resolve().parents[3] / "scripts" / "knowledge"

both = pytest.mark.parametrize("table", ROWS)
with_tables = pytest.mark.skipif(not TABLES.is_dir(), reason=f"no reference tables in {TABLES}")


def days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


@both
def test_columns_are_those_that_are_read(table: str) -> None:
    assert all(",".join(row) == COLUMNS[table] for row in ROWS[table])


@both
def test_ids_are_sorted_and_unique(table: str) -> None:
    ids = [row["id"] for row in ROWS[table]]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(rf"{table[:-1]}:[a-z0-9-]+", key) for key in ids)


@both
def test_cells_are_clean(table: str) -> None:
    for row in ROWS[table]:
        assert row["name"], row
        assert row["source"], row
        assert re.fullmatch(r"\d{4}", row["as_of"]), row
        for column, cell in row.items():
            assert cell == " ".join(cell.split()), row
            assert "|" not in cell or column == "aliases", row
            assert "" not in cell.split("|") or not cell, row


@both
def test_names_are_unique(table: str) -> None:
    names = Counter(row["name"] for row in ROWS[table])
    assert [name for name, count in names.items() if count > 1] == []


def words(name: str) -> str:
    """What tells names apart where they are looked up: their words, without hyphens and apostrophes."""
    return " ".join(re.findall(r"\w+|&", name))


def names_of(row: dict[str, str]) -> set[str]:
    return {words(name) for name in (row["name"], *values(row.get("acronym", "")), *values(row["aliases"]))}


def test_no_two_conferences_share_a_name() -> None:
    names = Counter(name for row in CONFERENCES if not row["ambiguous"] for name in names_of(row))
    assert [name for name, count in names.items() if count > 1] == []


def test_names_of_conferences_are_none_of_bodies() -> None:
    taken = set[str]().union(*(names_of(row) for row in BODIES.values()))
    assert [(row["id"], names_of(row) & taken) for row in CONFERENCES if names_of(row) & taken] == []


def test_names_of_conferences_are_capitalized_and_bring_no_article() -> None:
    for row in CONFERENCES:
        for name in (row["name"], *values(row["aliases"])):
            assert re.search("[A-Z0-9]", name), row
            assert not name.lower().startswith("the "), row


def test_conferences_refer_to_what_exists() -> None:
    for row in CONFERENCES:
        assert row["category"] in CATEGORIES, row
        assert row["parent"] in {"", *BODIES}, row
        assert row["city"] in {"", *CITIES}, row
        assert row["ambiguous"] in ("", "yes"), row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row


def test_occurrences_refer_to_what_exists() -> None:
    conferences = {row["id"] for row in CONFERENCES} | set(BODIES)
    states = {row["iso2"] for row in STATES}
    for row in OCCURRENCES:
        assert row["conference"] in conferences, row
        assert bool(row["city"]) != bool(row["place"]), row
        if row["city"]:
            assert row["country"] == CITIES[row["city"]]["country"], row
        elif row["place"] == VIRTUAL:
            assert row["country"] == "", row
        else:
            assert row["country"] in states - {""}, row


def test_a_conference_that_always_meets_in_one_city_does() -> None:
    seats = {row["id"]: row["city"] for row in CONFERENCES if row["city"]}
    for row in OCCURRENCES:
        assert row["city"] == seats.get(row["conference"], row["city"]), row


def test_days_are_those_of_a_meeting() -> None:
    for row in OCCURRENCES:
        assert DAY.fullmatch(row["since"]), row
        assert row["since"] <= TABLES_AS_OF, row
        assert row["until"] or row["conference"] in SESSIONS, row
        if row["until"]:
            limit = 366 if row["conference"] in SESSIONS else 20
            assert 0 <= days(row["since"], row["until"]) <= limit, row
        assert row["since"][:4] in row["id"], row
        assert row["since"][:4] in row["name"] or " session of " in row["name"], row
        assert re.fullmatch(r"\d*", row["number"]), row


def test_meetings_of_a_conference_do_not_overlap_and_their_numbers_rise() -> None:
    for conference in {row["conference"] for row in OCCURRENCES}:
        rows = sorted((row for row in OCCURRENCES if row["conference"] == conference), key=lambda row: row["since"])
        for one, other in pairwise(rows):
            assert (one["until"] or one["since"]) < other["since"], (one, other)
        numbers = [int(row["number"]) for row in rows if row["number"]]
        assert numbers == sorted(set(numbers)), conference


@pytest.mark.parametrize(
    ("id", "where", "since", "until"),
    [
        ("nato-summit-1999", "washington-us", "1999-04-23", "1999-04-25"),
        ("nato-summit-2002-11", "prague-cz", "2002-11-21", "2002-11-22"),
        ("nato-summit-2008", "bucharest-ro", "2008-04-02", "2008-04-04"),
        ("nato-summit-2009", "strasbourg-fr", "2009-04-03", "2009-04-04"),
        ("nato-summit-2012", "chicago-us", "2012-05-20", "2012-05-21"),
        ("nato-summit-2014", "Newport", "2014-09-04", "2014-09-05"),
        ("nato-summit-2016", "warsaw-pl", "2016-07-08", "2016-07-09"),
        ("nato-summit-2023", "vilnius-lt", "2023-07-11", "2023-07-12"),
        ("nato-summit-2024", "washington-us", "2024-07-09", "2024-07-11"),
        ("osce-summit-1975", "helsinki-fi", "1975-07-30", "1975-08-01"),
        ("osce-summit-1999", "istanbul-tr", "1999-11-18", "1999-11-19"),
        ("osce-summit-2010", "astana-kz", "2010-12-01", "2010-12-02"),
        ("osce-ministerial-council-2007", "madrid-es", "2007-11-29", "2007-11-30"),
        ("osce-ministerial-council-2013", "kyiv-ua", "2013-12-05", "2013-12-06"),
        ("osce-ministerial-council-2020", VIRTUAL, "2020-12-03", "2020-12-04"),
        ("osce-ministerial-council-2021", "stockholm-se", "2021-12-02", "2021-12-03"),
        ("osce-ministerial-council-2025", "vienna-at", "2025-12-04", "2025-12-05"),
        ("g7-summit-1975", "rambouillet-fr", "1975-11-15", "1975-11-17"),
        ("g7-summit-2005", "gleneagles-gb", "2005-07-06", "2005-07-08"),
        ("g7-summit-2012", "camp-david-us", "2012-05-18", "2012-05-19"),
        ("g7-summit-2015", "schloss-elmau-de", "2015-06-07", "2015-06-08"),
        ("g7-summit-2023", "hiroshima-jp", "2023-05-19", "2023-05-21"),
        ("g20-summit-2008", "washington-us", "2008-11-14", "2008-11-15"),
        ("g20-summit-2018", "buenos-aires-ar", "2018-11-30", "2018-12-01"),
        ("g20-summit-2023", "new-delhi-in", "2023-09-09", "2023-09-10"),
        ("normandy-format-summit-2015-02", "minsk-by", "2015-02-11", "2015-02-12"),
        ("normandy-format-summit-2019", "paris-fr", "2019-12-09", "2019-12-09"),
        ("nuclear-security-summit-2014", "the-hague-nl", "2014-03-24", "2014-03-25"),
        ("munich-security-conference-2024", "munich-de", "2024-02-16", "2024-02-18"),
        ("un-general-debate-2022", "new-york-us", "2022-09-20", "2022-09-26"),
        ("epc-summit-2023-06", "bulboaca-md", "2023-06-01", "2023-06-01"),
        ("apec-leaders-meeting-2017", "da-nang-vn", "2017-11-10", "2017-11-11"),
        ("us-soviet-summit-1985-11", "geneva-ch", "1985-11-19", "1985-11-21"),
    ],
)
def test_known_meetings(id: str, where: str, since: str, until: str) -> None:
    row = BY_ID[f"occurrence:{id}"]
    assert (row["city"].removeprefix("city:") or row["place"], row["since"], row["until"]) == (where, since, until)


@pytest.mark.parametrize(
    ("id", "day"),
    [
        ("osce-ministerial-council-2025", "Helsinki"),
        ("osce-ministerial-council-2020", "Tirana"),
        ("nato-summit-2005", "2005-02-25"),
        ("north-american-leaders-summit-2014", "2014-02-14"),
        ("arab-league-summit-2016", "2016-07-20"),
        ("quad-leaders-summit-2021-03", "2021-03-24"),
    ],
)
def test_known_errors_of_the_tables_are_not_taken_over(id: str, day: str) -> None:
    row = BY_ID.get(f"occurrence:{id}", {})
    assert day.lower() not in " ".join(row.values()).lower()


def fold(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9 ]+", "", plain.lower().replace("ł", "l").replace("ø", "o"))


COUNTRY_SPELLINGS = {
    "DE": ("West Germany", "Germany, Federal Republic of"),
    "RU": ("U.S.S.R.", "Soviet Union"),
    "CZ": ("Czech Republic", "Czechoslovakia"),
    "RS": ("Yugoslavia",),
    "EG": ("United Arab Republic",),
    "MM": ("Burma", "Myanmar (Burma)"),
    "GL": ("Greenland", "Denmark"),
    "CN": ("China",),
    "KR": ("Korea, Republic of", "Korea, South"),
    "GB": ("United Kingdom", "Scotland", "Wales"),
    "US": ("United States", "USA"),
}
PLACE_SPELLINGS = {
    "city:busan-kr": "Pusan",
    "city:carbis-bay-gb": "Cornwall",
    "city:cebu-city-ph": "Cebu",
    "city:charlevoix-ca": "Quebec|Malbaie",
    "city:da-nang-vn": "Danang",
    "city:enniskillen-gb": "Lough Erne",
    "city:evian-fr": "Evian",
    "city:fasano-it": "Apulia",
    "city:gothenburg-se": "Goteborg",
    "city:heiligendamm-de": "Heiligen",
    "city:hua-hin-th": "Cha-am",
    "city:ise-shima-jp": "Shima",
    "city:manila-ph": "Pasay",
    "city:naypyidaw-mm": "Nay Pyi Taw",
    "city:quebec-city-ca": "Quebec",
    "city:saint-petersburg-ru": "St. Petersburg",
    "city:schloss-elmau-de": "Elmau",
    "city:seattle-us": "Blake Island",
    "city:valletta-mt": "Valetta",
    "city:washington-us": "Washington",
}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
Shown = tuple[str, str, str]
"""First day, last day, place with country."""


def shown() -> list[Shown]:
    """What all tables say of days and places, plans of the dump excepted."""
    found: list[Shown] = []
    for name, columns in (
        ("us_leader_trips_abroad", ("start_date", "end_date", "locale", "country")),
        ("summits_from_us_trips", ("start_date", "end_date", "locale", "country")),
        ("summits_wikipedia_dump", ("start", "end", "place", "country")),
        ("summits_from_pages", ("start", "end", "place", "country")),
        ("foreign_leader_visits_to_us", ("start_date", "end_date", "description", "")),
    ):
        with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                start, end, place = (row[column] for column in columns[:3])
                where = fold(f"{place}, {row[columns[3]]}") if columns[3] else "united states"
                if name != "summits_wikipedia_dump" or start <= DUMP_AS_OF:
                    found += [(*pair, where) for pair in ((start, end), *in_remark(start, row))]
    return found


def in_remark(start: str, row: dict[str, str]) -> list[tuple[str, str]]:
    """The days that a remark gives: "Attended Summit Meeting (November 19-21)"."""
    matches = re.findall(rf"({'|'.join(MONTHS)}) (\d+)-(\d+)", row.get("remarks", ""))
    days = [(f"{start[:4]}-{MONTHS.index(month) + 1:02}", int(first), int(last)) for month, first, last in matches]
    return [(f"{month}-{first:02}", f"{month}-{last:02}") for month, first, last in days]


def country_names(code: str) -> set[str]:
    names = {
        name
        for row in STATES
        if row["iso2"] == code
        for name in (row["name"], row["official"], *values(row["aliases"]))
    }
    return {fold(name) for name in (*names, *COUNTRY_SPELLINGS.get(code, ())) if len(fold(name)) > 3}


def is_shown(row: dict[str, str], start: str, end: str, place: str) -> bool:
    """Whether a row of a table has the days of the meeting, give or take one, and its city or at least its country."""
    if not near(start, end, row):
        return False
    if row["place"] == VIRTUAL:
        return bool(re.search("virtual|video|chairs venue", place))
    if not any(name in place for name in country_names(row["country"])) and row["city"] not in CITIES:
        return False
    city = CITIES.get(row["city"])
    names = [city["name"], *values(city["aliases"])] if city else [row["place"]]
    names += PLACE_SPELLINGS.get(row["city"], "").split("|")
    towns = {fold(name) for name in names if name}
    countries = country_names(row["country"])
    return any(name in place for name in towns) or any(place.strip() in (name, f"{name} {name}") for name in countries)


def near(start: str, end: str, row: dict[str, str]) -> bool:
    pairs = [(start, row["since"]), (end, row["until"])]
    compared = [(table, ours) for table, ours in pairs if DAY.fullmatch(table) and ours]
    return bool(compared) and all(abs(days(table, ours)) <= 1 for table, ours in compared)


@with_tables
def test_every_meeting_is_shown_by_a_reference_table() -> None:
    rows = shown()
    by_year: dict[str, list[Shown]] = {}
    for item in rows:
        for year in {item[0][:4], item[1][:4]}:
            by_year.setdefault(year, []).append(item)
    missing = [row for row in OCCURRENCES if not any(is_shown(row, *item) for item in by_year[row["since"][:4]])]
    assert missing == []


@with_tables
def test_the_script_gives_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(SCRIPTS.parents[1])
    meetings = importlib.import_module("scripts.knowledge.occurrences.meetings")
    data = Path(__file__).resolve().parents[1] / "src" / "diplotext_knowledge" / "data"
    builder = meetings.Builder(TABLES, data, SCRIPTS / "occurrences")
    rows = sorted(builder.rows(builder.meetings()), key=lambda row: row["id"])
    assert builder.unconfirmed == []
    assert rows == OCCURRENCES
