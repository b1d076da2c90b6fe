"""The command `diplotext stories`: the same meetings and statements in several articles, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs
import click

from diplotext.cli.reading import input_options, reading_options
from diplotext.cli.results import holds_results, read_results, with_parts
from diplotext.errors import ArticleError
from diplotext.io.inputs import STDIN, find_files, read_articles
from diplotext.io.json_text import line_of
from diplotext.io.notices import Notices
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.registry import Registry
from diplotext.syntax.language_models import MODELS

if TYPE_CHECKING:
    from diplotext.linking import Formula, JoinedMeeting, JoinedStatement, Report, Story, TimelineEntry, Value
    from diplotext.model.document import Document

SHOWN_ALONE = 5
WIDTH = 160


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="[FILE|FOLDER]...")
@click.option(
    "--format", "output_format", type=click.Choice(["text", "jsonl", "html"]), default="text", show_default=True
)
@click.option("--timeline", "parties", multiple=True, metavar="NAME", help="What this party said and did, by day.")
@click.option("--formulas", "repeated", is_flag=True, help="Words that a speaker repeats from day to day.")
@click.option("--apart", nargs=2, multiple=True, metavar="REPORT REPORT", help="Two reports not to be joined.")
@reading_options
@click.option(
    "--model", type=click.Choice(sorted(MODELS)), help="The trained pipeline to use: by default accurate, if installed."
)
def stories(
    inputs: tuple[str, ...],
    output_format: str,
    parties: tuple[str, ...],
    repeated: bool,
    apart: tuple[tuple[str, str], ...],
    model: str | None,
    **given: Any,
) -> None:
    """Put articles side by side that report the same meetings and statements, and show where they differ.

    Inputs are text files, JSON Lines, folders, and results of `diplotext extract --format jsonl`, which need not be
    read again. With --timeline, what a party said and when it met whom; with two of these, the meetings of both. A
    report is named as in the output: wire-1#meeting:2.
    """
    from diplotext.linking import Linker, formulas, timeline

    if output_format == "html" and (parties or repeated):
        raise click.UsageError("--timeline and --formulas have no page; use --format text or jsonl")
    documents = _documents(inputs, model, given)
    if parties:
        _echo_rows(timeline(documents, *parties), output_format)
    elif repeated:
        _echo_rows(formulas(documents), output_format)
    else:
        linker = Linker(apart=apart)
        for document in documents:
            linker.add(document)
        found = linker.stories()
        if output_format == "html":
            from diplotext.report.stories import render_stories

            click.echo(render_stories(found), nl=False)
            return
        for story in found:
            click.echo(line_of(story.to_dict()) if output_format == "jsonl" else _shown(story))
        if output_format == "text":
            differences = sum(len(story.differences) for story in found)
            counts = [(len(linker), "article"), (len(found), "story"), (differences, "difference")]
            click.echo(f"{', '.join(_counted(*count) for count in counts)} to be checked")


def _documents(inputs: Sequence[str], model: str | None, given: Mapping[str, Any]) -> Iterator[Document]:
    """Documents from results as they are, and from articles through the pipeline."""
    registry = Registry()
    options = input_options(registry, **given)
    files = find_files(with_parts(inputs), options, report=_warn, note=_warn)
    results = [name for name in files if name != STDIN and options.input_format is None and holds_results(name)]
    articles = [name for name in files if name not in results]
    found = read_results(results, _warn)
    if articles:
        pipeline = Pipeline.of(language=MODELS[model] if model else None, registry=registry)
        read = read_articles(articles, options, report=_warn, notices=Notices(_warn))
        found = chain(found, pipeline.stream(read, on_error="collect"))
    first = next(found, None)
    if first is None:
        raise ArticleError("there is no article to compare")
    yield from chain([first], found)


def _counted(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def _warn(message: str) -> None:
    click.echo(f"diplotext: {message}", err=True)


def _echo_rows(rows: Iterable[TimelineEntry] | Iterable[Formula], output_format: str) -> None:
    for row in rows:
        if output_format == "jsonl":
            click.echo(line_of({"schema": 1, **attrs.asdict(row, value_serializer=_plain)}))
        else:
            click.echo(_row(row))


def _plain(_instance: Any, _field: Any, value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _row(row: Any) -> str:
    if hasattr(row, "words"):
        places = ", ".join(report.ref for report in row.reports)
        return f"{len(row.reports)} x  {row.speaker}: {row.words}\n    {places}"
    day = f"{row.day}{'' if row.basis == 'text' else ' (published)'}" if row.day else "undated"
    return f"{day}  {row.kind}  {' and '.join(row.parties)}: {_cut(row.report.text)}  [{row.report.ref}]"


def _shown(story: Story) -> str:
    lines = [f"STORY {story.id}  {story}"]
    for source in story.sources:
        copy = f", nearly a copy of {source.copy_of}" if source.copy_of else ""
        lines.append(f"  {source.document}  {source.outlet or ''}  {source.published or 'undated'}{copy}")
    for meeting in story.meetings:
        lines += _meeting(meeting)
    for statement in story.statements:
        lines += _statement(statement)
    for document, reports in story.alone.items():
        if reports:
            lines.append(f"  only in {document}:")
            lines += [f"    {_reported(report)}" for report in reports[:SHOWN_ALONE]]
            if len(reports) > SHOWN_ALONE:
                lines.append(f"    and {len(reports) - SHOWN_ALONE} more")
    return "\n".join(lines) + "\n"


def _reported(report: Report) -> str:
    return f"{' and '.join(report.by) or 'nobody by name'}: {_cut(report.text)}  [{report.annotation}]"


def _meeting(meeting: JoinedMeeting) -> Iterator[str]:
    everybody = len({report.document for report in meeting.reports})
    yield f"  MEETING  {_witnesses(meeting.witnesses)}: {', '.join(report.ref for report in meeting.reports)}"
    for slot in meeting.slots:
        yield f"    {slot.name} ({slot.relation}): {'; '.join(_value(value, everybody) for value in slot.values)}"
    yield from (f"    to be checked: {difference}" for difference in meeting.differences)


def _statement(statement: JoinedStatement) -> Iterator[str]:
    everybody = len({report.document for report in statement.reports})
    speakers = "; ".join(_value(value, everybody) for value in statement.speakers)
    yield f"  STATEMENT  {_witnesses(statement.witnesses)}: {speakers or 'nobody by name'}"
    for variant in statement.variants:
        yield f"    {variant.report.ref} ({variant.mode}): {_cut(variant.text)}"
        if variant.differences:
            yield f"      {_cut('; '.join(map(str, variant.differences)))}"
    yield from (f"    to be checked: {difference}" for difference in statement.differences)


def _witnesses(count: int) -> str:
    return f"{count} independent {'source' if count == 1 else 'sources'}"


def _value(value: Value, everybody: int) -> str:
    documents = "all" if len(value.documents) == everybody else ", ".join(value.documents)
    return f"{value.value} ({documents}{f', repaired from {value.from_document}' if value.repaired else ''})"


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…"
