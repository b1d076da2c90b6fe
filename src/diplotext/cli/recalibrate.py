"""The command `diplotext recalibrate`: confidences of rules, measured on a judged sample of one's own articles."""

from __future__ import annotations

from pathlib import Path

import click

from diplotext.cli.results import files_of_results, read_results
from diplotext.cli.rules import added, rules_of
from diplotext.errors import WireError
from diplotext.events import event_rules
from diplotext.plugin.registry import Registry


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE...")
@click.option("--corpus", required=True, metavar="NAME", help="What was sampled, such as 'Elbe Wire, 2021'.")
@click.option("--gold", type=click.Path(exists=True), metavar="FILE", help="Annotated articles in the wire format.")
@click.option("--part", "parts", multiple=True, metavar="NAME", help="Only annotated articles of this part.")
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
@added
def recalibrate(
    inputs: tuple[Path, ...],
    corpus: str,
    gold: str | None,
    parts: tuple[str, ...],
    output: Path | None,
    design: Path | None,
    prefer: str | None,
    prior_cases: int,
    min_cases: int,
    files: tuple[str, ...],
) -> None:
    """Measure the confidences of rules, and write a file for `diplotext extract --confidences`.

    FILEs are judged sheets that `diplotext sample` has written, of one kind of records or several. With --gold they are
    results of `diplotext extract --format jsonl`, which are compared with annotated articles.

    What a few judgements say is drawn towards the shipped confidence of the rule.
    """
    registry = Registry()
    rules = {rule.id: rule for info in registry.extractors for rule in rules_of(info, registry).values()}
    rules |= {rule.id: rule for file in files for rule in event_rules(file)}
    if gold is None:
        from diplotext.evaluation.judgements import read_samples
        from diplotext.evaluation.recalibration import recalibrated

        sheets = read_samples(inputs, design, prefer)
        measured = recalibrated(sheets, rules, corpus, prior_cases=prior_cases, min_cases=min_cases)
    else:
        from diplotext.evaluation.recalibration import recalibrated_on_gold
        from diplotext.testing.corpus import load

        if prefer or design:
            raise click.UsageError("--prefer and --design are for judged sheets, not for --gold")
        found = read_results(files_of_results(map(str, inputs)), _stop)
        annotated = load(gold, part=parts or None)
        measured = recalibrated_on_gold(annotated, found, rules, corpus, prior_cases=prior_cases, min_cases=min_cases)
    if output is None:
        click.echo(measured.to_toml(), nl=False)
    else:
        output.write_text(measured.to_toml(), encoding="utf-8", newline="\n")
        click.echo(f"{len(measured.rules)} rules measured; written: {output}")


def _stop(message: str) -> None:
    raise WireError(message)
