"""What several test files share: a small article with one of each annotation, small extractors, the reference data."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from diplotext import (
    Attribution,
    Document,
    Extractor,
    HostEvent,
    Meeting,
    Mention,
    Office,
    Organization,
    Participant,
    Person,
    Place,
    Reading,
    Span,
    State,
    Statement,
    TimeExpression,
    Timex3,
    Venue,
)
from diplotext.cli.main import main

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
LAST_RESORT_SECONDS = 1_200
"""After which a process is given up that waits for something that does not come."""
TEXT = "Ana Silva said on Monday that Chile met the OECD in Paris."


def spans_for(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part), part)


@pytest.fixture
def full_document() -> Document:
    """A document with one annotation of each type, referring to each other."""

    def mention(part: str) -> Mention:
        return Mention.at(spans_for(TEXT, part))

    chile = State(name="Chile", rule="test", identifiers={"iso3166": "CL"}, mentions=[mention("Chile")])
    oecd = Organization(name="OECD", rule="test", acronym="OECD", members=[chile], mentions=[mention("OECD")])
    paris = Place(name="Paris", rule="test", category="city", country="FR", mentions=[mention("Paris")])
    ana = Person(name="Ana Silva", rule="test", mentions=[mention("Ana Silva")], offices=[Office("minister", chile)])
    monday = TimeExpression(
        kind="date",
        rule="test",
        spans=[spans_for(TEXT, "Monday")],
        value="2023-03-13",
        timex3=Timex3("DATE", "2023-03-13"),
        earliest=datetime.date(2023, 3, 13),
        latest=datetime.date(2023, 3, 13),
        precision="day",
        anchor="publication",
        candidates=["2023-03-06"],
    )
    meeting = Meeting(
        kind="meeting",
        status="held",
        rule="test",
        spans=[spans_for(TEXT, "met")],
        participants=[Participant(mention("Chile"), chile, chile), Participant(mention("OECD"), oecd)],
        venue=Venue(city=spans_for(TEXT, "Paris")),
        host_event=HostEvent("week"),
        time=monday,
        format=oecd,
        round=2,
    )
    first = Statement(
        mode="indirect",
        rule="test",
        spans=[spans_for(TEXT, "Chile met the OECD")],
        cue=spans_for(TEXT, "said"),
        cue_lemma="say",
        speakers=[Attribution(mention("Ana Silva"), ana, kind="person")],
        said_at=monday,
        factive=True,
        planned=True,
        medium="press_conference",
        confidence=0.5,
    )
    second = Statement(
        mode="direct",
        rule="test",
        spans=[spans_for(TEXT, "in Paris")],
        speakers=[Attribution(basis="speaker", kind="document")],
        continues=first,
        holder=chile,
        negated=True,
        asked=True,
    )
    return Document(
        TEXT,
        id="full",
        published="2023-03-15",
        source={"outlet": "Example Wire", "tags": ["a", {"b": 1}]},
        annotations=[chile, oecd, paris, ana, monday, meeting, first, second],
    )


def word_extractor(name: str, word: str, *, provides: type = Place, **declared: object) -> type[Extractor]:
    """An extractor class that finds a word."""

    def extract(self: Extractor, reading: Reading) -> Iterator[Place]:
        start = reading.text.find(word)
        if start >= 0:
            yield provides(name=word, rule=f"{name}.word", spans=[reading.span(start, start + len(word))])

    body = {"name": name, "provides": (provides,), "extract": extract, **declared}
    return attrs.frozen(type(f"Extractor_{name}", (Extractor,), body))


@pytest.fixture
def make_extractor() -> Callable[..., type[Extractor]]:
    return word_extractor


@pytest.fixture(scope="session")
def articles() -> dict[str, str]:
    """The example articles by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples/articles").glob("*.txt"))}


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The two articles of the design, where they are at hand."""
    files = sorted((SHARED / "seeds").glob("*.txt"))
    if not files:
        pytest.skip("the seed articles are not beside the checkout")
    return files


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line in this process, which has loaded most of what it needs."""

    def run(*arguments: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        written = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input), encoding="utf-8"))
            for name, buffer in zip(("stdout", "stderr"), written, strict=True):
                patched.setattr(sys, name, io.TextIOWrapper(buffer, encoding="utf-8", write_through=True))
            with pytest.raises(SystemExit) as ended:
                main(arguments)
            output, errors = (buffer.getvalue() for buffer in written)
        return subprocess.CompletedProcess(arguments, ended.value.code, output, errors)  # type: ignore[arg-type]

    return run


@pytest.fixture(scope="session")
def run_process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command line in a process of its own, in an environment of its own."""

    def run_process(*arguments: str, input: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "diplotext", *arguments],
            input=input,
            capture_output=True,
            check=False,
            timeout=LAST_RESORT_SECONDS,
            env={**os.environ, "PYTHONWARNINGS": "default", **environment},
        )

    return run_process


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built documentation."""
    for package in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(package)
    folder = tmp_path_factory.mktemp("site")
    arguments = ["-W", "--keep-going", "-q", "-d", str(folder / "doctrees"), str(ROOT / "docs"), str(folder / "html")]
    result = subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (result.returncode, result.stderr) == (0, "")
    return folder / "html"
