"""From the rows of the tables to records.

A row writes every form of a name once; which form it is (name, acronym, demonym, metonym) follows from its column and,
for aliases, from its letters.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files

from diplotext.knowledge import Name, NameForm, Record

TABLES: Mapping[str, str] = {
    "states": "state",
    "organizations": "organization",
    "formats": "format",
    "cities": "city",
    "regions": "region",
    "conferences": "conference",
    "occurrences": "occurrence",
    "tenures": "tenure",
}
"""The tables, in the order in which they are read, and the kind of their records."""

MEMBERS = "members"
"""The table of the members of organizations and formats, by their ids."""

PARENTS = ("parent", "of", "conference")
"""Columns that hold the id of the record that another one belongs to."""

WITH_ACRONYMS = frozenset(("state", "organization", "format", "conference"))
"""Kinds whose aliases in capitals are acronyms."""

IDENTIFIERS = (("iso2", "iso3166"), ("iso3", "iso3166-alpha3"), ("wikidata", "wikidata"))
"""Columns that hold identifiers, and the schemes they stand for."""

FORMS: tuple[tuple[str, NameForm], ...] = (
    ("official", "name"),
    ("acronym", "acronym"),
    ("aliases", "name"),
    ("former", "name"),
    ("adjectives", "demonym"),
    ("demonyms", "demonym"),
    ("metonyms", "metonym"),
)
"""Columns that hold names besides the canonical one, and the form of these names."""

ACRONYM = re.compile(r"(?=.*[A-Z])[A-Z0-9.+/&-]{2,}")
"""An alias in capitals and digits throughout, such as `NATO`, `U.S.`, `G7` or `E3+3`."""


def read(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table.

    Args:
        table: A key of `TABLES`.

    Yields:
        Each row as column and value; a blank value is unknown or none.
    """
    with files("diplotext_knowledge").joinpath("data", f"{table}.csv").open(encoding="utf-8") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        for row in rows:
            yield dict(zip(header, row, strict=True))


def records(tables: Iterable[str] = tuple(TABLES)) -> Iterator[Record]:
    """The records of some tables.

    Args:
        tables: Keys of `TABLES`.

    Yields:
        One record a row, in the order of the tables and of their rows.
    """
    members = {row["id"]: tuple(f"state:{code}" for code in values(row["members"])) for row in read(MEMBERS)}
    for table in tables:
        for row in read(table):
            yield record(row, TABLES[table], members.get(row["id"], ()))


def record(row: Mapping[str, str], kind: str, members: Iterable[str] = ()) -> Record:
    """The record of a row.

    Args:
        row: Column and value; columns that the table lacks count as blank.
        kind: The kind of the record.
        members: Ids of the members of an organization or format.
    """
    return Record(
        id=row["id"],
        kind=kind,
        name=row["name"],
        names=tuple(names(row, with_acronyms=kind in WITH_ACRONYMS)),
        category=row.get("category") or row.get("office") or ("city" if kind == "city" else None),
        identifiers={scheme: row[column] for column, scheme in IDENTIFIERS if row.get(column)},
        country=row.get("country") or row.get("iso2") or None,
        ambiguous=row.get("ambiguous") == "yes",
        parent=next((row[column] for column in PARENTS if row.get(column)), None),
        members=members,
        place=row.get("city") or None,
        title=row.get("title") or None,
        since=row.get("since") or None,
        until=row.get("until") or None,
        source=row["source"],
        as_of=row["as_of"],
    )


def names(row: Mapping[str, str], *, with_acronyms: bool) -> Iterator[Name]:
    """Every form that may occur in a text, the canonical name first, none twice.

    Args:
        row: Column and value.
        with_acronyms: Whether an alias in capitals, or one that writes an acronym otherwise ("Nato"), is an acronym.
    """
    yield Name(text=row["name"])
    seen = {row["name"]}
    for column, form in FORMS:
        cell = row.get(column)
        for text in values(cell) if cell else ():
            if text not in seen:
                seen.add(text)
                acronym = with_acronyms and column == "aliases" and (ACRONYM.fullmatch(text) or text.upper() in seen)
                yield Name(text=text, form="acronym" if acronym else form)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by `|`."""
    return tuple(value for value in cell.split("|") if value)
