"""What users import, what importing costs, and what type checkers make of it."""

import subprocess
import sys

import pytest
from tests.conftest import ROOT

import diplotext

LOADED = """
import sys
import diplotext
heavy = {"spacy", "thinc", "numpy", "rich", "click", "dateparser"}
print(sorted(name for name in sys.modules if name.partition(".")[0] in heavy or name.startswith("diplotext_")))
"""


def test_importing_loads_no_spacy_and_no_plugin():
    result = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_public_names_are_sorted_and_documented():
    names = [name for name in diplotext.__all__ if name not in ("Form", "Mode")]
    assert len(names) > 40
    assert diplotext.__all__ == sorted(diplotext.__all__)
    for name in names:
        thing = getattr(diplotext, name)
        if callable(thing) and name != "hookimpl":
            assert thing.__doc__, name


@pytest.mark.parametrize("kind", ["Document", "Statement", "Meeting", "Venue", "TimeExpression", "Person", "Organization",
                                  "Place", "Entity", "Attribution", "Participant", "HostEvent", "Frame", "Record"])  # fmt: skip
def test_every_field_is_documented(kind):
    import attrs

    thing = getattr(diplotext, kind)
    documented = "".join(base.__doc__ or "" for base in thing.__mro__)
    for field in attrs.fields(thing):
        assert f"{field.name}:" in documented, field.name


TYPED = """
from collections.abc import Iterator

import attrs

import diplotext
from diplotext import Annotation, Document, Extractor, Pipeline, Place, Reading, Span


@attrs.frozen(kw_only=True)
class Sanction(Annotation):
    target: str


@attrs.frozen
class Sanctions(Extractor):
    name = "sanctions"
    provides = (Sanction,)
    requires = (Place,)
    words: tuple[str, ...] = ("sanction",)

    def extract(self, reading: Reading) -> Iterator[Sanction]:
        yield Sanction(target="x", rule="y", spans=[reading.span(0, 1)])


def main(text: str) -> None:
    document: Document = diplotext.read(text, published="2021-12-02")
    for statement in document.statements:
        if statement.speaker and statement.speaker.entity:
            reveal_type(statement.speaker.entity.name)
        reveal_type(statement.cue)
    reveal_type(document.of(Sanction))
    reveal_type(document.meetings[0].venue)
    pipeline = Pipeline([Sanctions(words=("ban",))])
    reveal_type(list(pipeline.stream([text, {"text": text}, document], processes=2, on_error="collect")))
    Span("a", 2, "b")  # wrong
    pipeline.read(text, on_error="ignore")  # wrong
    document.text = "b"  # wrong
"""


def test_types_of_the_public_api(tmp_path):
    module = tmp_path / "typed.py"
    module.write_text(TYPED, encoding="utf-8")
    # Strict like all of the project, whose cache holds what was found in spaCy and NumPy by `make types`.
    project = ["--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache")]
    result = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", *project, str(module)],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )  # fmt: skip
    messages = [line.partition("typed.py:")[2].partition(": ")[2] for line in result.stdout.splitlines()]
    assert [message for message in messages if message.startswith("note")] == [
        'note: Revealed type is "str"',
        'note: Revealed type is "diplotext.text.spans.Span | None"',
        'note: Revealed type is "tuple[typed.Sanction, ...]"',
        'note: Revealed type is "diplotext.model.meetings.Venue | None"',
        'note: Revealed type is "list[diplotext.model.document.Document]"',
    ], result.stdout
    errors = [message for message in messages if message.startswith("error")]
    assert len(errors) == 3, result.stdout
