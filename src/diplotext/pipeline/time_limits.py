"""A limit of time for an extractor and a document, within a process.

A timer of the operating system interrupts the extractor between two instructions of Python, so that it can be named and
the others run. Code in C that never returns to Python is not interrupted: only the end of its process stops it.
"""

from __future__ import annotations

import math
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from diplotext.errors import PipelineError

REPEATED_SECONDS = 0.5
"""After which an extractor is interrupted again that has caught the first interruption."""


class OutOfTime(BaseException):
    """Raised inside an extractor when its time is over."""


def checked_limit(seconds: Any) -> float | None:
    """A limit for `Pipeline`.

    Raises:
        PipelineError: If it is not a positive number, or this system has no timer that could interrupt an extractor.
    """
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < math.inf:
        raise PipelineError(f"extractor_time_limit must be a number of seconds above 0, not {seconds!r}")
    if not hasattr(signal, "setitimer"):
        raise PipelineError("extractor_time_limit needs a timer of POSIX, which this system does not have")
    return float(seconds)


def check_timer() -> None:
    """Make sure that a limit can be kept here and now.

    Raises:
        PipelineError: If this is not the main thread, or the timer is in use.
    """
    if threading.current_thread() is not threading.main_thread():
        raise PipelineError(
            "extractor_time_limit works in the main thread alone; read there, or in other processes (processes=2)"
        )
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        raise PipelineError("extractor_time_limit needs the timer signal.ITIMER_REAL, which is in use")


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise `OutOfTime` in the body if it takes longer; None for no limit."""
    if seconds is None:
        yield
        return
    is_running = True

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if is_running:
            raise OutOfTime

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, REPEATED_SECONDS)
        try:
            yield
        finally:
            is_running = False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
