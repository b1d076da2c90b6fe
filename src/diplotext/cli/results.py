"""Results as inputs of commands: what `diplotext extract --format jsonl` has written."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from diplotext.errors import WireError
from diplotext.io import wire
from diplotext.io.inputs import STDIN
from diplotext.model.document import Document

STANDARD_INPUT = "standard input"

Report = Callable[[str], None]


def holds_results(file: str) -> bool:
    """Whether the first line of a file is a document with annotations."""
    try:
        with open(file, "rb") as stream:
            record = json.loads(next((line for line in stream if line.strip()), b""))
    except (OSError, ValueError, RecursionError):  # a text; what cannot be read is reported where it is read
        return False
    return isinstance(record, dict) and {"schema", "annotations"} <= record.keys()


def result_files(inputs: Iterable[str]) -> list[str]:
    """The files of results among some paths: of a folder, all that end in `.jsonl`, in the order of their names."""
    files: list[str] = []
    for name in inputs:
        folder = Path(name)
        files += sorted(map(str, folder.rglob("*.jsonl"))) if name != STDIN and folder.is_dir() else [name]
    return files


def read_results(files: Iterable[str], report: Report) -> Iterator[Document]:
    """The documents of some files.

    Args:
        files: Paths, or `-` for standard input.
        report: Called with one line for each file or line that cannot be read, and that is skipped.
    """
    for file in files:
        if file == STDIN:
            yield from _documents(sys.stdin.buffer, STANDARD_INPUT, report)
            continue
        try:
            with open(file, "rb") as lines:
                yield from _documents(lines, file, report)
        except OSError as error:
            report(f"{file}: {error.strerror or error}")


def _documents(lines: Iterable[bytes], name: str, report: Report) -> Iterator[Document]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield wire.loads(line)
            except WireError as error:
                report(f"{name}, line {number}: {error}")
