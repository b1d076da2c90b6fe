"""Export formats. The core's own are contributed through the same hook as anyone else's."""

from __future__ import annotations

import abc
from collections.abc import Iterable
from typing import ClassVar, TextIO

import attrs

from diplotext.document import Document
from diplotext.hooks import hookimpl


@attrs.frozen
class Writer(abc.ABC):
    """Writes documents to a stream. A frozen attrs class that can be made without arguments.

    Attributes:
        name: What `diplotext extract --format` calls it.
    """

    name: ClassVar[str]

    @abc.abstractmethod
    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write documents, each as soon as it comes."""


@attrs.frozen
class JsonLinesWriter(Writer):
    """One JSON object a line: the wire format."""

    name = "jsonl"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write a line for each document, as soon as it comes."""
        from diplotext import wire

        for document in documents:
            stream.write(wire.dumps(document) + "\n")
            stream.flush()


@attrs.frozen
class JsonWriter(Writer):
    """One JSON array, indented for people."""

    name = "json"

    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the array element by element."""
        from diplotext import wire

        separator = "[\n"
        for document in documents:
            stream.write(separator + wire.dumps(document, indent=2))
            separator = ",\n"
        stream.write("[]\n" if separator == "[\n" else "\n]\n")


@hookimpl
def diplotext_writers() -> list[type[Writer]]:
    """The formats of the core."""
    from diplotext.tables import TableWriter

    return [JsonLinesWriter, JsonWriter, TableWriter]
