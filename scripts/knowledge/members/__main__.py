"""Write members.csv: the member states of organizations and formats, from The World Factbook.

    python -m scripts.knowledge.members REFERENCE_TABLES

`REFERENCE_TABLES` is a folder with `igo_membership_factbook.csv` (one row a country and organization) and
`states_geonames.csv` (codes of countries). Two tables beside this script say the rest: `groups.csv` which
organization the Factbook calls by which keys, which statuses are full membership and how many members to expect;
`corrections.csv` what the Factbook has wrong or out of date, one fact a row with its reason and its basis: the
table that supports it, or `typed`. The expected numbers are typed too.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..places import DATA

HERE = Path(__file__).parent
COLUMNS = ("id", "members", "source", "as_of")
FACTBOOK = "CIA World Factbook"
AS_OF = "2026-05"
"""The month of the last edition of the Factbook."""

NO_STATES = frozenset({"EE"})
"""GEC codes of profiles that are no states: the European Union."""

Key = tuple[str, str]
"""A name of an organization in the Factbook and a status in it."""


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def codes(tables: Path) -> dict[str, str]:
    """ISO 3166 alpha-2 codes by GEC (formerly FIPS) code, the scheme of the Factbook."""
    return {row["fips"]: row["iso2"] for row in rows(tables / "states_geonames.csv") if row["fips"]}


def participants(tables: Path) -> dict[Key, set[str]]:
    """The countries of each organization and status in the Factbook."""
    iso = codes(tables)
    found: defaultdict[Key, set[str]] = defaultdict(set)
    for row in rows(tables / "igo_membership_factbook.csv"):
        gec = row["gec_code"].upper()
        if gec not in NO_STATES:
            found[row["org_acronym_or_name"], row["status"]].add(iso[gec])
    return dict(found)


def listed(group: Mapping[str, str], found: Mapping[Key, set[str]]) -> set[str]:
    """The members of an organization by the Factbook alone."""
    keys, statuses = group["keys"].split("|"), group["statuses"].split("|")
    return {country for key in keys for status in statuses for country in found.get((key, status), ())}


def corrected(members: Iterable[str], corrections: Iterable[Mapping[str, str]]) -> set[str]:
    """Members after corrections.

    Raises:
        ValueError: A correction changes nothing: the Factbook has it right.
    """
    result = set(members)
    for correction in corrections:
        country = correction["member"]
        if (country in result) == (correction["change"] == "add"):
            raise ValueError(f"needless correction: {dict(correction)}")
        result ^= {country}
    return result


def lists(tables: Path) -> Iterator[tuple[str, ...]]:
    """The rows of members.csv.

    Args:
        tables: Folder of the reference tables.

    Raises:
        ValueError: An organization has more or fewer members than expected.
    """
    found = participants(tables)
    corrections = rows(HERE / "corrections.csv")
    for group in rows(HERE / "groups.csv"):
        own = [correction for correction in corrections if correction["id"] == group["id"]]
        members = corrected(listed(group, found), own)
        if len(members) != int(group["expected"]):
            raise ValueError(f"{group['id']}: {len(members)} members: {sorted(members)}")
        yield group["id"], "|".join(sorted(members)), f"{FACTBOOK}; project" if own else FACTBOOK, AS_OF


def write(tables: Path) -> None:
    """Write the table."""
    with (DATA / "members.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(lists(tables))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
