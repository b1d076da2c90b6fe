"""What statements cost: time beside the parse, memory, and texts of nothing but quotation marks.

    OPENBLAS_NUM_THREADS=1 python benchmarks/quotes.py [--words 100000]

Time is that of the processor, the best of several rounds in which the two that are compared take turns; what the
extractor requires has run before and is not counted. Memory is the peak of what Python holds while it extracts.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from diplotext import Document, Pipeline, Reading
from diplotext.model.articles import as_document
from diplotext.pipeline.merging import with_found
from diplotext.syntax.language_models import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
NAME = "quotes"
BEFORE = ("people", "organizations")
"""What runs before the extractor: what it requires, and what it takes into account."""

ROUNDS = 3
SIZES = (1_000, 10_000, 100_000)
"""Words of the articles whose memory is measured."""

MARKS = {
    "straight": '"',
    "opening": "“",
    "closing": "”",
    "pairs": "“”",
    "single": "'",
    "curly single": "‘",
    "apostrophes": "’",
    "angular": "«»",
    "doubled": "``''",
    "spaced": '" ',
    "lines": "“\n\n",
    "around words": '"We agree," he said. ',
    "unclosed": "“We agree. ",
    "unopened": "We agree.” ",
}
"""What a text of quotation marks is made of, by name."""


def main() -> None:
    """Measure time, memory and the texts of marks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000, help="size of the text whose time is measured")
    parser.add_argument("--bytes", type=int, default=1_000_000, help="size of each text of quotation marks")
    options = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        print("the parse may take several processors: set OPENBLAS_NUM_THREADS=1 for figures to compare\n")
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    pipeline = Pipeline.of(NAME, *BEFORE)
    pipeline.read(texts[0])  # loads the model and compiles the look-up
    _speed(pipeline, _repeated(texts, options.words))
    _memory(pipeline, texts)
    _marks(pipeline, options.bytes)


def _speed(pipeline: Pipeline, texts: Sequence[str]) -> None:
    """Words a second of the parse alone, and of the parse and the extractor."""
    words = _size(texts)
    docs = [parse(pipeline.language, text) for text in texts]
    documents = [_prepared(pipeline, text, doc) for text, doc in zip(texts, docs, strict=True)]

    def parse_only() -> None:
        for text in texts:
            parse(pipeline.language, text)

    def both() -> None:
        for text, document in zip(texts, documents, strict=True):
            _extract(pipeline, document, parse(pipeline.language, text))

    alone, together = _best(parse_only, both)
    print(f"{'':20} {'words/s':>10} {'seconds':>10}   ({words} words in {len(texts)} articles)")
    print(f"{'parse':20} {words / alone:10.0f} {alone:10.2f}")
    print(f"{'parse and quotes':20} {words / together:10.0f} {together:10.2f}")
    print(f"{'overhead':20} {100 * (together / alone - 1):10.1f} %\n")


def _memory(pipeline: Pipeline, texts: Sequence[str]) -> None:
    """Peak memory of the extractor for articles of several sizes."""
    print(f"{'words in an article':20} {'peak MiB':>10} {'bytes/word':>10}")
    for size in SIZES:
        text = "\n\n".join(_repeated(texts, size))
        words = _size([text])
        doc = parse(pipeline.language, text)
        document = _prepared(pipeline, text, doc)
        tracemalloc.start()
        _extract(pipeline, document, doc)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        print(f"{words:<20} {peak / 2**20:10.2f} {peak / words:10.0f}")
    print()


def _marks(pipeline: Pipeline, size: int) -> None:
    """Seconds for long texts of quotation marks: to pair them, and to extract from them."""
    print(f"{f'{size} bytes of':20} {'pairing, s':>10} {'quotes, s':>10} {'quotations':>10}")
    for name, unit in MARKS.items():
        text = unit * (size // len(unit.encode()))
        document = as_document(text)
        doc = parse(pipeline.language, text)
        began = time.process_time()
        found = document.quotations
        paired = time.process_time()
        _extract(pipeline, document, doc)
        ended = time.process_time()
        print(f"{name:20} {paired - began:10.2f} {ended - paired:10.2f} {len(found):10}")


def _best(*tasks: Callable[[], None]) -> list[float]:
    """The least processor time of each task; they take turns, so that a slow spell of the machine meets all."""
    best = [float("inf")] * len(tasks)
    for _ in range(ROUNDS):
        for index, task in enumerate(tasks):
            began = time.process_time()
            task()
            best[index] = min(best[index], time.process_time() - began)
    return best


def _prepared(pipeline: Pipeline, text: str, doc: Doc) -> Document:
    """A document with what runs before the extractor."""
    document = as_document(text)
    for extractor in pipeline.extractors:
        if extractor.name != NAME:
            document = with_found(document, extractor, "", extractor.extract(_reading(pipeline, document, doc)))
    return document


def _extract(pipeline: Pipeline, document: Document, doc: Doc) -> None:
    """Run the extractor on a document that remembers nothing of its paragraphs, quotation marks and mentions."""
    [extractor] = [extractor for extractor in pipeline.extractors if extractor.name == NAME]
    for _ in extractor.extract(_reading(pipeline, attrs.evolve(document), doc)):
        pass


def _reading(pipeline: Pipeline, document: Document, doc: Doc) -> Reading:
    return Reading(document, pipeline.knowledge, lambda: doc)


def _repeated(texts: Sequence[str], words: int) -> list[str]:
    """The texts in turn, until they hold so many words."""
    result: list[str] = []
    for text in itertools.cycle(texts):
        if words <= 0:
            break
        result.append(text)
        words -= _size([text])
    return result


def _size(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


if __name__ == "__main__":
    main()
