"""One label for the mentions of a name, and mentions that were overlooked."""

import pytest
import spacy
from spacy.tokens import Doc, Span

consistency = pytest.importorskip(
    "en_diplotext.consistency", reason="the English pipeline is not installed"
).consistency

Found = list[tuple[str, int, str]]
"""Words, which of their occurrences, label."""

CASES = [
    pytest.param(
        "Anna Berger spoke. Later Berger left.",
        [("Anna Berger", 0, "PERSON"), ("Berger", 1, "GPE")],
        [("Anna Berger", "PERSON"), ("Berger", "PERSON")],
        id="surname of a person",
    ),
    pytest.param(
        "Velmar agreed. Velmar signed. Velmar left.",
        [("Velmar", 0, "GPE"), ("Velmar", 1, "GPE"), ("Velmar", 2, "PERSON")],
        [("Velmar", "GPE")] * 3,
        id="most votes",
    ),
    pytest.param(
        "The Tarn Bank fell. Later Tarn Bank rose.",
        [("Tarn Bank", 0, "ORG")],
        [("Tarn Bank", "ORG")] * 2,
        id="overlooked name of two words",
    ),
    pytest.param(
        "Anna Berger spoke. Then Berger left.",
        [("Anna Berger", 0, "PERSON")],
        [("Anna Berger", "PERSON"), ("Berger", "PERSON")],
        id="overlooked surname",
    ),
    pytest.param(
        "We saw Velmar. Of Velmar and of Velmar we know little.",
        [("Velmar", 0, "PERSON")],
        [("Velmar", "PERSON")],
        id="a single word that is mostly no name is not added",
    ),
    pytest.param(
        "Rich Hope spoke. There was hope. But Hope left.",
        [("Rich Hope", 0, "PERSON")],
        [("Rich Hope", "PERSON")],
        id="a word that the text also has in small letters is not added",
    ),
    pytest.param(
        "Anna Berger spoke. The Berger Prize is hers.",
        [("Anna Berger", 0, "PERSON")],
        [("Anna Berger", "PERSON")],
        id="a word within a longer run of capitals is not added",
    ),
    pytest.param(
        "Clara May spoke. In May talks began.",
        [("Clara May", 0, "PERSON")],
        [("Clara May", "PERSON")],
        id="months are not added",
    ),
    pytest.param(
        "Tom Rell Jr. came. Later Rell went. The other Jr. stayed.",
        [("Tom Rell Jr.", 0, "PERSON")],
        [("Tom Rell Jr.", "PERSON"), ("Rell", "PERSON")],
        id="suffix of a name",
    ),
    pytest.param(
        "Anna\nBerger came. Of Anna Berger we know little.",
        [("Anna\nBerger", 0, "PERSON")],
        [("Anna\nBerger", "PERSON"), ("Anna Berger", "PERSON")],
        id="a line break within a name",
    ),
]


@pytest.mark.parametrize(("text", "found", "expected"), CASES)
def test_consistency(text: str, found: Found, expected: list[tuple[str, str]]) -> None:
    doc = spacy.blank("en")(text)
    spans: list[Span] = []
    for words, occurrence, label in found:
        start = -1
        for _ in range(occurrence + 1):
            start = text.index(words, start + 1)
        span = doc.char_span(start, start + len(words), label=label)
        assert span is not None
        spans.append(span)
    doc.ents = spans
    assert [(entity.text, entity.label_) for entity in consistency(doc).ents] == expected


def test_identifiers_are_kept() -> None:
    doc = spacy.blank("en")("Velmar agreed.")
    doc.ents = [Span(doc, 0, 1, label="GPE", kb_id="place-1", span_id="one")]
    assert [(entity.kb_id_, entity.id_) for entity in consistency(doc).ents] == [("place-1", "one")]


def test_no_names() -> None:
    doc = consistency(spacy.blank("en")("Nothing is named here."))
    assert not doc.ents
    assert not doc.has_annotation("ENT_IOB")


def test_many_names_with_one_first_word_take_linear_time() -> None:
    words = [word for number in range(20_000) for word in ("Anna", f"Family{number}", "left", ".", "Anna", "left", ".")]
    doc = Doc(spacy.blank("en").vocab, words=words)
    doc.ents = [Span(doc, start, start + 2, label="PERSON") for start in range(0, len(words), 7)]
    assert len(consistency(doc).ents) == 20_000
