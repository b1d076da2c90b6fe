"""The wire format: lossless both ways, checked against its schema, clear about what is wrong."""

import datetime
import json
from pathlib import Path
from typing import get_args

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import (
    Annotation,
    Attribution,
    Document,
    Entity,
    Failure,
    Mention,
    Office,
    Person,
    Place,
    Span,
    Statement,
    TimeExpression,
    WireError,
    schema,
    wire,
)
from diplotext.model.document import SURROGATE_PAIR
from diplotext.model.statements import Medium, Mode, SourceKind

ROOT = Path(__file__).parents[1]

SCHEMA = schema.json_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@attrs.frozen
class Part:
    amount: int
    where: Place | None = None


@attrs.frozen(kw_only=True)
class Sanction(Annotation):
    """A third party's own annotation type, with a bit of everything."""

    target: Entity | None = None
    against: tuple[Person | Place, ...] = ()
    parts: tuple[Part, ...] = ()
    since: datetime.date | None = None
    evidence: Span | None = None
    active: bool = True
    share: float = 0.5


def test_round_trip_is_lossless(full_document):
    line = wire.dumps(full_document)
    assert wire.loads(line) == full_document
    assert wire.dumps(wire.loads(line)) == line
    assert "\n" not in line


def test_the_output_follows_the_schema(full_document):
    VALIDATOR.check_schema(SCHEMA)
    VALIDATOR.validate(wire.to_dict(full_document))
    VALIDATOR.validate(wire.to_dict(Document("")))


def test_the_shipped_schema_is_the_generated_one():
    assert schema.shipped_schema() == SCHEMA, "run `make schema`"


def test_references_are_ids(full_document):
    groups = wire.to_dict(full_document)["annotations"]
    [meeting] = groups["meeting"]
    assert meeting["participants"][0]["entity"] == "state:1"
    assert (meeting["time"], meeting["format"]) == ("time:1", "organization:1")
    assert groups["statement"][1]["continues"] == "statement:1"
    assert groups["person"][0]["offices"] == [{"title": "minister", "of": "state:1", "span": None}]
    assert list(groups) == ["person", "organization", "state", "place", "time", "statement", "meeting"]


def test_what_is_known_of_a_statement_stands_on_the_wire(full_document):
    first, second = wire.to_dict(full_document)["annotations"]["statement"]
    assert (first["factive"], first["negated"], first["medium"]) == (True, False, "press_conference")
    assert (second["factive"], second["negated"], second["medium"]) == (False, True, None)
    assert [(statement["asked"], statement["planned"]) for statement in (first, second)] == [
        (False, True),
        (True, False),
    ]
    assert [statement["speakers"][0]["kind"] for statement in (first, second)] == ["person", "document"]
    assert second["speakers"][0]["basis"] == "speaker"


def test_documents_from_before_a_key_was_added_stay_valid(full_document):
    record = wire.to_dict(full_document)
    for statement in record["annotations"]["statement"]:
        for key in ("factive", "negated", "asked", "planned", "medium"):
            del statement[key]
        for speaker in statement["speakers"]:
            del speaker["kind"]
    VALIDATOR.validate(record)
    for statement in wire.from_dict(record).statements:
        assert (statement.factive, statement.negated, statement.medium) == (False, False, None)
        assert (statement.asked, statement.planned) == (False, False)
        assert statement.speaker.kind is None


def test_the_place_of_a_title_round_trips_and_older_documents_lack_it():
    text = "Minister Ana Silva"
    office = Office("minister", span=Span(0, 8, "Minister"))
    person = Person(name="Ana Silva", rule="r", mentions=[Mention(9, 18, "Ana Silva")], offices=[office])
    record = wire.to_dict(Document(text, annotations=[person]))
    VALIDATOR.validate(record)
    assert wire.from_dict(record).people[0].offices[0].span == office.span
    del record["annotations"]["person"][0]["offices"][0]["span"]
    VALIDATOR.validate(record)
    assert wire.from_dict(record).people[0].offices[0].span is None
    record["annotations"]["person"][0]["offices"][0]["span"] = {"start": 1, "end": 9, "text": "Minister"}
    with pytest.raises(WireError, match="1..9"):
        wire.from_dict(record)


def test_only_added_keys_may_be_missing():
    optional = {
        name: sorted(definition["properties"].keys() - definition["required"])
        for name, definition in SCHEMA["$defs"].items()
        if definition["properties"].keys() != set(definition["required"])
    }
    assert optional == {
        "Attribution": ["kind"],
        "Office": ["span"],
        "Person": ["named_by"],
        "Span": ["form"],
        "Statement": ["asked", "factive", "medium", "negated", "planned"],
    }


@pytest.mark.parametrize("choices", [Mode, Medium, SourceKind])
def test_every_choice_is_documented(choices):
    page = (ROOT / "docs/wire-format.md").read_text(encoding="utf-8")
    docstrings = f"{Statement.__doc__} {Attribution.__doc__}"
    for choice in get_args(choices):
        assert f"`{choice}`" in page, choice
        assert f"`{choice}`" in docstrings, choice


@pytest.mark.parametrize("medium", get_args(Medium))
@pytest.mark.parametrize("kind", get_args(SourceKind))
def test_every_choice_round_trips(medium, kind):
    spans = [Span(0, 1, "x")]
    statement = Statement(mode="direct", rule="r", medium=medium, speakers=[Attribution(kind=kind)], spans=spans)
    document = Document("x", annotations=[statement])
    assert wire.loads(wire.dumps(document)) == document
    VALIDATOR.validate(wire.to_dict(document))


def test_other_choices_are_refused():
    with pytest.raises(ValueError, match="medium: 'phone' is not one of its values"):
        Statement(mode="direct", rule="r", medium="phone")
    with pytest.raises(ValueError, match="kind: 'Person' is not one of its values: did you mean 'person'"):
        Attribution(kind="Person")


def test_a_third_partys_type_round_trips(full_document):
    [chile], [paris], [ana] = full_document.states, full_document.places, full_document.people
    sanction = Sanction(
        rule="r",
        target=chile,
        against=(ana, paris),
        parts=(Part(1), Part(2, paris)),
        since=datetime.date(2020, 2, 29),
        evidence=Mention(0, 3, "Ana", "name"),
        spans=[Span(0, 3, "Ana")],
    )
    document = attrs.evolve(
        full_document, annotations=[*full_document.annotations, attrs.evolve(sanction, active=False)]
    )
    line = wire.dumps(document)
    assert wire.loads(line, types=[Sanction]).of(Sanction) == document.of(Sanction)
    assert wire.loads(line, types=[Sanction]) == document
    VALIDATOR.validate(json.loads(line))
    jsonschema.validate(json.loads(line), schema.json_schema([Sanction]))
    with pytest.raises(WireError, match="unknown type 'sanction'.*pass its class in types="):
        wire.loads(line)


def test_a_type_with_no_place_on_the_wire_is_named():
    @attrs.frozen(kw_only=True)
    class Odd(Annotation):
        value: complex = 0j

    with pytest.raises(TypeError, match="the wire format cannot hold .*complex"):
        schema.json_schema([Odd])


def broken(document, change):
    record = wire.to_dict(document)
    change(record)
    return json.dumps(record)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r.update(schema=2), "schema is 2; this version of diplotext reads 1"),
        (lambda r: r.pop("text"), "no 'text'"),
        (lambda r: r["annotations"]["statement"][0].update(mode="sung"), r"statement:1.*sung.* @ \$\.mode"),
        (lambda r: r["annotations"]["statement"][0].update(medium="song"), r"statement:1.*song.* @ \$\.medium"),
        (lambda r: r["annotations"]["statement"][0]["speakers"][0].update(kind="bird"), r"bird.*\.speakers\[0\]\.kind"),
        (lambda r: r["annotations"]["statement"][0].update(mood="sad"), r"unknown key 'mood': did you mean 'mode'"),
        (lambda r: r["annotations"]["statement"][0].pop("mode"), r"required field missing @ \$\.mode"),
        (lambda r: r["annotations"]["statement"][0].update(continues="statement:2"), "refers to itself in a cycle"),
        (lambda r: r["annotations"]["statement"][0].update(said_at="time:9"), "no annotation has the id 'time:9'"),
        (lambda r: r["annotations"]["statement"][0].update(said_at="person:1"), "person:1 is a Person, not a"),
        (lambda r: r["annotations"]["statement"][0]["spans"][0].update(start=0), "span 0..48 cannot hold 18"),
        (lambda r: r["annotations"]["person"].append(r["annotations"]["person"][0]), "two annotations have the id"),
        (lambda r: r.update(text=r["text"].upper()), "the text at .* is"),
        (lambda r: r.update(published="2021-13-40"), "is not a date"),
        (lambda r: r["annotations"].update(persons=[]), "unknown type 'persons': did you mean 'person'"),
    ],
)
def test_what_is_wrong_is_named(full_document, change, message):
    with pytest.raises(WireError, match=message):
        wire.loads(broken(full_document, change))


@pytest.mark.parametrize("line", ["", "x", "[]", "null", b"\xff"])
def test_no_document(line):
    with pytest.raises(WireError):
        wire.loads(line)


def test_lines_are_read_and_numbered(full_document):
    line = wire.dumps(full_document)
    assert list(wire.read_lines([line, " \n", line])) == [full_document, full_document]
    with pytest.raises(WireError, match="line 2: not JSON"):
        list(wire.read_lines([line, "x"]))


def test_a_reference_to_an_annotation_outside_the_document_is_an_error():
    person = Person(name="A", rule="r")
    statement = Statement(mode="direct", rule="r", speakers=[Attribution(entity=person)], spans=[Span(0, 1, "x")])
    with pytest.raises(WireError, match="refers to <Person 'A', 0 mentions>, which is not in the document"):
        wire.dumps(Document("x", annotations=[statement]))


def test_a_document_without_optional_keys_is_read():
    document = wire.loads('{"schema": 1, "id": "a", "text": "b", "annotations": {}}')
    assert document == Document("b", id="a")


texts = st.text(st.characters(exclude_categories=[]), min_size=1).filter(lambda text: not SURROGATE_PAIR.search(text))


@given(texts, st.data())
def test_any_text_and_any_spans_round_trip(text, data):
    def span():
        start = data.draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, data.draw(st.integers(start + 1, len(text))))

    people = [
        Person(name=f"p{i}", rule="r", mentions=[Mention.at(span(), "pronoun")])
        for i in range(data.draw(st.integers(0, 3)))
    ]
    statements = [
        Statement(mode="direct", rule="r", spans=[span()], speakers=[Attribution(entity=person)]) for person in people
    ]
    times = [TimeExpression(kind="date", rule="r", spans=[span()], value=data.draw(st.none() | st.text()))]
    document = Document(text, annotations=[*people, *statements, *times], failures=[Failure("a", text)])
    line = wire.dumps(document)
    line.encode("utf-8")
    assert wire.loads(line) == document
    assert wire.dumps(wire.loads(line)) == line
    VALIDATOR.validate(json.loads(line))


@attrs.frozen(kw_only=True)
class Talks2024(Annotation):
    """A type with digits in its name."""

    name: str


def test_digits_in_the_name_of_a_type():
    talks = Talks2024(name="talks", rule="test", spans=[Span(0, 5, "Talks")])
    document = Document("Talks", id="d", annotations=[talks])
    line = wire.dumps(document)
    jsonschema.validate(json.loads(line), schema.json_schema([Talks2024]))
    assert wire.loads(line, types=[Talks2024]) == document
