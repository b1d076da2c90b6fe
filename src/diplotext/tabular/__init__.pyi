"""The public names of the flat tables, for type checkers and for the lazy import in `__init__.py`."""

from .auditing import Audit, Counts, Group, Source, audit
from .cells import csv_cell, from_csv_cell
from .schema import SCHEMA, Column, TableSchema
from .tables import Table, Tables, batches, tables

__all__ = [
    "SCHEMA",
    "Audit",
    "Column",
    "Counts",
    "Group",
    "Source",
    "Table",
    "TableSchema",
    "Tables",
    "audit",
    "batches",
    "csv_cell",
    "from_csv_cell",
    "tables",
]
