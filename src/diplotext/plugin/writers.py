"""The contract of export formats: what `diplotext extract --format` can write."""

from __future__ import annotations

import abc
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, TextIO

import attrs

from diplotext.model.document import Document


@attrs.frozen
class Writer(abc.ABC):
    """Writes documents to a stream. A frozen attrs class that can be made without arguments.

    A format that is not text, or consists of several files, overrides `write_to`, and raises an error in `write` that
    asks for a path.

    Attributes:
        name: Its name in `diplotext extract --format`.
    """

    name: ClassVar[str]

    @abc.abstractmethod
    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the documents, each as soon as it arrives."""

    def write_to(self, documents: Iterable[Document], path: Path) -> None:
        """Write the documents to a path, that of `diplotext extract --output`: by default to a file, as text."""
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            self.write(documents, stream)
