"""A progress bar on standard error or in a notebook: what is done, how fast, and how long it will take."""

from __future__ import annotations

import abc
import datetime
import sys
import time
from collections.abc import Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

T = TypeVar("T")

SECONDS_BETWEEN_LINES = 30


class RateColumn(ProgressColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


class _Bar(Progress):
    """Rich before 14.3 writes an empty line at the end of a bar that was never shown."""

    def stop(self) -> None:
        """End the bar, if it is shown."""
        if not self.disable:
            super().stop()


def progress_bar(*, hidden: bool = False) -> Progress:
    """A progress bar for `tracked`, which vanishes when it is done."""
    return _Bar(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeElapsedColumn(),
        TextColumn("left", style="progress.remaining"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=hidden,
        redirect_stdout=False,
    )


def tracked(values: Iterable[T], progress: Progress, *, total: int | None, description: str) -> Iterator[T]:
    """The values; one counts as done when the next one is asked for.

    Args:
        values: Any values.
        progress: The bar, which has been started.
        total: How many there are, if it is known.
        description: What is being done to them.
    """
    task = progress.add_task(description, total=total)
    for value in values:
        yield value
        progress.advance(task)


def with_progress(values: Iterable[T], inputs: Iterable[Any], description: str = "reading") -> Iterator[T]:
    """The same with a bar of its own.

    Args:
        values: Any values, one for each of the inputs.
        inputs: What they are made from; its length is the total, if it has one.
        description: What is being done.
    """
    with progress_bar() as progress:
        yield from tracked(
            values, progress, total=len(inputs) if isinstance(inputs, Sized) else None, description=description
        )


class Rate(abc.ABC):
    """How far a run is that may have been begun earlier."""

    @abc.abstractmethod
    def begin(self, done: int) -> None:
        """It begins; so many are done already."""

    @abc.abstractmethod
    def advance(self) -> None:
        """One more is done."""


@contextmanager
def progress_of(total: int | None) -> Iterator[Rate]:
    """Progress on standard error: a bar on a terminal, else, for files of logs, a line now and then."""
    if not sys.stderr.isatty():
        yield _LoggedRate(total)
        return
    with progress_bar() as bar:
        yield _ShownRate(bar, total)


class _ShownRate(Rate):
    def __init__(self, bar: Progress, total: int | None) -> None:
        self._bar, self._task = bar, bar.add_task("reading", total=total)

    def begin(self, done: int) -> None:
        self._bar.reset(self._task, completed=done)

    def advance(self) -> None:
        self._bar.advance(self._task)


class _LoggedRate(Rate):
    def __init__(self, total: int | None) -> None:
        self._total, self._done, self._earlier = total, 0, 0
        self._start = self._shown = time.monotonic()

    def begin(self, done: int) -> None:
        self._done = self._earlier = done
        self._start = self._shown = time.monotonic()

    def advance(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._shown >= SECONDS_BETWEEN_LINES or self._done == self._total:
            self._shown = now
            rate = (self._done - self._earlier) / max(now - self._start, 1e-3)
            print(f"diplotext: {progress_line(self._done, self._total, rate)}", file=sys.stderr, flush=True)


def progress_line(done: int, total: int | None, rate: float) -> str:
    """How many are done, at how many a second, and, if it is known how many there are, how long the rest will take."""
    if total is None:
        return f"{done} articles, {rate:.1f}/s"
    left = datetime.timedelta(seconds=round((total - done) / rate))
    return f"{done} of {total} articles, {rate:.1f}/s, {left} left"
