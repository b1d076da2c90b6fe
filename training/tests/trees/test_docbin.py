"""Documents for spaCy: text, spaces, trees, sentence starts and newlines survive the file."""

import random
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from spacy.tokens import Doc, DocBin

from training.documents import blank_vocab, grouped
from training.tests.trees.notation import conllu
from training.tests.trees.test_grafts import COPULA, MEETING, spaced
from training.trees.clear_labels import convert
from training.trees.conllu import Sentence
from training.trees.docbin import document, documents, morphology, pack
from training.trees.prepare import main

FIRST = convert(spaced(MEETING))
SECOND = convert(spaced(COPULA))
VOCAB = blank_vocab()


def reloaded(docs: list[Doc]) -> list[Doc]:
    return list(DocBin().from_bytes(pack(docs).to_bytes()).get_docs(blank_vocab()))


def test_a_document_holds_everything_that_training_needs() -> None:
    [doc] = reloaded([document(VOCAB, [FIRST, SECOND], ["", "\n\n"])])
    assert doc.text.rstrip() == "The minister will meet the envoys in Geneva.\n\nIt is not yet possible."
    assert [sentence.text.strip() for sentence in doc.sents] == [FIRST.written, SECOND.written]
    words = [token for token in doc if not token.is_space]
    tokens = [*FIRST.tokens, *SECOND.tokens]
    assert [(w.text, w.tag_, w.pos_, w.lemma_, w.dep_) for w in words] == [
        (t.form, t.xpos, t.upos, t.lemma, t.dep) for t in tokens
    ]
    assert [sentence.root.text for sentence in doc.sents] == ["meet", "is"]
    assert [chunk.text for chunk in doc.noun_chunks] == ["The minister", "the envoys", "Geneva", "It"]


def test_a_newline_belongs_to_the_sentence_before() -> None:
    doc = document(VOCAB, [FIRST, SECOND], ["", "\n"])
    [newline] = [token for token in doc if token.is_space]
    assert (newline.text, newline.tag_, newline.pos_, newline.dep_) == ("\n", "_SP", "SPACE", "dep")
    assert newline.sent.text.strip() == FIRST.written


def test_morphology_keeps_what_the_pipeline_predicts() -> None:
    assert morphology("Mood=Ind|Tense=Past|VerbForm=Fin|Typo=Yes") == "Mood=Ind|Tense=Past|VerbForm=Fin"
    assert morphology("") == ""


def test_groups_keep_order_and_never_cross_documents() -> None:
    sentences = [attrs.evolve(FIRST, id=str(n), starts_document=n % 4 == 0) for n in range(40)]
    groups = list(grouped(sentences, random.Random(1)))
    assert [sentence for group in groups for sentence in group] == sentences
    assert not any(sentence.starts_document for group in groups for sentence in group[1:])
    assert {len(group) for group in groups} == {1, 2, 3, 4}


@pytest.mark.parametrize("newlines", [True, False])
def test_documents_are_repeatable(newlines: bool) -> None:
    sentences = [attrs.evolve(s, starts_paragraph=True) for s in (FIRST, SECOND) for _ in range(20)]

    def texts(seed: int) -> list[str]:
        return [doc.text for doc in documents(sentences, VOCAB, seed, other_marks=0.5, newlines=newlines)]

    assert texts(3) == texts(3)
    assert texts(3) != texts(4)
    assert any("\n" in text for text in texts(3)) is newlines


def test_marks_change_in_a_share_of_the_documents() -> None:
    def apostrophes(share: float) -> set[str]:
        token = attrs.evolve(FIRST.tokens[1], form="minister's")
        sentence = Sentence("", (FIRST.tokens[0], token, *FIRST.tokens[2:]))
        return {doc[1].text for doc in documents([sentence] * 60, VOCAB, 0, other_marks=share)}

    assert apostrophes(0.0) == {"minister's"}
    assert apostrophes(1.0) == {"minister’s"}
    assert apostrophes(0.5) == {"minister's", "minister’s"}


def test_the_command_writes_the_same_files_again(tmp_path: Path) -> None:
    for name in ("ewt", "gum"):
        for part in ("train", "dev", "test"):
            path = tmp_path / "corpora" / "parse" / name / f"{part}.conllu"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join([*conllu(MEETING), "", *conllu(COPULA), "", ""]), encoding="utf-8")
    for output in ("one", "two"):
        arguments = [str(tmp_path / "corpora"), str(tmp_path / output), "--grafts", "20"]
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert result.exit_code == 0
        assert "dev: 4 sentences, 30 words, 0.00 % non-projective arcs" in result.output
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["dev.spacy", "ewt_test.spacy", "gum_test.spacy", "train.spacy"]
    for name in names:
        first, second = (DocBin().from_disk(tmp_path / output / name) for output in ("one", "two"))
        pairs = zip(first.get_docs(VOCAB), second.get_docs(VOCAB), strict=True)
        assert all(one.to_json() == two.to_json() for one, two in pairs)
