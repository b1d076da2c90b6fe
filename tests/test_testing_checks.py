"""Each check catches the plugin that breaks its rule, and no other check does."""

import importlib
import sys
from pathlib import Path

import pytest

from diplotext import Extractor
from diplotext.pipeline import pipeline
from diplotext.plugin import registry
from diplotext.testing import CHECKS, bench

pytest.importorskip("diplotext_organizations")

FOLDER = Path(__file__).parent
FIRST = """First, Chile signed the Atacama Water Treaty; the Lima Copper Convention and the Quito Memorandum followed,
then the Northern Border Treaty and the Cusco Convention. “It is done,” she said of the Arica Port Treaty."""
TEXTS = [FIRST, "Second, Peru left the Lima Copper Convention and the Atacama Water Treaty."]
BAD = {
    "not_found": ("is_discoverable", 'bad-not-found = "bad_plugins"'),
    "mutable_option": ("is_constructible", "'left_out' of MutableOptionExtractor is mutable"),
    "heavy_import": ("imports_lightly", "loads numpy; import it inside the functions that use it"),
    "undocumented": ("is_documented", "does not say what option 'shortest' does"),
    "stranger": ("yields_what_it_provides", "add Organization to 'provides'"),
    "byte_offsets": ("spans_are_true", "make spans with reading.span"),
    "wrong_field": ("types_survive_the_wire", "is not of type 'integer'"),
    "lost_option": ("pickles", "after pickling"),
    "remembers": ("keeps_no_state", "the texts in another order"),
    "mixes_batches": ("batches_like_single_documents", "finds something else in a batch of"),
    "writes_parse": ("leaves_inputs_alone", "changes the parse"),
    "hidden_need": ("needs_what_it_reads", "add what it reads to 'needs'"),
    "hidden_requirement": ("does_without_what_it_uses", "move the type to 'requires'"),
    "needs_text": ("survives_hard_texts", "no text at all"),
    "quadratic": ("takes_linear_time", "more than linear"),
    "set_order": ("is_deterministic", "order of a set"),
    "loads_in_hook": ("reads_alike_in_processes", "not when a hook is called"),
}
"""The module of each, the check that catches it, and what that says."""


def forget():
    """Plugins are looked for once a process; here they come and go."""
    for function in (registry._entry_points, registry.version_of, pipeline.default_registry, bench.bench):
        function.cache_clear()


@pytest.fixture(scope="module", autouse=True)
def installed(tmp_path_factory):
    """The plugins, as if a distribution of their own had been installed."""
    site = tmp_path_factory.mktemp("site")
    folder = site / "bad_plugins-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: bad-plugins\nVersion: 1.0\n", encoding="utf-8")
    entries = [f"bad-{module} = bad_plugins.{module}\n" for module in ("good", *BAD) if module != "not_found"]
    (folder / "entry_points.txt").write_text("[diplotext]\n" + "".join(entries), encoding="utf-8")
    path = list(sys.path)
    sys.path += [str(site), str(FOLDER)]
    importlib.invalidate_caches()
    forget()
    yield
    sys.path[:] = path
    for name in [name for name in sys.modules if name.partition(".")[0] == "bad_plugins"]:
        del sys.modules[name]
    forget()


def extractor_of(module):
    found = vars(importlib.import_module(f"bad_plugins.{module}")).values()
    [extractor] = [
        value
        for value in found
        if isinstance(value, type) and issubclass(value, Extractor) and value.__module__.endswith(module)
    ]
    return extractor


@pytest.mark.parametrize("check", CHECKS)
def test_a_good_plugin_passes(check):
    check(extractor_of("good"), TEXTS)


@pytest.mark.parametrize("module", BAD)
def test_a_bad_plugin_is_caught_by_exactly_the_right_check(module):
    extractor = extractor_of(module)
    said = {}
    for check in CHECKS:
        try:
            check(extractor, TEXTS)
        except AssertionError as error:
            said[check.__name__] = str(error)
    name, message = BAD[module]
    assert said.keys() == {name}, said
    assert message in said[name]


def test_there_is_a_bad_plugin_for_each_check():
    assert [name for name, _ in BAD.values()] == [check.__name__ for check in CHECKS]
