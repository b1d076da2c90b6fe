"""What states, organizations and titles are called is data of the plugins, and the trained names come from it too."""

import csv
from pathlib import Path

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def plugin_rows(plugin: str, table: str) -> list[dict[str, str]]:
    """The rows of a data file of one of the project's plugins: `plugin_rows("knowledge", "states")`."""
    return rows(PLUGINS / f"diplotext-{plugin}" / "src" / f"diplotext_{plugin}" / "data" / f"{table}.csv")


def english_rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of English words of the core: `english_rows("stop_words")`."""
    return rows(PLUGINS.parent / "src" / "diplotext" / "knowledge" / "data" / "english" / f"{table}.csv")


def titles() -> list[dict[str, str]]:
    """The titles that may precede a name, with their kind."""
    return [row for row in english_rows("titles") if row["kind"]]


def several(cell: str) -> list[str]:
    """The values of a cell, where `|` stands between them."""
    return [value.strip() for value in cell.split("|") if value.strip()]
