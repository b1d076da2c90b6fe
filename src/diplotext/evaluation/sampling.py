"""Drawing a stratified random sample from results of any size, in one pass and in constant memory.

A hash of its id and the seed gives each unit a place in a random order. Of each stratum those with the lowest places
are kept (bottom-k sampling, a reservoir that does not depend on the order of the input): a simple random sample without
replacement, within each stratum.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import pairwise

import attrs

from diplotext.errors import SampleError
from diplotext.evaluation.design import Design, Plan, Stratum, allocated, place_of
from diplotext.evaluation.fields import OF_DOCUMENTS, stratum_of, value_of
from diplotext.evaluation.kinds import Kind, Row, kind_of, records_of, rows_of
from diplotext.io import wire
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document
from diplotext.tabular.articles import ArticleRows, joined
from diplotext.text.sentences import sentences_of

MAX_STRATA = 2000
"""More strata than that are a mistake, such as a property with another value in every article."""

RECORDS, SENTENCES, DOCUMENTS = "records", "sentences", "documents"
CONTEXT_SENTENCES = 1
"""Sentences before and after those of a record that coders see."""


@attrs.frozen
class Part:
    """What coders see of one unit.

    Attributes:
        records: The rows of its records: one, or those of a document.
        sentences: The rows of the sentences of a document; empty for a record.
        document: The row of a document; None for a record.
        line: The document in the wire format; empty for a record.
    """

    records: tuple[Row, ...]
    sentences: tuple[Row, ...] = ()
    document: Row | None = None
    line: str = attrs.field(default="", repr=False)


@attrs.frozen
class Sample:
    """A random sample.

    Attributes:
        design: How it was drawn.
        kind: The kind of records.
        parts: What coders see of each unit, in random order: who judges only the first half has a random half.
    """

    design: Design
    kind: Kind
    parts: tuple[Part, ...] = attrs.field(repr=False)

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of the table `records`, `sentences` or `documents`."""
        for part in self.parts:
            if table == DOCUMENTS:
                yield from (part.document,) if part.document else ()
            else:
                yield from part.records if table == RECORDS else part.sentences

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it has."""
        return (RECORDS,) if self.design.plan.unit == "record" else (RECORDS, SENTENCES, DOCUMENTS)


@attrs.define
class _Reservoir:
    """The units of a stratum that come first in the random order."""

    values: Mapping[str, str]
    population: int = 0
    kept: list[tuple[int, str, int, Part]] = attrs.field(factory=list)

    def offer(self, place: int, id: str, size: int, make: Callable[[], Part]) -> None:
        """Keep a unit if it is among the first."""
        self.population += 1
        if len(self.kept) < size:
            heapq.heappush(self.kept, (-place, id, -self.population, make()))
        elif place < -self.kept[0][0]:
            heapq.heapreplace(self.kept, (-place, id, -self.population, make()))


def draw(documents: Iterable[Document], plan: Plan) -> Sample:
    """Draw a random sample from results.

    Args:
        documents: What was found, in any order; they are read once, and only what is drawn is kept.
        plan: What is to be drawn.

    Raises:
        SampleError: If there is nothing to draw from, two documents have one id, or the sample is too small for its
            strata.
    """
    kind = kind_of(plan.of)
    reservoirs: dict[str, _Reservoir] = {}
    number = 0
    for document in documents:
        number += 1
        for key, record, make in _units(document, kind, plan):
            values = {name: value_of(name, document, record) for name in plan.by}
            name = stratum_of(values)
            if name not in reservoirs:
                if len(reservoirs) == MAX_STRATA:
                    raise SampleError(f"there are more than {MAX_STRATA} strata by {', '.join(plan.by)}: choose others")
                reservoirs[name] = _Reservoir(values)
            reservoirs[name].offer(place_of(plan.seed, key), key, plan.size, make)
    if not reservoirs:
        raise SampleError(f"there are no {plan.of} in {number} documents" if number else "there are no documents")
    strata = dict(sorted(reservoirs.items()))
    chosen = allocated({name: one.population for name, one in strata.items()}, plan.size, plan.allocation)
    drawn = [(-unit[0], unit[1], name, unit[3]) for name, one in strata.items() for unit in _first(one, chosen[name])]
    drawn.sort(key=lambda unit: unit[:2])
    for one, other in pairwise(drawn):
        if one[1] == other[1]:
            raise SampleError(f"two documents have the id {one[1].partition('#')[0]!r}: give each article its own id")
    design = Design(
        plan,
        number,
        tuple(Stratum(name, one.values, one.population, chosen[name]) for name, one in strata.items()),
        {key: name for _, key, name, _ in drawn},
    )
    probabilities = {stratum.name: stratum.probability for stratum in design.strata}
    return Sample(design, kind, tuple(_placed(part, name, probabilities[name]) for _, _, name, part in drawn))


def _first(reservoir: _Reservoir, number: int) -> Sequence[tuple[int, str, int, Part]]:
    return heapq.nlargest(number, reservoir.kept, key=lambda unit: unit[:3])


def _placed(part: Part, stratum: str, probability: float) -> Part:
    """What coders see, with the stratum and the probability in each row."""
    where: Row = {"stratum": stratum, "probability": probability}
    return attrs.evolve(
        part,
        records=tuple({**row, **where} for row in part.records),
        sentences=tuple({**row, **where} for row in part.sentences),
        document={**part.document, **where} if part.document else None,
    )


Unit = tuple[str, Annotation | None, Callable[[], Part]]


def _units(document: Document, kind: Kind, plan: Plan) -> Iterator[Unit]:
    """The units of a document: id, record if it is one, and what makes its rows if it is drawn."""
    view = _View(document, kind, plan.by)
    if plan.unit == "document":
        yield document.id, None, view.whole
        return
    for number, record in enumerate(records_of(document, kind)):
        yield view.id_of(record), record, partial(view.alone, number)


class _View:
    """A document and the rows of its records, which are made only if one of them is drawn."""

    def __init__(self, document: Document, kind: Kind, by: Sequence[str]) -> None:
        self.document, self.kind, self.by = document, kind, by
        self.article = ArticleRows(document)

    def id_of(self, record: Annotation) -> str:
        """The id of a record that is unique among all documents."""
        return str(self.article.id_of(record))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Offsets of the sentences."""
        return list(sentences_of(self.document.text, self.document.paragraphs))

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of the records."""
        found = records_of(self.document, self.kind)
        rows = rows_of(self.article, self.kind)
        return [self._row(record, row) for record, row in zip(found, rows, strict=True)]

    def _row(self, record: Annotation, row: Row) -> Row:
        places = record.spans or tuple(getattr(record, "mentions", ()))[:1]
        start, end = row.get("start"), row.get("end")
        first = start if isinstance(start, int) else places[0].start if places else 0
        last = end if isinstance(end, int) else places[-1].end if places else 0
        before, after = self._sentences_at(first, last)
        shown = {name: row.get(name) for name in self.kind.shown}
        of_article = {name: value_of(name, self.document, None) for name in ("outlet", "style")}
        extra = {name: value_of(name, self.document, record) for name in self.by if name not in row}
        return {
            "of": self.kind.name,
            "id": row["id"],
            "document": self.document.id,
            "title": self.document.title,
            "published": self.document.published,
            "before": self._text(before - CONTEXT_SENTENCES, before),
            "sentence": self._text(before, after),
            "after": self._text(after, after + CONTEXT_SENTENCES),
            **shown,
            "start": first,
            "end": last,
            "extractor": record.extractor,
            "rule": record.rule,
            "confidence": record.confidence,
            **of_article,
            **extra,
        }

    def _sentences_at(self, first: int, last: int) -> tuple[int, int]:
        """Numbers of the first sentence of a record, and of the one after its last."""
        numbers = [n for n, (begins, ends) in enumerate(self.sentences) if begins < last and first < ends]
        return (numbers[0], numbers[-1] + 1) if numbers else (0, 0)

    def _text(self, first: int, last: int) -> str | None:
        chosen = self.sentences[max(0, first) : max(0, last)]
        return self.document.text[chosen[0][0] : chosen[-1][1]].strip() or None if chosen else None

    def alone(self, number: int) -> Part:
        """One record of the document."""
        return Part((self.rows[number],))

    def whole(self) -> Part:
        """All records and sentences of the document."""
        document = self.document
        shared: Row = {"of": self.kind.name, "document": document.id}
        sentences = []
        for number, (start, end) in enumerate(self.sentences):
            inside = [
                str(row.get("text") or "")
                for row in self.rows
                if isinstance(row["start"], int) and start <= row["start"] < end
            ]
            found = {"found": joined(inside)}
            where: Row = {"id": f"{document.id}#sentence:{number + 1}", **shared, "number": number + 1}
            sentences.append({**where, "sentence": document.text[start:end].strip(), **found})
        about: Row = {"id": document.id, **shared, "title": document.title, "published": document.published}
        about |= {"records": len(self.rows), "sentences": len(sentences)}
        about |= {name: value_of(name, document, None) for name in (*OF_DOCUMENTS[:2], *self.by)}
        return Part(tuple(self.rows), tuple(sentences), about, wire.dumps(document))
