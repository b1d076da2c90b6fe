"""Measured quality: run the measuring kit on its development data, print the headline figures, check the floors.

    python benchmarks/quality.py --bench PATH [--model fast] [--floors benchmarks/floors.toml] [--page docs/quality.md]

The kit (`measure.py`) and its data are not part of the project. Exit status 1 if a figure is below its floor or the
output breaks a promise of the wire format.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WATCHED = {
    "quotes": (
        "attributed",
        "content iou5",
        "content exact",
        "recall, direct",
        "recall, mixed",
        "recall, indirect",
        "speaker accuracy (content iou5)",
        "cue found",
        "source at cue",
    ),
    "dates": ("value", "bounds", "relaxed", "DATE: value", "invented"),
    "organizations": ("organization", "political organization", "state", "person", "location", "acronym pairs"),
    "meetings": ("meetings", "participants", "venue", "date", "tuples", "status accuracy", "events found"),
}
"""The figures to watch, by task."""

Report = dict[str, Any]


def measured(bench: Path, model: str | None = None) -> Iterator[Report]:
    """What `measure.py all --json` prints, one report a data set, as they come."""
    command = [sys.executable, str(bench / "measure.py"), "all", "--json"]
    if model:
        command += ["--command", f"diplotext extract --model {model} --input-format jsonl --format jsonl -"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
    if process.returncode > 1:
        sys.exit(f"the measuring kit failed with status {process.returncode}")


def figure(report: Report, name: str) -> float | None:
    """F1, or the share, in per cent."""
    row = report["figures"].get(name)
    value = None if row is None else row.get("F1", row.get("rate"))
    return None if value is None else float(value)


def as_row(report: Report) -> str:
    """A row of the table: the data set, its size, and the figures to watch."""
    figures = ((name, figure(report, name)) for name in WATCHED[report["task"]])
    shown = ", ".join(f"{name} {value:.1f}" for name, value in figures if value is not None)
    name = report["file"].removesuffix(".jsonl")
    return f"| {report['task']} | {name} | {report['documents']} | {shown} |"


def below(report: Report, floors: dict[str, dict[str, dict[str, float]]]) -> Iterator[str]:
    """The figures of a data set that are below their floors, which stand by task and data set."""
    for name, least in floors.get(report["task"], {}).get(report["file"].removesuffix(".jsonl"), {}).items():
        value = figure(report, name)
        if value is None or value < least:
            yield f"{report['file']}: {name} is {value}, below its floor of {least}"


def main() -> int:
    """Measure, print, check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the measuring kit")
    parser.add_argument("--model", choices=["accurate", "fast"], help="the language model; by default the default one")
    parser.add_argument("--floors", type=Path, default=Path(__file__).with_name("floors.toml"))
    parser.add_argument("--page", type=Path, help="write the table to this page, between its markers")
    options = parser.parse_args()
    floors = tomllib.loads(options.floors.read_text(encoding="utf-8"))
    rows = ["| task | data | documents | per cent |", "|---|---|---|---|"]
    print(*rows, sep="\n")
    faults: list[str] = []
    for report in measured(options.bench, options.model):
        rows.append(as_row(report))
        print(rows[-1], flush=True)
        faults += below(report, floors)
        faults += [f"{report['file']}: breaks the wire format: {problem}" for problem in report["violations"][:3]]
        faults += [f"{report['file']}: extractor failed: {failure}" for failure in report["failures"][:3]]
    if options.page:
        before, marker, rest = options.page.read_text(encoding="utf-8").partition("<!-- table -->\n")
        after = rest.partition("<!-- end -->")[2]
        page = before + marker + "\n".join(rows) + "\n<!-- end -->" + after
        options.page.write_text(page, encoding="utf-8")
    print(*faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
