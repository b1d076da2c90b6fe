"""A progress bar on standard error or in a notebook: what is done, how fast, and how long it will take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
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
