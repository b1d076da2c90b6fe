"""Claims of raw articles, as `attested.csv` keeps them: a person in an office on some days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import names
from .claims import Claim
from .days import Span, ordinal
from .states import rows

TABLE = Path(__file__).parents[1] / "attested.csv"
COLUMNS = ("of", "office", "name", "first", "last", "documents", "days", "source")


def claims(table: Path = TABLE) -> Iterator[Claim]:
    """One claim a day that the table keeps."""
    for row in rows(table):
        code = row["of"].removeprefix("state:")
        person = names.name(row["name"], code)
        if person:
            for day in row["days"].split("|"):
                span = Span(ordinal(day), ordinal(day))
                yield Claim(code, row["office"], person, span, row["source"], point=True)
