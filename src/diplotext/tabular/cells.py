"""Cells that are safe to open: no formula in a spreadsheet, no half character in a file.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and may run it: a headline can do harm.
CSV cannot say that a cell is text, so an apostrophe is put in front. That can be undone: see `from_csv_cell`.
"""

from __future__ import annotations

import datetime
import re

Value = str | int | float | bool | datetime.date | None
"""What a cell can hold."""

FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a formula can begin with (OWASP, CSV Injection), after apostrophes that were there before."""

SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\ufffd"


def whole_characters(text: str) -> str:
    """The text with half characters, which UTF-8 cannot express, replaced by U+FFFD."""
    return text if text.isascii() else SURROGATE.sub(REPLACEMENT, text)


def csv_cell(value: Value) -> str:
    """A value as it is written to CSV: empty for None, ISO 8601 for dates, an apostrophe before a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return value.isoformat() if isinstance(value, datetime.date) else repr(value)


def from_csv_cell(cell: str) -> str | None:
    """The text that `csv_cell` wrote: without the apostrophe that it put before a formula; None for an empty cell."""
    if not cell:
        return None
    return cell[1:] if cell[0] == "'" and FORMULA.match(cell) else cell
