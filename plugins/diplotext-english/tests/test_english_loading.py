"""The loaded pipeline behaves like any other of spaCy's."""

import pickle

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_ops

en_diplotext = pytest.importorskip("en_diplotext", reason="en-diplotext is not installed")

from en_diplotext import loading  # noqa: E402
from en_diplotext.fast_ops import NumpyBlasOps  # noqa: E402

TEXTS = (
    "Anna Berger met the envoy in Vienna.",
    "Talks go on.",
    "",
    "The ministers did not sign.\n\nThey will meet again in May, she said.",
)
ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")


def answers(nlp, texts=TEXTS, **options):
    return [doc.to_array(ATTRIBUTES).tolist() for doc in nlp.pipe(texts, **options)]


@pytest.fixture(scope="module")
def nlp(packed):
    return loading.load_pipeline(packed)


def parameters(nlp):
    for name, component in nlp.components:
        for node in component.model.walk() if hasattr(component, "model") else ():
            for parameter in node.param_names:
                if node.has_param(parameter):
                    yield f"{name}.{node.name}.{parameter}", node.get_param(parameter)


def test_weights_are_restored(nlp, original):
    expected = dict(parameters(spacy.load(original)))
    found = dict(parameters(nlp))
    assert found.keys() == expected.keys()
    for name, array in found.items():
        assert array.dtype == np.float32, name
        assert np.array_equal(array, expected[name].astype(np.float16).astype(np.float32)), name
    assert nlp.vocab.vectors.data.dtype == np.float32


def test_same_answers_as_weights_rounded_in_place(original, packed, monkeypatch):
    monkeypatch.setenv(loading.MATRIX_PRODUCT, "blis")
    rounded = spacy.load(original)
    for _, component in rounded.components:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16).astype(np.float32))
    rounded.vocab.vectors.data = rounded.vocab.vectors.data.astype(np.float16).astype(np.float32)
    restored = loading.load_pipeline(packed)
    for mine, theirs in zip(restored.pipe(TEXTS), rounded.pipe(TEXTS), strict=True):
        assert mine.to_json() == theirs.to_json()
        assert np.array_equal(mine.tensor, theirs.tensor)


def test_the_matrix_product_can_be_chosen(packed, monkeypatch):
    monkeypatch.setenv(loading.MATRIX_PRODUCT, "blis")
    plain = loading.load_pipeline(packed)
    assert type(plain.get_pipe("tagger").model.ops) is NumpyOps
    monkeypatch.setenv(loading.MATRIX_PRODUCT, "mkl")
    with pytest.raises(ValueError, match="'mkl'; choose numpy or blis"):
        loading.load_pipeline(packed)


def test_only_this_pipeline_gets_other_operations(nlp):
    assert {type(node.ops) for _, pipe in nlp.components for node in pipe.model.walk()} == {NumpyBlasOps}
    assert type(spacy.blank("en").add_pipe("tok2vec").model.ops) is NumpyOps


def test_plain_and_fast_give_the_same_answers(nlp, packed, monkeypatch):
    monkeypatch.setenv(loading.MATRIX_PRODUCT, "blis")
    plain = loading.load_pipeline(packed)
    assert answers(plain) == answers(nlp)
    for mine, theirs in zip(nlp.pipe(TEXTS), plain.pipe(TEXTS), strict=True):
        assert np.allclose(mine.tensor, theirs.tensor, atol=1e-5)


def test_alone_as_in_a_batch(nlp):
    many = [*TEXTS, *(f"Envoy {number} met {'the minister ' * number}." for number in range(30))]
    for doc, text in zip(nlp.pipe(many), many, strict=True):
        alone = nlp(text)
        assert alone.to_json() == doc.to_json()
        assert np.allclose(alone.tensor, doc.tensor, atol=1e-5)


def test_written_to_disk_it_needs_no_package(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    assert answers(spacy.load(tmp_path)) == answers(nlp)


def test_bytes_and_pickle(nlp):
    assert answers(pickle.loads(pickle.dumps(nlp))) == answers(nlp)
    other = type(nlp).from_config(nlp.config)
    assert answers(other.from_bytes(nlp.to_bytes())) == answers(nlp)


def test_two_processes(nlp):
    assert answers(nlp, n_process=2) == answers(nlp)


def test_options_are_those_of_spacy(packed):
    nlp = loading.load_pipeline(packed, exclude=["ner"], disable=["parser"], config={"nlp": {"batch_size": 7}})
    assert nlp.component_names == ["tok2vec", "tagger", "morphologizer", "parser"]
    assert nlp.pipe_names == ["tok2vec", "tagger", "morphologizer"]
    assert nlp.batch_size == 7
    nlp.enable_pipe("parser")
    assert nlp("Talks go on.").has_annotation("DEP")


def test_labels_have_names(nlp):
    doc = nlp(TEXTS[0])
    assert isinstance(doc, Doc)
    assert all(token.tag_ and token.dep_ for token in doc)


def test_missing_weights_say_so(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        loading.load_pipeline(tmp_path / "nowhere")


SIDES = st.integers(1, 40)


@given(SIDES, SIDES, SIDES, st.booleans(), st.booleans(), st.integers(0, 9))
def test_products_are_equal_but_for_rounding(rows, inner, columns, trans1, trans2, seed):
    generator = np.random.default_rng(seed)
    x = generator.normal(size=(inner, rows) if trans1 else (rows, inner)).astype("f")
    y = generator.normal(size=(columns, inner) if trans2 else (inner, columns)).astype("f")
    fast, plain = NumpyBlasOps(), NumpyOps()
    expected = plain.gemm(x, y, trans1=trans1, trans2=trans2)
    assert np.allclose(fast.gemm(x, y, trans1=trans1, trans2=trans2), expected, atol=1e-4)
    out = np.full((rows, columns), 9, dtype="f")
    assert fast.gemm(x, y, out=out, trans1=trans1, trans2=trans2) is out
    assert np.allclose(out, expected, atol=1e-4)


def test_operations_are_registered_and_pickle():
    assert type(get_ops("numpy_blas")) is NumpyBlasOps
    assert type(get_ops("cpu")) is not NumpyBlasOps
    copy = pickle.loads(pickle.dumps(NumpyBlasOps()))
    assert (type(copy), copy.use_blis) == (NumpyBlasOps, False)


@pytest.fixture(scope="module")
def shipped():
    if not (loading.MODEL / "meta.json").exists():
        pytest.skip("the weights are not here: python -m training.package writes them")
    return spacy.load("en_diplotext")


def test_the_shipped_weights_are_whole(shipped):
    en_diplotext.verify()
    assert sum(path.stat().st_size for path in loading.MODEL.rglob("*") if path.is_file()) <= 25_000_000


def test_the_shipped_pipeline_parses(shipped):
    doc = shipped("The foreign minister said on Monday that talks in Vienna would go on.")
    said = next(token for token in doc if token.text == "said")
    assert (said.dep_, said.tag_, said.lemma_, said.pos_) == ("ROOT", "VBD", "say", "VERB")
    assert [child.text for child in said.children if child.dep_ == "nsubj"] == ["minister"]
    assert [(entity.text, entity.label_) for entity in doc.ents if entity.label_ == "GPE"] == [("Vienna", "GPE")]


def test_the_shipped_pipeline_in_all_forms(shipped, tmp_path):
    shipped.to_disk(tmp_path)
    expected = answers(shipped)
    assert answers(spacy.load(tmp_path)) == expected
    assert answers(pickle.loads(pickle.dumps(shipped))) == expected
    assert answers(shipped, n_process=2) == expected
