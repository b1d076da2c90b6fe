"""Whatever is killed at whatever moment, a later run goes on, and in the end nothing is lost and nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import LAST_RESORT_SECONDS

from diplotext import wire
from diplotext.scaling import result_files

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks processes up in /proc")

PROGRAM = Path(__file__).with_name("killed.py")
KILLS = 50
SECONDS_EACH = 0.004


def started(folder, seconds_each=0.0):
    environment = os.environ | {"SECONDS_EACH": str(seconds_each)}
    with folder.with_suffix(".errors").open("ab") as errors:
        return subprocess.Popen([sys.executable, str(PROGRAM), str(folder)], env=environment, stderr=errors)


def until(condition, process=None):
    """Wait until something is so, while a process lives."""
    end = time.monotonic() + LAST_RESORT_SECONDS
    while not condition():
        assert process is None or process.poll() is None
        assert time.monotonic() < end
        time.sleep(0.005)


def parents():
    """The processes that live, each with its parent."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, fields = stat.read_text(encoding="latin-1").rpartition(")")
        except OSError:
            continue
        state, parent, *_ = fields.split()
        if state != "Z":
            found[int(stat.parent.name)] = int(parent)
    return found


def workers_of(process):
    """The processes that read for another one."""

    def is_worker(pid):
        try:
            return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False

    return [pid for pid, parent in parents().items() if parent == process.pid and is_worker(pid)]


def files(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def parts(folder):
    return len(list(folder.glob("part-*.jsonl"))) if folder.exists() else 0


def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path):
    chance = random.Random(26)
    whole, folder = tmp_path / "whole", tmp_path / "killed"
    assert started(whole).wait(LAST_RESORT_SECONDS) == 0
    process = started(folder, SECONDS_EACH)
    left_alive = []
    kinds = ["worker"] * (KILLS // 2) + ["parent"] * (KILLS // 3) + ["soon"] * (KILLS - KILLS // 2 - KILLS // 3)
    chance.shuffle(kinds)
    for kind in kinds:
        if kind == "soon":  # perhaps before it has begun to write
            time.sleep(chance.random() / 2)
        else:
            before = parts(folder)
            until(lambda before=before: parts(folder) > before + 1 and len(workers_of(process)) == 2, process)
            time.sleep(chance.random() / 20)
        assert process.poll() is None
        workers = workers_of(process)
        if kind == "worker" and workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
        else:
            process.kill()
            process.wait()
            left_alive += workers
            process = started(folder, SECONDS_EACH)
    process.kill()
    process.wait()
    assert started(folder).wait(LAST_RESORT_SECONDS) == 0
    assert files(folder) == files(whole)
    until(lambda: not set(left_alive) & set(parents()))
    found = [wire.loads(line).id for file in result_files(folder) for line in file.read_bytes().splitlines()]
    assert found == [f"a{number}" for number in range(5_000) if number % 97]
