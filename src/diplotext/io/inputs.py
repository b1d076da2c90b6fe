"""Articles from files, folders and standard input, for the command line.

A record that cannot be read is reported and skipped.
"""

from __future__ import annotations

import codecs
import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from diplotext.errors import ArticleError
from diplotext.model.articles import as_document
from diplotext.model.document import Document

STDIN = "-"
SUFFIXES = {".txt": "txt", ".jsonl": "jsonl", ".ndjson": "jsonl"}

Report = Callable[[str], None]


def find_files(inputs: Iterable[str]) -> list[str]:
    """The inputs, with folders replaced by the text and JSON Lines files in them, at any depth, sorted by name.

    Raises:
        ArticleError: If a file or folder does not exist, or a folder contains no such file.
    """
    found: list[str] = []
    for name in inputs:
        path = Path(name)
        if name == STDIN or path.is_file() or path.is_fifo():
            found.append(name)
        elif path.is_dir():
            files = sorted(
                file.as_posix()
                for file in path.rglob("*")
                if file.suffix.lower() in SUFFIXES and file.is_file() and not _hidden(file.relative_to(path))
            )
            if not files:
                raise ArticleError(f"{name}: no {' or '.join(SUFFIXES)} file in this folder")
            found += files
        else:
            raise ArticleError(f"{name}: no such file or folder")
    return found


def read_articles(
    files: Iterable[str], *, input_format: str | None, encoding: str, published: str | None, report: Report
) -> Iterator[Document]:
    """Documents from files, in order.

    Args:
        files: Paths, or `-` for standard input.
        input_format: `txt` or `jsonl`; by default that of the suffix, or `txt` if the suffix is unknown.
        encoding: Encoding of all files.
        published: Publication date of articles that have none.
        report: Called with one line for each file or record that cannot be read.
    """
    for name in files:
        kind = input_format or SUFFIXES.get(Path(name).suffix.lower(), "txt")
        try:
            if name == STDIN:
                yield from _read(sys.stdin.buffer, "standard input", kind, encoding, published, report)
            else:
                with open(name, "rb") as stream:
                    yield from _read(stream, name, kind, encoding, published, report)
        except OSError as error:
            report(f"{name}: {error.strerror or error}")
        except ArticleError as error:
            report(f"{name if name != STDIN else 'standard input'}: {error}")


def _read(
    stream: BinaryIO, name: str, kind: str, encoding: str, published: str | None, report: Report
) -> Iterator[Document]:
    if kind == "jsonl":
        yield from _records(stream, name, encoding, published, report)
        return
    text = _decoded(stream.read(), encoding)
    if (offset := text.find("\0")) >= 0:
        raise ArticleError(f"binary data, not text: NUL at character {offset}")
    given: dict[str, Any] = {"id": name} if stream is not sys.stdin.buffer else {}
    yield Document.from_article(text, published=published, **given)


def _records(stream: BinaryIO, name: str, encoding: str, published: str | None, report: Report) -> Iterator[Document]:
    utf8 = codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
    # In other encodings than UTF-8 a line end may not be a single byte: such a file is decoded as a whole.
    lines: Iterable[bytes | str] = stream if utf8 else _decoded(stream.read(), encoding).split("\n")
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            line = _decoded(raw.rstrip(b"\r\n"), encoding) if isinstance(raw, bytes) else raw
            record = json.loads(line, parse_constant=_no_constant, parse_float=_finite)
            if not isinstance(record, dict):
                raise ArticleError(f"a record is a JSON object, not {type(record).__name__}")
            if published and not record.get("published"):
                record["published"] = published
            yield as_document(record)
        except json.JSONDecodeError as error:
            report(f"{name}, line {number}: not JSON: {error.msg} at column {error.colno}")
        except RecursionError:
            report(f"{name}, line {number}: nested too deeply")
        except ValueError as error:  # ArticleError, or a number of thousands of digits
            report(f"{name}, line {number}: {error}")


def _decoded(data: bytes, encoding: str) -> str:
    """The text of some bytes, without a byte order mark.

    Raises:
        ArticleError: With the offset of the first byte that cannot be decoded.
    """
    try:
        return data.decode("utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"not {encoding}: byte 0x{error.object[error.start]:02x} at offset {error.start}; "
            "give the encoding with --encoding (for example latin-1)"
        ) from None


def _finite(digits: str) -> float:
    if math.isinf(number := float(digits)):
        raise ArticleError(f"the number {digits} is too large")
    return number


def _no_constant(name: str) -> None:
    raise ArticleError(f"{name} is not JSON")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
