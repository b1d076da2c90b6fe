"""Starting processes: each computes with one thread, and leaves Ctrl-C to the process that starts it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""Variables that say how many threads a process computes with, which are read when NumPy is loaded."""

_HAS_MASKS = hasattr(signal, "pthread_sigmask")


def use_one_thread() -> None:
    """Let this process compute with one thread, unless the user has said how many; before NumPy is loaded."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")


@contextmanager
def starting() -> Iterator[None]:
    """While a process is started: it is to compute with one thread, and to leave Ctrl-C to this process."""
    if _HAS_MASKS:
        resource_tracker.ensure_running()  # itself a process, whose start would end the blocking
    missing = [name for name in ONE_THREAD if name not in os.environ]
    use_one_thread()
    try:
        with blocking_interrupts():
            yield
    finally:
        for name in missing:
            del os.environ[name]


@contextmanager
def blocking_interrupts() -> Iterator[None]:
    """Put off Ctrl-C; processes that are started meanwhile never see it."""
    if not _HAS_MASKS:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
