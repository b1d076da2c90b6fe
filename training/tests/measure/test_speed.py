"""Speed: the sample of texts, the turns of models in processes of their own, and the whole command."""

import json
import lzma
from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from training import evaluate
from training.measure.speed import LONGEST, sample


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("one", "two", "two.spans"):
        with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as lines:
            for number in range(30):
                text = "\n\n".join([f"{name} {number} " + "word " * 98] * 10)
                lines.write(json.dumps({"id": f"{name}-{number}", "text": text}) + "\n")
    return folder


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "model"
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(path)
    return str(path)


def test_the_sample_takes_the_same_from_every_file(raw: Path) -> None:
    texts = sample(raw, words=5000)
    assert [text.split()[0] for text in texts] == ["one"] * 5 + ["two"] * 5
    assert all(len(text.split()) == LONGEST for text in texts)
    assert texts == sample(raw, words=5000)


def test_the_command_leaves_out_what_a_model_lacks(raw: Path, model: str, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Ana Rell met envoys. She left.", encoding="utf-8")
    output = tmp_path / "report.json"
    options = [model, "--trees", str(raw), "--treebanks", str(raw), "--bench", str(raw), "--raw", str(raw)]
    result = CliRunner().invoke(
        evaluate.main,
        [*options, "--repeats", "1", "--article", str(article), "--json", str(output)],
        catch_exceptions=False,
    )
    assert result.exit_code == 0, result.output
    assert "  1 Ana Rell met envoys.\n  2 She left.\n" in result.output
    assert "## Speed" in result.output
    assert "## Trees" not in result.output
    report = json.loads(output.read_text(encoding="utf-8"))
    assert list(report) == ["Speed"]
    [(name, table)] = report["Speed"].items()
    assert name == model
    assert list(table) == ["words/s of CPU time", "words/s", "seconds to load"]
    assert all(row["ratio"] == 1.0 and row["lowest"] == row["median"] == row["highest"] for row in table.values())
