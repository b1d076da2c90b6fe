"""Speed and memory on text made from the example articles: words per second of every extractor, and of the whole.

    python benchmarks/speed.py [--words 100000]

Prints how long the knowledge takes, and one row an extractor. Time is that of one process, start-up left out; memory is
the peak of the whole run.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from diplotext import Pipeline, Reading, Registry, wire
from diplotext.model.articles import as_document
from diplotext.pipeline.merging import with_found
from diplotext.syntax.language_models import parse

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"


def main() -> None:
    """Run every extractor over the same documents, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=100_000, help="size of the text")
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    size = sum(len(text.split()) for text in texts)
    texts *= max(1, options.words // size)
    words = sum(len(text.split()) for text in texts)
    _knowledge()
    pipeline = Pipeline.of()
    pipeline.read(texts[0])  # loads the model and compiles the look-up
    documents = [as_document(text) for text in texts]
    began = time.perf_counter()
    docs = [parse(pipeline.language, text) for text in texts]
    _row("tokens, sentences", words, began)
    for extractor in pipeline.extractors:
        began = time.perf_counter()
        for index, document in enumerate(documents):
            reading = Reading(document, pipeline.knowledge, lambda doc=docs[index]: doc)  # type: ignore[misc]
            documents[index] = with_found(document, extractor, "", extractor.extract(reading))
        _row(extractor.name, words, began)
    began = time.perf_counter()
    for document in documents:
        wire.dumps(document)
    _row("to JSON", words, began)
    began = time.perf_counter()
    for _ in pipeline.stream(texts):
        pass
    _row("everything", words, began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory':20} {peak:10.0f} MiB")


def _knowledge() -> None:
    """Seconds to read the records of all plugins and to compile their names: once a process."""
    began = time.perf_counter()
    knowledge = Registry().knowledge
    print(f"{len(knowledge):6} records read      {time.perf_counter() - began:19.3f} s")
    began = time.perf_counter()
    knowledge.named("NATO")  # compiles
    print(f"names compiled            {time.perf_counter() - began:19.3f} s")


def _row(name: str, words: int, began: float) -> None:
    seconds = time.perf_counter() - began
    print(f"{name:20} {words / seconds:10.0f} words/s {seconds:8.2f} s")


if __name__ == "__main__":
    main()
