"""Precision of the rules of the dates extractor: run it on annotated news, print the figures, write them to its table.

    python benchmarks/date_rules.py --bench PATH [--write]

An expression is right if it overlaps an annotated one (one to one, as the measuring kit pairs them) and has its value.
The ends of ranges are counted with their own rules. The kit and its data are not part of the project.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import rule_figures

from diplotext import Pipeline, wire

DATA = ("te3.dev", "gum-news.dev")
SOURCE = "TempEval-3 news (development part) and GUM news"
LENGTHS = ("DURATION", "SET")
FEWEST = 50
"""Cases below which no precision is given."""


def main() -> None:
    """Measure, print, and write the table if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the measuring kit")
    parser.add_argument("--write", action="store_true", help="write the table of the plugin")
    options = parser.parse_args()
    counts = counted(options.bench)
    rows = sorted(counts.items(), key=lambda item: (-item[1][1], item[0]))
    for rule, (right, cases) in rows:
        print(f"{rule:22}{right / cases:6.2f} {cases:5}")
    if options.write:
        figures = {rule: (right / cases if cases >= FEWEST else None, cases) for rule, (right, cases) in rows}
        rule_figures.write("dates", figures, SOURCE)


def counted(bench: Path) -> dict[str, tuple[int, int]]:
    """For each rule how many of its expressions have the right value, and how many there are."""
    sys.path.insert(0, str(bench))
    adapters, common = importlib.import_module("adapters"), importlib.import_module("scoring.common")
    timex = importlib.import_module("scoring.timex")
    pipeline = Pipeline.of()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name in DATA:
        articles: list[dict[str, Any]] = adapters.read_gold(bench / f"data/dates/{name}.jsonl")
        documents = pipeline.stream(adapters.input_record(article) for article in articles)
        for article, document in zip(articles, documents, strict=True):
            guesses = adapters.dates(wire.to_dict(document))
            if name != DATA[0]:  # GUM has no lengths
                guesses = [guess for guess in guesses if guess["type"] not in LENGTHS]
            gold = [[(date["start"], date["end"])] for date in article["dates"]]
            pairs = common.pair_spans(gold, [(guess["start"], guess["end"]) for guess in guesses])
            match = {place: article["dates"][index] for index, place, _ in pairs}
            for place, guess in enumerate(guesses):
                date = match.get(place)
                answers = (date.get("values") or [date["value"]]) if date else []
                counts[guess["rule"]][0] += timex.canonical(guess["value"]) in map(timex.canonical, answers)
                counts[guess["rule"]][1] += 1
    return {rule: (right, cases) for rule, (right, cases) in counts.items()}


if __name__ == "__main__":
    main()
