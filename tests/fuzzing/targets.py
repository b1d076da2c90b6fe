"""What coverage-guided fuzzers run, each on some bytes: see `tests.fuzzing.run`. The corpus that they found is replayed
by the tests."""

from functools import cache
from pathlib import Path

from tests.fuzzing.hostile import ARTICLES
from tests.fuzzing.invariants import check_layers, check_line, check_reading

from diplotext import Pipeline
from diplotext.model.document import SURROGATE_PAIR

CORPUS = Path(__file__).parent / "corpus"
PUBLISHED = "2021-05-12"


@cache
def date_pipeline():
    """Dates alone, without a language model."""
    return warmed(Pipeline.of("dates"))


def warmed(pipeline):
    """A pipeline that has made what is made once, so that the time of a text is its own."""
    for text in ARTICLES:
        pipeline.read(text)
    return pipeline


def marks(data):
    """Quotation marks, paragraphs, header and the normalised view of a text."""
    check_layers(data.decode("utf-8", "surrogateescape"))


def dates(data):
    """The grammar of dates."""
    text = data.decode("utf-8", "surrogateescape")
    if not SURROGATE_PAIR.search(text):
        check_reading(date_pipeline(), text, PUBLISHED)


def wire_reader(data):
    """The reader of the wire format."""
    check_line(data)


TARGETS = {"dates": dates, "marks": marks, "wire": wire_reader}


def corpus(target):
    """The texts kept for a target, by name."""
    return sorted((CORPUS / target).glob("*.txt"))
