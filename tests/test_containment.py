"""Plugins that raise, exit, hang, print or change what they read lose their own output alone, and are named."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.faulty_plugin import Faulty, FaultyBatch, First, Last

from diplotext import (
    Annotation,
    ArticleError,
    ContractError,
    Document,
    Extractor,
    Pipeline,
    PipelineError,
    Place,
    Registry,
    Span,
    TimeLimitError,
    WireError,
    hookimpl,
    wire,
)
from diplotext.plugin.containment import is_contained, signal_handlers

EXTRACT = ("extract", "--with", "first,faulty", "--input-format", "jsonl", "--format", "jsonl")
TEXT = "{} Rome Oslo Bern"

FAULTS = {
    "system_exit": "ContractError: extractor 'faulty' raised SystemExit: 3",
    "keyboard_interrupt": "ContractError: extractor 'faulty' raised KeyboardInterrupt:",
    "generator_exit": "ContractError: extractor 'faulty' raised GeneratorExit:",
    "stop_iteration": "RuntimeError: generator raised StopIteration",
    "own_error": "OwnError: (it has no message that can be read)",
    "long_message": "ValueError: line line line",
    "recursion": "RecursionError: maximum recursion depth exceeded",
    "changes_text": "ContractError: extractor 'faulty' changed the document (text); yield what is found instead",
    "changes_annotations": "ContractError: extractor 'faulty' changed the document (annotations); yield",
}
HANGS = ("endless", "endless_stubborn", "sleeps", "slow_expression")


def names(document):
    return [place.name for place in document.places]


@pytest.mark.parametrize("kind", [Faulty, FaultyBatch])
@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_contained_and_named(fault, kind):
    pipeline = Pipeline([First(), kind(), Last()])
    texts = [TEXT.format(first) for first in ("one", fault, "two")]
    before, document, after = pipeline.stream(texts, on_error="collect")
    assert names(before) == names(after) == ["Rome", "Oslo", "Bern"]
    assert names(document) == ["Rome", "Bern"]
    assert document.text == texts[1]
    [failure] = document.failures
    assert failure.extractor == kind.name
    assert failure.error.startswith(FAULTS[fault].replace("'faulty'", f"'{kind.name}'"))
    assert len(failure.error) < 1_200


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_raised_with_names(fault):
    pipeline = Pipeline([First(), Faulty(), Last()])
    with pytest.raises(Exception) as caught:
        pipeline.read(TEXT.format(fault), id="a1")
    assert "in extractor 'faulty' (tests.faulty_plugin)" in caught.value.__notes__
    assert "in document 'a1'" in caught.value.__notes__
    assert type(caught.value).__name__ == FAULTS[fault].partition(":")[0]


def test_a_changed_span_is_left_out_and_named():
    pipeline = Pipeline([First(), Faulty(), Last()])
    document = pipeline.read(TEXT.format("changes_span"), on_error="collect")
    assert names(document) == ["Bern"]
    [failure] = document.failures
    assert failure.extractor == "faulty"
    assert "changed the document (spans of <Place 'Rome', 1 mention>, which is left out)" in failure.error


def test_spans_that_are_wrong_when_a_document_is_given_are_not_blamed_on_an_extractor():
    wrong = Document("Rome", id="a", annotations=[Place(name="Oslo", rule="r", spans=[Span(0, 4, "Oslo")])])
    with pytest.raises(ArticleError, match="document 'a': the text at 0..4 is 'Rome', not 'Oslo'"):
        Pipeline([First()]).read(wrong)


@pytest.mark.parametrize("kind", [Faulty, FaultyBatch])
@pytest.mark.parametrize("fault", HANGS)
def test_what_takes_too_long_is_interrupted(fault, kind):
    pipeline = Pipeline([First(), kind(), Last()], extractor_time_limit=0.2)
    started = time.monotonic()
    before, document, after = pipeline.stream(
        [TEXT.format(first) for first in ("one", fault, "two")], on_error="collect"
    )
    assert time.monotonic() - started < 20
    assert names(before) == names(after) == ["Rome", "Oslo", "Bern"]
    assert names(document) == ["Rome", "Bern"]
    [failure] = document.failures
    assert failure.error == f"TimeLimitError: extractor '{kind.name}' took longer than 0.2 seconds"
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_the_limit_is_raised_with_names():
    pipeline = Pipeline([First(), Faulty()], extractor_time_limit=0.2)
    with pytest.raises(TimeLimitError) as caught:
        pipeline.read(TEXT.format("endless"), id="a1")
    assert "in document 'a1'" in caught.value.__notes__


def test_the_limit_holds_in_other_processes():
    pipeline = Pipeline([First(), Faulty(), Last()], extractor_time_limit=0.5)
    texts = [TEXT.format(first) for first in ("one", "endless", "system_exit", "keyboard_interrupt", "two")]
    found = list(pipeline.stream(texts, processes=2, batch_size=2, on_error="collect"))
    assert [len(names(document)) for document in found] == [3, 2, 2, 2, 3]
    assert [failure.error.partition(":")[0] for document in found for failure in document.failures] == [
        "TimeLimitError",
        "ContractError",
        "ContractError",
    ]


@pytest.mark.parametrize("value", [0, -1, "5", float("nan"), float("inf"), [True][0]])
def test_a_limit_is_a_number_of_seconds(value):
    with pytest.raises(PipelineError, match="extractor_time_limit must be a number of seconds above 0, not"):
        Pipeline([First()], extractor_time_limit=value)


def test_where_a_limit_cannot_be_kept(monkeypatch):
    pipeline = Pipeline([First()], extractor_time_limit=5)
    caught = []

    def read():
        try:
            pipeline.read("Rome", on_error="collect")
        except PipelineError as error:
            caught.append(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert caught == [
        "extractor_time_limit works in the main thread alone; read there, or in other processes (processes=2)"
    ]
    signal.setitimer(signal.ITIMER_REAL, 1_000)
    try:
        with pytest.raises(PipelineError, match="needs the timer signal.ITIMER_REAL, which is in use"):
            pipeline.read("Rome", on_error="collect")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    monkeypatch.delattr(signal, "setitimer")
    with pytest.raises(PipelineError, match="needs a timer of POSIX, which this system does not have"):
        Pipeline([First()], extractor_time_limit=5)


def test_ctrl_c_is_not_contained():
    pipeline = Pipeline([First(), Faulty()])
    # A shell lets what it starts in the background ignore this signal, and that is handed down.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            pipeline.read(TEXT.format("interrupted_by_user"), on_error="collect")
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_a_signal_handler_raises_is_not_contained():
    pipeline = Pipeline([First(), Faulty()])

    def end(number, frame):
        raise SystemExit(143)

    class Interrupt:
        def __call__(self, number, frame):
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # another one ends the program
            raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, Interrupt())
        with pytest.raises(SystemExit):
            pipeline.read(TEXT.format("ended_by_user"), on_error="collect")
        with pytest.raises(KeyboardInterrupt):
            pipeline.read(TEXT.format("interrupted_by_user"), on_error="collect")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        document = pipeline.read(TEXT.format("keyboard_interrupt"), on_error="collect")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert len(document.failures) == 1


def test_other_threads_have_no_ctrl_c():
    found = []
    thread = threading.Thread(target=lambda: found.append(is_contained(KeyboardInterrupt(), signal_handlers())))
    thread.start()
    thread.join()
    assert found == [True]


class ExitingModule:
    @staticmethod
    @hookimpl
    def diplotext_extractors():
        sys.exit("cannot start")


def test_a_plugin_that_exits_when_it_is_asked_is_left_out():
    registry = Registry(plugins={"exiting": ExitingModule}, installed=False)
    assert registry.extractors == ()
    assert [str(plugin.error) for plugin in registry.failures] == ["SystemExit: cannot start"]


@pytest.fixture(scope="module")
def command(tmp_path_factory):
    """Runs the command with the faulty plugin installed."""
    site = tmp_path_factory.mktemp("site")
    info = site / "faulty_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: faulty-plugin\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[diplotext]\nfaulty = faulty_plugin\n", encoding="utf-8")
    (site / "faulty_plugin.py").write_text(
        "print('at its import')\n" + Path(__file__).with_name("faulty_plugin.py").read_text(encoding="utf-8"),
        encoding="utf-8",
    )

    def run(*arguments, texts):
        records = [{"id": str(number), "text": TEXT.format(text)} for number, text in enumerate(texts)]
        paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
        return subprocess.run(
            [sys.executable, "-m", "diplotext", *EXTRACT, *arguments, "-"],
            input="".join(json.dumps(record) + "\n" for record in records),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )

    return run


PRINTED = ('{"schema": 1}', "written", "by descriptor", "by a process")


@pytest.mark.parametrize("processes", ["1", "2"])
def test_what_plugins_print_is_not_among_the_results(command, processes):
    result = command("--processes", processes, texts=["one", "prints", "system_exit", "two"])
    assert result.returncode == 0, result.stderr
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["id"] for document in documents] == ["0", "1", "2", "3"]
    assert [len(document["annotations"]["place"]) for document in documents] == [2, 2, 1, 2]
    said = result.stderr.splitlines()
    assert {"at its import", *PRINTED} <= set(said)


def test_the_limit_of_the_command(command):
    result = command("--extractor-time-limit", "0.5", texts=["one", "endless", "two"])
    assert result.returncode == 0
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [len(document["failures"]) for document in documents] == [0, 1, 0]
    assert "took longer than 0.5 seconds" in documents[1]["failures"][0]["error"]
    result = command("--extractor-time-limit", "0", texts=["one"])
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)


def test_contract_errors_keep_their_cause():
    with pytest.raises(ContractError) as caught:
        Pipeline([First(), Faulty()]).read(TEXT.format("system_exit"))
    assert isinstance(caught.value.__cause__, SystemExit)


@attrs.frozen(kw_only=True, repr=False)
class Amount(Annotation):
    """A third party's type, with a value of any kind."""

    value: Any = None


@attrs.frozen
class Amounts(Extractor):
    """Yields a value that cannot be written."""

    name = "amounts"
    provides = (Amount,)
    value: Any = None

    def extract(self, reading):
        yield Amount(rule="r", value=self.value, spans=[reading.span(0, 1)])


@pytest.mark.parametrize("value", [float("nan"), float("-inf"), b"x", object(), 1j, frozenset("a")])
def test_what_cannot_be_written_is_refused_when_it_is_found(value):
    document = Pipeline([Amounts(value), First()]).read("Rome", on_error="collect")
    assert names(document) == ["Rome"]
    [failure] = document.failures
    assert failure.error.startswith(
        "ContractError: extractor 'amounts' yielded <Amount 'R', r>, which cannot be written"
    )


def test_a_document_that_cannot_be_written_names_the_extractor():
    place = Place(name=b"Rome", rule="r", spans=[Span(0, 4, "Rome")], extractor="first")
    with pytest.raises(WireError, match="document 'd' cannot be written as JSON: place:1, found by extractor 'first'"):
        wire.dumps(Document("Rome", id="d", annotations=[place]))
