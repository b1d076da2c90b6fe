"""The command `diplotext sample`: a random sample of results, as sheets to be judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from diplotext.cli.results import files_of_results, read_results


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="sample.xlsx, sample.csv, or, for documents, sample.jsonl. The design is written next to it.",
)
@click.option("--of", default="statements", show_default=True, metavar="KIND", help="statements, meetings, times ...")
@click.option(
    "--unit",
    type=click.Choice(["record", "document"]),
    default="record",
    show_default=True,
    help="Draw single records, for precision; or documents, for recall too.",
)
@click.option("--size", type=click.IntRange(min=1), default=200, show_default=True, help="How many are drawn.")
@click.option("--by", multiple=True, metavar="NAME", help="Stratify: rule, mode, status, confidence, outlet, month ...")
@click.option(
    "--allocation",
    type=click.Choice(["proportional", "equal"]),
    default="proportional",
    show_default=True,
    help="Draw from strata in proportion to their size, or the same number from each.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same sample.")
@click.option("--coder", "coders", multiple=True, metavar="NAME", help="Write a copy for this coder.")
def sample(inputs: tuple[str, ...], output: Path, coders: tuple[str, ...], **plan: Any) -> int:
    """Draw a random sample from what `diplotext extract --format jsonl` has written, as sheets to be judged.

    Each row keeps its stratum and the probability with which it was drawn; `diplotext evaluate` needs them. Folders are
    searched for .jsonl files. The exit status is 1 if some lines could not be read.
    """
    from diplotext.evaluation import Plan, draw, write_sample

    unread: list[str] = []

    def report(message: str) -> None:
        unread.append(message)
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    if not output.parent.is_dir():
        raise click.UsageError(f"--output: the folder {output.parent} does not exist")
    drawn = draw(read_results(files_of_results(inputs), report), Plan(**plan))
    design = drawn.design
    written = write_sample(drawn, output, coders)
    units = design.plan.of if design.plan.unit == "record" else "documents"
    click.echo(
        f"{design.drawn} of {design.population} {units} drawn from {design.documents} documents, "
        f"{len(design.strata)} strat{'um' if len(design.strata) == 1 else 'a'}"
    )
    for path in written:
        click.echo(f"written: {path}")
    return 1 if unread else 0
