"""The core's own input formats, contributed through the same hook as those of plugins."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, ClassVar

import attrs

from diplotext.errors import ArticleError
from diplotext.io.archives import FactivaReader, NexisReader, WordReader
from diplotext.io.columns import chosen_columns, delimiter_of, renamed
from diplotext.io.json_text import parsed
from diplotext.io.sniffing import binary_kind, check_plain
from diplotext.io.web import HtmlReader
from diplotext.plugin.readers import ArticleFile, ColumnReader, Reader, decoded

MAX_CELL_CHARACTERS = 2**31 - 1
CHUNK = 2**20
"""Bytes that are read at once of what is not kept."""


@attrs.frozen
class TextReader(Reader):
    """Plain text: one article a file."""

    name = "txt"
    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text")

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the article.

        Raises:
            ArticleError: If it is not plain text.
        """
        data = file.article()
        _refuse_binary(data)
        text = decoded(data, file.encoding)
        check_plain(text)
        yield "", {"id": file.name, "text": text}

    def count(self, file: ArticleFile) -> int:
        """One."""
        return 1


@attrs.frozen
class JsonLinesReader(ColumnReader):
    """JSON Lines: one record a line."""

    name = "jsonl"
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the records; a line that is not one is reported.

        Raises:
            ArticleError: If the file is not JSON Lines.
        """
        first = True
        for number, raw in enumerate(_lines(file), start=1):
            if isinstance(raw, int):
                most = f"too long for an article of {file.max_chars:,} characters (--max-chars)"
                file.report(f"line {number}: {raw:,} bytes, {most}")
                continue
            if not raw.strip():
                continue
            if first:
                _check_lines(raw)
                first = False
            try:
                line = decoded(raw.rstrip(b"\r\n"), file.encoding) if isinstance(raw, bytes) else raw
                record = parsed(line)
                if not isinstance(record, dict):
                    raise ArticleError(f"a record is a JSON object, not {type(record).__name__}")
                yield f"line {number}", renamed(record, self.columns)
            except ValueError as error:  # ArticleError, or what is wrong with the JSON
                file.report(f"line {number}: {error}")

    def count(self, file: ArticleFile) -> int:
        """The number of lines that are not empty."""
        return sum(1 for line in _lines(file) if isinstance(line, int) or line.strip())


def _lines(file: ArticleFile) -> Iterable[bytes | str | int]:
    """Lines as bytes, or, in encodings in which a line end may not be a single byte, decoded as a whole.

    Of a line that is too long for an article, which is not kept in memory, comes only the number of its bytes.
    """
    utf8 = codecs.lookup(file.encoding or "utf-8").name in ("utf-8", "utf-8-sig")
    if not utf8:
        return file.text().split("\n")
    return file.stream if file.max_bytes is None else _bounded(file.stream, file.max_bytes)


def _bounded(stream: BinaryIO, max_bytes: int) -> Iterator[bytes | int]:
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes:
            yield line
            continue
        size, end = len(line), line[-1:]
        del line
        while end != b"\n" and (more := stream.readline(CHUNK)):
            size, end = size + len(more), more[-1:]
        yield size


def _check_lines(first: bytes | str) -> None:
    """Make sure that the first line is not that of another format.

    Raises:
        ArticleError: With what it is.
    """
    if isinstance(first, bytes):
        _refuse_binary(first)
        if (offset := first.find(b"\0")) >= 0:
            raise ArticleError(f"binary data, not JSON Lines: NUL at byte {offset}")
    start = first.strip() if isinstance(first, str) else first.strip().decode("utf-8", "replace")
    if start == "[" or start.startswith("[{"):
        raise ArticleError("a JSON array, not JSON Lines; convert it first, for example with jq -c '.[]'")
    if start == "{":
        raise ArticleError("a JSON object on several lines, not JSON Lines; convert it first, for example with jq -c .")


def _refuse_binary(data: bytes) -> None:
    if kind := binary_kind(data):
        raise ArticleError(kind)


@attrs.frozen
class CsvReader(ColumnReader):
    """Comma-separated values, or values separated by semicolons, tabs or vertical bars, with a line of names."""

    name = "csv"
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv")

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the rows; empty cells are left out.

        Raises:
            ArticleError: If there is no column for the text.
        """
        rows = self._rows(file)
        names = [name.strip() for name in next(rows, (0, []))[1]]
        if not names:
            raise ArticleError("empty: the first line of a CSV file names its columns")
        if double := next((name for name in names if name and names.count(name) > 1), None):
            raise ArticleError(f"two columns are named {double!r}")
        columns = chosen_columns(names, self.columns)
        for line, cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                file.report(f"line {line}: {len(cells)} cells instead of {len(names)}; are quotation marks missing?")
                continue
            row = {name: cell for name, cell in zip(names, cells, strict=True) if name and cell.strip()}
            if columns["text"] not in row:
                file.report(f"line {line}: the column {columns['text']!r} is empty")
                continue
            yield f"line {line}", renamed(row, columns)

    def count(self, file: ArticleFile) -> int:
        """The number of rows that are not empty."""
        rows = self._rows(file)
        next(rows, None)
        return sum(any(cell.strip() for cell in cells) for _, cells in rows)

    def _rows(self, file: ArticleFile) -> Iterator[tuple[int, list[str]]]:
        """The rows with the lines at which they begin."""
        if file.encoding is None:
            data = file.stream.read()
            _refuse_binary(data)
            text = decoded(data, "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None)
        else:
            text = file.text()
        first = text.lstrip("\r\n").partition("\n")[0]
        if "\0" in first:
            raise ArticleError("binary data, not CSV: NUL in the first line")
        csv.field_size_limit(MAX_CELL_CHARACTERS)
        lines = io.StringIO(text, newline="")
        rows = csv.reader(lines, delimiter=delimiter_of(first))
        begins = 1
        try:
            for cells in rows:
                yield begins, cells
                begins = rows.line_num + 1
        except csv.Error as error:
            raise ArticleError(f"line {begins}: not CSV: {error}") from None


READERS: tuple[type[Reader], ...] = (
    TextReader,
    JsonLinesReader,
    CsvReader,
    HtmlReader,
    WordReader,
    NexisReader,
    FactivaReader,
)
"""The formats of the core."""
