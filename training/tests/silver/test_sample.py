"""Silver documents: which paragraphs are taken, and what of the labels arrives in the files."""

import json
import lzma
import random
from pathlib import Path

import spacy
from click.testing import CliRunner
from spacy.tokens import Doc, DocBin

from training.documents import NAME_ATTRIBUTES
from training.silver.document import Labels
from training.silver.prepare import main
from training.silver.rules import Mention
from training.silver.sample import FLOOR, Counts, chunks, paragraphs, training_doc

LANGUAGE = spacy.blank("en")
TEXT = "The visit of Ana Petrovik to Minsk was a success.\n\nThe talks with Zorgo about trade go on today."


def sample() -> tuple[Doc, Labels]:
    doc = LANGUAGE.make_doc(TEXT)
    return doc, Labels([Mention(3, 5, "PERSON", "title"), Mention(6, 7, "GPE", "table")], [(15, 16)])


def made(counts: Counts) -> Doc | None:
    doc, labels = sample()
    usable = [paragraph for paragraph in paragraphs(doc, labels) if paragraph]
    return training_doc(doc, usable, LANGUAGE.vocab, counts)


def test_entities_and_open_words_survive_the_file(tmp_path: Path) -> None:
    doc = made(Counts())
    assert doc is not None
    DocBin(attrs=NAME_ATTRIBUTES, docs=[doc]).to_disk(tmp_path / "x.spacy")
    (read,) = DocBin().from_disk(tmp_path / "x.spacy").get_docs(spacy.blank("en").vocab)
    assert read.text == TEXT
    assert [(entity.text, entity.label_) for entity in read.ents] == [("Ana Petrovik", "PERSON"), ("Minsk", "GPE")]
    assert [token.text for token in read if token.ent_iob == 0] == ["Zorgo"]


def test_frequent_names_are_left_open() -> None:
    counts = Counts()
    counts.names["GPE", "Minsk"] = FLOOR
    doc = made(counts)
    assert doc is not None
    assert [entity.text for entity in doc.ents] == ["Ana Petrovik"]
    assert counts.capped == 1
    counts.names["PERSON", "Ana Petrovik"] = FLOOR
    assert made(counts) is None


def test_chunks_are_consecutive_and_have_names() -> None:
    doc, labels = sample()
    first, second = paragraphs(doc, labels)
    assert first
    assert second
    for chunk in chunks([first, None, second, first], random.Random(0)):
        assert any(paragraph.mentions for paragraph in chunk)
        assert chunk in ([first], [second, first])


def test_the_command_writes_the_same_shards_again(tmp_path: Path) -> None:
    raw = tmp_path / "corpora" / "raw"
    raw.mkdir(parents=True)
    texts = [
        f"On Monday Foreign Minister Ana Petrovik of Belarus met Mr. Brown in Minsk for long talks about trade and prices, the {n}th so far."
        for n in range(5)
    ]
    with lzma.open(raw / "kremlin_en.jsonl.xz", "wt", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            record = {"id": f"k{number}", "published": "2019", "title": "", "text": text}
            out.write(json.dumps(record) + "\n")
    found = []
    for name in ("a", "b"):
        arguments = [str(tmp_path / "corpora"), str(tmp_path), str(tmp_path / name), "--words", "1000"]
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert result.exit_code == 0
        docs = DocBin().from_disk(tmp_path / name / "silver_000.spacy").get_docs(LANGUAGE.vocab)
        found.append([(doc.text, [(e.text, e.label_) for e in doc.ents]) for doc in docs])
    assert found[0] == found[1]
    assert sorted(text for text, _ in found[0]) == texts
    expected = [("Ana Petrovik", "PERSON"), ("Belarus", "GPE"), ("Brown", "PERSON"), ("Minsk", "GPE")]
    assert all(names == expected for _, names in found[0])
