"""Writes `occurrences.csv` from the typed rows and the reference tables.

`python -m scripts.knowledge.occurrences TABLES`, where TABLES is the folder of the reference tables.

A meeting is written if a row of the tables about its conference has its place and its days, give or take one, and a
row holds all its days. It is either typed (`typed.csv`) or, for conferences with a pattern in the column `join` of
`series.csv`, taken from the records of the US Department of State where a table of meetings confirms place and days;
the exact days are then those of that table. `excluded.csv` names rows known to be wrong, `countries.csv` and
`spellings.csv` hold the names that the tables use.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ..places import DATA
from .meetings import Builder, Meeting

HERE = Path(__file__).parent
COLUMNS = ("id", "name", "conference", "number", "city", "place", "country", "since", "until", "source", "as_of")


def main() -> int:
    """Builds the table, says what confirms it, and fails if a typed row is confirmed by nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", type=Path, help="the folder of the reference tables")
    parser.add_argument("--verbose", action="store_true", help="list what is left out and what one source shows")
    arguments = parser.parse_args()
    builder, meetings = build(arguments.tables)
    report(meetings)
    if arguments.verbose:
        details(meetings, builder)
    for complaint in builder.unconfirmed:
        print("not confirmed:", complaint)
    return 1 if builder.unconfirmed else 0


def build(tables: Path) -> tuple[Builder, list[Meeting]]:
    """Write the table; what it was made of."""
    builder = Builder(tables, DATA, HERE)
    meetings = builder.meetings()
    write(DATA / "occurrences.csv", builder.rows(meetings))
    return builder, meetings


def write(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Writes the rows, sorted by id."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["id"]))


def report(meetings: list[Meeting]) -> None:
    """Prints how many rows each conference has, and how many witnesses they have."""
    for conference, count in sorted(Counter(meeting.conference for meeting in meetings).items()):
        witnesses = [len(meeting.witnesses) for meeting in meetings if meeting.conference == conference]
        print(f"{conference}: {count} rows, {sum(number > 1 for number in witnesses)} with two sources or more")
    kinds = Counter(" and ".join(sorted(meeting.witnesses)) for meeting in meetings)
    for kind, count in kinds.most_common():
        print(f"{count} rows: {kind}")
    print(f"{len(meetings)} rows, {sum(meeting.joined for meeting in meetings)} of them without a typed row")


def details(meetings: list[Meeting], builder: Builder) -> None:
    """Prints the rows that one source shows, and the joins that failed."""
    for meeting in meetings:
        if len(meeting.witnesses) == 1:
            print("one source:", *meeting.witnesses, meeting.key)
    for line in builder.left_out:
        print("left out:", line)


if __name__ == "__main__":
    sys.exit(main())
