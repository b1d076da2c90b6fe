"""The lines of Word, RTF and plain-text files: one for each paragraph, line break or row of a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from diplotext.errors import ArticleError
from diplotext.plugin.readers import ArticleFile, decoded

EXTRA = "pip install 'diplotext[archives]'"
MAX_UNPACKED_BYTES = 256 * 2**20
ZIP = b"PK\x03\x04"
RTF = b"{\\rtf"


def lines_of(file: ArticleFile, *, allow_text: bool = True) -> tuple[list[str], bool]:
    """The lines of a file, and whether they may be wrapped at a fixed width, as those of plain text.

    Args:
        file: A Word, RTF or plain-text file; what it is is recognized by its first bytes.
        allow_text: Whether plain text is accepted.

    Raises:
        ArticleError: If it cannot be read, or the library for it is not installed.
    """
    data = file.stream.read()
    if data.startswith(ZIP):
        _check_size(data)
        return list(_word_lines(data)), False
    if data.lstrip().startswith(RTF):
        return _rtf_lines(data), False
    if not allow_text:
        raise ArticleError("neither a Word document (.docx) nor an RTF document")
    text = decoded(data, file.encoding)
    if (offset := text.find("\0")) >= 0:
        raise ArticleError(f"binary data, not text: NUL at character {offset}")
    return text.splitlines(), True


def _check_size(data: bytes) -> None:
    """Make sure that a Word document, which is an archive, does not unpack to gigabytes.

    Raises:
        ArticleError: If it does.
    """
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ArticleError(f"a damaged Word document, or none: {error}") from None
    if size > MAX_UNPACKED_BYTES:
        raise ArticleError(f"it unpacks to {size:,} bytes, more than a document of text has")


def _word_lines(data: bytes) -> Iterator[str]:
    try:
        import docx
    except ImportError as error:
        raise ArticleError(f"Word documents need python-docx ({error}): {EXTRA}") from None
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except Exception as error:  # python-docx raises errors of many libraries on a damaged file
        raise ArticleError(f"a damaged Word document, or none: {type(error).__name__}: {error}") from None
    for block in blocks:
        yield from _block_lines(block)


def _block_lines(block: Any) -> Iterator[str]:
    """The lines of a paragraph, or of the rows of a table."""
    if not hasattr(block, "rows"):
        yield from block.text.split("\n")
        return
    for row in block.rows:
        cells = list(dict.fromkeys(row.cells))  # merged cells occur once for each column
        first, *others = [cell.text.split("\n") for cell in cells] or [[""]]
        if len(cells) == 2:  # a code and its value, which may have several paragraphs
            yield "\t".join((" ".join(first), others[0][0]))
            yield from others[0][1:]
        else:
            yield "\t".join(" ".join(lines) for lines in (first, *others))


def _rtf_lines(data: bytes) -> list[str]:
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        raise ArticleError(f"RTF documents need striprtf ({error}): {EXTRA}") from None
    try:
        text = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("latin-1"), encoding="cp1252", errors="replace"
        )
    except Exception as error:  # it raises errors of many kinds on a damaged file
        raise ArticleError(f"a damaged RTF document: {type(error).__name__}: {error}") from None
    return str(text).split("\n")
