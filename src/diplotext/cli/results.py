"""Results as inputs of commands: what `diplotext extract --format jsonl` has written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from diplotext.errors import WireError
from diplotext.io import wire
from diplotext.io.inputs import STDIN
from diplotext.io.json_text import parsed
from diplotext.model.document import Document
from diplotext.scaling.manifest import result_files

STANDARD_INPUT = "standard input"

Report = Callable[[str], None]


def holds_results(file: str) -> bool:
    """Whether the first line of a file is a document with annotations."""
    try:
        with open(file, "rb") as stream:
            record = parsed(next((line for line in stream if line.strip()), b""))
    except (OSError, ValueError):  # a text; what cannot be read is reported where it is read
        return False
    return isinstance(record, dict) and {"schema", "annotations"} <= record.keys()


def with_parts(inputs: Iterable[str]) -> Iterator[str]:
    """The inputs; a folder of results in parts is replaced by its parts."""
    for name in inputs:
        parts = [] if name == STDIN else [str(path) for path in result_files(name)]
        yield from parts or [name]


def files_of_results(inputs: Iterable[str]) -> list[str]:
    """The files of results among some paths: of a folder, its parts, or all that end in `.jsonl`, by name."""
    files: list[str] = []
    for name in with_parts(inputs):
        folder = Path(name)
        files += sorted(map(str, folder.rglob("*.jsonl"))) if name != STDIN and folder.is_dir() else [name]
    return files


def read_results(files: Iterable[str], report: Report) -> Iterator[Document]:
    """The documents of some files.

    Args:
        files: Paths of files, and of folders that hold results in parts, or `-` for standard input.
        report: Called with one line for each file or line that cannot be read, and that is skipped.
    """
    for file in with_parts(files):
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
