"""Other forms of a document: a summary in a line, JSON values, a data frame, a report; and why a value was found."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from diplotext.model.above import above
from diplotext.model.annotations import Annotation, Entity, shortened

if TYPE_CHECKING:
    import pandas

    from diplotext.explaining.values import Explanation
    from diplotext.pipeline.pipeline import Pipeline

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

    def explain(
        self, annotation: Annotation | str, *, pipeline: Pipeline | None = None, considered: bool = True
    ) -> Explanation:
        """Why a value was found: rule, matched words, records of the gazetteer, what was considered and rejected.

        Args:
            annotation: An annotation of this document, or its id on the wire, such as `"statement:3"`.
            pipeline: The pipeline that found it; by default that of everything installed.
            considered: Whether to look for what was considered and rejected, for which the text is read again.

        Raises:
            ArticleError: If the document has no such annotation.
        """
        found: Explanation = above("explaining").explain(self, annotation, pipeline=pipeline, considered=considered)
        return found

    def to_html(self, *, considered: bool = False, pipeline: Pipeline | None = None) -> str:
        """A report on this document: one page of HTML that needs nothing else; see `diplotext.report`.

        Args:
            considered: Whether to show what was considered and rejected, for which the text is read again.
            pipeline: The pipeline that found its annotations; by default that of everything installed.
        """
        page: str = above("report").render([self], considered=considered, pipeline=pipeline)
        return page

    def _repr_html_(self) -> str:
        """What a notebook shows: the text with what was found, and tables of statements and meetings."""
        shown: str = above("report").compact(self)
        return shown

    def __str__(self) -> str:
        day = f", {self.published}" if self.published else ""
        kinds = [annotation.wire_name for annotation in self.annotations]
        counts = [(kinds.count(name), name, plural) for name, plural in COUNTED]
        counts.append((sum(isinstance(one, Entity) for one in self.annotations), "entity", "entities"))
        shown = ", ".join(f"{count} {plural if count != 1 else name}" for count, name, plural in counts)
        return f"{shortened(self.title or self.text)}{day}: {shown}"
