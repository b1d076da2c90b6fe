"""Saved web pages: the article without menus, advertisements and comments, with its title, date and outlet.

Trafilatura finds the main text. Its plain text joins paragraphs by a newline and does not show block quotations, so
that its tree is read: paragraphs are separated by a blank line, and block quotations get the quotation marks that
their indentation replaces, as the rules for statements need them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, TypeAlias

import attrs

from diplotext.errors import ArticleError
from diplotext.plugin.readers import ArticleFile, Reader, decoded

Element: TypeAlias = Any
"""An element of lxml, which has no type annotations."""

EXTRA = "pip install 'diplotext[web]'"
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
MAX_BYTES_TO_CHARSET = 4096
DATES = {"extensive_search": False, "original_date": True, "min_date": "1980-01-01", "max_date": "2199-12-31"}
"""How trafilatura looks for the date: in what the page says of itself, and without asking for today's date."""

QUOTATION_MARK = re.compile(r"[\"“”„«»‘]")
CREDIT = re.compile(r"\s*(?:—|–|--)\s*\S.{0,200}", re.S)
"""A line after a block quotation that says whose it is."""


@attrs.frozen
class HtmlReader(Reader):
    """Saved web pages: their main text, title and date."""

    name = "html"
    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the article of a page.

        Raises:
            ArticleError: If the page has no main text, or trafilatura is not installed.
        """
        page = _decoded(file.article(), file.encoding)
        found = _extracted(page)
        title = " ".join((found.title or "").split())
        blocks = list(_blocks(found.body))
        if blocks and title and blocks[0].casefold() == title.casefold():
            del blocks[0]
        if not blocks:
            raise ArticleError("no article is found in this page")
        source = {"outlet": found.sitename, "author": found.author, "url": found.url}
        record = {"id": file.name, "text": "\n\n".join((title, *blocks) if title else blocks)}
        record |= {key: value for key, value in (("title", title), ("published", found.date)) if value}
        yield "", record | {"source": {key: value for key, value in source.items() if value}}

    def count(self, file: ArticleFile) -> int:
        """One: a page is one article."""
        return 1


def _decoded(data: bytes, encoding: str | None) -> str:
    """The text of a page in the encoding that the user names, or that it declares; else UTF-8 or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decoded(data, encoding or "utf-16")
    declared = CHARSET.search(data, 0, MAX_BYTES_TO_CHARSET)
    if encoding is None and declared and declared[1].lower() not in (b"utf-8", b"utf8"):
        name = declared[1].decode("ascii", "replace").lower()
        try:
            return data.decode("cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else name)
        except (LookupError, UnicodeDecodeError):  # the page is wrong about itself
            pass
    try:
        return decoded(data, encoding)
    except ArticleError:
        if encoding:
            raise
        return data.decode("cp1252", "replace")


def _extracted(page: str) -> Any:
    found: Any
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise ArticleError(f"web pages need trafilatura ({error}): {EXTRA}") from None
    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dict(DATES))
    except Exception as error:  # a damaged page can make it fail in any way
        raise ArticleError(f"the page cannot be read: {type(error).__name__}: {error}") from None
    if found is None or found.body is None:
        raise ArticleError("no article is found in this page")
    return found


def _blocks(body: Element) -> Iterator[str]:
    """The paragraphs of a page, in order."""
    whole = " ".join("".join(map(str, body.itertext())).split())
    for element in body:
        if element.tag == "quote":
            paragraphs = list(_paragraphs(element))
            if not _is_pull_quote(paragraphs, whole):
                yield from with_marks(paragraphs)
        elif element.tag == "table":
            yield from _rows(element)
        else:
            yield from _paragraphs(element)


def _rows(table: Element) -> Iterator[str]:
    for row in table.iter("row"):
        if cells := [cell for cell in (" ".join(_lines(cell)) for cell in row.iter("cell")) if cell]:
            yield " | ".join(cells)


def _paragraphs(element: Element) -> Iterator[str]:
    """The paragraphs in an element: those of the elements in it, and the text between these; breaks split too."""
    inner = ("p", "item", "quote", "list", "head")
    if not any(child.tag in inner for child in element):
        yield from _lines(element)
        return
    if text := _joined(element.text):
        yield text
    for child in element:
        if child.tag in inner:
            yield from _paragraphs(child)
        elif text := _joined("".join(map(str, child.itertext()))):
            yield text
        if text := _joined(child.tail):
            yield text


def _lines(element: Element) -> Iterator[str]:
    """The text of an element without paragraphs in it, split at line breaks."""
    parts = [element.text or ""]
    for child in element.iter():
        if child is element:
            continue
        if child.tag == "lb":
            parts.append("\n")
        else:
            parts.append(child.text or "")
        parts.append(child.tail or "")
    for line in "".join(parts).split("\n"):
        if text := _joined(line):
            yield text


def _joined(text: str | None) -> str:
    return " ".join((text or "").split())


def _is_pull_quote(paragraphs: Sequence[str], whole: str) -> bool:
    """Whether a block only repeats, in large type, words of the article."""
    return bool(paragraphs) and all(whole.count(paragraph.strip('“”"')) > 1 for paragraph in paragraphs)


def with_marks(paragraphs: Sequence[str]) -> Iterator[str]:
    """The paragraphs of a block quotation in quotation marks, unless it has its own.

    Each paragraph gets an opening mark and the last one a closing mark, as is the custom in print. A last line that
    says whose words they are (`— Anna Berg`) stays outside.
    """
    credit = paragraphs[-1:] if len(paragraphs) > 1 and CREDIT.fullmatch(paragraphs[-1]) else []
    quoted = paragraphs[: len(paragraphs) - len(credit)]
    if any(QUOTATION_MARK.match(paragraph) for paragraph in quoted):
        yield from paragraphs
        return
    for number, paragraph in enumerate(quoted, start=1):
        yield f"“{paragraph}”" if number == len(quoted) else f"“{paragraph}"
    yield from credit
