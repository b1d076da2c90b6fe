"""Precision of the rules of the quotes extractor: run it on PolNeAR, print the figures, write them to its table.

    python benchmarks/quote_rules.py --bench PATH [--write]

A statement is right as the measuring kit counts it: it shares half of its content or more with an annotated statement
(intersection over union, one to one), and the words for the speaker overlap. Rules are measured on the training
articles; how well the figures hold as confidences is then shown on the development articles. The kit and its data are
not part of the project.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import rule_figures

from diplotext import Document, Pipeline, Statement
from diplotext_quotes.rules import rules

SOURCE = "PolNeAR, 840 news articles of 2015 and 2016"
EXTRACTORS = ("people", "organizations", "dates", "quotes")
FEWEST = 50
"""Cases below which no precision is given."""
UNMEASURED = frozenset(("quote.continuation",))
"""Rules whose statements have no words for the speaker, which the kit can never call right."""
WIDTH = 0.1
"""Width of a bin of confidences."""

Gold = dict[str, Any]


@attrs.define
class Count:
    """Cases, those with the right content, and those with the right speaker as well."""

    cases: int = 0
    content: int = 0
    right: int = 0

    def add(self, *, content: bool, right: bool) -> None:
        """Count a case."""
        self.cases += 1
        self.content += content
        self.right += right

    @property
    def precision(self) -> float:
        """Share of right cases."""
        return self.right / self.cases


@attrs.frozen
class Judged:
    """A statement with the judgement of the kit."""

    statement: Statement
    content: bool
    right: bool


def judged(bench: Path, part: str, pipeline: Pipeline) -> Iterator[Judged]:
    """The statements that the extractor finds in a part of PolNeAR, each judged."""
    sys.path.insert(0, str(bench))
    adapters, scoring = importlib.import_module("adapters"), importlib.import_module("scoring.quotes")
    articles: list[Gold] = adapters.read_gold(bench / f"data/quotes/polnear.{part}.jsonl")
    documents = pipeline.stream(adapters.input_record(article) for article in articles)
    for article, document in zip(articles, documents, strict=True):
        yield from _judged(article, document, adapters, scoring)


def _judged(article: Gold, document: Document, adapters: ModuleType, scoring: ModuleType) -> Iterator[Judged]:
    """The statements of a document; those of annotated thoughts and in text that is discarded are passed over."""
    guesses = [_as_guess(document.text, statement, adapters) for statement in document.statements]
    guesses = [guess for guess in guesses if not scoring._discarded(guess, article)]
    quotes = [quote for quote in article["quotes"] if not scoring._discarded(quote, article)]
    if any(quote.get("speech") is False for quote in quotes):
        quotes, guesses = scoring._speech_only(quotes, guesses)
    gold, found = ([scoring.covered(item["content"]) for item in items] for items in (quotes, guesses))
    match = {place: quotes[index] for index, place in scoring._greedy(gold, found, 0.5, symmetric=True)}
    for place, guess in enumerate(guesses):
        right = place in match and scoring._same_speaker(article["text"], match[place], guess)
        yield Judged(guess["statement"], place in match, right)


def _as_guess(text: str, statement: Statement, adapters: ModuleType) -> dict[str, Any]:
    """A statement as the kit compares it."""
    mentions = [speaker.mention for speaker in statement.speakers if speaker.mention]
    return {
        "statement": statement,
        "content": [adapters._with_marks(text, span.start, span.end) for span in statement.spans],
        "cue": [(statement.cue.start, statement.cue.end)] if statement.cue else [],
        "source": [(mention.start, mention.end) for mention in mentions],
        "names": [speaker.entity.name for speaker in statement.speakers if speaker.entity],
    }


def by_rule(cases: Iterable[Judged]) -> tuple[Mapping[str, Count], Mapping[str, Count]]:
    """Counts by rule: of statements of the article, and of those that other statements report."""
    own: dict[str, Count] = defaultdict(Count)
    hearsay: dict[str, Count] = defaultdict(Count)
    for case in cases:
        counts = own if case.statement.reported_in is None else hearsay
        counts[case.statement.rule].add(content=case.content, right=case.right)
    return own, hearsay


def calibration(cases: Iterable[Judged], confidences: Mapping[str, float]) -> Iterator[tuple[float, float, Count]]:
    """By bin of confidence: its lower bound, the mean confidence, and the counts."""
    bins: dict[int, Count] = defaultdict(Count)
    sums: dict[int, float] = defaultdict(float)
    for case in cases:
        value = confidences.get(case.statement.rule)
        if value is not None and case.statement.reported_in is None:
            place = int(value / WIDTH + 1e-9)
            bins[place].add(content=case.content, right=case.right)
            sums[place] += value
    for place in sorted(bins):
        yield place * WIDTH, sums[place] / bins[place].cases, bins[place]


def measured(counts: Mapping[str, Count]) -> dict[str, float]:
    """Precision by rule, with two decimals, where there were cases enough to tell."""
    return {
        rule: round(count.precision, 2)
        for rule, count in sorted(counts.items())
        if count.cases >= FEWEST and rule not in UNMEASURED
    }


def figures(counts: Mapping[str, Count]) -> dict[str, tuple[float | None, int]]:
    """Precision and number of cases by rule."""
    precisions = measured(counts)
    return {rule: (precisions.get(rule), count.cases) for rule, count in counts.items()}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the measuring kit")
    parser.add_argument("--write", action="store_true", help="write the figures to the rule table and the README")
    options = parser.parse_args()
    pipeline = Pipeline.of(*EXTRACTORS)
    own, hearsay = by_rule(judged(options.bench, "train", pipeline))
    print(f"{'rule':28}{'cases':>7}{'content':>9}{'right':>8}{'reported_in':>13}{'right':>8}")
    for rule in sorted({*rules(), *own, *hearsay}):
        count, inner = own.get(rule, Count()), hearsay.get(rule, Count())
        content = f"{count.content / count.cases:9.3f}{count.precision:8.3f}" if count.cases else f"{'':17}"
        print(f"{rule:28}{count.cases:7}{content}{inner.cases:13}" + (f"{inner.precision:8.3f}" if inner.cases else ""))
    print(f"\n{'confidence':28}{'cases':>7}{'mean':>9}{'right':>8}", flush=True)
    for least, mean, count in calibration(judged(options.bench, "dev", pipeline), measured(own)):
        print(f"{f'{least:.1f} to {least + WIDTH:.1f}':28}{count.cases:7}{mean:9.3f}{count.precision:8.3f}")
    if options.write:
        rule_figures.write("quotes", figures(own), SOURCE)


if __name__ == "__main__":
    main()
