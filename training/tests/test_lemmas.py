"""Lemmas of closed-class words, and the tables that they are put into."""

import pytest
import spacy

from training.lemmas import TABLES, exceptions, lemma_tables


@pytest.mark.parametrize(
    ("part", "word", "lemma"),
    [("aux", "is", "be"), ("aux", "wo", "will"), ("aux", "’s", "be"), ("pron", "me", "I"), ("part", "n't", "not")],
)
def test_exceptions(part: str, word: str, lemma: str) -> None:
    assert exceptions()[part][word] == [lemma]


def test_a_word_has_one_lemma() -> None:
    assert all(len(lemmas) == 1 for words in exceptions().values() for lemmas in words.values())


@pytest.mark.parametrize(
    ("word", "part", "lemma"),
    [
        ("were", "AUX", "be"),
        ("them", "PRON", "they"),
        ("said", "VERB", "say"),
        ("treaties", "NOUN", "treaty"),
        ("This", "DET", "this"),
        ("SHE", "PRON", "she"),
    ],
)
def test_the_lemmatizer_knows_all_parts_of_speech(word: str, part: str, lemma: str) -> None:
    pytest.importorskip("spacy_lookups_data", reason="pip install diplotext[train]")
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=lemma_tables())  # type: ignore[attr-defined]
    doc = nlp.make_doc(word)
    doc[0].pos_ = part
    assert lemmatizer(doc)[0].lemma_ == lemma
    assert set(TABLES) <= set(lemma_tables().tables)
