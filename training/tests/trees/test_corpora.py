"""The real treebanks, which are not in the repository: set DIPLOTEXT_CORPORA to the folder that holds `parse/`."""

import os
from functools import cache
from pathlib import Path

import pytest

from training.documents import blank_vocab
from training.tests.trees.test_conversion import assert_sound
from training.trees.clear_labels import convert
from training.trees.conllu import Sentence
from training.trees.docbin import documents
from training.trees.grafts import grafts
from training.trees.prepare import TREEBANKS, Counts, treebank
from training.trees.scheme import scheme
from training.trees.tree import Tree

CORPORA = os.environ.get("DIPLOTEXT_CORPORA", "")
PARTS = [(name, part) for name in TREEBANKS for part in ("train", "dev", "test")]
MOST_CROSSING = 0.01
MOST_UNCLEAR = 0.02

pytestmark = pytest.mark.skipif(not CORPORA, reason="DIPLOTEXT_CORPORA is not set")


@cache
def sentences(name: str, part: str) -> list[Sentence]:
    return treebank(Path(CORPORA), name, part)


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_every_sentence_converts(name: str, part: str) -> None:
    counts = Counts()
    for original in sentences(name, part):
        converted = convert(original)
        assert_sound(original, converted)
        counts.add(converted)
    assert counts.crossing < MOST_CROSSING * counts.tokens
    assert counts.labels["dep"] < MOST_UNCLEAR * counts.tokens
    assert set(counts.labels) <= scheme().labels


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_the_text_is_the_one_that_the_treebank_states(name: str, part: str) -> None:
    different = [s.id for s in sentences(name, part) if s.text.split() != s.written.split()]
    assert len(different) <= 1


@pytest.mark.parametrize("name", TREEBANKS)
def test_sentence_starts_survive(name: str) -> None:
    converted = [convert(sentence) for sentence in sentences(name, "dev")]
    docs = list(documents(converted, blank_vocab(), seed=0))
    found = [[word.text for word in span if not word.is_space] for doc in docs for span in doc.sents]
    assert found == [[token.form for token in sentence.tokens] for sentence in converted]


def test_grafts_of_real_sentences_are_sound() -> None:
    made = list(grafts(sentences("gum", "train"), 500, seed=0))
    assert made == list(grafts(sentences("gum", "train"), 500, seed=0))
    for graft in made:
        for original in graft.sentences:
            Tree(original.tokens).check()
            assert_sound(original, convert(original))
        tokens = convert(graft.sentences[graft.main]).tokens
        roles = sorted(token.dep for token in tokens if token.head == graft.verb and token.dep in {"nsubj", "ccomp"})
        assert roles == ["ccomp", "nsubj"]
