"""What a notebook shows of a document: the marked text and two tables, without a script.

A notebook sets its own policy and may show many documents, so that this is a fragment with a style of its own.
"""

from __future__ import annotations

from functools import cache

from jinja2 import Template
from markupsafe import Markup

from diplotext.io.wire import ids_of
from diplotext.model.document import Document
from diplotext.report.articles import blocks_of
from diplotext.report.page import asset, environment
from diplotext.report.rows import tables_of

MAX_CHARS = 3_000
"""Characters of the text that are shown."""

MAX_ROWS = 10
"""Rows of each table that are shown."""


@cache
def _template() -> Template:
    return environment().get_template("compact.html.j2")


def compact(document: Document) -> str:
    """A fragment of HTML that shows a document in a notebook; texts and tables that are long are cut."""
    ids = ids_of(document)
    blocks, _ = blocks_of(document, "n", ids, MAX_CHARS)
    return _template().render(
        document=document,
        blocks=blocks,
        more=max(0, len(document.text) - MAX_CHARS),
        tables=tables_of(document, ids),
        rows=MAX_ROWS,
        style=Markup(asset("compact.css")),  # noqa: S704  (a file of this package)
    )
