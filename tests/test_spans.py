import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Annotation, Entity, Mention, Person, Place, Span, SpanError, TimeExpression


@given(st.text(min_size=1), st.data())
def test_a_span_is_a_slice_of_its_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    span.check(text)
    assert span.text == text[start:end] == str(span)
    assert len(span) == end - start
    assert pickle.loads(pickle.dumps(span)) == span


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 2), (0, 0), (3, 2), (0, 99), (5, 6)],
    ids=["negative", "empty", "reversed", "too long", "after the end"],
)
def test_offsets_outside_the_text_are_an_error(start, end):
    with pytest.raises(SpanError, match=rf"{start}\.\.{end}"):
        Span.of("abcde", start, end)


def test_a_span_that_does_not_fit_its_text_is_an_error():
    with pytest.raises(SpanError, match="cannot hold 2"):
        Span(0, 3, "ab")
    with pytest.raises(SpanError, match="the text at 0..2 is 'xb', not 'ab'"):
        Span(0, 2, "ab").check("xbc")


def test_overlap_and_containment():
    outer, inner, beside = Span(0, 5, "abcde"), Span(1, 3, "bc"), Span(5, 6, "f")
    assert outer.contains(inner)
    assert not inner.contains(outer)
    assert outer.overlaps(inner)
    assert not outer.overlaps(beside)


def test_repr_is_short_and_says_what_it_is():
    assert repr(Mention(0, 3, "Ana")) == "Mention(0, 3, 'Ana')"
    assert repr(Person(name="Ana", rule="r", spans=[Span(0, 3, "Ana")])) == "<Person 'Ana', 1 mention>"


def test_mentions_and_spans_of_an_entity_mirror_each_other():
    by_span = Place(name="Rome", rule="r", spans=[Span(0, 4, "Rome")])
    by_mention = Place(name="Rome", rule="r", mentions=[Mention(0, 4, "Rome")])
    assert by_span == by_mention
    assert by_span.mentions[0].form == "name"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Mention(0, 1, "a", "nickname"),
        lambda: Person(name="", rule="r"),
        lambda: Person(name="a", rule=""),
        lambda: Person(name="a", rule="r", confidence=1.5),
        lambda: TimeExpression(kind="day", rule="r"),
        lambda: TimeExpression(kind="date", rule="r", resolved=False, earliest=__import__("datetime").date(2020, 1, 1)),
    ],
)
def test_values_outside_the_vocabulary_are_errors(make):
    with pytest.raises(ValueError):
        make()


def test_annotation_types_have_a_key_on_the_wire():
    class TradeDeal(Annotation):
        pass

    class Sanction(Entity):
        wire_name = "sanctions_list"

    assert (Person.wire_name, TimeExpression.wire_name) == ("person", "time")
    assert (TradeDeal.wire_name, Sanction.wire_name) == ("trade_deal", "sanctions_list")


def test_annotations_are_immutable_and_hash():
    person = Person(name="Ana", rule="r", identifiers={"a": "b"})
    with pytest.raises(AttributeError):
        person.name = "Eva"
    assert hash(person) == hash(Person(name="Ana", rule="r", identifiers={"a": "b"}))
