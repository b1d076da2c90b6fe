"""Readers of the name corpora, on made-up files of the same layouts."""

import json
import lzma
from pathlib import Path

import pytest

from training.names.frus import frus_documents, paragraph_names, person
from training.names.gum import Mention, mentions, read_gum
from training.names.overlap import Seen, read_texts
from training.names.readers import capitals, read_crossner, read_re3d, read_uner, read_wikigold, spans_of_tags
from training.names.text import NamedText
from training.tests.names.test_scheme import marked


def columns(text: str, separator: str) -> str:
    """`word/TAG` as one word a line; blank lines stay."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return "\n\n".join("\n".join(item.replace("/", separator) for item in line.split()) for line in lines) + "\n\n"


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["O", "B-X", "I-X", "O"], [(1, 3, "X")]),
        (["I-X", "I-X", "I-Y"], [(0, 2, "X"), (2, 3, "Y")]),
        (["B-X", "B-X"], [(0, 1, "X"), (1, 2, "X")]),
        (["I-X", "O", "I-X"], [(0, 1, "X"), (2, 3, "X")]),
    ],
)
def test_spans_of_tags(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    assert spans_of_tags(tags) == spans


def test_wikigold(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.txt"
    path.write_text(
        columns(
            "-DOCSTART-/O\nAna/I-PER Petrova/I-PER left/O Qoxville/I-LOC ./O\nShe/O won/O the/O Tea/I-MISC Cup/I-MISC ./O",
            " ",
        ),
        encoding="utf-8",
    )
    first, second = read_wikigold(path)
    assert marked(first) == "[Ana Petrova PERSON] left [Qoxville GPE]."
    assert marked(second) == "She won the [Tea Cup EVENT]."
    assert (first.starts_document, second.starts_document) == (True, False)


def test_crossner(tmp_path: Path) -> None:
    text = "Petrova/B-politician of/O the/O Tea/B-politicalparty Party/I-politicalparty wrote/O Nights/B-book ./O"
    path = tmp_path / "cross_politics_train.txt"
    path.write_text(columns(f"{text}\nName/O =/O x/O", "\t"), encoding="utf-8")
    [sentence] = read_crossner(tmp_path, "politics", "train")
    assert marked(sentence) == "[Petrova PERSON] of the [Tea Party ORG] wrote Nights."


def test_uner(tmp_path: Path) -> None:
    rows = [("Petrova", "B-PER", "No"), ("'s", "O", ""), ("War", "O", ""), ("in", "O", ""), ("Qoxville", "B-LOC", "")]
    names = "".join(f"{n}\t{word}\t{tag}\t-\t-\n" for n, (word, tag, _) in enumerate(rows, 1))
    tree = "".join(
        f"{n}\t{word}\t{word}\tX\tX\t_\t{n - 1}\t{'dep' if n > 1 else 'root'}\t_\t{'SpaceAfter=No' if glued else '_'}\n"
        for n, (word, _, glued) in enumerate(rows, 1)
    )
    (tmp_path / "names.iob2").write_text(f"# newdoc id = d\n# sent_id = s1\n{names}\n", encoding="utf-8")
    (tmp_path / "tree.conllu").write_text(f"# newdoc id = d\n# sent_id = s1\n{tree}\n", encoding="utf-8")
    [sentence] = read_uner(tmp_path / "names.iob2", tmp_path / "tree.conllu")
    assert marked(sentence) == "[Petrova PERSON]'s {War} in [Qoxville GPE]"
    assert sentence.starts_document


def test_re3d(tmp_path: Path) -> None:
    text = "Foreign Minister Ana Petrova thanked the Tea Council.\n\nThe team left Geneva with Boris on Friday."
    found = [
        ("Foreign Minister Ana Petrova", "Person", 1),
        ("Ana Petrova", "Person", 0),
        ("the Tea Council", "Organisation", 1),
        ("The team", "Organisation", 1),
        ("Geneva", "Location", 0),
    ]
    entities = [
        {"start": text.index(part), "end": text.index(part) + len(part), "label": label, "confidence": sure}
        for part, label, sure in found
    ]
    path = tmp_path / "re3d.jsonl"
    path.write_text(json.dumps({"text": text, "entities": entities}) + "\n", encoding="utf-8")
    first, second = read_re3d(path)
    assert marked(first) == "Foreign Minister [Ana Petrova PERSON] thanked the [Tea Council ORG]."
    assert marked(second) == "The team left [Geneva GPE] with {Boris} on Friday."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The team met Ana", ["Ana"]),
        ("However, I met US envoys. They left.", ["US"]),
        ("He met The Band in U.S. towns", ["The", "Band", "U.S"]),
    ],
)
def test_capitals(text: str, words: list[str]) -> None:
    assert [word.group() for word in capitals(text)] == words


GUM = """
1 President president PROPN NNP _ 3 nmod:desc _ Entity=(1-person-new-n-cf1-1,2,3-sgl
2 Ana Ana PROPN NNP _ 3 flat _ _
3 Petrova Petrova PROPN NNP _ 4 nsubj _ Entity=1)
4 left leave VERB VBD _ 0 root _ _
5 the the DET DT _ 7 det _ Entity=(2-organization-new-n-cf2-2-sgl
6 Tea tea PROPN NNP _ 7 compound _ Entity=(3-substance-new-n-cf3-1-sgl)
7 Council council PROPN NNP _ 4 obj _ _
8 in in ADP IN _ 9 case _ _
9 Geneva Geneva PROPN NNP _ 7 nmod _ Entity=(4-place-new-n-cf4-1-sgl-Geneva)2)
10 with with ADP IN _ 12 case _ _
11 old old ADJ JJ _ 12 amod _ Entity=(5-person-new-n-cf5-2-sgl
12 friends friend NOUN NNS _ 4 obl _ Entity=5)
13 of of ADP IN _ 14 case _ _
14 Qoxma Qoxma PROPN NNP _ 12 nmod _ _
"""


def test_gum(tmp_path: Path) -> None:
    rows = [line.split() for line in GUM.split("\n") if line]
    lines = ["\t".join([*row[:8], "_", row[9]]) for row in rows]
    path = tmp_path / "gum.conllu"
    path.write_text("\n".join(["# newdoc id = d", "# sent_id = s", *lines, "", ""]), encoding="utf-8")
    [sentence] = read_gum(path)
    assert marked(sentence) == (
        "President [Ana Petrova PERSON] left the [Tea Council ORG] in [Geneva GPE] with old friends of {Qoxma}"
    )


def test_mentions_are_nested() -> None:
    layer = ["(1-place-new-n-cf1-1,2-sgl-X(2-person-new-n-cf2-1-sgl)", "1)", ""]
    assert mentions(layer) == [Mention(0, "person", (1,), 0), Mention(0, "place", (1, 2), 1)]


def test_overlap(tmp_path: Path) -> None:
    long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": f"Start here. {long} end"}) + "\n", encoding="utf-8")
    seen = Seen(read_texts(tmp_path))
    assert seen.overlaps(f"Zero {long.upper()}!")
    assert seen.overlaps("two, three, four, five")
    assert not seen.overlaps("Start here.")
    assert not seen.overlaps("zero one two three four")


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ("Then President Park spoke", "President Park", "Park"),
        ("Then Ana Petrova spoke", "Ana Petrova", "Ana Petrova"),
        ("Then W., Ana Petrova spoke", "W., Ana Petrova", None),
        ("Then PETROVA IN spoke", "PETROVA IN", None),
    ],
)
def test_frus_person(text: str, tagged: str, name: str | None) -> None:
    start = text.index(tagged)
    found = person(text, start, start + len(tagged))
    assert (found and text[found.start : found.end]) == name


def test_frus(tmp_path: Path) -> None:
    text = "Nobody is tagged here, not even Boris.\n\nForeign Minister Petrova told Ivanov that the Tea Council had met on June 3 in Geneva."
    start = text.index("Petrova")
    assert marked(NamedText("frus", text[40:], paragraph_names(text[40:], [(start - 40, start - 33)]))) == (
        "Foreign Minister [Petrova PERSON] told {Ivanov} that the {Tea} {Council} had met on June 3 in {Geneva}."
    )
    record = {"id": "frus:1", "source": "s", "published": None, "title": "t", "text": text}
    spans = {"id": "frus:1", "persons": [[start, start + 7]]}
    for name, content in (("frus_1969_1980.jsonl.xz", record), ("frus_persons.spans.jsonl.xz", spans)):
        with lzma.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.write(json.dumps(content) + "\n")
    [doc] = frus_documents(tmp_path, 100, 0)
    assert doc.text.startswith("Foreign Minister Petrova")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Petrova", "PERSON")]
