"""A tiny pipeline, packed the way the real one is, so that most tests need no weights."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.training import Example

PLUGIN = Path(__file__).resolve().parents[1]


def trained() -> spacy.Language:
    """Components with weights that nobody trained, and a table of vectors."""
    nlp = spacy.blank("en")
    nlp.vocab.vectors = spacy.vectors.Vectors(
        data=np.linspace(-1, 1, 60, dtype="f").reshape(10, 6), keys=range(1, 11), strings=nlp.vocab.strings
    )
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 16,
        "window_size": 1,
        "maxout_pieces": 3,
        "depth": 2,
    }
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": 16,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
        "rows": [200, 50, 50, 50, 10],
        "include_static_vectors": True,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 16, "upstream": "*"}
    nlp.add_pipe("tok2vec", config={"model": tok2vec})
    for name in ("tagger", "morphologizer"):
        nlp.add_pipe(name, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    for name, inputs in (("parser", listener), ("ner", tok2vec)):
        state = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": name, "extra_state_tokens": False}
        model = {**state, "hidden_width": 16, "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": inputs}
        nlp.add_pipe(name, config={"model": model, **({"min_action_freq": 1} if name == "parser" else {})})
    words = ["Anna", "met", "the", "envoy", "."]
    gold = {
        "words": words,
        "tags": ["NNP", "VBD", "DT", "NN", "."],
        "pos": ["PROPN", "VERB", "DET", "NOUN", "PUNCT"],
        "morphs": ["Number=Sing", "Tense=Past|VerbForm=Fin", "Definite=Def", "Number=Sing", ""],
        "heads": [1, 1, 3, 1, 1],
        "deps": ["nsubj", "ROOT", "det", "dobj", "punct"],
        "entities": ["U-PERSON", "O", "O", "O", "O"],
    }
    examples = [Example.from_dict(nlp.make_doc(" ".join(words)), gold)]
    spacy.util.fix_random_seed(0)
    nlp.initialize(lambda: examples)
    generator = np.random.default_rng(0)  # output layers begin with zeros, which would test nothing
    for _, component in nlp.components:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name) and name != "E":
                    noise = generator.normal(scale=0.1, size=node.get_param(name).shape)
                    node.set_param(name, node.get_param(name) + noise.astype("f"))
    return nlp


@pytest.fixture(scope="session")
def original(tmp_path_factory) -> Path:
    """The folder of a trained pipeline."""
    folder = tmp_path_factory.mktemp("trained") / "model"
    trained().to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def plugin(tmp_path_factory, original) -> Path:
    """A copy of this distribution with the tiny pipeline in it."""
    from training.package import package

    folder = tmp_path_factory.mktemp("plugin") / "diplotext-english"
    shutil.copytree(PLUGIN, folder, ignore=shutil.ignore_patterns("model", "meta.json", "SHA256SUMS", "tests"))
    package(original, folder, "0.1.0")
    return folder


@pytest.fixture(scope="session")
def packed(plugin) -> Path:
    """The folder of the packed tiny pipeline."""
    return plugin / "src" / "en_diplotext" / "model"
