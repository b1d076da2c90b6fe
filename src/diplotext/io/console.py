"""Tables on a terminal: a console, tables without borders, and cells that no control character can escape from."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 100
"""Width, in characters, of tables written to a file or a pipe."""


class PipeConsole(Console):
    """A console that lets its caller know if what reads its output has ended."""

    def on_broken_pipe(self) -> None:
        """Raise the error instead of ending the process with the status of an error of the input."""
        raise BrokenPipeError


def console_for(stream: TextIO) -> Console:
    """A console that writes to a stream: as wide as the terminal, or of a fixed width."""
    return PipeConsole(file=stream, width=None if stream.isatty() else WIDTH, highlight=False)


def new_table(title: str, *columns: str) -> Table:
    """A table with the names of its columns."""
    table = Table(title=Text(title, style="bold"), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(Text(column, style="dim"), vertical="top", overflow="fold")
    return table


def add_row(table: Table, *cells: object) -> None:
    """Add a row; None is an empty cell, and a newline in a cell is kept."""
    table.add_row(*(Text(printable("" if cell is None else str(cell))) for cell in cells))


def printable(text: str) -> str:
    """The text without control characters and lone surrogates, which a terminal would act on or reject."""
    return "".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else "\ufffd" for c in text)
