"""Names that two recognizers agree on, put into silver documents."""

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training.documents import NAME_ATTRIBUTES, read_docs
from training.silver.self_training import Name, agreed, filled, main

LANGUAGE = spacy.blank("en")
WORDS = ["Ana", "Rell", "met", "Boris", "in", "Qoxville"]


def silver(tags: str) -> Doc:
    """A document with a tag for each word: `P`, `p` first and later words of PERSON, `G` GPE, `O` outside, `?` open."""
    names = {"P": "B-PERSON", "p": "I-PERSON", "G": "B-GPE", "O": "O", "?": ""}
    return Doc(LANGUAGE.vocab, words=WORDS, ents=[names[tag] for tag in tags])


def tags(doc: Doc) -> str:
    return "".join(
        "?"
        if token.ent_iob == 0
        else token.ent_type_[:1].lower()
        if token.ent_iob_ == "I"
        else token.ent_type_[:1] or "O"
        for token in doc
    )


@pytest.mark.parametrize(
    ("before", "found", "after"),
    [
        ("PpO?O?", [], "PpO?O?"),
        ("PpO?O?", [(3, 4, "PERSON")], "PpOPO?"),
        ("PpO?O?", [(3, 4, "PERSON"), (5, 6, "GPE")], "PpOPOG"),
        ("??OOOO", [(0, 2, "PERSON")], "PpOOOO"),
        ("O?OOOO", [(0, 2, "PERSON")], "PpOOOO"),  # a part was open
        ("OOOOOO", [(3, 4, "PERSON")], "OOOOOO"),  # nothing was open
        ("OOOOOG", [(5, 6, "GPE")], "OOOOOG"),
        ("OOOOOG", [(5, 6, "PERSON")], "OOOOO?"),  # contradicted
        ("P?OOOO", [(0, 2, "PERSON")], "P?OOOO"),  # another extent is no contradiction, and the word is taken
    ],
)
def test_filling(before: str, found: list[Name], after: str) -> None:
    made, _ = filled(silver(before), set(found))
    assert tags(made) == after
    assert [token.text for token in made] == WORDS


def test_counts() -> None:
    _, counts = filled(silver("PpO?OG"), {(0, 2, "PERSON"), (3, 4, "PERSON"), (5, 6, "PERSON")})
    assert counts == {"kept": 1, "added": 1, "given up": 1}


def recognizer(**names: str) -> Language:
    """A pipeline that finds fixed names."""
    nlp = spacy.blank("en")
    patterns = [{"label": label, "pattern": name} for name, label in names.items()]
    nlp.add_pipe("entity_ruler", name="ner").add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def test_only_names_of_all_models_count() -> None:
    models = [recognizer(Boris="PERSON", Qoxville="GPE"), recognizer(Boris="PERSON", Qoxville="LOC", Ana="PERSON")]
    assert list(agreed([silver("??????"), silver("OOOOOO")], models)) == [{(3, 4, "PERSON")}] * 2


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "silver").mkdir()
    DocBin(attrs=NAME_ATTRIBUTES, docs=[silver("PpO?O?")]).to_disk(tmp_path / "silver" / "silver_000.spacy")
    for name in ("a", "b"):
        recognizer(Boris="PERSON").to_disk(tmp_path / name)
    arguments = [str(tmp_path / name) for name in ("silver", "filled", "a", "b")]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.output == "silver_000.spacy: 1 added, 1 kept\n"
    [doc] = read_docs(tmp_path / "filled" / "silver_000.spacy", LANGUAGE.vocab)
    assert tags(doc) == "PpOPO?"
