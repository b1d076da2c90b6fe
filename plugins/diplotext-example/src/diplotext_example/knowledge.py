"""Well-known treaties as records, so that every extractor and every user can look their names up."""

from __future__ import annotations

from collections.abc import Iterator

from diplotext import Name, Record
from diplotext_example.lexicon import rows

KIND = "treaty"
"""Kind of the records: one of our own."""


def records() -> Iterator[Record]:
    """One record a row of `data/known.csv`."""
    for row in rows("known"):
        yield Record(
            id=f"{KIND}:{row['id']}",
            kind=KIND,
            name=row["name"],
            names=[
                row["name"],
                *(Name(text=text) for text in _values(row["aliases"])),
                *(Name(text=text, form="acronym") for text in _values(row["acronyms"])),
            ],
            category=row["category"],
            source=row["source"],
            as_of="2026",
        )


def _values(cell: str) -> list[str]:
    """The values of a cell, which `|` separates."""
    return [value for value in cell.split("|") if value]
