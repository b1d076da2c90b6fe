"""Running one extractor on some documents: whatever it does, only its own output is lost, and it is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import attrs

from diplotext.errors import ContractError, TimeLimitError
from diplotext.model.annotations import Annotation
from diplotext.model.document import Document
from diplotext.model.references import references_of, spans_of
from diplotext.pipeline.arguments import OnError
from diplotext.pipeline.confidences import Confidences
from diplotext.pipeline.merging import listed, with_found
from diplotext.pipeline.ruling import ruled
from diplotext.pipeline.time_limits import OutOfTime, check_timer, time_limit
from diplotext.plugin.containment import Handlers, is_contained, running
from diplotext.plugin.extractor import Extractor, Reading

FIELDS = tuple(field.name for field in attrs.fields(Document))


@attrs.frozen
class Run:
    """How an extractor is run.

    Attributes:
        extractor: The extractor.
        version: Version of the distribution that it comes from.
        on_error: See `Pipeline.read`.
        handlers: What handles signals, looked up before a plugin runs.
        seconds: The time that it may take for a document; None for no limit.
        confidences: Those that replace the shipped ones.
    """

    extractor: Extractor
    version: str
    on_error: OnError
    handlers: Handlers
    seconds: float | None = None
    confidences: Confidences | None = None

    def outcomes(self, readings: Sequence[Reading]) -> Iterator[Document | BaseException]:
        """For each reading, the document with what the extractor found, or the error that it raised.

        Raises:
            PipelineError: If there is a limit that cannot be kept here.
        """
        if self.seconds is not None:
            check_timer()
        if type(self.extractor).extract_batch is not Extractor.extract_batch:
            try:
                batch = self._batch(readings)
            except Exception:
                if self.on_error == "raise":
                    raise
            else:
                for reading, found in zip(readings, batch, strict=True):
                    yield self._outcome(reading, partial(iter, found))
                return
        for reading in readings:
            yield self._outcome(reading, partial(self.extractor.extract, reading))

    def _batch(self, readings: Sequence[Reading]) -> list[list[Annotation]]:
        with self._contained([reading.document for reading in readings]):
            batch = [listed(found, self.extractor) for found in self.extractor.extract_batch(readings)]
        if len(batch) != len(readings):
            raise ContractError(
                f"extractor {self.extractor.name!r} yielded {len(batch)} results for a batch of {len(readings)}"
            )
        return batch

    def _outcome(self, reading: Reading, extract: Callable[[], Iterable[Annotation]]) -> Document | BaseException:
        document = reading.document
        try:
            with self._contained([document]):
                found = listed(extract(), self.extractor)
                found = listed(ruled(found, self.extractor, reading), self.extractor)
            return with_found(document, self.extractor, self.version, found, self.confidences)
        except Exception as error:
            if self.on_error == "collect":
                return error
            error.add_note(f"in extractor {self.extractor.name!r} ({type(self.extractor).__module__})")
            error.add_note(f"in document {document.id!r}")
            raise

    @contextmanager
    def _contained(self, documents: Sequence[Document]) -> Iterator[None]:
        """A context in which the extractor runs: what it raises is an `Exception`, unless it is not its own."""
        name, number = self.extractor.name, len(documents)
        before = [_values(document) for document in documents]
        problem: BaseException | None = None
        try:
            with running(), time_limit(self.seconds and self.seconds * number):
                yield
        except OutOfTime:
            of = "" if number == 1 else f" for each of {number} documents"
            problem = TimeLimitError(f"extractor {name!r} took longer than {self.seconds:g} seconds{of}")
        except BaseException as error:
            if not is_contained(error, self.handlers):
                raise
            problem = error
            if not isinstance(error, Exception):
                problem = ContractError(f"extractor {name!r} raised {type(error).__name__}: {error}")
                problem.__cause__ = error
        changes = [change for pair in zip(documents, before, strict=True) for change in _restored(*pair)]
        if changes:
            what = ", ".join(dict.fromkeys(changes))
            raise ContractError(f"extractor {name!r} changed the document ({what}); yield what is found instead")
        if problem is not None:
            raise problem


def _values(document: Document) -> list[Any]:
    return [getattr(document, name) for name in FIELDS]


def _restored(document: Document, before: Sequence[Any]) -> list[str]:
    """What has changed in a document, which is restored as far as it can be."""
    changes = [name for name, value in zip(FIELDS, before, strict=True) if getattr(document, name) is not value]
    for name, value in zip(FIELDS, before, strict=True) if changes else ():
        object.__setattr__(document, name, value)
    text = document.text
    if broken := [one for one in document.annotations if any(text[s.start : s.end] != s.text for s in one.spans)]:
        object.__setattr__(document, "annotations", sound(document))
        changes.append(f"spans of {broken[0]!r}, which is left out")
    return changes


def sound(document: Document) -> tuple[Annotation, ...]:
    """The annotations whose spans are slices of the text, and that refer to such alone."""
    text = document.text
    kept = [
        annotation
        for annotation in document.annotations
        if all(text[span.start : span.end] == span.text for span in spans_of(annotation))
    ]
    while True:
        known = set(kept)
        still = [one for one in kept if known.issuperset(references_of(one))]
        if len(still) == len(kept):
            return tuple(kept)
        kept = still
