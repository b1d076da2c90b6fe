"""Running what plugins bring: whatever they raise or print, it does not end the program or mix with its output.

A plugin can raise what is meant to end a program: `SystemExit` (a command-line library does), `KeyboardInterrupt`. But
Ctrl-C and the signal handlers of the program raise the same while a plugin runs, and must be let through.
"""

from __future__ import annotations

import dis
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from types import CodeType, TracebackType
from typing import Any, TextIO

RAISE = dis.opmap["RAISE_VARARGS"]
MAX_MESSAGE_CHARACTERS = 1_000

_printed: TextIO | None = None
"""Where standard output goes while a plugin runs; None leaves it as it is."""


def divert_prints(stream: TextIO | None) -> None:
    """Have what plugins print go to a stream; None to undo that."""
    global _printed
    _printed = stream


def running() -> AbstractContextManager[Any]:
    """A context in which a plugin runs."""
    return nullcontext() if _printed is None else redirect_stdout(_printed)


def is_contained(error: BaseException) -> bool:
    """Whether an error is the plugin's own, and not the end of the program: Ctrl-C, or raised by a signal handler."""
    if isinstance(error, Exception):
        return True
    if not isinstance(error, SystemExit | GeneratorExit | KeyboardInterrupt):
        return False
    if threading.current_thread() is not threading.main_thread():
        return True  # signals are handled in the main thread
    if not _handlers().isdisjoint(frame.tb_frame.f_code for frame in _frames(error)):
        return False
    if isinstance(error, KeyboardInterrupt) and callable(signal.getsignal(signal.SIGINT)):
        return _is_raised_by_statement(error)  # Python's own handler is not written in Python
    return True


def said_by(error: BaseException) -> str:
    """The type and message of an error on one line, whatever its message is."""
    try:
        message = str(error)
    except Exception:  # a plugin's own class can do anything
        message = "(it has no message that can be read)"
    notes = " ".join(note for note in getattr(error, "__notes__", ()) if str(note).startswith("in rule "))
    line = " ".join(f"{type(error).__name__}: {message[:MAX_MESSAGE_CHARACTERS]} {notes}".split())
    return f"{line} ..." if len(message) > MAX_MESSAGE_CHARACTERS else line


def _frames(error: BaseException) -> Iterator[TracebackType]:
    place = error.__traceback__
    while place is not None:
        yield place
        place = place.tb_next


def _is_raised_by_statement(error: BaseException) -> bool:
    """Whether a `raise` statement made the error, as in a plugin, and not a signal between two instructions."""
    last = list(_frames(error))[-1]
    return last.tb_frame.f_code.co_code[last.tb_lasti] == RAISE


def _handlers() -> set[CodeType]:
    """The code of the functions that handle signals."""
    handlers = (signal.getsignal(number) for number in signal.valid_signals())
    codes = (_code(handler) for handler in handlers if callable(handler))
    return {code for code in codes if code is not None}


def _code(handler: Callable[..., Any]) -> CodeType | None:
    function = getattr(handler, "func", handler)  # of functools.partial
    function = getattr(function, "__func__", function)  # of a method
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return code if isinstance(code, CodeType) else None
