"""Documents as lines of JSON, made where they are read, and files that are either whole or not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs

from diplotext.io import wire
from diplotext.model.articles import Article
from diplotext.model.document import Document
from diplotext.pipeline.batching import batches
from diplotext.pipeline.pipeline import Pipeline
from diplotext.pipeline.processes import failed_document, run_batches

BATCH_SIZE = 4
"""Articles parsed together: few, so that results come soon, and little is lost by an interruption."""

MAX_BATCHES_PER_PROCESS = 8
"""Lines take little memory: other processes need not wait for one that reads a long article."""


@attrs.frozen
class Line:
    """A document as a line of JSON.

    Attributes:
        text: The line, without its end.
        failed: Whether extractors failed on the document.
    """

    text: str
    failed: bool


def lines(
    pipeline: Pipeline,
    articles: Iterable[Article],
    *,
    processes: int = 1,
    batch_size: int = BATCH_SIZE,
    time_limit: float | None = None,
) -> Iterator[Line]:
    """Read articles, and yield each as a line of JSON, in order, as soon as it is read.

    With several processes this is faster than `Pipeline.stream`, as no annotation goes from one to another. Failures
    are collected.

    Args:
        pipeline: What reads them.
        articles: Texts, records or documents.
        processes: How many processes work.
        batch_size: Articles parsed together, at most.
        time_limit: See `Pipeline.stream`.
    """
    batched = batches(articles, batch_size)
    if processes == 1 and time_limit is None:
        return (line for batch in batched for line in lines_of(pipeline, batch))
    return run_batches(
        partial(lines_of, pipeline),
        batched,
        processes,
        failed=_line_of_failed,
        time_limit=time_limit,
        ahead=MAX_BATCHES_PER_PROCESS,
    )


def lines_of(pipeline: Pipeline, documents: Sequence[Document]) -> Iterator[Line]:
    """The lines of a batch."""
    for document in pipeline.read_each(documents, "collect"):
        yield _line(document)


def _line(document: Document) -> Line:
    return Line(wire.dumps(document), bool(document.failures))


def _line_of_failed(document: Document, reason: str) -> Line:
    return _line(failed_document(document, reason))


class AtomicFile:
    """A file under a name that nobody reads, until it is whole and safely on the disk.

    Args:
        path: Its name in the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes: int = 0
        self._hash = hashlib.sha256()
        self._temporary = path.with_name(f".{path.name}.tmp")
        self._stream = self._temporary.open("wb")

    def add(self, data: bytes) -> None:
        """Write more."""
        self._stream.write(data)
        self._hash.update(data)
        self.bytes += len(data)

    @property
    def sha256(self) -> str:
        """A hash of what has been written."""
        return self._hash.hexdigest()

    def finish(self) -> None:
        """Give it its name."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        os.replace(self._temporary, self.path)
        sync_folder(self.path.parent)

    def discard(self) -> None:
        """Remove what has been written, if it has not been finished."""
        with contextlib.suppress(OSError):
            self._stream.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink()


def sync_folder(folder: Path) -> None:
    """Make sure that new names in a folder are on the disk."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):  # some file systems of networks cannot
                os.fsync(handle)
        finally:
            os.close(handle)
