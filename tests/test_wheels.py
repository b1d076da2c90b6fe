"""What users install: the built wheels hold all they need."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = [ROOT, *sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*command, *map(str, PACKAGES)], check=True, capture_output=True)
    return sorted(folder.glob("*.whl"))


def test_one_wheel_a_distribution_typed_and_licensed(wheels):
    assert len(wheels) == len(PACKAGES)
    for wheel in wheels:
        names = zipfile.ZipFile(wheel).namelist()
        assert any(name.endswith("/py.typed") for name in names), wheel.name
        apart = ("diplotext/testing", "diplotext/template/")
        assert not any("test" in name for name in names if not name.startswith(apart)), wheel.name
    [core] = [wheel for wheel in wheels if wheel.name.startswith("diplotext-0")]
    held = zipfile.ZipFile(core).namelist()
    assert "diplotext/io/schema-v1.json" in held
    template = ROOT / "src" / "diplotext" / "template"
    files = [path for path in template.rglob("*") if path.is_file()]
    assert files
    assert not {f"diplotext/template/{path.relative_to(template).as_posix()}" for path in files}.difference(held)


def test_installed_wheels_run(wheels, tmp_path):
    target = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target)]
    subprocess.run([*command, *map(str, wheels)], check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(target)}

    def run(*arguments):
        result = subprocess.run(
            [sys.executable, *arguments], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return result.stdout

    assert run("-c", "import diplotext; print(diplotext.__file__)").startswith(str(target))
    article = ROOT / "examples" / "articles" / "sidelines.txt"
    document = json.loads(run("-m", "diplotext", "extract", "--format", "jsonl", str(article)))
    assert document["failures"] == []
    assert all(document["annotations"][kind] for kind in ("statement", "meeting", "time", "organization", "person"))
