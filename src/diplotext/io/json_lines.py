"""The core's own export and input formats, contributed through the same hook as those of plugins."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from typing import TextIO

import attrs

from diplotext.io import wire
from diplotext.io.readers import READERS
from diplotext.model.document import Document
from diplotext.plugin.hooks import hookimpl
from diplotext.plugin.readers import Reader
from diplotext.plugin.writers import Writer


@attrs.frozen
class JsonLinesWriter(Writer):
    """One JSON object per line: the wire format."""

    name = "jsonl"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write a line for each document, as soon as it arrives."""
        for document in documents:
            stream.write(wire.dumps(document) + "\n")
            stream.flush()


@attrs.frozen
class JsonWriter(Writer):
    """One JSON array, indented for reading."""

    name = "json"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the array element by element."""
        separator = "[\n"
        for document in documents:
            stream.write(separator + wire.dumps(document, indent=2))
            separator = ",\n"
        stream.write("[]\n" if separator == "[\n" else "\n]\n")


@hookimpl
def diplotext_writers() -> list[type[Writer]]:
    """The formats of the core; that of the report is loaded by name, since it builds on all that is below it."""
    from diplotext.io.terminal import TableWriter  # imports much of rich

    report: type[Writer] = importlib.import_module("diplotext.report.writer").HtmlWriter
    return [JsonLinesWriter, JsonWriter, TableWriter, report]


@hookimpl
def diplotext_readers() -> list[type[Reader]]:
    """The input formats of the core."""
    return list(READERS)
