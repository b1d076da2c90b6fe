"""What the reader of the wire format refuses, each with one short line, and lines that every reader splits alike."""

import io
import json
import math
from collections.abc import Mapping
from typing import Any

import attrs
import jsonschema
import pytest
from immutabledict import immutabledict

from diplotext import (
    Annotation,
    Document,
    Failure,
    Mention,
    Organization,
    Person,
    Place,
    Span,
    State,
    Statement,
    TimeExpression,
    WireError,
    schema,
    wire,
)

MAX_CHARACTERS = 600


YES = True


def changed(path, value):
    """A change of a record: the value at a path such as `annotations.person.0.name` is replaced."""

    def change(record):
        *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
        for step in way:
            record = record[step]
        record[last] = value

    return change


def without(path):
    def change(record):
        *way, last = path.split(".")
        for step in way:
            record = record[int(step) if step.isdigit() else step]
        del record[last]

    return change


STATEMENT, PERSON, TIME = "annotations.statement.0", "annotations.person.0", "annotations.time.0"
DEEP = json.loads("[" * 70 + "]" * 70)
FAULTS = [
    (changed("schema", YES), "schema is True"),
    (changed("schema", 1.0), "schema is 1.0"),
    (changed("schema", "1"), "schema is '1'"),
    (changed("schemas", 1), "unknown key 'schemas': did you mean 'schema'"),
    (changed("id", 5), r"5 is not a string @ \$\.id"),
    (changed("id", ""), "id: it is empty"),
    (changed("id", "a\ud800"), "id: a lone surrogate at offset 1"),
    (changed("id", None), r"None is not a string @ \$\.id"),
    (changed("text", 5), r"5 is not a string @ \$\.text"),
    (changed("text", None), r"None is not a string @ \$\.text"),
    (changed("title", ["a"]), r"is not a string @ \$\.title"),
    (changed("published", 20211218), r"20211218 is not a string @ \$\.published"),
    (changed("published", "0000-00-00"), "is not a date"),
    (changed("published_basis", "guessed"), r"'?guessed'? .*@ \$\.published_basis"),
    (changed("published_basis", ["given"]), r"@ \$\.published_basis"),
    (changed("language", None), r"None is not a string @ \$\.language"),
    (changed("language_model", "en"), r"'en' is not a JSON object @ \$\.language_model"),
    (changed("language_model", {"name": "en"}), r"required field missing @ \$\.language_model\.version"),
    (changed("source", None), r"None is not a JSON object @ \$\.source"),
    (changed("source", ["a"]), r"\['a'\] is not a JSON object @ \$\.source"),
    (changed("source", {"a": DEEP}), "source: nested more than 64 deep"),
    (changed("frame", []), r"\[\] is not a JSON object @ \$\.frame"),
    (changed("frame", {"titel": None}), "unknown key 'titel': did you mean 'title'"),
    (changed("failures", {}), r"{} is not a list @ \$\.failures"),
    (changed("failures", ["x"]), r"'x' is not a JSON object @ \$\.failures\[0\]"),
    (changed("failures", [{"extractor": "a", "error": 1}]), r"1 is not a string @ \$\.failures\[0\]\.error"),
    (changed("annotations", []), "annotations must be a JSON object"),
    (changed("annotations", None), "annotations must be a JSON object"),
    (changed("annotations.person", {}), "annotations.person must be a list"),
    (changed("annotations.person", ["a"]), "annotations.person holds 'a'"),
    (changed(f"{PERSON}.id", 1), "annotations.person holds .*'id', which is a string"),
    (changed(f"{PERSON}.id", ["a"]), "'id', which is a string"),
    (without(f"{PERSON}.id"), "'id', which is a string"),
    (changed(f"{PERSON}.name", 5), r"person:1: 5 is not a string @ \$\.name"),
    (changed(f"{PERSON}.name", ""), "person:1: .*name"),
    (changed(f"{PERSON}.rule", None), r"person:1: None is not a string @ \$\.rule"),
    (changed(f"{PERSON}.rule", ""), "person:1: .*rule"),
    (changed(f"{PERSON}.extractor", YES), r"True is not a string @ \$\.extractor"),
    (changed(f"{PERSON}.confidence", "1"), r"'1' is not a number @ \$\.confidence"),
    (changed(f"{PERSON}.confidence", YES), r"True is not a number @ \$\.confidence"),
    (changed(f"{PERSON}.confidence", 2), "person:1: .*confidence.*<= 1"),
    (changed(f"{PERSON}.identifiers", {"wikidata": 5}), "person:1: .*5 is not a string"),
    (changed(f"{PERSON}.identifiers", ["Q1"]), r"\['Q1'\] is not a JSON object @ \$\.identifiers"),
    (
        changed(f"{PERSON}.spans", [{"start": 0, "end": 1, "text": "T"}]),
        "person:1: its spans are not those of its mentions",
    ),
    (changed(f"{PERSON}.mentions", "abc"), r"'abc' is not a list @ \$\.mentions"),
    (changed(f"{PERSON}.mentions", None), r"None is not a list @ \$\.mentions"),
    (changed(f"{PERSON}.mentions.0.form", "song"), "song"),
    (changed(f"{PERSON}.mentions.0.form", None), "None is not one of its values"),
    (without(f"{PERSON}.mentions.0.form"), "a mention needs a form"),
    (changed(f"{PERSON}.offices", [5]), r"5 is not a JSON object @ \$\.offices\[0\]"),
    (changed(f"{PERSON}.offices.0.of", 5), "no annotation has the id 5"),
    (changed(f"{STATEMENT}.spans", []), "statement:1: it has no spans"),
    (changed(f"{STATEMENT}.spans.0.start", 30.0), "whole numbers as start and end, not 30.0 and 48"),
    (changed(f"{STATEMENT}.spans.0.start", YES), "whole numbers as start and end, not True"),
    (changed(f"{STATEMENT}.spans.0.start", "30"), "whole numbers as start and end, not '30'"),
    (changed(f"{STATEMENT}.spans.0.start", -1), "span -1..48"),
    (changed(f"{STATEMENT}.spans.0.text", None), "a string as text, not None"),
    (changed(f"{STATEMENT}.spans.0.size", 3), "a span has no key 'size'"),
    (changed(f"{STATEMENT}.spans.0", "Chile"), "a span must be a JSON object with start, end and text, not 'Chile'"),
    (without(f"{STATEMENT}.spans.0.end"), "a span must be a JSON object with start, end and text"),
    (changed(f"{STATEMENT}.cue", []), "a span must be a JSON object"),
    (changed(f"{STATEMENT}.negated", 0), r"0 is not true or false @ \$\.negated"),
    (changed(f"{STATEMENT}.negated", "no"), r"'no' is not true or false @ \$\.negated"),
    (changed(f"{STATEMENT}.continues", ["statement:2"]), r"no annotation has the id \['statement:2'\]"),
    (changed(f"{STATEMENT}.speakers.0.entity", "place:1x"), "no annotation has the id 'place:1x'"),
    (changed(f"{TIME}.candidates", "abc"), r"time:1: 'abc' is not a list @ \$\.candidates"),
    (changed(f"{TIME}.candidates", [1]), r"1 is not a string @ \$\.candidates\[0\]"),
    (changed(f"{TIME}.earliest", "20230313"), r"'20230313' is not a date; write YYYY-MM-DD @ \$\.earliest"),
    (changed(f"{TIME}.earliest", 20230313), r"20230313 is not a date"),
    (changed(f"{TIME}.latest", "2023-03-01"), "time:1: .*is after latest"),
    (changed(f"{TIME}.resolved", "true"), r"'true' is not true or false @ \$\.resolved"),
    (changed(f"{TIME}.timex3", "P1D"), r"'P1D' is not a JSON object @ \$\.timex3"),
    (changed("annotations.meeting.0.round", YES), r"True is not a whole number @ \$\.round"),
    (changed("annotations.meeting.0.round", 2.0), r"2.0 is not a whole number @ \$\.round"),
    (changed(f"{PERSON}.offices", [{"title": DEEP}] * 1_000), "and 997 more"),
    (changed(f"{PERSON}.{'k' * 100_000}", 1), "unknown key 'k"),
    (changed("x" * 100_000, 1), "unknown key 'x"),
    (changed("annotations." + "x" * 100_000, []), "unknown type 'x"),
]


@pytest.mark.parametrize(("change", "message"), FAULTS, ids=range(len(FAULTS)))
def test_each_fault_is_refused_with_one_short_line(full_document, change, message):
    record = json.loads(wire.dumps(full_document))
    change(record)
    with pytest.raises(WireError, match=message) as caught:
        wire.loads(json.dumps(record))
    said = str(caught.value)
    assert len(said.splitlines()) == 1
    assert len(said) < MAX_CHARACTERS
    assert "<class" not in said
    assert "Attribute(" not in said


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (None, "expected a line of JSON, not NoneType"),
        (5, "expected a line of JSON, not int"),
        ("", "not JSON: Expecting value at column 1"),
        (b"\xff\xfe\xfa", "not JSON: not utf-16"),
        (b"\x80", "not JSON: not utf-8"),
        ("\ufeff{}", "not JSON: "),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        ('{"schema": 1, "id": "a", "text": "b", "text": "c"}', "the key 'text' occurs more than once in an object"),
        ('{"schema": 1, "id": "a", "text": "b", "source": {"a": NaN}}', "NaN is not JSON"),
        ('{"schema": 1, "id": "a", "text": "b", "source": {"a": -Infinity}}', "-Infinity is not JSON"),
        ('{"schema": 1, "id": "a", "text": "b", "source": {"a": 1e999}}', "the number 1e999 is too large"),
        (f'{{"schema": 1, "source": {{"a": {"9" * 5_000}}}}}', "a number has thousands of digits"),
        (f'{{"schema": {"9" * 4_000}}}', "schema is 9"),
        (f'{{"schema": {"[" * 900}{"]" * 900}}}', "schema is |nested too deeply"),
        ("[" * 900 + "]" * 900, "must be a JSON object, not list|nested too deeply"),
        ('"a"', "a document must be a JSON object, not str"),
    ],
)
def test_lines_that_are_no_documents(line, message):
    with pytest.raises(WireError, match=message) as caught:
        wire.loads(line)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < MAX_CHARACTERS


@pytest.mark.parametrize("length", [10, 5_000])
def test_a_long_chain_of_references_is_read_or_refused(length):
    spans = [{"start": 0, "end": 1, "text": "x"}]
    chain = [
        {"id": f"statement:{n}", "mode": "direct", "rule": "r", "spans": spans, "cue_lemma": f"{n}"}
        | ({"continues": f"statement:{n + 1}"} if n < length else {})
        for n in range(1, length + 1)
    ]
    line = json.dumps({"schema": 1, "id": "a", "text": "x", "annotations": {"statement": chain}})
    if length > 1_000:
        with pytest.raises(WireError) as caught:
            wire.loads(line)
        assert len(str(caught.value)) < MAX_CHARACTERS
    else:
        assert len(wire.loads(line).statements) == length


def test_the_same_annotation_twice_is_refused_and_never_written():
    place = Place(name="Rome", rule="r", spans=[Span(0, 4, "Rome")])
    document = Document("Rome", annotations=[place, place])
    record = wire.to_dict(document)
    assert [one["id"] for one in record["annotations"]["place"]] == ["place:1"]
    record["annotations"]["place"].append(record["annotations"]["place"][0] | {"id": "place:2"})
    with pytest.raises(WireError, match="place:1 and place:2 are the same annotation"):
        wire.from_dict(record)


def test_what_has_no_place_in_the_text_is_not_written():
    with pytest.raises(WireError, match="statement:1: it has no spans"):
        wire.dumps(Document("x", annotations=[Statement(mode="direct", rule="r")]))
    entity = Document("x", annotations=[Person(name="A", rule="r")])  # known from elsewhere
    assert wire.loads(wire.dumps(entity)) == entity


@attrs.frozen(kw_only=True)
class Reports(Annotation):
    """A third party's type with plain values of every kind."""

    number: int | float | None = None
    size: float = 0.0
    label: str | int | bool | None = None
    details: Mapping[str, Any] = attrs.field(default=immutabledict(), converter=immutabledict)
    tags: tuple[str | int, ...] = attrs.field(default=(), converter=tuple)
    about: tuple[Person | Organization | State, ...] = attrs.field(default=(), converter=tuple)


@pytest.mark.parametrize(
    "values",
    [
        {"number": 1, "size": 1, "label": True},
        {"number": 1.5, "size": 0.5, "label": "a", "tags": ["a", 1]},
        {"label": 3, "details": {"a": 1}},
        {},
    ],
)
def test_a_third_partys_plain_values_round_trip(values):
    document = Document("x", annotations=[Reports(rule="r", **values)])
    line = wire.dumps(document)
    assert wire.loads(line, types=[Reports]) == document
    assert wire.dumps(wire.loads(line, types=[Reports])) == line
    jsonschema.validate(json.loads(line), schema.json_schema([Reports]))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number", "1"),
        ("number", True),
        ("size", "0.5"),
        ("size", None),
        ("label", 0.5),
        ("tags", [None]),
        ("about", [1]),
    ],
)
def test_a_third_partys_values_are_checked(key, value):
    record = wire.to_dict(Document("x", annotations=[Reports(rule="r")]))
    record["annotations"]["reports"][0][key] = value
    with pytest.raises(WireError, match=r"reports:1: "):
        wire.from_dict(record, types=[Reports])


BREAKS = "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i\rj\nk\ud800l"


def test_every_line_is_a_line_for_every_reader():
    annotations = [TimeExpression(kind="date", rule="r", spans=[Span(0, len(BREAKS), BREAKS)])]
    document = Document(BREAKS, title=BREAKS, annotations=annotations, failures=[Failure("a", BREAKS)])
    line = wire.dumps(document)
    assert line.splitlines() == [line]
    assert line.encode("utf-8").splitlines() == [line.encode("utf-8")]
    assert list(io.StringIO(line)) == [line]
    assert wire.loads(line) == document
    assert [json.loads(part) for part in wire.dumps(document, indent=2).split("\n\n")] == [json.loads(line)]
    assert "–“é" in wire.dumps(Document("–“é"))


@pytest.mark.parametrize("value", [math.nan, math.inf, 5, None, ["a"], {"a": "b"}])
def test_identifiers_are_strings(value):
    with pytest.raises((TypeError, ValueError), match="JSON can hold|is not a pair of strings"):
        State(name="A", rule="r", identifiers={"a": value})


def test_mappings_are_not_too_deep():
    with pytest.raises(ValueError, match="nested more than 64 deep"):
        State(name="A", rule="r", identifiers={"a": DEEP})
    with pytest.raises(ValueError, match="nested more than 64 deep"):
        Document("x", source={"a": DEEP})
    assert Mention(0, 1, "x")
