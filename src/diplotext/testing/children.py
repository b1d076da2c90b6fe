"""Running an extractor in other interpreters, with chosen environment variables and without the state of the tests.

Starting an interpreter and loading a language model takes seconds, so those that read texts are kept for further tasks.
Checking an import needs a new interpreter each time.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pickle
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from diplotext.model.annotations import shortened
from diplotext.plugin.extractor import Extractor

SURROUNDINGS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "AAA-14", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    {"PYTHONHASHSEED": "3", "TZ": "BBB+11", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
)
"""Hash seed, time zone and locale, all different in each; `AAA-14` is fourteen hours ahead of UTC."""
USUAL: Mapping[str, str] = {"PYTHONHASHSEED": "0"}
SECONDS = 300


class Child:
    """An interpreter that does one task after the other.

    Args:
        surroundings: Environment variables that are set in it.
        environment: All other environment variables.
    """

    def __init__(self, surroundings: Mapping[str, str], environment: Mapping[str, str]) -> None:
        self.surroundings: Mapping[str, str] = surroundings
        self.environment: Mapping[str, str] = environment
        self.ended: bool = False
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the process)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "diplotext.testing.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**environment, **surroundings},
        )

    def order(self, order: bytes) -> None:
        """Send it a task; `answer` reports if that fails."""
        assert self._process.stdin
        with contextlib.suppress(OSError):
            self._process.stdin.write(order)
            self._process.stdin.flush()

    def answer(self) -> tuple[Any, str | None]:
        """Its answer to the task, and what went wrong, if anything did."""
        assert self._process.stdout
        timer = threading.Timer(SECONDS, self._process.kill)
        timer.start()
        line = self._process.stdout.readline()
        late = not timer.is_alive()
        timer.cancel()
        if line.endswith(b"\n"):
            found, wrong = json.loads(line)
            return found, wrong
        last = f"it did not end within {SECONDS} seconds" if late else self._last_words()
        self.end()
        return None, last

    def _last_words(self) -> str:
        self._process.wait()
        self._said.seek(0)
        return (self._said.read().decode("utf-8", "replace").strip().splitlines() or ["it said nothing"])[-1]

    def end(self) -> None:
        """End it, whatever it is doing."""
        if self.ended:
            return
        self.ended = True
        with contextlib.suppress(OSError), self._process, self._said:
            self._process.kill()


_kept: list[Child] = []


@atexit.register
def _end_all() -> None:
    while _kept:
        _kept.pop().end()


def _child(surroundings: Mapping[str, str]) -> Child:
    """The interpreter kept for some surroundings, as long as the rest of the environment is the same."""
    environment = _environment()
    for child in _kept[:]:
        if child.environment != environment:
            child.end()
        if child.ended:
            _kept.remove(child)
    for child in _kept:
        if child.surroundings == surroundings:
            return child
    _kept.append(Child(surroundings, environment))
    return _kept[-1]


@cache
def imported(extractor: type[Extractor]) -> Any:
    """What importing the package of an extractor does in a new interpreter, see `diplotext.testing.child.importing`."""
    order = _order("import", extractor, ())
    child = Child(USUAL, _environment())
    try:
        return _answers(extractor, order, [child])[0]
    finally:
        child.end()


def children(
    task: str,
    extractor: type[Extractor],
    documents: Sequence[Any],
    surroundings: Sequence[Mapping[str, str]] = (USUAL,),
) -> list[Any]:
    """What a task of `diplotext.testing.child` returns in several interpreters at once, each with its surroundings.

    Raises:
        AssertionError: If one cannot import the extractor, or dies; with the last line that it printed.
    """
    order = _order(task, extractor, documents)
    return _answers(extractor, order, [_child(variables) for variables in surroundings])


def _order(task: str, extractor: type[Extractor], documents: Sequence[Any]) -> bytes:
    where = (extractor.__module__, extractor.__qualname__)
    if "<locals>" in where[1] or where[0] == "__main__":
        raise AssertionError(
            f"{'.'.join(where)} cannot be imported in another process; define it at the top level of a module of an "
            "installed package"
        )
    return pickle.dumps((task, *where, pickle.dumps(tuple(documents))))


def _answers(extractor: type[Extractor], order: bytes, asked: Sequence[Child]) -> list[Any]:
    for child in asked:
        child.order(order)
    answers = [child.answer() for child in asked]  # all of them, so that none is left for the next task
    for child, (_, wrong) in zip(asked, answers, strict=True):
        if wrong is not None:
            settings = " ".join(f"{key}={value}" for key, value in child.surroundings.items())
            raise AssertionError(
                f"{extractor.__name__} cannot be run in another process ({settings}): {shortened(wrong, 300)}"
            )
    return [found for found, _ in answers]


def _environment() -> dict[str, str]:
    """The environment of this process, with its search path for modules."""
    left_out = ("LANG", "LANGUAGE", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONWARNINGS", "PYTEST_CURRENT_TEST")
    kept = {key: value for key, value in os.environ.items() if key not in left_out and not key.startswith("LC_")}
    kept.setdefault("OPENBLAS_NUM_THREADS", "1")  # several run at once: threads would only wait for each other
    return {**kept, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
