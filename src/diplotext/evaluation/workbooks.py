"""Sheets as XLSX workbooks, written and read with openpyxl: lists to choose answers from, and text that stays text."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplotext.errors import SampleError
from diplotext.io import extras
from diplotext.tabular.cells import whole_characters

if TYPE_CHECKING:
    from diplotext.evaluation.sheets import Sheet

MAX_CELL_CHARACTERS = 32_767
"""What a cell of a spreadsheet can hold."""

MAX_UNPACKED_BYTES = 400_000_000
"""A sheet of ten thousand sentences has a hundredth of that."""

WIDE = ("sentence", "text", "before", "after", "found")
WIDTHS = dict.fromkeys(WIDE, 60) | {"speakers": 24, "participants": 36, "title": 40, "comment": 30}
WIDTH = 13
FILL = "FFF4D6"
"""Colour of the columns to fill in."""

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EPOCH = (1980, 1, 1, 0, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
FIXED = b"\\g<1>2000-01-01T00:00:00Z"
"""The same sample gives the same bytes: the clock is left out."""


def openpyxl() -> Any:
    """The library.

    Raises:
        MissingExtraError: If it is not installed.
    """
    return extras.library("openpyxl", "sheets", ", or use a name that ends in .csv")


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write sheets to a workbook, after one that explains them."""
    book = openpyxl().Workbook()
    _explain(book.active, sheets)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    book.active = 1
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(_timeless(stream))


def _explain(page: Any, sheets: Sequence[Sheet]) -> None:
    page.title = "read me"
    page.column_dimensions["A"].width = 22
    page.column_dimensions["B"].width = 110
    lines = [("Fill in the coloured columns of each sheet; leave a cell empty if you have not judged it.", "")]
    lines += [
        ("Write your name in the column `coder`. Do not change other columns or delete rows.", ""),
        ("", ""),
    ]
    for sheet in sheets:
        lines += [(f"Sheet `{sheet.name}`", f"{len(sheet.rows)} rows")]
        lines += [(column, f"{ask} ({', '.join(choices)})") for column, (choices, ask) in sheet.answers.items()]
    for number, cells in enumerate(lines, start=1):
        for column, value in enumerate(cells, start=1):
            if value:
                _set(page.cell(number, column), value)


def _fill(page: Any, sheet: Sheet) -> None:
    styles, lists = (
        extras.library("openpyxl.styles", "sheets"),
        extras.library("openpyxl.worksheet.datavalidation", "sheets"),
    )
    letter = extras.library("openpyxl.utils", "sheets").get_column_letter
    fill = styles.PatternFill("solid", start_color=FILL)
    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    for number, name in enumerate(sheet.columns, start=1):
        head = page.cell(1, number)
        _set(head, name)
        head.font = styles.Font(bold=True)
        to_fill = name in sheet.answers or name in ("comment", "coder")
        head.fill = fill if to_fill else styles.PatternFill()
        size = page.column_dimensions[letter(number)]
        size.width, size.hidden = WIDTHS.get(name, WIDTH), name in sheet.hidden
        for line, row in enumerate(sheet.rows, start=2):
            cell = page.cell(line, number)
            _set(cell, row.get(name))
            cell.alignment = wrapped
            if to_fill:
                cell.fill = fill
        if name in sheet.answers and sheet.rows:
            choices, ask = sheet.answers[name]
            rule = lists.DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, prompt=ask[:255])
            rule.promptTitle, rule.showInputMessage, rule.showErrorMessage = name[:32], True, True
            rule.error = f"choose {', '.join(choices)}"
            rule.add(f"{letter(number)}2:{letter(number)}{len(sheet.rows) + 1}")
            page.add_data_validation(rule)
    page.freeze_panes = "A2"


def _set(cell: Any, value: Any) -> None:
    """Set a cell; text is never a formula, not even if somebody edits it."""
    if isinstance(value, str):
        cell.value = ILLEGAL.sub("\ufffd", whole_characters(value))[:MAX_CELL_CHARACTERS]
        cell.data_type = "s"
        cell.quotePrefix = True
    elif isinstance(value, datetime.date):
        cell.value = value.isoformat()
        cell.data_type = "s"
    else:
        cell.value = value


def _timeless(stream: io.BytesIO) -> bytes:
    """The workbook without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as book, zipfile.ZipFile(out, "w") as fixed:
        for name in book.namelist():
            data = book.read(name)
            if name == "docProps/core.xml":
                data = MODIFIED.sub(FIXED, data)
            entry = zipfile.ZipInfo(name, EPOCH)  # stored: compressed bytes depend on the version of zlib
            fixed.writestr(entry, data)
    return out.getvalue()


def read_workbook(path: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The sheets of a workbook that have a column `id`, by name, as texts.

    Raises:
        SampleError: If the file is not a workbook.
    """
    library = openpyxl()
    _check_size(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs put into a workbook
        try:
            book = library.load_workbook(path, data_only=True)
        except OSError:
            raise
        except Exception as error:  # openpyxl raises whatever it meets
            raise SampleError(f"{path} is not an XLSX workbook: {error}") from None
    for page in book.worksheets:
        lines = page.iter_rows(values_only=True)
        head = [_text(value) for value in next(lines, ())]
        if "id" in head:
            rows = ({name: _text(value) for name, value in zip(head, line, strict=False) if name} for line in lines)
            yield page.title, [row for row in rows if row["id"]]


def _check_size(path: Path) -> None:
    """Refuse a workbook that would fill the memory when it is unpacked."""
    try:
        with zipfile.ZipFile(path) as book:
            size = sum(entry.file_size for entry in book.infolist())
    except zipfile.BadZipFile as error:
        raise SampleError(f"{path} is not an XLSX workbook: {error}") from None
    if size > MAX_UNPACKED_BYTES:
        raise SampleError(
            f"{path} is larger than {MAX_UNPACKED_BYTES:,} bytes when it is unpacked: no sheet of a sample"
        )


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
