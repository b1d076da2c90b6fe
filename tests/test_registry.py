"""Plugins: found, kept apart, blocked, reported when they are broken."""

import types
from email.message import Message

import attrs
import pytest

from diplotext import Knowledge, Pipeline, PipelineError, Place, PluginError, Record, Registry, Writer, hookimpl, hooks


def plugin(**functions):
    """A plugin module with hook implementations that return the given values."""
    module = types.ModuleType("plugin")
    for name, value in functions.items():

        def implementation(value=value):
            if isinstance(value, Exception):
                raise value
            return value

        implementation.__name__ = name
        # pluggy takes arguments from the signature: this one has none
        implementation = (lambda implementation: lambda: implementation())(implementation)
        setattr(module, name, hookimpl(implementation))
    return module


def registry(**plugins):
    return Registry(plugins=plugins, installed=False)


def test_extractors_come_by_plugin_name(make_extractor):
    b, a = make_extractor("beta", "b"), make_extractor("alpha", "a")
    both = registry(z=plugin(diplotext_extractors=[a]), y=plugin(diplotext_extractors=[b]))
    assert [(info.name, info.plugin.name) for info in both.extractors] == [("beta", "y"), ("alpha", "z")]
    assert both.create("alpha") == a()
    assert both.annotation_types() == {"place": Place}


def test_a_plugin_that_fails_is_reported_and_the_others_go_on(make_extractor):
    good = plugin(diplotext_extractors=[make_extractor("good", "x")])
    bad = plugin(diplotext_extractors=ImportError("no module named 'x'"))
    both = registry(bad=bad, good=good)
    assert [info.name for info in both.extractors] == ["good"]
    assert [(p.name, p.error) for p in both.failures] == [("bad", "ImportError: no module named 'x'")]
    with pytest.raises(PluginError, match="plugin bad cannot be used: ImportError"):
        _ = Registry(plugins={"bad": bad}, installed=False, strict=True).extractors


def test_a_misspelled_hook_is_an_error():
    broken = registry(bad=plugin(diplotext_extractor=[]))
    assert "unknown hook 'diplotext_extractor'" in broken.failures[0].error


@pytest.mark.parametrize(
    ("hook", "value", "message"),
    [
        ("diplotext_extractors", [object()], "must return subclasses of Extractor"),
        ("diplotext_extractors", None, "must return a list, not None"),
        ("diplotext_knowledge", ["Russia"], "must return instances of Record"),
        ("diplotext_writers", [dict], "must return subclasses of Writer"),
    ],
)
def test_what_a_hook_returns_is_checked(hook, value, message):
    broken = registry(bad=plugin(**{hook: value}))
    assert message in {p.name: p for p in broken.plugins}["bad"].error


def test_an_extractor_class_without_name_is_refused(make_extractor):
    nameless = make_extractor("x", "x")
    nameless.name = ""
    broken = registry(bad=plugin(diplotext_extractors=[nameless]))
    assert broken.extractors == ()
    assert "no 'name'" in broken.failures[0].error


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"requires": Place}, "requires must be a tuple, not <class"),
        ({"needs": "doc.sents"}, "needs must be a tuple, not 'doc.sents'"),
        ({"uses": ("Place",)}, "uses names 'Place', which is not an annotation type"),
        ({"__init__": lambda self, option: None}, "cannot be made without arguments"),
    ],
)
def test_a_wrong_declaration_keeps_only_that_plugin_out(make_extractor, declared, message):
    bad = make_extractor("bad", "x", **{k: v for k, v in declared.items() if k != "__init__"})
    if "__init__" in declared:
        bad.__init__ = declared["__init__"]
    good = plugin(diplotext_extractors=[make_extractor("good", "x")])
    both = registry(bad=plugin(diplotext_extractors=[bad]), good=good)
    assert repr(Pipeline.of(registry=both)) == "<Pipeline good>"
    assert message in both.failures[0].error


def test_blocked_plugins_and_extractors_are_kept_out(make_extractor):
    one = plugin(diplotext_extractors=[make_extractor("a", "a"), make_extractor("b", "b")])
    two = plugin(diplotext_extractors=[make_extractor("c", "c")])
    kept = Registry(plugins={"one": one, "two": two}, installed=False, block=["two", "a"])
    assert [info.name for info in kept.extractors] == ["b"]


def test_two_extractors_of_one_name_name_both_plugins(make_extractor):
    twins = registry(
        one=plugin(diplotext_extractors=[make_extractor("a", "a")]),
        two=plugin(diplotext_extractors=[make_extractor("a", "b")]),
    )
    with pytest.raises(PipelineError, match="two extractors are named 'a', from one and two; block one"):
        twins.create("a")
    with pytest.raises(PipelineError, match="two extractors are named 'a'"):
        Pipeline.of(registry=twins)


def test_two_plugins_of_one_name_name_both(monkeypatch):
    from diplotext.plugin import registry as module

    def entry(distribution):
        metadata = Message()
        metadata["Name"], metadata["Version"] = distribution, "1.0"
        dist = type("Distribution", (), {"metadata": metadata})()
        return types.SimpleNamespace(name="twin", value=distribution, dist=dist, load=lambda: plugin())

    monkeypatch.setattr(module, "_entry_points", lambda: (entry("one"), entry("two")))
    with pytest.raises(PluginError, match=r"two plugins are named 'twin': twin \(one 1.0\) and twin \(two 1.0\)"):
        Registry()
    assert Registry(block=["twin"]).failures == ()


def test_an_unknown_name_suggests_the_nearest(make_extractor):
    some = registry(one=plugin(diplotext_extractors=[make_extractor("quotes", "a")]))
    with pytest.raises(PipelineError, match="no extractor is named 'quots': did you mean 'quotes'"):
        some.create("quots")
    with pytest.raises(PipelineError, match="'quotes' has no option 'mode'"):
        some.create("quotes", mode=1)


def test_knowledge_of_all_plugins_later_names_override():
    def of(name):
        return plugin(diplotext_knowledge=[Record(id="o:x", kind="x", name=name, source="s", as_of="2026")])

    assert [r.name for r in registry(a=of("first"), b=of("second")).knowledge.records] == ["second"]
    assert isinstance(registry().knowledge, Knowledge)


@attrs.frozen
class Silent(Writer):
    name = "silent"

    def write(self, documents, stream):
        """Write nothing."""


def test_two_formats_of_one_name_are_an_error():
    clash = attrs.frozen(type("Other", (Silent,), {"name": "jsonl"}))
    with pytest.raises(PluginError, match="two formats are named 'jsonl', from diplotext .* and mine"):
        _ = registry(mine=plugin(diplotext_writers=[clash])).writers


def test_writers_come_through_the_same_hook():
    some = registry(mine=plugin(diplotext_writers=[Silent]))
    of_tools, of_tables = ["brat", "inception", "labelstudio"], ["csv", "parquet"]
    assert list(some.writers) == ["jsonl", "json", "table", "html", *of_tools, *of_tables, "silent"]


@pytest.mark.parametrize("hook", [name for name in vars(hooks) if name.startswith("diplotext_")])
def test_every_hook_says_what_it_returns(hook):
    assert "Returns:" in getattr(hooks, hook).__doc__
