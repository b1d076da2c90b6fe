"""The commands of docs/validate.md run one after the other, on the development part of the open corpus."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from diplotext.testing import corpus

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "validate.md"
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
COMMANDS = [
    line[2:]
    for block in CONSOLE.findall(PAGE.read_text(encoding="utf-8"))
    for line in block.splitlines()
    if line.startswith("$ ")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    pytest.importorskip("openpyxl")
    folder = tmp_path_factory.mktemp("validate")
    (folder / "articles").mkdir()
    (folder / "gold.jsonl").write_bytes((ROOT / "corpus" / "gold.jsonl").read_bytes())
    with (folder / "articles" / "articles.jsonl").open("w", encoding="utf-8") as stream:
        for one in corpus.load(ROOT / "corpus" / "gold.jsonl", part="development"):
            source = {"style": one.source["style"], "outlet": one.source["source"]}
            record = {"id": one.id, "text": one.text, "title": one.title, "published": str(one.published)}
            stream.write(json.dumps({**record, "source": source}) + "\n")
    return folder


@pytest.fixture(scope="module")
def printed(folder):
    """What each command printed; all of them succeed and say nothing on standard error."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PATH": path, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"}
    found = {}
    for command in COMMANDS:
        run = command.replace("python -m", f'"{sys.executable}" -m', 1) if command.startswith("python") else command
        run = re.sub(r"^diplotext ", lambda _: f'"{sys.executable}" -m diplotext ', run)
        result = subprocess.run(
            ["bash", "-c", run],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=folder,
            env=environment,
        )
        assert (result.returncode, result.stderr) == (0, ""), command
        found[command] = result.stdout
    return found


def test_every_step_has_its_commands():
    started = {command.split()[1] for command in COMMANDS if command.startswith("diplotext ")}
    assert started == {"extract", "sample", "evaluate", "recalibrate"}


def test_commands_run(printed, folder):
    assert "precision" in printed["diplotext evaluate statements.csv"]
    page = (folder / "evaluation.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page
    assert "Calibration" in page
    data = json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    assert data["coders"] == ["anna", "ben"]
    assert {one["alpha"] for one in data["agreements"]} == {1.0}  # the corpus judges for both


def test_a_sample_of_documents_has_recall(printed):
    shown = next(text for command, text in printed.items() if command.startswith("diplotext evaluate whole"))
    assert re.search(r"^recall +\d", shown, re.M)
    assert re.search(r"^F1 +\d", shown, re.M)


def test_the_mean_of_the_page_is_corrected(printed, folder):
    shown = next(text for command, text in printed.items() if "--dsl" in command)
    assert "mode=direct" in shown
    assert (folder / "dsl.csv").read_text(encoding="utf-8").startswith("id,document,published,outlet,month,rule,")


def test_recalibrated_confidences_are_those_of_the_file(printed, folder):
    text = (folder / "confidences.toml").read_text(encoding="utf-8")
    measured = dict(re.findall(r'^\["([^"]+)"\]\nconfidence = ([\d.]+)', text, re.M))
    with (folder / "recalibrated.jsonl").open(encoding="utf-8") as lines:
        records = [one for line in lines for one in json.loads(line)["annotations"]["statement"]]
    own = [one for one in records if one["rule"] in measured and one["confidence"] is not None]
    assert len(own) > 100
    assert all(one["confidence"] == float(measured[one["rule"]]) for one in own)
