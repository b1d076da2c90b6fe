"""What is fuzzed with hypothesis, by name: each a function that makes a strategy and the check of what it yields."""

from functools import cache

from hypothesis import strategies as st
from tests.fuzzing import hostile
from tests.fuzzing.invariants import check_layers, check_line, check_reading
from tests.fuzzing.targets import date_pipeline, warmed

from diplotext import Pipeline


@cache
def pipeline():
    """All extractors, with the fast language model."""
    return warmed(Pipeline.of(language="en_diplotext"))


def articles():
    """All extractors read hostile texts."""
    return st.tuples(hostile.texts, hostile.published), lambda article: check_reading(pipeline(), *article)


def layers():
    """Marks, paragraphs, headers and views of hostile texts."""
    return hostile.texts, check_layers


def dates():
    """Days that are in no calendar, and words of dates in any order."""
    return st.tuples(hostile.date_texts, hostile.published), lambda article: check_reading(date_pipeline(), *article)


def lines():
    """Lines of the wire format in which something is wrong."""
    return hostile.wire_lines([pipeline().read(text) for text in hostile.ARTICLES]), check_line


PROPERTIES = {"articles": articles, "layers": layers, "date words": dates, "wire lines": lines}
