"""The command `diplotext verify`: claims, or a draft, against articles."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from diplotext.cli.reading import input_options, reading_options
from diplotext.cli.results import holds_results, with_parts
from diplotext.errors import ArticleError, ClaimError
from diplotext.io.inputs import STDIN, InputOptions, find_files, read_articles
from diplotext.io.json_text import line_of, parsed
from diplotext.io.notices import Notices
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Registry
from diplotext.syntax.language_models import MODELS

if TYPE_CHECKING:
    from diplotext.model.document import Document
    from diplotext.verification.claims import Claim
    from diplotext.verification.index import Index
    from diplotext.verification.verdicts import Verdict


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="[CLAIMS] ARTICLES...")
@click.option("--draft", type=click.Path(exists=True, dir_okay=False), help="Take the claims from this text.")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "jsonl", "html"]), default="text", show_default=True
)
@click.option("--all", "everything", is_flag=True, help="Show the claims that passed, too.")
@reading_options
@click.option(
    "--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use: by default accurate, if installed."
)
def verify(
    inputs: tuple[str, ...],
    draft: str | None,
    output_format: str,
    everything: bool,
    model: str | None,
    **given: Any,
) -> int:
    """Check CLAIMS against ARTICLES: who said these words, on that day, and did they meet?

    CLAIMS is a file of JSON Lines with the keys quotation, paraphrase, speaker, addressee, date, meeting, source and
    id, or output of langextract, or W3C Web Annotations; - is standard input. With --draft the statements and meetings
    of a text are the claims. ARTICLES are text files, folders, and results of `diplotext extract --format jsonl`.

    The exit status is 0 if the articles support all claims, else 1; 2 if nothing could be checked.
    """
    from diplotext.verification.verdicts import PASSED
    from diplotext.verification.verifying import verdicts

    registry = Registry()
    options = input_options(registry, **given)
    articles = inputs if draft else inputs[1:]
    if not articles:
        raise click.UsageError("name the articles to check against, after the file of claims")
    claims = [] if draft else list(_of_file(inputs[0]))
    pipeline = Pipeline.of(language=MODELS[model] if model else None, registry=registry)
    if draft:
        claims = _of_draft(draft, pipeline, options)
    if not claims:
        raise ClaimError(f"{draft or inputs[0]}: it makes no claim that can be checked")
    index = _index(articles, pipeline, options)
    found = verdicts(claims, index)
    if output_format == "html":
        return _page(list(found), index)
    counts: Counter[str] = Counter()
    for verdict in found:
        counts[verdict.verdict] += 1
        if output_format == "jsonl":
            click.echo(line_of(verdict.to_dict()))
        elif everything or not verdict.passed:
            click.echo(_shown(verdict))
    supported = sum(counts[outcome] for outcome in PASSED)
    if output_format == "text":
        listed = ", ".join(f"{counts[outcome]} {outcome}" for outcome in sorted(counts))
        click.echo(f"{len(claims)} claims, {supported} supported: {listed}")
    return 0 if supported == len(claims) else 1


def _page(found: Sequence[Verdict], index: Index) -> int:
    from diplotext.report import render_verdicts

    names = {verdict.evidence.document for verdict in found if verdict.evidence}
    numbers = {name: index.number(name) for name in names}
    documents = {name: index.document(number) for name, number in numbers.items() if number is not None}
    click.echo(render_verdicts(found, documents), nl=False)
    return 0 if all(verdict.passed for verdict in found) else 1


def _of_draft(path: str, pipeline: Pipeline, options: InputOptions) -> list[Claim]:
    from diplotext.verification.claims import claims_in

    given = read_articles([path], options, report=_stop, notices=Notices(_note))
    return [claim for document in pipeline.stream(given) for claim in claims_in(document)]


def _of_file(path: str) -> Iterator[Claim]:
    from diplotext.verification.claims import read_claims

    if path == STDIN:
        yield from read_claims(sys.stdin, "standard input")
        return
    try:
        with open(path, encoding="utf-8-sig") as stream:
            yield from read_claims(stream, path)
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimError(f"{path}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None


def _index(inputs: Iterable[str], pipeline: Pipeline, options: InputOptions) -> Index:
    from diplotext.verification.index import Index

    files = find_files(with_parts(inputs), options, report=_warn, note=_note)
    results = [name for name in files if name != STDIN and options.input_format is None and holds_results(name)]
    index = Index(record for name in results for record in _results(name))
    articles = [name for name in files if name not in results]
    given = read_articles(articles, options, report=_warn, notices=Notices(_note))
    document: Document
    for document in pipeline.stream(given, on_error="collect"):
        index.add(document)
    if not len(index):
        raise ArticleError("there is no article to check against")
    return index


def _results(path: str) -> Iterator[Mapping[str, Any]]:
    """The records of a file of results; each becomes a document only when it is evidence."""
    with open(path, "rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                try:
                    record = parsed(line)
                except ValueError as error:
                    raise ArticleError(f"{path}, line {number}: {error}") from None
                if not isinstance(record, dict):
                    raise ArticleError(f"{path}, line {number}: not a JSON object")
                yield record


def _warn(message: str) -> None:
    click.echo(f"diplotext: {' '.join(message.split())}", err=True)


def _note(message: str) -> None:
    click.echo(f"diplotext: note: {' '.join(message.split())}", err=True)


def _stop(message: str) -> None:
    raise ArticleError(message)


def _shown(verdict: Verdict) -> str:
    claim, evidence = verdict.claim, verdict.evidence
    said = claim.quotation or claim.paraphrase
    if claim.meeting:
        said = "meeting of " + " and ".join(claim.meeting.parties)
    marked = f"“{said}”" if claim.quotation else said
    name = f"[{claim.id}] " if claim.id else ""
    lines = [f"{verdict.verdict.upper()}  {name}{marked}" + (f" ({claim.speaker})" if claim.speaker else "")]
    lines.append(f"    {verdict.reason}")
    if evidence:
        text = " ".join(evidence.span.text.split())
        lines.append(f"    {evidence.document}, {evidence.span.start}-{evidence.span.end}: {text}")
    return "\n".join(lines) + "\n"
