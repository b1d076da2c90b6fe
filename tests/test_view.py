"""The normalised view of a text: what extractors read, and the way back to the text as it was given."""

import re
import unicodedata

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotext import (
    Annotation,
    Document,
    Extractor,
    Meeting,
    Mention,
    Organization,
    Participant,
    Person,
    Pipeline,
    Reading,
    Span,
    wire,
)
from diplotext.testing import assert_linear_time
from diplotext.text import view_of

BODY = "The minister met her counterpart in Vienna on Monday."

PLAIN = [
    "",
    "One line.",
    "A title\n\nA paragraph of news.\n\nAnother one.\n",
    "“Curly,” she said – ‘and’ a café at the Élysée, Łódź; 5 µm.",
    "Item one\n\n- a list\n\n- of items\n\nThe end of it",
    "EU AND AU AGREE",  # a headline needs a body
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_text_is_its_own_view(text):
    view = view_of(text)
    assert view.is_original
    assert view.text is text
    assert Document(text).paragraphs == Document.from_article(text).paragraphs


CHARACTERS = [
    ("two  spaces   of  them", "two spaces of them"),
    ("no-break\u00a0and\u202fnarrow\u2009thin\u3000wide", "no-break and narrow thin wide"),
    ("tabs\tand\t\ttabs", "tabs and tabs"),
    ("Carriage\r\n\r\nReturns.\r\nThe end.", "Carriage\n\nReturns.\n\nThe end."),
    ("Old\r\rMacs.\rThe end.", "Old\n\nMacs.\n\nThe end."),
    ("Lines.\u2028And\u2029paragraphs", "Lines.\n\nAnd\n\nparagraphs"),
    ("trailing  \n\n  leading", "trailing\n\nleading"),
    ("many\n\n\n \n\nempty lines", "many\n\nempty lines"),
    ("  at the edges \n\n", "at the edges\n"),
    ("soft\u00adhy\u00adphens", "softhyphens"),
    ("zero\u200b-width \u2060marks\ufeff", "zero-width marks"),
    ("\u200e right-to-left marks \u202aof\u202c feeds", "right-to-left marks of feeds"),
    ("the cafe\u0301 of Be\u0301la", "the café of Béla"),
    ("Ho\u0302\u0300 Chi\u0301", "Hồ Chí"),
    ("the oﬃce in the ﬁrst ﬂoor", "the office in the first floor"),
    ("\t\n ", ""),
    ("Not at home.\n    A new paragraph is indented.", "Not at home.\n\nA new paragraph is indented."),
    ("    All lines.\n    Are indented.", "All lines.\n\nAre indented."),
]


@pytest.mark.parametrize(("text", "plain"), CHARACTERS, ids=[plain[:25] for _, plain in CHARACTERS])
def test_white_space_and_letters_become_plain(text, plain):
    assert view_of(text).text == plain


WRAPPED = [
    # (lines, joined)
    (
        "The envoys of the two states met for an hour, and the two presidents of\nthem shake hands in front of the old castle on the river in Vienna,\nApril 5, 2017",
        "The envoys of the two states met for an hour, and the two presidents of them shake hands in front of the old castle on the river in Vienna, April 5, 2017",
    ),
    (
        "The two presidents will meet in the capital\n— a first – and talk of the lake, the river\nand the sea until late that night, says the\nenvoy of one of them, Vienna or no Vienna, at\na table of her own.",
        "The two presidents will meet in the capital — a first – and talk of the lake, the river and the sea until late that night, says the envoy of one of them, Vienna or no Vienna, at a table of her own.",
    ),
    (
        "The foreign ministers of the two countries met on the sidelines of the\nsummit in Vienna on Monday, and agreed to meet again before the end of\nthe year, both governments said.",
        "The foreign ministers of the two countries met on the sidelines of the summit in Vienna on Monday, and agreed to meet again before the end of the year, both governments said.",
    ),
    ("He called for nego-\ntiations with them.", "He called for negotiations with them."),
    ("The first African-\nand Asian-American one.", "The first African- and Asian-American one."),
    ("They agreed on a long-\nterm plan for it.", "They agreed on a long-term plan for it."),
    ("It was called a cease-\nfire by the two.", "It was called a cease-fire by the two."),
    ("The states on the EU-\nChina axis of it.", "The states on the EU-\n\nChina axis of it."),  # no wrap is seen
    ("The re-\nport was read. A report is a report.", "The report was read. A report is a report."),
    ("A re-\nport is not a re-port, it says.", "A re-port is not a re-port, it says."),
    ("She came to\nVienna.", "She came to Vienna."),
    (
        "The foreign envoy Anna\nSaarela came to Vienna\non Monday for talks on\nthe treaty and on what\nshe calls the new map.",
        "The foreign envoy Anna Saarela came to Vienna on Monday for talks on the treaty and on what she calls the new map.",
    ),
    (
        "Anna Saarela, envoy\nPeter Vidmar, host\nLena Holm\nUno Berg, of Vienna\nKarl Roe\nIda Lind",
        "Anna Saarela, envoy\n\nPeter Vidmar, host\n\nLena Holm\n\nUno Berg, of Vienna\n\nKarl Roe\n\nIda Lind",
    ),
    ("Ministers meet\nThe ministers met today.", "Ministers meet\n\nThe ministers met today."),
]


@pytest.mark.parametrize(("lines", "joined"), WRAPPED, ids=[joined[:25] for _, joined in WRAPPED])
def test_wrapped_lines_are_joined(lines, joined):
    assert view_of(lines).text == joined


GLUED = [
    ("“We stay,”Saarela said. “It is late,”she said.", "“We stay,” Saarela said. “It is late,” she said."),
    ("Saarela said:“We stay.” She added,“It is late.”", "Saarela said: “We stay.” She added, “It is late.”"),
    ('Saarela said:"We stay."', 'Saarela said: "We stay."'),
    ("the “so-called”(disputed) map (“a shame”), 12”x3", "the “so-called”(disputed) map (“a shame”), 12”x3"),
    ("Saarela said,”We stay.” ”It is late,” she said.", "Saarela said,”We stay.” ”It is late,” she said."),
    ("the re“searcher” and “A”s", "the re“searcher” and “A”s"),
]


@pytest.mark.parametrize(("text", "plain"), GLUED, ids=[text[:25] for text, _ in GLUED])
def test_marks_are_separated_from_the_words_outside(text, plain):
    assert view_of(text).text == plain


HEADLINES = [
    ("SAARELA MEETS VIDMAR IN KORDA", "Saarela meets Vidmar in Korda"),
    ("saarela meets vidmar in korda", "Saarela meets Vidmar in Korda"),
    ("SAARELA’S WAY TO KORDA", "Saarela’s way to Korda"),
    ("NATO AND SAARELA AGREE", "NATO and Saarela agree"),
    ("U.S. AND SAARELA AGREE", "U.S. and Saarela agree"),
    ("Saarela Meets Vidmar in Korda", "Saarela Meets Vidmar in Korda"),
    ("NATO AGREES", "NATO AGREES"),  # two words are too few
]
ARTICLE = (
    "\n\nIn Korda, Elina Saarela meets Marko Vidmar. It was his way, and NATO and the U.S. agree with it.\n\n"
    "They said that Vidmar agreed."
)


@pytest.mark.parametrize(("headline", "plain"), HEADLINES)
def test_a_headline_without_case_takes_that_of_the_body(headline, plain):
    expected = plain.replace("U.S.", "US") if "U.S." in plain and len(plain) != len(headline) else plain
    assert view_of(headline + ARTICLE).text == expected + ARTICLE


TEXTS = st.text(
    st.sampled_from(
        [*'abcdeABC-.,!?"“”‘’ \n\r\t()é', "\u0301", "\u00a0", "\u00ad", "\u200b", "\ufb01", "\u2028", "\u2029"]
    ),
    max_size=300,
)


@given(TEXTS)
@settings(max_examples=500)
def test_offsets_lead_back(text):
    view = view_of(text)
    places = [view.in_original(at, at + 1) for at in range(len(view.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
    for at, (start, end) in enumerate(places):
        first, last = view.in_view(start, end)
        assert first <= at < last
    kept = {offset for start, end in places for offset in range(start, end)}
    assert not any(text[offset].isalnum() for offset in range(len(text)) if offset not in kept)


@given(TEXTS)
@settings(max_examples=500)
def test_the_view_of_a_view_is_the_same(text):
    once = view_of(text).text
    assert view_of(once).text == once
    assert unicodedata.is_normalized("NFC", once)


def test_nothing_is_left_of_what_is_left_out():
    view = view_of("soft\u00adhyphen  end")
    assert view.in_view(4, 5) is None
    assert view.in_view(0, 5) == (0, 4)
    assert view.in_view(2, 2) is None


# What extractors see, and what users get


SPACED = (
    "Foreign  Minister Elina\u00a0Saarela met\r\nMarko Vid\u00admar of  NATO in Vienna, and Saarela said: “We  agree.”"
)


def test_annotations_are_slices_of_the_original():
    document = Pipeline.of().read(SPACED, published="2023-03-17")
    plain = Pipeline.of().read(view_of(SPACED).text, published="2023-03-17")
    names = [(person.name, [mention.text for mention in person.mentions]) for person in document.people]
    assert ("Elina Saarela", ["Elina\u00a0Saarela", "Saarela"]) in names
    assert [person.name for person in document.people] == [person.name for person in plain.people]
    assert len(document.annotations) == len(plain.annotations)
    assert document.text == SPACED
    assert wire.loads(wire.dumps(document)) == document
    assert document.quotations[0].span.text == "We  agree."


def test_the_title_of_an_office_is_a_slice_of_the_original():
    document = Pipeline.of("people").read("Foreign\u00a0Minister   Ana\u00a0Silva said so.\n")
    (office,) = document.people[0].offices
    assert office.span.text == "Foreign\u00a0Minister"
    office.span.check(document.text)


def test_reading_again_keeps_what_was_found_and_adds_to_it():
    people, everything = Pipeline.of("people"), Pipeline.of()
    first = people.read(SPACED, published="2023-03-17")
    second = everything.read(first)
    assert set(first.people) == {person for person in second.people if person.extractor == "people"}
    assert everything.read(second) == second
    once = everything.read(SPACED, published="2023-03-17")
    assert everything.read(once) == once


def test_an_annotation_that_the_view_does_not_show_is_kept():
    text = "soft\u00adhyphen  of Elina Saarela"
    hidden = Organization(name="x", spans=[Document(text).paragraphs[0].of(text, 4, 5)], rule="test.rule")
    document = Document(text, annotations=[hidden])
    assert hidden in Pipeline.of("people").read(document).annotations


def test_an_extractor_can_ask_for_the_original():
    reading = Reading(Document(view_of(SPACED).text), Pipeline([]).knowledge, lambda: None, None, view_of(SPACED))
    assert reading.original == SPACED
    at = SPACED.index("Vid\u00admar")
    assert reading.span_of_original(at, at + 7).text == "Vidmar"
    assert reading.span_of_original(SPACED.index("\u00ad"), SPACED.index("\u00ad") + 1) is None
    assert Reading(Document("x"), Pipeline([]).knowledge, lambda: None).span_of_original(0, 1).text == "x"


def test_a_given_parse_is_of_the_text_as_it_is():
    pipeline = Pipeline.of("people")
    document = pipeline.read(SPACED, parse=pipeline.language(SPACED))
    assert isinstance(document.people[0], Person)


# What a reader of the code found


def test_a_type_with_fields_of_its_own_is_carried():
    @attrs.frozen(kw_only=True)
    class Odd(Annotation):
        _word: Span = attrs.field(alias="term")
        first: Span = attrs.field(init=False)

        def __attrs_post_init__(self):
            object.__setattr__(self, "first", self._word)
            assert "  " not in self._word.text

    @attrs.frozen
    class Finder(Extractor):
        name = "finder"
        provides = (Odd,)

        def extract(self, reading):
            yield Odd(term=reading.span(0, 7), spans=[reading.span(0, 7)], rule="odd.one")

    [odd] = Pipeline([Finder()]).read("Ann  Roe said.").of(Odd)
    assert odd._word.text == odd.first.text == "Ann  Roe"


def test_what_the_view_hides_follows_entities_that_merge():
    text = "Ann  Roe sa\u200bid hi. Then Ann  Roe left."
    ann = Person(name="Ann Roe", mentions=[Mention(0, 8, text[:8])], rule="test.given")
    hidden = Meeting(
        spans=[Span(11, 12, "\u200b")],
        kind="meeting",
        status="held",
        participants=[Participant(entity=ann)],
        rule="test.given",
    )

    @attrs.frozen
    class Again(Extractor):
        name = "again"
        provides = (Person,)

        def extract(self, reading):
            for match in re.finditer("Ann Roe", reading.text):
                yield Person(name="Ann Roe", mentions=[reading.mention(*match.span())], rule="test.again")

    document = Pipeline([Again()]).read(Document(text, annotations=[ann, hidden]))
    assert [len(person.mentions) for person in document.people] == [2]
    assert document.meetings[0].participants[0].entity == document.people[0]
    assert wire.loads(wire.dumps(document)) == document


def test_a_headline_of_which_the_body_says_nothing_stays():
    text = "UN ENVOY MEETS NATO CHIEF IN TEHRAN\n\nThe two officials talked on Monday. They will see each other again."
    assert view_of(text).is_original


@pytest.mark.parametrize("piece", ["\u0301\u0327", "a\u0301", "\u00a0 ", "co-\n", "\u200b"])
def test_time_is_linear(piece):
    assert_linear_time(lambda size: lambda: view_of("a" + piece * (size // len(piece)) + str(size)))


def test_a_document_keeps_its_view(monkeypatch):
    views = []
    monkeypatch.setattr("diplotext.model.document.view_of", lambda text: views.append(text) or view_of(text))
    documents = [Document.from_article(f"Ann  Roe {number}.", id=str(number)) for number in range(4)]
    list(Pipeline.of("people").stream(documents))
    assert len(views) == 4
