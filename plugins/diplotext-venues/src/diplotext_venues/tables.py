"""Reading the plugin's lexicons: CSV files with a `source` column, read on first use and once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from immutabledict import immutabledict


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a data file, such as `"triggers.csv"`, in the order of the file."""
    text = (files("diplotext_venues") / "data" / name).read_text(encoding="utf-8")
    return tuple(immutabledict(row) for row in csv.DictReader(text.splitlines()))


@cache
def words(role: str) -> frozenset[str]:
    """The words of a role in `words.csv`, in lower case."""
    return frozenset(word for row in rows("words.csv") if row["role"] == role for word in row["words"].split("|"))
