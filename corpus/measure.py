"""What a pipeline scores on the corpus, by part and style: `python -m corpus.measure --help`."""

from collections.abc import Sequence
from pathlib import Path

import click

from corpus.compile import HERE
from diplotext import Document, Pipeline
from diplotext.testing import corpus, scores

SHORT = {"dev": "development"}


def rows(gold: Sequence[Document], found: Sequence[Document], label: str, measures: Sequence[str]) -> str:
    """One column of the table.

    Args:
        gold: The annotated articles.
        found: The same, as the pipeline read them.
        label: Head of the column.
        measures: The measures, one a row.

    Returns:
        The cells, one a line.
    """
    result = scores.compare(gold, found)
    cells = [f"{label}, {len(gold)} articles"]
    for name in measures:
        figure = result.figures.get(name)
        cells.append(f"{figure} of {figure.gold}" if figure else "-")
    return "\n".join(cells)


def table(gold: Sequence[Document], found: Sequence[Document], measures: Sequence[str]) -> str:
    """The figures of one part as a Markdown table, all styles together first.

    Args:
        gold: The annotated articles.
        found: The same, as the pipeline read them.
        measures: The measures, one a row.
    """
    styles = sorted({str(document.source["style"]) for document in gold})
    columns = [["measure", *measures], rows(gold, found, "all", measures).split("\n")]
    for style in styles:
        chosen = [i for i, document in enumerate(gold) if document.source["style"] == style]
        column = rows([gold[i] for i in chosen], [found[i] for i in chosen], style, measures)
        columns.append(column.split("\n"))
    lines = ["| " + " | ".join(cells) + " |" for cells in zip(*columns, strict=True)]
    lines.insert(1, "|---" * len(columns) + "|")
    return "\n".join(lines)


def errors(gold: Sequence[Document], found: Sequence[Document], number: int, kind: str) -> list[str]:
    """Disagreements with their context, evenly from all articles.

    Args:
        gold: The annotated articles.
        found: The same, as the pipeline read them.
        number: How many.
        kind: Only those whose kind contains this.
    """
    texts = {document.id: document.text for document in gold}
    chosen = [f for f in scores.compare(gold, found, resamples=1).findings if kind.casefold() in f.kind.casefold()]
    lines = []
    for finding in chosen[:: max(1, len(chosen) // number)][:number]:
        text, start, end = texts[finding.document], finding.start, finding.end
        passage = f"{text[max(0, start - 90) : start]}[[{text[start:end]}]]{text[end : end + 90]}"
        lines.append(f"{finding.kind}  {finding.document} {start}  {finding.note}\n    …{' '.join(passage.split())}…")
    return lines


@click.command()
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice([*corpus.PARTS, *SHORT]),
    default=("train", "development"),
    help="A part to measure on; may be given several times.",
)
@click.option("--gold", type=click.Path(exists=True, path_type=Path), default=HERE / "gold.jsonl")
@click.option("--full", is_flag=True, help="Every measure, not the headlines alone.")
@click.option("--errors", "number", type=click.IntRange(min=0), default=0, help="Show so many disagreements a part.")
@click.option("--kind", default="", help="Only disagreements whose kind contains this: MISSED, FALSE, meeting, ...")
@click.option("--language", help="The language model; by default that of the installed pipeline.")
def main(parts: tuple[str, ...], gold: Path, full: bool, number: int, kind: str, language: str | None) -> None:
    """Measure what is installed on parts of the corpus. Of the test part only figures are shown."""
    chosen = list(dict.fromkeys(SHORT.get(part, part) for part in parts))
    if number and "test" in chosen:
        raise click.UsageError("the test part is never read: no errors are shown of it, only figures")
    pipeline = Pipeline.of(language=language)
    for part in chosen:
        documents = corpus.load(gold, part)
        found = list(pipeline.stream(corpus.unread(document) for document in documents))
        result = scores.compare(documents, found, resamples=1)
        measures = list(result.figures) if full else [name for name in scores.HEADLINES if name in result.figures]
        click.echo(f"## {part}\n\n{table(documents, found, measures)}\n")
        for line in errors(documents, found, number, kind) if number else ():
            click.echo(line)


if __name__ == "__main__":
    main()
