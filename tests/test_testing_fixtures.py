"""The fixtures, in a test suite as a plugin's author writes it; and what the kit asks for to be imported."""

import subprocess
import sys

import pytest

pytest.importorskip("diplotext_dates")

CONFTEST = 'pytest_plugins = ["diplotext.testing.fixtures"]\n'
TESTS = """
import pytest
from diplotext_dates import DateExtractor
from diplotext.testing import assert_finds

def test_language(language):
    assert language("They left.").has_annotation("SENT_START")

def test_parsed(parsed):
    assert parsed("They left.") is parsed("They left.")
    assert parsed("They left.").text == "They left."

def test_read(read):
    assert read(DateExtractor(), "on Monday", published="2022-05-10").times[0].value == "2022-05-09"
    assert read([DateExtractor], "on 2 May 2022").times[0].value == "2022-05-02"

def test_example():
    assert_finds(DateExtractor(), "on <time>Monday</time>")
"""


def test_fixtures(tmp_path):
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_plugin.py").write_text(TESTS, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "4 passed" in result.stdout, result.stdout + result.stderr


def test_the_kit_loads_neither_pytest_nor_spacy():
    code = (
        "import sys, diplotext.testing; print(sorted({'pytest', 'spacy', 'numpy', 'jsonschema'} & sys.modules.keys()))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
