"""Statements stand and fall with two arcs: from a speech verb to its subject, and to the head of what is said.

`speech_verbs.csv` lists 300 sentences of the dev and test parts of the treebanks with a reporting verb and its gold
subject and, in two of three, the head of its content clause. All were read one by one. It holds no words of the
corpora: numbers are CoNLL-U word ids. How the list was made:

- verbs: those of the cues of `diplotext-quotes` that take a quotation or a clause, and, to get 200 content clauses,
  some with "think", "believe", "hope", "point out", "doubt", "advise", "comment";
- one verb a sentence, all usable ones with a content clause, quotation marks or inverted order, the rest by chance;
- content is a clause or a quotation; infinitives ("asked them to leave") are not, and the column is then empty;
- embedded questions ("asked if they left") are content, though the treebanks make some of them adverbial;
- left out: idioms ("let's say"), verse, sentences without a clear reading, verbs in other senses ("charge a phone").
"""

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import attrs
from spacy.language import Language
from spacy.tokens import Doc, Token

from training.measure.figures import Table, percent
from training.trees.conllu import Sentence
from training.trees.prepare import treebank

LIST = Path(__file__).parent / "speech_verbs.csv"
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
MARKS = frozenset('"“”„«»')


@attrs.frozen
class SpeechVerb:
    """A speech verb of a treebank sentence; positions are CoNLL-U word ids, from 1.

    Attributes:
        treebank: Name of the treebank.
        part: `dev` or `test`.
        sent_id: Id of the sentence in the treebank.
        verb: The verb.
        subject: Its subject.
        content: The head of the clause that says what is said, in the ClearNLP scheme; None without such a clause.
    """

    treebank: str
    part: str
    sent_id: str
    verb: int
    subject: int
    content: int | None


@cache
def speech_verbs(path: Path = LIST) -> tuple[SpeechVerb, ...]:
    """The list in a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            SpeechVerb(
                row["treebank"],
                row["part"],
                row["sent_id"],
                int(row["verb"]),
                int(row["subject"]),
                int(row["content"]) if row["content"] else None,
            )
            for row in csv.DictReader(lines)
        )


def offsets(sentence: Sentence) -> list[int]:
    """Where each word begins in `sentence.written`."""
    starts, position = [], 0
    for token in sentence.tokens:
        starts.append(position)
        position += len(token.form) + token.space_after
    return starts


def has_subject(verb: Token, start: int) -> bool:
    """Whether the word at an offset hangs on the verb as its subject."""
    return any(child.idx == start and child.dep_ in SUBJECTS for child in verb.children)


def has_content(verb: Token, start: int) -> bool:
    """Whether the word at an offset heads the verb's content clause.

    A clause below the verb is its `ccomp`. A verb in the middle of what it reports is a `parataxis` below the content.
    """
    below = any(child.idx == start and child.dep_ == "ccomp" for child in verb.children)
    return below or (verb.dep_ == "parataxis" and verb.head.idx == start)


def judge(case: SpeechVerb, sentence: Sentence, doc: Doc) -> Iterator[tuple[str, bool]]:
    """The measures that a case belongs to, and whether the parse of its sentence is right in each."""
    starts = offsets(sentence)
    verb = next((token for token in doc if token.idx == starts[case.verb - 1]), None)
    groups = ["all"]
    if any(mark in sentence.written for mark in MARKS):
        groups.append("with quotation marks")
    if case.subject > case.verb:
        groups.append("inverted")
    if case.content is not None and case.content < case.verb:
        groups.append("content first")
    for group in groups:
        yield f"{group}: subject", verb is not None and has_subject(verb, starts[case.subject - 1])
        if case.content is not None:
            yield f"{group}: content", verb is not None and has_content(verb, starts[case.content - 1])


def measure_speech(nlp: Language, treebanks: Path, cases: Iterable[SpeechVerb] | None = None) -> Table:
    """Measure subjects and content heads of speech verbs, each sentence parsed alone from its raw text.

    Args:
        nlp: A pipeline with ClearNLP labels.
        treebanks: Folder that holds `parse/NAME/{dev,test}.conllu`.
        cases: The verbs; the list of the repository if not given.

    Returns:
        For every measure the number of cases, how many are right, and their share in per cent.
    """
    chosen = speech_verbs() if cases is None else tuple(cases)
    parts = sorted({(case.treebank, case.part) for case in chosen})
    sentences = {
        (name, part, sentence.id): sentence for name, part in parts for sentence in treebank(treebanks, name, part)
    }
    found = [sentences[case.treebank, case.part, case.sent_id] for case in chosen]
    counts: dict[str, list[int]] = {}
    docs = nlp.pipe([sentence.written for sentence in found], disable=["ner"])
    for case, sentence, doc in zip(chosen, found, docs, strict=True):
        for name, right in judge(case, sentence, doc):
            count = counts.setdefault(name, [0, 0])
            count[0] += right
            count[1] += 1
    return {name: {"right": right, "of": of, "%": percent(right, of)} for name, (right, of) in sorted(counts.items())}
