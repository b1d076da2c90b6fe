"""Figures below their floors are named."""

import tomllib
from pathlib import Path

import pytest

from training.evaluate import below

FLOORS = Path(__file__).resolve().parents[3] / "benchmarks" / "model-floors.toml"


@pytest.mark.parametrize(
    ("figure", "faults"),
    [(84.0, []), (83.0, []), (82.9, ["Trees, ewt_test, LAS: 82.9 is below 83"])],
)
def test_below(figure: float, faults: list[str]) -> None:
    assert list(below({"Trees": {"ewt_test": {"LAS": figure}}}, {"Trees": {"ewt_test": {"LAS": 83.0}}})) == faults


def test_what_was_not_measured_is_not_judged() -> None:
    assert not list(below({}, tomllib.loads(FLOORS.read_text(encoding="utf-8"))))
