"""The command `diplotext verify`: claims, or a draft, against articles."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplotext.errors import ArticleError, ClaimError
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.model.document import split_date
from diplotext.pipeline.pipeline import Pipeline
from diplotext.syntax.language_models import MODELS

if TYPE_CHECKING:
    from diplotext.model.document import Document
    from diplotext.verification.claims import Claim
    from diplotext.verification.index import Index
    from diplotext.verification.verdicts import Verdict

RESULTS = ".jsonl"


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="[CLAIMS] ARTICLES...")
@click.option("--draft", type=click.Path(exists=True, dir_okay=False), help="Take the claims from this text.")
@click.option("--format", "output_format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--all", "everything", is_flag=True, help="Show the claims that passed, too.")
@click.option("--published", metavar="YYYY-MM-DD", help="Publication date of a draft and of articles that have none.")
@click.option(
    "--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use: by default accurate, if installed."
)
def verify(
    inputs: tuple[str, ...],
    draft: str | None,
    output_format: str,
    everything: bool,  # click passes flags by name
    published: str | None,
    model: str | None,
) -> int:
    """Check CLAIMS against ARTICLES: who said these words, on that day, and did they meet?

    CLAIMS is a file of JSON Lines with the keys quotation, paraphrase, speaker, addressee, date, meeting, source and
    id, or output of langextract, or W3C Web Annotations; - is standard input. With --draft the statements and meetings
    of a text are the claims. ARTICLES are text files, folders, and results of `diplotext extract --format jsonl`.

    The exit status is 0 if the articles support all claims, else 1; 2 if nothing could be checked.
    """
    from diplotext.verification.verifying import verdicts

    split_date(published)
    articles = inputs if draft else inputs[1:]
    if not articles:
        raise click.UsageError("name the articles to check against, after the file of claims")
    claims = [] if draft else list(_of_file(inputs[0]))
    pipeline = Pipeline.of(language=MODELS[model] if model else None)
    if draft:
        claims = _of_draft(draft, pipeline, published)
    if not claims:
        raise ClaimError(f"{draft or inputs[0]}: it makes no claim that can be checked")
    index = _index(articles, pipeline, published)
    counts: Counter[str] = Counter()
    failed = 0
    for verdict in verdicts(claims, index):
        counts[verdict.verdict] += 1
        failed += not verdict.passed
        if output_format == "jsonl":
            click.echo(json.dumps(verdict.to_dict(), ensure_ascii=False))
        elif everything or not verdict.passed:
            click.echo(_shown(verdict))
    if output_format == "text":
        listed = ", ".join(f"{counts[outcome]} {outcome}" for outcome in sorted(counts))
        click.echo(f"{len(claims)} claims, {len(claims) - failed} supported: {listed}")
    return 1 if failed else 0


def _of_draft(path: str, pipeline: Pipeline, published: str | None) -> list[Claim]:
    from diplotext.verification.claims import claims_in

    given = read_articles([path], input_format="txt", encoding="utf-8", published=published, report=_stop)
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


def _index(articles: Iterable[str], pipeline: Pipeline, published: str | None) -> Index:
    from diplotext.verification.index import Index

    index = Index()
    for name in find_files(articles):
        if name != STDIN and Path(name).suffix.lower() == RESULTS and _holds_results(name):
            for record in _results(name):
                index.add(record)
            continue
        given = read_articles([name], input_format=None, encoding="utf-8", published=published, report=_warn)
        document: Document
        for document in pipeline.stream(given, on_error="collect"):
            index.add(document)
    if not len(index):
        raise ArticleError("there is no article to check against")
    return index


def _holds_results(path: str) -> bool:
    """Whether the first record of a file has been through a pipeline."""
    return any("schema" in record for record, _ in zip(_results(path), range(1), strict=False))


def _results(path: str) -> Iterator[Mapping[str, Any]]:
    with open(path, encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                try:
                    record = json.loads(line)
                except (ValueError, RecursionError):
                    raise ArticleError(f"{path}, line {number}: not JSON") from None
                if not isinstance(record, dict):
                    raise ArticleError(f"{path}, line {number}: not a JSON object")
                yield record


def _warn(message: str) -> None:
    click.echo(f"diplotext: {message}", err=True)


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
