"""What extraction, merging and JSON cost beside the parse.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/shares.py ARTICLES.jsonl ... [--model fast] [--limit 40]

On a machine that others use, too, absolute figures wander by half within minutes; ratios stand if both of their sides
meet the same noise. So the parts of an article are measured one after the other: the parse, then the reading of that
parse by all extractors, each of which keeps its own time, then JSON. All articles are read in rounds, none twice in
a row, so that no cache of the last text helps; of each part the least processor time counts. What many articles share
(the look-up of names, the cache of the lemmatizer) is warm. Where two runs differ by several points, more rounds help.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from diplotext import Extractor, Pipeline, PipelineError, wire

MODELS = {"accurate": "en_diplotext_accurate", "fast": "en_diplotext"}
KEYS = ("id", "text", "title", "published")
WARMING = 10
"""Articles that are read once before the measurement."""

PARSE, REST, JSON = "parse", "frame, checks, merging", "JSON"

Article = Mapping[str, Any]
Seconds = dict[str, float]
"""Processor time by part."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", help="articles as JSON Lines")
    parser.add_argument("--model", choices=MODELS, help="the language model; by default the default one")
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help="an extractor to leave out")
    parser.add_argument("--limit", type=int, help="how many articles of each file are read; by default all")
    parser.add_argument("--rounds", type=int, default=2, help="how often each article is read")
    options = parser.parse_args()
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        print("the parse may take several processors: set OPENBLAS_NUM_THREADS=1 for figures to compare\n")
    articles = [article for path in options.files for article in _articles(path, options.limit)]
    pipeline = Pipeline.of(language=MODELS.get(options.model), without=options.without)
    spent: Seconds = defaultdict(float)
    timed = Pipeline(
        [_timed(extractor, spent) for extractor in pipeline.extractors],
        language=pipeline.language,
        knowledge=pipeline.knowledge,
    )
    for article in articles[:WARMING]:
        _parts(timed, article, spent)
    rounds = [[_parts(timed, article, spent) for article in articles] for _ in range(options.rounds)]
    _print_table(articles, rounds, [extractor.name for extractor in pipeline.extractors])


def _print_table(articles: Sequence[Article], rounds: Sequence[Sequence[Seconds | None]], names: Sequence[str]) -> None:
    """Shares of the parse and words a second, one row a part."""
    seconds: Seconds = defaultdict(float)
    read = words = 0
    for article, *times in zip(articles, *rounds, strict=True):
        if known := [parts for parts in times if parts is not None]:
            read += 1
            words += len(article["text"].split())
            for part in known[0]:
                seconds[part] += min(parts[part] for parts in known)
    beside = sum(seconds[part] for part in (*names, REST, JSON))
    rows = [(part, seconds[part]) for part in (PARSE, *names, REST, JSON)]
    rows += [("**extraction, merging and JSON**", beside), ("**whole**", seconds[PARSE] + beside)]
    print("| part | share of the parse, % | words/s |\n|---|---:|---:|")
    for part, taken in rows:
        print(f"| {part} | {100 * taken / seconds[PARSE]:.1f} | {words / taken:,.0f} |")
    print(f"\n{read} articles, {words:,} words", end="")
    skipped = len(articles) - read
    print(f"; {skipped} left out: the pipeline reads another text than was parsed" if skipped else "")


def _articles(path: Path, limit: int | None) -> Iterable[Article]:
    """The articles of a file; what else is known of them would only be copied to JSON."""
    with path.open(encoding="utf-8") as lines:
        for line in itertools.islice(lines, limit):
            record = json.loads(line)
            yield {key: record[key] for key in KEYS if record.get(key) is not None}


def _parts(pipeline: Pipeline, article: Article, spent: Seconds) -> Seconds | None:
    """Processor time of each part of one article; None if the pipeline does not take the parse of its text."""
    spent.clear()
    began = time.process_time()
    doc = pipeline.language(article["text"])
    parsed = time.process_time()
    try:
        document = pipeline.read(article, parse=doc)
    except PipelineError:
        return None
    extracted = time.process_time()
    wire.dumps(document)
    written = time.process_time()
    rest = extracted - parsed - sum(spent.values())
    return {PARSE: parsed - began, **spent, REST: rest, JSON: written - extracted}


def _timed(extractor: Extractor, spent: Seconds) -> Extractor:
    """The extractor, adding the processor time that it takes to `spent` under its name."""
    kind = type(extractor)

    def clocked(find: Callable[[], list[Any]]) -> list[Any]:
        began = time.process_time()
        found = find()
        spent[kind.name] += time.process_time() - began
        return found

    def extract(self: Extractor, reading: Any) -> list[Any]:
        return clocked(lambda: list(kind.extract(self, reading)))

    def extract_batch(self: Extractor, readings: Any) -> list[Any]:
        return clocked(lambda: [list(found) for found in kind.extract_batch(self, readings)])

    alone = kind.extract_batch is Extractor.extract_batch
    methods: dict[str, Any] = {"extract": extract} if alone else {"extract_batch": extract_batch}
    subclass = type(kind.__name__, (kind,), {**methods, "__module__": kind.__module__})
    values = {field.alias: getattr(extractor, field.name) for field in attrs.fields(kind) if field.init}
    timed: Extractor = subclass(**values)
    return timed


if __name__ == "__main__":
    main()
