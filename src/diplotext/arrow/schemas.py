"""The schemas of what is handed to an engine: fixed, so that no type is inferred from a batch that happens to be empty.

Engines join what different processes made. A column without values in one of them must have the type that it has in all
others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from immutabledict import immutabledict

from diplotext.tabular.frames import arrow_schema as schema_in_arrow
from diplotext.tabular.schema import Column, TableSchema, schema_of

if TYPE_CHECKING:
    import pyarrow

ERROR = Column(
    "error",
    "string",
    "Why the article could not be read, or which extractors failed; such a row has no other values but the id of the "
    "article.",
)

DOCUMENTS = TableSchema(
    "documents",
    "An article, with everything that was found in it.",
    (
        Column("id", "string", "Its id."),
        Column("document", "string", "The article in the wire format: a line of JSON. Empty if it could not be read."),
        Column("error", "string", "Why the article could not be read."),
        Column("failures", "string", "The extractors that failed, with their errors, separated by ` | `."),
    ),
)
"""What `extract_batches` makes if no table is asked for."""

SPARK: Mapping[str, str] = immutabledict(
    string="STRING", integer="BIGINT", number="DOUBLE", boolean="BOOLEAN", date="DATE"
)
"""Types of Spark by those of the schema."""


def table_schema(table: str | None, *, text: bool = True) -> TableSchema:
    """The columns of what is made of a batch.

    Raises:
        ValueError: If no table has this name.
    """
    if table is None:
        return DOCUMENTS
    schema = schema_of(table, text=text)
    return TableSchema(schema.name, schema.about, (*schema.columns, ERROR))


def arrow_schema(table: str | None = None, *, text: bool = True) -> pyarrow.Schema:
    """The schema of what `extract_batches` yields, whatever it finds.

    Args:
        table: The name of a flat table (see `diplotext.tabular.SCHEMA`), which has the column `error` in addition; by
            default `id`, `document` (a line of JSON), `error` and `failures`.
        text: Whether the table has columns with words of the articles.

    Raises:
        ValueError: If no table has this name.
        MissingExtraError: If pyarrow is not installed.
    """
    return schema_in_arrow(table_schema(table, text=text))


def spark_schema(table: str | None = None, *, text: bool = True) -> str:
    """The same schema as Spark's `mapInArrow` takes it: names and types in its data definition language.

    Args:
        table: See `arrow_schema`.
        text: See `arrow_schema`.

    Raises:
        ValueError: If no table has this name.
    """
    columns = table_schema(table, text=text).columns
    return ", ".join(f"`{column.name}` {SPARK[column.type]}" for column in columns)
