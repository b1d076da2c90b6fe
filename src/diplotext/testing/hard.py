"""Checks with texts that nobody wants, and that every archive contains."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from diplotext.model.annotations import shortened
from diplotext.model.articles import Article
from diplotext.model.document import Document
from diplotext.plugin.extractor import Extractor
from diplotext.testing import growth
from diplotext.testing.bench import bench
from diplotext.testing.parses import repeated
from diplotext.testing.texts import documents, hard_texts

if TYPE_CHECKING:
    from spacy.tokens import Doc

SIZES = (16_000, 128_000, 1_000_000)
"""Characters of the lines that are read one after the other."""


def survives_hard_texts(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """It raises nothing on texts that are empty, broken, in other scripts or full of quotation marks."""
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    for label, text in hard_texts(sample.text).items():
        document = Document.from_article(text, published=sample.published)
        reading = ready.reading(document)
        try:
            with growth.deadline(growth.BUDGET_SECONDS):
                for _ in ready.extractor.extract(reading):
                    pass
        except Exception as error:
            raise AssertionError(
                f"{ready} fails on a hard text ({label}): {type(error).__name__}: {error}. It was "
                f"{shortened(text)!r}; skip what cannot be read, and read the rest of the text"
            ) from error


def takes_linear_time(extractor: type[Extractor], texts: Iterable[Article] = ()) -> None:
    """Eight times as long a line takes about eight times as long, up to one of a million characters.

    Measured is what the extractor takes of the processor, without the parse and without the extractors before.
    """
    ready = bench(extractor)
    found = ready.first(documents(texts))
    sample = next(document for document in found if found[document])
    line = " ".join(sample.text.split()) + " "

    def prepare(size: int) -> Callable[[], object]:
        times = size // len(line) + 1

        def parse() -> Doc:
            return repeated(ready.parse(line), times)

        reading = ready.reading(Document.from_article(line * times, published=sample.published), parse)
        if ready.extractor.needs:
            reading.parse  # noqa: B018  (made before it is measured)
        return lambda: deque(ready.extractor.extract(reading), maxlen=0)

    growth.assert_linear_time(prepare, SIZES, str(ready))
