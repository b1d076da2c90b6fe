"""Several processes: what becomes of an article on which one dies, hangs, or that cannot be sent; how all of them end."""

import itertools
import os
import re
import signal
import subprocess
import sys
import textwrap

import attrs
import pytest
from tests.conftest import LAST_RESORT_SECONDS

from diplotext import Extractor, Failure, Pipeline, PipelineError, Place
from diplotext.knowledge import Knowledge

CATASTROPHE = re.compile(r"(a|a)*b")


@attrs.frozen
class Moody(Extractor):
    """Finds Rome, and does what the text says."""

    name = "moody"
    provides = (Place,)

    def extract(self, reading):
        text = reading.text
        if "exit" in text:
            os._exit(7)
        if "kill" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "leave" in text:
            raise SystemExit("bye")
        if "hang" in text:
            CATASTROPHE.match("a" * 60)  # lets no other thread run
        if "once" in text:
            try:
                os.close(os.open(text.partition(" once ")[2], os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                os._exit(9)
        if "print" in text:
            print("noise")
        if "odd" in text:
            yield Odd(name="odd", rule="odd", spans=[reading.span(0, 1)], value=lambda: None)
        yield Place(name="Rome", rule="rome", spans=[reading.span(0, 4)])


@attrs.frozen(kw_only=True)
class Odd(Place):
    """Holds a value that cannot be pickled."""

    value: object = None


def pipeline():
    return Pipeline([Moody()], knowledge=Knowledge())


def stream(articles, **given):
    return list(pipeline().stream(articles, **{"processes": 2, "batch_size": 4, "on_error": "collect"} | given))


@pytest.mark.parametrize(("word", "reason"), [("exit", "exit status 7"), ("kill", "killed by SIGKILL")])
def test_the_article_on_which_processes_die_is_named(word, reason):
    articles = [{"id": str(n), "text": f"Rome {word if n == 6 else n}"} for n in range(12)]
    documents = stream(articles)
    assert [document.id for document in documents] == [article["id"] for article in articles]
    assert [len(document.places) for document in documents] == [1] * 6 + [0] + [1] * 5
    assert documents[6].failures == (Failure("process", f"a process died on it, 3 times ({reason})"),)
    assert all(not document.failures for document in documents if document.id != "6")


def test_an_article_on_which_processes_die_ends_a_run_that_raises():
    read = pipeline().stream(["Rome 1", {"id": "bad", "text": "Rome exit"}], processes=2, batch_size=1)
    assert next(read).text == "Rome 1"
    with pytest.raises(PipelineError, match=r"document 'bad': a process died on it, 3 times \(exit status 7\)"):
        next(read)


def test_a_process_that_dies_once_costs_nothing(tmp_path):
    articles = [f"Rome {n}" for n in range(6)] + [f"Rome once {tmp_path / 'once'}"]
    assert [len(document.places) for document in stream(articles)] == [1] * 7


def test_an_extractor_that_leaves_does_not_end_the_run():
    documents = stream(["Rome 1", "Rome leave", "Rome 2"], batch_size=3)
    assert [len(document.places) for document in documents] == [1, 0, 1]
    assert "SystemExit: bye" in documents[1].failures[0].error


@pytest.mark.parametrize("processes", [1, 2])
def test_an_article_that_takes_too_long_is_named(processes):
    articles = ["Rome 1", "Rome hang", "Rome 2", "Rome 3"]
    documents = stream(articles, time_limit=5, processes=processes)
    assert [len(document.places) for document in documents] == [1, 0, 1, 1]
    assert documents[1].failures == (Failure("process", "reading it took longer than 5 seconds"),)


def test_what_cannot_be_sent_costs_only_itself():
    documents = stream(["Rome 1", "Rome odd", "Rome 2", "Rome 3"])
    assert [len(document.places) for document in documents] == [1, 0, 1, 1]
    assert "what was found cannot be sent to another process" in documents[1].failures[0].error
    with pytest.raises(PipelineError, match="cannot be sent"):
        stream([{"id": "bad", "text": "Rome odd"}], on_error="raise")


def test_deep_records_go_to_other_processes():
    deep = {}
    for _ in range(60):  # 64 is the limit
        deep = {"in": deep}
    articles = ["Rome 1", {"text": "Rome 2", "source": {"deep": deep}}, "Rome 3"]
    assert stream(articles) == stream(articles, processes=1)


def test_what_an_extractor_prints_does_not_get_into_the_output(capfd):
    assert len(stream(["Rome print"])) == 1
    written = capfd.readouterr()
    assert (written.out, written.err) == ("", "noise\n")


def test_results_come_before_more_input_than_is_needed():
    read = pipeline().stream((f"Rome {n}" for n in itertools.count()), processes=2, batch_size=3)
    assert [document.text for document in itertools.islice(read, 40)] == [f"Rome {n}" for n in range(40)]
    read.close()


PROGRAM = """
    import sys, time
    sys.path.insert(0, {root!r})
    from tests.test_processes import pipeline

    if __name__ == "__main__":
        texts = ("Rome hang" if {hangs} and n else f"Rome {{n}}" for n in range(10**9))
        read = pipeline().stream(texts, processes=2, batch_size=1)
        next(read)
        print("started", flush=True)
        {then}
"""


def run(tmp_path, then, *, hangs=False):
    program = tmp_path / "program.py"
    root = os.path.dirname(os.path.dirname(__file__))
    program.write_text(textwrap.dedent(PROGRAM).format(root=root, then=then, hangs=hangs), encoding="utf-8")
    return subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_script_that_forgets_its_results_ends(tmp_path):
    process = run(tmp_path, "pass")
    output, errors = process.communicate(timeout=LAST_RESORT_SECONDS)
    assert (process.returncode, output, errors) == (0, b"started\n", b"")


@pytest.mark.parametrize(
    ("number", "hangs"),
    [(signal.SIGKILL, False), (signal.SIGTERM, False), (signal.SIGHUP, False)]
    + [(signal.SIGKILL, True)] * (sys.platform == "linux"),
)
@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks processes up in /proc")
def test_processes_end_with_the_one_that_they_work_for(tmp_path, number, hangs):
    from tests.test_kills import parents, until, workers_of

    process = run(tmp_path, "time.sleep(10_000)", hangs=hangs)
    process.stdout.readline()
    until(lambda: len(workers_of(process)) == 2)
    workers = workers_of(process)
    process.send_signal(number)
    process.communicate(timeout=LAST_RESORT_SECONDS)
    until(lambda: not set(workers) & set(parents()))


def test_a_script_without_a_guard_is_told(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "from diplotext import Pipeline\nlist(Pipeline([]).stream(['a'], processes=2))\n", encoding="utf-8"
    )
    result = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "PipelineError: a process died at its start (exit status 1); a script" in result.stderr
