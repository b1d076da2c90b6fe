"""Examples as marked text: what passes, what does not, and what that says."""

import datetime
import re

import attrs
import pytest

from diplotext import Annotation, Extractor, Pipeline, Place, Span, State
from diplotext.testing import assert_finds, assert_finds_nothing, recognizing
from diplotext.testing.examples import read, shown

CITIES = {"Lima": "PE", "Quito": "EC"}


@attrs.frozen(kw_only=True)
class Pact(Annotation):
    """A pact."""

    name: str
    where: Place | None = None
    sealed: bool = False
    years: tuple[int, ...] = ()


@attrs.frozen
class Cities(Extractor):
    """Cities of the list; "the capital" is Lima."""

    name = "cities"
    provides = (Place,)

    def extract(self, reading):
        for name, country in CITIES.items():
            also = "|the capital" if name == "Lima" else ""
            mentions = [
                reading.mention(*match.span(), "description" if match[0].startswith("the") else "name")
                for match in re.finditer(name + also, reading.text)
            ]
            if mentions:
                yield Place(name=name, country=country, mentions=mentions, identifiers={"code": country}, rule="city")


@attrs.frozen
class Pacts(Extractor):
    """Pacts; one that a bracket interrupts has two spans."""

    name = "pacts"
    provides = (Pact,)
    requires = (Place,)
    sealed: bool = False

    def extract(self, reading):
        for match in re.finditer(r"(\w+) (?:\(\w+\) )?Pact", reading.text):
            spans = [reading.span(*match.span())]
            if "(" in match[0]:
                spans = [reading.span(*match.span(1)), reading.span(match.end() - 4, match.end())]
            where = next(iter(reading.of(Place)), None)
            yield Pact(name=match[1], where=where, sealed=self.sealed, years=(1, 2), spans=spans, rule="pact.word")


TOGETHER = [Cities(), Pacts()]


@pytest.mark.parametrize(
    ("extractor", "marked"),
    [
        (Cities, "They met in <place>Lima</place>."),
        (Cities(), 'They met in <place country="PE" category="" name="Lima">Lima</place>.'),
        (Cities(), 'in <place id="1" form="name">Lima</place>, <place id="1" form="description">the capital</place>'),
        (Cities(), 'in <place id="1">Lima</place> and <place id="2">Quito</place>; <place>Lima</place>'),
        (Cities(), 'in <place identifiers.code="PE" identifiers="code: PE">Lima</place>'),
        (Cities(), "They met in Cusco, at A &amp; B."),
        (TOGETHER, 'the <pact name="Rio" sealed="false" years="1, 2" where="">Rio Pact</pact>'),
        ([Cities, Pacts(sealed=True)], 'the <pact sealed="true">Rio Pact</pact>'),
        (TOGETHER, 'the <pact where="Lima" where.country="PE">Rio Pact</pact> of <place>Lima</place>'),
        (TOGETHER, 'the <pact id="1" text="Rio … Pact">Rio</pact> (old) <pact id="1">Pact</pact>'),
        (TOGETHER, "the <pact><place>Lima</place> Pact</pact>"),
        (Pipeline(TOGETHER), "the <pact>Rio Pact</pact>"),
    ],
)
def test_what_is_found(extractor, marked):
    assert_finds(extractor, marked)


def failure(extractor, marked, **options):
    with pytest.raises(AssertionError) as caught:
        assert_finds(extractor, marked, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("extractor", "marked", "lines"),
    [
        (Cities(), "in <place>Lima</place> and Quito", ["superfluous  <place> 'Quito' at 12..17, by city"]),
        (Cities(), "<place>in</place> May", ["missing      <place> 'in' at 0..2"]),
        (
            Cities(),
            "<place>in Lima</place>",
            ["missing      <place> 'in Lima' at 0..7", "superfluous  <place> 'Lima' at 3..7, by city"],
        ),
        (
            Cities(),
            '<place country="EC">Lima</place>',
            ["differs      <place> 'Lima' at 0..4: country is 'PE', not 'EC'"],
        ),
        (Cities(), '<place form="pronoun">Lima</place>', ["form is 'name', not 'pronoun'"]),
        (Cities(), '<place id="1">Lima</place>, <place id="1">Quito</place>', ["are two entities"]),
        (Cities(), '<place id="1">Lima</place>, <place id="2">the capital</place>', ["are one entity"]),
        (TOGETHER, "<pact>Rio</pact> (old) <pact>Pact</pact>", ["superfluous  <pact> 'Rio … Pact' at 0..3, 10..14"]),
        (
            TOGETHER,
            '<pact where="Quito">Lima Pact</pact>',
            ["where is 'Lima', not 'Quito'", "superfluous  <place> 'Lima'"],
        ),
    ],
)
def test_what_differs(extractor, marked, lines):
    said = failure(extractor, marked)
    for line in lines:
        assert line in said


def test_the_message_shows_both_texts():
    said = failure(Cities(), 'A &amp; B in\n<place country="EC">Lima</place> and Quito', published="2022-05-10")
    assert said == (
        "extractor 'cities' does not find what is marked\n\n"
        '  expected  A &amp; B in\n            <place country="EC">Lima</place> and Quito\n'
        '  found     A &amp; B in\n            <place country="PE">Lima</place> and <place>Quito</place>\n\n'
        "  superfluous  <place> 'Quito' at 18..23, by city\n"
        "  differs      <place> 'Lima' at 9..13: country is 'PE', not 'EC'"
    )


def test_what_is_found_can_be_pasted():
    said = failure(TOGETHER, 'Rio (old) <pact name="Rio">Pact</pact> of Lima, the capital')
    found = said.partition("found     ")[2].partition("\n")[0]
    assert '<pact id="1">Rio</pact> (old) <pact id="1">Pact</pact>' in found
    assert_finds(TOGETHER, found)


def test_only_some_types():
    assert_finds(TOGETHER, "the <pact>Rio Pact</pact> of Lima", types=[Pact])
    assert_finds_nothing(TOGETHER, "Lima", types=[Pact])


def test_a_mistake_in_the_test_is_told_from_one_in_the_extractor():
    assert "did you mean 'place'" in failure(Cities(), "<palce>Lima</palce>")
    assert "did you mean 'country'" in failure(Cities(), '<place contry="PE">Lima</place>')
    assert "choose from pact" in failure(TOGETHER, "<state>Peru</state>")
    with pytest.raises(TypeError, match="not an extractor: 'cities'; pass extractors"):
        assert_finds(["cities"], "Lima")


def test_nothing():
    assert_finds_nothing(Cities(), "They met in Cusco &amp; left.")
    with pytest.raises(AssertionError, match="superfluous  <place> 'Lima'"):
        assert_finds_nothing(Cities(), "They met in Lima.")
    with pytest.raises(AssertionError, match="has the tag <place>; use assert_finds"):
        assert_finds_nothing(Cities(), "They met in <place>Lima</place>.")


def test_installed_extractors_provide_what_is_required():
    pytest.importorskip("diplotext_venues")
    assert_finds(Pacts(), 'the <pact where="Vienna">Rio Pact</pact> was signed in Vienna')


def test_published():
    pytest.importorskip("diplotext_dates")
    from diplotext_dates import DateExtractor

    marked = 'on <time value="2022-05-09" earliest="2022-05-09">Monday</time>'
    assert_finds(DateExtractor(), marked, published=datetime.date(2022, 5, 10))
    assert "value is '2022-05-16'" in failure(DateExtractor(), marked, published="2022-05-17")


def test_a_model_that_recognizes_what_a_test_says():
    language = recognizing(GPE="Zenda|Hentzau", ORG="Ruritanian Guard")
    found = [
        (entity.text, entity.label_) for entity in language("Zenda hired the Ruritanian Guard. Lima did not.").ents
    ]
    assert found == [("Zenda", "GPE"), ("Ruritanian Guard", "ORG")]
    assert len(list(language("One. Two.").sents)) == 2
    assert not recognizing()("Lima and Zenda.").ents


@pytest.mark.parametrize(
    ("value", "string"),
    [
        (None, ""),
        (True, "true"),
        (0.5, "0.5"),
        (datetime.date(2022, 5, 9), "2022-05-09"),
        (Span(0, 2, "ab"), "ab"),
        ((Span(0, 2, "ab"), None, "c"), "ab, , c"),
        (State(name="Peru", rule="x"), "Peru"),
        (Pact(name="Rio", rule="x", spans=[Span(0, 3, "Rio")]), "Rio"),
        ({"a": 1}, "a: 1"),
    ],
)
def test_how_values_are_compared(value, string):
    assert shown(value) == string


def test_reading_parses_once(monkeypatch):
    from diplotext.testing import bench

    made = []
    real = bench.parse
    monkeypatch.setattr(bench, "parse", lambda language, text: made.append(text) or real(language, text))

    @attrs.frozen
    class Tokens(Extractor):
        """The first token."""

        name = "tokens"
        provides = (Place,)

        def extract(self, reading):
            yield Place(name=reading.parse[0].text, spans=[reading.span(0, 3)], rule="first")

    for _ in range(2):
        assert read(Tokens(), "Not read before, by any test.", "2022-05-10").places[0].name == "Not"
    assert made == ["Not read before, by any test."]
