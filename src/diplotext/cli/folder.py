"""`diplotext extract --output FOLDER`: results in parts, so that a run that was interrupted is continued."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from diplotext.io.inputs import InputOptions
from diplotext.io.notices import Notices
from diplotext.pipeline.pipeline import Pipeline
from diplotext.scaling.folder import SHARD_SIZE, Summary, Watcher, extract_to_folder
from diplotext.scaling.manifest import Share
from diplotext.scaling.sources import FileSource, SetAside

if TYPE_CHECKING:
    from diplotext.io.progress import Rate

SHARE = re.compile(r"([1-9]\d*)/([1-9]\d*)")


def parsed_share(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """The two numbers of the value of `--shard`: `3/100` is the third of 100 shares."""
    if value is None:
        return None
    match = SHARE.fullmatch(value)
    if not match or int(match[1]) > int(match[2]):
        raise click.BadParameter(f"{value!r} is not a share such as 3/100, the third of 100")
    return int(match[1]), int(match[2])


@attrs.frozen
class FolderOptions:
    """How results are written to a folder.

    Attributes:
        resume: Whether to continue an earlier run.
        share: Which share of the input this run reads, and of how many.
        shard_size: Articles in a file.
    """

    resume: bool
    share: tuple[int, int] | None
    shard_size: int | None

    @property
    def are_given(self) -> bool:
        """Whether any of them is given."""
        return self.resume or self.share is not None or self.shard_size is not None


def is_folder(output: str | None) -> bool:
    """Whether a path is that of a folder."""
    return bool(output) and (Path(str(output)).is_dir() or str(output).endswith("/"))


def write_folder(
    pipeline: Pipeline,
    files: Sequence[str],
    input_options: InputOptions,
    notices: Notices,
    output: str,
    options: FolderOptions,
    *,
    processes: int,
    time_limit: float | None,
    progress: bool | None,
) -> int:
    """Read files into a folder; the exit status."""
    source = FileSource(files, input_options, notices)
    share = options.share or (1, 1)
    size = options.shard_size or SHARD_SIZE
    with ExitStack() as stack:
        watcher: _Watcher = _Watcher()
        if progress is not False and (progress or sys.stderr.isatty()):
            from diplotext.io.progress import progress_of  # imports much of rich

            total = source.total
            rate = stack.enter_context(progress_of(None if total is None else Share(*share, size).articles(total)))
            watcher = _Watcher(rate)
        summary = extract_to_folder(
            pipeline,
            source,
            output,
            resume=options.resume,
            share=share,
            shard_size=size,
            processes=processes,
            time_limit=time_limit,
            watcher=watcher,
        )
    notices.finish()
    _tell(summary, share)
    return 0 if not summary.set_aside else 1 if summary.written else 2


class _Watcher(Watcher):
    """Reports articles that are set aside, and shows the progress."""

    def __init__(self, rate: Rate | None = None) -> None:
        self._rate = rate

    def begin(self, done: int) -> None:
        if self._rate:
            self._rate.begin(done)

    def settle(self, aside: SetAside | None) -> None:
        if aside:
            name = "" if aside.id is None else f"{aside.id!r}: "
            click.echo(f"diplotext: {aside.place}: {name}{' '.join(aside.reason.split())}", err=True)
        if self._rate:
            self._rate.advance()


def _tell(summary: Summary, share: tuple[int, int]) -> None:
    """Say on one line what the folder holds."""
    told = f"{summary.written} articles in {summary.folder}"
    if summary.set_aside:
        label = Share(*share, 1).label
        told += f", {len(summary.set_aside)} set aside, see {summary.folder / f'set-aside{label}.jsonl'}"
    if summary.failed:
        told += f"; extractors failed on {summary.failed} documents, see failures"
    click.echo(f"diplotext: {told}", err=True)
