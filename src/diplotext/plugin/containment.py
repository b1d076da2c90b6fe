"""Running what plugins bring: whatever they raise or print, it does not end the program or mix with its output.

A plugin can raise what is meant to end a program: `SystemExit` (a command-line library does), `KeyboardInterrupt`. But
Ctrl-C and the signal handlers of the program raise the same while a plugin runs, and must be let through.
"""

from __future__ import annotations

import dis
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from types import CodeType, TracebackType
from typing import Any, TextIO

SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGBREAK")
    if hasattr(signal, name)
)
Handlers = Mapping[int, Any]

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


def signal_handlers() -> Handlers:
    """What handles signals that programs use, before a plugin runs: a handler can put another one in its place."""
    return {number: signal.getsignal(number) for number in SIGNALS}


def is_contained(error: BaseException, handlers: Handlers) -> bool:
    """Whether an error is the plugin's own, and not the end of the program: Ctrl-C, or raised by a signal handler.

    Args:
        error: What came out of a plugin.
        handlers: What handled signals before it ran.
    """
    if isinstance(error, Exception):
        return True
    if not isinstance(error, SystemExit | GeneratorExit | KeyboardInterrupt):
        return False
    if threading.current_thread() is not threading.main_thread():
        return True  # signals are handled in the main thread
    codes = {_code(handler) for handler in handlers.values() if callable(handler)}
    if any(place.tb_frame.f_code in codes for place in _places(error)):
        return False
    if isinstance(error, KeyboardInterrupt) and callable(handlers[signal.SIGINT]):
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


def _places(error: BaseException) -> Iterator[TracebackType]:
    place = error.__traceback__
    while place is not None:
        yield place
        place = place.tb_next


def _is_raised_by_statement(error: BaseException) -> bool:
    """Whether a `raise` statement made the error, as in a plugin, and not a signal between two instructions."""
    last = deque(_places(error), maxlen=1)
    return any(place.tb_frame.f_code.co_code[place.tb_lasti] == RAISE for place in last)


def _code(handler: Callable[..., Any]) -> CodeType | None:
    function = getattr(handler, "func", handler)  # of functools.partial
    function = getattr(function, "__func__", function)  # of a method
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return code if isinstance(code, CodeType) else None
