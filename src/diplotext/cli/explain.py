"""The command `diplotext explain`: why the values of an article, or of results written earlier, were found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from diplotext.cli.reading import input_options, reading_options
from diplotext.cli.results import holds_results
from diplotext.cli.rules import options_of
from diplotext.errors import ArticleError, nearest
from diplotext.explaining import Explainer
from diplotext.io.inputs import STDIN, InputOptions, read_articles
from diplotext.io.notices import Notices
from diplotext.io.wire import ids_of, read_lines
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Registry
from diplotext.syntax.language_models import MODELS


@click.command()
@click.argument("file", metavar="FILE|-")
@click.option("--id", "ids", multiple=True, metavar="ID", help="Only this annotation, such as statement:3.")
@click.option("--at", "offset", type=click.IntRange(min=0), help="Only what is found at this character offset.")
@click.option("--find", "words", metavar="TEXT", help="Only what is found where this text occurs.")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only this kind: statements, meetings, times ...")
@click.option("--document", metavar="ID", help="Only the article with this id, if FILE holds several.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--considered/--no-considered", default=True, help="Whether to show what was considered and rejected.")
@reading_options
@click.option("--rules", "rule_files", multiple=True, metavar="FILE", help="Add the event rules of this file.")
@click.option("--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use.")
@click.option("--language", metavar="MODEL", help="Name or path of a spaCy pipeline to use instead of the default one.")
def explain(
    file: str,
    ids: tuple[str, ...],
    offset: int | None,
    words: str | None,
    kinds: tuple[str, ...],
    document: str | None,
    output_format: str,
    considered: bool,
    rule_files: tuple[str, ...],
    model: str | None,
    language: str | None,
    **given: Any,
) -> int:
    """Explain what is found in FILE: the rule, the words that matched, and what was considered and rejected.

    FILE is an article, JSON Lines of articles, or what `diplotext extract --format jsonl` has written; - is an article
    from standard input. The exit status is 1 if nothing fits the options.
    """
    registry = Registry()
    options = options_of((), rule_files, registry)
    pipeline: Pipeline | None = None

    def made() -> Pipeline:
        nonlocal pipeline
        if pipeline is None:
            pipeline = Pipeline.of(options=options, language=MODELS[model] if model else language, registry=registry)
        return pipeline

    if model and language:
        raise click.UsageError("--model and --language exclude each other; --language takes any spaCy pipeline")
    results = _is_results(file)
    documents = _results(file) if results else made().stream(_articles(file, input_options(registry, **given)))
    explainer = Explainer(made() if considered or not results else None, considered=considered, registry=registry)
    explained = 0
    rows = []
    for one in documents:
        if document is not None and one.id != document:
            continue
        for annotation in _chosen(one, ids, offset, words, _wire_names(kinds, one, registry)):
            explanation = explainer.explain(one, annotation)
            if output_format == "json":
                rows.append({"document": one.id, **explanation.to_dict()})
            else:
                click.echo(("\n" + "─" * 40 + "\n\n" if explained else "") + str(explanation))
            explained += 1
    if output_format == "json":
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif not explained:
        click.echo("nothing is found there", err=True)
    return 0 if explained else 1


def _is_results(file: str) -> bool:
    """Whether a file holds documents in the wire format."""
    return file != STDIN and Path(file).is_file() and holds_results(file)


def _results(file: str) -> Iterator[Document]:
    with open(file, "rb") as stream:
        yield from read_lines(stream)


def _articles(file: str, options: InputOptions) -> Iterator[Document]:
    if file != STDIN and not Path(file).is_file():
        raise ArticleError(f"{file}: no such file; give one article, or JSON Lines")

    def failed(message: str) -> None:
        click.echo(f"diplotext: {' '.join(message.split())}", err=True)

    yield from read_articles([file], options, report=failed, notices=Notices(failed))


def _wire_names(kinds: tuple[str, ...], document: Document, registry: Registry) -> frozenset[str]:
    """The types that names of kinds mean, in the singular or plural: all that are installed or in the document."""
    known = {*registry.annotation_types(), *(annotation.wire_name for annotation in document.annotations)}
    plurals = {"people": "person", **{f"{name}s": name for name in known}, **{name: name for name in known}}
    for kind in kinds:
        if kind not in plurals:
            raise click.BadParameter(f"no kind is named {kind!r}: {nearest(kind, plurals)}", param_hint="--kind")
    return frozenset(plurals[kind] for kind in kinds)


def _chosen(
    document: Document, ids: tuple[str, ...], offset: int | None, words: str | None, kinds: frozenset[str]
) -> Iterator[Annotation]:
    """The annotations that the options ask for: all that fit every one of them."""
    places = [(offset, offset + 1)] if offset is not None else None
    if words is not None:
        found = _occurrences(document.text, words)
        places = found if places is None else [place for place in found if place[0] <= places[0][0] < place[1]]
    for annotation, own in ids_of(document).items():
        if (ids and own not in ids) or (kinds and annotation.wire_name not in kinds):
            continue
        if places is None or any(s.start < end and start < s.end for s in annotation.spans for start, end in places):
            yield annotation


def _occurrences(text: str, words: str) -> list[tuple[int, int]]:
    if not words:
        raise click.BadParameter("give the text to look for", param_hint="--find")
    found = []
    start = text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found
