import datetime
import pickle

import pytest

from diplotext import ArticleError, Document, Mention, Office, Organization, Person, Place, Span, State
from diplotext.model import spans_of


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2023-03-17", datetime.date(2023, 3, 17)),
        (" 2023-03-17T23:30:00-05:00", datetime.date(2023, 3, 17)),
        ("2023-03-17 10:00", datetime.date(2023, 3, 17)),
        (datetime.date(2023, 3, 17), datetime.date(2023, 3, 17)),
        (datetime.datetime(2023, 3, 17, 23, 30), datetime.date(2023, 3, 17)),
        (None, None),
    ],
)
def test_published(given, expected):
    assert Document("x", published=given).published == expected


@pytest.mark.parametrize("given", ["2021-13-40", "yesterday", "", "17/03/2023", "2023-3-7", 20230317])
def test_a_date_that_is_none_is_an_error(given):
    with pytest.raises(ArticleError, match="published: .* is not a date; write YYYY-MM-DD"):
        Document("x", published=given)


def test_the_text_must_be_a_string_of_characters():
    with pytest.raises(ArticleError, match="expected a string, not bytes"):
        Document(b"x")
    with pytest.raises(ArticleError, match="surrogate pair instead of a character at offset 2"):
        Document.from_article("ab\ud83d\ude00")


def test_the_id_depends_on_the_text_alone():
    assert Document("a").id == Document.from_article("a", published="2020-01-01").id != Document("b").id


def test_a_document_is_a_value(full_document):
    assert pickle.loads(pickle.dumps(full_document)) == full_document
    assert hash(full_document) == hash(pickle.loads(pickle.dumps(full_document)))
    with pytest.raises(AttributeError):
        full_document.text = "other"
    with pytest.raises(TypeError):
        full_document.source["outlet"] = "other"


def test_typed_access(full_document):
    assert [person.name for person in full_document.people] == ["Ana Silva"]
    assert [len(full_document.of(kind)) for kind in (State, Organization, Place, Person)] == [1, 1, 1, 1]
    assert full_document.statements[0].speaker.entity.offices[0].of.name == "Chile"
    assert str(full_document.statements[0].speaker) == "Ana Silva"
    assert [time.value for time in full_document.times] == ["2023-03-13"]
    assert full_document.meetings[0].venue.city.text == "Paris"
    assert full_document.of(State) is full_document.of(State)


def test_mentions_in_a_stretch_of_text(full_document):
    text = full_document.text
    found = full_document.mentions_in(text.index("Chile"), len(text))
    assert [(mention.text, entity.name) for mention, entity in found] == [
        ("Chile", "Chile"),
        ("OECD", "OECD"),
        ("Paris", "Paris"),
    ]
    assert full_document.mentions_in(1, 9) == ()


def test_annotations_are_kept_in_the_order_of_the_text():
    places = [Place(name=c, rule="r", mentions=[Mention.at(Span.of("abc", i, i + 1))]) for i, c in enumerate("abc")]
    assert [place.name for place in Document("abc", annotations=reversed(places)).places] == ["a", "b", "c"]


def test_repr_fits_on_a_line(full_document):
    assert repr(full_document) == "<Document 'full', 'Ana Silva said on Monday that Chile met…', 8 annotations>"
    assert all("\n" not in repr(annotation) for annotation in full_document.annotations)


def test_a_date_without_a_day_is_kept_but_is_no_anchor():
    document = Document.from_article("Text.", published="2015-11", source={"outlet": "x"})
    assert (document.published, document.source) == (None, {"outlet": "x", "published": "2015-11"})
    with pytest.raises(ArticleError, match="'2015-13' is not a date"):
        Document.from_article("Text.", published="2015-13")


def test_offices_that_differ_only_in_their_place_are_equal():
    first, second = (Office("minister", span=Span(start, start + 8, "minister")) for start in (0, 20))
    assert first == second == Office("minister")
    assert len({first, second}) == 1
    assert list(spans_of(Person(name="Ana", rule="r", offices=[second]))) == [second.span]
