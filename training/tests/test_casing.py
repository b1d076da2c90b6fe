"""Casing: other forms, the same annotation."""

import pytest
import spacy
from spacy.tokens import Doc

from training.casing import headline_case, lower_case, upper_case

LANGUAGE = spacy.blank("en")


def parsed() -> Doc:
    return Doc(
        LANGUAGE.vocab,
        words=["Ana", "did", "n't", "go", "to", "Geneva", "."],
        spaces=[True, False, True, True, True, False, False],
        tags=["NNP", "VBD", "RB", "VB", "IN", "NNP", "."],
        lemmas=["Ana", "do", "not", "go", "to", "Geneva", "."],
        heads=[3, 3, 3, 3, 3, 4, 3],
        deps=["nsubj", "aux", "neg", "ROOT", "prep", "pobj", "punct"],
        ents=["B-PERSON", "O", "O", "O", "O", "B-GPE", "O"],
    )


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (headline_case, "Ana Didn't Go to Geneva."),
        (upper_case, "ANA DIDN'T GO TO GENEVA."),
        (lower_case, "ana didn't go to geneva."),
    ],
)
def test_casing_keeps_annotation(change: object, text: str) -> None:
    doc = parsed()
    new = change(doc)  # type: ignore[operator]
    assert new.text == text
    for attribute in ("tag_", "lemma_", "dep_", "ent_iob_", "ent_type_", "is_sent_start"):
        assert [getattr(t, attribute) for t in new] == [getattr(t, attribute) for t in doc]
    assert [token.head.i for token in new] == [token.head.i for token in doc]


def test_casing_keeps_unknown_tokens() -> None:
    words = ["Ana", "met", "Boris", "at", "the", "straße", "."]
    doc = Doc(LANGUAGE.vocab, words=words, spaces=[True] * 5 + [False] * 2, ents=["B-PERSON", "O", "", *"OOOO"])
    doc.user_data["source"] = "test"
    new = upper_case(doc)
    assert [token.ent_iob_ for token in new] == [token.ent_iob_ for token in doc]
    assert new.text == "ANA MET BORIS AT THE straße."
    assert new.user_data == doc.user_data
