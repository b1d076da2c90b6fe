"""How the command ends: by signals, on a full disk, with closed streams; and what it has written by then."""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time

import pytest
from tests.conftest import LAST_RESORT_SECONDS
from tests.test_kills import parents, until, workers_of

COMMAND = [sys.executable, "-m", "diplotext", "extract", "--with", "dates"]
TEXT = "On 2 May. " + "Ana went home. " * 100

pytestmark = pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks processes up in /proc")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps({"text": TEXT, "id": n}) + "\n" for n in range(3_000)), encoding="utf-8")
    return path


def start(*arguments, **given):
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell lets what it starts in the background ignore this signal, and that is handed down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        **given,
    )


def whole_lines(path):
    data = path.read_bytes()
    assert data.endswith(b"\n")
    return [json.loads(line)["id"] for line in data.splitlines()]


@pytest.mark.parametrize(
    ("number", "processes", "times"),
    [
        (signal.SIGTERM, 1, 1),
        (signal.SIGTERM, 2, 1),
        (signal.SIGHUP, 2, 1),
        (signal.SIGINT, 2, 1),
        (signal.SIGINT, 2, 2),
    ],
)
def test_signals_end_all_processes_and_leave_whole_lines(source, tmp_path, number, processes, times):
    target = tmp_path / "out.jsonl"
    process = start(source, "--format", "jsonl", "-o", target, "--processes", processes, start_new_session=True)
    until(lambda: target.exists() and target.stat().st_size > 100_000, process)
    workers = workers_of(process)
    assert len(workers) == (processes if processes > 1 else 0)
    for _ in range(times):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        time.sleep(0.02)
    _, errors = process.communicate(timeout=LAST_RESORT_SECONDS)
    assert process.returncode in (128 + number, -number if times == 2 else 128 + number)
    until(lambda: not set(workers) & set(parents()))
    found = whole_lines(target)
    assert found == [str(n) for n in range(len(found))]
    if times == 1:
        *_, message = errors.decode().strip().splitlines()
        assert message == f"diplotext: interrupted: {len(found)} of 3000 articles written to {target}"
    assert b"Traceback" not in errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_folder_is_resumed_after_a_signal(source, tmp_path, number):
    folder = tmp_path / "out"
    arguments = (source, "--output", folder, "--resume", "--shard-size", 300, "--processes", 2)
    process = start(*arguments)
    until(lambda: (folder / "part-00001.jsonl").exists(), process)
    process.send_signal(number)
    _, errors = process.communicate(timeout=LAST_RESORT_SECONDS)
    assert (process.returncode, b"Traceback" in errors) == (128 + number, False)
    _, errors = start(*arguments, "--progress").communicate(timeout=LAST_RESORT_SECONDS)
    *_, progress, said = errors.decode().splitlines()
    assert progress.startswith("diplotext: 3000 of 3000 articles, ")
    assert said == f"diplotext: 3000 articles in {folder}"
    assert [one for part in sorted(folder.glob("part-*")) for one in whole_lines(part)] == [str(n) for n in range(3000)]


@pytest.mark.parametrize("where", ["output", "stdout", "append", "folder"])
def test_a_full_disk_leaves_whole_lines(source, tmp_path, where):
    target = tmp_path / "out.jsonl"
    folder = tmp_path / "out"
    given = {
        "output": ["--format", "jsonl", "-o", target],
        "folder": ["--output", f"{folder}/", "--shard-size", "500"],
    }.get(where, ["--format", "jsonl"])
    limit = 300_000
    with open(target, "ab" if where == "append" else "wb") as stream:
        result = subprocess.run(
            [*COMMAND, str(source), *map(str, given)],
            stdout=stream,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
            timeout=LAST_RESORT_SECONDS,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == b"diplotext: cannot write: File too large"
    assert b"Traceback" not in result.stderr
    if where == "folder":
        assert not [path for path in folder.iterdir() if path.name != "manifest.jsonl"]
    else:
        found = whole_lines(target)
        assert 0 < len(found) < 3_000
        assert found == [str(n) for n in range(len(found))]


@pytest.mark.parametrize(
    ("closed", "status", "written", "message"),
    [
        ("<&-", 2, False, "diplotext: standard input: Bad file descriptor"),
        (">&-", 2, False, "diplotext: cannot write: Bad file descriptor"),
        ("2>&-", 0, True, ""),
        ("<&- >&- 2>&-", 2, False, ""),
    ],
)
def test_closed_streams(closed, status, written, message):
    command = " ".join([*COMMAND, "--format", "jsonl", "-", closed])
    result = subprocess.run(
        ["bash", "-c", command], input=b"On 2 May 2023.", capture_output=True, timeout=LAST_RESORT_SECONDS, check=False
    )
    assert (result.returncode, bool(result.stdout), result.stderr.decode().strip()) == (status, written, message)


def test_an_output_needs_no_standard_output(tmp_path):
    target = tmp_path / "out.jsonl"
    command = " ".join([*COMMAND, "--format", "jsonl", "-o", str(target), "- >&- 2>&-"])
    result = subprocess.run(["bash", "-c", command], input=b"On 2 May 2023.", timeout=LAST_RESORT_SECONDS, check=False)
    assert (result.returncode, len(target.read_bytes().splitlines())) == (0, 1)


def test_documents_are_written_before_all_are_read():
    process = start("--input-format", "jsonl", "--format", "jsonl", stdin=subprocess.PIPE)
    process.stdin.write(b"".join(json.dumps({"text": "A.", "id": n}).encode() + b"\n" for n in range(8)))
    process.stdin.flush()
    assert [json.loads(process.stdout.readline())["id"] for _ in range(4)] == ["0", "1", "2", "3"]
    process.stdin.close()
    process.stdout.read()
    assert process.wait(LAST_RESORT_SECONDS) == 0
    process.stdout.close()
    process.stderr.close()
