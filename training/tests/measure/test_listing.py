"""The listing of a parse for reading by eye."""

from spacy.tokens import Doc, Span

from training.documents import blank_vocab
from training.measure.listing import listing


def test_a_listing() -> None:
    doc = Doc(
        blank_vocab(),
        words=["Ana", "Rell", "said", "talks", "failed", ".", "Envoys", "left", "."],
        heads=[1, 2, 2, 4, 2, 2, 7, 7, 7],
        deps=["compound", "nsubj", "ROOT", "nsubj", "ccomp", "punct", "nsubj", "ROOT", "punct"],
        pos=["PROPN", "PROPN", "VERB", "NOUN", "VERB", "PUNCT", "NOUN", "VERB", "PUNCT"],
        lemmas=["Ana", "Rell", "say", "talk", "fail", ".", "envoy", "leave", "."],
    )
    doc.ents = [Span(doc, 0, 2, "PERSON")]
    assert listing(doc).splitlines() == [
        "  1 Ana Rell said talks failed .",
        "      said: subject Ana Rell, content failed",
        "      names: Ana Rell [PERSON]",
        "  2 Envoys left .",
    ]
