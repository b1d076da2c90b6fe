"""Versions of Python: what the metadata promise, as far as an interpreter of another version can check it."""

import ast
import importlib.metadata
import re

import pytest
from packaging.specifiers import SpecifierSet
from scripts.release.distributions import distributions, third_party

LOWEST, NEWEST = (3, 11), (3, 14)
VERSIONS = [f"3.{minor}" for minor in range(LOWEST[1], NEWEST[1] + 1)]


def test_metadata_agree():
    assert {distribution.project["requires-python"] for distribution in distributions()} == {f">={VERSIONS[0]}"}
    classifiers = distributions()[0].project["classifiers"]
    prefix = "Programming Language :: Python :: 3."
    assert [line.rpartition(" :: ")[2] for line in classifiers if line.startswith(prefix)] == VERSIONS


@pytest.mark.parametrize("distribution", distributions(), ids=lambda distribution: distribution.name)
def test_the_lowest_version_can_read_the_code(distribution):
    for path in sorted(distribution.package.rglob("*.py")):
        if "{{" not in str(path):
            ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=LOWEST)


@pytest.mark.parametrize("version", VERSIONS)
def test_no_dependency_refuses_a_version(version):
    refusing = []
    for requirement in third_party():
        try:
            metadata = importlib.metadata.metadata(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            continue
        allowed = ",".join(metadata.get_all("Requires-Python") or ())
        if not SpecifierSet(allowed).contains(f"{version}.1"):
            refusing.append(f"{requirement.name}: {allowed}")
    assert not refusing


def test_the_page_for_maintainers_has_the_versions():
    page = (distributions()[0].folder / "docs" / "releasing.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (3\.\d+) \|", page, re.MULTILINE) == VERSIONS
