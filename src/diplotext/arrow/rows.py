"""Rows of Arrow batches as articles, and documents as rows. A row that cannot be read does not affect the others."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from diplotext.arrow.schemas import ERROR, table_schema
from diplotext.errors import ArticleError, nearest
from diplotext.io import wire
from diplotext.io.columns import renamed
from diplotext.model.articles import RECORD_KEYS
from diplotext.model.document import Document
from diplotext.tabular.articles import joined
from diplotext.tabular.cells import whole_characters
from diplotext.tabular.frames import arrow_table, library
from diplotext.tabular.tables import tables

if TYPE_CHECKING:
    import pyarrow

Row = dict[str, Any]
"""The cells of a row by column."""


@attrs.frozen
class Unread:
    """An article that could not be read.

    Attributes:
        id: Its id, if it has one.
        error: Why.
    """

    id: str | None
    error: str


def described(error: Exception) -> str:
    """An error on one line; of those that are about the article, the message says enough."""
    message = str(error) if isinstance(error, ArticleError) else f"{type(error).__name__}: {error}"
    return whole_characters(" ".join(message.split()))


def records_of(
    batch: pyarrow.RecordBatch | pyarrow.Table, columns: Mapping[str, str]
) -> Iterator[tuple[str | None, Row | ArticleError]]:
    """For each row of a batch, the id of the article, if it has one, and its record or what is wrong with it.

    Args:
        batch: The batch; its columns are the keys of records. A record lacks the keys of empty cells.
        columns: For keys of records, the columns that hold them.

    Raises:
        ArticleError: If there is no column of the text.
    """
    names = batch.schema.names
    for key, name in {"text": "text", **columns}.items():
        if name not in names and batch.num_rows:
            hint = '; name the one that holds it: columns={"text": ...}' if key not in columns else f" (for {key})"
            raise ArticleError(f"no column is named {name!r}{hint}: {nearest(name, names)}")
    cells = [_cells(batch.column(index)) for index in range(len(names))]
    for values in zip(*cells, strict=True):
        given = dict(zip(names, values, strict=True))
        wrong = next((name for name, value in given.items() if isinstance(value, Exception)), None)
        own = given.get(columns.get("id", "id"))
        shown = None if own is None or isinstance(own, Exception) else whole_characters(str(own))
        if wrong is not None:
            yield shown, ArticleError(f"{wrong}: {described(given[wrong])}")
        else:
            yield shown, _record(given, columns)


def _cells(column: pyarrow.Array | pyarrow.ChunkedArray) -> Sequence[Any]:
    """The values of a column, as Python has them; an error in the place of one that it cannot have."""
    try:
        cells: list[Any] = column.to_pylist()
    except (ValueError, OverflowError):  # bytes that are not UTF-8, a time finer than a microsecond, the year 10000
        cells = [_cell(value) for value in column]
    return cells


def _cell(value: pyarrow.Scalar) -> Any:
    try:
        return value.as_py()
    except (ValueError, OverflowError) as error:
        return error


def _record(given: Row, columns: Mapping[str, str]) -> Row:
    """The record of a row, without empty cells besides the text; values that are only kept are made ones of JSON."""
    kept = {name: value for name, value in given.items() if name == columns.get("text", "text") or not _is_empty(value)}
    record = renamed(kept, columns)
    return {key: value if key in RECORD_KEYS and key != "source" else _plain(value) for key, value in record.items()}


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def _plain(value: Any) -> Any:
    """A value that JSON can hold: keys without values are left out, dates and numbers that it lacks become strings."""
    if isinstance(value, list) and value and all(isinstance(one, tuple) for one in value):  # a map of Arrow
        value = dict(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items() if not _is_empty(inner)}
    if isinstance(value, list):
        return [None if _is_empty(inner) else _plain(inner) for inner in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bytes) else str(value)


def rows_of(document: Document, table: str | None, *, text: bool) -> list[Row]:
    """The rows of a document; in a table, one more that names the extractors that failed, if there are any."""
    failures = joined(whole_characters(f"{one.extractor}: {one.error}") for one in document.failures)
    name = whole_characters(document.id)
    if table is None:
        return [{"id": name, "document": wire.dumps(document), "error": None, "failures": failures}]
    rows: list[Row] = list(tables(document, names=[table], text=text)[table].rows())
    return rows if failures is None or table == "documents" else [*rows, {"document": name, ERROR.name: failures}]


def row_of(unread: Unread, table: str | None) -> Row:
    """The row of an article that could not be read."""
    key = "id" if table in (None, "documents") else "document"
    return {key: unread.id, ERROR.name: unread.error}


def table_of(results: Iterable[Document | Unread], table: str | None, *, text: bool) -> pyarrow.Table:
    """The Arrow table of some results, with the same schema whatever they are."""
    schema = table_schema(table, text=text)
    columns: dict[str, list[Any]] = {name: [] for name in schema.names}
    for result in results:
        for row in _rows(result, table, text=text):
            for name, values in columns.items():
                values.append(row.get(name))
    return arrow_table(schema, {name: tuple(values) for name, values in columns.items()})


def _rows(result: Document | Unread, table: str | None, *, text: bool) -> list[Row]:
    if isinstance(result, Unread):
        return [row_of(result, table)]
    try:
        return rows_of(result, table, text=text)
    except Exception as error:  # an annotation of a plugin that cannot be written
        return [row_of(Unread(whole_characters(result.id), described(error)), table)]


def pieces_of(batch: pyarrow.RecordBatch | pyarrow.Table, size: int) -> Iterator[pyarrow.RecordBatch | pyarrow.Table]:
    """A batch in pieces of at most so many rows; an empty one as it is."""
    if batch.num_rows <= size:
        yield batch
        return
    for start in range(0, batch.num_rows, size):
        yield batch.slice(start, size)


def batches_like(
    batch: pyarrow.RecordBatch | pyarrow.Table, table: pyarrow.Table
) -> Iterator[pyarrow.RecordBatch | pyarrow.Table]:
    """A table as what a batch is: itself, or the record batches that hold its rows (several beyond 2 GB of text)."""
    if isinstance(batch, library("pyarrow").Table):
        yield table
    elif table.num_rows:
        yield from table.combine_chunks().to_batches()
    else:
        yield library("pyarrow").RecordBatch.from_pylist([], schema=table.schema)
