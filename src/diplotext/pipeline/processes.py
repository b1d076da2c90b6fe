"""Reading in several processes: order is kept, input is taken as needed, and no article takes others down with it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from diplotext.errors import PipelineError
from diplotext.model.document import Document, changed
from diplotext.model.provenance import Failure
from diplotext.pipeline.arguments import OnError
from diplotext.pipeline.pool import Pool
from diplotext.pipeline.worker import Work

R = TypeVar("R")

MAX_BATCHES_PER_PROCESS = 2
"""Batches taken and not yet yielded, for each process: they bound memory when results are taken slowly."""

FAILED = "process"
"""In the place of the extractor, in the failure of a document whose process died."""


def read_in_processes(
    read_each: Callable[[Sequence[Document], OnError], Iterable[Document]],
    batches: Iterator[Sequence[Document]],
    processes: int,
    *,
    on_error: OnError,
    time_limit: float | None = None,
) -> Iterator[Document]:
    """Documents in order, read in other processes.

    Args:
        read_each: What reads a batch.
        batches: Batches of documents, taken as they are needed.
        processes: How many processes work.
        on_error: What to do with an article on which processes die, or that takes too long: `raise` a `PipelineError`
            that names it, or `collect` the reason in its failures.
        time_limit: Seconds after which the process is ended that reads an article.
    """
    return run_batches(
        partial(_found, read_each, on_error),
        batches,
        processes,
        failed=failed_document if on_error == "collect" else None,
        finish=_with_found,
        time_limit=time_limit,
    )


def _found(
    read_each: Callable[[Sequence[Document], OnError], Iterable[Document]],
    on_error: OnError,
    documents: Sequence[Document],
) -> Iterator[dict[str, Any]]:
    """What is new in each document; the rest need not come back."""
    for read in read_each(documents, on_error):
        yield {name: getattr(read, name) for name in ("annotations", "failures", "language_model")}


def _with_found(document: Document, found: dict[str, Any]) -> Document:
    return changed(document, **found)


def failed_document(document: Document, reason: str) -> Document:
    """A document that could not be read, with the reason in its failures."""
    return changed(document, failures=(*document.failures, Failure(FAILED, reason)))


def _as_it_is(document: Document, result: R) -> R:
    return result


def run_batches(
    work: Work,
    batches: Iterator[Sequence[Document]],
    processes: int,
    *,
    failed: Callable[[Document, str], R] | None = None,
    finish: Callable[[Document, Any], R] = _as_it_is,
    time_limit: float | None = None,
    ahead: int = MAX_BATCHES_PER_PROCESS,
) -> Generator[R, None, None]:
    """Read batches of documents in other processes, yielding results in order.

    Args:
        work: Called in the other processes: yields a result for each document of a batch. Pickled once.
        batches: Batches of documents, taken as they are needed.
        processes: How many processes work.
        failed: Makes the result for a document on which processes die, or whose result cannot be sent, from the reason;
            by default a `PipelineError` is raised that names it.
        finish: Makes a result from a document and what `work` has yielded for it.
        time_limit: Seconds after which the process is ended that reads an article.
        ahead: Batches taken and not yet yielded, for each process.

    Raises:
        PipelineError: Also if `work` cannot be pickled or unpickled, or no process can be started.
    """
    pool = Pool(_pickled(work), processes, failed, finish, time_limit, ahead)
    return pool.results(batches)


def _pickled(work: Work) -> bytes:
    try:
        return pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        raise PipelineError(
            f"the pipeline cannot be sent to another process ({error}); functions of added rules have to be in a "
            "module that can be imported there, not in a notebook"
        ) from error
