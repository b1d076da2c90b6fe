"""States, organizations, formats, conferences, offices, cities and regions, as records that diplotext looks up.

The package holds data only. The tables under `data/` are read when the registry first asks for knowledge, not on
import.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplotext import hookimpl

if TYPE_CHECKING:
    from diplotext.knowledge import Record


@hookimpl
def diplotext_knowledge() -> Iterator[Record]:
    """The records of all tables, in the order of the tables and of their rows."""
    from diplotext_knowledge.loading import records

    yield from records()
