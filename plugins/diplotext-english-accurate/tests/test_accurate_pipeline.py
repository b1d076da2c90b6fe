"""The shipped pipeline: its labels, the same bytes whatever is read together, and what can be left out."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

en_diplotext_accurate = pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

PACKAGE = Path(en_diplotext_accurate.__file__).parent
if not (PACKAGE / "model" / "meta.json").exists():
    pytest.skip("the weights are missing", allow_module_level=True)

ATTRIBUTES = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
TEXTS = (
    "Anna Berger met the Ghanaian envoy in Vienna on Friday.",
    "“We agree,” said Kofi Roy, the foreign minister. “Talks go on.”",
    "",
    " ",
    "\n\n",
    "The ministers did not sign.\n\nThey will meet again in May, she said.",
    "  \n Officials of the European Union and of Mali\nmet  in   Riga . ",
    "talks go on and on " * 120,
    "...",
    "外交 🙂 e\u0301",
)


@pytest.fixture(scope="module")
def nlp():
    return spacy.load("en_diplotext_accurate")


def answers(nlp, texts=TEXTS, **options):
    return [doc.to_array(ATTRIBUTES).tolist() for doc in nlp.pipe(texts, **options)]


def scores(nlp, text):
    """All that the network says of a text, in bytes."""
    read = nlp.get_pipe("encoder").scores(nlp.make_doc(text), keep=False)
    return [part.tobytes() for _, found in read for part in found]


def test_the_weights_are_those_that_were_packed():
    en_diplotext_accurate.verify()


def test_a_sentence_by_eye(nlp):
    doc = nlp("Norway's foreign minister Ana Haas told reporters in Oslo that the talks with Mali would resume in May.")
    words = {token.text: token for token in doc}
    assert [(name.text, name.label_) for name in doc.ents] == [
        ("Norway", "GPE"),
        ("Ana Haas", "PERSON"),
        ("Oslo", "GPE"),
        ("Mali", "GPE"),
    ]
    assert words["told"].dep_ == "ROOT"
    assert (words["Haas"].dep_, words["Haas"].head.text) == ("nsubj", "told")
    assert (words["resume"].dep_, words["resume"].head.text) == ("ccomp", "told")
    assert (words["told"].tag_, words["told"].pos_, words["told"].lemma_) == ("VBD", "VERB", "tell")
    assert "Tense=Past" in str(words["told"].morph)


def test_the_labels_are_those_of_the_small_pipeline(nlp):
    small = spacy.load("en_diplotext")
    more = set(nlp.get_pipe("parser").labels) - set(small.get_pipe("parser").labels)
    assert more == {"csubjpass"}  # of ClearNLP, too rare for the small pipeline
    assert set(nlp.get_pipe("ner").labels) == set(small.get_pipe("ner").labels)
    assert {*nlp.get_pipe("encoder").labels["tag"], "_SP"} == set(small.get_pipe("tagger").labels)


def test_alone_as_in_any_batch(nlp):
    expected = answers(nlp)
    assert answers(nlp, TEXTS[::-1])[::-1] == expected
    assert answers(nlp, batch_size=1) == answers(nlp, batch_size=3) == expected
    assert [nlp(text).to_array(ATTRIBUTES).tolist() for text in TEXTS] == expected


def test_two_processes(nlp):
    assert answers(nlp, TEXTS * 2, n_process=2, batch_size=2) == answers(nlp) * 2


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), min_size=1, max_size=4), st.randoms())
def test_scores_have_the_same_bytes_in_any_order(nlp, texts, random):
    expected = {text: scores(nlp, text) for text in texts}
    random.shuffle(texts)
    assert {text: scores(nlp, text) for text in texts} == expected


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_any_text_is_parsed(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    assert all(sentence.root.head == sentence.root for sentence in doc.sents)
    assert sum(token.head == token for token in doc) == len(list(doc.sents))
    assert not any(name.text.isspace() for name in doc.ents)


SCRIPT = """
import hashlib, json, sys, spacy
nlp = spacy.load("en_diplotext_accurate")
digest = hashlib.sha256()
for text in json.load(sys.stdin):
    for _, found in nlp.get_pipe("encoder").scores(nlp.make_doc(text), keep=False):
        for part in found:
            digest.update(part.tobytes())
print(digest.hexdigest())
"""


def test_neither_threads_nor_hash_order_count():
    """The environment offers other numbers of threads and other kernels for NumPy; nothing changes."""
    environments = [
        {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "1"},
        {"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "4", "PYTHONHASHSEED": "2"},
        {"OPENBLAS_CORETYPE": "Prescott"},
        {"OPENBLAS_CORETYPE": "Haswell"},
    ]
    found = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=json.dumps(TEXTS),
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for environment in environments
    ]
    assert len(set(found)) == 1


def test_white_space_does_not_change_the_parse(nlp):
    """Two blanks, tabs and no-break spaces between words are read as one blank."""
    plain = "Haas met Roy in Riga. They agreed to meet again, she said."
    expected = [(t.text, t.tag_, t.dep_, t.head.text, t.ent_type_) for t in nlp(plain)]
    for blank in ("  ", "\t ", " \u00a0"):
        doc = nlp(plain.replace(" ", blank))
        found = [(t.text, t.tag_, t.dep_, t.head.text, t.ent_type_) for t in doc if not t.is_space]
        assert found == expected


@pytest.mark.parametrize("left_out", ["ner", "parser", "lemmatizer", "diplotext_boundaries", "diplotext_consistency"])
def test_what_is_left_out_changes_nothing_else(nlp, left_out):
    # The lemmatizer needs parts of speech.
    small = spacy.load("en_diplotext_accurate", exclude=[left_out, *(["lemmatizer"] if left_out == "parser" else [])])
    text = "Haas met Roy in Riga. Haas agreed."
    doc, whole = small(text), nlp(text)
    assert doc.has_annotation("DEP") is (left_out != "parser")
    assert bool(doc.ents) is (left_out != "ner")
    if left_out != "parser":
        assert [t.dep_ for t in doc] == [t.dep_ for t in whole]
    assert not doc.user_data


def test_sentence_starts_that_are_set_are_kept(nlp):
    bare = spacy.load("en_diplotext_accurate", exclude=["diplotext_boundaries", "ner"])
    doc = Doc(bare.vocab, words=["Haas", "met", "Roy", "They", "agreed"], sent_starts=[True, False, True, False, None])
    parsed = bare.get_pipe("parser")(doc)
    assert [token.is_sent_start for token in parsed][:4] == [True, False, True, False]


@pytest.mark.parametrize("copied", [lambda nlp: pickle.loads(pickle.dumps(nlp)), None], ids=["pickle", "bytes"])
def test_copies(nlp, copied):
    other = copied(nlp) if copied else spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes())
    assert answers(other, TEXTS[:3]) == answers(nlp, TEXTS[:3])


def test_a_written_pipeline_is_read_again(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    assert answers(spacy.load(tmp_path), TEXTS[:3]) == answers(nlp, TEXTS[:3])


def test_an_encoder_without_weights_says_so():
    nlp = spacy.blank("en")
    nlp.add_pipe("diplotext_encoder", name="encoder")
    nlp.add_pipe("diplotext_encoder_parser", name="parser")
    with pytest.raises(ValueError, match="'encoder' has no weights"):
        nlp("Talks go on.")


def test_a_parser_without_encoder_says_so():
    with pytest.raises(ValueError, match="needs the component 'encoder' before it"):
        spacy.blank("en").add_pipe("diplotext_encoder_parser")
