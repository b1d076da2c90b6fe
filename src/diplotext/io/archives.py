"""Exports of news archives: several articles a file, with headings and codes around them.

Nexis Uni and Factiva write Word, RTF and plain-text files. Their articles end with a line that nothing else has; what
comes before the body says the title, the source and the date. The layouts are told apart by these lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import attrs

from diplotext.errors import ArticleError
from diplotext.io import factiva, nexis
from diplotext.io.word import lines_of
from diplotext.plugin.readers import ArticleFile, Reader

Lines = Sequence[str]


def layout_of(lines: Lines) -> str | None:
    """The archive whose export some lines are: `nexis`, `factiva` or None."""
    if nexis.is_export(lines):
        return "nexis"
    return "factiva" if factiva.is_export(lines) else None


@attrs.frozen
class NexisReader(Reader):
    """Exports of Nexis Uni, Lexis Advance and the older LexisNexis Academic."""

    name = "nexis"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".rtf", ".txt")
    is_default: ClassVar[bool] = False

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the articles of an export.

        Raises:
            ArticleError: If it has none.
        """
        yield from _articles(file, lines_of(file), "nexis")


@attrs.frozen
class FactivaReader(Reader):
    """Exports of Factiva, with or without codes for the fields."""

    name = "factiva"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".rtf", ".txt")
    is_default: ClassVar[bool] = False

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the articles of an export.

        Raises:
            ArticleError: If it has none.
        """
        yield from _articles(file, lines_of(file), "factiva")


@attrs.frozen
class WordReader(Reader):
    """Word and RTF documents: an export of an archive, if it looks like one, else a single article."""

    name = "docx"
    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".rtf")

    def read(self, file: ArticleFile) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield the articles of an export, or the only one.

        Raises:
            ArticleError: If it is neither a Word nor an RTF document.
        """
        lines, is_wrapped = lines_of(file, allow_text=False)
        if layout := layout_of(lines):
            yield from _articles(file, (lines, is_wrapped), layout)
        else:
            yield "", {"id": file.name, "text": "\n\n".join(line.strip() for line in lines if line.strip())}


def _articles(file: ArticleFile, content: tuple[Lines, bool], layout: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    lines, is_wrapped = content
    split = nexis.articles if layout == "nexis" else factiva.articles
    number = 0
    for number, fields in enumerate(split(lines), start=1):
        where = f"article {number}"
        if fields is None or not (paragraphs := body(fields.body, is_wrapped=is_wrapped)):
            file.report(f"{where}: its body cannot be found; it is left out")
            continue
        title = " ".join(fields.title.split())
        record: dict[str, Any] = {"id": fields.id or f"{file.name}#{number}", "text": paragraphs}
        if title:
            record |= {"title": title, "text": f"{title}\n\n{paragraphs}"}
        if fields.published:
            record["published"] = fields.published
        source = {"outlet": fields.outlet} | dict(fields.others)
        yield where, record | {"source": {key: value for key, value in source.items() if value}}
    if not number:
        raise ArticleError(f"no article of a {layout.capitalize()} export is in it")


def body(lines: Lines, *, is_wrapped: bool) -> str:
    """The body of an article: its lines, or a paragraph for each if they are not wrapped."""
    stripped = [line.strip() for line in lines]
    if is_wrapped:
        return re.sub(r"\n{3,}", "\n\n", "\n".join(stripped)).strip()
    return "\n\n".join(line for line in stripped if line)
