"""What rules considered and rejected: the document is read once more, and its near misses are kept.

Near misses are not part of a document. What a rule reports through `diplotext.plugin.refused` is shown here.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from diplotext.errors import DiplotextError
from diplotext.explaining.values import NearMiss
from diplotext.model.annotations import Annotation, Entity
from diplotext.model.document import Document, changed
from diplotext.pipeline.pipeline import Pipeline
from diplotext.plugin.tracing import Trace
from diplotext.text.sentences import sentence_around
from diplotext.text.spans import Span

MAX_SENTENCE_CHARS = 1_000
"""Characters before and after a span that are taken for its sentence, at most."""

MAX_SPANS = 5
"""Spans of an annotation in whose sentences near misses are looked for."""


@attrs.frozen(eq=False)
class SecondReading:
    """A document read again.

    Attributes:
        found: What was found this time: type, offsets and rule of each annotation.
        near_misses: What was considered and rejected, in the order of the text.
        error: Why it could not be read; None if it could.
    """

    found: frozenset[tuple[str, int, int, str]]
    near_misses: tuple[NearMiss, ...]
    error: str | None = None

    def finds(self, annotation: Annotation) -> bool:
        """Whether the annotation was found again."""
        return _key(annotation) in self.found

    def around(self, document: Document, annotation: Annotation) -> tuple[NearMiss, ...]:
        """The near misses in the sentences of an annotation; of an entity, those that overlap its mentions."""
        spans = annotation.spans[:MAX_SPANS]
        areas = annotation.spans if isinstance(annotation, Entity) else [sentence_of(document, span) for span in spans]
        return tuple(miss for miss in self.near_misses if any(miss.span.overlaps(area) for area in areas))


@lru_cache(maxsize=4)
def second_reading(document: Document, pipeline: Pipeline) -> SecondReading:
    """Read the text of a document again, without what was found in it before."""
    bare = changed(document, annotations=(), failures=())
    with Trace() as trace:
        try:
            again = pipeline.read(bare, on_error="collect")
        except DiplotextError as error:
            return SecondReading(frozenset(), (), str(error))
    view, text = document.view, document.text
    steps = sorted(trace.steps, key=lambda step: (step.start, step.end, step.rule, step.reason))
    misses = [
        NearMiss(step.rule, Span.of(text, *view.in_original(step.start, step.end)), step.reason)
        for step in steps
        if 0 <= step.start < step.end <= len(view.text)
    ]
    return SecondReading(frozenset(map(_key, again.annotations)), tuple(dict.fromkeys(misses)))


def _key(annotation: Annotation) -> tuple[str, int, int, str]:
    return annotation.wire_name, annotation.start, annotation.end, annotation.rule


def sentence_of(document: Document, span: Span) -> Span:
    """The sentence around a span, without white space at its edges."""
    start, end = sentence_around(document.text, span.start, span.end, MAX_SENTENCE_CHARS)
    part = document.text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    return Span.of(document.text, min(start, span.start), max(end, span.end))
