"""What a file really is, whatever its name says: HTML, PDF, CSV or a Word document must not be read as plain text."""

from __future__ import annotations

import json
import re

from diplotext.errors import ArticleError
from diplotext.io.archives import layout_of
from diplotext.io.columns import header_of

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
TAG = re.compile(r"</(?:p|div|span|a|li|td|h[1-6]|em|strong|blockquote)\s*>|<br\s*/?>|<p>", re.I)
MIN_TAGS = 3
"""HTML tags from which on a text is markup, and does not merely mention a tag."""

MAX_CHARACTERS = 100_000
"""Characters of a text that are looked at."""


def binary_kind(data: bytes) -> str | None:
    """What a file is that is not plain text, with what to do about it; None if it may be text.

    Args:
        data: Its bytes.
    """
    start = data[:1024].lstrip()
    if start.startswith(b"%PDF-"):
        return "a PDF, not text; convert it first, for example with pdftotext"
    if start.startswith(b"PK\x03\x04"):
        if b"word/" in data:
            return "a Word document, not text; read it with --input-format docx"
        kind = "a spreadsheet, not text; save it as CSV" if b"xl/" in data else "a ZIP archive, not text; unpack it"
        return f"{kind} first"
    if start.startswith(OLD_OFFICE):
        return "an old Office document, not text; save it as .docx first"
    if start.startswith(b"{\\rtf"):
        return "an RTF document, not plain text; read it with --input-format docx, which takes RTF too"
    if start.startswith(b"\x1f\x8b"):
        return "compressed, not text; unpack it first, for example with gunzip"
    if start.startswith(b"WARC/"):
        return "a web archive (WARC), not text; docs/reading.md has a recipe for it"
    return None


def check_plain(text: str) -> None:
    """Make sure that a text is an article, not another format that happens to be text.

    Raises:
        ArticleError: With what it is, and what to do.
    """
    if (offset := text.find("\0")) >= 0:
        raise ArticleError(f"binary data, not text: NUL at character {offset}")
    if advice := _textual_kind(text[:MAX_CHARACTERS]):
        raise ArticleError(advice)


def _textual_kind(text: str) -> str | None:
    if MARKUP.match(text) or len(TAG.findall(text)) >= MIN_TAGS:
        return "HTML, not plain text; read it with --input-format html"
    if text.lstrip().startswith("<?xml"):
        return "XML, not plain text; extract the text first"
    first = text.lstrip().partition("\n")[0]
    if first.startswith("{") and _is_record(first):
        return "JSON Lines, not plain text; read it with --input-format jsonl"
    if header_of(text):
        return "CSV, not plain text; read it with --input-format csv"
    if layout := layout_of(text.splitlines()):
        return f"an export of several articles, not one; read it with --input-format {layout}"
    return None


def _is_record(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
