"""Whole articles through everything installed: no failure, valid, the same every time."""

import json

import jsonschema
import pytest

import diplotext
from diplotext import Pipeline, schema, wire
from diplotext.syntax import language_models as language
from diplotext.testing import assert_linear_time
from diplotext.testing.parses import repeated

pytest.importorskip("diplotext_quotes")
pytest.importorskip("diplotext_venues")


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline.of()


@pytest.fixture(scope="module")
def fast():
    """With the language model that takes the least time, where what is found does not matter."""
    return Pipeline.of(language=language.MODELS["fast"])


@pytest.fixture(scope="module")
def found(pipeline, articles):
    return {name: pipeline.read(text, id=name) for name, text in articles.items()}


def check(document):
    assert document.failures == ()
    line = wire.dumps(document)
    jsonschema.validate(json.loads(line), schema.json_schema())
    assert wire.loads(line) == document
    for kind in ("statements", "meetings", "times", "organizations", "states", "people"):
        assert getattr(document, kind), kind
    for annotation in document.annotations:
        assert annotation.extractor
        assert annotation.extractor_version


@pytest.mark.parametrize("name", ["dateline", "planned_talks", "sidelines"])
def test_example_articles(found, name):
    check(found[name])


def test_seed_articles(pipeline, seeds):
    for path in seeds:
        check(pipeline.read(path.read_text(encoding="utf-8")))


def test_the_same_in_several_processes(pipeline, articles, found):
    records = [{"id": name, "text": text} for name, text in articles.items()]
    assert list(pipeline.stream(records, processes=2, batch_size=1)) == list(found.values())


def test_reading_with_the_default_pipeline(articles, found):
    assert diplotext.read(articles["sidelines"], id="sidelines") == found["sidelines"]


def speakers(document, part):
    """Names of the speakers of the statements whose content holds some words."""
    return [
        tuple(speaker.entity.name if speaker.entity else None for speaker in statement.speakers)
        for statement in document.statements
        if part in statement.text
    ]


@pytest.mark.parametrize(
    ("article", "part", "expected"),
    [
        ("sidelines", "the crossing would come first", ("Elina Saarela", "Marko Vidmar")),
        ("sidelines", "Slovenia would keep to the timetable", ("Marko Vidmar",)),
        ("sidelines", "We want the crossing open", ("Marko Vidmar",)),
        ("sidelines", "Our Finnish partners", ("Marko Vidmar",)),
        ("sidelines", "the talks had been slow", ("Elina Saarela",)),
        ("sidelines", "a balance between the two lists", ("Elina Saarela",)),
        ("sidelines", "Both capitals", ("Elina Saarela",)),
        ("sidelines", "Finland does not want a quarrel", ("Elina Saarela",)),
        ("sidelines", "the founders of the OSCE", ("Elina Saarela",)),
        ("sidelines", "the carriers’ new costs", ("Elina Saarela",)),
        ("planned_talks", "a fourth round of fisheries talks", ("Daniel Okafor",)),
        ("planned_talks", "Nigeria seeks no dispute", ("Daniel Okafor",)),
        ("planned_talks", "And we should not forget", ("Daniel Okafor",)),
        ("planned_talks", "There are some ‘minor’ matters", ("Daniel Okafor",)),
        ("planned_talks", "questions that can be settled", ("Daniel Okafor",)),
        ("planned_talks", "consultations is due in early 2024", ("Daniel Okafor",)),
        ("planned_talks", "serious doubts about the plan", ("Abena Mensah",)),
        ("planned_talks", "nobody needs that", ("Abena Mensah",)),
        ("dateline", "The invitations went out", ("Clara Weiss",)),
        ("dateline", "Nobody has refused so far", ("Clara Weiss",)),
        ("dateline", "We do not negotiate", ("Hendra Wijaya",)),
        ("dateline", "Indonesia was concerned", ("Hendra Wijaya",)),
    ],
)
def test_who_said_what(found, article, part, expected):
    assert expected in speakers(found[article], part)


def test_repaired_marks_are_told(found):
    repairs = {statement.repair for statement in found["sidelines"].statements}
    assert repairs == {None, "missing_open_mark"}


def test_dates_are_anchored_to_the_publication_date(found):
    days = {time.text: time.value for time in found["sidelines"].times}
    assert days["Wednesday"] == "2023-03-15"
    assert all(not time.resolved for time in found["dateline"].times if time.text in ("Friday", "Tuesday"))


def test_meetings_with_venue_and_host_event(found):
    [meeting, *_] = [m for m in found["sidelines"].meetings if len(m.participants) == 2]
    assert {participant.name for participant in meeting.participants} == {"Elina Saarela", "Marko Vidmar"}
    assert meeting.venue.city.text == "Vienna"
    assert "OSCE" in meeting.host_event.name
    assert meeting.status == "held"


def test_planned_talks_with_round(found):
    rounds = [m for m in found["planned_talks"].meetings if m.round == 4]
    assert rounds
    assert all(meeting.status == "planned" and meeting.venue is None for meeting in rounds)
    assert {p.name for p in rounds[0].participants} == {"Nigeria", "Ghana"}


def test_acronyms_are_joined_with_their_long_forms(found):
    [osce] = [o for o in found["sidelines"].organizations if o.acronym == "OSCE"]
    assert {mention.text for mention in osce.mentions} == {
        "OSCE",
        "Organization for Security and Co-operation in Europe",
    }


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "met ", "said ", "Ana Bel ", "“A,” he said. ", "in May ", "the EU ", "A B C (", "\n\n", "1.", "😀 "],
)
def test_long_texts_of_one_kind_take_linear_time(fast, unit):
    def prepare(size):
        text = unit * (size // len(unit))

        def read():
            assert fast.read(text).failures == ()

        return read

    assert_linear_time(prepare)


def test_an_article_of_a_megabyte(pipeline, articles):
    part = "\n\n".join(articles.values()) + "\n\n"
    times = 1_000_000 // len(part) + 1
    document = pipeline.read(part * times, parse=repeated(language.parse(pipeline.language, part), times))
    assert document.failures == ()
    assert len(document.statements) > 1000
    assert document.statements[-1].end > 999_000


def test_an_article_that_is_parsed_in_pieces(pipeline, articles, monkeypatch):
    text = "\n\n".join([*articles.values()] * 2)
    whole = pipeline.read(text)
    monkeypatch.setattr(language, "PIECE", len(text) // 5)
    document = pipeline.read(text)
    assert document.failures == ()
    assert len(document.statements) == len(whole.statements) > 40
