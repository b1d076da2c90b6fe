"""What the corpus holds, by stratum: `python -m corpus.counts` prints the table of the datasheet."""

import json
from collections import Counter
from pathlib import Path

import click

from corpus.compile import HERE, read_articles

PARTS = ("train", "development", "test")


def table(path: Path) -> str:
    """Articles by source, style, kind of title and decade, for each part, as a Markdown table.

    Args:
        path: The articles as JSON Lines.
    """
    records = list(read_articles(path).values())
    counts: Counter[tuple[str, str, str]] = Counter()
    for record in records:
        values = {
            "source": record["source"],
            "style": record["style"],
            "title": record["title_kind"],
            "years": f"{record['published'][:3]}0s",
            "drawn": "earlier" if record["earlier"] else "new",
        }
        counts.update((name, value, record["part"]) for name, value in values.items())
        counts["all", "articles", record["part"]] += 1
        counts["all", "words", record["part"]] += len(record["text"].split())
    lines = ["| stratum | | train | development | test | all |", "|---|---|---|---|---|---|"]
    order = ("all", "source", "style", "title", "years", "drawn")
    for name, value in sorted({key[:2] for key in counts}, key=lambda key: (order.index(key[0]), key[1])):
        row = [counts[name, value, part] for part in PARTS]
        lines.append(f"| {name} | {value} | {' | '.join(f'{n:,}' for n in (*row, sum(row)))} |")
    return "\n".join(lines)


def annotations(path: Path) -> str:
    """Annotations by type, for each part, as a Markdown table.

    Args:
        path: The annotated articles in the wire format.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        part = document["source"]["part"]
        for kind, found in document["annotations"].items():
            if not kind.endswith("-detail"):
                counts[kind, part] += len(found)
            counts["mention", part] += sum(len(record.get("mentions", ())) for record in found)
    lines = ["| annotations | train | development | test | all |", "|---|---|---|---|---|"]
    for kind in dict.fromkeys(kind for kind, _ in counts):
        row = [counts[kind, part] for part in PARTS]
        lines.append(f"| {kind} | {' | '.join(f'{n:,}' for n in (*row, sum(row)))} |")
    return "\n".join(lines)


@click.command()
@click.option("--articles", type=click.Path(exists=True, path_type=Path), default=HERE / "articles.jsonl")
@click.option("--gold", type=click.Path(path_type=Path), default=HERE / "gold.jsonl")
def main(articles: Path, gold: Path) -> None:
    """Print the counts of the datasheet."""
    click.echo(table(articles))
    if gold.exists():
        click.echo(f"\n{annotations(gold)}")


if __name__ == "__main__":
    main()
