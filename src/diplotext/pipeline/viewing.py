"""Documents in the normalised view that extractors read, and results carried back to the original text.

If nothing needs to be normalised, the document itself is read, at no cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from diplotext.model.annotations import Annotation, Entity
from diplotext.model.document import Document, changed
from diplotext.model.references import Carrier, replaced, spans_of
from diplotext.text.spans import Span, moved
from diplotext.text.view import TextView


@attrs.frozen(eq=False)
class Viewed:
    """A document in the normalised view of its text.

    Attributes:
        document: The document to be read.
        original: The document as given.
        view: The texts of both, and the mapping between their offsets.
    """

    document: Document
    original: Document
    view: TextView
    _before: Mapping[Annotation, Annotation] = attrs.field(factory=dict)  # in the view: in the original

    @classmethod
    def of(cls, document: Document) -> Viewed:
        """The view of a document, without annotations that lose a span there."""
        view = document.view
        if view.is_original:
            return cls.as_given(document)

        def move(span: Span) -> Span | None:
            return moved(span, view.in_view, view.text)

        carrier = Carrier(move)
        before = {there: here for here in document.annotations if (there := carrier.carried(here))}
        frame = document.frame.moved(view.in_view, view.text)
        read = attrs.evolve(document, text=view.text, frame=frame, annotations=tuple(before))
        object.__setattr__(read, "view", TextView(view.text, view.text))  # the view of a view need not be computed
        return cls(read, document, view, before)

    @classmethod
    def as_given(cls, document: Document) -> Viewed:
        """A document that is read without normalisation."""
        return cls(document, document, TextView(document.text, document.text))

    def restored(self, read: Document) -> Document:
        """The original document with everything that was found in its view.

        Args:
            read: The document in the view, after extractors have run.
        """
        if self.view.is_original:
            return read
        places: dict[tuple[int, int], Span] = {}
        for there, here in self._before.items():
            places.update(zip(map(_place, spans_of(there)), spans_of(here), strict=True))

        def back(span: Span) -> Span:
            text = self.original.text
            return places.get(_place(span)) or Span.of(text, *self.view.in_original(span.start, span.end))

        carrier = Carrier(back, self._before)
        found = [annotation for there in read.annotations if (annotation := carrier.carried(there))]
        shown = set(self._before.values())
        merged = _merged(self._before.values(), found)
        hidden = [replaced(one, merged) for one in self.original.annotations if one not in shown]
        return changed(
            self.original,
            annotations=(*found, *hidden),
            failures=read.failures,
            language_model=read.language_model,
        )


def _merged(before: Iterable[Annotation], found: Sequence[Annotation]) -> Mapping[Annotation, Annotation]:
    """The entities that were there before and have been merged with others since, each with what it has become."""
    there = set(found)
    entities = {(type(one), one.name): one for one in found if isinstance(one, Entity)}
    gone = (one for one in before if isinstance(one, Entity) and one not in there)
    return {one: entities[type(one), one.name] for one in gone if (type(one), one.name) in entities}


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end
