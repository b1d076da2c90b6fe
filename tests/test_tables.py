"""Tables for people: nobody is shown to have said what they are reported not to have said."""

import io

import attrs
import pytest

from diplotext import Document, Span, Statement
from diplotext.io.terminal import TableWriter


def shown(document):
    stream = io.StringIO()
    TableWriter().write([document], stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({}, "indirect"),
        ({"repair": "missing_open_mark"}, "indirect, no opening mark"),
        ({"negated": True}, "indirect, negated"),
        ({"negated": True, "repair": "missing_open_mark"}, "indirect, negated, no opening mark"),
    ],
)
def test_the_mode_stands_with_what_else_a_reader_must_know(fields, note):
    statement = Statement(mode="indirect", rule="r", spans=[Span(0, 10, "Talks fail")], **fields)
    line = next(
        line for line in shown(Document("Talks fail", annotations=[statement])).splitlines() if "Talks fail  " in line
    )
    assert line.rstrip().endswith(f"  {note}")


def test_a_negated_statement_says_so_wherever_it_is_printed(full_document):
    first, second = full_document.statements
    assert "negated" not in repr(first)
    assert repr(second) == "<Statement direct, negated, (unknown): 'in Paris'>"
    tables, _, legend = shown(full_document).partition("Legend")
    assert (tables.count("negated"), legend.count("negated")) == (1, 1)
    assert "negated" not in shown(attrs.evolve(full_document, annotations=[]))
