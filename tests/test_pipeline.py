"""Composing and running: order, isolation of failures, merging, streams, several processes."""

import itertools
import os
import sys
import types
from importlib.metadata import version

import attrs
import pytest
import spacy

from diplotext import (
    Annotation,
    ArticleError,
    ArticleWarning,
    ContractError,
    Document,
    Entity,
    Extractor,
    Failure,
    Mention,
    Organization,
    Person,
    Pipeline,
    PipelineError,
    Place,
    Registry,
    Span,
    State,
    Statement,
    hookimpl,
    wire,
)
from diplotext.syntax.language_models import SPLIT, meets


@attrs.frozen
class Cities(Extractor):
    """Finds Rome. At module level, so that it pickles."""

    name = "cities"
    provides = (Place,)
    word: str = "Rome"

    def extract(self, reading):
        for start in range(len(reading.text)):
            if reading.text.startswith(self.word, start):
                yield Place(name=self.word, rule="city", spans=[reading.span(start, start + len(self.word))])


@attrs.frozen
class Picky(Extractor):
    """Raises on texts with an x."""

    name = "picky"
    provides = (Person,)

    def extract(self, reading):
        if "x" in reading.text:
            raise LookupError("no x\nplease")
        yield Person(name="P", rule="p", spans=[reading.span(0, 1)])


@attrs.frozen
class NeedsPeople(Extractor):
    name = "needy"
    provides = (State,)
    requires = (Person,)

    def extract(self, reading):
        yield State(name=f"{len(reading.of(Person))} people", rule="n", spans=[reading.span(0, 1)])


def test_requirements_come_along_by_name(make_extractor):
    module = types.ModuleType("m")
    module.diplotext_extractors = hookimpl(
        lambda: [NeedsPeople, Picky, Cities, make_extractor("other", "o", provides=Organization)]
    )
    module.diplotext_extractors.__name__ = "diplotext_extractors"
    registry = Registry(plugins={"m": module}, installed=False)
    assert repr(Pipeline.of("needy", registry=registry)) == "<Pipeline picky -> needy>"
    assert [e.name for e in Pipeline.of(registry=registry).extractors] == ["picky", "needy", "cities", "other"]
    assert [e.name for e in Pipeline.of(registry=registry, without=["picky"]).extractors] == ["cities", "other"]
    [cities] = Pipeline.of("cities", options={"cities": {"word": "Bern"}}, registry=registry).extractors
    assert cities.word == "Bern"
    with pytest.raises(PipelineError, match="'needy' requires Person"):
        Pipeline.of("needy", without=["picky"], registry=registry)
    with pytest.raises(PipelineError, match="options for 'citys', which is not in the pipeline: did you mean 'cities'"):
        Pipeline.of("cities", options={"citys": {}}, registry=registry)
    with pytest.raises(PipelineError, match="no extractor is named 'nobody'"):
        Pipeline.of("cities", without=["nobody"], registry=registry)


def test_everything_wrong_is_found_when_the_pipeline_is_built(make_extractor):
    class Clash(Annotation):
        wire_name = "place"

    with pytest.raises(PipelineError, match="not an extractor: .*; make an instance of it"):
        Pipeline([Cities])
    with pytest.raises(PipelineError, match="two extractors are named 'cities'"):
        Pipeline([Cities(), Cities(word="Bern")])
    with pytest.raises(PipelineError, match="'needy' requires Person"):
        Pipeline([NeedsPeople()])
    with pytest.raises(PipelineError, match="share the key 'place'.*set wire_name"):
        Pipeline([Cities(), make_extractor("clash", "x", provides=Clash)()])
    with pytest.raises(PipelineError, match="names 'Person', which is not an annotation type"):
        Pipeline([make_extractor("odd", "x", uses=("Person",))()])
    with pytest.raises(PipelineError, match=r"needs token\.dep, .*install en-diplotext, or pass language"):
        Pipeline([make_extractor("parser", "x", needs=("token.dep",))()], language=spacy.blank("en"))
    with pytest.raises(PipelineError, match="language model 'xx_none' cannot be loaded"):
        Pipeline([make_extractor("parser", "x", needs=("doc.sents",))()], language="xx_none")


def test_what_is_found_is_stamped():
    document = Pipeline([Cities()]).read("In Rome.", id="a")
    assert [(p.name, p.extractor, p.rule) for p in document.places] == [("Rome", "cities", "city")]
    assert document.places[0].extractor_version == ""  # this module belongs to no distribution


def test_one_entity_for_one_name():
    [rome] = Pipeline([Cities()]).read("Rome, Rome and Rome").places
    assert [mention.start for mention in rome.mentions] == [0, 6, 15]


def test_entities_of_two_extractors_merge_and_references_follow(make_extractor):
    @attrs.frozen
    class Other(Extractor):
        name = "other"
        provides = (Place,)
        requires = (Person,)

        def extract(self, reading):
            yield Place(name="Rome", rule="o", identifiers={"q": "1"}, mentions=[reading.mention(9, 10, "pronoun")])

    @attrs.frozen
    class Born(Annotation):
        where: Place

    @attrs.frozen
    class Birth(Extractor):
        name = "birth"
        provides = (Born, Person)
        uses = ()

        def extract(self, reading):
            for place in reading.of(Place):
                yield Born(where=place, rule="b", spans=place.spans[:1])

    document = Pipeline([Cities(), Birth(), make_extractor("p", "x", provides=Person)(), Other()]).read("In Rome. It x")
    [rome] = document.places
    assert [mention.text for mention in rome.mentions] == ["Rome", "I"]
    assert rome.identifiers == {"q": "1"}
    assert rome.extractor == "cities"
    assert [born.where for born in document.of(Born)] == [rome]


def test_an_extractor_may_add_to_what_others_found():
    @attrs.frozen
    class Codes(Extractor):
        name = "codes"
        provides = (Place,)
        requires = (Place,)

        def extract(self, reading):
            for place in reading.of(Place):
                yield attrs.evolve(place, identifiers={"code": "R"})

    [rome] = Pipeline([Codes(), Cities()]).read("Rome").places
    assert (rome.identifiers, rome.extractor, len(rome.mentions)) == ({"code": "R"}, "cities", 1)


def test_the_same_found_twice_is_kept_once(make_extractor):
    def found(name):
        def extract(self, reading):
            yield Statement(mode="direct", rule=name, spans=[reading.span(0, 2)])

        return attrs.frozen(type(name, (Extractor,), {"name": name, "provides": (Statement,), "extract": extract}))()

    document = Pipeline([found("a"), found("b")]).read("Hello")
    assert [statement.rule for statement in document.statements] == ["a"]


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (Person(name="a", rule="r"), "yielded <Person .*, but provides only Place"),
        (Place(name="a", rule="r", spans=[Span(0, 1, "z")]), "the text at 0..1 is 'H', not 'z'"),
        (Place(name="a", rule="r", mentions=[Mention(90, 91, "z")]), "the text at 90..91 is ''"),
        (Place(name="a", rule="r", category=["x"]), "not an immutable value .*tuples instead of lists"),
        ("Place", "yielded 'Place'"),
    ],
)
def test_a_breach_of_the_contract_is_an_error(annotation, message):
    @attrs.frozen
    class Breach(Extractor):
        name = "breach"
        provides = (Place,)

        def extract(self, reading):
            yield annotation

    with pytest.raises(ContractError, match=message):
        Pipeline([Breach()]).read("Hello")


def test_a_reference_to_what_nobody_yielded_is_an_error():
    @attrs.frozen
    class Dangling(Extractor):
        name = "dangling"
        provides = (Statement,)

        def extract(self, reading):
            yield Statement(mode="direct", rule="r", spans=[reading.span(0, 1)], holder=State(name="S", rule="r"))

    with pytest.raises(ContractError, match="refers to <State 'S', 0 mentions>; no extractor yielded that"):
        Pipeline([Dangling()]).read("Hello")


def test_errors_name_extractor_and_document():
    with pytest.raises(LookupError) as caught:
        Pipeline([Picky()]).read("x", id="doc-7")
    assert caught.value.__notes__ == [f"in extractor 'picky' ({__name__})", "in document 'doc-7'"]


def test_a_failure_costs_only_its_own_output_on_that_document():
    pipeline = Pipeline([Picky(), NeedsPeople(), Cities()])
    good, bad = pipeline.stream(["Rome", "x Rome"], on_error="collect")
    assert (good.failures, [s.name for s in good.states]) == ((), ["1 people"])
    assert bad.failures == (
        Failure("picky", "LookupError: no x please"),
        Failure("needy", "skipped: what it requires (Person) could not be looked for"),
    )
    assert [place.name for place in bad.places] == ["Rome"]
    assert bad.states == ()


def test_a_batch_that_fails_is_done_one_by_one():
    @attrs.frozen
    class Bulk(Picky):
        def extract_batch(self, readings):
            for reading in readings:
                yield list(self.extract(reading))

    documents = list(Pipeline([Bulk()]).stream(["a", "x", "b"], on_error="collect"))
    assert [len(document.people) for document in documents] == [1, 0, 1]
    with pytest.raises(LookupError):
        list(Pipeline([Bulk()]).stream(["a", "x", "b"]))


def test_a_batch_needs_a_result_for_every_document():
    @attrs.frozen
    class Lazy(Picky):
        def extract_batch(self, readings):
            yield []

    with pytest.raises(ContractError, match="'picky' yielded 1 results for a batch of 2"):
        list(Pipeline([Lazy()]).stream(["a", "b"]))
    documents = Pipeline([Lazy()]).stream(["a", "b"], on_error="collect")
    assert [len(document.people) for document in documents] == [1, 1]


def test_reading_gives_text_parse_sentences_and_spans():
    seen = []

    @attrs.frozen
    class Look(Extractor):
        name = "look"
        provides = (Place,)
        needs = ("doc.sents",)

        def extract(self, reading):
            seen.append([s.text for s in reading.sentences()])
            assert reading.parse is reading.parse
            return []

    text = "  Dr. Roe met Mr. Poe in the U.S. today. “Why?” she asked. He left.\n\nA heading\nThe end"
    Pipeline([Look()]).read(text)
    assert seen == [["Dr. Roe met Mr. Poe in the U.S. today.", "“Why?” she asked.", "He left.", "A heading", "The end"]]


def test_lone_surrogates_and_long_texts_are_parsed_with_the_same_offsets():
    from diplotext.syntax import language_models as language

    model = language.default_language()
    text = "One \ud800 two.\n" * 100_000
    doc = language.parse(model, text)
    assert len(doc.text) == len(text) > language.PIECE
    assert doc.text.replace("\ufffd", "\ud800") == text
    assert sum(1 for _ in doc.sents) == 100_000


def test_any_spacy_language_can_be_used():
    model = spacy.blank("en")
    model.add_pipe("sentencizer")

    @attrs.frozen
    class Sentences(Extractor):
        name = "sentences"
        provides = (Place,)
        needs = ("doc.sents",)

        def extract(self, reading):
            for sentence in reading.sentences():
                yield Place(name=sentence.text, rule="s", spans=[sentence])

    assert len(Pipeline([Sentences()], language=model).read("One. Two.").places) == 2


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (7, "an article is a text, a record or a document, not int"),
        ({"id": "a"}, "a record needs a 'text'; this one has 'id'"),
        ({}, "this one has nothing"),
        ({"text": 5}, "expected a string, not int"),
        ({"text": "a", "published": "2021-13-40"}, "published: '2021-13-40' is not a date"),
        ({"text": "a", "published": 2021}, "published: 2021 is not a date"),
        ({"text": "a", "publised": "2021-01-01"}, "unknown key 'publised': did you mean 'published'"),
        ({"text": "a", "source": {"n": float("inf")}}, r"source: inf \(float\) cannot be written as JSON"),
        ({"text": "a", "source": {"n": {1, 2}}}, r"source: \{1, 2\} \(set\) cannot be written"),
        ({"text": "a", "source": {1: 2}}, "source: the key 1 is not a string"),
        ({"text": "a", "title": 7}, "title: 7 is of the wrong type"),
        ({"text": "a", "id": True}, "id: True is of the wrong type"),
        ({"text": "a", "source": 7}, "source: 7 is of the wrong type"),
        ({"text": None}, "the 'text' of this record is null"),
    ],
)
def test_articles_that_cannot_be_read(article, message):
    with pytest.raises(ArticleError, match=message):
        Pipeline([Cities()]).read(article)


def test_whole_numbers_are_ids_and_a_string_is_the_outlet():
    document = Pipeline([]).read({"text": "a", "id": 7, "source": "Example Daily", "section": "world"})
    assert (document.id, document.source) == ("7", {"section": "world", "outlet": "Example Daily"})
    assert Pipeline([]).read("a", source="Example Daily").source == {"outlet": "Example Daily"}


@pytest.mark.parametrize(("key", "meant"), [("date", "published"), ("Headline", "title"), ("doc-id", "id")])
def test_a_key_that_looks_like_another_name_of_one_causes_a_warning(key, meant):
    with pytest.warns(ArticleWarning, match=f"'{key}' is only kept in 'source': did you mean '{meant}'?"):
        document = Pipeline([]).read({"text": "a", key: "x"})
    assert document.source == {key: "x"}


def test_records_documents_and_keywords():
    pipeline = Pipeline([Cities()])
    record = {"text": "Rome", "id": "7", "title": "T", "published": "2020-01-01", "source": {"a": 1}, "more": 1}
    document = pipeline.read(record, published="2020-01-02")
    assert (document.id, document.title, str(document.published)) == ("7", "T", "2020-01-02")
    assert document.source == {"a": 1, "more": 1}
    assert pipeline.read(document, published="2020").source == {"a": 1, "more": 1, "published": "2020"}
    assert pipeline.read("2023-03-15 Talks end\n\nRome.", published="2015").published is None
    assert str(pipeline.read("2023-03-15 Talks end\n\nRome.", published="2023").published) == "2023-03-15"
    assert pipeline.read(Document("In Rome", id="8")).places[0].name == "Rome"
    again = Pipeline([Picky()]).read(document)
    assert [type(annotation) for annotation in again.annotations] == [Person, Place]


def test_a_stream_may_be_endless():
    documents = Pipeline([Cities()]).stream((f"Rome {i}" for i in itertools.count()), batch_size=3)
    assert [document.text for document in itertools.islice(documents, 4)] == ["Rome 0", "Rome 1", "Rome 2", "Rome 3"]


def test_several_processes_give_the_same_in_the_same_order():
    pipeline = Pipeline([Picky(), NeedsPeople(), Cities()])
    articles = [f"Rome {i} {'x' * (i % 3 == 0)}" for i in range(50)]
    serial = list(pipeline.stream(articles, on_error="collect"))
    assert list(pipeline.stream(articles, processes=2, batch_size=4, on_error="collect")) == serial


def test_several_processes_take_no_more_input_than_they_need():
    taken = []

    def articles():
        for i in itertools.count():
            taken.append(i)
            yield f"Rome {i}"

    documents = Pipeline([Cities()]).stream(articles(), processes=2, batch_size=2)
    assert [document.text for document in itertools.islice(documents, 3)] == ["Rome 0", "Rome 1", "Rome 2"]
    documents.close()
    assert len(taken) <= 2 * 2 * 2 + 2


def test_errors_in_a_process_reach_the_caller_with_their_notes():
    with pytest.raises(LookupError) as caught:
        list(Pipeline([Picky()]).stream(["a", "x"], processes=2, batch_size=1))
    assert any("picky" in note for note in caught.value.__notes__)


def test_a_language_object_goes_to_the_processes():
    model = spacy.blank("en")
    model.add_pipe("sentencizer")
    documents = list(Pipeline([Cities()], language=model).stream(["Rome", "Bern"], processes=2))
    assert [len(document.places) for document in documents] == [1, 0]


@pytest.mark.parametrize(("processes", "batch_size"), [(0, 1), (1, 0), (-1, 1)])
def test_numbers_that_make_no_sense(processes, batch_size):
    with pytest.raises(PipelineError, match="must be a whole number, 1 or more"):
        Pipeline([]).stream(["a"], processes=processes, batch_size=batch_size)


def test_words_that_make_no_sense():
    with pytest.raises(PipelineError, match="on_error is 'colect': did you mean 'collect'"):
        Pipeline([]).read("a", on_error="colect")
    with pytest.raises(ArticleError, match="stream takes many articles; use read for one"):
        Pipeline([]).stream("a text")
    with pytest.raises(PipelineError, match=r"names of extractors are strings, not \['a'\]"):
        Pipeline.of(["a"])


@pytest.mark.parametrize("processes", [1, 2])
def test_articles_before_one_that_cannot_be_read_are_read(processes):
    documents = Pipeline([Cities()]).stream(["Rome 1", "Rome 2", {"txt": "x"}, "Rome 3"], processes=processes)
    assert [next(documents).text, next(documents).text] == ["Rome 1", "Rome 2"]
    with pytest.raises(ArticleError) as caught:
        next(documents)
    assert "in article 3 of the stream" in caught.value.__notes__


class StubbornError(Exception):
    """Does not survive pickling."""

    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


@attrs.frozen
class Raises(Extractor):
    name = "raises"
    provides = (Place,)

    def extract(self, reading):
        raise StubbornError("no", "way")


@attrs.frozen
class Dies(Extractor):
    name = "dies"
    provides = (Place,)

    def extract(self, reading):
        os._exit(1)


def test_extractor_of_no_module_of_the_other_process_is_told(monkeypatch):
    module = types.ModuleType("only_here")
    monkeypatch.setitem(sys.modules, "only_here", module)
    module.Here = attrs.frozen(type("Here", (Cities,), {"__module__": "only_here", "name": "here"}))
    with pytest.raises(PipelineError, match=r"cannot unpickle the pipeline .*only_here.*can be imported"):
        list(Pipeline([module.Here()]).stream(["a"], processes=2))


def test_errors_that_do_not_pickle_are_told():
    with pytest.raises(PipelineError, match="StubbornError: no way") as caught:
        list(Pipeline([Raises()]).stream(["a"], processes=2))
    assert any("'raises'" in note for note in caught.value.__notes__)


def test_a_process_that_dies_is_told():
    with pytest.raises(PipelineError, match="a process died"):
        list(Pipeline([Dies()]).stream(["a"], processes=2))


def test_a_language_model_is_loaded_once(tmp_path, monkeypatch):
    model = spacy.blank("en")
    model.add_pipe("sentencizer")
    model.to_disk(tmp_path / "model")
    loads = []
    load = spacy.load
    monkeypatch.setattr(spacy, "load", lambda name, **given: loads.append(name) or load(name, **given))
    pipeline = Pipeline([Cities()], language=str(tmp_path / "model"))
    for _ in range(3):
        assert pipeline.language is pipeline.language
    assert len(loads) == 1
    assert [len(d.places) for d in pipeline.stream(["Rome", "Bern"], processes=2)] == [1, 0]


def test_failures_of_an_earlier_run_are_forgotten():
    bad = Pipeline([Picky()]).read("x", on_error="collect")
    assert len(Pipeline([Picky()]).read(bad, on_error="collect").failures) == 1
    assert len(Pipeline([Cities()]).read(bad).failures) == 1
    mended = attrs.evolve(bad, text="a")
    assert Pipeline([Picky()]).read(mended).failures == ()


@attrs.frozen(kw_only=True)
class Listed(Entity):
    lifted: bool = False
    amount: int = 0
    tags: tuple[str, ...] = ()
    note: str | None = None
    parts: tuple[Entity, ...] = ()


def yields(*annotations, provides):
    body = {"name": "fixed", "provides": provides, "extract": lambda self, reading: annotations}
    return attrs.frozen(type("Fixed", (Extractor,), body))()


def test_merging_keeps_the_earlier_value_and_joins_lists():
    first = Listed(name="A", rule="1", tags=("x",), spans=[Span(0, 1, "A")])
    second = Listed(name="A", rule="2", lifted=True, amount=5, tags=("x", "y"), note="n", spans=[Span(2, 3, "A")])
    [listed] = Pipeline([yields(first, second, provides=(Listed,))]).read("A A").of(Listed)
    assert (listed.lifted, listed.amount, listed.tags, listed.note) == (False, 0, ("x", "y"), "n")


def test_entities_that_refer_to_one_of_the_same_name_merge():
    inner = Listed(name="A", rule="1", spans=[Span(0, 1, "A")])
    outer = Listed(name="A", rule="2", parts=(inner,), spans=[Span(2, 3, "A")])
    [listed] = Pipeline([yields(inner, outer, provides=(Listed,))]).read("A A").of(Listed)
    assert (listed.parts, len(listed.mentions)) == ((), 2)


def test_a_type_that_cannot_be_written_is_refused():
    @attrs.frozen(kw_only=True)
    class Odd(Annotation):
        values: frozenset[str] = frozenset()

    with pytest.raises(
        PipelineError, match="annotation type .*Odd cannot be written: the wire format cannot hold frozenset"
    ):
        Pipeline([yields(provides=(Odd,))])


def test_the_default_language_model_is_the_cheapest_that_holds_what_is_needed(make_extractor):
    splitting = Pipeline([make_extractor("splitting", "x", needs=("doc.sents",))()]).language
    assert splitting.pipe_names == ["diplotext_sentences"]
    assert meets(splitting) == SPLIT
    pytest.importorskip("en_diplotext", reason="the trained pipeline is not installed")
    assert "parser" in Pipeline([make_extractor("parsing", "x", needs=("token.dep",))()]).language.pipe_names


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        (("en_diplotext_accurate", "en_diplotext"), "en_diplotext_accurate"),
        (("en_diplotext",), "en_diplotext"),
        (("en_diplotext_accurate",), "en_diplotext_accurate"),
    ],
)
def test_the_accurate_pipeline_comes_first(monkeypatch, installed, expected):
    from diplotext.syntax import language_models as language

    monkeypatch.setattr(language.importlib.util, "find_spec", lambda name: name if name in installed else None)
    monkeypatch.setattr(language, "_trained", lambda name, exclude: (name, exclude))
    assert language.default_language(("token.dep", "doc.ents")) == (expected, ())
    assert language.default_language(("token.dep",)) == (expected, ("ner", "diplotext_consistency"))


def test_results_name_the_language_model(make_extractor):
    pytest.importorskip("en_diplotext", reason="the trained pipeline is not installed")
    parsing, plain = make_extractor("parsing", "x", needs=("token.dep",)), make_extractor("plain", "y")
    document = Pipeline([parsing()], language="en_diplotext").read("Talks go on.")
    assert document.language_model.name == "en_diplotext"
    assert document.language_model.version == version("en-diplotext")
    assert wire.from_dict(wire.to_dict(document)) == document
    assert Pipeline([plain()]).read("Talks go on.").language_model is None
    assert Pipeline([plain()]).read(document).language_model == document.language_model
    given = Pipeline([parsing()], language="en_diplotext")
    assert given.read("Talks go on.", parse=given.language("Talks go on.")).language_model is None


def test_without_the_trained_pipeline_the_remedy_is_named(monkeypatch, make_extractor):
    monkeypatch.setattr("diplotext.syntax.language_models.MODELS", {"fast": "no_such_package"})
    with pytest.raises(PipelineError, match=r"needs token\.dep, doc\.ents, .* install en-diplotext, or pass language"):
        Pipeline([make_extractor("parsing", "x", needs=("token.dep", "doc.ents"))()])


def test_a_trained_pipeline_that_cannot_be_loaded_is_named(monkeypatch, make_extractor):
    from diplotext.syntax import language_models as language

    monkeypatch.setattr("diplotext.syntax.language_models.MODELS", {"fast": "json"})  # a package that is no pipeline
    language._trained.cache_clear()
    with pytest.raises(PipelineError, match="language model 'json' cannot be loaded"):
        Pipeline([make_extractor("parsing", "x", needs=("token.dep",))()])
    language._trained.cache_clear()


def test_what_is_found_again_is_there_once():
    pipeline = Pipeline.of("people", "organizations")
    document = pipeline.read("Foreign Minister Elina Saarela of Norway met Marko Vidmar of NATO in Vienna.")
    assert pipeline.read(document) == document
    assert len(document.people) == 2


@pytest.mark.parametrize("sign", ["“", "(", "-", "$"])
def test_noise_of_marks_is_few_tokens(sign):
    from diplotext.syntax import language_models as language

    model = language.default_language()
    noise = sign * 10_000
    for text in (f"{noise} Ana Rell left.", f"Ana Rell left. {noise}", f"Ana {noise}Rell{noise} left."):
        doc = language.parse(model, text)
        assert doc.text == text
        assert len(doc) < 2 * len(noise) / 200 + 10
    assert len(language.parse(model, f"Ana left. {sign * 150}")) > 1
