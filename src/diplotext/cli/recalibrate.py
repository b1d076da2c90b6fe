"""The command `diplotext recalibrate`: confidences of rules, measured on a judged sample of one's own articles."""

from __future__ import annotations

from pathlib import Path

import click

from diplotext.cli.rules import rules_of
from diplotext.plugin.registry import Registry


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SHEET...")
@click.option("--corpus", required=True, metavar="NAME", help="What was sampled, such as 'Elbe Wire, 2021'.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="By default standard output.")
@click.option(
    "--design", type=click.Path(exists=True, path_type=Path), metavar="FILE", help="The design, if it is elsewhere."
)
@click.option("--prefer", metavar="CODER", help="Whose answers count where coders differ; by default those of most.")
@click.option(
    "--prior-cases",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="As how many cases the shipped confidence of a rule counts, at most.",
)
@click.option(
    "--min-cases",
    type=click.IntRange(min=1),
    default=30,
    show_default=True,
    help="Judged findings that a rule without a shipped confidence needs.",
)
def recalibrate(
    inputs: tuple[Path, ...],
    corpus: str,
    output: Path | None,
    design: Path | None,
    prefer: str | None,
    prior_cases: int,
    min_cases: int,
) -> None:
    """Measure the confidences of rules on judged SHEETs, and write a file for `diplotext extract --confidences`.

    What a few judgements say is drawn towards the shipped confidence of the rule.
    """
    from diplotext.evaluation.judgements import read_judgements
    from diplotext.evaluation.recalibration import recalibrated

    registry = Registry()
    rules = {rule.id: rule for info in registry.extractors for rule in rules_of(info, registry).values()}
    sheets = read_judgements(inputs, design, prefer)
    measured = recalibrated([sheets], rules, corpus, prior_cases=prior_cases, min_cases=min_cases)
    if output is None:
        click.echo(measured.to_toml(), nl=False)
    else:
        output.write_text(measured.to_toml(), encoding="utf-8", newline="\n")
        click.echo(f"{len(measured.rules)} rules measured; written: {output}")
