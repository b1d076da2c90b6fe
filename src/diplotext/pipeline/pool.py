"""Processes that read batches: what they have been sent, what they answer, and what is done when one dies.

A process that dies or hangs is replaced. Its batch is read again article by article, so that the one that is to blame
is found and named.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

import attrs

from diplotext.errors import PipelineError
from diplotext.model.document import Document
from diplotext.pipeline import worker as child
from diplotext.pipeline.starting import blocking_interrupts, starting

R = TypeVar("R")

MAX_TASKS = 2
"""Batches that a process has at a time: it reads the first, and the next is at hand."""

MAX_DEATHS = 3
"""How often a process dies on an article before that article is to blame: others may be killed for want of memory."""

MAX_FAILED_STARTS = 3
"""Processes that die before they are ready, while no other one reads anything, after which the run is given up."""

MAX_SECONDS_TO_END = 5
PIPE_BYTES = 1_000_000
"""What a pipe should hold: the next batch waits in it while a process works on the one before."""


@attrs.define(eq=False)
class _Slot(Generic[R]):
    """A document, and in the end its result or the error that ends the run."""

    document: Document
    deaths: int = 0
    done: bool = False
    result: R | None = None
    error: Exception | None = None


@attrs.define(eq=False)
class _Task(Generic[R]):
    """Documents that are sent to a process together, and how many of them have a result."""

    slots: Sequence[_Slot[R]]
    data: bytes
    answered: int = 0

    @property
    def left(self) -> Sequence[_Slot[R]]:
        return self.slots[self.answered :]


class _Worker(Generic[R]):
    """A process, and what it has been sent."""

    def __init__(self, *, early: bool = False) -> None:
        context = multiprocessing.get_context("spawn")  # the same on every platform, and safe with threads
        self.connection, theirs = context.Pipe()
        self.room = _room_in(self.connection)
        self.tasks: deque[_Task[R]] = deque()
        self.is_ready = False
        self.since = 0.0  # when it began with what it is doing
        self.process = context.Process(target=child.serve, args=(theirs,), kwargs={"early": early})
        with starting():
            self.process.start()
        theirs.close()

    def can_take(self, task: _Task[R]) -> bool:
        """Whether sending a task would not block."""
        return self.is_ready and (not self.tasks or (len(self.tasks) < MAX_TASKS and len(task.data) < self.room))

    def take(self, task: _Task[R]) -> None:
        self.tasks.append(task)
        if len(self.tasks) == 1:
            self.since = time.monotonic()
        self.connection.send_bytes(task.data)

    def how_it_ended(self) -> str:
        """How the process ended, for people."""
        self.process.join(MAX_SECONDS_TO_END)
        status = self.process.exitcode
        if status is None:
            return "it closed its pipe"
        if status < 0:
            return f"killed by {_signal_name(-status)}"
        return f"exit status {status}"

    def end(self, *, at_once: bool) -> None:
        """End the process: at once, or as soon as it sees that there is no more work."""
        self.connection.close()
        if at_once:
            self.process.kill()
        self.process.join(MAX_SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join(MAX_SECONDS_TO_END)


_early: list[_Worker[Any]] = []
"""Processes that have been started and have no pool yet."""


def start_early(processes: int) -> None:
    """Start processes for the next pool: they import what they need while this process makes a pipeline."""
    atexit.register(_end_early)
    _early.extend(_Worker(early=True) for _ in range(processes))


def _end_early() -> None:
    while _early:
        _early.pop().end(at_once=True)


class Pool(Generic[R]):
    """Processes, and the batches that they have been given; see `run_batches` for what it is made from."""

    def __init__(
        self,
        work: bytes,
        processes: int,
        failed: Callable[[Document, str], R] | None,
        finish: Callable[[Document, Any], R],
        time_limit: float | None,
        ahead: int,
    ) -> None:
        self._work, self._processes, self._failed, self._finish = work, processes, failed, finish
        self._time_limit, self._max_batches = time_limit, processes * ahead
        self._workers: list[_Worker[R]] = []
        self._order: deque[deque[_Slot[R]]] = deque()  # batches that have not been yielded
        self._todo: deque[_Task[R]] = deque()
        self._failed_starts = 0

    def results(self, batches: Iterator[Sequence[Document]]) -> Generator[R, None, None]:
        """The results in order; the processes end with the iterator."""
        wrong: Exception | None = None  # an error of the input; the batches before it are still read
        more = True
        finished = False
        atexit.register(self._end, at_once=True)  # multiprocessing would wait at exit for processes that wait for us
        try:
            while True:
                self._wait(0)
                if self._order and self._order[0][0].done:
                    slot = self._order[0].popleft()
                    if not self._order[0]:
                        self._order.popleft()
                    if slot.error:
                        raise slot.error
                    yield slot.result  # type: ignore[misc]
                elif more and self._needs_input():
                    try:
                        self._add(next(batches))
                    except StopIteration:
                        more = False
                    except Exception as error:
                        wrong, more = error, False
                elif self._order:
                    self._wait(None)
                else:
                    break
            finished = True
            if wrong:
                raise wrong
        finally:
            atexit.unregister(self._end)
            self._end(at_once=not finished)

    def _end(self, *, at_once: bool) -> None:
        with blocking_interrupts():
            _end_early()  # of a run with less to do than there are processes
            for worker in self._workers:
                if at_once:
                    worker.process.kill()
                worker.connection.close()
            for worker in self._workers:
                worker.end(at_once=at_once)
            self._workers.clear()

    def _needs_input(self) -> bool:
        """Whether a process can take another batch; until then, input that is slow to come delays no result."""
        waiting = len(self._todo) + sum(len(worker.tasks) for worker in self._workers)
        return waiting < MAX_TASKS * self._processes and len(self._order) < self._max_batches

    def _add(self, batch: Sequence[Document]) -> None:
        """Take a batch from the input. A time limit is that of an article: then each is sent alone."""
        slots = [_Slot[R](document) for document in batch]
        self._order.append(deque(slots))
        for some in [slots] if self._time_limit is None else [[slot] for slot in slots]:
            self._todo.extend(self._tasks(some))
        self._dispatch()

    def _tasks(self, slots: Sequence[_Slot[R]]) -> Iterator[_Task[R]]:
        """Slots as a task; article by article, if they cannot be pickled together."""
        try:
            yield _Task(slots, child.packed([slot.document for slot in slots]))
        except Exception as error:
            if len(slots) > 1:
                for slot in slots:
                    yield from self._tasks([slot])
            else:
                self._fail(slots[0], f"cannot be sent to another process: {type(error).__name__}: {error}")

    def _fail(self, slot: _Slot[R], reason: str) -> None:
        slot.done = True
        if self._failed is None:
            slot.error = PipelineError(f"document {slot.document.id!r}: {reason}")
        else:
            slot.result = self._failed(slot.document, reason)

    def _dispatch(self) -> None:
        """Send tasks: first to processes that have nothing to do, then ahead."""
        while self._todo and len(self._workers) < self._processes:
            if sum(not worker.tasks for worker in self._workers) >= len(self._todo):
                break
            try:
                self._workers.append(_early.pop() if _early else _Worker())
            except BrokenPipeError as error:
                self._note_failed_start(str(error))
        for ahead in range(MAX_TASKS):
            for worker in list(self._workers):
                if self._todo and len(worker.tasks) == ahead and worker.can_take(self._todo[0]):
                    try:
                        worker.take(self._todo.popleft())
                    except OSError:
                        self._bury(worker)

    def _wait(self, seconds: float | None) -> None:
        """Wait until something happens, or for some time, and deal with it."""
        if self._time_limit is not None:
            busy = [worker.since for worker in self._workers if worker.tasks]
            left = min(busy) + self._time_limit - time.monotonic() if busy else None
            seconds = left if seconds is None else seconds
            seconds = None if seconds is None else max(0.0, seconds)
        handles: dict[Any, _Worker[R]] = {}
        for worker in self._workers:
            handles[worker.connection] = handles[worker.process.sentinel] = worker
        happened = wait(list(handles), seconds)
        for handle in happened:
            worker = handles[handle]
            if worker in self._workers:
                self._receive(worker, has_ended=not isinstance(handle, Connection))
        for worker in list(self._workers) if self._time_limit is not None else ():
            if worker.tasks and time.monotonic() - worker.since > self._time_limit:  # type: ignore[operator]
                self._end_late(worker)
        self._dispatch()

    def _receive(self, worker: _Worker[R], *, has_ended: bool) -> None:
        """Deal with a message of a process, or with all that are left of one that has ended."""
        try:
            self._message(worker, worker.connection.recv_bytes())
            while has_ended:
                self._message(worker, worker.connection.recv_bytes())
        except (EOFError, OSError):
            self._bury(worker)

    def _message(self, worker: _Worker[R], data: bytes) -> None:
        kind, content = data[:1], data[1:]
        if kind == child.HERE:
            worker.connection.send_bytes(self._work)
        elif kind == child.READY:
            worker.is_ready = True
        elif kind == child.UNUSABLE:
            raise PipelineError(
                f"a process cannot unpickle the pipeline ({content.decode()}); extractors that run in several "
                "processes must be defined in a module that can be imported there, not in a notebook"
            )
        else:
            self._settle(worker, kind, content)

    def _settle(self, worker: _Worker[R], kind: bytes, content: bytes) -> None:
        """A result, or an error, for the task that a process is working on."""
        self._failed_starts = 0
        task = worker.tasks[0]
        slot = task.left[0]
        if kind == child.ERROR:
            worker.tasks.popleft()
            error: Exception = pickle.loads(content)  # noqa: S301  (our own bytes)
            if self._failed is None:
                slot.error, slot.done = error, True
            elif len(task.left) > 1:
                self._repeat(task.left)
            else:
                self._fail(slot, f"{type(error).__name__}: {error}")
        else:
            task.answered += 1
            if not task.left:
                worker.tasks.popleft()
            if kind == child.UNSENT:
                self._fail(slot, f"what was found cannot be sent to another process: {content.decode()}")
            else:
                try:
                    slot.result = self._finish(slot.document, pickle.loads(content))  # noqa: S301  (our own bytes)
                    slot.done = True
                except Exception as error:
                    self._fail(slot, f"what was found cannot be received: {type(error).__name__}: {error}")
        worker.since = time.monotonic()

    def _repeat(self, slots: Sequence[_Slot[R]]) -> None:
        """Read some articles again, before others, each alone."""
        self._todo.extendleft(reversed([task for slot in slots for task in self._tasks([slot])]))

    def _end_late(self, worker: _Worker[R]) -> None:
        """End a process that has taken too long for an article."""
        worker.process.kill()
        [slot] = worker.tasks.popleft().left
        self._fail(slot, f"reading it took longer than {self._time_limit:g} seconds")
        self._remove(worker)

    def _bury(self, worker: _Worker[R]) -> None:
        """Deal with the death of a process: one of the articles that it was working on may be to blame."""
        how = worker.how_it_ended()
        if not worker.is_ready:
            self._note_failed_start(how)
        suspects = worker.tasks.popleft().left if worker.tasks else ()
        self._remove(worker)
        for slot in suspects:
            slot.deaths += 1
        if len(suspects) == 1 and suspects[0].deaths >= MAX_DEATHS:
            self._fail(suspects[0], f"a process died on it, {MAX_DEATHS} times ({how})")
        else:
            self._repeat(suspects)

    def _note_failed_start(self, how: str) -> None:
        self._failed_starts += 1
        if how == "exit status 1" or self._failed_starts == MAX_FAILED_STARTS:
            raise PipelineError(
                f"a process died at its start ({how}); a script that reads in several processes needs the guard "
                '`if __name__ == "__main__":`, and enough memory for each'
            )

    def _remove(self, worker: _Worker[R]) -> None:
        """Forget a process; what it had not begun is for others."""
        self._todo.extendleft(reversed(worker.tasks))
        worker.tasks.clear()
        self._workers.remove(worker)
        worker.end(at_once=True)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _room_in(connection: Any) -> int:
    """How many bytes can surely be sent before anybody receives them."""
    try:
        import socket

        with socket.socket(fileno=os.dup(connection.fileno())) as pipe:
            pipe.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PIPE_BYTES)
            return pipe.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // 4  # the kernel's own needs are counted too
    except OSError:  # a pipe of Windows
        return 0
