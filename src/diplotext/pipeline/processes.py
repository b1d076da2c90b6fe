"""Running a pipeline in several processes: order is kept, the pipeline is pickled once, input is taken as needed."""

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

MAX_BATCHES_PER_PROCESS = 2
"""Batches submitted and not yet yielded, for each process: they bound memory when results are taken slowly."""

_read_batch: ReadBatch | None = None
"""In a worker process: the function that reads a batch."""

_unreadable: str | None = None
"""In a worker process: why that function could not be unpickled."""


def run_batches(read_batch: ReadBatch, batches: Iterator[Sequence[Document]], processes: int) -> Iterator[Document]:
    """Read batches of documents in worker processes, yielding documents in order.

    Args:
        read_batch: The function that reads a batch; pickled once for each process.
        batches: Batches of documents, taken as they are needed.
        processes: How many processes work.

    Raises:
        PipelineError: If a process dies, or cannot unpickle `read_batch`.
    """
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),  # the same on every platform, and safe with threads
        initializer=_start,
        initargs=(_pickled(read_batch),),  # unpickled by _start, so that failure is reported instead of hanging
    )
    waiting: deque[Future[list[Document]]] = deque()
    wrong: Exception | None = None  # an error of the input; the batches before it are still read
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
            if len(waiting) >= processes * MAX_BATCHES_PER_PROCESS:
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
    except (KeyboardInterrupt, GeneratorExit):  # nobody wants the results that are still being worked on
        _terminate(pool)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _terminate(pool: ProcessPoolExecutor) -> None:
    """End the processes of a pool at once, whatever they are working on."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):  # from Python 3.14: terminate_workers
        process.terminate()


def _pickled(read_batch: ReadBatch) -> bytes:
    try:
        return pickle.dumps(read_batch)
    except Exception as error:
        raise PipelineError(
            f"the pipeline cannot be sent to another process ({error}); functions of added rules have to be in a "
            "module that can be imported there, not in a notebook"
        ) from error


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Ignore Ctrl-C meanwhile, also in processes started meanwhile: only this process handles it."""
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
            f"a process cannot unpickle the pipeline ({_unreadable}); extractors that run in several processes must be "
            "defined in a module that can be imported there, not in a notebook"
        )
    try:
        documents = _read_batch(batch)
        if not gc.get_freeze_count():
            gc.freeze()  # models and tables stay: the garbage collector need not look at them again and again
        return documents
    except Exception as error:
        raise _portable(error) from None


def _portable(error: Exception) -> Exception:
    """The error itself if it can be pickled, else one that says the same."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  (our own bytes)
    except Exception:
        other = PipelineError(f"{type(error).__name__}: {error}")
        for note in getattr(error, "__notes__", ()):
            other.add_note(note)
        return other
    return error
