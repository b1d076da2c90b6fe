"""Speed of the dates extractor beside dateparser's search.

    python benchmarks/dates.py [--characters 1000000] [--articles FILE]

Prints characters per second in one process, start-up left out: the extractor without any parse, and dateparser's
search over a sample of the same text. Then the time for texts of growing size, which should grow as they do, and for
hard texts.

The text is made of the example articles, over and over: the extractor remembers words and patterns, so this is what it
reaches when little is new. What it does on news that it has not read is measured with a file of articles (JSON lines
with a `text`): it reads the first half untimed, and each article of the second half once.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from dateparser.search import search_dates

from diplotext import Pipeline
from diplotext_dates import DateExtractor

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
PUBLISHED = "2021-12-18"
SAMPLE = 100
"""Articles that dateparser reads; it would take minutes for all."""
HARD = (
    "from 2 to ",
    "May 3-5, ",
    "the first week of ",
    "12/2 ",
    "one hundred and ",
    "last ",
    "'",
    "2019-",
    "a half and ",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=1_000_000, help="size of the text")
    parser.add_argument("--articles", type=Path, help="JSON lines with a text each, to read once")
    options = parser.parse_args()
    pipeline = Pipeline([DateExtractor()], language=spacy.blank("en"))
    if options.articles:
        news = [json.loads(line)["text"] for line in options.articles.read_text(encoding="utf-8").splitlines()]
        half = len(news) // 2
        _read(pipeline, news[:half])
        _compare(pipeline, news[half:], news[half:])
        return
    articles = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    texts = articles * max(1, options.characters // sum(map(len, articles)))
    _read(pipeline, texts[: len(articles)])  # compiles the grammar
    _compare(pipeline, texts, texts[:SAMPLE])
    whole = "\n\n".join(texts)
    for share in (4, 2, 1):
        text = whole[: len(whole) // share]
        _rate(f"one text of {len(text):,}", [text], lambda text=text: _read(pipeline, [text]))  # type: ignore[misc]
    for piece in HARD:
        text = piece * (200_000 // len(piece))
        _rate(f"200 kB of {piece!r}", [text], lambda text=text: _read(pipeline, [text]))  # type: ignore[misc]


def _compare(pipeline: Pipeline, texts: list[str], sample: list[str]) -> None:
    ours = _rate("diplotext-dates", texts, lambda: _read(pipeline, texts))
    search_dates(sample[0], languages=["en"])
    theirs = _rate("dateparser.search", sample, lambda: [search_dates(text, languages=["en"]) for text in sample])
    print(f"{'ratio':28}{ours / theirs:12.1f}")


def _read(pipeline: Pipeline, texts: list[str]) -> None:
    for text in texts:
        pipeline.read(text, published=PUBLISHED)


def _rate(name: str, texts: list[str], work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    seconds = time.perf_counter() - began
    rate = sum(map(len, texts)) / seconds
    print(f"{name:28}{rate:12,.0f} characters/s {seconds:8.2f} s")
    return rate


if __name__ == "__main__":
    main()
