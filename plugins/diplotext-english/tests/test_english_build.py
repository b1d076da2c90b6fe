"""The hook of the build: distributions need sound weights of their version, a tree in development does not."""

import runpy
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

PLUGIN = Path(__file__).resolve().parents[1]

pytest.importorskip("hatchling", reason="hatchling builds the distribution and is not installed")


@pytest.fixture
def root(tmp_path):
    """A distribution with one file of weights."""
    package = tmp_path / "src" / "en_diplotext"
    (package / "model").mkdir(parents=True)
    (package / "model" / "weights").write_bytes(b"weights")
    shutil.copy(PLUGIN / "src" / "en_diplotext" / "checksums.py", package)
    (package / "meta.json").write_text('{"version": "0.1.0"}')
    module = runpy.run_path(str(package / "checksums.py"))
    (package / "SHA256SUMS").write_text(module["as_lines"](module["checksums"](package)))
    return tmp_path


def build(root, kind, version="0.1.0"):
    hook = runpy.run_path(str(PLUGIN / "hatch_build.py"))["VerifiedWeights"]
    hook(str(root), {}, None, SimpleNamespace(version=version), "", "wheel").initialize(kind, {})


def no_weights(package):
    shutil.rmtree(package / "model")
    (package / "meta.json").unlink()
    (package / "SHA256SUMS").unlink()


def damaged(package):
    (package / "model" / "weights").write_bytes(b"heights")


@pytest.mark.parametrize("kind", ["standard", "editable"])
def test_sound_weights_pass(root, kind, capsys):
    build(root, kind)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("harm", "message"), [(no_weights, "SHA256SUMS"), (damaged, "model/weights")])
def test_only_an_editable_build_forgives_missing_or_damaged_weights(root, harm, message, capsys):
    harm(root / "src" / "en_diplotext")
    with pytest.raises((OSError, ValueError), match=message):
        build(root, "standard")
    build(root, "editable")
    assert message in "".join(capsys.readouterr())


def test_only_an_editable_build_forgives_another_version(root, capsys):
    message = "the weights are of version 0.1.0, the distribution of 0.2.0"
    with pytest.raises(ValueError, match=message):
        build(root, "standard", version="0.2.0")
    build(root, "editable", version="0.2.0")
    assert message in "".join(capsys.readouterr())
