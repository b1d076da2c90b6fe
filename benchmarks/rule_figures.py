"""Writes measured figures into the tables of rules of the plugins; everything else in a table stays as it is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECTION = re.compile(r'^\["(?P<rule>[\w.-]+)"\]\n(?P<body>(?:(?!\[").*\n)*)', re.M)
FIGURES = re.compile(r"^(?:precision|cases|source) = .*\n", re.M)

Figures = Mapping[str, tuple[float | None, int]]
"""Precision, None where there were too few cases, and number of cases by rule."""


def table_of(plugin: str) -> Path:
    """The table of a plugin: `table_of("dates")`."""
    return ROOT / f"plugins/diplotext-{plugin}/src/diplotext_{plugin}/data/rules.toml"


def rewritten(table: str, figures: Figures, source: str, prefix: str = "") -> str:
    """A table with new figures.

    Args:
        table: The text of the file.
        figures: What was measured; a rule that is not in it has no figures.
        source: The data that it was measured on.
        prefix: Only rules whose ids begin with this are changed.
    """

    def replace(match: re.Match[str]) -> str:
        if not match["rule"].startswith(prefix):
            return match[0]
        precision, cases = figures.get(match["rule"], (None, 0))
        lines = f"precision = {precision:.2f}\n" if precision is not None else ""
        lines += f"cases = {cases}\nsource = {json.dumps(source, ensure_ascii=False)}\n" if cases else ""
        finds, rest = FIGURES.sub("", match["body"]).split("\n", 1)
        return f'["{match["rule"]}"]\n{finds}\n{lines}{rest}'

    return SECTION.sub(replace, table)


def write(plugin: str, figures: Figures, source: str, prefix: str = "") -> None:
    """Write figures to the table of a plugin, and the pages that show them anew."""
    path = table_of(plugin)
    path.write_text(rewritten(path.read_text(encoding="utf-8"), figures, source, prefix), encoding="utf-8")
    subprocess.run([sys.executable, str(ROOT / "docs/make_rules.py")], check=True)
