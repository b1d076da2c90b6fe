"""Flat tables from documents that have been extracted as JSON: one extraction, many tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from diplotext.arrow.extraction import MAX_ARTICLES
from diplotext.arrow.rows import Unread, batches_like, described, pieces_of, table_of
from diplotext.arrow.schemas import table_schema
from diplotext.errors import ArticleError, WireError, nearest
from diplotext.io import wire
from diplotext.model.document import Document

if TYPE_CHECKING:
    import pyarrow


def tabulate_batches(
    batches: Iterable[pyarrow.RecordBatch | pyarrow.Table], table: str, *, text: bool = True
) -> Iterator[pyarrow.RecordBatch | pyarrow.Table]:
    """The rows of a flat table from batches of documents, as `extract_batches` yields them.

    To extract costs much, to make tables little: so several of them need only one extraction.

    Args:
        batches: Batches with the column `document`, and, if there are any, `id` and `error`.
        table: The name of the table; see `diplotext.tabular.SCHEMA`.
        text: Whether it has columns with words of the articles.

    Yields:
        Batches of the same kind, with the columns of `arrow_schema(table)`; articles that could not be read have a row
        with the reason.

    Raises:
        ValueError: If no table has this name.
        ArticleError: If a batch has no column `document`.
    """
    table_schema(table, text=text)
    return _tabulated(batches, table, text=text)


def _tabulated(
    batches: Iterable[pyarrow.RecordBatch | pyarrow.Table], table: str, *, text: bool
) -> Iterator[pyarrow.RecordBatch | pyarrow.Table]:
    for batch in batches:
        for piece in pieces_of(batch, MAX_ARTICLES):
            yield from batches_like(batch, table_of(_documents(piece), table, text=text))


def _documents(batch: pyarrow.RecordBatch | pyarrow.Table) -> Iterator[Document | Unread]:
    names = batch.schema.names
    if not batch.num_rows:
        return
    if "document" not in names:
        raise ArticleError(f"no column is named 'document': {nearest('document', names)}; see extract_batches")
    for row in batch.select([name for name in ("id", "document", "error") if name in names]).to_pylist():
        name, line = row.get("id"), row["document"]
        try:
            yield Unread(name, row.get("error") or "no document") if line is None else wire.loads(line)
        except WireError as error:
            yield Unread(name, described(error))
