"""Names that change places, and documents for spaCy."""

import random
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from training.documents import NAME_ATTRIBUTES
from training.names.gold import document, documents
from training.names.people import Person, Tables, persons, read_people
from training.names.swap import swapped
from training.names.text import Name, NamedText
from training.tests.names.test_scheme import span

LANGUAGE = spacy.blank("en")
TABLES = Tables(
    people=(Person("x", "Tala", "Moana"), Person("y", "Jun-ho", "Baek", family_first=True)),
    states=("Borduria", "Ruritania"),
    cities=("Qoxville",),
    organizations=("Tea Council", "Union of Cups"),
    acronyms=("TCX",),
)
TEXT = "Ana Petrova's plan failed. Petrova, of Ruritania, said Boris met Dr. Petrova."


def made(text: str, **names: str) -> Doc:
    """A document where each part is marked as every label given: `PERSON="Ana Petrova|Petrova"`."""
    found = []
    for label, parts in names.items():
        for part in parts.split("|"):
            position = -1
            while (position := text.find(part, position + 1)) != -1:
                found.append(Name(position, position + len(part), None if label == "unknown" else label))
    longest = [n for n in found if not any(o != n and o.start <= n.start and n.end <= o.end for o in found)]
    return document(LANGUAGE, text, longest, "test")


def test_documents_have_names_outside_and_unknown() -> None:
    doc = made("Ana Petrova's cat met Boris-like X2Y there.", PERSON="Ana Petrova", unknown="Boris", ORG="X2")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Ana Petrova", "PERSON")]
    assert [token.text for token in doc if token.ent_iob == 0] == ["Boris", "X2Y"]
    [again] = DocBin().from_bytes(DocBin(attrs=NAME_ATTRIBUTES, docs=[doc]).to_bytes()).get_docs(LANGUAGE.vocab)
    assert [token.ent_iob_ for token in again] == [token.ent_iob_ for token in doc]


def test_groups_of_sentences() -> None:
    text = "Ana said 'no'."
    sentences = [NamedText("x", text, (span(text, "Ana", "PERSON"),), starts_paragraph=n % 3 == 0) for n in range(40)]
    docs = list(documents(sentences, LANGUAGE, random.Random(1), other_marks=0.5))
    assert sum(len(doc.ents) for doc in docs) == 40
    assert {entity.text for doc in docs for entity in doc.ents} == {"Ana"}
    assert {1, 2, 3} <= {len(doc.ents) for doc in docs}
    assert any("‘no’" in doc.text for doc in docs)
    assert any("'no'" in doc.text for doc in docs)
    assert any("\n" in doc.text for doc in docs)


def test_a_surname_follows_its_full_name() -> None:
    doc = made(TEXT, PERSON="Ana Petrova|Petrova|Boris", GPE="Ruritania", unknown="Dr.")
    texts = set()
    for seed in range(12):
        new = swapped(doc, random.Random(seed), TABLES)
        texts.add(new.text)
        people = [entity.text for entity in new.ents if entity.label_ == "PERSON"]
        full = people[0]
        assert full in {"Tala Moana", "Baek Jun-ho"}
        assert people[1] == people[3] == {"Tala Moana": "Moana", "Baek Jun-ho": "Baek"}[full]
        assert [token.text for token in new if token.ent_iob == 0] == ["Dr."]
        assert new.text.startswith(f"{full}'s plan failed.")
        assert [token.text for token in LANGUAGE(new.text)] == [token.text for token in new]
    assert len(texts) > 1


def test_capitals_stay() -> None:
    new = swapped(made("PETROVA left", PERSON="PETROVA"), random.Random(0), TABLES)
    assert new[0].text in {"MOANA", "BAEK"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("President Ana PETROVA", ("Ana", "Petrova", False)),
        ("Mr. Nikita S. BORDUR", ("Nikita S.", "Bordur", False)),
        ("Ana de la Cruz", ("Ana", "de la Cruz", False)),
        ("KIM Jun-ho", ("Jun-ho", "Kim", True)),
        ("Baek Jun-ho", ("Jun-ho", "Baek", True)),
        ("Prime Minister Petrova", None),
        ("Queen ELIZABETH II", None),
        ("Минин Иван", None),
        ("is vacant", None),
        ("", None),
    ],
)
def test_persons(cell: str, expected: tuple[str, str, bool] | None) -> None:
    found = [(person.given, person.family, person.family_first) for person in persons(cell, "x")]
    assert found == ([expected] if expected else [])


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_people(tmp_path)
