"""The export format `treaties-csv`: one row for each place where a text speaks of a treaty."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

import attrs

from diplotext import Document, Writer
from diplotext_example.annotations import Treaty

COLUMNS = (
    "document",
    "published",
    "start",
    "end",
    "text",
    "name",
    "category",
    "parties",
    "signed_in",
    "signed_on",
    "rule",
)


@attrs.frozen
class TreatyWriter(Writer):
    """Treaties as CSV, for spreadsheets and R."""

    name = "treaties-csv"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write a header, and the rows of each document as soon as it comes; an unknown value is an empty cell."""
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(COLUMNS)
        for document in documents:
            for treaty in document.of(Treaty):
                table.writerow(
                    (
                        document.id,
                        document.published,
                        treaty.start,
                        treaty.end,
                        treaty.text,
                        treaty.name,
                        treaty.category,
                        "; ".join(party.name for party in treaty.parties),
                        treaty.signed_in and treaty.signed_in.name,
                        treaty.signed_on and (treaty.signed_on.value or treaty.signed_on.text),
                        treaty.rule,
                    )
                )
            stream.flush()
