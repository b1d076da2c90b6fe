"""Precision of the rules for names, of organizations, states, persons and places, on annotated news.

    python benchmarks/name_rules.py --bench PATH [--write]

The rule of an entity is that of its first mention, so each mention by name or acronym counts for it: right if it
overlaps an annotated name of the kind, one to one, as the measuring kit pairs them; what the kit counts neither as
right nor as wrong is left out. The kit and its data are not part of the project.
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

TABLES = {"organizations": ("organizations", ""), "people": ("people", ""), "places": ("venues", "place.")}
"""By extractor: the plugin whose table holds its rules, and how their ids begin."""

DATA = {
    "dwie": ("organization", "state", "location", "person"),
    "ieer": ("organization", "location", "person"),
    "toponyms": ("location",),
}
"""The data sets, and the kinds of names that each annotates."""

SOURCE = "Deutsche Welle (DWIE), AP and NYT (IEER), GeoWebNews: development halves"
FEWEST = 50
"""Cases below which no precision is given."""

Counts = dict[tuple[str, str], list[int]]


def main() -> None:
    """Measure, print, and write the tables if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the measuring kit")
    parser.add_argument("--write", action="store_true", help="write the tables of the plugins")
    options = parser.parse_args()
    counts = counted(options.bench)
    rows = sorted(counts.items(), key=lambda item: (item[0][0], -item[1][1], item[0][1]))
    for (extractor, rule), (right, cases) in rows:
        print(f"{extractor:15}{rule:30}{right / cases:6.2f} {cases:6}")
    for extractor, (plugin, prefix) in TABLES.items() if options.write else ():
        figures = {
            rule: (right / cases if cases >= FEWEST else None, cases)
            for (found_by, rule), (right, cases) in rows
            if found_by == extractor
        }
        rule_figures.write(plugin, figures, SOURCE, prefix)


def counted(bench: Path) -> Counts:
    """For each extractor and rule how many of the mentions are right, and how many there are."""
    sys.path.insert(0, str(bench))
    adapters, scoring = importlib.import_module("adapters"), importlib.import_module("scoring.organizations")
    common = importlib.import_module("scoring.common")
    pipeline = Pipeline.of(*TABLES)
    counts: Counts = defaultdict(lambda: [0, 0])
    for name, kinds in DATA.items():
        articles = adapters.read_gold(bench / f"data/organizations/{name}.dev.jsonl")
        documents = pipeline.stream(adapters.input_record(article) for article in articles)
        views = [view for view in scoring.VIEWS[name] if view.name in kinds]
        for article, document in zip(articles, documents, strict=True):
            record = wire.to_dict(document)
            extractors = {item["id"]: item["extractor"] for group in record["annotations"].values() for item in group}
            guesses = adapters.entities(record)
            for view in views:
                states_apart = view.name == "location" and "state" in kinds
                wanted = [
                    g for g in guesses if g["kind"] in view.wire_kinds and not (states_apart and g["kind"] == "state")
                ]
                tally = common.Tally()
                wrong = {
                    (finding.start, finding.end)
                    for finding in scoring._score_view(view, article, guesses, tally)
                    if finding.kind.startswith("FALSE")
                }
                excused = _excused(scoring, view, article, guesses)
                for guess in wanted:
                    span = scoring.bare(article["text"], (guess["start"], guess["end"]))
                    if span not in excused:
                        row = counts[extractors[guess["entity"]], guess["rule"]]
                        row[0] += span not in wrong
                        row[1] += 1
    return dict(counts)


def _excused(scoring: Any, view: Any, article: Any, guesses: Any) -> set[tuple[int, int]]:
    """Spans of mentions that the kit leaves out."""
    text = article["text"]
    ignored = [
        scoring.bare(text, (entity["start"], entity["end"]))
        for entity in article["entities"]
        if {entity["label"], *entity.get("fine", ())} & view.ignore
        and not {entity["label"], *entity.get("fine", ())} & view.gold
    ]
    spans = {scoring.bare(text, (guess["start"], guess["end"])) for guess in guesses}
    return {span for span in spans if any(scoring._iou(span, other) >= 0.5 for other in ignored)}


if __name__ == "__main__":
    main()
