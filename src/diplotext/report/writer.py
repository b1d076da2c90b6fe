"""The export format `html`: a report on all documents as one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

import attrs

from diplotext.model.document import Document
from diplotext.plugin.writers import Writer


@attrs.frozen
class HtmlWriter(Writer):
    """A report for people: the marked text, tables, a timeline, who met whom. One page that needs nothing else."""

    name = "html"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the page when the last document has come."""
        from diplotext.report.page import render

        stream.write(render(documents))
