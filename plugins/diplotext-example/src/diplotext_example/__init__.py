"""Treaties and agreements: those with a name, and those without one that are signed.

The package is the example of a complete plugin: an annotation type of its own, an extractor, tables of words and names,
records for the look-up, an export format. `diplotext new-plugin` makes a package of this shape.
"""

from __future__ import annotations

from collections.abc import Iterable

from diplotext import Extractor, Record, Writer, hookimpl
from diplotext_example.annotations import Treaty
from diplotext_example.extractor import TreatyExtractor

__all__ = ["Treaty", "TreatyExtractor"]


@hookimpl
def diplotext_extractors() -> list[type[Extractor]]:
    """The extractor of treaties."""
    return [TreatyExtractor]


@hookimpl
def diplotext_knowledge() -> Iterable[Record]:
    """The names of well-known treaties."""
    from diplotext_example.knowledge import records

    return records()


@hookimpl
def diplotext_writers() -> list[type[Writer]]:
    """The export format `treaties-csv`."""
    from diplotext_example.writer import TreatyWriter

    return [TreatyWriter]
