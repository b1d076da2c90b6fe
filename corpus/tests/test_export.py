"""Exports, measuring and the counts of the datasheet."""

import json

import pytest
from click.testing import CliRunner

from corpus import counts, measure
from corpus.build import Builder
from corpus.compile import HERE
from corpus.export import conllu, main, standoff
from corpus.tests.test_compile import ARTICLE, EXAMPLE, TEXT


@pytest.fixture
def document():
    return Builder(ARTICLE, json.loads(EXAMPLE), "gold").build()


def test_columns(document):
    lines = list(conllu(document))
    rows = [line.split("\t") for line in lines if "\t" in line]
    assert all(len(row) == 10 for row in rows)
    misc = {row[1]: row[9] for row in rows}
    assert "Entity=I-person:1" in misc["Haas"] or "Entity=B-person:1" in misc["Haas"]
    assert "Cue=B-statement:2" in misc["added"]
    assert "Time=B-time:1|TimeValue=2019-05-07" in misc["Tuesday"]
    assert "Meeting=B-meeting:1" in misc["met"]
    assert all(TEXT[int(row[9].rpartition("Offset=")[2]) :].startswith(row[1]) for row in rows)


def test_standoff(document):
    lines = list(standoff(document))
    marks = {}
    for line in lines:
        if line.startswith("T"):
            key, where, words = line.split("\t")
            start, end = where.split(" ", 1)[1].split(";")[0].split()
            assert " ".join(TEXT[int(start) : int(end)].split()) == words
            marks[key] = where.split()[0]
    assert "Statement" in marks.values()
    for line in lines:
        if line.startswith("R"):
            ends = [end.partition(":")[2] for end in line.split("\t")[1].split()[1:]]
            assert all(end in marks for end in ends)
    assert any(line.endswith("2019-05-07") for line in lines)


@pytest.mark.parametrize(("form", "name"), [("conllu", "train.conllu"), ("standoff", "train/made-up-20190509.ann")])
def test_the_command(document, form, name, tmp_path):
    document["source"]["part"] = "train"
    (tmp_path / "gold.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, [form, str(tmp_path / "out"), "--gold", str(tmp_path / "gold.jsonl")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / name).read_text(encoding="utf-8")


def test_errors_of_the_test_part_are_not_shown(tmp_path):
    (tmp_path / "gold.jsonl").write_text("", encoding="utf-8")
    arguments = ["--part", "test", "--errors", "3", "--gold", str(tmp_path / "gold.jsonl")]
    result = CliRunner().invoke(measure.main, arguments)
    assert (result.exit_code, "never read" in result.output) == (2, True)


def test_the_datasheet_has_the_counts():
    sheet = (HERE / "README.md").read_text(encoding="utf-8")
    assert counts.table(HERE / "articles.jsonl") in sheet
    if (HERE / "gold.jsonl").exists():
        assert counts.annotations(HERE / "gold.jsonl") in sheet
