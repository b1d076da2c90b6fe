"""The one command: its stages name commands and configurations that exist."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_every_stage_can_be_run() -> None:
    command = ["make", "--dry-run", "--always-make", "--file", "training/Makefile", "EXCLUDE=texts", "BENCH=kit"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    modules = re.findall(r"-m (training[\w.]+)", done.stdout)
    assert modules[-1] == "training.package"
    assert len(modules) == 22
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []
    assert all((ROOT / path).is_file() for path in re.findall(r"training/configs/\S+", done.stdout))
