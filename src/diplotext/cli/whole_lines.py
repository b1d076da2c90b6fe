"""JSON Lines to a file or a pipe, each line as soon as it is there; in a file, no line is left half written."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from diplotext.scaling.writing import Line


def write_lines(lines: Iterable[Line], stream: TextIO) -> None:
    """Write lines to a stream.

    Raises:
        OSError: If a line cannot be written; in a file, its beginning is removed.
    """
    try:
        handle = stream.fileno()
    except OSError:  # a stream in memory
        for line in lines:
            stream.write(line.text + "\n")
            stream.flush()
        return
    stream.flush()
    _write(lines, handle)


def write_lines_to(lines: Iterable[Line], path: Path) -> None:
    """Write lines to a file."""
    with path.open("wb", buffering=0) as file:
        _write(lines, file.fileno())


def _write(lines: Iterable[Line], handle: int) -> None:
    is_file = stat.S_ISREG(os.fstat(handle).st_mode)
    for line in lines:
        data = line.text.encode("utf-8", "backslashreplace") + b"\n"
        start = _end(handle) if is_file else 0
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        except BaseException:
            if is_file and start < os.fstat(handle).st_size < start + len(data):
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, start)
                    os.lseek(handle, start, os.SEEK_SET)
            raise


def _end(handle: int) -> int:
    """Where the next byte is written."""
    if _appends(handle):
        return os.fstat(handle).st_size
    return os.lseek(handle, 0, os.SEEK_CUR)


def _appends(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return False
    return bool(fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_APPEND)
