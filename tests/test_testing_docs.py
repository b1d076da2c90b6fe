"""The page on testing plugins tells of every check."""

import re
from pathlib import Path

from diplotext.testing import CHECKS

PAGE = (Path(__file__).parents[1] / "docs" / "testing-plugins.md").read_text(encoding="utf-8")


def test_every_check_is_in_the_table_in_order():
    assert re.findall(r"^\| `(\w+)` \| \S", PAGE, re.M)[: len(CHECKS)] == [check.__name__ for check in CHECKS]


def test_every_fixture_is_in_the_table():
    from diplotext.testing import fixtures

    names = [name for name, value in vars(fixtures).items() if "pytest_fixture" in type(value).__name__.lower()
             or type(value).__name__ == "FixtureFunctionDefinition"]  # fmt: skip
    assert set(re.findall(r"^\| `(\w+)` \| ", PAGE, re.M)) == {*names, *(check.__name__ for check in CHECKS)}
