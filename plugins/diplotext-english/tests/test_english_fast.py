"""The fast predictions are those of thinc, whatever is read together, and give way to thinc where they must."""

import copy
import logging
import pickle

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.training import Example
from spacy.vectors import Vectors
from thinc.api import NumpyOps

pytest.importorskip("en_diplotext", reason="en-diplotext is not installed")

from en_diplotext import fast_embedding, fast_ops, loading
from en_diplotext.fast_ops import GROUP, TILE, NumpyBlasOps
from en_diplotext.fast_tok2vec import FastForward

WIDTH = 24
WORDS = [
    "Anna",
    "Berger",
    "met",
    "the",
    "envoy",
    "in",
    "Vienna",
    ".",
    ",",
    "talks",
    "Überlingen",
    "2,000",
    "u.s.",
    "\n\n",
]
SENTENCES = ["Anna Berger met the envoy in Vienna.", "Talks go on.", "", " ", "the the the", "Talks\n\n go on " * 60]
words = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=40)
texts = st.lists(words.map(" ".join), max_size=5).map(lambda found: ["talks", *found])  # thinc fails without words


def build(*, vectors: str = "floret", depth: int = 4, encoder: str = "MaxoutWindowEncoder", pieces: int = 3):
    """A tagger on a shared tok2vec, a recognizer of names on its own; nobody trained them."""
    nlp = spacy.blank("en")
    generator = np.random.default_rng(1)
    data = generator.normal(size=(200, 16)).astype("f")
    if vectors == "floret":
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, mode="floret", minn=2, maxn=3, hash_count=2)
    elif vectors == "default":
        nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=range(1, 201))
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
        "rows": [200, 50, 50, 50, 10, 10],
        "include_static_vectors": vectors != "none",
    }
    encode = {"@architectures": f"spacy.{encoder}.v2", "width": WIDTH, "window_size": 1, "depth": depth}
    if encoder == "MaxoutWindowEncoder":
        encode["maxout_pieces"] = pieces
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    ner = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False}
    shape = {"hidden_width": 16, "maxout_pieces": 2, "use_upper": True, "nO": None}
    nlp.add_pipe("ner", config={"model": {**ner, **shape, "tok2vec": tok2vec}})
    spacy.util.fix_random_seed(0)
    nlp.initialize(lambda: examples(nlp))
    for _, component in nlp.components:  # output layers begin with zeros, which would test nothing
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    noise = generator.normal(scale=0.2, size=node.get_param(name).shape)
                    node.set_param(name, node.get_param(name) + noise.astype("f"))
    return nlp


def examples(nlp):
    gold = {"tags": ["NNP", "VBD", "DT", "NN", "."], "entities": ["U-PERSON", "O", "O", "O", "O"]}
    return [Example.from_dict(nlp.make_doc("Anna met the envoy."), gold)]


def load(folder, product, **options):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(loading.MATRIX_PRODUCT, product)
        return loading.load_pipeline(folder, **options)


def tok2vecs(nlp):
    """The models with fast predictions: that of the component and that within the recognizer."""
    return [nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]]


def is_fast(nlp):
    return [isinstance(model._func, FastForward) for model in tok2vecs(nlp)]


def answers(nlp, **options):
    docs = list(nlp.pipe(SENTENCES, **options))
    return [(doc.to_array(["TAG", "ENT_IOB", "ENT_TYPE"]).tolist(), doc.tensor.tobytes()) for doc in docs]


def assert_close(fast, plain, sentences=SENTENCES):
    docs = [fast.make_doc(text) for text in sentences]
    others = [plain.make_doc(text) for text in sentences]
    for quick, slow in zip(tok2vecs(fast), tok2vecs(plain), strict=True):
        for one, other in zip(quick.predict(docs), slow.predict(others), strict=True):
            assert one.dtype == np.float32
            assert one.shape == other.shape
            assert np.allclose(one, other, atol=1e-4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("fast") / "model"
    build().to_disk(path)
    return path


@pytest.fixture(scope="module")
def fast(folder):
    return load(folder, "numpy")


@pytest.fixture(scope="module")
def plain(folder):
    return load(folder, "blis")


def test_the_environment_switches_it_off(fast, plain):
    assert (is_fast(fast), is_fast(plain)) == ([True, True], [False, False])


@settings(deadline=None, max_examples=50)
@given(texts)
def test_predictions_are_those_of_thinc(fast, plain, sentences):
    assert_close(fast, plain, sentences)
    assert is_fast(fast) == [True, True]


@pytest.mark.parametrize("shape", [{"vectors": "none"}, {"depth": 1}, {"depth": 2, "pieces": 2}])
def test_other_shapes(tmp_path, shape):
    build(**shape).to_disk(tmp_path)
    fast = load(tmp_path, "numpy")
    assert_close(fast, load(tmp_path, "blis"))
    assert is_fast(fast) == [True, True]


@pytest.mark.parametrize(
    ("shape", "reason"),
    [({"vectors": "default"}, "static vectors are not of floret"), ({"encoder": "MishWindowEncoder"}, "encoder")],
)
def test_unexpected_models_keep_the_forward_pass_of_thinc(tmp_path, caplog, shape, reason):
    build(**shape).to_disk(tmp_path)
    caplog.set_level(logging.DEBUG, "en_diplotext")
    fast = load(tmp_path, "numpy")
    assert_close(fast, load(tmp_path, "blis"))
    assert is_fast(fast) == [False, False]
    assert caplog.text.count(reason) == 2


@settings(deadline=None, max_examples=50)
@given(texts, st.randoms(use_true_random=False))
def test_alone_as_in_any_batch(fast, sentences, random):
    docs = [fast.make_doc(text) for text in sentences]
    shuffled = list(range(len(docs)))
    random.shuffle(shuffled)
    for model in tok2vecs(fast):
        together = model.predict(docs)
        mixed = model.predict([docs[index] for index in shuffled])
        for index, doc in enumerate(docs):
            assert model.predict([doc])[0].tobytes() == together[index].tobytes()
            assert mixed[shuffled.index(index)].tobytes() == together[index].tobytes()


def test_answers_are_those_of_any_batch(fast):
    expected = answers(fast, batch_size=64)
    assert answers(fast, batch_size=1) == answers(fast, batch_size=3) == expected


def test_a_full_table_changes_nothing(fast, folder, monkeypatch):
    expected = answers(fast)
    monkeypatch.setattr(fast_embedding, "CAPACITY", 3)
    small = load(folder, "numpy")
    assert answers(small) == answers(small, batch_size=2) == expected


def test_vectors_have_memory_of_their_own(fast):
    docs = list(fast.pipe(SENTENCES))
    assert all(doc.tensor.base is None for doc in docs if len(doc))


def test_training_goes_on_with_the_forward_pass_of_thinc(folder):
    fast, plain = load(folder, "numpy"), load(folder, "blis")
    before = answers(fast)
    for nlp in (fast, plain):
        spacy.util.fix_random_seed(0)
        optimizer = nlp.resume_training()
        for _ in range(3):
            nlp.update(examples(nlp), sgd=optimizer, annotates=["tok2vec"])
            answers(nlp)
    assert answers(fast) != before
    assert_close(fast, plain)
    assert is_fast(fast) == [False, False]


def test_new_weights_are_noticed(folder, fast):
    changed = load(folder, "numpy")
    expected = answers(changed)
    for model in tok2vecs(changed):
        for node in model.walk():
            if node.has_param("G"):
                node.set_param("G", node.get_param("G") * 2)
    assert answers(changed) != expected
    changed.from_bytes(fast.to_bytes())
    assert answers(changed) == expected
    assert is_fast(changed) == [True, True]
    changed.vocab.vectors.data = changed.vocab.vectors.data * 2
    assert answers(changed) != expected


def test_averaged_weights_of_an_optimizer(folder):
    nlp = load(folder, "numpy")
    expected = answers(nlp)
    model = nlp.get_pipe("tok2vec").model
    layer = next(node for node in model.walk() if node.has_param("G"))
    with nlp.use_params({(layer.id, "G"): layer.get_param("G") * 2}):
        assert answers(nlp) != expected
    assert answers(nlp) == expected


@pytest.mark.parametrize(
    "copied", [lambda nlp: pickle.loads(pickle.dumps(nlp)), copy.deepcopy], ids=["pickle", "deepcopy"]
)
def test_copies(fast, copied):
    other = copied(fast)
    assert is_fast(other) == [True, True]
    assert answers(other) == answers(fast)


def test_a_written_pipeline_is_an_ordinary_one(fast, plain, tmp_path):
    fast.to_disk(tmp_path)
    other = spacy.load(tmp_path)
    assert {type(node.ops) for _, pipe in other.components for node in pipe.model.walk()} == {type(NumpyOps())}
    assert_close(fast, other)
    # Both have been used now: spaCy writes the dropout rate of a recognizer's last use.
    assert [tags for tags, _ in answers(plain)] == [tags for tags, _ in answers(fast)]
    for name in fast.component_names:
        assert fast.get_pipe(name).to_bytes(exclude=["vocab"]) == plain.get_pipe(name).to_bytes(exclude=["vocab"])


def test_replaced_listeners(folder, fast):
    nlp = load(folder, "numpy")
    nlp.replace_listeners("tok2vec", "tagger", ["model.tok2vec"])
    assert [tags for tags, _ in answers(nlp)] == [tags for tags, _ in answers(fast)]


def test_selected_components_and_two_processes(fast):
    with fast.select_pipes(disable=["ner"]):
        assert [tensor for _, tensor in answers(fast)]
    assert answers(fast, n_process=2) == answers(fast)


def test_documents_of_another_vocabulary(fast):
    """They bring vectors of their own, here equal ones."""
    other = build()
    for model in tok2vecs(fast):
        expected = model.predict([fast.make_doc(text) for text in SENTENCES])
        found = model.predict([other.make_doc(text) for text in SENTENCES])
        assert all(np.array_equal(one, two) for one, two in zip(expected, found, strict=True))


@given(
    rows=st.integers(1, TILE * GROUP + 2 * TILE),
    inner=st.integers(1, 60),
    columns=st.integers(1, 60),
    trans2=st.booleans(),
    seed=st.integers(0, 9),
)
def test_a_row_of_a_product_depends_on_nothing_else(rows, inner, columns, trans2, seed):
    generator = np.random.default_rng(seed)
    x = generator.normal(size=(rows, inner)).astype("f")
    y = generator.normal(size=(columns, inner) if trans2 else (inner, columns)).astype("f")
    ops = NumpyBlasOps()
    product = ops.gemm(x, y, trans2=trans2)
    assert np.allclose(product, x @ (y.T if trans2 else y), atol=1e-4)
    order = generator.permutation(rows)[: generator.integers(1, rows + 1)]
    assert np.array_equal(ops.gemm(x[order], y, trans2=trans2), product[order])


def test_products_of_blis_replace_uneven_ones(monkeypatch):
    monkeypatch.setattr(fast_ops, "tiles_are_even", lambda *_: False)
    test_a_row_of_a_product_depends_on_nothing_else()


def test_uneven_tiles_are_noticed(monkeypatch):
    even = fast_ops.tiles_are_even.__wrapped__
    single = np.dtype("f")
    assert all(even(columns, inner, single) for columns in range(5) for inner in range(5))
    multiply = fast_ops._multiply

    def uneven(x, weights, out):
        multiply(x, weights, out)
        out[TILE - 1, -1] = np.nextafter(out[0, -1], np.float32(9))

    monkeypatch.setattr(fast_ops, "_multiply", uneven)
    assert not any(even(columns, inner, single) for columns in range(1, 5) for inner in range(5))


@pytest.mark.parametrize("columns", [1, 2, 3, 5, 17, 40])
def test_many_terms_and_places_to_write(columns):
    """The inner size leaves few columns to a part; the product is written between other values."""
    generator = np.random.default_rng(columns)
    x = generator.normal(size=(TILE + 3, 9_000)).astype("f")
    y = generator.normal(size=(columns, 9_000)).astype("f")
    room = np.ones((len(x) + 2, columns + 2), dtype=np.float32)
    assert np.shares_memory(NumpyBlasOps().gemm(x, y, trans2=True, out=room[1:-1, 1:-1]), room)
    assert np.allclose(room[1:-1, 1:-1], x @ y.T, atol=1e-2)
    assert room.sum() == pytest.approx(room[1:-1, 1:-1].sum() + 2 * (columns + 2) + 2 * len(x), abs=0.1)


def test_products_without_values():
    ops = NumpyBlasOps()
    for rows, inner, columns in [(0, 3, 4), (3, 0, 4), (3, 4, 0)]:
        product = ops.gemm(np.ones((rows, inner), dtype="f"), np.ones((inner, columns), dtype="f"))
        assert (product.shape, product.sum()) == ((rows, columns), 0)
