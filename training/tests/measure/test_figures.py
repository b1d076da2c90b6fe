"""Figures as people see them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.measure.figures import markdown, percent


@pytest.mark.parametrize(
    ("right", "total", "expected"), [(0, 0, 0.0), (0, 3, 0.0), (1, 3, 33.3), (3, 3, 100.0), (2, 3, 66.7)]
)
def test_a_share(right: int, total: int, expected: float) -> None:
    assert percent(right, total) == expected


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_stays_within_bounds(right: int, total: int) -> None:
    assert 0 <= percent(min(right, total), total) <= 100


def test_models_stand_under_one_another() -> None:
    tables = {"new": {"dev": {"LAS": 80.5, "UAS": 83.0}}, "old": {"dev": {"LAS": 79.0}, "test": {"words/s": 12345.6}}}
    assert markdown("Trees", tables).splitlines() == [
        "## Trees",
        "",
        "|  | model | LAS | UAS | words/s |",
        "| --- | --- | --- | --- | --- |",
        "| dev | new | 80.5 | 83 | - |",
        "| dev | old | 79 | - | - |",
        "| test | old | - | - | 12346 |",
    ]
