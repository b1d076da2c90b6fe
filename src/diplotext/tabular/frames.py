"""Columns as data frames of pandas, polars and Arrow, with the types of the schema. The libraries are extras."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from diplotext.io import extras
from diplotext.tabular.cells import Value
from diplotext.tabular.schema import TableSchema

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

EXTRA = "tables"
"""The extra that installs these libraries."""

PANDAS = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]"}
"""Nullable types of pandas by those of the schema."""

POLARS = {"string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean", "date": "Date"}
ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_", "date": "date32"}

Columns = Mapping[str, tuple[Value, ...]]


def library(name: str) -> Any:
    """A library, imported.

    Raises:
        MissingExtraError: If it is not installed; the message names the extra.
    """
    return extras.library(name, EXTRA)


def pandas_frame(schema: TableSchema, columns: Columns) -> pandas.DataFrame:
    """The columns as a data frame of pandas."""
    frame: pandas.DataFrame = library("pandas").DataFrame(
        {
            column.name: library("pandas").array(list(columns[column.name]), dtype=PANDAS[column.type])
            for column in schema.columns
        }
    )
    return frame


def polars_frame(schema: TableSchema, columns: Columns) -> polars.DataFrame:
    """The columns as a data frame of polars."""
    module = library("polars")
    types = {column.name: getattr(module, POLARS[column.type]) for column in schema.columns}
    frame: polars.DataFrame = module.DataFrame({name: list(columns[name]) for name in types}, schema=types)
    return frame


def arrow_schema(schema: TableSchema) -> pyarrow.Schema:
    """The schema of a table in Arrow: types, and what each column holds as metadata of its field."""
    module = library("pyarrow")
    fields = [
        module.field(column.name, getattr(module, ARROW[column.type])(), metadata={"about": column.about})
        for column in schema.columns
    ]
    made: pyarrow.Schema = module.schema(fields, metadata={"table": schema.name, "about": schema.about})
    return made


def arrow_table(schema: TableSchema, columns: Columns) -> pyarrow.Table:
    """The columns as an Arrow table."""
    arrays = {name: list(columns[name]) for name in schema.names}
    table: pyarrow.Table = library("pyarrow").table(arrays, schema=arrow_schema(schema))
    return table
