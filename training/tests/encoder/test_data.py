"""Trees and names as numbers, cut and varied without losing what they say."""

import random
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin, Span

pytest.importorskip("en_diplotext_accurate", reason="en-diplotext-accurate is not installed")

from en_diplotext_accurate.names import SEQUENCE_LABELS
from en_diplotext_accurate.pieces import LATER, SPECIAL, Shape, WordPieces
from training.encoder.data import (
    UNKNOWN,
    LabelNumbers,
    Labels,
    Tree,
    batches,
    read_names,
    read_trees,
    tree_samples,
    varied,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPLIT = WordPieces([*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS), *".,“”"])
VOCAB = spacy.blank("en").vocab


def gold(sentences: int) -> Doc:
    """A text of sentences of four words and a mark, each with its verb as root."""
    words, heads, deps = [], [], []
    for number in range(sentences):
        start = 5 * number
        words += ["The", "envoy", "left", "Riga", "."]
        heads += [start + 1, start + 2, start + 2, start + 2, start + 2]
        deps += ["det", "nsubj", "ROOT", "dobj", "punct"]
    tags = ["DT", "NN", "VBD", "NNP", "."] * sentences
    pos = ["DET", "NOUN", "VERB", "PROPN", "PUNCT"] * sentences
    starts = [place % 5 == 0 for place in range(len(words))]
    spaces = [place % 5 != 3 for place in range(len(words))]
    del starts
    return Doc(VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, tags=tags, pos=pos)


def tree(sentences: int) -> Tree:
    doc = gold(sentences)
    return Tree.of(doc, LabelNumbers.of(Labels.of([doc])), SPLIT)


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.integers(0, 99))
def test_every_word_is_learned_from_once(sizes: list[int], seed: int) -> None:
    samples = tree_samples([tree(size) for size in sizes], SPLIT, random.Random(seed))
    assert sum(len(sample.block.tokens) for sample in samples) == 5 * sum(sizes)
    for sample in samples:
        count = len(sample.block.tokens)
        assert {len(row) for row in sample.labels.values()} == {count}
        assert sample.labels["head"] == [
            0 if place % 5 == 2 else 5 * (place // 5) + (2 if place % 5 == 0 else 3) for place in range(count)
        ]
        assert sample.labels["start"] == [int(place % 5 == 0) for place in range(count)]


def test_documents_are_joined_with_a_blank_line_or_without() -> None:
    joined = tree(1).followed_by(tree(2), paragraph=True)
    assert joined.words[5] == "\n\n"
    (sample,) = joined.samples(SPLIT, 200)
    assert len(sample.block.tokens) == 15
    assert sample.block.tokens[5] == 6
    (plain,) = tree(1).followed_by(tree(1), paragraph=False).samples(SPLIT, 200)
    assert plain.block.gaps[plain.block.first[4]] & 2  # a space follows the mark now


def test_labels_that_the_training_part_lacks_are_unknown() -> None:
    doc = gold(1)
    numbers = LabelNumbers.of(Labels(["NN"], ["NOUN#"], ["nsubj"]))
    (sample,) = Tree.of(doc, numbers, SPLIT).samples(SPLIT, 200)
    assert sample.labels["tag"] == [UNKNOWN, 0, UNKNOWN, UNKNOWN, UNKNOWN]
    assert sample.labels["relation"] == [UNKNOWN, 0, UNKNOWN, UNKNOWN, UNKNOWN]


def test_files_are_read(tmp_path: Path) -> None:
    DocBin(attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "HEAD", "DEP", "SENT_START"], docs=[gold(3)]).to_disk(
        tmp_path / "trees.spacy"
    )
    trees, labels = read_trees(tmp_path / "trees.spacy", None, SPLIT)
    assert labels.tag == [".", "DT", "NN", "NNP", "VBD"]
    assert len(tree_samples(trees, SPLIT)) == 1


def test_names_have_the_labels_of_their_places(tmp_path: Path) -> None:
    doc = Doc(VOCAB, words=["Ana", "van", "Haas", "left", "Riga", "on", "Monday", "."])
    doc.set_ents(
        [Span(doc, 0, 3, "PERSON"), Span(doc, 4, 5, "GPE"), Span(doc, 6, 7, "DATE")],
        missing=[doc[5:6]],
        default="outside",
    )
    DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"], docs=[doc]).to_disk(tmp_path / "names.spacy")
    (sample,) = read_names(tmp_path / "names.spacy", SPLIT)
    found = [None if label == UNKNOWN else SEQUENCE_LABELS[label] for label in sample.labels["name"]]
    assert found == ["B-PERSON", "I-PERSON", "E-PERSON", "O", "S-GPE", None, None, "O"]


@given(st.integers(0, 999))
def test_variants_keep_the_words(seed: int) -> None:
    (sample,) = tree(4).samples(SPLIT, 200)
    block = varied(sample, random.Random(seed), 0.5)
    assert len(block.first) == len(sample.block.first)
    assert [block.pieces[place] for place in block.first] == [
        sample.block.pieces[place] for place in sample.block.first
    ]
    assert len(block.pieces) == len(block.shapes) == len(block.gaps)


def test_headlines_write_small_words_small() -> None:
    from training.encoder.data import _shapes

    (sample,) = Tree.of(gold(1), LabelNumbers.of(Labels.of([gold(1)])), SPLIT).samples(SPLIT, 200)
    sample.small[2] = True
    first = sample.block.first
    headline = _shapes(sample, "headline")
    assert [headline[place] for place in first[:4]] == [Shape.TITLE, Shape.TITLE, Shape.LOWER, Shape.TITLE]
    capitals = _shapes(sample, "capitals")
    assert [capitals[place] for place in first[:4]] == [Shape.UPPER] * 4
    assert capitals[first[1] + 1] == Shape.UPPER + LATER


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(0, 9))
def test_every_block_is_in_one_batch(sizes: list[int], seed: int) -> None:
    samples = [sample for size in sizes for sample in tree(size).samples(SPLIT, 200)]
    made = batches(samples, 300, random.Random(seed))
    assert sorted(id(sample) for batch in made for sample in batch) == sorted(map(id, samples))
    assert made == batches(samples, 300, random.Random(seed))
