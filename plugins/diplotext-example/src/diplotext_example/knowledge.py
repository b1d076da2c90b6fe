"""Well-known treaties as records, so that every extractor and every user can look their names up."""

from __future__ import annotations

from collections.abc import Iterator

from diplotext import Name, Record
from diplotext.plugin.lexicons import several
from diplotext_example.lexicon import KNOWN

KIND = "treaty"
"""Kind of the records: one of our own."""


def records() -> Iterator[Record]:
    """One record a row of `data/known.csv`."""
    for row in KNOWN.rows:
        yield Record(
            id=f"{KIND}:{row['id']}",
            kind=KIND,
            name=row["name"],
            names=[
                row["name"],
                *(Name(text=text) for text in several(row["aliases"])),
                *(Name(text=text, form="acronym") for text in several(row["acronyms"])),
            ],
            category=row["category"],
            source=row["source"],
            as_of="2026",
        )
