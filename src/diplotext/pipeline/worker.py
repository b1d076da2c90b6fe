"""What a process does that reads articles for another one: batches come in by a pipe, results go out one by one.

It ends with the process that it works for, however that ends, and whatever it is doing itself.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from typing import Any

import attrs

from diplotext.errors import PipelineError
from diplotext.model.document import Document
from diplotext.syntax.language_models import NAMES, default_language

Work = Callable[[Sequence[Document]], Iterable[Any]]
"""Reads a batch: yields a result for each document, in order."""

HERE = b"H"
"""The process has begun: it can be sent its work."""
READY = b"S"
"""The work has been unpickled, and the language model is loaded."""
UNUSABLE = b"U"
"""The work cannot be unpickled; the reason follows."""
RESULT = b"R"
"""The result for the next document follows."""
UNSENT = b"P"
"""The result for the next document cannot be pickled; the reason follows."""
ERROR = b"E"
"""An error follows, which ends the batch."""


def serve(connection: Connection, *, early: bool = False) -> None:
    """Read batches until there are no more.

    Args:
        connection: The pipe to the process that it works for.
        early: Whether that has started it before there is work: meanwhile it loads the default language model.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other process
    _leave_standard_output()
    _end_with_parent()
    with contextlib.suppress(EOFError, OSError):  # the other process has closed the pipe
        connection.send_bytes(HERE)
        if early:
            with contextlib.suppress(PipelineError):  # reported by the other process
                default_language(NAMES)
        try:
            work: Work = pickle.loads(connection.recv_bytes())  # noqa: S301  (our own bytes)
        except EOFError:
            raise
        except Exception as error:
            connection.send_bytes(UNUSABLE + _described(error).encode("utf-8", "backslashreplace"))
            return
        with contextlib.suppress(Exception):  # what is wrong with it is reported with the first batch
            list(work(()))  # loads the language model, so that no article is charged for the time
        connection.send_bytes(READY)
        while True:
            batch = connection.recv_bytes()
            _answer(work, batch, connection)
            if not gc.get_freeze_count():
                gc.freeze()  # models and tables stay: the garbage collector need not look at them again and again


def _answer(work: Work, batch: bytes, connection: Connection) -> None:
    sent = 0
    try:
        documents = unpacked(batch)
        for result in work(documents):
            try:
                data = RESULT + pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                data = UNSENT + _described(error).encode("utf-8", "backslashreplace")
            sent += 1
            connection.send_bytes(data)
        if sent != len(documents):
            raise PipelineError(f"{sent} results for a batch of {len(documents)} documents")
    except OSError as error:
        if connection.closed or isinstance(error, BrokenPipeError | ConnectionError):
            raise
        connection.send_bytes(ERROR + pickle.dumps(portable(error)))
    except BaseException as error:  # an extractor may raise SystemExit
        connection.send_bytes(ERROR + pickle.dumps(portable(error)))


def packed(documents: Sequence[Document]) -> bytes:
    """Documents on their way to another process: the values of their fields, without what is computed from them."""
    return pickle.dumps([_fields(document) for document in documents], pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> list[Document]:
    """The same documents."""
    return [kind(**fields) for kind, fields in pickle.loads(data)]  # noqa: S301  (our own bytes)


def _fields(document: Document) -> tuple[type[Document], dict[str, Any]]:
    fields = {field.name: getattr(document, field.name) for field in attrs.fields(Document)}
    fields["source"] = _plain(document.source)  # pickle takes several levels of the stack for an immutable mapping
    return type(document), fields


def _plain(value: Any) -> Any:
    if isinstance(value, (str, int, float, type(None))):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return {key: _plain(inner) for key, inner in value.items()}


def portable(error: BaseException) -> Exception:
    """The error itself if it can be pickled, else one that says the same."""
    try:
        if not isinstance(error, Exception):
            raise TypeError
        pickle.loads(pickle.dumps(error))  # noqa: S301  (our own bytes)
    except Exception:
        other = PipelineError(_described(error))
        for note in getattr(error, "__notes__", ()):
            other.add_note(note)
        return other
    return error


def _described(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _leave_standard_output() -> None:
    """Leave standard output to the other process: what an extractor prints goes to standard error."""
    with contextlib.suppress(OSError, AttributeError, ValueError):
        sys.stdout.flush()
        os.dup2(2, 1)


def _end_with_parent() -> None:
    """End this process as soon as the other one has ended, be it killed."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="watch", daemon=True).start()
    _ask_for_signal(parent.sentinel)


def _ask_for_signal(sentinel: int) -> None:
    """Have the kernel end this process, where it can: a regular expression that takes for ever lets no thread run."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | fcntl.FASYNC)
