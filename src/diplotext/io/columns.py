"""Columns of tables and keys of records: which of them holds the text, the id, the title, the date and the source.

Collections name them in many ways. In a CSV file the usual names are recognized; in JSON Lines, whose keys are
documented, the user names other keys.
"""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any

from diplotext.errors import ArticleError, nearest
from diplotext.model.articles import RECORD_KEYS, SYNONYMS, normalized
from diplotext.text.header_dates import LINE_DATE, date_of

DELIMITERS = ",;\t|"
NAME = re.compile(r"[\w .:/()#-]{1,60}")
"""What the name of a column looks like."""


def delimiter_of(line: str) -> str:
    """The delimiter of a table, by its first line: the commonest of comma, semicolon, tab and vertical bar."""
    return max(DELIMITERS, key=lambda sign: (line.count(sign), -DELIMITERS.index(sign)))


def header_of(text: str) -> Sequence[str] | None:
    """The names of the columns, if a text looks like a table with a column for the text of articles; otherwise None."""
    first, _, rest = text.lstrip("\ufeff\r\n").partition("\n")
    delimiter = delimiter_of(first)
    names = next(csv.reader([first], delimiter=delimiter), [])
    if len(names) < 2 or delimiter not in rest or not all(NAME.fullmatch(name.strip()) for name in names):
        return None
    known = {word for words in SYNONYMS.values() for word in words}
    texts = {"text", *SYNONYMS["text"]}
    found = [normalized(name) for name in names]
    recognized = sum(name in known or name in RECORD_KEYS for name in found)
    return names if recognized >= 2 and not texts.isdisjoint(found) else None


def chosen_columns(names: Sequence[str], columns: Mapping[str, str]) -> dict[str, str]:
    """For each key of a record, the column that holds it, if there is one.

    Args:
        names: The names of all columns.
        columns: The columns that the user names.

    Raises:
        ArticleError: If there is no such column, or none for the text.
    """
    for key, name in columns.items():
        if name not in names:
            raise ArticleError(f"no column is named {name!r} (for {key}): {nearest(name, names)}")
    free = {normalized(name): name for name in reversed(names) if name not in columns.values()}
    found = {
        key: next(free[word] for word in words if word in free)
        for key, words in ((key, (key, *SYNONYMS[key])) for key in RECORD_KEYS if key not in columns)
        if not free.keys().isdisjoint(words)
    }
    found |= columns
    if "text" not in found:
        raise ArticleError(
            f"no column is named 'text'; name the one that holds it with --text-column: {', '.join(names)}"
        )
    return {key: found[key] for key in RECORD_KEYS if key in found}


def renamed(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """A record made from a row: chosen columns under the keys of a record, the others under their own names.

    Raises:
        ArticleError: If the row lacks a column.
    """
    record: dict[str, Any] = {}
    for key, name in columns.items():
        if name in row:
            record[key] = row[name]
    for name, value in row.items():
        if name not in columns.values() and name not in record:
            record[name] = value
    return record


def readable_date(value: str, pattern: str | None = None) -> str:
    """A date as `YYYY-MM-DD` if it can be understood, else as it is.

    Args:
        value: A date such as `15 March 2023` or `March 15, 2023`.
        pattern: Its form, as for `datetime.strptime`; then it must have that form.

    Raises:
        ArticleError: If it has not.
    """
    value = value.strip()
    if pattern:
        try:
            return datetime.datetime.strptime(value, pattern).date().isoformat()
        except ValueError:
            raise ArticleError(f"published: {value!r} is not a date of the form {pattern}") from None
    match = LINE_DATE.fullmatch(value)
    day = date_of(match) if match else None
    return day.isoformat() if day else value
