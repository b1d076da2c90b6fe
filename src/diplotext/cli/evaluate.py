"""The command `diplotext evaluate`: what judged sheets, or annotated articles, say of the results."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from diplotext.cli.results import Report, files_of_results, read_results

if TYPE_CHECKING:
    from diplotext.evaluation.estimates import Corrected
    from diplotext.evaluation.gold import Missing
    from diplotext.evaluation.judgements import JudgedSheets
    from diplotext.evaluation.results import Evaluation


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--gold", type=click.Path(exists=True), metavar="FILE", help="Annotated articles in the wire format.")
@click.option("--part", "parts", multiple=True, metavar="NAME", help="Only annotated articles of this part.")
@click.option(
    "--missing",
    type=click.Choice(["refuse", "count", "skip"]),
    default="refuse",
    show_default=True,
    help="What to do with annotated articles that are not in the results.",
)
@click.option("--by", multiple=True, metavar="NAME", help="Group the figures by this: rule, mode, outlet, month ...")
@click.option("--full", is_flag=True, help="Of annotated articles: every measure, not the headlines alone.")
@click.option(
    "--design",
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="The design of the sample, if it is not next to the sheets.",
)
@click.option("--prefer", metavar="CODER", help="Whose answers count where coders differ; by default those of most.")
@click.option("--results", multiple=True, metavar="FILE|FOLDER", help="What the sample was drawn from: corrects means.")
@click.option(
    "--dsl", type=click.Path(path_type=Path), metavar="FILE", help="Write a table for design-based supervised learning."
)
@click.option(
    "--format", "output_format", type=click.Choice(["table", "json", "html"]), default="table", show_default=True
)
def evaluate(
    inputs: tuple[str, ...],
    gold: str | None,
    parts: tuple[str, ...],
    missing: Missing,
    by: tuple[str, ...],
    full: bool,
    design: Path | None,
    prefer: str | None,
    results: tuple[str, ...],
    dsl: Path | None,
    output_format: str,
) -> int:
    """Estimate how good results are, with 95 % intervals.

    FILEs are judged sheets that `diplotext sample` has written, of one coder or several. With --gold they are results
    of `diplotext extract --format jsonl`, which are compared with annotated articles.

    The exit status is 1 if some results could not be read.
    """
    unread: list[str] = []

    def report(message: str) -> None:
        unread.append(message)
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    means: Sequence[Corrected] = ()
    if gold is not None:
        if prefer or results or dsl:
            raise click.UsageError("--prefer, --results and --dsl are for judged sheets, not for --gold")
        from diplotext.evaluation.design import read_design
        from diplotext.evaluation.gold import evaluate_gold
        from diplotext.testing import corpus
        from diplotext.testing.scores import HEADLINES

        evaluation = evaluate_gold(
            corpus.load(gold, part=parts or None),
            read_results(files_of_results(inputs), report),
            by,
            measures=() if full else HEADLINES,
            design=None if design is None else read_design(design),
            missing=missing,
        )
    else:
        from diplotext.evaluation.evaluating import evaluate as evaluate_sheets
        from diplotext.evaluation.judgements import read_judgements

        if dsl and not results:
            raise click.UsageError("--dsl needs --results: what the sample was drawn from")
        sheets = read_judgements([Path(name) for name in inputs], design, prefer)
        evaluation = evaluate_sheets(sheets, by)
        if results:
            means = _corrected(sheets, results, dsl, report)
            evaluation = attrs.evolve(evaluation, notes=(*evaluation.notes, *_uncovered(sheets, means)))
    _write(evaluation, means, output_format)
    return 1 if unread else 0


def _corrected(sheets: JudgedSheets, results: Sequence[str], dsl: Path | None, report: Report) -> Sequence[Corrected]:
    from diplotext.evaluation import supervised

    rows = supervised.table(read_results(files_of_results(results), report), sheets)
    with ExitStack() as stack:
        stream = stack.enter_context(dsl.open("w", encoding="utf-8", newline="\n")) if dsl else None
        return supervised.corrected(rows, sheets, stream)


def _uncovered(sheets: JudgedSheets, means: Sequence[Corrected]) -> list[str]:
    from diplotext.evaluation.supervised import gaps

    without = gaps(sheets)
    if means or not without:
        return []
    return [f"no mean is corrected: nothing was judged of {len(without)} strata, such as {without[0]}"]


def _write(evaluation: Evaluation, means: Sequence[Corrected], output_format: str) -> None:
    if output_format == "json":
        data = {**evaluation.to_dict(), "means": [attrs.asdict(one) for one in means]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    elif output_format == "html":
        from diplotext.report import render_evaluation

        click.echo(render_evaluation(evaluation, means), nl=False)
    else:
        from diplotext.evaluation.printing import print_evaluation

        print_evaluation(evaluation, sys.stdout, means)
