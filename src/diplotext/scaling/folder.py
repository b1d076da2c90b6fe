"""Reading many articles into a folder of numbered parts, from where an earlier run has ended.

A part is written under another name, and gets its own once it is whole: whatever ends a run, nothing is lost but the
part that it was writing, and nothing is written twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import attrs

from diplotext.errors import FolderError
from diplotext.model.articles import Article
from diplotext.model.document import Document
from diplotext.pipeline.arguments import check_numbers
from diplotext.pipeline.batching import batches
from diplotext.pipeline.pipeline import Pipeline
from diplotext.pipeline.processes import run_batches
from diplotext.scaling.manifest import Manifest, Share
from diplotext.scaling.settings import settings_of
from diplotext.scaling.sources import GivenSource, Item, SetAside, Source
from diplotext.scaling.writing import BATCH_SIZE, MAX_BATCHES_PER_PROCESS, AtomicFile, Line, lines_of

SHARD_SIZE = 1_000


@attrs.frozen
class Summary:
    """What a folder holds of the share of a run, earlier runs included.

    Attributes:
        folder: The folder.
        written: How many documents are in its parts.
        failed: In how many of them extractors failed.
        set_aside: The articles for which there is no result.
    """

    folder: Path
    written: int
    failed: int
    set_aside: tuple[SetAside, ...]


class Watcher:
    """Learns how far a run is; this one does nothing with it."""

    def begin(self, done: int) -> None:
        """The run begins; earlier ones have dealt with some articles."""

    def settle(self, aside: SetAside | None) -> None:
        """An article is dealt with: None, or why it is set aside."""


def extract_to_folder(
    pipeline: Pipeline,
    articles: Iterable[Article] | Source,
    folder: str | os.PathLike[str],
    *,
    resume: bool = False,
    share: tuple[int, int] = (1, 1),
    shard_size: int = SHARD_SIZE,
    processes: int = 1,
    batch_size: int = BATCH_SIZE,
    time_limit: float | None = None,
    watcher: Watcher | None = None,
) -> Summary:
    """Read articles into numbered files of a folder, `part-00000.jsonl` and so on, each of them written as a whole.

    Articles are read in other processes, even by a single one, so that an article on which a process dies, or for which
    it takes too long, does no harm to others: it is in `set-aside.jsonl`, with the reason. What the folder holds is in
    `manifest.jsonl`.

    Args:
        pipeline: What reads them.
        articles: Texts, records or documents. In a later run they must be the same.
        folder: Made if there is none.
        resume: Whether to continue an earlier run, if there was one.
        share: `(3, 100)` makes the third of 100 shares, for as many runs on one folder, at any time and on any machine.
            The files are the same as those of a single run.
        shard_size: Articles in a file.
        processes: How many processes work.
        batch_size: Articles parsed together, at most.
        time_limit: Seconds for one article; by default there is no limit.
        watcher: What is called as the run proceeds.

    Raises:
        FolderError: If the folder holds results of other articles, of another pipeline or other versions, or of an
            earlier run that is not to be resumed; or if another process is writing the same results.
    """
    check_numbers(processes=processes, batch_size=batch_size, shard_size=shard_size, share=share[0], shares=share[1])
    if share[0] > share[1]:
        raise FolderError(f"there is no share {share[0]} of {share[1]}")
    source = articles if isinstance(articles, Source) else GivenSource(articles)
    header = {"input": dict(source.identity), "made_with": settings_of(pipeline)}
    mine = Share(*share, shard_size)
    manifest = Manifest(Path(folder), mine, header, resume=resume)
    try:
        watcher = watcher or Watcher()
        run = _Run(Path(folder), mine, manifest, watcher)
        watcher.begin(sum(part["written"] + len(part["set_aside"]) for part in manifest.parts.values()))
        if not manifest.is_complete:
            run.read(pipeline, source, processes, batch_size, time_limit)
        return run.summary()
    finally:
        manifest.close()


def _set_aside(document: Document, reason: str) -> str:
    return reason


class _Run:
    """A run: what it has taken from the input, and the part that it is writing."""

    def __init__(self, folder: Path, share: Share, manifest: Manifest, watcher: Watcher) -> None:
        self._folder, self._share, self._manifest, self._watcher = folder, share, manifest, watcher
        self._done = frozenset(manifest.parts)
        self._waiting: deque[Item] = deque()  # taken from the input, and not yet dealt with
        self._part: _Part | None = None
        self._aside = folder / f"set-aside{share.label}.jsonl"
        for temporary in folder.glob(".part-*.tmp"):
            if share.of == 1 or self._owns(temporary):
                temporary.unlink(missing_ok=True)
        self._write_set_aside()

    def _owns(self, temporary: Path) -> bool:
        digits = "".join(filter(str.isdigit, temporary.name))
        return int(digits or 0) % self._share.of == self._share.number - 1

    def read(
        self, pipeline: Pipeline, source: Source, processes: int, batch_size: int, time_limit: float | None
    ) -> None:
        """Read what is missing."""
        results: Generator[Line | str, None, None] = run_batches(
            partial(lines_of, pipeline),
            batches(self._documents(source), batch_size),
            processes,
            failed=_set_aside,
            time_limit=time_limit,
            ahead=MAX_BATCHES_PER_PROCESS,
        )
        try:
            with closing(results):
                for result in results:
                    self._settle_others()
                    self._settle(self._waiting.popleft(), result)
            self._settle_others()
            self._close_part()
            self._manifest.complete()
        finally:
            if self._part and not self._part.is_done:
                self._part.file.discard()

    def _documents(self, source: Source) -> Iterator[Document]:
        """The documents to be read; everything that comes is put on the waiting list."""
        for item in source.items(self._share.has, self._is_done):
            self._waiting.append(item)
            if isinstance(item.article, Document) and not self._is_done(item.number):
                yield item.article

    def _is_done(self, number: int) -> bool:
        return self._share.part(number) in self._done

    def _settle_others(self) -> None:
        """Deal with what comes before the next document that has been read."""
        while self._waiting:
            item = self._waiting[0]
            if isinstance(item.article, Document) and not self._is_done(item.number):
                return
            self._settle(self._waiting.popleft(), None)

    def _settle(self, item: Item, result: Line | str | None) -> None:
        """Add an article to its part: a line, or why there is none."""
        number = self._share.part(item.number)
        if self._part is None or self._part.number != number:
            self._close_part()
            self._part = _Part(self._folder, number, is_done=number in self._done)
        part = self._part
        part.given += item.digest
        aside: SetAside | None = None
        if not part.is_done:
            if isinstance(result, Line):
                part.add(result)
            else:
                document = item.article
                aside = document if isinstance(document, SetAside) else SetAside(item.place, str(result), document.id)
                part.set_aside.append(aside)
            self._watcher.settle(aside)
        if self._share.part(item.number + 1) != number:
            self._close_part()

    def _close_part(self) -> None:
        part, self._part = self._part, None
        if part is None:
            return
        if part.is_done:
            if self._manifest.parts[part.number].get("articles_sha256", "") != part.articles_sha256:
                raise FolderError(f"the articles of {part.name} in {self._folder} were others: name another folder")
            return
        self._part = part  # to be discarded if this goes wrong
        part.file.finish()
        self._part = None
        self._manifest.add(part.record())
        if part.set_aside:
            with self._aside.open("ab") as stream:
                stream.write(b"".join(map(_line_of, part.set_aside)))

    def summary(self) -> Summary:
        """What the parts hold."""
        parts = [part for _, part in sorted(self._manifest.parts.items())]
        return Summary(
            self._folder,
            sum(part["written"] for part in parts),
            sum(part["failed"] for part in parts),
            tuple(SetAside(**record) for part in parts for record in part["set_aside"]),
        )

    def _write_set_aside(self) -> None:
        """Write anew what the manifest says of articles set aside."""
        found = self.summary().set_aside
        if found or self._aside.exists():
            file = AtomicFile(self._aside)
            for one in found:
                file.add(_line_of(one))
            file.finish()


def _line_of(one: SetAside) -> bytes:
    return json.dumps(attrs.asdict(one)).encode() + b"\n"


class _Part:
    """A part that is being written, or that was written by an earlier run."""

    def __init__(self, folder: Path, number: int, *, is_done: bool) -> None:
        self.number, self.is_done = number, is_done
        self.name = f"part-{number:05}.jsonl"
        self.given = bytearray()  # hashes of the articles
        self.written = self.failed = 0
        self.set_aside: list[SetAside] = []
        if not is_done:
            self.file = AtomicFile(folder / self.name)

    def add(self, line: Line) -> None:
        """Add a document."""
        self.file.add(line.text.encode("utf-8", "backslashreplace") + b"\n")
        self.written += 1
        self.failed += line.failed

    @property
    def articles_sha256(self) -> str:
        """A hash of the articles that were given for it; empty if the input as a whole has one."""
        return hashlib.sha256(self.given).hexdigest() if self.given else ""

    def record(self) -> dict[str, object]:
        """What the manifest says of it."""
        return {
            "part": self.number,
            "file": self.name,
            "written": self.written,
            "failed": self.failed,
            "bytes": self.file.bytes,
            "sha256": self.file.sha256,
            "set_aside": [attrs.asdict(one) for one in self.set_aside],
            **({"articles_sha256": self.articles_sha256} if self.articles_sha256 else {}),
        }
