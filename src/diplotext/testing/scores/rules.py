"""How often each rule is right, measured on annotated articles.

Statements    right if the content is that of an annotated one and the speaker's mention is the same ("attributed")
Meetings      right if aligned with an annotated one, with the same status and no wrong participant
Times         right if span and value are the same
Names         a person, organization, state or place is right if its first mention by name is annotated as one

See the modules of this package for how each is compared. A finding counts for the rule that its record names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from diplotext.model.annotations import Annotation, Entity
from diplotext.model.document import Document
from diplotext.model.meetings import Meeting
from diplotext.model.statements import Statement
from diplotext.model.times import TimeExpression
from diplotext.pipeline.pipeline import Pipeline
from diplotext.testing.corpus import unread
from diplotext.testing.scores import meetings, records, statements, values


@attrs.frozen
class RuleFigures:
    """What was measured for a rule.

    Attributes:
        rule: Its id.
        findings: Number of records that it found.
        right: Number of those that are right.
        annotated: Number of annotated records of that type in the articles.
        overlaps: Number of its findings that share a character with one of the same type that another rule found.
    """

    rule: str
    findings: int = 0
    right: int = 0
    annotated: int = 0
    overlaps: int = 0

    @property
    def precision(self) -> float | None:
        """Share of its findings that are right; None without findings."""
        return self.right / self.findings if self.findings else None

    @property
    def coverage(self) -> float | None:
        """Share of the annotated items that it finds; None if there are none."""
        return self.right / self.annotated if self.annotated else None


def measured(
    documents: Iterable[Document], system: Pipeline | Callable[[Document], Document]
) -> dict[str, RuleFigures]:
    """Let a system read the articles of annotated documents, and judge what each rule finds.

    Args:
        documents: Annotated articles, as `diplotext.testing.corpus.load` returns them.
        system: A pipeline, or a function that gets a document without annotations and returns one with them.

    Returns:
        The figures of each rule that found anything, by id.
    """
    gold = list(documents)
    articles = [unread(document) for document in gold]
    found = list(system.stream(articles) if isinstance(system, Pipeline) else map(system, articles))
    figures: dict[str, RuleFigures] = {}
    types: dict[str, type[Annotation]] = {}
    annotated: dict[type[Annotation], int] = {}
    for right, read in zip(gold, found, strict=True):
        for kind, _ in JUDGES:
            annotated[kind] = annotated.get(kind, 0) + len(_of_type(right, kind))
        for annotation, is_right, overlaps in judged(right, read):
            known = figures.get(annotation.rule, RuleFigures(annotation.rule))
            types[annotation.rule] = type(annotation)
            figures[annotation.rule] = attrs.evolve(
                known,
                findings=known.findings + 1,
                right=known.right + is_right,
                overlaps=known.overlaps + overlaps,
            )
    return {
        rule: attrs.evolve(one, annotated=annotated.get(types[rule], 0) or _total(annotated, types[rule]))
        for rule, one in sorted(figures.items())
    }


def judged(gold: Document, found: Document) -> Iterator[tuple[Annotation, bool, bool]]:
    """Each finding, whether it is right, and whether another rule found something of its type in the same place."""
    for kind, judge in JUDGES:
        annotations = _of_type(found, kind)
        verdicts = judge(gold, found, annotations)
        for annotation, verdict in zip(annotations, verdicts, strict=True):
            yield annotation, verdict, _overlaps(annotation, annotations)


def _total(annotated: Mapping[type[Annotation], int], kind: type[Annotation]) -> int:
    return next((count for known, count in annotated.items() if issubclass(kind, known)), 0)


def _of_type(document: Document, kind: type[Annotation]) -> tuple[Annotation, ...]:
    return document.of(kind)


def _overlaps(annotation: Annotation, others: Iterable[Annotation]) -> bool:
    return any(
        other.rule != annotation.rule and any(a.overlaps(b) for a in annotation.spans for b in other.spans)
        for other in others
        if type(other) is type(annotation)
    )


def _statements(gold: Document, found: Document, annotations: tuple[Annotation, ...]) -> list[bool]:
    pairs = statements.paired(records.statements(gold), records.statements(found))
    return [place in pairs for place in range(len(annotations))]


def _meetings(gold: Document, found: Document, annotations: tuple[Annotation, ...]) -> list[bool]:
    right = meetings.right_ones(records.meetings(gold), records.meetings(found))
    return [place in right for place in range(len(annotations))]


def _times(gold: Document, found: Document, annotations: tuple[Annotation, ...]) -> list[bool]:
    known = {
        (time.start, time.end): time.timex3.value if time.timex3 else time.value for time in gold.of(TimeExpression)
    }
    return [
        isinstance(one, TimeExpression)
        and (one.start, one.end) in known
        and values.spelled(known[one.start, one.end]) == values.spelled(one.timex3.value if one.timex3 else one.value)
        for one in annotations
    ]


def _entities(gold: Document, found: Document, annotations: tuple[Annotation, ...]) -> list[bool]:
    known = {(mention.start, mention.end, type(entity)) for mention, entity in gold.mentions}
    result = []
    for entity in annotations:
        assert isinstance(entity, Entity)
        named = [mention for mention in entity.mentions if mention.form == "name"] or list(entity.mentions)
        result.append(bool(named) and (named[0].start, named[0].end, type(entity)) in known)
    return result


Judge = Callable[[Document, Document, tuple[Annotation, ...]], list[bool]]
JUDGES: tuple[tuple[type[Annotation], Judge], ...] = (
    (Statement, _statements),
    (Meeting, _meetings),
    (TimeExpression, _times),
    *((kind, _entities) for kind, _ in records.KINDS),
)
