"""The corpus for other tools: `python -m corpus.export --help`.

`conllu` writes one file a part, in the ten columns of CoNLL-U: number, form, and in MISC what is annotated of a token.
Sentences and syntax are not annotated: a paragraph is a block, and the other columns are `_`.

    Entity=B-person:1|Form=name|Quote=I-statement:2|Cue=B-statement:3|Source=B-statement:3|Time=B-time:1

`standoff` writes a `.txt` and a `.ann` file an article, as brat does: `T` lines with offsets in Unicode code points,
`R` lines for relations, `A` lines for attributes, `#` lines for names and values.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from corpus.compile import HERE

TOKEN = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
ENTITIES = ("person", "organization", "state", "place", "group")
EVENTS = ("meeting", "no-meeting")
Document = Mapping[str, Any]


def conllu(document: Document) -> Iterator[str]:
    """An article in columns.

    Args:
        document: In the wire format.

    Yields:
        Lines; an empty one after each paragraph.
    """
    text, notes = document["text"], _notes(document)
    yield f"# newdoc id = {document['id']}"
    yield from (f"# {key} = {value}" for key, value in document["source"].items())
    for number, paragraph in enumerate(re.finditer(r"\S[^\n]*", text), 1):
        yield f"# newpar id = {document['id']}-p{number}"
        yield f"# sent_id = {document['id']}-p{number}"
        yield f"# text = {paragraph[0].rstrip()}"
        tokens = list(TOKEN.finditer(text, *paragraph.span()))
        for i, token in enumerate(tokens, 1):
            misc = [note for start, end, first, inner in notes if (note := _note(token, start, end, first, inner))]
            if i < len(tokens) and tokens[i].start() == token.end():
                misc.append("SpaceAfter=No")
            misc.append(f"Offset={token.start()}")
            yield "\t".join([str(i), token[0], *"_" * 7, "|".join(misc)])
        yield ""


def _note(token: re.Match[str], start: int, end: int, first: str, inner: str) -> str:
    if token.start() >= end or token.end() <= start:
        return ""
    return first if token.start() <= start else inner


def _notes(document: Document) -> list[tuple[int, int, str, str]]:
    """Start, end, what the first token of a span bears and what the others bear."""
    found = document["annotations"]
    notes = []

    def add(span: Mapping[str, Any] | None, key: str, value: str, extra: str = "") -> None:
        if span:
            notes.append((span["start"], span["end"], f"{key}=B-{value}{extra}", f"{key}=I-{value}"))

    for kind in ENTITIES:
        for record in found.get(kind, []):
            for mention in record["mentions"]:
                add(mention, "Entity", record["id"], f"|Form={mention['form']}")
    for record in found["time"]:
        add(record["spans"][0], "Time", record["id"], f"|TimeValue={record['timex3']['value']}")
    for record in found["statement"]:
        for span in record["spans"]:
            add(span, "Quote", record["id"], f"|QuoteMode={record['mode']}")
        add(record["cue"], "Cue", record["id"])
        for speaker in record["speakers"]:
            add(speaker["mention"], "Source", record["id"], f"|Speaker={speaker['entity'] or '_'}")
    for kind in EVENTS:
        for record in found.get(kind, []):
            for span in record["spans"]:
                add(span, "Meeting", record["id"], f"|MeetingStatus={record.get('reality') or record['status']}")
    return sorted(set(notes))


def standoff(document: Document) -> Iterator[str]:
    """The annotations of an article, line by line.

    Args:
        document: In the wire format.

    Yields:
        Lines of an `.ann` file.
    """
    found, text = document["annotations"], document["text"]
    spans: dict[tuple[str, tuple[tuple[int, int], ...]], str] = {}
    heads: dict[str, str] = {}
    lines: list[str] = []
    numbers: dict[str, int] = defaultdict(int)

    def add(line: str, letter: str) -> None:
        numbers[letter] += 1
        lines.append(f"{letter}{numbers[letter]}\t{line}")

    def mark(label: str, places: list[Mapping[str, Any]]) -> str:
        key = (label, tuple((place["start"], place["end"]) for place in places))
        if key not in spans:
            spans[key] = f"T{len(spans) + 1}"
            words = " ".join(" ".join(text[start:end].split()) for start, end in key[1])
            lines.append(f"{spans[key]}\t{label} {';'.join(f'{start} {end}' for start, end in key[1])}\t{words}")
        return spans[key]

    for kind in ENTITIES:
        for record in found.get(kind, []):
            marks = [mark(kind.capitalize(), [mention]) for mention in record["mentions"]]
            heads[record["id"]] = marks[0]
            add(f"AnnotatorNotes {marks[0]}\tname {record['name']}", "#")
            for mention, label in zip(record["mentions"], marks, strict=True):
                add(f"Form {label} {mention['form']}", "A")
            for label in marks[1:]:
                add(f"Coreference Arg1:{label} Arg2:{marks[0]}", "R")
    for record in found["person"]:
        for office in record["offices"]:
            add(f"AnnotatorNotes {heads[record['id']]}\toffice {office['title']}", "#")
            if office["of"]:
                add(f"OfficeOf Arg1:{heads[record['id']]} Arg2:{heads[office['of']]}", "R")
    for record in found["time"]:
        heads[record["id"]] = mark("Time", record["spans"])
        add(f"AnnotatorNotes {heads[record['id']]}\t{record['timex3']['type']} {record['timex3']['value']}", "#")
    for record, detail in zip(found["statement"], found.get("statement-detail", []), strict=True):
        label = heads[record["id"]] = mark("Statement", record["spans"])
        add(f"Mode {label} {record['mode']}", "A")
        for flag in ("soft", "nested", "asked", "told_before"):
            if detail[flag]:
                add(f"{flag.capitalize()} {label}", "A")
        if record["negated"]:
            add(f"Negated {label}", "A")
        if record["cue"]:
            add(f"Cue Arg1:{label} Arg2:{mark('Cue', [record['cue']])}", "R")
        for speaker, group in zip(record["speakers"], detail["described"] or [None], strict=False):
            if speaker["mention"]:
                add(f"Source Arg1:{label} Arg2:{mark('Source', [speaker['mention']])}", "R")
            if known := speaker["entity"] or group:
                add(f"Speaker Arg1:{label} Arg2:{heads[known]}", "R")
        if record["said_at"]:
            add(f"SaidAt Arg1:{label} Arg2:{heads[record['said_at']]}", "R")
    details = {detail["of"]: detail for detail in found.get("meeting-detail", [])}
    events = [(kind, record) for kind in EVENTS for record in found.get(kind, [])]
    for _, record in events:
        heads[record["id"]] = mark("Meeting", record["spans"][:1])
    for _, record in events:
        label = heads[record["id"]]
        add(f"Kind {label} {record['kind']}", "A")
        add(f"Status {label} {record.get('reality') or record['status']}", "A")
        for span in record["spans"][1:]:
            add(f"Coreference Arg1:{mark('Meeting', [span])} Arg2:{label}", "R")
        detail = details[record["id"]]
        for party, role, group in zip(record["participants"], detail["roles"], detail["described"], strict=True):
            add(f"{role.capitalize()} Arg1:{label} Arg2:{heads[party['entity'] or group]}", "R")
        for level, span in (record["venue"] or {}).items():
            if span:
                add(f"Venue-{level} Arg1:{label} Arg2:{mark('Venue', [span])}", "R")
        if record["time"]:
            add(f"When Arg1:{label} Arg2:{heads[record['time']]}", "R")
        host = record["host_event"]
        if host and (host["meeting"] or host["mention"]):
            other = heads[host["meeting"]] if host["meeting"] else mark("HostEvent", [host["mention"]])
            add(f"HostEvent Arg1:{label} Arg2:{other}", "R")
    return iter(lines)


@click.command()
@click.argument("form", type=click.Choice(["conllu", "standoff"]))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--gold", type=click.Path(exists=True, path_type=Path), default=HERE / "gold.jsonl")
def main(form: str, folder: Path, gold: Path) -> None:
    """Write the corpus into FOLDER in another FORM, a folder or a file a part."""
    documents = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    folder.mkdir(parents=True, exist_ok=True)
    parts: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        part = document["source"]["part"]
        if form == "conllu":
            parts[part] += [*conllu(document)]
            continue
        (folder / part).mkdir(exist_ok=True)
        path = folder / part / document["id"]
        path.with_suffix(".txt").write_text(document["text"], encoding="utf-8", newline="")
        path.with_suffix(".ann").write_text("".join(f"{line}\n" for line in standoff(document)), encoding="utf-8")
    for part, lines in parts.items():
        (folder / f"{part}.conllu").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    click.echo(f"{len(documents)} articles")


if __name__ == "__main__":
    main()
