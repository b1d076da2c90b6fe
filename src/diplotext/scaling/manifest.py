"""What a folder of results holds, and what they were made with: one line for the run, and one for each finished part.

Lines are only added, each after its part is safely on the disk, so that whatever ends a run leaves a manifest that is
right: at most its last line is cut off, and then its part is made again.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import attrs

from diplotext.errors import FolderError
from diplotext.scaling.settings import differences
from diplotext.scaling.writing import sync_folder

FORMAT = 1
HEADER = ("format", "shard_size", "input", "made_with")
"""The keys of the first line that all runs into one folder share. A further one, `share`, is that of the run."""

PARTS = "part-*.jsonl"


@attrs.frozen
class Share:
    """What a run makes of an input: of N runs, the K-th makes every N-th part, beginning with the K-th.

    Attributes:
        number: Which run it is, from 1.
        of: How many there are.
        size: How many articles make a part.
    """

    number: int
    of: int
    size: int

    def has(self, number: int) -> bool:
        """Whether an article belongs to it."""
        return self.part(number) % self.of == self.number - 1

    def part(self, number: int) -> int:
        """The part that an article belongs to."""
        return number // self.size

    def articles(self, total: int) -> int:
        """How many of all articles belong to it."""
        starts = range((self.number - 1) * self.size, total, self.size * self.of)
        return sum(min(self.size, total - start) for start in starts)

    @property
    def label(self) -> str:
        """What is added to the names of files that each run has of its own."""
        return "" if self.of == 1 else f"-{self.number:0{len(str(self.of))}}-of-{self.of}"


class Manifest:
    """The manifest of a run, held open, and locked, as long as the run takes.

    Args:
        folder: The folder of the results; made if there is none.
        share: The part of the input that the run makes.
        header: What must be the same in all runs into this folder.
        resume: Whether to continue what is there.

    Raises:
        FolderError: If the folder holds other results, or another run is writing there.
    """

    def __init__(self, folder: Path, share: Share, header: Mapping[str, Any], *, resume: bool) -> None:
        if folder.exists() and not folder.is_dir():
            raise FolderError(f"{folder} is a file; results in parts need a folder")
        folder.mkdir(parents=True, exist_ok=True)
        self.path: Path = folder / f"manifest{share.label}.jsonl"
        self.parts: dict[int, Mapping[str, Any]] = {}
        self.is_complete: bool = False
        line = {"format": FORMAT, "share": f"{share.number}/{share.of}", "shard_size": share.size, **header}
        known = _check_others(folder, self.path, line, share)
        self._stream = _locked(self.path, folder)
        try:
            lines = list(_whole_lines(self._stream))
            if not lines:
                if not known and next(folder.glob(PARTS), None):
                    raise FolderError(f"{folder} holds parts of results, but no manifest: name another folder")
                self._stream.truncate(0)
                self._append(line)
                sync_folder(folder)
            elif not resume:
                raise FolderError(f"{folder} holds results of an earlier run: --resume continues it")
            else:
                _compare(folder, lines[0], line)
                self._load(lines[1:], folder)
        except BaseException:
            self._stream.close()
            raise

    def _load(self, lines: list[Mapping[str, Any]], folder: Path) -> None:
        for line in lines:
            if line.get("complete"):
                self.is_complete = True
            else:
                self.parts[line["part"]] = line
        for number, part in list(self.parts.items()):
            file = folder / part["file"]
            if not file.is_file() or file.stat().st_size != part["bytes"]:  # somebody has removed or changed it
                del self.parts[number]
                self.is_complete = False

    def add(self, part: Mapping[str, Any]) -> None:
        """Note a part that is finished, and safely on the disk."""
        self._append(part)
        self.parts[part["part"]] = part

    def complete(self) -> None:
        """Note that all parts are there."""
        if not self.is_complete:
            self._append({"complete": True})
            self.is_complete = True

    def _append(self, line: Mapping[str, Any]) -> None:
        start = self._stream.seek(0, os.SEEK_END)
        try:
            self._stream.write(json.dumps(line, ensure_ascii=True).encode() + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                os.truncate(self.path, start)
            raise

    def close(self) -> None:
        """Let others write."""
        with contextlib.suppress(OSError):
            self._stream.close()


def _check_others(folder: Path, own: Path, header: Mapping[str, Any], share: Share) -> bool:
    """Whether other runs have begun to write into the folder; they must be of the same kind."""
    others = [path for path in sorted(folder.glob("manifest*.jsonl")) if path != own]
    found = False
    for path in others:
        with path.open("rb") as stream:
            first = next(_whole_lines(stream), None)
        if first is not None:
            found = True
            if str(first.get("share", "")).partition("/")[2] != str(share.of):
                raise FolderError(f"{folder} was begun as share {first.get('share')}; this run is {header['share']}")
            _compare(folder, first, header)
    return found


def _compare(folder: Path, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    found = differences({key: before.get(key) for key in HEADER}, {key: now.get(key) for key in HEADER})
    if found:
        raise FolderError(f"{folder} holds results that were made in another way ({found}): name another folder")


def _locked(path: Path, folder: Path) -> BinaryIO:
    stream = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
    try:
        import fcntl
    except ImportError:  # Windows
        return stream
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        raise FolderError(f"another process is writing the same results to {folder}") from None
    except OSError:  # a file system without locks
        pass
    return stream


def _whole_lines(stream: BinaryIO) -> Iterator[Mapping[str, Any]]:
    """The lines of a manifest; one that is cut off, and what follows it, is removed if the file can be written."""
    end = 0
    for line in stream:
        try:
            record = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            record = None
        if not isinstance(record, dict):
            if stream.writable():
                stream.truncate(end)
            return
        end += len(line)
        yield record


def result_files(folder: str | os.PathLike[str]) -> list[Path]:
    """The parts in a folder of results, in the order of the input; empty if it is not such a folder."""
    path = Path(folder)
    if not path.is_dir() or next(path.glob("manifest*.jsonl"), None) is None:
        return []
    return sorted(path.glob(PARTS), key=lambda part: (len(part.name), part.name))
