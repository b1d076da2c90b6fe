"""Check annotations and write them in the wire format: `python -m corpus.compile --help`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from corpus.build import Builder, listing
from corpus.coverage import candidates

HERE = Path(__file__).parent


def read_articles(path: Path) -> dict[str, dict[str, Any]]:
    """The articles of the corpus by identifier.

    Args:
        path: JSON Lines.
    """
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {record["id"]: record for record in records}


def compile_folder(
    folder: Path, articles: dict[str, dict[str, Any]], ids: tuple[str, ...]
) -> Iterator[tuple[str, Builder, dict[str, Any]]]:
    """The annotations of one annotator.

    Args:
        folder: Holds one `ID.json` an article; its name is that of the annotator.
        articles: The articles by identifier.
        ids: Only these articles; all when empty.

    Yields:
        Identifier, builder with the problems, and wire document.

    Raises:
        click.ClickException: A file is no JSON, or of no article.
    """
    for path in sorted(folder.glob("*.json")):
        if ids and path.stem not in ids:
            continue
        if path.stem not in articles:
            raise click.ClickException(f"{path}: no article has this identifier")
        try:
            annotation = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            raise click.ClickException(f"{path}: {error}") from error
        builder = Builder(articles[path.stem], annotation, folder.name)
        document = builder.build()
        yield path.stem, builder, document


@click.command()
@click.argument("annotator")
@click.argument("ids", nargs=-1)
@click.option(
    "--articles", "articles_path", type=click.Path(exists=True, path_type=Path), default=HERE / "articles.jsonl"
)
@click.option("--folder", type=click.Path(exists=True, path_type=Path), default=HERE / "annotations")
@click.option("--output", type=click.Path(path_type=Path), help="Write the wire documents there, as JSON Lines.")
@click.option("--show", is_flag=True, help="Print what was understood.")
@click.option(
    "--text", "print_text", is_flag=True, help="Print the articles and what must be looked at, and check nothing."
)
def main(
    annotator: str,
    ids: tuple[str, ...],
    articles_path: Path,
    folder: Path,
    output: Path | None,
    show: bool,
    print_text: bool,
) -> None:
    """Check what ANNOTATOR wrote on the articles IDS, or on all."""
    articles = read_articles(articles_path)
    if print_text:
        for identifier in ids:
            if identifier not in articles:
                raise click.ClickException(f"no article {identifier}")
            article = articles[identifier]
            found = [
                f"{c.kind}: {article['text'][c.span.start : c.span.end][:50]}" for c in candidates(article["text"])
            ]
            click.echo(f"{identifier}\npublished {article['published']}\n\n{article['text']}\n\n" + "\n".join(found))
        return
    wrong, documents = 0, []
    for identifier, builder, document in compile_folder(folder / annotator, articles, ids):
        documents.append(document)
        wrong += len(builder.problems.found)
        for problem in builder.problems.found:
            click.echo(f"{identifier}: {problem}")
        if show:
            click.echo("\n".join(listing(document)))
    if output:
        lines = [json.dumps(document, ensure_ascii=False) for document in documents]
        output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    click.echo(f"{len(documents)} articles, {wrong} problems")
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
