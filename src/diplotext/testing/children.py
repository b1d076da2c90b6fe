"""Running an extractor in an interpreter of its own: the surroundings are chosen, and nothing was read before."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from diplotext.annotations import shortened
from diplotext.document import Document
from diplotext.extractor import Extractor

SURROUNDINGS: tuple[Mapping[str, str], ...] = (
    {"PYTHONHASHSEED": "1", "TZ": "AAA-14", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
    {"PYTHONHASHSEED": "3", "TZ": "BBB+11", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
)
"""Hash seed, time zone and locale, all different in each; `AAA-14` is fourteen hours ahead of UTC."""
SECONDS = 300


@cache
def child(task: str, extractor: type[Extractor], documents: Sequence[Document]) -> Any:
    """What a task of `diplotext.testing.child` finds in a new interpreter."""
    return children(task, extractor, documents, ({"PYTHONHASHSEED": "0"},))[0]


def children(
    task: str, extractor: type[Extractor], documents: Sequence[Any], surroundings: Sequence[Mapping[str, str]]
) -> list[Any]:
    """The same task in several new interpreters at once, each in its surroundings.

    Raises:
        AssertionError: If one cannot import the extractor, or dies, with what it said last.
    """
    where = (extractor.__module__, extractor.__qualname__)
    if "<locals>" in where[1] or where[0] == "__main__":
        raise AssertionError(
            f"{'.'.join(where)} cannot be imported in another process; define it at the top level of a module of an "
            "installed package"
        )
    order = pickle.dumps((task, *where, pickle.dumps(tuple(documents))))
    with tempfile.TemporaryDirectory() as folder:
        answers = [Path(folder) / str(number) for number in range(len(surroundings))]
        running = [
            subprocess.Popen(  # noqa: S603  (this interpreter and a module of this package)
                [sys.executable, "-P", "-m", "diplotext.testing.child", str(answer)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env={**_environment(), **variables},
            )
            for answer, variables in zip(answers, surroundings, strict=True)
        ]
        try:
            said = [_finished(process, order) for process in running]
        finally:
            for process in running:
                process.kill()
        for number, answer in enumerate(answers):
            if not answer.exists():
                last = (said[number].strip().splitlines() or ["it said nothing"])[-1]
                settings = " ".join(f"{key}={value}" for key, value in surroundings[number].items())
                raise AssertionError(
                    f"{extractor.__name__} cannot be run in another process ({settings}): {shortened(last, 300)}"
                )
        return [json.loads(answer.read_text(encoding="utf-8", errors="surrogatepass")) for answer in answers]


def _finished(process: subprocess.Popen[bytes], order: bytes) -> str:
    try:
        return process.communicate(order, timeout=SECONDS)[1].decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return f"it did not end within {SECONDS} seconds"


def _environment() -> dict[str, str]:
    """The surroundings of this process, modules found where it finds them."""
    left_out = ("LANG", "LANGUAGE", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONWARNINGS")
    kept = {key: value for key, value in os.environ.items() if key not in left_out and not key.startswith("LC_")}
    return {**kept, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
