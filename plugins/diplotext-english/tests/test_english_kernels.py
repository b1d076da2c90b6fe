"""A text gets the same bits alone and in any batch, whichever kernels OpenBLAS runs: each kind in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("en_diplotext", reason="en-diplotext is not installed")

from en_diplotext import loading

PROGRAM = Path(__file__).with_name("same_bits.py")
ILLEGAL = {-getattr(signal, "SIGILL", 4), 0xC000001D}
"""How a process ends whose processor lacks an instruction: on Unix, on Windows."""
CORES = {
    "Haswell": {"Haswell"},
    "Zen": {"Zen", "Haswell"},
    "SkylakeX": {"SkylakeX"},
    "Sandybridge": {"Sandybridge"},
    "Prescott": {"Prescott", "Katmai"},
}
"""What to ask OpenBLAS for, and what it may call it; Zen has the kernels of Haswell."""


@pytest.mark.parametrize("asked", CORES)
def test_same_bits_with_the_kernels_of(asked):
    if not (loading.MODEL / "meta.json").exists():
        pytest.skip("the weights are not here: python -m training.package writes them")
    settings = {"OPENBLAS_CORETYPE": asked, "OPENBLAS_NUM_THREADS": "1", loading.MATRIX_PRODUCT: "numpy"}
    result = subprocess.run(
        [sys.executable, str(PROGRAM)], env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if result.returncode in ILLEGAL:
        pytest.skip(f"this processor cannot run the kernels of {asked}")
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    if found["core"] is None:
        pytest.skip("NumPy has another library than OpenBLAS, or one of its own")
    if found["core"] not in CORES[asked]:
        pytest.skip(f"OpenBLAS runs the kernels of {found['core']} in place of {asked}")
    assert [128, 3328] in found["shapes"]
    assert (found["texts"], found["products"], found["uneven"]) == ([], [], [])
