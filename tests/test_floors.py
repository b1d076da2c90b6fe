"""The floors of the quality table: by task and data set, as one data set serves several tasks."""

from __future__ import annotations

import runpy
import tomllib
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def quality():
    return runpy.run_path(str(BENCHMARKS / "quality.py"))


def _report(task, **figures):
    return {
        "task": task,
        "file": "small.dev.jsonl",
        "figures": {name: {"F1": value} for name, value in figures.items()},
    }


@pytest.mark.parametrize(
    ("report", "faults"),
    [
        (_report("quotes", attributed=75.0), 0),
        (_report("quotes", attributed=74.0), 0),
        (_report("quotes", attributed=73.9), 1),
        (_report("quotes"), 1),
        (_report("dates", value=10.0), 0),
    ],
)
def test_figures_below_their_floors(quality, report, faults):
    floors = {"quotes": {"small.dev": {"attributed": 74.0}}}
    assert len(list(quality["below"](report, floors))) == faults


def test_every_floor_is_of_a_figure_that_is_watched(quality):
    floors = tomllib.loads((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))
    for task, sets in floors.items():
        for figures in sets.values():
            assert set(figures) <= set(quality["WATCHED"][task])
