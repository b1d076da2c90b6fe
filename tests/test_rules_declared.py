"""The rules that the plugins declare: their examples are found by just that rule, and they are all that the code has."""

import re
import subprocess
import sys
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from diplotext import Name, Organization, Pipeline, Record, Registry, hookimpl
from diplotext.plugin.rules import PUBLISHED
from diplotext.testing.examples import shown

ROOT = Path(__file__).parents[1]
BENCHMARKS = str(ROOT / "benchmarks")
TAG = re.compile(r'<(/?)(\w+)((?: \w+="[^"]*")*)>')
RULES = {info.name: info.extractor.rules() for info in Registry().extractors}
OWN = ("dates", "organizations", "people", "places", "quotes", "venues")
EXAMPLES = [(rule.id, example) for name in OWN for rule in RULES[name].values() for example in rule.examples]


def plain(marked):
    """The text of an example, and its tags as name, start, end and attributes."""
    text, marks, opened, at = "", [], [], 0
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        if tag[1]:
            name, attributes, start = opened.pop()
            assert name == tag[2], marked
            marks.append((name, start, len(text), attributes))
        else:
            opened.append((tag[2], dict(re.findall(r'(\w+)="([^"]*)"', tag[3])), len(text)))
    assert not opened, marked
    return text + marked[at:], marks


def value_of(annotation, name):
    """A field, or by dots a field of a field, as attributes write it."""
    for part in name.split("."):
        annotation = getattr(annotation, part, None)
    return shown(annotation)


def covers(annotation, start, end):
    return any((s.start, s.end) == (start, end) for s in (*annotation.spans, *getattr(annotation, "mentions", ())))


@pytest.fixture(scope="module")
def read():
    pipeline = Pipeline.of(*OWN)
    return lambda text: pipeline.read(text, published=PUBLISHED)


COUNTEREXAMPLES = [(rule.id, text) for name in OWN for rule in RULES[name].values() for text in rule.counterexamples]


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES, ids=[f"{rule}: {t[:40]}" for rule, t in COUNTEREXAMPLES])
def test_a_rule_finds_nothing_in_its_counterexamples(read, rule, text):
    assert rule not in {annotation.rule for annotation in read(text).annotations}


def test_there_are_counterexamples():
    assert {rule.partition(".")[0] for rule, _ in COUNTEREXAMPLES} >= {
        "date",
        "meeting",
        "organization",
        "person",
        "quote",
    }


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}: {e[:40]}" for rule, e in EXAMPLES])
def test_an_example_is_found_by_its_rule(read, rule, example):
    text, marks = plain(example)
    assert marks
    document = read(text)
    adds = rule == "meeting.attendance"  # to what another rule finds
    assert adds or rule in {attributes.get("rule", rule) for _, _, _, attributes in marks}
    for name, start, end, attributes in marks:
        wanted = {"rule": rule} | attributes
        wanted.pop("id", None)  # what joins several parts
        found = [a for a in document.annotations if a.wire_name == name and covers(a, start, end)]
        assert [{key: value_of(a, key) for key in wanted} for a in found] == [wanted]


@pytest.mark.parametrize("extractor", OWN)
def test_every_rule_says_what_it_finds_and_has_an_example(extractor):
    assert RULES[extractor]
    for name, rule in RULES[extractor].items():
        assert rule.id == name
        assert rule.examples, name
        assert rule.example == rule.examples[0]
        assert not rule.finds.endswith("."), name


@pytest.mark.parametrize("extractor", OWN)
def test_precision_is_a_share_of_enough_cases(extractor):
    for rule in RULES[extractor].values():
        assert rule.precision is None or rule.cases >= (30 if extractor == "venues" else 50), rule.id
        assert (rule.source is None) == (rule.cases == 0), rule.id


def in_code(package, prefixes):
    """The ids of rules that stand in the modules of a package."""
    pattern = re.compile(rf'"((?:{prefixes})\.[a-z-]+)"')
    modules = [path for path in resources.files(package).iterdir() if path.name.endswith(".py")]
    return {found for path in modules for found in pattern.findall(path.read_text(encoding="utf-8"))}


def test_rules_of_quotes():
    assert in_code("diplotext_quotes", "quote") == set(RULES["quotes"])


def test_rules_of_people():
    assert in_code("diplotext_people", "person") == set(RULES["people"])


def test_rules_of_organizations():
    code = in_code("diplotext_organizations", "organization|state|format")
    code -= {"organization.short-form"}  # never the first mention, whose rule an entity has
    assert code == set(RULES["organizations"])


def test_rules_of_dates():
    text = resources.files("diplotext_dates").joinpath("data/grammar.toml").read_text(encoding="utf-8")
    grammar = {row["id"] for stage in tomllib.loads(text)["stage"] for row in stage["rule"] if "id" in row}
    assert grammar | in_code("diplotext_dates", "date|time") == set(RULES["dates"])


def test_rules_of_places():
    assert in_code("diplotext_venues", "place") - {"place.site"} == set(RULES["places"])


def test_rules_of_venues_are_data_alone():
    assert in_code("diplotext_venues", "meeting|visit|call|signing") == set()


def test_seat_of_an_organization():
    class Seats:
        @hookimpl
        def diplotext_knowledge(self):
            seat = Name(text="Sunrise Palace", form="metonym")
            return [
                Record(id="organization:zenda", kind="organization", name="Zenda League", names=["Zenda League", seat], source="test", as_of="2026")
            ]  # fmt: skip

    pipeline = Pipeline.of("organizations", registry=Registry(plugins={"seats": Seats()}, strict=True))
    document = pipeline.read("The visit surprised the Sunrise Palace.")
    assert [(o.name, o.rule) for o in document.of(Organization)] == [("Zenda League", "organization.known")]


def figures_of(rules, prefix=""):
    return {name: (rule.precision, rule.cases) for name, rule in rules.items() if name.startswith(prefix)}


@pytest.mark.parametrize(
    ("plugin", "extractor", "prefix"),
    [("quotes", "quotes", ""), ("dates", "dates", ""), ("people", "people", ""), ("venues", "places", "place.")],
)
def test_benchmarks_write_what_the_tables_hold(monkeypatch, plugin, extractor, prefix):
    monkeypatch.syspath_prepend(BENCHMARKS)
    import rule_figures

    table = rule_figures.table_of(plugin).read_text(encoding="utf-8")
    (source,) = {rule.source for rule in RULES[extractor].values() if rule.source}
    figures = figures_of(RULES[extractor])
    assert rule_figures.rewritten(table, figures, source, prefix) == table
    changed = rule_figures.rewritten(table, dict.fromkeys(figures, (0.5, 70)), "a “new” set", prefix)
    for name, row in tomllib.loads(changed).items():
        before = tomllib.loads(table)[name]
        figured = {"precision": 0.5, "cases": 70, "source": "a “new” set"} if name in figures else {}
        assert row == before | figured


def test_pages_show_the_rules():
    result = subprocess.run(
        [sys.executable, str(ROOT / "docs/make_rules.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
