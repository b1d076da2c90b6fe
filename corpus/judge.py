"""Fills in the sheets of a sample from the annotations, as a coder would: `python -m corpus.judge --help`.

For the tutorial docs/validate.md and for tests: what the sheets then say must be what the scorers say.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from corpus.compile import HERE
from diplotext import Document
from diplotext.evaluation.kinds import NO, YES, Kind, kind_of, records_of
from diplotext.evaluation.sheets import COMMENT, MISSED, READ
from diplotext.io import wire
from diplotext.testing import corpus
from diplotext.testing.scores import meetings, records, statements
from diplotext.testing.scores.rules import judged
from diplotext.text.sentences import sentences_of

Answers = dict[str, str]


def answers_for(kind: Kind, gold: Document, found: Document) -> tuple[list[Answers], list[int]]:
    """What a coder who knows the annotations answers.

    Args:
        kind: The kind of records.
        gold: The annotated article.
        found: The same, as it was read.

    Returns:
        The answers on each record that was found, and where in the text the records are that were not found.
    """
    if kind.name == "statements":
        return _statements(gold, found)
    if kind.name == "meetings":
        return _meetings(gold, found)
    right = {id(record): is_right for record, is_right, _ in judged(gold, found)}
    listed = [YES if right[id(record)] else NO for record in records_of(found, kind)]
    return [{question.name: answer for question in kind.questions} for answer in listed], []


def _statements(gold: Document, found: Document) -> tuple[list[Answers], list[int]]:
    ours, theirs = records.statements(found), records.statements(gold)
    pairs = {f: theirs[g] for g, f in statements.aligned(theirs, ours)}
    right = statements.paired(theirs, ours)
    answers = []
    for number, said in enumerate(ours):
        if number not in pairs:
            answers.append({"stated": NO})
            continue
        own = {"stated": YES, "speaker_right": YES if number in right else NO}
        own |= {"mode_is": pairs[number].mode} if pairs[number].mode != said.mode else {}
        answers.append(own)
    hit = {g for g, _ in statements.aligned(theirs, ours)}
    return answers, [said.content[0].start for g, said in enumerate(theirs) if g not in hit and said.content]


def _meetings(gold: Document, found: Document) -> tuple[list[Answers], list[int]]:
    ours, theirs = records.meetings(found), records.meetings(gold)
    pairs = {f: theirs[g] for g, f in meetings.aligned(theirs, ours)}
    right = meetings.right_ones(theirs, ours)
    answers = []
    for number, met in enumerate(ours):
        if number not in pairs:
            answers.append({"reported": NO})
            continue
        same = pairs[number].status == met.status
        own = {"reported": YES, "participants_right": YES if number in right or not same else NO}
        own |= {} if same else {"status_is": pairs[number].status}
        answers.append(own)
    hit = {g for g, _ in meetings.aligned(theirs, ours)}
    return answers, [met.mentions[0].start for g, met in enumerate(theirs) if g not in hit and met.mentions]


def missed_in(document: Document, starts: list[int]) -> dict[int, int]:
    """How many records each sentence holds that were not found, by the number of the sentence.

    Args:
        document: The article.
        starts: Where they begin.
    """
    found: dict[int, int] = {}
    for number, (start, end) in enumerate(sentences_of(document.text, document.paragraphs), start=1):
        if inside := sum(start <= place < end for place in starts):
            found[number] = inside
    return found


def filled(
    rows: Iterator[dict[str, str]], gold: Mapping[str, Document], found: Callable[[str], Document]
) -> Iterator[dict[str, str]]:
    """The rows of a sheet with answers.

    Args:
        rows: The rows.
        gold: The annotated articles by id.
        found: Returns what was found in an article.
    """
    known: dict[str, tuple[list[Answers], list[int]]] = {}
    for row in rows:
        key = row["document"]
        if key not in known:
            known[key] = answers_for(kind_of(row["of"]), gold[key], found(key))
        answers, starts = known[key]
        if READ in row:
            yield row | {READ: YES}
        elif MISSED in row:
            number = missed_in(gold[key], starts).get(int(row["number"]), 0)
            yield row | {MISSED: "" if not number else YES if number == 1 else str(number)}
        else:
            yield row | answers[int(row["id"].rpartition(":")[2]) - 1] | {COMMENT: ""}


@click.command()
@click.argument("sheets", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--results", required=True, type=click.Path(exists=True, path_type=Path), help="What was sampled.")
@click.option("--gold", type=click.Path(exists=True, path_type=Path), default=HERE / "gold.jsonl")
def main(sheets: tuple[Path, ...], results: Path, gold: Path) -> None:
    """Fill in SHEETS (CSV), drawn from RESULTS on articles of the corpus, from the annotations."""
    annotated = {document.id: document for document in corpus.load(gold)}
    with results.open("rb") as lines:
        found = {document.id: document for document in wire.read_lines(lines)}
    for path in sheets:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            rows = list(filled(iter(reader), annotated, found.__getitem__))
            columns = reader.fieldnames or []
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(rows)
        click.echo(f"{path}: {len(rows)} rows filled in")


if __name__ == "__main__":
    main()
