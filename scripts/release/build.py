"""What users install is built from a commit, twice, installed from files alone, and tested as it is installed.

`make release` calls it. The two builds differ in folder, time zone, locale and hash seed; their files must be
equal byte for byte. Only the third-party wheels come from the package index, at the versions of constraints.txt; they
are kept in `build/wheelhouse`.
"""

from __future__ import annotations

import filecmp
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from diplotext.plugin.checksums import as_lines, checksums
from scripts.release.bump import current
from scripts.release.distributions import EXAMPLE, ROOT, distributions
from scripts.release.environments import TOOLS
from scripts.release.selections import interpreter_of, plain_environment, run

UNLIKE = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
)
"""The environments of the two builds."""
WHEELHOUSE = ROOT / "build" / "wheelhouse"


@click.command()
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.option("--commit", default="HEAD", help="What to build.", show_default=True)
@click.option("--no-tests", is_flag=True, help="Build and install only.")
def release(target: Path, commit: str, no_tests: bool) -> None:
    """Build all distributions of a commit into TARGET, install them elsewhere, and test what is installed."""
    with tempfile.TemporaryDirectory(prefix="diplotext-release-") as scratch:
        trees = [_export(commit, Path(scratch) / name) for name in ("one", "another-place")]
        epoch = _run(["git", "log", "-1", "--format=%ct", commit]).strip()
        built = [
            _build(tree, {**unlike, "SOURCE_DATE_EPOCH": epoch}) for tree, unlike in zip(trees, UNLIKE, strict=True)
        ]
        _same(*built)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(built[0], target)
        _write_sums(target)
        environment = Path(scratch) / "environment"
        _install(target, environment)
        if not no_tests:
            _test(environment, trees[1])
    click.echo(f"{target}: {len(list(target.iterdir())) - 1} files of version {current()}, built twice and installed")


def _export(commit: str, folder: Path) -> Path:
    """The files of a commit in a new folder: nothing else of the working tree gets into a release."""
    archive = folder.with_suffix(".tar")
    _run(["git", "archive", "--output", str(archive), commit])
    with tarfile.open(archive) as files:
        files.extractall(folder, filter="data")
    return folder


def _build(tree: Path, environment: Mapping[str, str]) -> Path:
    """Build a source distribution of each distribution, and a wheel from it."""
    target = tree.with_name(f"{tree.name}-dist")
    for distribution in distributions():
        folder = tree / distribution.folder.relative_to(ROOT)
        _run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), str(folder)], environment)
        click.echo(f"built {distribution.name}")
    return target


def _same(one: Path, other: Path) -> None:
    names = sorted({path.name for folder in (one, other) for path in folder.iterdir()})
    _, changed, missing = filecmp.cmpfiles(one, other, names, shallow=False)
    if changed or missing:
        raise click.ClickException(f"not built reproducibly: {', '.join(sorted([*changed, *missing]))}")
    if len(names) != 2 * len(distributions()):
        raise click.ClickException(f"one wheel and one source distribution each are expected, not {names}")


def _write_sums(folder: Path) -> None:
    lines = as_lines(checksums(folder))
    (folder / "SHA256SUMS").write_text(lines, encoding="utf-8", newline="\n")
    click.echo(lines, nl=False)


def _install(dist: Path, folder: Path) -> None:
    """Install everything into an empty environment from files alone, and check it."""
    version = current()
    wanted = f"diplotext[all,testing]=={version}"
    WHEELHOUSE.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip"]
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    links = [f"--find-links={dist}", f"--find-links={WHEELHOUSE}"]
    _run([*pip, "download", "--quiet", *constraints, *links, "--dest", str(WHEELHOUSE), wanted, *TOOLS])
    for ours in WHEELHOUSE.glob("*diplotext*"):  # they come from the folder of the release
        ours.unlink()
    _run([sys.executable, "-m", "venv", str(folder)])
    python = interpreter_of(folder)
    from_files = [str(python), "-m", "pip", "--isolated", "install", "--quiet", "--no-index", *links, *constraints]
    _run([*from_files, f"diplotext[all]=={version}"])
    _run([str(python), "-m", "pip", "check"])
    command = [str(python), "-P", "-m", "diplotext"]
    click.echo(_run([*command, "plugins", "--verify"], folder=folder), nl=False)
    article = ROOT / "examples" / "articles" / "sidelines.txt"
    for model in ("fast", "accurate"):
        found = _run([*command, "extract", "--format", "jsonl", "--model", model, str(article)], folder=folder)
        click.echo(f"{article.name}, {model} model: {len(found):,} characters of results")
    _run([*from_files, wanted, f"{EXAMPLE}=={version}", *TOOLS])


def _test(environment: Path, tree: Path) -> None:
    """Run the tests in a tree without sources, so that what is installed is what they test."""
    for source in (tree / "src", *tree.glob("plugins/*/src")):
        shutil.rmtree(source)
    run("installed", environment, tree)


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path = ROOT) -> str:
    """Run a command; its output."""
    settings = {**plain_environment(), **(environment or {})}
    result = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        raise click.ClickException(f"{' '.join(command)}\n{result.stdout}{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    release()
