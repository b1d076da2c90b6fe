"""The options of commands that read articles: formats, columns, dates and encodings."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any, TypeVar

import click

from diplotext.errors import ArticleError, nearest
from diplotext.io.inputs import MAX_CHARS, InputOptions
from diplotext.model.articles import RECORD_KEYS
from diplotext.model.document import split_date
from diplotext.plugin.registry import Registry

F = TypeVar("F", bound=Callable[..., Any])

OPTIONS = (
    click.option(
        "--input-format",
        metavar="NAME",
        help="txt, jsonl, csv, html, docx, nexis, factiva; by default that of the suffix.",
    ),
    click.option("--published", metavar="YYYY-MM-DD", help="Publication date of articles that have none."),
    *(
        click.option(f"--{key}-column", metavar="NAME", help=f"CSV column, or key of a JSON record, of the {what}.")
        for key, what in (
            ("text", "text"),
            ("id", "id"),
            ("title", "title"),
            ("published", "publication date"),
            ("source", "outlet"),
        )
    ),
    click.option("--date-format", metavar="FORM", help="Form of the dates of records, such as %d/%m/%Y."),
    click.option("--no-repair", is_flag=True, help="Leave text as it is that was decoded with the wrong encoding."),
    click.option(
        "--max-chars",
        type=click.IntRange(min=1),
        default=MAX_CHARS,
        show_default=True,
        help="Characters of an article; longer ones are reported and left out.",
    ),
    click.option("--encoding", metavar="NAME", help="Encoding of the files; by default utf-8, or that of a web page."),
)


def reading_options(command: F) -> F:
    """Add the options; the command gets them as keyword arguments, for `input_options`."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def input_options(registry: Registry, **given: Any) -> InputOptions:
    """How the files are read.

    Raises:
        ArticleError: If an option has a wrong value.
    """
    split_date(published := given["published"])
    if encoding := given["encoding"]:
        _check_encoding(encoding)
    return InputOptions(
        readers=registry.readers,
        input_format=given["input_format"],
        encoding=encoding,
        published=published,
        columns={key: given[f"{key}_column"] for key in RECORD_KEYS if given[f"{key}_column"]},
        date_format=given["date_format"],
        repairs=not given["no_repair"],
        max_chars=given["max_chars"],
    )


def _check_encoding(name: str) -> None:
    try:
        codecs.lookup(name)
    except LookupError:
        known = ("utf-8", "utf-16", "latin-1", "cp1252", "ascii")
        raise ArticleError(f"no encoding is named {name!r}: {nearest(name, known)} ...") from None
