"""One document of a report: its text in segments, its tables, its timeline, and the explanations as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from markupsafe import Markup

from diplotext.explaining.explainer import Explainer
from diplotext.explaining.printing import precision_of, record_told
from diplotext.explaining.values import Evidence, Explanation, KnownRecord, grouped
from diplotext.io.wire import ids_of
from diplotext.model.annotations import Annotation, shortened
from diplotext.model.document import Document
from diplotext.model.events import Event
from diplotext.model.meetings import Meeting
from diplotext.model.statements import Statement
from diplotext.report.characters import visible
from diplotext.report.marks import filters_of, kind_of, marks_of, party_of
from diplotext.report.rows import Tables, tables_of
from diplotext.report.segments import Segment, segments_of
from diplotext.report.timeline import Happening, Timeline, timeline_of
from diplotext.text.spans import Span

LINE = re.compile(r"[^\n\r\u2028\u2029]+")
MAX_BLOCK_CHARS = 4_000
"""Characters of a block of text: a longer paragraph is shown in several, which a browser lays out faster."""

MAX_QUOTED_CHARS = 240
MAX_EXAMPLES = 2


@attrs.frozen
class Piece:
    """A segment as it is written: its text, and what its link and label need.

    Attributes:
        text: Its text.
        kind: The kind of the mark on top; empty for plain text.
        mode: The mode of the statement that it is part of; empty outside statements.
        speaks: Whether it is part of the mention of a speaker.
        data: The marks that cover it, the shortest first, such as `12:person 5:statement`.
        id: Its id, if something links to it.
        href: Where the mark on top is in the tables, if this is its first segment.
    """

    text: str
    kind: str = ""
    mode: str = ""
    speaks: bool = False
    data: str = ""
    id: str = ""
    href: str = ""

    @property
    def inside(self) -> str:
        """The classes that say what it is part of."""
        return (f" in {self.mode}" if self.mode else "") + (" sp" if self.speaks else "")


@attrs.frozen
class Block:
    """A paragraph: its segments, whether it is the title, and whether it continues the one before."""

    pieces: tuple[Piece, ...]
    is_title: bool = False
    continues: bool = False


@attrs.frozen
class ArticleView:
    """What the template of an article shows.

    Attributes:
        anchor: Its id on the page.
        document: The document.
        title: Its title, else the beginning of its text.
        blocks: Its text.
        places: Ids of the segments at which its annotations begin; None for one without a place in the text.
        tables: Its tables.
        timeline: Its timeline; None if nothing has a date.
        undated: Number of statements and meetings without a date.
        data: The explanations, as JSON that is safe inside a script element.
    """

    anchor: str
    document: Document
    title: str
    blocks: tuple[Block, ...]
    places: tuple[str | None, ...]
    tables: Tables
    timeline: Timeline | None
    undated: int
    data: Markup

    @property
    def source(self) -> str:
        """The outlet, as far as the source names one."""
        source = self.document.source
        return next((str(source[key]) for key in ("outlet", "name", "publisher", "source") if source.get(key)), "")

    @property
    def href_of(self) -> Mapping[int, str]:
        """The link to the text of each annotation, else to its row."""
        return {index: f"#{place}" for index, place in enumerate(self.places) if place}


class Shared:
    """What several articles refer to, each once: rules, records, names of speakers and of parties."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[Any, int]] = {"rules": {}, "records": {}, "speakers": {}, "parties": {}}
        self.rules: list[dict[str, Any]] = []
        self.records: list[str] = []
        self.index: list[list[Any]] = []

    def number(self, group: str, key: Any) -> int:
        """The number of a value in its group; a new value gets the next one."""
        return self._numbers[group].setdefault(key, len(self._numbers[group]))

    def rule(self, explanation: Explanation) -> int:
        """The number of the rule of an explanation."""
        key = (explanation.extractor, explanation.extractor_version, explanation.rule_id, explanation.confidence)
        number = self.number("rules", key)
        if number == len(self.rules):
            self.rules.append(_rule(explanation))
        return number

    def record(self, record: KnownRecord) -> int:
        """The number of a record."""
        told = f"{record.id}: {record_told(record)}"
        number = self.number("records", told)
        if number == len(self.records):
            self.records.append(told)
        return number

    def names(self, group: str) -> list[str]:
        """The names of a group, by their numbers."""
        return list(self._numbers[group])

    def data(self) -> Markup:
        """All of it as JSON that is safe inside a script element."""
        values = {"rules": self.rules, "records": self.records, "index": self.index}
        return safe_json(values | {group: self.names(group) for group in ("speakers", "parties")})


def article_of(document: Document, anchor: str, explainer: Explainer, shared: Shared) -> ArticleView:
    """What the report shows of a document."""
    ids = ids_of(document)
    blocks, places = blocks_of(document, anchor, ids)
    tables = tables_of(document, ids)
    happenings = list(_happenings(document, anchor, ids))
    dated = {happening.href for happening in happenings}
    published = [document.published] if document.published else []
    explanations = explainer.explain_all(document)
    filters = filters_of(document)
    index = []
    for number, annotation in enumerate(document.annotations):
        speakers, parties = filters[number]
        numbers = [[shared.number("speakers", name) for name in speakers]]
        numbers.append([shared.number("parties", name) for name in parties])
        index.append([kind_of(annotation), *numbers])
    shared.index.append(index)
    return ArticleView(
        anchor=anchor,
        document=document,
        title=document.title or shortened(document.text, 80) or "(empty)",
        blocks=tuple(blocks),
        places=places,
        tables=tables,
        timeline=timeline_of(happenings, published),
        undated=len(document.statements) + len(document.meetings) - len(dated),
        data=safe_json([_told(one, shared) for one in explanations]),
    )


def row_id(anchor: str, id: str) -> str:
    """The id of the row of an annotation on the page."""
    return f"{anchor}-{id.replace(':', '-')}"


def safe_json(value: Any) -> Markup:
    """JSON that is safe inside a script element: no character in it can end the element or begin a comment."""
    text = visible(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704  (what could end the element is escaped)


def blocks_of(
    document: Document, anchor: str, ids: Mapping[Annotation, str], max_chars: int | None = None
) -> tuple[list[Block], tuple[str | None, ...]]:
    """The text in blocks, and the ids of the segments at which its annotations begin.

    Args:
        document: The document.
        anchor: Its id on the page.
        ids: Ids of its annotations on the wire.
        max_chars: Characters of the text to show; None for all.
    """
    paragraphs = list(_paragraphs(document))
    if max_chars is not None:
        paragraphs = [(start, min(end, max_chars), more) for start, end, more in paragraphs if start < max_chars]
    segments = segments_of(marks_of(document), [(start, end) for start, end, _ in paragraphs])
    firsts: dict[int, tuple[int, int]] = {}
    number = 0
    for block in segments:
        for segment in block:
            for mark in segment.marks:
                own = (0 if mark.kind == kind_of(document.annotations[mark.annotation]) else 1, number)
                firsts[mark.annotation] = min(firsts.get(mark.annotation, own), own)
            number += 1
    wanted = {place for _, place in firsts.values()}
    title = document.frame.title
    listed = []
    number = 0
    for (start, end, continues), block in zip(paragraphs, segments, strict=True):
        pieces = []
        for segment in block:
            pieces.append(_piece(document, segment, anchor, f"{anchor}-s{number}" if number in wanted else "", ids))
            number += 1
        is_title = title is not None and start <= title.start and title.end <= end
        listed.append(Block(tuple(pieces), is_title, continues))
    places = tuple(
        f"{anchor}-s{firsts[index][1]}" if index in firsts else None for index in range(len(document.annotations))
    )
    return listed, places


def _piece(document: Document, segment: Segment, anchor: str, id: str, ids: Mapping[Annotation, str]) -> Piece:
    text = document.text[segment.start : segment.end]
    if not segment.marks:
        return Piece(text, id=id)
    top = segment.marks[0]
    around = [document.annotations[mark.annotation] for mark in segment.marks if mark.kind == "statement"]
    mode = around[0].mode if around and isinstance(around[0], Statement) else ""
    data = " ".join(dict.fromkeys(f"{mark.annotation}:{mark.kind}" for mark in segment.marks))
    href = f"#{row_id(anchor, ids[document.annotations[top.annotation]])}" if segment.begins else ""
    speaks = any(mark.kind == "speaker" for mark in segment.marks)
    return Piece(text, top.kind, mode, speaks, data, id, href)


def _paragraphs(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each line or paragraph, and whether it continues the one before."""
    text = document.text
    breaks = {paragraph.start for paragraph in document.paragraphs}
    inside = [(paragraph.start, paragraph.end) for paragraph in document.paragraphs]
    covered = 0
    for start, end in inside:
        yield from _lines(text, covered, start, breaks)
        yield from _cut(start, end)
        covered = end
    yield from _lines(text, covered, len(text), breaks)


def _lines(text: str, start: int, end: int, breaks: set[int]) -> Iterator[tuple[int, int, bool]]:
    for line in LINE.finditer(text, start, end):
        if line[0].strip() and line.start() not in breaks:
            yield from _cut(line.start(), line.end())


def _cut(start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    for first in range(start, end, MAX_BLOCK_CHARS):
        yield first, min(end, first + MAX_BLOCK_CHARS), first > start


def _happenings(document: Document, anchor: str, ids: Mapping[Annotation, str]) -> Iterator[Happening]:
    dated = [one for one in document.of(Annotation) if isinstance(one, Meeting | Event | Statement)]
    for one in sorted(dated, key=lambda one: isinstance(one, Statement)):
        time = one.said_at if isinstance(one, Statement) else one.time
        if time is None or time.earliest is None or time.latest is None:
            continue
        href = f"#{row_id(anchor, ids[one])}"
        if isinstance(one, Statement):
            who = ", ".join(map(str, one.speakers)) or "(unknown)"
            text = f"{who}: {shortened(one.text, 80)}"
            yield Happening(f"{who} said", "statement", time.earliest, time.latest, text, href)
        else:
            kind = "meeting" if isinstance(one, Meeting) else "other"
            yield Happening(
                named(one), kind, time.earliest, time.latest, f"{named(one)}, {one.status}", href, one.status
            )


def named(one: Meeting | Event) -> str:
    """A meeting or event in a few words."""
    if isinstance(one, Event):
        return ": ".join(
            filter(None, (one.kind or one.type, ", ".join(argument.name or "" for argument in one.arguments)))
        )
    sides = list(dict.fromkeys(party_of(participant) or str(participant) for participant in one.participants))
    return f"{one.kind}: {', '.join(sides)}" if sides else one.kind


def _rule(explanation: Explanation) -> dict[str, Any]:
    rule = explanation.rule
    found = {"id": explanation.rule_id, "by": f"{explanation.extractor} {explanation.extractor_version}".strip()}
    if rule is None:
        return found
    return found | {
        "finds": rule.finds,
        "precision": precision_of(rule, explanation.confidence),
        "examples": list(rule.examples[:MAX_EXAMPLES]),
        "not": list(rule.counterexamples[:1]),
    }


def _told(explanation: Explanation, shared: Shared) -> dict[str, Any]:
    told: dict[str, Any] = {
        "i": explanation.id,
        "v": explanation.value,
        "r": shared.rule(explanation),
        "e": [_evidence(one) for one in explanation.evidence],
    }
    if explanation.records:
        told["g"] = [shared.record(record) for record in explanation.records]
    if explanation.near_misses is not None:
        told["n"] = [
            [_quoted(span), *(f"{reason} ({', '.join(rules)})" for reason, rules in reasons)]
            for span, reasons in grouped(explanation.near_misses)
        ]
    if explanation.notes:
        told["o"] = list(explanation.notes)
    return told


def _evidence(one: Evidence) -> list[Any]:
    chain = [[link.kind, link.text, int(link.span is not None), link.note or ""] for link in one.rest]
    values: list[Any] = [
        one.role,
        _quoted(one.span),
        one.value or "",
        one.id or "",
        one.basis or "",
        chain,
        one.form or "",
    ]
    while len(values) > 1 and not values[-1]:
        values.pop()
    return values


def _quoted(span: Span | None) -> str:
    return shortened(span.text, MAX_QUOTED_CHARS) if span is not None else ""


def sides_of(meeting: Meeting) -> Sequence[str]:
    """The parties of a meeting, each once."""
    return list(dict.fromkeys(filter(None, map(party_of, meeting.participants))))
