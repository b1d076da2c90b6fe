"""Articles in batches: what is parsed together, and handed to a process together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diplotext.errors import ArticleError
from diplotext.model.articles import Article, as_document
from diplotext.model.document import Document

MAX_BATCH_CHARACTERS = 500_000


def batches(articles: Iterable[Article], size: int) -> Iterator[list[Document]]:
    """Batches of at most `size` documents and about half a million characters."""
    batch: list[Document] = []
    characters = 0
    for number, article in enumerate(articles, start=1):
        try:
            document = as_document(article)
        except ArticleError as error:
            if batch:
                yield batch
            error.add_note(f"in article {number} of the stream")
            raise
        batch.append(document)
        characters += len(document.text)
        if len(batch) == size or characters >= MAX_BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
