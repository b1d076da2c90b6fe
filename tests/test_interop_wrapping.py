"""spaCy components and pipelines as extractors."""

import pickle
from typing import ClassVar

import attrs
import pytest
import spacy
from spacy.tokens import Span

from diplotext import Annotation, Extractor, Organization, Pipeline, PipelineError, Place, Registry, hookimpl, wire
from diplotext.interop import SpacyExtractor, spacy_extractor

TEXT = "Chile signed the\nAtacama Water Treaty in Arica. Rome was silent about the Atacama Water Treaty."
PATTERNS = [
    {"label": "TREATY", "pattern": [{"IS_TITLE": True, "OP": "+"}, {"LOWER": {"IN": ["treaty", "pact"]}}]},
    {"label": "CITY", "pattern": "Arica"},
    {"label": "CITY", "pattern": "Rome"},
    {"label": "FORUM", "pattern": "Arica Forum"},
]


@attrs.frozen(kw_only=True)
class Treaty(Annotation):
    """A treaty."""

    name: str
    ratified: bool = False


@attrs.frozen(kw_only=True)
class Clause(Annotation):
    """A clause of a treaty."""

    treaty: str


def ruled(kind="entity_ruler", **config):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    if kind == "span_ruler":  # which keeps a match inside another unless it is told not to
        config["spans_filter"] = {"@misc": "spacy.first_longest_spans_filter.v1"}
    nlp.add_pipe(kind, config=config).add_patterns(PATTERNS)
    return nlp


def found(extractor, text=TEXT, language=None):
    document = Pipeline([extractor], language=language).read(text)
    return [(type(a).__name__, a.text, a.rule) for a in document.annotations]


EXPECTED = [
    ("Treaty", "Atacama Water Treaty", "treaties.TREATY"),
    ("Place", "Rome", "treaties.CITY"),
    ("Treaty", "Atacama Water Treaty", "treaties.TREATY"),
]
LABELS = {"TREATY": Treaty, "CITY": Place}


@pytest.mark.parametrize("kind", ["entity_ruler", "span_ruler"])
@pytest.mark.parametrize("whole", [True, False], ids=["pipeline", "component"])
def test_a_ruler_is_an_extractor(kind, whole):
    nlp = ruled(kind)
    group = "ruler" if kind == "span_ruler" else None
    extractor = spacy_extractor("treaties", LABELS, nlp if whole else nlp.get_pipe(kind), group=group)
    assert sorted(found(extractor, TEXT.replace(" in Arica", ""))) == sorted(EXPECTED)
    assert (extractor.name, extractor.provides, extractor.needs) == ("treaties", (Treaty, Place), ())


def test_what_the_language_model_finds_is_read_without_a_second_parse():
    extractor = spacy_extractor("treaties", {"TREATY": Treaty})
    assert found(extractor, language=ruled()) == [EXPECTED[0], EXPECTED[2]]
    assert extractor.needs == ("doc.ents",)
    with pytest.raises(PipelineError, match="needs doc.ents"):
        Pipeline([extractor], language=spacy.blank("en"))
    spans = spacy_extractor("treaties", {"TREATY": Treaty}, group="mine")
    assert found(spans, language=ruled("span_ruler", spans_key="mine")) == [EXPECTED[0], EXPECTED[2]]


def test_a_name_over_a_line_break_is_one_name():
    treaties = Pipeline([spacy_extractor("treaties", {"TREATY": Treaty}, ruled())]).read("The Atacama Water Pact.")
    assert [treaty.name for treaty in treaties.of(Treaty)] == ["The Atacama Water Pact"]
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "T", "pattern": [{"LOWER": "water"}, {}, {"LOWER": "pact"}]}])
    [treaty] = Pipeline([spacy_extractor("treaties", {"T": Treaty}, nlp)]).read("Water\nPact").of(Treaty)
    assert (treaty.name, treaty.text) == ("Water Pact", "Water\nPact")


def test_mentions_of_one_name_are_one_entity():
    cities = spacy_extractor("cities", {"CITY": Place}, ruled())
    [rome] = Pipeline([cities]).read("Rome met Rome.").places
    assert [mention.start for mention in rome.mentions] == [0, 9]


def test_several_labels_of_one_type_and_further_fields():
    def fields(found):
        return {"category": found.label_.lower()}

    extractor = spacy_extractor("places", {"CITY": Place, "FORUM": Place}, ruled(), fields=fields)
    assert extractor.provides == (Place,)
    document = Pipeline([extractor]).read("Rome hosts the Arica Forum.")
    assert [(place.name, place.category) for place in document.places] == [("Rome", "city"), ("Arica Forum", "forum")]


@pytest.mark.parametrize(("needs", "expected"), [((), ["Rome"]), (("doc.ents",), ["Rome", "Bern"])])
def test_a_component_sees_entities_of_the_parse_only_if_it_needs_them(needs, expected):
    model = spacy.blank("en")
    model.add_pipe("entity_ruler").add_patterns([{"label": "CITY", "pattern": "Bern"}])
    own = ruled().get_pipe("entity_ruler")
    pipeline = Pipeline([spacy_extractor("cities", {"CITY": Place}, own, needs=needs)], language=model)
    assert [place.name for place in pipeline.read("Rome met Bern.").places] == expected


def test_the_shared_parse_stays_as_it_is():
    seen = []

    @attrs.frozen
    class Look(Extractor):
        name = "look"
        provides = (Organization,)
        requires = (Place,)
        needs = ("doc.ents",)

        def extract(self, reading):
            seen.append([entity.text for entity in reading.parse.ents])
            return []

    def forgetful(doc):
        doc.ents = [Span(doc, 0, 1, label="NEWS")]
        return doc

    model = ruled()
    pipeline = Pipeline(
        [spacy_extractor("news", {"NEWS": Place}, forgetful, needs=["doc.ents"]), Look()], language=model
    )
    assert pipeline.read("Rome met Arica.").places[0].name == "Rome"
    assert seen == [["Rome", "Arica"]]


def test_a_batch_is_read_like_single_articles():
    pipeline = Pipeline([spacy_extractor("treaties", LABELS, ruled())])
    texts = [TEXT, "", "!!", "Rome", "\ud800 Rome"]
    assert list(pipeline.stream(texts)) == [pipeline.read(text) for text in texts]
    assert [len(document.places) for document in pipeline.stream(texts)] == [2, 0, 0, 1, 1]


@pytest.mark.parametrize("whole", [True, False], ids=["pipeline", "component"])
def test_it_pickles_and_works_in_several_processes(whole):
    nlp = ruled()
    extractor = spacy_extractor("treaties", {"CITY": Place}, nlp if whole else nlp.get_pipe("entity_ruler"))
    copy = pickle.loads(pickle.dumps(extractor))
    assert type(copy) is type(extractor)
    assert found(copy) == found(extractor)
    pipeline = Pipeline([extractor])
    assert list(pipeline.stream([TEXT, "Rome"], processes=2)) == list(pipeline.stream([TEXT, "Rome"]))


def test_a_pipeline_by_name_or_path(tmp_path):
    ruled().to_disk(tmp_path)
    extractor = spacy_extractor("treaties", {"TREATY": Treaty}, str(tmp_path))
    assert extractor == spacy_extractor("treaties", {"TREATY": Treaty}, str(tmp_path))
    assert extractor == pickle.loads(pickle.dumps(extractor))
    assert found(extractor) == [EXPECTED[0], EXPECTED[2]]
    with pytest.raises(PipelineError, match="language model 'no_such_model' cannot be loaded"):
        found(spacy_extractor("treaties", {"TREATY": Treaty}, "no_such_model"))


loaded = []


@attrs.frozen
class PluginExtractor(SpacyExtractor):
    """Treaties by an entity ruler, as a plugin declares it."""

    name = "treaties"
    labels: ClassVar = {"TREATY": Treaty}
    ratified: bool = False

    def source(self):
        loaded.append(self)
        return ruled()

    def fields(self, found):
        return {"ratified": self.ratified}


def test_a_plugin_declares_one_as_a_class():
    class Module:
        @staticmethod
        @hookimpl
        def diplotext_extractors():
            return [PluginExtractor]

    registry = Registry(plugins={"treaties": Module}, installed=False, strict=True)
    loaded.clear()
    pipeline = Pipeline.of("treaties", registry=registry, options={"treaties": {"ratified": True}})
    assert loaded == []  # nothing is loaded before there is something to read
    for _ in range(2):
        document = pipeline.read(TEXT)
    assert loaded == [PluginExtractor(ratified=True)]
    assert [treaty.ratified for treaty in document.of(Treaty)] == [True, True]
    assert wire.loads(wire.dumps(document), types=[Treaty]) == document
    assert pickle.loads(pickle.dumps(pipeline)).extractors == pipeline.extractors


@pytest.mark.parametrize(
    ("arguments", "options", "message"),
    [
        (
            ({"TREATEY": Treaty}, ruled()),
            {},
            "label 'TREATEY', which the spaCy component does not have: did you mean 'TREATY'",
        ),
        (({"TREATEY": Treaty}, ruled().get_pipe("entity_ruler")), {}, "did you mean 'TREATY'.*before it is wrapped"),
        (({"TREATY": "Treaty"}, ruled()), {}, "label 'TREATY' is mapped to 'Treaty', which is not an annotation type"),
        (({"TREATY": Clause}, ruled()), {}, "a Clause needs treaty; give these with `fields`"),
        (({"TREATY": Treaty}, 7), {}, "7 is not a spaCy pipeline or component"),
        (({}, ruled()), {}, "no 'provides'"),
    ],
)
def test_a_wrong_declaration_is_told(arguments, options, message):
    with pytest.raises(PipelineError, match=message):
        Pipeline([spacy_extractor("treaties", *arguments, **options)])


def test_a_span_group_that_is_not_there_is_told():
    extractor = spacy_extractor("treaties", {"TREATY": Treaty}, ruled("span_ruler"), group="rulers")
    with pytest.raises(PipelineError, match="span group 'rulers', which is not in the parse: did you mean 'ruler'"):
        found(extractor)
