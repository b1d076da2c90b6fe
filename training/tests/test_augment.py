"""Variants of training documents: each kind alone, and the annotation that stays."""

import random

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from training.augment import news_augmenter

LANGUAGE = spacy.blank("en")
NONE = {"headline": 0.0, "upper": 0.0, "lower": 0.0, "line_breaks": 0.0}


def example(times: int = 1) -> Example:
    words, names = ["Ana", "flew", "to", "Qoxville"], ["B-PERSON", "O", "O", "B-GPE"]
    reference = Doc(LANGUAGE.vocab, words=words * times, ents=names * times)
    return Example(LANGUAGE.make_doc(reference.text), reference)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("none", "Ana flew to Qoxville "),
        ("headline", "Ana Flew to Qoxville "),
        ("upper", "ANA FLEW TO QOXVILLE "),
        ("lower", "ana flew to qoxville "),
    ],
)
def test_a_document_in_other_casing(share: str, text: str) -> None:
    shares = NONE | ({} if share == "none" else {share: 1.0})
    [made] = news_augmenter(**shares)(LANGUAGE, example())
    assert made.reference.text == made.predicted.text == text
    assert [entity.label_ for entity in made.reference.ents] == ["PERSON", "GPE"]


def test_shares_are_those_of_the_documents() -> None:
    augment = news_augmenter(**NONE | {"headline": 0.25, "upper": 0.25})
    random.seed(0)
    texts = [made.reference.text for _ in range(400) for made in augment(LANGUAGE, example())]
    assert len(texts) == 400
    assert 70 < texts.count("ANA FLEW TO QOXVILLE ") < 130
    assert 70 < texts.count("Ana Flew to Qoxville ") < 130


def test_line_breaks_keep_names() -> None:
    augment = news_augmenter(**NONE | {"line_breaks": 1.0})
    random.seed(0)
    [made] = augment(LANGUAGE, example(times=50))
    assert sum(token.is_space for token in made.reference) == 6
    assert {entity.text for entity in made.reference.ents} == {"Ana", "Qoxville"}
    assert len(made.reference.ents) == 100
