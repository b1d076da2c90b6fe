"""The formats `csv` and `parquet`: flat tables in files, or one table in one file or stream.

They are contributed through the same hook as those of plugins.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TextIO

import attrs

from diplotext.errors import DiplotextError
from diplotext.model.document import Document
from diplotext.plugin.hooks import hookimpl
from diplotext.plugin.writers import Writer
from diplotext.tabular.cells import csv_cell
from diplotext.tabular.frames import arrow_schema, arrow_table, library
from diplotext.tabular.schema import SCHEMA, TableSchema, schema_of
from diplotext.tabular.tables import Table, batches

if TYPE_CHECKING:
    import pyarrow

MAX_PENDING_ROWS = 50_000
MAX_PENDING_BYTES = 16_000_000
"""What is held of a table in memory before it is written to a Parquet file as a row group."""


def _names(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


@attrs.frozen
class TablesWriter(Writer):
    """Writes tables: those that are named, by default all.

    Attributes:
        tables: Their names.
        text: Whether columns with words of the articles are wanted.
    """

    suffix: ClassVar[str]

    tables: tuple[str, ...] = attrs.field(default=(), converter=_names)
    text: bool = True

    @property
    def schemas(self) -> tuple[TableSchema, ...]:
        """The tables that are written.

        Raises:
            DiplotextError: If no table has one of the names.
        """
        try:
            return tuple(schema_of(name, text=self.text) for name in self.tables or SCHEMA)
        except ValueError as error:
            raise DiplotextError(str(error)) from None

    def files(self, path: Path) -> tuple[tuple[TableSchema, Path], ...]:
        """The tables and the files that they are written to; a folder is made if there is none.

        Args:
            path: The folder, or, for a single table, the file or an existing folder.

        Raises:
            DiplotextError: If several tables are to be written to what is a file.
        """
        schemas = self.schemas
        if len(schemas) == 1 and not path.is_dir():
            return ((schemas[0], path),)
        if path.exists() and not path.is_dir():
            raise DiplotextError(f"{path} is a file; {self.name} writes {len(schemas)} tables into a folder")
        path.mkdir(parents=True, exist_ok=True)
        return tuple((schema, path / f"{schema.name}{self.suffix}") for schema in schemas)


@attrs.frozen
class CsvWriter(TablesWriter):
    """Comma-separated values (RFC 4180, UTF-8): a file for each table, or one table to a stream.

    A cell that a spreadsheet would take for a formula begins with an apostrophe: see `diplotext.tabular.csv_cell`.
    """

    name = "csv"
    suffix = ".csv"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the rows of one table, those of each document as soon as it arrives.

        Raises:
            DiplotextError: If it is not one table.
        """
        schemas = self.schemas
        if len(schemas) != 1:
            raise DiplotextError(
                f"{self.name} has {len(schemas)} tables: give --output FOLDER, or one table, such as --table statements"
            )
        self._write(documents, {schemas[0].name: stream})

    def write_to(self, documents: Iterable[Document], path: Path) -> None:
        """Write a file for each table."""
        with ExitStack() as opened:
            streams = {
                schema.name: opened.enter_context(file.open("w", encoding="utf-8", newline=""))
                for schema, file in self.files(path)
            }
            self._write(documents, streams)

    def _write(self, documents: Iterable[Document], streams: Mapping[str, TextIO]) -> None:
        writers = {name: csv.writer(stream, lineterminator="\n") for name, stream in streams.items()}
        for schema in self.schemas:
            writers[schema.name].writerow(schema.names)
        for found in batches(documents, size=1, text=self.text, names=streams):
            for name, table in found.items():
                writers[name].writerows(_cells(table))
                streams[name].flush()


def _cells(table: Table) -> Iterator[list[str]]:
    for values in zip(*table.columns.values(), strict=True):
        yield [csv_cell(value) for value in values]


@attrs.frozen
class ParquetWriter(TablesWriter):
    """Apache Parquet: a file for each table. Needs pyarrow, which the extra `tables` installs."""

    name = "parquet"
    suffix = ".parquet"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Parquet is not text.

        Raises:
            DiplotextError: Always.
        """
        raise DiplotextError("parquet is not text: give --output FOLDER, or with one --table, --output FILE")

    def write_to(self, documents: Iterable[Document], path: Path) -> None:
        """Write a file for each table.

        Raises:
            MissingExtraError: If pyarrow is not installed.
        """
        library("pyarrow.parquet")
        with ExitStack() as opened:
            files = {schema.name: opened.enter_context(_ParquetFile(schema, file)) for schema, file in self.files(path)}
            for found in batches(documents, text=self.text, names=files):
                for name, table in found.items():
                    files[name].add(arrow_table(table.schema, table.columns))


class _ParquetFile:
    """A Parquet file that is written in row groups of some size, whatever comes at a time."""

    def __init__(self, schema: TableSchema, path: Path) -> None:
        parquet = library("pyarrow.parquet")
        self._schema = arrow_schema(schema)
        self._writer: Any = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._pending: list[pyarrow.Table] = []

    def __enter__(self) -> _ParquetFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, table: pyarrow.Table) -> None:
        """Add rows, and write what has become enough for a row group."""
        self._pending.append(table)
        rows = sum(part.num_rows for part in self._pending)
        size = sum(part.nbytes for part in self._pending)
        if rows >= MAX_PENDING_ROWS or size >= MAX_PENDING_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._pending:
            self._writer.write_table(library("pyarrow").concat_tables(self._pending).combine_chunks())
            self._pending.clear()


@hookimpl
def diplotext_writers() -> list[type[Writer]]:
    """The formats for tables."""
    return [CsvWriter, ParquetWriter]
