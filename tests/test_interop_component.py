"""`nlp.add_pipe("diplotext")`: what it finds, where it is kept, and what becomes of it in spaCy's hands."""

import pickle
import subprocess
import sys

import attrs
import pytest
import spacy
from spacy.tokens import Doc, DocBin

from diplotext import Annotation, ArticleError, Document, Extractor, Pipeline, PipelineError, Place, WireError, wire
from diplotext.interop import document_of
from diplotext.interop.component import DiplotextComponent, ParsedPipeline

TEXT = "Ana Silva said on Monday that Chile met the OECD in Paris. “We agreed,” she said, “on most points.”"


def sentences():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.fixture
def dates():
    """A pipeline without a trained model, and the dates in it."""
    pytest.importorskip("diplotext_dates")
    nlp = sentences()
    nlp.add_pipe("diplotext", config={"extractors": ["dates"]})
    return nlp


@pytest.fixture(scope="module")
def full():
    """The trained model with statements and dates."""
    pytest.importorskip("en_diplotext")
    pytest.importorskip("diplotext_quotes")
    pytest.importorskip("diplotext_dates")
    nlp = spacy.load("en_diplotext")
    nlp.add_pipe("diplotext", config={"extractors": ["quotes", "dates", "organizations"]})
    return nlp


@attrs.frozen
class Parts(Extractor):
    """Every "Ro", which is no token of its own; raises where there is none."""

    name = "parts"
    provides = (Place,)

    def extract(self, reading):
        start = reading.text.index("Ro")
        yield Place(name="Ro", rule="part", spans=[reading.span(start, start + 2)], identifiers={"wikidata": "Q1"})


def with_parts(on_error="raise"):
    nlp = sentences()
    component = DiplotextComponent("parts", ParsedPipeline([Parts()], language=nlp), on_error)
    spacy.Language.factory("test_parts", func=lambda nlp, name: component)
    nlp.add_pipe("test_parts", name="parts")
    return nlp


def test_results_are_span_groups_and_one_document(full):
    doc = full(TEXT)
    document = doc._.diplotext
    assert isinstance(document, Document)
    assert [(span.text, span.label_, span.id_) for span in doc.spans["statement"]] == [
        ("Chile met the OECD in Paris", "indirect", "statement:1"),
        ("We agreed,", "direct", "statement:2"),
        ("on most points.", "direct", "statement:2"),
    ]
    assert [(span.text, span.label_) for span in doc.spans["time"]] == [("Monday", "date")]
    assert [span.label_ for span in doc.spans["person"]] == ["person"] * 2
    assert [(span.text, span.kb_id_) for span in doc.spans["state"]] == [("Chile", "Q298")]
    annotations = {key: annotation for annotation, key in wire.ids_of(document).items()}
    assert annotations[doc.spans["statement"][1].id_] is document.statements[1]


def test_the_same_is_found_as_without_spacy(full):
    document = Pipeline.of("quotes", "dates", "organizations", language="en_diplotext").read(TEXT)
    assert full(TEXT)._.diplotext == document


def test_a_group_stands_for_each_type_that_was_looked_for(dates):
    doc = dates("Nothing.")
    assert list(doc.spans) == ["time"]
    assert list(doc.spans["time"]) == []
    assert doc._.diplotext.annotations == ()


def test_the_text_is_parsed_once(full, monkeypatch):
    def parse(*arguments):
        raise AssertionError("parsed a second time")

    for name in (
        "diplotext.pipeline.pipeline.parse",
        "diplotext.pipeline.pipeline.parse_all",
        "diplotext.pipeline.pipeline.load_language",
    ):
        monkeypatch.setattr(name, parse)
    assert full(TEXT)._.diplotext.statements


def test_publication_date_comes_with_the_context(dates):
    texts = [("They met on Monday.", {"published": "2022-05-10", "id": "a", "row": 7}), ("On Monday.", 17)]
    (first, context), (second, number) = dates.pipe(texts, as_tuples=True)
    assert (context["row"], number) == (7, 17)
    assert (first._.diplotext.id, first._.diplotext.times[0].value) == ("a", "2022-05-09")
    assert second._.diplotext.times[0].earliest is None


def test_publication_date_and_what_was_found_before_stand_in_the_doc(dates):
    doc = dates.make_doc("They met on Monday.")
    doc._.diplotext = {"published": "2022-05-10", "title": "Talks"}
    assert dates(doc)._.diplotext.times[0].value == "2022-05-09"
    assert doc._.diplotext.title == "Talks"
    once = doc._.diplotext
    assert dates(doc)._.diplotext == once
    assert [span.text for span in doc.spans["time"]] == ["Monday"]
    place = Place(name="Rome", rule="r")
    doc = dates.make_doc("On Monday.")
    doc._.diplotext = Document("On Monday.", annotations=[place])
    assert dates(doc)._.diplotext.places == (place,)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (Document("Other."), "has another text than the spaCy Doc"),
        ("2022-05-10", r"takes a Document, or a mapping such as \{'published': '2022-05-10'\}, not '2022"),
        ({"publishd": "2022-05-10"}, "unknown key 'publishd': did you mean 'published'"),
    ],
)
def test_what_cannot_be_kept_in_a_doc(dates, value, message):
    doc = dates.make_doc("On Monday.")
    with pytest.raises(ArticleError, match=message):
        doc._.diplotext = value


def test_it_survives_bytes_docbin_pickle_and_copies(full):
    doc = full(TEXT)
    read = Doc(full.vocab).from_bytes(doc.to_bytes())
    [binned] = DocBin(docs=[doc], store_user_data=True).get_docs(full.vocab)
    for other in (read, binned, pickle.loads(pickle.dumps(doc)), doc.copy()):
        assert other._.diplotext == doc._.diplotext
        assert [span.id_ for span in other.spans["statement"]] == [span.id_ for span in doc.spans["statement"]]
    [bare] = DocBin(docs=[doc]).get_docs(full.vocab)
    assert bare._.diplotext is None
    assert len(bare.spans["statement"]) == 3


def test_documents_are_read_back_where_the_component_was_never_loaded(dates, tmp_path):
    path = tmp_path / "doc.spacy"
    DocBin(docs=[dates("On 2 May 2023.")], store_user_data=True).to_disk(path)
    code = f"""
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from diplotext.interop import document_of
[doc] = DocBin().from_disk({str(path)!r}).get_docs(Vocab())
print(document_of(doc).times[0].value)
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "2023-05-02\n"


def test_several_processes(dates):
    texts = [(f"They met on {day} May.", {"published": "2023-06-01"}) for day in range(1, 5)]
    docs = [doc for doc, _ in dates.pipe(texts, as_tuples=True, n_process=2, batch_size=2)]
    assert [doc._.diplotext.times[0].value for doc in docs] == [f"2023-05-0{day}" for day in range(1, 5)]
    assert [doc.spans["time"][0].id_ for doc in docs] == ["time:1"] * 4


def test_the_component_goes_to_another_process_without_the_model(full):
    component = full.get_pipe("diplotext")
    copy = pickle.loads(pickle.dumps(component))
    doc = full(TEXT)
    other = Doc(full.vocab).from_bytes(doc.to_bytes(exclude=["user_data"]))
    assert copy(other)._.diplotext == doc._.diplotext
    assert b"spacy.lang" not in pickle.dumps(component)


def test_configuration_is_stored_and_loaded(dates, tmp_path):
    dates.to_disk(tmp_path)
    for loaded in (spacy.load(tmp_path), spacy.blank("en").from_config(dates.config).from_bytes(dates.to_bytes())):
        assert repr(loaded.get_pipe("diplotext").pipeline) == "<Pipeline dates>"
        assert loaded("On 2 May 2023.")._.diplotext.times[0].value == "2023-05-02"


def test_spans_are_widened_to_tokens():
    doc = with_parts()("In Rome.")
    assert [(span.text, span.kb_id_) for span in doc.spans["place"]] == [("Rome", "Q1")]
    assert doc._.diplotext.places[0].spans[0].text == "Ro"


def test_an_article_that_fails_is_spacys_to_handle():
    nlp = with_parts()
    with pytest.raises(ValueError, match="substring not found"):
        list(nlp.pipe(["In Rome.", "Nothing."]))
    seen = []
    nlp.set_error_handler(lambda name, component, docs, error: seen.append((name, docs[0].text, type(error))))
    assert [doc.text for doc in nlp.pipe(["In Rome.", "Nothing.", "To Rome."])] == ["In Rome.", "To Rome."]
    assert seen == [("parts", "Nothing.", ValueError)]
    [kept] = with_parts("collect").pipe(["Nothing."])
    assert kept._.diplotext.failures[0].error == "ValueError: substring not found"


def test_what_the_pipeline_lacks_is_told_when_it_is_put_together():
    pytest.importorskip("diplotext_quotes")
    with pytest.raises(PipelineError, match=r"needs .*doc.sents.*add the components .* before 'diplotext', start from"):
        spacy.blank("en").add_pipe("diplotext", config={"extractors": ["quotes"]})


def test_what_the_parse_lacks_is_told_when_it_runs(full):
    with (
        full.select_pipes(disable=["parser"]),
        pytest.raises(PipelineError, match=r"needs .*, which the parse does not"),
    ):
        full(TEXT)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"extractors": ["date"]}, "no extractor is named 'date': did you mean 'dates'"),
        ({"extractors": []}, "extractors is empty: name at least one"),
        ({"extractors": ["dates"], "without": ["quots"]}, "no extractor is named 'quots'"),
        ({"extractors": ["dates"], "options": {"dates": {"vage": True}}}, "has no option 'vage': did you mean 'vague'"),
        ({"extractors": "dates"}, "extractors.*is not list"),
        ({"extractors": ["dates"], "on_error": "ignore"}, "on_error.*'ignore' is not"),
        ({"extractor": ["dates"]}, "unexpected argument: 'extractor'"),
    ],
)
def test_a_wrong_configuration_is_refused(config, message):
    pytest.importorskip("diplotext_quotes")
    with pytest.raises(ValueError, match=f"(?s){message}"):
        sentences().add_pipe("diplotext", config=config)


@attrs.frozen(kw_only=True)
class Unknown(Annotation):
    """A type that no installed plugin defines."""


def test_annotations_of_unknown_types_are_read_with_their_class(dates):
    doc = dates.make_doc("On Monday.")
    doc._.diplotext = Document(doc.text, annotations=[Unknown(rule="r")])
    read = Doc(dates.vocab).from_bytes(doc.to_bytes())
    with pytest.raises(WireError, match="unknown type 'unknown'.*pass its class in types="):
        document_of(read)
    line = read.user_data[("._.", "diplotext", None, None)]
    assert wire.loads(line, types=[Unknown]).of(Unknown)


def test_importing_loads_neither_spacy_nor_the_component():
    code = "import sys, diplotext.interop; print([m for m in sys.modules if m in ('spacy', 'diplotext.interop.component')])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_spacy_can_tell_what_the_component_does(dates):
    analysis = dates.analyze_pipes()
    assert analysis["summary"]["diplotext"]["assigns"] == ["doc._.diplotext", "doc.spans"]
    assert dates.get_pipe_meta("diplotext").factory == "diplotext"


def test_a_parse_that_is_there_is_read(dates, monkeypatch):
    pipeline = Pipeline.of("dates")
    doc = dates.make_doc("They met on Monday.")
    monkeypatch.setattr("diplotext.pipeline.pipeline.parse", lambda *_: pytest.fail("parsed again"))
    assert pipeline.read(doc.text, parse=doc, published="2022-05-10").times[0].value == "2022-05-09"
