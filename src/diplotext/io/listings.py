"""Lists on a terminal: what is installed, rules, traces and measurements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.text import Text

from diplotext.io.console import add_row, console_for, new_table
from diplotext.model.annotations import Annotation, Entity
from diplotext.model.document import Document
from diplotext.plugin.checksums import Verified
from diplotext.plugin.rules import Rule
from diplotext.plugin.tracing import Step


def print_plugins(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Print a table of what is installed, from the rows of `diplotext plugins --json`."""
    table = new_table("", "plugin", "distribution", "extractor", "finds")
    for row in rows:
        distribution = f"{row['distribution']} {row['version']}" if row["distribution"] else ""
        if row["error"]:
            add_row(table, row["plugin"], distribution, f"cannot be used: {row['error']}")
        elif not row["extractors"]:
            add_row(table, row["plugin"], distribution, "(none)")
        for extractor in row["extractors"]:
            add_row(table, row["plugin"], distribution, extractor["name"], ", ".join(extractor["provides"]))
    console = console_for(stream)
    console.print(table)
    console.print()
    table = new_table("What they build on", "extractor", "requires", "uses if found", "needs of the language model")
    for row in rows:
        for extractor in row["extractors"]:
            lists = (", ".join(extractor[key]) for key in ("requires", "uses", "needs"))
            add_row(table, extractor["name"], *lists)
    if table.row_count:
        console.print(table)


def print_verified(found: Iterable[Verified], stream: TextIO) -> None:
    """Print a table of the distributions that have been compared with their checksums, and what is wrong with each."""
    table = new_table("", "distribution", "files", "compared with their checksums")
    for one in found:
        name = f"{one.distribution} {one.version}"
        for number, line in enumerate(one.problems or ("as released",)):
            add_row(table, *(("", "") if number else (name, str(one.files))), line)
    console_for(stream).print(table)


def print_rules(rules: Mapping[str, Mapping[str, Rule]], stream: TextIO, *, examples: bool = False) -> None:
    """Print a table of the rules of each extractor, by its name; with `examples`, also the examples of each rule."""
    console = console_for(stream)
    for extractor, declared in rules.items():
        table = new_table(f"Rules of {extractor}", "rule", "finds", "precision", "cases")
        for rule in declared.values():
            precision = "" if rule.precision is None else f"{rule.precision:.2f}"
            add_row(table, rule.id, rule.finds, precision, rule.cases or "")
            for example in rule.examples if examples else ():
                add_row(table, "", f"· {example}")
        console.print(table if declared else Text(f"{extractor} declares no rules"))
        console.print()


def print_trace(document: Document, annotations: Iterable[Annotation], steps: Iterable[Step], stream: TextIO) -> None:
    """Print what rules found in a text, and where others almost did."""
    console = console_for(stream)
    table = new_table("Found", "rule", "type", "text", "value")
    for annotation in annotations:
        add_row(table, annotation.rule, annotation.wire_name, annotation.text, _described(annotation))
    console.print(table if table.row_count else Text("No rule finds anything."))
    console.print()
    table = new_table("Almost found", "rule", "at", "what is missing")
    text = document.view.text
    for step in sorted(steps, key=lambda step: (step.start, step.end, step.rule)):
        add_row(table, step.rule, text[step.start : step.end], step.reason)
    if table.row_count:
        console.print(table)
        console.print()


def _described(annotation: Annotation) -> str:
    """An annotation in a few words, without its text."""
    if isinstance(annotation, Entity):
        return annotation.name
    words = repr(annotation).removeprefix(f"<{type(annotation).__name__} ").removesuffix(">")
    return words.removesuffix(f", {annotation.rule}")


def print_measured(
    rules: Mapping[str, Mapping[str, Rule]], figures: Mapping[str, Any], documents: int, stream: TextIO
) -> None:
    """Print a table of what was measured for the rules of each extractor.

    Args:
        rules: The rules, by the name of the extractor and by id.
        figures: By id: `findings`, `right`, `precision`, `coverage` and `overlaps`.
        documents: Number of annotated articles.
        stream: Where to print.
    """
    console = console_for(stream)
    console.print(f"{documents} annotated articles")
    for extractor, declared in rules.items():
        table = new_table(f"Rules of {extractor}", "rule", "findings", "right", "precision", "coverage", "overlaps")
        for rule in declared:
            if one := figures.get(rule):
                shares = ("" if share is None else f"{share:.2f}" for share in (one.precision, one.coverage))
                add_row(table, rule, one.findings, one.right, *shares, one.overlaps)
            else:
                add_row(table, rule, 0)
        console.print(table if declared else Text(f"{extractor} declares no rules"))
        console.print()
