"""The notebook runs from top to bottom, as somebody who opens it would run it, and is stored without results."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "examples" / "who_met_whom_by_month.ipynb"

RUN = """
import sys
import nbformat
from nbclient import NotebookClient

source, target = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
nbformat.validate(notebook)
NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": "examples"}}).execute()
nbformat.write(notebook, target)
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The code cells of the notebook with their results."""
    for library in ("nbclient", "ipykernel", "matplotlib"):
        pytest.importorskip(library)
    target = tmp_path_factory.mktemp("notebook") / "ran.ipynb"
    command = [sys.executable, "-c", RUN, str(NOTEBOOK), str(target)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    cells = json.loads(target.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def shown(cell, kind):
    return ["".join(output["data"][kind]) for output in cell["outputs"] if kind in output.get("data", {})]


def test_it_ends_with_two_charts_and_the_sentences(ran):
    assert [len(shown(cell, "image/png")) for cell in ran] == [0, 0, 0, 0, 1, 1, 0]
    assert "".join(ran[-1]["outputs"][0]["text"]).count(" | ") == 3


def test_its_table_is_what_the_articles_say(ran):
    [table] = shown(ran[3], "text/plain")
    rows = {line.split()[0]: line.split()[1:] for line in table.splitlines() if line[:4] == "2023"}
    assert rows["2023-02"] == ["0", "0", "1", "0", "1"]
    assert sum(int(cell) for row in rows.values() for cell in row) == 10


def test_it_is_stored_without_results():
    for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]:
        assert cell.get("outputs", []) == []
        assert cell.get("execution_count") is None
