"""The README of the package: its snippets run, its table of rules shows the figures of the data, its options exist."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from diplotext import Extractor
from diplotext_quotes import QuoteExtractor
from diplotext_quotes.rules import rules

PAGE = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
SNIPPET = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


def test_snippets_print_what_they_say(capsys):
    code = "\n".join(SNIPPET.findall(PAGE))
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    told = re.findall(r"^    # (.+)$", code, re.M)
    assert printed[: len(told)] == told
    assert len(told) == 3


def test_figures_are_those_of_the_table():
    shown = {
        rule: (int(cases.replace(",", "")), float(precision) if precision.strip() else None)
        for rule, cases, precision in re.findall(r"^\| `(quote\.[\w-]+)` \|.*\| ([\d,]+) \|([ .\d]*)\|$", PAGE, re.M)
    }
    assert shown == {rule.id: (rule.cases, rule.precision) for rule in rules().values()}


def test_options_are_those_of_the_extractor():
    options = PAGE.partition("\n## Options\n")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", options, re.M) == [
        field.name for field in attrs.fields(QuoteExtractor) if field.name not in attrs.fields_dict(Extractor)
    ]
