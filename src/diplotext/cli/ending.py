"""How the command ends: by a signal, or with standard streams that are closed, and never with a traceback."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ending:
    """The signal that ends the command, if there was one."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def __call__(self, number: int, _: FrameType | None) -> None:
        """End the command: the first signal lets it put things in order, another one does not."""
        self.signal = self.signal or number
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        raise KeyboardInterrupt


@contextmanager
def ended_by_signals() -> Iterator[Ending]:
    """While a command runs, signals that end it raise `KeyboardInterrupt`; those that are ignored stay so."""
    ending = Ending()
    before = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, handler in before.items():
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, ending)
    try:
        yield ending
    finally:
        if ending.signal is None:
            for number, handler in before.items():
                signal.signal(number, handler)


def open_standard_streams() -> None:
    """Open those that are closed, so that their use is an error like any other, and no file takes their number."""
    for number, name, flag in ((0, "stdin", os.O_WRONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flag)  # takes the lowest number that is free
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115
