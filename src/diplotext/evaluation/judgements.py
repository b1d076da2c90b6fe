"""Judged sheets read back: the answers of all coders to each question, checked, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from diplotext.errors import SampleError, nearest
from diplotext.evaluation.design import SUFFIX, Design, read_design
from diplotext.evaluation.kinds import NO, UNSURE, YES, Kind, kind_of
from diplotext.evaluation.sampling import DOCUMENTS, RECORDS, SENTENCES
from diplotext.evaluation.sheets import CODER, MISSED, READ, answers_of, read_table
from diplotext.tabular.cells import from_csv_cell

WAYS = {
    YES: ("yes", "y", "true", "1", "x", "✓", "✔"),
    NO: ("no", "n", "false", "0"),
    UNSURE: ("unsure", "?", "u", "unclear"),
}
"""What coders write for each answer."""

ANSWER = {way: answer for answer, ways in WAYS.items() for way in ways}
TABLES = (RECORDS, SENTENCES, DOCUMENTS)


@attrs.define
class Item:
    """A row of a sheet, with what the coders answered.

    Attributes:
        row: Its cells, as texts.
        answers: For each column, the answer of each coder who gave one.
        disputed: The columns on which coders differ, and no answer has a majority.
    """

    row: Mapping[str, str]
    answers: dict[str, dict[str, str]] = attrs.field(factory=dict)
    disputed: set[str] = attrs.field(factory=set)

    def answer(self, column: str, prefer: str | None = None) -> str | None:
        """The answer to a question: that of the preferred coder, else that of most; None without any."""
        given = self.answers.get(column, {})
        if prefer is not None and prefer in given:
            return given[prefer]
        counted = Counter(given.values()).most_common(2)
        if len(counted) == 2 and counted[0][1] == counted[1][1]:
            self.disputed.add(column)
            return UNSURE
        return counted[0][0] if counted else None


@attrs.frozen
class JudgedSheets:
    """All judged sheets of one sample.

    Attributes:
        kind: The kind of records.
        unit: `record` or `document`.
        tables: The rows of `records`, `sentences` and `documents` by id.
        coders: The names of the coders.
        design: How the sample was drawn, if its file was found.
        prefer: The coder whose answers count where coders differ.
    """

    kind: Kind
    unit: str
    tables: Mapping[str, Mapping[str, Item]] = attrs.field(repr=False)
    coders: tuple[str, ...]
    design: Design | None = attrs.field(repr=False)
    prefer: str | None = None

    @property
    def records(self) -> Sequence[Item]:
        """The rows of records."""
        return list(self.tables[RECORDS].values())

    @property
    def units(self) -> Sequence[Item]:
        """The rows of what was drawn."""
        return list(self.tables[RECORDS if self.unit == "record" else DOCUMENTS].values())

    @property
    def sizes(self) -> Mapping[str, float]:
        """The number of units in the population by stratum, from the design, else from the rows."""
        if self.design is not None:
            return self.design.sizes
        rows: Counter[str] = Counter()
        probabilities: dict[str, float] = {}
        for item in self.units:
            stratum = item.row["stratum"]
            rows[stratum] += 1
            probabilities[stratum] = float(item.row["probability"])
        return {stratum: number / probabilities[stratum] for stratum, number in rows.items()}

    def right(self, item: Item) -> bool | None:
        """Whether a record is right; None if it was not judged, or a coder is unsure."""
        answers = [self.answer(item, question.name) for question in self.kind.questions if question.decides]
        wrong = [
            found is not None and found not in (UNSURE, item.row.get(one.name))
            for one in self.kind.corrections
            for found in (self.answer(item, one.column),)
            if one.decides
        ]
        if NO in answers:
            return False
        if any(answer is None or answer == UNSURE for answer in answers):
            return None
        return not any(wrong)

    def exists(self, item: Item) -> bool:
        """Whether the article reports what the record is about, though the record may be wrong."""
        return self.answer(item, self.kind.questions[0].name) == YES

    def answer(self, item: Item, column: str) -> str | None:
        """What the coders answered."""
        return item.answer(column, self.prefer)


def read_judgements(paths: Iterable[Path], design: Path | None = None, prefer: str | None = None) -> JudgedSheets:
    """Read judged sheets of one sample, of one coder or several.

    Args:
        paths: CSV files or XLSX workbooks.
        design: The design of the sample; by default the file next to the sheets.
        prefer: The coder whose answers count where coders differ; by default the answer that most gave, and none if
            there is no majority.

    Raises:
        SampleError: If a file is not a sheet of a sample, the sheets are of different samples, or an answer is not one
            of those that can be given.
        MissingExtraError: If openpyxl is not installed, for XLSX.
    """
    tables: dict[str, dict[str, Item]] = {name: {} for name in TABLES}
    names: set[str] = set()
    coders: dict[str, None] = {}
    files = list(paths)
    for path in files:
        for where, rows in _sheets(path):
            for number, row in enumerate(rows, start=2):
                table = _table_of(row, f"{path}{where}")
                names.add(row["of"])
                item = tables[table].setdefault(row["id"], Item(row))
                _take(item, row, table, f"{path}{where}, row {number}", path, coders)
    if not any(tables.values()):
        raise SampleError(f"{', '.join(map(str, files))}: there are no rows of a sample")
    if len(names) > 1:
        raise SampleError(
            f"these are sheets of several samples: of {', '.join(sorted(names))}; evaluate them one by one"
        )
    if prefer is not None and prefer not in coders:
        raise SampleError(f"no coder is called {prefer!r}: {nearest(prefer, coders)}")
    unit = "document" if tables[DOCUMENTS] or tables[SENTENCES] else "record"
    if unit == "document" and not tables[DOCUMENTS]:
        raise SampleError("the sheet `documents` is missing: it says which documents were read")
    kind = kind_of(names.pop())
    return JudgedSheets(kind, unit, tables, tuple(sorted(coders)), _design(files, design), prefer)


def read_samples(paths: Iterable[Path], design: Path | None = None, prefer: str | None = None) -> list[JudgedSheets]:
    """Read judged sheets of several samples, one a kind of records; see `read_judgements`."""
    kinds: dict[str, list[Path]] = {}
    for path in paths:
        for name in {row.get("of", ""): None for _, rows in _sheets(path) for row in rows}:
            kinds.setdefault(name, []).append(path)
    return [read_judgements(dict.fromkeys(files), design, prefer) for files in kinds.values()]


def _design(files: Sequence[Path], given: Path | None) -> Design | None:
    if given is not None:
        return read_design(given)
    found = {near: None for path in files if (near := _design_of(path))}
    if len(found) > 1:
        raise SampleError(
            f"these are sheets of several samples: {', '.join(map(str, found))}; evaluate them one by one"
        )
    return read_design(next(iter(found))) if found else None


def _design_of(path: Path) -> Path | None:
    """The design next to a sheet: that of `sample-anna.csv` and `sample.sentences.csv` is `sample.design.json`."""
    stem = path.stem
    while stem:
        if (near := path.with_name(stem + SUFFIX)).is_file():
            return near
        stem = stem[: max(stem.rfind("-"), stem.rfind("."), 0)]
    return None


def _sheets(path: Path) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The tables in a file, each with what is to be said of where it is."""
    try:
        if path.suffix.lower() == ".xlsx":
            from diplotext.evaluation.workbooks import read_workbook

            for title, rows in read_workbook(path):
                yield f", sheet {title}", rows
            return
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [
                {name: from_csv_cell(cell) or "" for name, cell in row.items()} for row in read_table(lines, str(path))
            ]
        yield "", [row for row in rows if any(row.values())]
    except UnicodeDecodeError:
        raise SampleError(f"{path} is not UTF-8: save it as CSV in UTF-8, or as XLSX") from None
    except OSError as error:
        raise SampleError(f"{path}: {error.strerror or error}") from None


def _table_of(row: Mapping[str, str], where: str) -> str:
    needed = ("id", "of", "document", "stratum", "probability")
    if missing := [name for name in needed if not row.get(name)]:
        raise SampleError(f"{where} has no {', '.join(missing)}: it is not a sheet that `diplotext sample` has written")
    try:
        right = 0 < float(row["probability"]) <= 1
    except ValueError:
        right = False
    if not right:
        raise SampleError(f"{where}: {row['probability']!r} is not a probability")
    return SENTENCES if MISSED in row else DOCUMENTS if READ in row else RECORDS


def _take(item: Item, row: Mapping[str, str], table: str, where: str, path: Path, coders: dict[str, None]) -> None:
    """Take the answers of a row."""
    coder = row.get(CODER, "").strip() or path.stem.partition(".")[0]
    for column, (choices, _) in answers_of(table, kind_of(row["of"])).items():
        written = row.get(column, "").strip()
        if not written:
            continue
        answer = _checked(written, choices, f"{where}, column {column}")
        if item.answers.setdefault(column, {}).setdefault(coder, answer) != answer:
            raise SampleError(f"{where}: {coder} has given two answers to {column}; use another name for each coder")
        coders[coder] = None


def _checked(written: str, choices: Sequence[str], where: str) -> str:
    lower = written.casefold()
    if lower in choices:
        return lower
    answer = ANSWER.get(lower, lower)
    if answer not in choices:
        raise SampleError(f"{where}: {written!r} is not an answer: {nearest(lower, choices)}")
    return answer


def number_missed(answer: str | None) -> int:
    """How many records a sentence holds that were not found."""
    if answer is None or not answer.isdigit():
        return int(answer == YES)
    return int(answer)
