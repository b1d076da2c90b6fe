"""Every measurement ends in a table for people and the same figures for programs, of one model or of several.

A table maps a row, such as a test set, to its columns and their figures.
"""

from collections.abc import Mapping

Row = dict[str, float]
Table = dict[str, Row]


def percent(right: int, total: int) -> float:
    """A share in per cent with one decimal; 0 of nothing."""
    return round(100 * right / total, 1) if total else 0.0


def markdown(title: str, tables: Mapping[str, Table]) -> str:
    """Tables of several models as one Markdown table.

    Args:
        title: The heading.
        tables: For each model its table.

    Returns:
        Heading and table; rows of the same name stand together, missing figures are dashes.
    """
    rows = list(dict.fromkeys(row for table in tables.values() for row in table))
    columns = list(dict.fromkeys(column for table in tables.values() for row in table.values() for column in row))
    lines = [f"## {title}", "", _line(["", "model", *columns]), _line(["---"] * (2 + len(columns)))]
    for row in rows:
        for model, table in tables.items():
            figures = table.get(row)
            if figures is not None:
                lines.append(_line([row, model, *(_shown(figures.get(column)) for column in columns)]))
    return "\n".join([*lines, ""])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:g}" if figure < 1000 else f"{figure:.0f}"
