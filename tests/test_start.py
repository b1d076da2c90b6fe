"""What is imported: nothing that the work at hand does not need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.conftest import LAST_RESORT_SECONDS

READ_DATES = """
import sys
from diplotext import Pipeline
pipeline = Pipeline.of("dates")
document = pipeline.read("Ana Rell left on Monday, 3 May 2021.")
assert [time.value for time in document.times] == ["2021-05-03"], document.times
assert pipeline.stream and list(pipeline.stream(["It ended in 2012."]))[0].times
print(*(name for name in ("spacy", "thinc", "rich", "jinja2") if name in sys.modules))
"""

COMMAND = """
import sys
from diplotext.cli.main import main
try:
    main(["extract", "--format", "jsonl", *sys.argv[1:]])
except SystemExit as end:
    assert not end.code, end.code
print(*(name for name in ("spacy", "spacy.cli", "torch", "jinja2") if name in sys.modules), file=sys.stderr)
import spacy.cli
assert spacy.cli.download and spacy.cli.info
"""


def _run(code: str, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=LAST_RESORT_SECONDS,
    )


def test_a_pipeline_that_needs_no_parse_imports_no_spacy() -> None:
    done = _run(READ_DATES)
    assert done.stdout.strip() == "", done.stderr


@pytest.mark.parametrize("chosen", [["--with", "dates"], []])
def test_the_command_imports_of_spacy_what_it_needs(chosen: list[str]) -> None:
    done = _run(COMMAND, *chosen, "-", text="Ana Rell left on Monday.")
    assert done.returncode == 0, done.stderr
    assert done.stderr.split() == ([] if chosen else ["spacy"])
