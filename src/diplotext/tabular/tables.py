"""Documents as tables of plain columns, and these as data frames: `data/schema.toml` says what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

import attrs
from immutabledict import immutabledict

from diplotext.errors import nearest
from diplotext.model.document import Document
from diplotext.tabular import dyads, frames, rows
from diplotext.tabular.articles import ArticleRows
from diplotext.tabular.cells import Value, whole_characters
from diplotext.tabular.schema import SCHEMA, TableSchema, schema_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

BATCH_DOCUMENTS = 200
"""Documents whose rows are held in memory at once where tables are written."""

MAKERS: Mapping[str, Callable[[ArticleRows], Iterator[rows.Row]]] = immutabledict(
    documents=rows.documents,
    statements=rows.statements,
    meetings=rows.meetings,
    participants=rows.participants,
    times=rows.times,
    mentions=rows.mentions,
    dyads=dyads.dyads,
    plover=dyads.plover,
)
"""The functions that make the rows of each table from an article."""


@attrs.frozen(repr=False)
class Table:
    """One table: its schema, and its values column by column.

    Attributes:
        schema: Its name and columns.
        columns: The values by the name of their column; None where a cell is empty.
    """

    schema: TableSchema
    columns: Mapping[str, tuple[Value, ...]] = attrs.field(converter=immutabledict)

    @property
    def name(self) -> str:
        """Its name."""
        return self.schema.name

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def rows(self) -> Iterator[dict[str, Value]]:
        """Its rows, each a mapping from column to value."""
        for values in zip(*self.columns.values(), strict=True):
            yield dict(zip(self.columns, values, strict=True))

    def to_pandas(self) -> pandas.DataFrame:
        """As a data frame of pandas, with nullable types; dates are of `datetime64[s]`.

        Raises:
            MissingExtraError: If pandas is not installed.
        """
        return frames.pandas_frame(self.schema, self.columns)

    def to_polars(self) -> polars.DataFrame:
        """As a data frame of polars.

        Raises:
            MissingExtraError: If polars is not installed.
        """
        return frames.polars_frame(self.schema, self.columns)

    def to_arrow(self) -> pyarrow.Table:
        """As an Arrow table; the descriptions of the columns are in the metadata of its fields.

        Raises:
            MissingExtraError: If pyarrow is not installed.
        """
        return frames.arrow_table(self.schema, self.columns)

    def __repr__(self) -> str:
        return f"<Table {self.name!r}, {len(self)} rows, {len(self.columns)} columns>"


class Tables(Mapping[str, Table]):
    """Tables by name, in order: `tables["statements"]`.

    Args:
        found: The tables.
    """

    def __init__(self, found: Iterable[Table]) -> None:
        self._tables = {table.name: table for table in found}

    def __getitem__(self, name: str) -> Table:
        try:
            return self._tables[name]
        except KeyError:
            raise KeyError(f"no table is named {name!r}: {nearest(name, self._tables)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"<Tables: {', '.join(f'{table.name} {len(table)}' for table in self._tables.values())}>"


def tables(documents: Document | Iterable[Document], *, text: bool = True, names: Iterable[str] = ()) -> Tables:
    """The flat tables of some documents, in memory.

    Args:
        documents: One document, or several, such as those of `Pipeline.stream`.
        text: Whether columns with words of the articles are wanted. Offsets and hashes are always there.
        names: The tables that are wanted; by default all.

    Raises:
        ValueError: If no table has such a name.
        TypeError: If something else than documents is given.
    """
    wanted = list(names) or list(SCHEMA)
    schemas = [schema_of(name, text=text) for name in wanted]
    columns: dict[str, dict[str, list[Value]]] = {
        schema.name: {column: [] for column in schema.names} for schema in schemas
    }
    for document in _each(documents):
        article = ArticleRows(document)
        for schema in schemas:
            for row in MAKERS[schema.name](article):
                for column, values in columns[schema.name].items():
                    values.append(_cell(row.get(column)))
    return Tables(
        Table(schema, {name: tuple(values) for name, values in columns[schema.name].items()}) for schema in schemas
    )


def _each(documents: Document | Iterable[Document]) -> Iterator[Document]:
    for document in [documents] if isinstance(documents, Document) else documents:
        if not isinstance(document, Document):
            raise TypeError(f"tables are made of documents, not of {type(document).__name__}: read the articles first")
        yield document


def _cell(value: Value) -> Value:
    return whole_characters(value) or None if isinstance(value, str) else value


def batches(
    documents: Iterable[Document], *, size: int = BATCH_DOCUMENTS, text: bool = True, names: Iterable[str] = ()
) -> Iterator[Tables]:
    """The tables of many documents, some documents at a time, so that memory does not grow with their number.

    Args:
        documents: The documents, even an endless stream.
        size: How many of them make the rows of one batch.
        text: See `tables`.
        names: See `tables`.

    Yields:
        The tables of each batch; at least once, so that a reader learns the columns of empty tables.
    """
    wanted = tuple(names)
    stream = iter(documents)
    yield tables(islice(stream, size), text=text, names=wanted)
    while batch := list(islice(stream, size)):
        yield tables(batch, text=text, names=wanted)
