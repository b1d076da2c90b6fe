"""Running a pipeline in several processes: order kept, nothing large pickled per batch, input taken as needed."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from diplotext.errors import PipelineError
from diplotext.model.document import Document

ReadBatch = Callable[[Sequence[Document]], list[Document]]

AHEAD = 2
"""Batches under way for each process: what bounds memory when results are taken slowly."""

_read_batch: ReadBatch | None = None
"""In a worker process: what reads a batch there."""

_unreadable: str | None = None
"""In a worker process: why there is none."""


def run_batches(read_batch: ReadBatch, batches: Iterator[Sequence[Document]], processes: int) -> Iterator[Document]:
    """Read batches of documents in worker processes, yielding documents in order.

    Args:
        read_batch: What reads a batch; pickled once for each process.
        batches: Batches of documents, taken as they are needed.
        processes: How many processes work.

    Raises:
        PipelineError: If a process dies, or cannot unpickle `read_batch`.
    """
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),  # the same on every platform, and safe beside threads
        initializer=_start,
        initargs=(pickle.dumps(read_batch),),  # read there by ourselves: what cannot be read says so, and nothing hangs
    )
    waiting: deque[Future[list[Document]]] = deque()
    wrong: Exception | None = None  # with the input; what came before is still read
    try:
        while True:
            try:
                batch = next(batches)
            except StopIteration:
                break
            except Exception as error:
                wrong = error
                break
            with _ignoring_interrupts():
                waiting.append(pool.submit(_work, batch))
            if len(waiting) >= processes * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
        if wrong:
            raise wrong
    except BrokenProcessPool as error:
        raise PipelineError(
            "a process died; a script that reads in several processes needs the guard "
            '`if __name__ == "__main__":`, and enough memory for each'
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Ctrl-C is ignored meanwhile, and by processes that are started meanwhile: it is this process's to handle."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(pickled: bytes) -> None:
    global _read_batch, _unreadable
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy is not loaded yet: one thread for each process
    try:
        _read_batch = pickle.loads(pickled)  # noqa: S301  (our own bytes)
    except Exception as error:
        _unreadable = f"{type(error).__name__}: {error}"


def _work(batch: Sequence[Document]) -> list[Document]:
    if _read_batch is None:
        raise PipelineError(
            f"a process cannot read the pipeline ({_unreadable}); extractors that run in several processes have to "
            "stand in a module that can be imported there, not in a notebook"
        )
    try:
        documents = _read_batch(batch)
        if not gc.get_freeze_count():
            gc.freeze()  # models and tables stay: the garbage collector need not look at them again and again
        return documents
    except Exception as error:
        raise _portable(error) from None


def _portable(error: Exception) -> Exception:
    """The error itself if it survives the way to another process, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  (our own bytes)
    except Exception:
        other = PipelineError(f"{type(error).__name__}: {error}")
        for note in getattr(error, "__notes__", ()):
            other.add_note(note)
        return other
    return error
