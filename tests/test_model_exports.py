"""A document, a statement and a meeting as a line to read, as JSON values, as a data frame."""

import json
import pickle

import attrs
import pytest

from diplotext import Document, Event, Span, wire


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "Ana Silva said on Monday that Chile met the OECD in Paris., 2023-03-15: 2 statements, 1 meeting, 1 time, 4 entities"),
        ({"title": "Talks", "published": None}, "Talks: 2 statements, 1 meeting, 1 time, 4 entities"),
        ({"title": "Talks", "annotations": []}, "Talks, 2023-03-15: 0 statements, 0 meetings, 0 times, 0 entities"),
    ],
)  # fmt: skip
def test_a_document_in_a_line(full_document, fields, line):
    assert str(attrs.evolve(full_document, **fields)) == line


def test_statements_in_a_line(full_document):
    assert [str(statement) for statement in full_document.statements] == [
        "Ana Silva (said, planned): Chile met the OECD",
        "(unknown) (negated, asked): “in Paris”",
    ]
    first = full_document.statements[0]
    assert str(attrs.evolve(first, planned=False, cue=None)) == "Ana Silva: Chile met the OECD"
    assert str(attrs.evolve(first, speakers=[*first.speakers, *first.speakers])).startswith("Ana Silva and Ana Silva (")


def test_a_meeting_in_a_line(full_document):
    [meeting] = full_document.meetings
    assert str(meeting) == "meeting, held: Chile, OECD in Paris, 2023-03-13, at week"
    bare = attrs.evolve(meeting, participants=[], venue=None, time=None, host_event=None)
    assert str(bare) == "meeting, held: (unknown)"


def test_a_document_as_json_values_is_the_wire_format(full_document):
    record = full_document.to_dict()
    assert record == wire.to_dict(full_document)
    assert wire.from_dict(json.loads(json.dumps(record))) == full_document


def test_an_annotation_as_json_values_holds_what_it_refers_to(full_document):
    first, second = (statement.to_dict() for statement in full_document.statements)
    on_the_wire = full_document.to_dict()["annotations"]["statement"][0]
    assert json.loads(json.dumps(first)) == first
    assert list(first) == ["annotation", *list(on_the_wire)[1:]]
    assert first["annotation"] == "statement"
    assert first["spans"] == on_the_wire["spans"]
    speaker = first["speakers"][0]["entity"]
    assert (speaker["annotation"], speaker["name"]) == ("person", "Ana Silva")
    assert speaker["offices"][0]["of"]["identifiers"] == {"iso3166": "CL"}
    assert second["continues"] == first
    assert full_document.meetings[0].to_dict()["participants"][0]["side"]["name"] == "Chile"


def test_a_field_named_type_is_kept():
    event = Event(type="sanctions", rule="r", spans=[Span(0, 4, "They")])
    assert (event.to_dict()["annotation"], event.to_dict()["type"]) == ("event", "sanctions")


def test_a_document_as_a_data_frame(full_document):
    assert list(full_document.to_dataframe()["speaker"].fillna("")) == ["Ana Silva", ""]
    assert list(full_document.to_dataframe("participants")["name"]) == ["Chile", "OECD"]
    assert "text" not in full_document.to_dataframe(text=False).columns
    with pytest.raises(ValueError, match="did you mean 'meetings'"):
        full_document.to_dataframe("meeting")


def test_a_document_is_still_an_immutable_value(full_document):
    assert pickle.loads(pickle.dumps(full_document)) == full_document
    assert hash(full_document) == hash(attrs.evolve(full_document))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        full_document.text = "other"
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        full_document.other = 1
    assert repr(Document("Talks.", id="a")) == "<Document 'a', 'Talks.', 0 annotations>"
