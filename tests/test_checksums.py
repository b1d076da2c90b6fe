"""Checksums of models and tables: written down, up to date, and compared with what is installed."""

import importlib.metadata
import json
import shutil
import subprocess
import sys

import pytest
from scripts.release.checksums import expected
from scripts.release.distributions import distributions

from diplotext.plugin import checksums
from diplotext.plugin.checksums import SUMS, as_lines, verify


@pytest.mark.parametrize("distribution", distributions(), ids=lambda distribution: distribution.name)
def test_checksums_are_up_to_date(distribution):
    path = distribution.package / SUMS
    held = path.read_text() if path.exists() else ""
    assert held == expected(distribution), "make checksums"


def test_each_distribution_with_data_has_checksums():
    with_data = {distribution.name for distribution in distributions() if (distribution.package / SUMS).exists()}
    assert {"diplotext", "diplotext-knowledge", "en-diplotext", "en-diplotext-accurate"} <= with_data


def test_sha256sum_reads_them(tmp_path):
    if not (program := shutil.which("sha256sum")):
        pytest.skip("sha256sum is not installed")
    package = next(one.package for one in distributions() if one.name == "diplotext-knowledge")
    subprocess.run([program, "--check", "--strict", "--quiet", SUMS], cwd=package, check=True)


METADATA = "Metadata-Version: 2.1\nName: pact-watch\nVersion: 2.5\nRequires-Dist: diplotext<0.0.1\nRequires-Dist: no-such-package>=2\n"


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A plugin with a table and a module whose checksum its wheel recorded."""
    package, info = tmp_path / "pact_watch", tmp_path / "pact_watch-2.5.dist-info"
    package.mkdir()
    info.mkdir()
    (package / "__init__.py").write_text("")
    (package / "pacts.csv").write_text("name\nAtacama\n")
    (package / SUMS).write_text(as_lines(checksums.checksums(package)))
    (info / "METADATA").write_text(METADATA)
    (info / "entry_points.txt").write_text("[diplotext]\npacts = pact_watch\n")
    empty = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    (info / "RECORD").write_text(f"pact_watch/__init__.py,sha256={empty},0\npact_watch/pacts.csv,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    return package


def problems():
    [found] = [one for one in verify() if one.distribution == "pact-watch"]
    return found.problems[: -len(VERSIONS)], found.problems[-len(VERSIONS) :]


VERSIONS = (
    f"requires diplotext<0.0.1, but {importlib.metadata.version('diplotext')} is installed",
    "requires no-such-package>=2, which is not installed",
)


def test_what_is_as_released_passes_and_versions_are_compared(installed):
    assert problems() == ((), VERSIONS)


def test_damage_is_named(installed):
    (installed / "pacts.csv").write_text("name\nAtacana\n")
    (installed / "more.csv").write_text("")
    (installed / "__init__.py").write_text("import os\n")
    assert problems()[0] == (
        "changed: pact_watch/__init__.py",
        "changed: pact_watch/pacts.csv",
        "not listed: pact_watch/more.csv",
    )
    (installed / "pacts.csv").unlink()
    (installed / "more.csv").unlink()
    (installed / "__init__.py").unlink()
    assert problems()[0] == ("missing: pact_watch/__init__.py", "missing: pact_watch/pacts.csv")


def test_the_command(installed, run):
    (installed / "pacts.csv").write_text("name\nAtacana\n")
    result = run("plugins", "--verify", "--json")
    rows = {row["distribution"]: row for row in json.loads(result.stdout)}
    assert (result.returncode, result.stderr) == (1, b"")
    assert "changed: pact_watch/pacts.csv" in rows["pact-watch"]["problems"]
    assert rows["diplotext"]["files"] > 40
    result = run("plugins", "--verify")
    assert (result.returncode, result.stderr) == (1, b"")
    assert "changed: pact_watch/pacts.csv" in " ".join(result.stdout.decode().split())


def test_nothing_is_wrong_with_what_is_installed_here():
    command = [sys.executable, "-m", "diplotext", "plugins", "--verify", "--json"]
    result = subprocess.run(command, capture_output=True, text=True)
    ours = {distribution.name for distribution in distributions()}
    found = {row["distribution"]: row["problems"] for row in json.loads(result.stdout) if row["distribution"] in ours}
    assert not {name: problems for name, problems in found.items() if problems}
