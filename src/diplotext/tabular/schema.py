"""What the tables hold: their columns, with type and meaning, from `data/schema.toml`.

The documentation, the Arrow schema and the types of data frames are all made from this one schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import attrs
from immutabledict import immutabledict

from diplotext.errors import nearest
from diplotext.knowledge.tables import toml

ColumnType = Literal["string", "integer", "number", "boolean", "date"]


@attrs.frozen
class Column:
    """A column of a table. Any of its cells may be empty (None).

    Attributes:
        name: Its name.
        type: `string`, `integer`, `number` (with a fraction), `boolean` or `date`.
        about: What it holds.
        values: All that it can hold; empty if that is not a closed list.
        text: Whether it holds words of the article, and is left out of tables without them.
    """

    name: str
    type: ColumnType
    about: str
    values: tuple[str, ...] = ()
    text: bool = False


@attrs.frozen
class TableSchema:
    """A table and its columns, in order.

    Attributes:
        name: Its name.
        about: What a row is.
        columns: Its columns.
    """

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.name for column in self.columns)

    def without_text(self) -> TableSchema:
        """The table without the columns that hold words of the article."""
        return attrs.evolve(self, columns=tuple(column for column in self.columns if not column.text))


def _read() -> Mapping[str, TableSchema]:
    data: Mapping[str, Any] = toml("diplotext.tabular", "schema.toml")
    return immutabledict(
        {
            name: TableSchema(name, table["about"], tuple(Column(**column) for column in table["columns"]))
            for name, table in data.items()
        }
    )


SCHEMA: Mapping[str, TableSchema] = _read()
"""All tables by name, in order."""


def schema_of(name: str, *, text: bool = True) -> TableSchema:
    """The schema of a table.

    Args:
        name: Its name.
        text: Whether it holds words of the article.

    Raises:
        ValueError: If no table has this name.
    """
    if name not in SCHEMA:
        raise ValueError(f"no table is named {name!r}: {nearest(name, SCHEMA)}")
    return SCHEMA[name] if text else SCHEMA[name].without_text()
