"""What holds for every text, however hostile: it is read without an exception, twice alike, and in bounded time."""

import itertools
import time
from contextlib import contextmanager

from diplotext import Document, TimeExpression, WireError, wire
from diplotext.model.document import SURROGATE_PAIR
from diplotext.model.references import spans_of
from diplotext.text import view_of

SECONDS = 2.0
SECONDS_PER_CHARACTER = 0.001
"""Processor time that a text may take, at most: prose takes less than a tenth of it."""


@contextmanager
def bounded_time(text):
    """Fail if the processor works longer than its share for each character."""
    began = time.process_time()
    yield
    seconds = time.process_time() - began
    assert seconds <= SECONDS + SECONDS_PER_CHARACTER * len(text), f"{seconds:.1f} s for {len(text)} characters"


def check_document(document):
    """Every span is a slice, nothing failed, and what is written is read back as the same."""
    assert not document.failures, document.failures
    for annotation in document.annotations:
        for span in spans_of(annotation):
            assert 0 <= span.start < span.end <= len(document.text), (annotation, span)
            assert span.text == document.text[span.start : span.end], (annotation, span)
    for found in document.of(TimeExpression):
        assert not (found.earliest and found.latest) or found.earliest <= found.latest, found
    line = wire.dumps(document)
    line.encode("utf-8")
    assert wire.loads(line) == document
    assert wire.dumps(wire.loads(line)) == line
    return line


def check_reading(pipeline, text, published=None):
    """A pipeline reads a text, and reads the same again."""
    with bounded_time(text * 2):
        document, again = (pipeline.read({"text": text, "published": published}) for _ in range(2))
    assert check_document(document) == wire.dumps(again)
    return document


def check_layers(text):
    """What the text alone shows: its normalised view, paragraphs, header and quotations."""
    if SURROGATE_PAIR.search(text):
        return
    with bounded_time(text):
        document = Document.from_article(text)
        view = view_of(text)
        blocks, quotations = document.paragraphs, document.quotations
    frame = (
        document.frame.title,
        document.frame.date,
        document.frame.dateline,
        document.frame.place,
        document.frame.agency,
    )
    for span in (*blocks, *filter(None, frame)):
        span.check(text)
    assert all(before.end <= after.start for before, after in itertools.pairwise(blocks))
    for quotation in quotations:
        for span in (quotation.span, *quotation.inner):
            span.check(text)
        assert quotation.start <= quotation.span.start < quotation.span.end <= quotation.end <= len(text)
        assert all(quotation.span.contains(inner) for inner in quotation.inner)
    assert all(before.end <= after.start for before, after in itertools.pairwise(quotations)), quotations
    offsets = [view.in_original(at, at + 1) for at in range(len(view.text))]
    assert all(start < end for start, end in offsets)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in itertools.pairwise(offsets))
    assert not offsets or (offsets[0][0] >= 0 and offsets[-1][1] <= len(text))
    check_document(document)


def check_line(line):
    """A line of the wire format is refused with one line that says why, or read and written as the same document."""
    with bounded_time(line):
        try:
            document = wire.loads(line)
        except WireError:
            return
    written = wire.dumps(document)
    assert wire.loads(written) == document
    assert wire.dumps(wire.loads(written)) == written
