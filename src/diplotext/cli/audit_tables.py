"""The tables of `diplotext audit` on a terminal."""

from __future__ import annotations

from typing import Literal, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from diplotext.tabular.auditing import Audit, Counts, Group, Source

WIDTH = 100
"""Width, in characters, of tables written to a file or a pipe."""

SHOWN = ("naming", "kind", "level", "state", "organization", "gender", "outlet")
"""The groups that are shown if none is chosen."""

SOURCES = "sources"
NUMBERS = ("articles", "statements", "share", "words", "direct", "indirect", "mixed")


def print_audit(counted: Audit, by: str | None, rows: int | None, stream: TextIO) -> None:
    """Print the sources and their groups, or one of these tables.

    Args:
        counted: The audit.
        by: The one table that is wanted, `source` or one of the groups; None for all.
        rows: Most rows of a table; None for all.
        stream: Where to print.
    """
    shown_on(Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False), counted, by, rows)


def shown_on(console: Console, counted: Audit, by: str | None, rows: int | None) -> None:
    """Print them on a console of rich; see `print_audit`."""
    total = counted.total
    console.print(
        f"{_counted(counted.documents, 'article')}, {total.articles} of which quote somebody: "
        f"{_counted(total.statements, 'statement')}, {_counted(total.words, 'word')}, "
        f"{_counted(len(counted.sources), 'source')}"
    )
    if by in (None, "source"):
        console.print()
        console.print(_sources(counted, rows))
    for name in SHOWN if by is None else () if by == "source" else (by,):
        groups = counted.groups(name)
        if by is not None or any(group.value for group in groups):
            console.print()
            console.print(_groups(name, groups, total, rows))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title, style="bold"), title_justify="left", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        side: Literal["right", "left"] = "right" if column in (SOURCES, *NUMBERS) else "left"
        table.add_column(Text(column, style="dim"), overflow="fold", justify=side)
    return table


def _numbers(row: Counts, total: Counts) -> list[str]:
    share = f"{100 * row.statements / total.statements:.1f} %" if total.statements else ""
    return [str(getattr(row, name)) if name != "share" else share for name in NUMBERS]


def _sources(counted: Audit, rows: int | None) -> Table:
    found = counted.sources[:rows]
    table = _table(_title("Sources", len(counted.sources), len(found)), "source", "who", *NUMBERS)
    for source in found:
        table.add_row(_text(source.name), _text(_who(source)), *_numbers(source, counted.total))
    return table


def _who(source: Source) -> str:
    """Naming, kind, office and side of a source in a few words."""
    named = source.naming if source.naming != "named" else None
    side = source.state or source.organization
    side = side if side != source.name else None
    return ", ".join(filter(None, (named, source.kind, source.office, side, source.gender)))


def _groups(name: str, groups: tuple[Group, ...], total: Counts, rows: int | None) -> Table:
    found = groups[:rows]
    table = _table(_title(f"By {name}", len(groups), len(found)), name, SOURCES, *NUMBERS)
    for group in found:
        table.add_row(_text(group.value or "(not given)"), str(group.sources), *_numbers(group, total))
    return table


def _title(title: str, rows: int, shown: int) -> str:
    return title if rows == shown else f"{title} ({shown} of {rows}; --rows 0 shows all)"


def _text(value: str) -> Text:
    """The text without control characters, which a terminal would act on."""
    return Text("".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in value))
