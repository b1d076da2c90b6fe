"""Articles from files, folders and standard input.

Nothing is lost silently: a file or an article that cannot be read is reported and the others are read; folders say what
they skip; whatever is changed or not used is noted.
"""

from __future__ import annotations

import os
import stat
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import attrs
from immutabledict import immutabledict

from diplotext.errors import ArticleError, ArticleWarning, nearest
from diplotext.io.columns import readable_date
from diplotext.io.mojibake import repaired
from diplotext.io.notices import Notices
from diplotext.model.annotations import shown
from diplotext.model.articles import RECORD_KEYS, document_of, meant_keys
from diplotext.model.document import Document, split_date
from diplotext.plugin.containment import is_contained, running, said_by, signal_handlers
from diplotext.plugin.readers import ArticleFile, ColumnReader, Reader, Report
from diplotext.plugin.registry import Registry

STDIN = "-"
STDIN_NAME = "standard input"
MAX_NAMES_SHOWN = 3
MAX_CHARS = 1_000_000
"""Characters of an article, by default: a long one has 50,000."""


@attrs.frozen
class InputOptions:
    """How files are read.

    Attributes:
        readers: The input formats by name.
        input_format: The name of the one to use; by default that of the suffix of a file, else `txt`.
        encoding: Encoding of all files; by default that of the format, as a rule UTF-8.
        published: Publication date of articles that have none.
        columns: Columns of tables and keys of records, for `text`, `id`, `title`, `published` and `source`.
        date_format: The form of dates in records, as for `datetime.strptime`.
        repairs: Whether text that was decoded wrongly (`â€œ` for “) is repaired.
        max_chars: Characters from which on an article is too long to be read; None for no limit.

    Raises:
        ArticleError: If there is no such format, or it has no columns and some are given.
    """

    readers: Mapping[str, type[Reader]]
    input_format: str | None = attrs.field(default=None)
    encoding: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = immutabledict()
    date_format: str | None = None
    repairs: bool = True
    max_chars: int | None = MAX_CHARS

    @input_format.validator
    def _known(self, _: attrs.Attribute[Any], value: str | None) -> None:
        if value is not None and value not in self.readers:
            raise ArticleError(f"no input format is named {value!r}: {nearest(value, self.readers)}")

    def __attrs_post_init__(self) -> None:
        if self.max_chars is not None and not (type(self.max_chars) is int and self.max_chars > 0):
            raise ArticleError(f"max_chars must be a whole number, 1 or more, not {shown(self.max_chars)}")
        for key in self.columns:
            if key not in RECORD_KEYS:
                raise ArticleError(f"a record has no key {key!r}: {nearest(key, RECORD_KEYS)}")
        if self.columns and self.input_format and not issubclass(self.readers[self.input_format], ColumnReader):
            raise ArticleError(f"columns can be named for csv and jsonl, not for {self.input_format}")

    @property
    def by_suffix(self) -> dict[str, str]:
        """The formats of files by suffix: the one that is named, or the usual ones."""
        if self.input_format:
            return dict.fromkeys(self.readers[self.input_format].suffixes, self.input_format)
        usual = (reader for reader in self.readers.values() if reader.is_default)
        return {suffix: reader.name for reader in usual for suffix in reader.suffixes}

    def reader(self, name: str) -> Reader:
        """The reader for a file."""
        kind = self.input_format or self.by_suffix.get(Path(name).suffix.lower(), "txt")
        reader = self.readers[kind]
        if issubclass(reader, ColumnReader):
            return reader(columns=self.columns)
        if self.columns:
            raise ArticleError("columns can be named for csv and jsonl; name the format with --input-format")
        return reader()


def find_files(inputs: Iterable[str], options: InputOptions, *, report: Report, note: Report) -> list[str]:
    """The inputs, with folders replaced by the files in them that can be read, at any depth, sorted by name.

    Hidden files, and those in hidden folders, are left out.

    Args:
        inputs: Paths of files and folders; `-` is standard input.
        options: How files are read.
        report: Called for each file or folder that does not exist or cannot be opened, and each folder without a file
            that can be read.
        note: Called for each folder in which files are skipped.
    """
    found: list[str] = []
    for name in inputs:
        kind = _kind(name, report) if name != STDIN else stat.S_IFREG
        if stat.S_ISREG(kind) or stat.S_ISFIFO(kind):
            found.append(name)
        elif stat.S_ISDIR(kind):
            found += _in_folder(Path(name), name, options, report, note)
        elif kind:
            report(f"{name}: not a regular file")
    return found


def _kind(name: str, report: Report) -> int:
    """What kind of file a path leads to, as in `stat`; 0 if that cannot be known, which is reported."""
    try:
        return stat.S_IFMT(os.stat(name).st_mode)
    except FileNotFoundError:
        report(f"{name}: no such file or folder")
    except (OSError, ValueError) as error:
        report(f"{name}: {getattr(error, 'strerror', None) or error}")
    return 0


def _in_folder(path: Path, name: str, options: InputOptions, report: Report, note: Report) -> list[str]:
    suffixes = options.by_suffix
    files = [file for file in _files(path, report) if _is_file(file, file.suffix.lower() in suffixes, report)]
    read = [file.as_posix() for file in files if file.suffix.lower() in suffixes]
    if skipped := [file for file in files if file.suffix.lower() not in suffixes]:
        wanted = f"read as {options.input_format}" if options.input_format else "read"
        kinds = Counter(file.suffix.lower() or "without a suffix" for file in skipped)
        listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        shown = ", ".join(file.relative_to(path).as_posix() for file in skipped[:MAX_NAMES_SHOWN])
        more = ", ..." if len(skipped) > MAX_NAMES_SHOWN else ""
        note(f"{name}: skipped what is not {wanted} from folders: {listed} ({shown}{more}); name such files themselves")
    if not read:
        report(f"{name}: no {' or '.join(sorted(suffixes))} file in this folder")
    return read


def _files(folder: Path, report: Report) -> Sequence[Path]:
    """What a folder holds besides folders, at any depth, sorted, without what is hidden."""

    def failed(error: OSError) -> None:
        report(f"{Path(error.filename).as_posix()}: {error.strerror or error}")

    found: list[Path] = []
    for inner, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(inner, name) for name in names if not name.startswith("."))
    return sorted(found, key=lambda file: file.as_posix())


def _is_file(file: Path, is_wanted: bool, report: Report) -> bool:
    """Whether a path in a folder leads to a file; if not, that is reported where such files are wanted."""
    kind = _kind(file.as_posix(), report if is_wanted else _unheard)
    if kind and is_wanted and not stat.S_ISREG(kind):
        report(f"{file.as_posix()}: not a regular file")
    return stat.S_ISREG(kind)


def read_articles(
    files: Iterable[str], options: InputOptions, *, report: Report, notices: Notices
) -> Iterator[Document]:
    """Documents from files, in order.

    Args:
        files: Paths, or `-` for standard input.
        options: How they are read.
        report: Called with one line for each file or article that cannot be read.
        notices: What else the user should know.
    """
    return (document for document, _ in placed_articles(files, options, report=report, notices=notices))


def placed_articles(
    files: Iterable[str],
    options: InputOptions,
    *,
    report: Report,
    notices: Notices,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[tuple[Document, str]]:
    """The same, each with where it is, such as `big.jsonl, line 3`.

    Args:
        files: Paths, or `-` for standard input.
        options: How they are read.
        report: Called with one line for each file or article that cannot be read.
        notices: What else the user should know.
        wanted: Called for each record; if it returns False, the record is left out without being looked into.
    """
    ids: set[int] = set()
    for name in files:
        shown = STDIN_NAME if name == STDIN else name
        try:
            with _opened(name, options, partial(_report_within, report, shown)) as file:
                for document, place in _documents(file, options.reader(name), options, notices, wanted):
                    if hash(document.id) in ids:
                        notices.warn("double", f"{place}: the id {document.id!r} occurs more than once")
                    ids.add(hash(document.id))
                    yield document, place
        except OSError as error:
            report(f"{shown}: {error.strerror or error}")
        except ArticleError as error:
            report(f"{shown}: {error}")


def _report_within(report: Report, name: str, message: str) -> None:
    report(f"{name}, {message}")


@contextmanager
def _opened(name: str, options: InputOptions, report: Report) -> Iterator[ArticleFile]:
    if name == STDIN:
        yield ArticleFile(STDIN_NAME, sys.stdin.buffer, options.encoding, report=report, max_chars=options.max_chars)
    else:
        with open(name, "rb") as stream:
            yield ArticleFile(name, stream, options.encoding, report=report, max_chars=options.max_chars)


def _documents(
    file: ArticleFile, reader: Reader, options: InputOptions, notices: Notices, wanted: Callable[[], bool]
) -> Iterator[tuple[Document, str]]:
    """The documents of a file, each with where it comes from."""
    for where, record in _records(reader, file):
        if not wanted():
            continue
        place = f"{file.name}, {where}" if where else file.name
        try:
            yield document_of_record(record, options, place, notices), place
        except ArticleError as error:
            file.report(f"{where}: {error}")


def _records(reader: Reader, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What a reader yields; what it prints or raises is contained.

    Raises:
        ArticleError: If the file cannot be read.
    """
    records = iter(reader.read(file))
    handlers = signal_handlers()
    while True:
        try:
            with running():
                item = next(records, None)
        except (ArticleError, OSError):
            raise
        except BaseException as error:
            if not is_contained(error, handlers):
                raise
            raise ArticleError(f"the reader {reader.name!r} failed: {said_by(error)}") from error
        if item is None:
            return
        yield item


def document_of_record(record: Mapping[str, Any], options: InputOptions, place: str, notices: Notices) -> Document:
    """The document of a record.

    Raises:
        ArticleError: If it is not valid.
    """
    values = dict(record)
    if isinstance(text := values.get("text"), str) and options.max_chars and len(text) > options.max_chars:
        raise ArticleError(
            f"{len(text):,} characters, more than the {options.max_chars:,} that an article may have (--max-chars)"
        )
    if values.get("id") in (STDIN_NAME, "") and not values.pop("id"):
        notices.warn("unnamed", f"{place}: the id is empty; it is made from the text instead")
    if isinstance(published := values.get("published"), str):
        values["published"] = readable_date(published, options.date_format) or None
    if not values.get("published") and options.published:
        values["published"] = options.published
    if split_date(values.get("published"))[1]:
        notices.warn(
            "partial",
            f"{place}: the publication date {values['published']!r} has no day: only what it decides is resolved, such "
            "as 'last year', but not 'on Wednesday'",
        )
    for key in ("text", "title") if options.repairs else ():
        if isinstance(value := values.get(key), str) and (new := repaired(value)) is not value:
            values[key] = new
            notices.warn(
                "repaired",
                f"{place}: text decoded with the wrong encoding is repaired (such as {_damaged(value, new)}); offsets "
                "refer to the repaired text; --no-repair leaves it as it is",
            )
    if values.get("text") is None and (meant := next((k for k, m in meant_keys(values) if m == "text"), None)):
        raise ArticleError(f"a record needs a 'text'; did you mean {meant!r}? then add --text-column {meant}")

    def warn(key: str, meant: str) -> None:
        advice = f"did you mean {meant!r}? then add --{meant}-column {key}"
        notices.warn(f"key {key}", f"{place}: the key {key!r} is only kept in 'source'; {advice}")

    document = document_of(values, warn)
    for key in values:
        if key not in RECORD_KEYS:
            notices.unused(str(key))
    return document


def _damaged(old: str, new: str) -> str:
    """The first place in which a text was repaired."""
    start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(new))
    return f"{old[start : start + 3]!r} for {new[start]!r}" if start < len(new) else repr(old[start:])


def count_articles(files: Sequence[str], options: InputOptions) -> int | None:
    """The number of articles in files; None if it cannot be known before they are read."""
    total = 0
    for name in files:
        if name == STDIN or not Path(name).is_file():
            return None
        try:
            with _opened(name, options, _unheard) as file:
                total += options.reader(name).count(file)
        except (OSError, ArticleError):  # reported when it is read
            continue
    return total


def _unheard(message: str) -> None:
    """Nothing: what is wrong is reported when the file is read."""


def load_articles(
    *inputs: str | os.PathLike[str],
    input_format: str | None = None,
    encoding: str | None = None,
    published: str | None = None,
    columns: Mapping[str, str] = immutabledict(),
    date_format: str | None = None,
    repairs: bool = True,
    max_chars: int | None = MAX_CHARS,
    registry: Registry | None = None,
) -> Iterator[Document]:
    """Articles from files and folders, for `Pipeline.stream`: what `diplotext extract` reads.

    Args:
        inputs: Paths of files and folders.
        input_format: The format of all files (`txt`, `jsonl`, `csv`, `html`, `docx`, `nexis`, `factiva`, or one of a
            plugin); by default that of the suffix.
        encoding: Encoding of the files; by default that of the format, as a rule UTF-8.
        published: Publication date of articles that have none.
        columns: For `text`, `id`, `title`, `published` and `source`, the column of a table, or key of a record, that
            holds it.
        date_format: The form of dates in records, as for `datetime.strptime`.
        repairs: Whether text that was decoded wrongly (`â€œ` for “) is repaired, with a warning.
        max_chars: Characters from which on an article is too long to be read; None for no limit.
        registry: Where to look for formats of plugins; by default everything installed.

    Yields:
        Documents in which nothing has been looked for yet.

    Raises:
        ArticleError: If a file or an article cannot be read, when its turn comes.
    """
    if not inputs:
        raise ArticleError("name files or folders to load articles from")
    options = InputOptions(
        (registry or Registry()).readers, input_format, encoding, published, columns, date_format, repairs, max_chars
    )
    split_date(published)
    notices = Notices(_warned)
    files = find_files([os.fspath(name) for name in inputs], options, report=_raised, note=_warned)
    return _loaded(files, options, notices)


def _loaded(files: Sequence[str], options: InputOptions, notices: Notices) -> Iterator[Document]:
    yield from read_articles(files, options, report=_raised, notices=notices)
    notices.finish()


def _raised(message: str) -> None:
    raise ArticleError(message)


def _warned(message: str) -> None:
    warnings.warn(message, ArticleWarning, stacklevel=3)
