"""What CONTRIBUTING says of the public API is true."""

import importlib
import re
import warnings
from pathlib import Path

import pytest

import diplotext

CONTRIBUTING = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
VERSIONS = CONTRIBUTING.partition("## Versions")[2]
MODULES = re.findall(
    r"`(diplotext(?:\.\w+)*)`", "".join(line.split("|")[1] for line in VERSIONS.splitlines() if line.startswith("| "))
)


def test_the_list_of_public_modules_is_read():
    assert {"diplotext", "diplotext.wire", "diplotext.interop", "diplotext.hooks"} <= set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_public_modules_exist_and_say_what_they_are_for(module):
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        assert importlib.import_module(module).__doc__


def test_modules_among_the_public_names_are_listed():
    modules = {f"diplotext.{name}" for name in diplotext.__all__ if type(getattr(diplotext, name)) is type(diplotext)}
    assert modules >= {"diplotext.wire", "diplotext.schema"}
    assert modules - set(MODULES) == set()


def test_policy_says_how_a_name_is_deprecated():
    policy = VERSIONS.partition("### Deprecation")[2]
    for words in ("DeprecationWarning", "two minor versions", "stacklevel=2", ".. deprecated::", "changelog"):
        assert words in policy
