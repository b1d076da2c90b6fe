"""Running a pipeline in several processes: order kept, nothing large pickled per batch, input taken as needed."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from diplotext.document import Document

if TYPE_CHECKING:
    from diplotext.pipeline import OnError, Pipeline

AHEAD = 2
"""Batches under way for each process: what bounds memory when results are taken slowly."""

_pipeline: Pipeline | None = None
"""In a worker process: the pipeline that it was started with."""


def run_batches(
    pipeline: Pipeline, batches: Iterator[Sequence[Document]], processes: int, on_error: OnError
) -> Iterator[Document]:
    """Run a pipeline over batches of documents in worker processes, yielding documents in order."""
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),  # the same on every platform, and safe beside threads
        initializer=_start,
        initargs=(pipeline,),
    )
    waiting: deque[Future[list[Document]]] = deque()
    try:
        for batch in batches:
            with _deaf():
                waiting.append(pool.submit(_work, batch, on_error))
            if len(waiting) >= processes * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C is ignored meanwhile, and by processes that are started meanwhile: it is this process's to handle."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(pipeline: Pipeline) -> None:
    global _pipeline
    _pipeline = pipeline


def _work(batch: Sequence[Document], on_error: OnError) -> list[Document]:
    assert _pipeline is not None
    return _pipeline.read_batch(batch, on_error)
