"""Licences of dependencies: all listed, all allowed."""

import sys

import pytest
from scripts.release import licences
from scripts.release.distributions import distributions

INSTALLED = {group: (found, missing) for group, found, missing in licences.installed()}


@pytest.mark.parametrize("group", sorted(licences.groups()))
def test_what_is_installed_is_listed(group):
    found, missing = INSTALLED[group]
    listed = licences.recorded().get(group, {})
    assert found.items() <= listed.items(), "make pages"
    if missing:
        pytest.skip(f"not installed here, so not compared: {', '.join(missing)}")
    if sys.version_info[:2] == (3, 11) and sys.platform == "linux":  # other versions of Python need fewer
        assert found == listed, "make pages"


@pytest.mark.parametrize("group", sorted(licences.recorded()))
def test_licences_are_allowed(group):
    developers = group in licences.FOR_DEVELOPERS
    refused = {
        name: licence
        for name, licence in licences.recorded()[group].items()
        if not licences.is_allowed(licence, developers=developers)
    }
    assert not refused


def test_all_groups_are_listed():
    assert licences.recorded().keys() == licences.groups().keys()
    core = distributions()[0]
    assert {one.name for one in core.requirements} <= licences.recorded()[licences.RUN_TIME].keys()


def test_ours_declare_theirs():
    for distribution in distributions():
        assert licences.is_allowed(distribution.project["license"].replace("CC-BY-SA-4.0 AND ", "")), distribution.name


def test_the_page_is_up_to_date():
    assert licences.PAGE.read_text() == licences.page(licences.recorded()), "make pages"


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND LGPL-2.1-or-later", False),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("(MIT OR GPL-2.0-only)", True),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("CC-BY-NC-4.0", False),
        ("LicenseRef-Proprietary", False),
        ("", False),
    ],
)
def test_expressions(expression, allowed):
    assert licences.is_allowed(expression) is allowed
