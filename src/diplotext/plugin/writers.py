"""The contract of export formats: what `diplotext extract --format` can write."""

from __future__ import annotations

import abc
from collections.abc import Iterable
from typing import ClassVar, TextIO

import attrs

from diplotext.model.document import Document


@attrs.frozen
class Writer(abc.ABC):
    """Writes documents to a stream. A frozen attrs class that can be made without arguments.

    Attributes:
        name: Its name in `diplotext extract --format`.
    """

    name: ClassVar[str]

    @abc.abstractmethod
    def write(self, documents: Iterable[Document], stream: TextIO) -> None:
        """Write the documents, each as soon as it arrives."""
