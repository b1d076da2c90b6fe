"""Other forms of a document: a summary in a line, JSON values, a data frame."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from diplotext.model.above import above
from diplotext.model.annotations import Annotation, Entity, shortened

if TYPE_CHECKING:
    import pandas

COUNTED = (("statement", "statements"), ("meeting", "meetings"), ("time", "times"))
"""Keys on the wire of what the summary of a document counts, and their plurals."""


class DocumentExports:
    """Other forms of a document."""

    __slots__ = ()

    title: str | None
    text: str
    published: datetime.date | None
    annotations: tuple[Annotation, ...]

    def to_dict(self) -> dict[str, Any]:
        """The document as values that JSON can hold: one object of the wire format.

        Raises:
            WireError: If an annotation refers to one that is not in the document.
        """
        record: dict[str, Any] = above("io.wire").to_dict(self)
        return record

    def to_dataframe(self, table: str = "statements", *, text: bool = True) -> pandas.DataFrame:
        """A table of what was found, as a data frame of pandas. `diplotext.tables` makes those of many documents.

        Args:
            table: `statements`, `meetings`, `participants`, `times`, `mentions`, `dyads`, `plover` or `documents`.
            text: Whether columns with words of the article are wanted.

        Raises:
            MissingExtraError: If pandas is not installed.
            ValueError: If no table has this name.
        """
        frame: pandas.DataFrame = above("tabular").tables(self, text=text, names=[table])[table].to_pandas()
        return frame

    def __str__(self) -> str:
        day = f", {self.published}" if self.published else ""
        kinds = [annotation.wire_name for annotation in self.annotations]
        counts = [(kinds.count(name), name, plural) for name, plural in COUNTED]
        counts.append((sum(isinstance(one, Entity) for one in self.annotations), "entity", "entities"))
        shown = ", ".join(f"{count} {plural if count != 1 else name}" for count, name, plural in counts)
        return f"{shortened(self.title or self.text)}{day}: {shown}"
