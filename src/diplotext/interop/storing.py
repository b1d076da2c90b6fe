"""Keeping a document in a spaCy `Doc`, so that it survives whatever spaCy does with the `Doc`.

Whenever spaCy stores a `Doc` or sends it to another process, it writes the user data as msgpack, which has no classes.
A document is therefore kept as its line in the wire format, which can be read back without loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from diplotext.errors import ArticleError
from diplotext.io import wire
from diplotext.model.articles import as_document
from diplotext.model.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

EXTENSION = "diplotext"
"""The only extension: `doc._.diplotext`."""

KEY: Any = ("._.", EXTENSION, None, None)
"""Where spaCy keeps the value of that extension in `doc.user_data`."""


class _Line(str):
    """A document as a line of JSON, which keeps the document itself as long as it stays in this process."""

    document: Document

    @classmethod
    def of(cls, document: Document, line: str | None = None) -> Self:
        made = cls(wire.dumps(document) if line is None else line)
        made.document = document
        return made

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def document_of(doc: Doc) -> Document | None:
    """The document kept in a spaCy `Doc`: the same as `doc._.diplotext`, even if that is not registered.

    Returns:
        The document with its annotations; None if there is none.

    Raises:
        WireError: If it has annotations of a type that no installed plugin defines. The line of JSON is in
            `doc.user_data[("._.", "diplotext", None, None)]`, to be read with `wire.loads(line, types=[...])`.
    """
    line = doc.user_data.get(KEY)
    if line is None:
        return None
    if not isinstance(line, _Line):  # the Doc was read from bytes
        line = doc.user_data[KEY] = _Line.of(wire.loads(line), line)
    return line.document


def keep(doc: Doc, article: Document | Mapping[str, Any]) -> None:
    """Keep a document in a spaCy `Doc`, as `doc._.diplotext = ...` does.

    Args:
        doc: Where to keep it.
        article: A document of the same text, or what is known about the article: a mapping with `id`, `title`,
            `published` or `source`.

    Raises:
        ArticleError: If it is neither.
    """
    if isinstance(article, Mapping):
        article = as_document({**article, "text": doc.text})
    if not isinstance(article, Document):
        raise ArticleError(
            f"doc._.{EXTENSION} takes a Document, or a mapping such as {{'published': '2022-05-10'}}, not {article!r}"
        )
    if article.text != doc.text:
        raise ArticleError(f"doc._.{EXTENSION}: document {article.id!r} has another text than the spaCy Doc")
    doc.user_data[KEY] = _Line.of(article)
