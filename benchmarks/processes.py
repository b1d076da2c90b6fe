"""What a second process adds: the command with one and with two processes by turns, and whether the bytes are the same.

    python benchmarks/processes.py corpus/articles.jsonl --rounds 3

Wall time counts on a machine that does nothing else; processor time says what the second process costs. The command
starts anew each time, as it does for users, and each process takes some seconds to start: give it articles for at
least two minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import attrs


@attrs.frozen
class Run:
    """A run of the command: seconds by the clock and of processors, and a hash of what it wrote."""

    wall: float
    processor: float
    sha256: str


def measured(file: str, processes: int, others: Sequence[str]) -> Run:
    """Run the command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.jsonl"
        command = [sys.executable, "-m", "diplotext", "extract", file, "--format", "jsonl", "-o", str(output)]
        subprocess.run([*command, "--processes", str(processes), *others], check=True)
        wall = time.perf_counter() - start
        digest = hashlib.sha256(output.read_bytes()).hexdigest()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, digest)


def main() -> None:
    """Run it by turns, and print medians with the lowest and highest value."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", help="articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    given, others = parser.parse_known_args()
    runs: dict[int, list[Run]] = {processes: [] for processes in given.processes}
    for _ in range(given.rounds):
        for processes, found in runs.items():
            found.append(measured(given.file, processes, others))
    first = given.processes[0]
    for processes, found in runs.items():
        for name in ("wall", "processor"):
            values = sorted(getattr(run, name) for run in found)
            ratios = sorted(
                getattr(one, name) / getattr(run, name) for one, run in zip(runs[first], found, strict=True)
            )
            spread = f"{statistics.median(values):7.1f} s ({values[0]:.1f} to {values[-1]:.1f})"
            times = f"{statistics.median(ratios):.2f} times that ({ratios[0]:.2f} to {ratios[-1]:.2f})"
            print(f"{processes} processes, {name:9}: {spread}; {first} process takes {times}")
    same = len({run.sha256 for found in runs.values() for run in found}) == 1
    print("same bytes" if same else "DIFFERENT bytes")
    sys.exit(not same)


if __name__ == "__main__":
    main()
