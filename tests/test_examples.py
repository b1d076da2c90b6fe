"""Every example and every Python snippet of the documentation runs."""

import re
import runpy
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SNIPPET = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
PAGES = [
    page
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))
    if SNIPPET.search(page.read_text(encoding="utf-8"))
]


ENGINES = ("with_ray.py", "with_spark.py")
"""Examples that tests/test_engines.py runs, where the engines are installed."""

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.py") if path.name not in ENGINES)
INSTALLED = {path.name for path in ROOT.glob("plugins/*/src/*")}


@pytest.fixture
def execute(monkeypatch):
    """Run a program as the main module of this process, where language models are loaded already."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    before = set(sys.modules)

    def execute(path):
        monkeypatch.setattr(sys, "argv", [str(path)])
        runpy.run_path(str(path), run_name="__main__")

    yield execute
    for name in set(sys.modules).difference(before):  # a plugin that a page makes is not installed for other tests
        if name.partition(".")[0] not in INSTALLED and name.startswith("diplotext_"):
            del sys.modules[name]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_run(path, execute, capsys):
    execute(path)
    assert capsys.readouterr().out


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_snippets_of_a_page_run_one_after_the_other(path, execute, tmp_path):
    script = tmp_path / "snippets.py"
    script.write_text("\n".join(SNIPPET.findall(path.read_text(encoding="utf-8"))), encoding="utf-8")
    execute(script)
