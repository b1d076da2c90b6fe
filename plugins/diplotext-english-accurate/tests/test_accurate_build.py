"""The build checks the weights by the same code as that of the small pipeline, which must not drift apart."""

from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[1]
SMALL = PLUGIN.parent / "diplotext-english"


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("hatch_build.py", "hatch_build.py"),
        ("src/en_diplotext_accurate/checksums.py", "src/en_diplotext/checksums.py"),
        ("LICENSE-WEIGHTS", "LICENSE-WEIGHTS"),
    ],
)
def test_files_that_both_distributions_need(mine, theirs):
    if not SMALL.is_dir():
        pytest.skip("the small pipeline's distribution is not beside this one")
    assert (PLUGIN / mine).read_bytes() == (SMALL / theirs).read_bytes()
