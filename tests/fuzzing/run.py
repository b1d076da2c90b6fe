"""Fuzzing for as long as you like: `python -m tests.fuzzing.run --minutes 60` (`make fuzz MINUTES=60`).

First the properties of `test_fuzzing.py`, in rounds with other seeds than the tests; then, if atheris is installed (the
extra `fuzz`), the coverage-guided targets. Prints a table of what ran and what broke. What breaks a guided target is
kept under `--output`, as is its corpus: what is worth keeping goes to `tests/fuzzing/corpus`.

Exit status 1 if something broke.
"""

import argparse
import importlib.util
import re
import subprocess
import sys
import time
import traceback
from pathlib import Path

import hypothesis
from tests.fuzzing.properties import PROPERTIES
from tests.fuzzing.targets import CORPUS, TARGETS

EXAMPLES = 300
"""In a round."""

MAX_BYTES = 800
"""Of an input of a guided target."""


class Row:
    """What ran, and what broke."""

    def __init__(self, name):
        self.name = name
        self.executions = 0
        self.seconds = 0.0
        self.faults = {}

    def __str__(self):
        return f"| {self.name} | {self.executions:,} | {self.seconds / 3600:.2f} | {len(self.faults)} |"


def rounds(name, seconds, seed):
    """Check a property in rounds until the time is over."""
    row = Row(name)
    strategy, check = PROPERTIES[name]()
    began = time.monotonic()
    while row.seconds < seconds:

        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=EXAMPLES, derandomize=False, database=None, deadline=None, report_multiple_bugs=False
        )
        @hypothesis.given(strategy)
        def holds(value):
            row.executions += 1
            check(value)

        try:
            holds()
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            report = f"{name}, seed {seed}: {''.join(traceback.format_exception(error))}"
            if row.faults.setdefault((type(error).__name__, where.filename, where.lineno), report) is report:
                print(report, file=sys.stderr, flush=True)
        seed += 1
        row.seconds = time.monotonic() - began
    return row


def guided(name, seconds, seed, output):
    """Run a coverage-guided target until the time is over or something breaks."""
    row = Row(f"{name} (guided)")
    found = output / name
    found.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    command = [
        *(sys.executable, "-m", "tests.fuzzing.guided", name, f"-max_total_time={int(seconds)}", f"-seed={seed}"),
        *(f"-max_len={MAX_BYTES}", "-timeout=30", f"-artifact_prefix={output}/{name}-", "-print_final_stats=1"),
        *(str(found), str(CORPUS / name)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    row.seconds = time.monotonic() - began
    counts = re.findall(r"number_of_executed_units: (\d+)|^#(\d+)", done.stderr, re.MULTILINE)
    row.executions = max((int(one or other) for one, other in counts), default=0)
    if done.returncode:
        report = "\n".join((done.stdout + done.stderr).splitlines()[-40:])
        row.faults[name] = report
        print(f"{name} (guided): {report}", file=sys.stderr, flush=True)
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choices = [*PROPERTIES, *(f"{name} (guided)" for name in TARGETS)]
    parser.add_argument("--minutes", type=float, default=60, help="for all of them together")
    parser.add_argument("--only", action="append", choices=choices, help="one of them")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument(
        "--output", type=Path, default=Path("build/fuzzing"), help="where guided targets keep what they find"
    )
    options = parser.parse_args()
    chosen = options.only or choices
    if not importlib.util.find_spec("atheris"):
        print("atheris is not installed (the extra `fuzz`): no target is guided by coverage", file=sys.stderr)
        chosen = [name for name in chosen if name in PROPERTIES]
    seconds = 60 * options.minutes / max(1, len(chosen))
    print("| what | executions | hours | faults |\n|---|---:|---:|---:|", flush=True)
    faults = 0
    for name in chosen:
        if name in PROPERTIES:
            row = rounds(name, seconds, options.seed)
        else:
            row = guided(name.partition(" ")[0], seconds, options.seed, options.output)
        print(row, flush=True)
        faults += len(row.faults)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
