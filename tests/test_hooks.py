"""Every hook is documented and tested; one that is added without either fails here."""

import inspect
import re
import types
from pathlib import Path

import attrs
import pytest

from diplotext import (
    Extractor,
    Knowledge,
    Pipeline,
    Place,
    Reader,
    Record,
    Registry,
    Rule,
    Writer,
    hookimpl,
    hooks,
    load_articles,
)

HOOKS = sorted(name for name in vars(hooks) if name.startswith(f"{hooks.GROUP}_"))
PAGES = {
    page.name: page.read_text(encoding="utf-8") for page in sorted((Path(__file__).parents[1] / "docs").glob("*.md"))
}


@attrs.frozen
class Harbours(Extractor):
    name = "harbours"
    provides = (Place,)

    def extract(self, reading):
        for match in reading.knowledge.find(reading.text):
            yield Place(name=match.record.name, rule="harbour", spans=[reading.span(match.start, match.end)])


@attrs.frozen
class NamesWriter(Writer):
    name = "names"

    def write(self, documents, stream):
        for document in documents:
            print(*(place.name for place in document.places), file=stream)


@attrs.frozen
class Telegrams(Reader):
    name = "telegrams"
    suffixes = (".tgm",)

    def read(self, file):
        for number, text in enumerate(file.text().split("STOP"), start=1):
            if text.strip():
                yield f"telegram {number}", {"id": str(number), "text": text.strip()}
            else:
                file.report(f"telegram {number}: empty")


HARBOUR = Record(id="harbour:x", kind="harbour", name="Port Xanthe", source="project", as_of="2026")


def bays(reading):
    for match in re.finditer(r"Bay of [A-Z]\w+", reading.text):
        yield Place(name=match[0], rule="harbour.bay", spans=[reading.span(*match.span())])


BAY = Rule("harbour.bay", "a bay by its name", extractor="harbours", match=bays)


def extractors(registry):
    assert [info.name for info in registry.extractors] == ["harbours"]
    assert registry.create("harbours") == Harbours()
    assert repr(Pipeline.of(registry=registry)) == "<Pipeline harbours>"
    assert registry.annotation_types() == {"place": Place}


def knowledge(registry):
    assert registry.knowledge.records == (HARBOUR,)
    assert registry.knowledge_by_plugin == {"mine": (HARBOUR,)}
    pipeline = Pipeline([Harbours()], knowledge=registry.knowledge)
    assert [place.name for place in pipeline.read("A ship left Port Xanthe.").places] == ["Port Xanthe"]


def rules(registry):
    assert registry.rules == {"harbours": (BAY,)}
    with_bay = Pipeline([Harbours(added_rules=registry.rules["harbours"])], knowledge=Knowledge())
    assert [place.name for place in with_bay.read("A ship left the Bay of Xanthe.").places] == ["Bay of Xanthe"]


def writers(registry, tmp_path):
    assert registry.writers["names"] is NamesWriter
    pipeline = Pipeline([Harbours()], knowledge=Registry(plugins=MINE, installed=False).knowledge)
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as stream:
        registry.writers["names"]().write(pipeline.stream(["To Port Xanthe.", "Home."]), stream)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == "Port Xanthe\n\n"


def readers(registry, tmp_path):
    assert registry.readers["telegrams"] is Telegrams
    (tmp_path / "a.tgm").write_text("To Port Xanthe STOP Home", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Plain.", encoding="utf-8")
    found = load_articles(tmp_path, registry=registry)
    assert [document.text for document in found] == ["To Port Xanthe", "Home", "Plain."]


# For each hook: what a plugin returns, and the test that it takes effect.
IMPLEMENTED = {
    "diplotext_extractors": ([Harbours], extractors),
    "diplotext_knowledge": ([HARBOUR], knowledge),
    "diplotext_readers": ([Telegrams], readers),
    "diplotext_rules": ([BAY], rules),
    "diplotext_writers": ([NamesWriter], writers),
}


def plugin(*names):
    module = types.ModuleType("mine")
    for name in names:
        implementation = (lambda value: lambda: value)(IMPLEMENTED[name][0])
        implementation.__name__ = name
        setattr(module, name, hookimpl(implementation))
    return module


MINE = {"mine": plugin(*IMPLEMENTED)}


def test_every_hook_is_tested():
    assert sorted(IMPLEMENTED) == HOOKS


@pytest.mark.parametrize("hook", HOOKS)
def test_a_plugin_that_implements_one_hook_contributes(hook, tmp_path):
    registry = Registry(plugins={"mine": plugin(hook)}, installed=False, strict=True)
    test = IMPLEMENTED[hook][1]
    test(registry, **({"tmp_path": tmp_path} if "tmp_path" in inspect.signature(test).parameters else {}))


def test_a_plugin_may_implement_all_hooks():
    registry = Registry(plugins=MINE, installed=False, strict=True)
    assert [place.name for place in Pipeline.of(registry=registry).read("Port Xanthe").places] == ["Port Xanthe"]
    assert [registry.failures, "names" in registry.writers] == [(), True]


@pytest.mark.parametrize("hook", HOOKS)
def test_docstring_documents_parameters_and_result(hook):
    specification = getattr(hooks, hook)
    text = inspect.getdoc(specification)
    assert re.match(r"[A-Z][^\n]+\.\n", text), "a first line that says what it is"
    assert re.search(r"^Returns:\n    \S", text, re.M)
    parameters = list(inspect.signature(specification).parameters)
    assert bool(parameters) == ("Args:" in text)
    for name in parameters:
        assert re.search(rf"^    {name}: \S", text, re.M), name
    assert specification.__annotations__["return"]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_page_for_plugin_authors_names_the_hook(hook):
    prose = {name: text for name, text in PAGES.items() if name != "reference.md"}
    assert [name for name, text in prose.items() if hook in text], f"no page tells how to use {hook}"
