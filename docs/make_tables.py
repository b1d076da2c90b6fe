"""Writes the columns of all tables into docs/tables.md, from the schema.

python docs/make_tables.py           # write
python docs/make_tables.py --check   # exit status 1 if the page is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from diplotext.tabular import SCHEMA, Column, TableSchema

PAGE = Path(__file__).with_name("tables.md")
BEGIN = "<!-- The rest of this page is written by docs/make_tables.py. -->\n"


def columns() -> str:
    """A section for each table."""
    return "\n".join(map(section, SCHEMA.values()))


def section(table: TableSchema) -> str:
    """The heading of a table, and a row for each of its columns."""
    rows = [f"| `{column.name}` | {column.type} | {described(column)} |" for column in table.columns]
    return "\n".join(
        [f"## {table.name}", "", table.about, "", "| column | type | what it holds |", "|---|---|---|", *rows, ""]
    )


def described(column: Column) -> str:
    """What a column holds, with its values if they are a closed list."""
    about = column.about.replace("|", "\\|")
    values = ", ".join(f"`{value}`" for value in column.values)
    words = " (left out by `--without-text`)" if column.text else ""
    return f"{about}{': ' if values else ''}{values}{words}"


def main() -> int:
    """Write the page, or report that it is out of date."""
    page = PAGE.read_text(encoding="utf-8")
    new = f"{page.partition(BEGIN)[0]}{BEGIN}\n{columns()}"
    if sys.argv[1:] != ["--check"]:
        PAGE.write_text(new, encoding="utf-8")
    elif new != page:
        print("docs/tables.md is out of date: run python docs/make_tables.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
