"""Versions: all distributions agree, one command changes them, and a plugin that does not fit is refused with one line."""

import re
import subprocess
import sys

import pytest
from packaging.specifiers import SpecifierSet
from scripts.release import bump
from scripts.release.distributions import ROOT, distributions

import diplotext
from diplotext.plugin.compatibility import fits
from diplotext.plugin.registry import Registry


def test_versions_agree():
    version = bump.current()
    assert {distribution.project["version"] for distribution in distributions()} == {version} == {diplotext.__version__}
    assert [path for path in bump.files() if bump.changed(path, version) != path.read_bytes().decode()] == []


@pytest.mark.parametrize(
    ("version", "allowed"), [("0.7.2", ">=0.7,<0.8"), ("1.2.0", ">=1.2,<2"), ("3.0.0", ">=3.0,<4")]
)
def test_one_command_changes_the_version_everywhere(version, allowed):
    contents = {path: bump.changed(path, version) for path in bump.files()}
    for path, text in contents.items():
        held = path.read_bytes().decode()
        assert text != held, path
        assert len(text.splitlines()) == len(held.splitlines())
        if path.name == "pyproject.toml" and path.parent != ROOT:
            ranges = re.findall(r'"(?:en-)?diplotext(?:-[a-z]+)*([<>=][^"]*)"', text)
            assert set(ranges) <= {allowed}, path
    assert f'"diplotext-dates{allowed}"' in contents[ROOT / "pyproject.toml"]
    assert f'__version__ = "{version}"' in contents[ROOT / "src/diplotext/__init__.py"]
    assert bump.current() in SpecifierSet(bump.allowed(bump.current()))


def test_ours_require_each_other_in_the_range_of_the_version():
    ours = {distribution.name for distribution in distributions()}
    allowed = SpecifierSet(bump.allowed(bump.current()))
    for distribution in distributions():
        declared = [
            *distribution.requirements,
            *distribution.extras.get("all", ()),
            *distribution.extras.get("accurate", ()),
        ]
        ranges = {one.name: one.specifier for one in declared if one.name in ours and not one.extras}
        assert all(specifier == allowed for specifier in ranges.values()), distribution.name


def test_all_is_what_users_need():
    core = distributions()[0]
    named = {one.name: one.extras for one in core.extras["all"]}
    plugins = {distribution.name for distribution in distributions()} - {"diplotext", "diplotext-example"}
    assert named.keys() == {*plugins, "diplotext"}
    assert named["diplotext"] == {"archives", "tables", "web"}


@pytest.mark.parametrize(
    ("specifiers", "version", "expected"),
    [
        (">=0.1,<0.2", "0.1.0", True),
        (">=0.1,<0.2", "0.1", True),
        (">= 0.1, < 0.2", "0.1.7", True),
        (">=0.1,<0.2", "0.2.0", False),
        (">=0.1.0.0,<0.2", "0.1", True),
        (">=0.10", "0.9.3", False),
        (">=1,<2", "1.0", True),
        ("<1.0", "1", False),
        (">=0.1", "0.2.0.dev1", True),
        ("<0.2", "0.2.0.dev1", False),
        ("==0.1.*", "0.1.4", True),
        ("~=0.1", "1.0", False),
        ("!=0.1.0", "0.1.0", False),
        ("whatever", "0.1.0", True),
    ],
)
def test_ranges(specifiers, version, expected):
    assert fits(specifiers, version) is expected


def install(folder, requirement):
    info = folder / "pact_watch-2.5.dist-info"
    info.mkdir(parents=True)
    (folder / "pact_watch.py").write_text("raise RuntimeError('imported')\n")
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: pact-watch\nVersion: 2.5\nRequires-Dist: {requirement}\n"
    )
    (info / "entry_points.txt").write_text("[diplotext]\npacts = pact_watch\n")
    return folder


@pytest.mark.parametrize(
    ("requirement", "refused"),
    [
        ("diplotext>=9.1,<9.2", True),
        ("diplotext <0.0.1", True),
        ("diplotext (<0.0.1)", True),
        ("Diplotext[testing]==99", True),
        ("diplotext>=0.1", False),
        ("diplotext", False),
        ('diplotext<0.0.1; extra == "test"', False),
        ("diplotext-dates<0.0.1", False),
    ],
)
def test_a_plugin_for_another_version_is_refused_before_it_is_imported(tmp_path, requirement, refused):
    use = "from diplotext import Registry; print(dict((p.name, p.error) for p in Registry().plugins)['pacts'])"
    folder = install(tmp_path / "site", requirement)
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); {use}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    [line] = result.stdout.splitlines()
    if refused:
        assert line.startswith("PluginError: pact-watch 2.5 works with diplotext")
        assert line.endswith(f"and {diplotext.__version__} is installed; pip install --upgrade diplotext pact-watch")
    else:
        assert line == "RuntimeError: imported"


def test_no_installed_plugin_is_refused():
    assert [str(plugin) for plugin in Registry().plugins if plugin.error] == []


def test_the_start_does_not_import_packaging():
    code = "import sys; from diplotext import Registry; Registry().plugins; print('packaging' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "False\n"
