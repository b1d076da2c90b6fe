"""Subjects and content heads of speech verbs, on hand-made parses, and the list of sentences."""

import os
from pathlib import Path

import pytest
from spacy.tokens import Doc

from training.documents import blank_vocab
from training.measure.speech import SpeechVerb, judge, measure_speech, offsets, speech_verbs
from training.tests.measure.oracle import pipeline
from training.trees.conllu import read_lines
from training.trees.prepare import treebank

CORPORA = os.environ.get("DIPLOTEXT_CORPORA", "")
# word, head (from 1, 0 for the root), label
BEFORE = "Rell|2|nsubj said|0|ROOT talks|4|nsubj failed|2|ccomp .|2|punct"
AFTER = "“|3|punct Talks|3|nsubj failed|6|ccomp ,|6|punct ”|6|punct said|0|ROOT Rell|6|nsubj .|6|punct"
MIDDLE = "Talks|6|nsubj ,|4|punct Rell|4|nsubj said|6|parataxis ,|4|punct failed|0|ROOT .|6|punct"
OBJECT = "Rell|2|nsubj said|0|ROOT talks|2|dobj failed|2|advcl .|2|punct"
PASSIVE = "Rell|3|nsubjpass was|3|auxpass told|0|ROOT talks|5|nsubj failed|3|ccomp .|3|punct"


def parsed(text: str) -> Doc:
    rows = [word.split("|") for word in text.split()]
    heads = [int(head) - 1 if head != "0" else index for index, (_, head, _) in enumerate(rows)]
    words = [word for word, _, _ in rows]
    return Doc(blank_vocab(), words=words, heads=heads, deps=[label for *_, label in rows])


def lines(text: str) -> list[str]:
    """The words as CoNLL-U; the measure reads no label of the treebank."""
    rows = [word.split("|") for word in text.split()]
    return ["# sent_id = one"] + [
        "\t".join([str(number), word, word.lower(), "X", "X", "_", head, label, "_", "_"])
        for number, (word, head, label) in enumerate(rows, start=1)
    ]


@pytest.mark.parametrize(
    ("text", "verb", "subject", "content", "expected"),
    [
        (BEFORE, 2, 1, 4, {"all: subject": True, "all: content": True}),
        (BEFORE, 2, 1, None, {"all: subject": True}),
        (
            BEFORE,
            2,
            3,
            4,
            {"all: subject": False, "all: content": True, "inverted: subject": False, "inverted: content": True},
        ),
        (OBJECT, 2, 1, 4, {"all: subject": True, "all: content": False}),
        (PASSIVE, 3, 1, 5, {"all: subject": True, "all: content": True}),
        (MIDDLE, 4, 3, 6, {"all: subject": True, "all: content": True}),
        (
            AFTER,
            6,
            7,
            3,
            {
                f"{group}: {measure}": True
                for group in ("all", "with quotation marks", "inverted", "content first")
                for measure in ("subject", "content")
            },
        ),
    ],
)
def test_judging_a_parse(text: str, verb: int, subject: int, content: int | None, expected: dict[str, bool]) -> None:
    [sentence] = read_lines(lines(text))
    doc = parsed(text)
    assert doc.text.rstrip() == sentence.written
    assert dict(judge(SpeechVerb("ewt", "dev", "one", verb, subject, content), sentence, doc)) == expected


def test_a_verb_that_is_no_word_of_the_parse_is_wrong() -> None:
    [sentence] = read_lines(lines(BEFORE))
    doc = Doc(
        blank_vocab(),
        words=["Rell said", "talks", "failed", "."],
        heads=[0, 2, 0, 0],
        deps=["ROOT", "nsubj", "ccomp", "punct"],
    )
    assert not any(right for _, right in judge(SpeechVerb("ewt", "dev", "one", 2, 1, 4), sentence, doc))


def test_offsets_are_those_of_the_text() -> None:
    [sentence] = read_lines(lines(AFTER))
    assert [sentence.written[start:].split()[0] for start in offsets(sentence)] == [t.form for t in sentence.tokens]


def test_measuring_a_pipeline(tmp_path: Path) -> None:
    path = tmp_path / "parse" / "ewt" / "dev.conllu"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([*lines(BEFORE), "", ""]), encoding="utf-8")
    cases = [SpeechVerb("ewt", "dev", "one", 2, 1, 4), SpeechVerb("ewt", "dev", "one", 2, 3, None)]
    [sentence] = read_lines(lines(BEFORE))
    known = Doc(
        blank_vocab(),
        words=[token.form for token in sentence.tokens],
        spaces=[True] * 4 + [False],
        heads=[1, 1, 3, 1, 1],
        deps=["nsubj", "ROOT", "nsubj", "ccomp", "punct"],
    )
    table = measure_speech(pipeline([known]), tmp_path, cases)
    assert table["all: subject"] == {"right": 1, "of": 2, "%": 50.0}
    assert table["all: content"] == {"right": 1, "of": 1, "%": 100.0}


def test_the_list() -> None:
    cases = speech_verbs()
    assert len({(case.treebank, case.sent_id) for case in cases}) == len(cases) == 300
    assert sum(case.content is not None for case in cases) >= 200
    assert {(case.treebank, case.part) for case in cases} == {(t, p) for t in ("ewt", "gum") for p in ("dev", "test")}
    assert all(len({case.verb, case.subject, case.content}) == 3 for case in cases)


@pytest.mark.skipif(not CORPORA, reason="DIPLOTEXT_CORPORA is not set")
def test_the_list_fits_the_treebanks() -> None:
    parts = sorted({(case.treebank, case.part) for case in speech_verbs()})
    known = {(name, part, s.id): s for name, part in parts for s in treebank(Path(CORPORA), name, part)}
    for case in speech_verbs():
        tokens = known[case.treebank, case.part, case.sent_id].tokens
        assert tokens[case.verb - 1].upos == "VERB"
        assert max(case.subject, case.content or 0) <= len(tokens)
