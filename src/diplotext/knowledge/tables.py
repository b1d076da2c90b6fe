"""Tables of words as data of a package: CSV and TOML files, read once, when they are first looked at.

A word list with a mistake in it fails silently: a doubled entry hides an edit, an entry that the tokenizer splits never
matches. A `Table` therefore declares what its file may hold, and refuses a file that holds anything else.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache, cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any

import attrs
from immutabledict import immutabledict

from diplotext.errors import PluginError, nearest

Matcher = re.Pattern[str] | Callable[[str], object]
"""What an entry must match to be found in a text: a pattern for all of it, or a function that says whether it can."""

SOURCE = "source"
"""The column that says where a row comes from. Every table may have it; no table must."""

SEPARATOR = "|"
"""What separates the values of a cell that holds several."""


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by `|`: none if it is blank."""
    return tuple(value.strip() for value in cell.split(SEPARATOR)) if cell.strip() else ()


def each_word(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    """A matcher for entries of several words: every one of them, between blanks, must match `pattern`."""
    return lambda entry: all(pattern.fullmatch(word) for word in entry.split(" "))


@attrs.frozen(eq=False, slots=False)
class Table:
    """A CSV file of a package: what it may hold, and, once it is looked at, what it holds.

    The first line names the columns; lines that are blank or begin with `#` are skipped. Creating a table reads
    nothing, so it can be a constant of a module.

        HEADS = Table("diplotext_treaties", "heads.csv", columns=("word", "category"))

    Attributes:
        package: Name of the package that the file is part of.
        file: Name of the file in the folder `data` of the package, or path from that folder.
        columns: Its columns. Another one, `source`, may be added to any file.
        key: The columns by which rows differ: no two rows have the same values in all of them. Where one of them is in
            `several`, each of its values counts. By default the first column.
        blank: Columns in which a cell may be blank.
        several: Columns in which a cell holds several values, separated by `|`.
        matching: Columns, and what their values must match to be found in a text.
    """

    package: str
    file: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = attrs.field(default=attrs.Factory(lambda self: self.columns[:1], takes_self=True))
    blank: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    matching: Mapping[str, Matcher] = attrs.field(factory=immutabledict, converter=immutabledict)

    def __attrs_post_init__(self) -> None:
        for column in (*self.key, *self.blank, *self.several, *self.matching):
            if column not in self.columns:
                raise PluginError(f"{self.where} is declared without the column {column!r}: add it to columns")

    @property
    def where(self) -> str:
        """The file as messages name it."""
        return f"data/{self.file} of {self.package}"

    @cached_property
    def rows(self) -> tuple[Mapping[str, str], ...]:
        """The rows in the order of the file, each a mapping from column to cell. They cannot be changed.

        Raises:
            PluginError: If there is no such file, or it is not as declared: unknown or missing columns, blank cells,
                spaces around a value, a value twice in a cell, a key twice in the table, a value that cannot match.
        """
        return tuple(self._checked(_lines(self.package, self.file, self.where)))

    def words(self, column: str, **where: str) -> frozenset[str]:
        """The values of a column as a set, of all rows or of those that have certain values in other columns.

        Args:
            column: The column; where its cells hold several values, each is a word of its own.
            **where: Other columns and the value that they must have: `words("word", role="determiner")`.

        Raises:
            PluginError: If no row has such a value.
        """
        rows = [row for row in self.rows if all(row[name] == value for name, value in where.items())]
        if not rows and where:
            known = {row[name] for row in self.rows for name in where}
            raise PluginError(f"{self.where} has no row of {where}: {nearest(next(iter(where.values())), known)}")
        return frozenset(value for row in rows for value in self._values(row, column) if value)

    def mapping(self, key: str, value: str, **where: str) -> Mapping[str, str]:
        """The values of one column by those of another, of all rows or of those with certain values, in order."""
        rows = (row for row in self.rows if all(row[name] == wanted for name, wanted in where.items()))
        return MappingProxyType({entry: row[value] for row in rows for entry in self._values(row, key)})

    def _values(self, row: Mapping[str, str], column: str) -> tuple[str, ...]:
        return several(row[column]) if column in self.several else (row[column],)

    def _checked(self, lines: Iterator[tuple[int, list[str]]]) -> Iterator[Mapping[str, str]]:
        header = next(lines, (1, []))[1]
        self._check_columns(header)
        first_lines: dict[tuple[str, ...], int] = {}
        for number, cells in lines:
            where = f"{self.where}, line {number}"
            if len(cells) != len(header):
                told = "put a cell with a comma in quotation marks" if len(cells) > len(header) else "add commas"
                raise PluginError(f"{where} has {len(cells)} cells for {len(header)} columns: {told}")
            row = immutabledict(zip(header, cells, strict=True))
            for column, cell in row.items():
                self._check_cell(column, cell, where)
            for key in self._keys(row):
                if key in first_lines:
                    told = f"is {'also' if first_lines[key] != number else 'twice'} in line {first_lines[key]}"
                    raise PluginError(f"{where}: {', '.join(map(repr, key))} {told}: remove one of the two")
                first_lines[key] = number
            yield row

    def _check_columns(self, header: list[str]) -> None:
        for column in header:
            if header.count(column) > 1:
                raise PluginError(f"{self.where} has two columns {column!r}: rename one")
            if column not in (*self.columns, SOURCE):
                raise PluginError(f"{self.where} has an unknown column {column!r}: {nearest(column, self.columns)}")
        for column in self.columns:
            if column not in header:
                raise PluginError(f"{self.where} lacks the column {column!r}: its first line names {', '.join(header)}")

    def _check_cell(self, column: str, cell: str, where: str) -> None:
        values = cell.split(SEPARATOR) if column in self.several and cell else [cell]
        for value in values:
            if value != value.strip():
                raise PluginError(f"{where}: {value!r} in column {column!r} has spaces around it: remove them")
            if not value and (len(values) > 1 or column not in (*self.blank, SOURCE)):
                told = f"remove a {SEPARATOR!r}" if len(values) > 1 else "fill it, or remove the line"
                raise PluginError(f"{where}: a value in column {column!r} is empty: {told}")
            if values.count(value) > 1:
                raise PluginError(f"{where}: {value!r} is twice in column {column!r}: remove one of the two")
            matcher = self.matching.get(column)
            if value and matcher is not None and not _matches(matcher, value):
                raise PluginError(
                    f"{where}: {value!r} in column {column!r} can never match: a text is split into other tokens, or "
                    "compared in lower case; write it as the tokenizer does, or remove it"
                )

    def _keys(self, row: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        keys: list[tuple[str, ...]] = [()]
        for column in self.key:
            keys = [(*key, value) for key in keys for value in self._values(row, column)]
        yield from keys


class WordSet(Set[str]):
    """A set of words that is read when it is first looked at, so that it can be a constant of a module.

    Args:
        read: What reads the words.
    """

    def __init__(self, read: Callable[[], Iterable[str]]) -> None:
        self._read = read

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._read())

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __repr__(self) -> str:
        return f"WordSet({sorted(self._words)})"

    @classmethod
    def _from_iterable(cls, words: Iterable[Any]) -> frozenset[Any]:
        return frozenset(words)


@cache
def toml(package: str, file: str) -> Mapping[str, Any]:
    """What a TOML file of a package holds, read once: tables as mappings and lists as tuples, so nothing can change.

    Args:
        package: Name of the package that the file is part of.
        file: Name of the file in the folder `data` of the package, or path from that folder.

    Raises:
        PluginError: If there is no such file, or it is not TOML.
    """
    where = f"data/{file} of {package}"
    try:
        table: Mapping[str, Any] = _frozen(tomllib.loads(_text(package, file, where)))
    except tomllib.TOMLDecodeError as error:
        raise PluginError(f"{where} cannot be read: {error}") from error
    return table


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return immutabledict({name: _frozen(inner) for name, inner in value.items()})
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _matches(matcher: Matcher, value: str) -> bool:
    return bool(matcher.fullmatch(value) if isinstance(matcher, re.Pattern) else matcher(value))


def _lines(package: str, file: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of a CSV file that are neither blank nor comments, as cells, with their numbers."""
    for number, line in enumerate(_text(package, file, where).splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                yield number, next(csv.reader([line], strict=True))
            except csv.Error as error:
                raise PluginError(f"{where}, line {number} cannot be read: {error}") from error


def _text(package: str, file: str, where: str) -> str:
    try:
        return resources.files(package).joinpath("data", *file.split("/")).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, ModuleNotFoundError) as error:
        raise PluginError(f"there is no {where}: it must be part of the package") from error
    except UnicodeDecodeError as error:
        raise PluginError(f"{where} cannot be read: save it as UTF-8 ({error})") from error
