"""What a pipeline accepts, a text, a record or a document, converted to a document."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from typing import Any

import attrs

from diplotext.errors import ArticleError
from diplotext.model.document import Document, split_date

Article = str | Mapping[str, Any] | Document
"""What a pipeline reads: a text, a record with `text` and other keys of the input format, or a document."""

RECORD_KEYS = ("id", "text", "title", "published", "source")

OTHER_KEYS = frozenset(("publisher", "publishers", "sources", "ids", "subtitle"))
"""Keys that look like misspellings of those, and are not."""


def as_document(article: Article, **given: Any) -> Document:
    """A document made from an article; keyword arguments take precedence over a record's keys.

    Other keys of a record are kept in the document's `source`.

    Raises:
        ArticleError: If a record has no text or a misspelled key, or the article is of another type.
    """
    if isinstance(article, Document):
        if "published" in given:
            day, partial = split_date(given["published"])
            given |= {"published": day, "published_basis": "given" if day else None}
            if partial:
                given["source"] = {**article.source, **given.get("source", {}), "published": partial}
        return attrs.evolve(article, **given) if given else article
    if isinstance(article, str):
        return Document.from_article(article, **given)
    if not isinstance(article, Mapping):
        raise ArticleError(f"an article is a text, a record or a document, not {_described(article)}")
    if article.get("text") is None:
        raise ArticleError(
            f"a record needs a 'text'; this one has {', '.join(map(repr, article)) or 'nothing'}"
            "; put the article under the key 'text'"
        )
    values = {key: article[key] for key in RECORD_KEYS if article.get(key) is not None} | given
    others = {key: value for key, value in article.items() if key not in RECORD_KEYS}
    for key in others:
        close = difflib.get_close_matches(str(key), RECORD_KEYS, n=1, cutoff=0.8)
        if close and key not in OTHER_KEYS:
            raise ArticleError(f"unknown key {key!r}: did you mean {close[0]!r}?")
    if others and isinstance(values.get("source", {}), Mapping):
        values["source"] = others | dict(values.get("source", {}))
    return Document.from_article(values.pop("text"), **values)


def _described(article: Any) -> str:
    return f"{type(article).__name__}{_advice(article)}"


def _advice(article: Any) -> str:
    if isinstance(article, bytes):
        return "; decode it first: article.decode('utf-8')"
    if isinstance(article, os.PathLike):
        return "; read the file first: path.read_text(encoding='utf-8')"
    return "; stream takes several articles" if isinstance(article, list | tuple) else ""
