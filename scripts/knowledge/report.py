"""What the report says: office holders known by year, typed rows without evidence, conflicts between tables."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from .corpora.articles import Article
from .places import DATA
from .tenures.claims import Claim
from .tenures.names import plain
from .tenures.persons import Person, persons
from .tenures.states import rows
from .tenures.timeline import HANDOVER, by_office

Row = dict[str, str]

OFFICES = ("head_of_state", "head_of_government", "foreign_minister")
YEARS = range(2010, 2027)
DAY = "-07-01"
"""The day of a year for which holders are counted."""

TYPED = "project"
TYPED_TABLES = ("organizations", "formats", "conferences", "regions", "cities", "occurrences", "tenures")
NAME_COLUMNS = ("name", "acronym", "aliases", "former")

REFERENCES = {
    "abbreviations_factbook_2002": ("expansion",),
    "cities_geonames": ("name", "alt_names_latin_max12"),
    "cities_naturalearth": ("name", "name_ascii", "name_alt", "name_en"),
    "formats_index": ("name", "alternative_names"),
    "gov_bodies_metonyms_phoenix": ("name", "aliases"),
    "igo_membership_factbook": ("org_acronym_or_name",),
    "io_heads_wikipedia_dump": ("name",),
    "orgs_cow_igo": ("orgname", "longorgname_with_previous_names"),
    "orgs_factbook_2002": ("name", "note_former_names"),
    "orgs_opensanctions_qid": ("name",),
    "orgs_phoenix_aliases": ("name", "aliases"),
    "orgs_qid_index": ("name", "names_by_source"),
    "orgs_ror": ("name", "aliases"),
    "orgs_supraverden": ("name_en", "other_names_en", "former_names_en"),
    "orgs_wikipedia_leads": ("page", "bold_names_and_acronyms"),
    "places_us_trips": ("locale",),
    "summits_from_us_trips": ("series",),
}
"""Columns of the reference tables whose names are evidence."""

CONFLICTS = ("of", "office", "since", "until", "one", "one_source", "other", "other_source")
UNATTESTED = ("table", "id", "name")


def coverage(tenures: Iterable[Row], states: Iterable[str]) -> dict[str, dict[int, int]]:
    """By office and year, of how many in 100 states somebody is known to hold it on 1 July.

    Args:
        tenures: Rows of `tenures.csv`.
        states: Ids of the states that count.
    """
    members = set(states)
    held: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in tenures:
        for year in YEARS:
            day = f"{year}{DAY}"
            if row["of"] in members and row["since"] <= day <= (row["until"] or row["as_of"]):
                held[row["office"], year].add(row["of"])
    return {office: {year: round(100 * len(held[office, year]) / len(members)) for year in YEARS} for office in OFFICES}


def united_nations() -> list[str]:
    """Ids of the members of the United Nations."""
    found = next(row for row in rows(DATA / "members.csv") if row["id"] == "organization:un")
    return [f"state:{code}" for code in found["members"].split("|")]


def folded(text: str) -> str:
    """A name without case, accents, punctuation and a leading article."""
    return re.sub(r"^the ", "", " ".join(re.findall(r"[a-z0-9]+", plain(text).lower())))


def names_of(row: Row) -> set[str]:
    """The names of a row that are evidence where they occur: those of two words, or of eight letters."""
    texts = {folded(text) for column in NAME_COLUMNS for text in row.get(column, "").split("|") if text}
    return {text for text in texts if " " in text or len(text) >= 8} or texts


def in_tables(folder: Path) -> set[str]:
    """All names in the reference tables."""
    found: set[str] = set()
    for table, columns in REFERENCES.items():
        path = folder / f"{table}.csv"
        for row in rows(path) if path.exists() else ():
            for column in columns:
                found.update(folded(part) for part in re.split(r"[|;]|\s+=\s+", row.get(column) or ""))
    return found


def in_articles(wanted: Iterable[str], articles: Iterable[Article]) -> set[str]:
    """Which names occur in articles."""
    heads: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for text in wanted:
        words = tuple(text.split())
        if words:
            heads[words[0]].add(words)
    found: set[str] = set()
    for article in articles:
        tokens = folded(article.text).split()
        for at, word in enumerate(tokens):
            for name in tuple(heads.get(word, ())):
                if tuple(tokens[at : at + len(name)]) == name:
                    found.add(" ".join(name))
                    heads[word].discard(name)
    return found


def typed_rows() -> Iterator[tuple[str, Row]]:
    """Table and row of all rows that are typed by hand, with no source but the project."""
    for table in TYPED_TABLES:
        for row in rows(DATA / f"{table}.csv"):
            if row["source"] == TYPED:
                yield table, row


def unattested(folder: Path, articles: Iterable[Article]) -> list[Row]:
    """The typed rows of which no name occurs in a reference table or an article."""
    typed = [(table, row, names_of(row)) for table, row in typed_rows()]
    known = in_tables(folder)
    open_names = {name for _, _, own in typed if not own & known for name in own}
    known |= in_articles(open_names, articles)
    return [
        dict(zip(UNATTESTED, (table, row["id"], row["name"]), strict=True))
        for table, row, own in typed
        if not own & known
    ]


def conflicts(claims: Iterable[Claim]) -> list[Row]:
    """Where two references put two persons in one office for more than a handover."""
    found = []
    for (state, office), own in sorted(by_office(claims).items()):
        group = persons(own)
        for at, person in enumerate(group):
            for other in group[at + 1 :]:
                found += [row | {"of": f"state:{state}", "office": office} for row in overlaps(person, other)]
    unique = {tuple(row[column] for column in CONFLICTS) for row in found}
    return [dict(zip(CONFLICTS, values, strict=True)) for values in sorted(unique)]


def overlaps(one: Person, other: Person) -> Iterator[Row]:
    """The overlaps of two persons' claims by different references."""
    for first in one.claims:
        for second in other.claims:
            start, end = max(first.span.start, second.span.start), min(first.span.end, second.span.end)
            slack = 0 if first.point or second.point else HANDOVER
            if first.source != second.source and end - start >= slack and start <= end:
                yield {
                    "since": date.fromordinal(start).isoformat(),
                    "until": date.fromordinal(end).isoformat(),
                    "one": first.name.text,
                    "one_source": first.source,
                    "other": second.name.text,
                    "other_source": second.source,
                }


def lines(listed: list[Row], contradictions: list[Row]) -> Iterator[str]:
    """The report, line by line.

    Args:
        listed: Typed rows without evidence.
        contradictions: Conflicts between references.
    """
    yield "office holders known on 1 July, percent of the members of the United Nations"
    yield "year " + " ".join(f"{office:>18}" for office in OFFICES)
    found = coverage(rows(DATA / "tenures.csv"), united_nations())
    for year in YEARS:
        yield f"{year} " + " ".join(f"{found[office][year]:>18}" for office in OFFICES)
    typed = Counter(table for table, _ in typed_rows())
    without = Counter(row["table"] for row in listed)
    for table in TYPED_TABLES:
        yield f"{table}: {typed[table]} rows typed, {without[table]} of them without evidence"
    offices = Counter(row["office"] for row in contradictions)
    yield "conflicts between references: " + ", ".join(f"{office} {count}" for office, count in sorted(offices.items()))


def write(path: Path, columns: tuple[str, ...], found: Iterable[Row]) -> None:
    """Write a table with its rows sorted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(found, key=lambda row: tuple(row[column] for column in columns)))
