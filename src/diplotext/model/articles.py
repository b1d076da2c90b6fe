"""What a pipeline accepts, a text, a record or a document, converted to a document."""

from __future__ import annotations

import difflib
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from diplotext.errors import ArticleError, ArticleWarning, SpanError
from diplotext.model.annotations import shown
from diplotext.model.document import Document, as_source, split_date

Article = str | Mapping[str, Any] | Document
"""What a pipeline reads: a text, a record with `text` and other keys of the input format, or a document."""

RECORD_KEYS = ("id", "text", "title", "published", "source")

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("body", "body_text", "article_text", "full_text", "fulltext", "main_text", "maintext", "content", "article"),
        *("story", "article_body", "articlebody", "news_text"),
    ),
    "id": ("article_id", "doc_id", "document_id", "uid", "guid", "identifier"),
    "title": ("headline", "head_line", "article_title", "heading"),
    "published": (
        *("date", "publication_date", "published_date", "date_published", "datepublished", "publish_date", "pub_date"),
        *("pubdate", "published_at", "article_date", "datetime", "timestamp", "day"),
    ),
    "source": ("outlet", "publisher", "newspaper", "publication", "media", "source_name", "sitename"),
}
"""Other names of the keys of a record, as collections of news have them."""

OTHER_KEYS = frozenset(("publisher", "publishers", "sources", "ids", "subtitle"))
"""Keys that look like misspellings of those, and are not."""


def normalized(name: str) -> str:
    """The name of a key or column in lower case, its words joined by underscores."""
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def as_document(article: Article, **given: Any) -> Document:
    """A document made from an article; keyword arguments take precedence over a record's keys.

    Other keys of a record are kept in the document's `source`; one that looks like another name of a key (`date`,
    `headline`) causes an `ArticleWarning`.

    Raises:
        ArticleError: If a record has no text or a misspelled key, or the article is of another type.
    """
    return document_of(article, _warn, **given)


def _warn(key: str, meant: str) -> None:
    warnings.warn(f"the key {key!r} is only kept in 'source': did you mean {meant!r}?", ArticleWarning, stacklevel=4)


def document_of(article: Article, warn: Callable[[str, str], None], **given: Any) -> Document:
    """The same, with a function that is called for each key that is only kept, and the one that it may mean.

    Raises:
        ArticleError: See `as_document`.
    """
    if isinstance(article, Document):
        _check_spans(article)
        if "published" in given:
            day, partial = split_date(given["published"])
            given |= {"published": day, "published_basis": "given" if day else None}
            if partial:
                given["source"] = {**article.source, **as_source(given.get("source", {})), "published": partial}
        return attrs.evolve(article, **given) if given else article
    if isinstance(article, str):
        return Document.from_article(article, **given)
    if not isinstance(article, Mapping):
        raise ArticleError(f"an article is a text, a record or a document, not {_described(article)}")
    if article.get("text") is None:
        raise ArticleError(_without_text(article))
    values = {key: article[key] for key in RECORD_KEYS if article.get(key) is not None} | given
    if isinstance(values.get("id"), int) and not isinstance(values["id"], bool):
        values["id"] = str(values["id"])
    if isinstance(values.get("source"), str):
        values["source"] = as_source(values["source"])
    others = {key: value for key, value in article.items() if key not in RECORD_KEYS}
    for key in others:
        close = difflib.get_close_matches(str(key), RECORD_KEYS, n=1, cutoff=0.8)
        if close and key not in OTHER_KEYS:
            raise ArticleError(f"unknown key {key!r}: did you mean {close[0]!r}?")
    for key, meant in meant_keys(article):
        if meant not in values and meant != "source":
            warn(key, meant)
    if others and isinstance(values.get("source", {}), Mapping):
        values["source"] = others | dict(values.get("source", {}))
    return Document.from_article(values.pop("text"), **values)


def _check_spans(document: Document) -> None:
    """Make sure that the annotations that a document already has are in its text."""
    for span in (span for annotation in document.annotations for span in annotation.spans):
        try:
            span.check(document.text)
        except SpanError as error:
            raise ArticleError(f"document {shown(document.id)}: {error}") from None


def meant_keys(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The keys of a record that are other names of `text`, `published` ..., each with the one that it may mean."""
    for key in record:
        if key not in RECORD_KEYS and isinstance(key, str):
            name = normalized(key)
            for meant, words in SYNONYMS.items():
                if name == meant or name in words:
                    yield key, meant


def _without_text(article: Mapping[str, Any]) -> str:
    """What to say of a record that has no text."""
    if "text" in article:
        return "the 'text' of this record is null; leave such records out"
    keys = ", ".join(map(repr, article)) or "nothing"
    meant = next((key for key, meant in meant_keys(article) if meant == "text"), None)
    hint = f"; did you mean {meant!r}?" if meant else ""
    return f"a record needs a 'text'; this one has {keys}{hint}; put the article under the key 'text'"


def _described(article: Any) -> str:
    return f"{type(article).__name__}{_advice(article)}"


def _advice(article: Any) -> str:
    if isinstance(article, bytes):
        return "; decode it first: article.decode('utf-8')"
    if isinstance(article, os.PathLike):
        return "; read the file first: path.read_text(encoding='utf-8'), or use diplotext.load_articles(path)"
    return "; stream takes several articles" if isinstance(article, list | tuple) else ""
