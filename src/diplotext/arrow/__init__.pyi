"""The public names of Arrow batches, for type checkers and for the lazy import in `__init__.py`."""

from .extraction import Extraction, extract_batches
from .schemas import arrow_schema, spark_schema
from .tabulating import tabulate_batches

__all__ = [
    "Extraction",
    "arrow_schema",
    "extract_batches",
    "spark_schema",
    "tabulate_batches",
]
