"""Rules that are switched off, added, traced and measured."""

import json

import attrs
import pytest
from click.testing import CliRunner

from diplotext import (
    Annotation,
    ContractError,
    Document,
    Extractor,
    Meeting,
    Mention,
    Organization,
    Participant,
    Person,
    Pipeline,
    PipelineError,
    Place,
    PluginError,
    Registry,
    Rule,
    Span,
    TimeExpression,
    Timex3,
    hookimpl,
    wire,
)
from diplotext.cli.main import cli
from diplotext.plugin import Trace, is_traced, refused
from diplotext.testing.scores.rules import RuleFigures, measured

TEXT = "Oslo and Accra agree. The envoy of Korda was in Accra."


def place(reading, word, rule):
    at = reading.text.index(word)
    return Place(name=word, mentions=[reading.mention(at, at + len(word))], rule=rule)


@attrs.frozen(kw_only=True)
class Tie(Annotation):
    """Two places that are named together."""

    one: Place


@attrs.frozen
class Towns(Extractor):
    """Finds two towns, and a tie of the first."""

    name = "towns"
    provides = (Place, Tie)

    @classmethod
    def rules(cls):
        return {name: Rule(name, "finds a town") for name in ("town.first", "town.second", "town.tie")}

    def extract(self, reading):
        first = place(reading, "Oslo", "town.first")
        yield first
        yield place(reading, "Accra", "town.second")
        yield Tie(one=first, spans=[reading.span(0, 14)], rule="town.tie")
        refused("town.", 35, 40, "no such town")


def found(pipeline, text=TEXT):
    return [annotation.rule for annotation in pipeline.read(text).annotations]


@pytest.mark.parametrize(
    ("disabled", "left"),
    [
        ((), ["town.first", "town.tie", "town.second"]),
        (("town.second",), ["town.first", "town.tie"]),
        ("town.tie", ["town.first", "town.second"]),
        (["town.first"], ["town.second"]),  # the tie refers to what is gone
        (("town.first", "town.second", "town.tie"), []),
    ],
)
def test_a_rule_can_be_switched_off(disabled, left):
    assert sorted(found(Pipeline([Towns(disabled_rules=disabled)]))) == sorted(left)


def test_an_unknown_rule_cannot_be_switched_off():
    with pytest.raises(ValueError, match=r"'towns' has no rule 'town\.frist': did you mean 'town\.first'"):
        Towns(disabled_rules=["town.frist"])
    with pytest.raises(PipelineError, match=r"did you mean 'quote\.clause'"):
        Pipeline.of("quotes", options={"quotes": {"disabled_rules": ["quote.claus"]}})


def korda(reading):
    yield place(reading, "Korda", "town.korda")


KORDA = Rule("town.korda", "finds Korda", match=korda, examples=["Korda"], counterexamples=["Kordat"])


def test_a_rule_can_be_added():
    pipeline = Pipeline([Towns(added_rules=[KORDA])])
    assert "town.korda" in found(pipeline)
    [one] = [place for place in pipeline.read(TEXT).places if place.name == "Korda"]
    assert (one.extractor, one.rule) == ("towns", "town.korda")
    assert "town.korda" not in found(Pipeline([Towns(added_rules=[KORDA], disabled_rules=["town.korda"])]))


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (Rule("town.x", "finds"), "rule 'town.x' has no 'match'"),
        (Rule("town.first", "finds", match=korda), "'towns' already has a rule 'town.first'"),
        ("town.x", "which is not a Rule"),
    ],
)
def test_what_cannot_be_added(rule, message):
    with pytest.raises(ValueError, match=message):
        Towns(added_rules=[rule])


def test_an_added_rule_names_itself():
    with pytest.raises(ContractError, match=r"rule 'town\.y' yielded .* as found by 'town\.korda'") as caught:
        Pipeline([Towns(added_rules=[attrs.evolve(KORDA, id="town.y")])]).read(TEXT)
    assert "in rule 'town.y', added to extractor 'towns'" in caught.value.__notes__


class Plugin:
    def __init__(self, *rules):
        self.added = rules

    @hookimpl
    def diplotext_extractors(self):
        return [Towns]

    @hookimpl
    def diplotext_rules(self):
        return self.added


def test_a_plugin_can_add_rules():
    plugin = Plugin(attrs.evolve(KORDA, extractor="towns"), attrs.evolve(KORDA, extractor="not installed"))
    registry = Registry(installed=False, plugins={"mine": plugin})
    assert [rule.id for rule in registry.rules["towns"]] == ["town.korda"]
    pipeline = Pipeline.of("towns", registry=registry)
    assert "town.korda" in found(pipeline)
    off = Pipeline.of("towns", registry=registry, options={"towns": {"disabled_rules": ["town.korda"]}})
    assert "town.korda" not in found(off)


@pytest.mark.parametrize(
    ("rule", "message"),
    [("x", "instances of Rule"), (KORDA, "no 'extractor'"), (Rule("a.b", "x", extractor="towns"), "no 'match'")],
)
def test_what_a_plugin_cannot_add(rule, message):
    registry = Registry(installed=False, plugins={"mine": Plugin(rule)}, strict=True)
    with pytest.raises(PluginError, match=message):
        registry.rules  # noqa: B018


def test_near_misses_are_traced():
    assert not is_traced()
    with Trace() as trace:
        assert is_traced()
        Pipeline([Towns()]).read(TEXT)
        Pipeline([Towns()]).read(TEXT)
    Pipeline([Towns()]).read(TEXT)
    [step] = trace.steps
    assert (step.rule, TEXT[step.start : step.end], step.reason) == ("town.", TEXT[35:40], "no such town")


def run(*arguments):
    result = CliRunner().invoke(cli, ["rules", *arguments], standalone_mode=False)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


def test_the_command_traces():
    output = run("trace", "Elina Saarela said on Monday that Norway would come.")
    assert "quote.that-clause" in output
    assert "2021-11-29" in output
    assert "quote.that-clause" not in run("trace", "Norway came.", "--rule", "date.")
    assert "No rule finds anything." in run("trace", "It rains.", "--extractor", "dates")


def test_the_command_lists():
    assert run("quotes") == run("list", "quotes")
    assert "quote.clause" in run()
    rows = json.loads(run("list", "dates", "--format", "json"))
    assert {"id", "finds", "examples", "counterexamples", "precision", "coverage", "pattern"} <= rows[0].keys()
    assert "match" not in rows[0]


ARTICLE = "Elina Saarela met Marko Vidmar in Oslo on 3 May 2021. She will meet Kofi Mensah of NATO in June."


def annotated():
    at = ARTICLE.index
    people = {
        name: Person(name=name, mentions=[Mention(at(name), at(name) + len(name), name)], rule="gold.person")
        for name in ("Elina Saarela", "Marko Vidmar", "Kofi Mensah")
    }
    [time] = [
        TimeExpression(
            spans=[Span(at("3 May"), at("3 May") + 10, "3 May 2021")], kind="date", value="2021-05-03",
            timex3=Timex3("DATE", "2021-05-03"), rule="gold.time",
        )
    ]  # fmt: skip
    met = Meeting(
        spans=[Span(at("met"), at("met") + 3, "met")], kind="meeting", status="held", rule="gold.meeting",
        participants=[Participant(entity=people[name]) for name in ("Elina Saarela", "Marko Vidmar")],
    )  # fmt: skip
    nato = Organization(name="NATO", mentions=[Mention(at("NATO"), at("NATO") + 4, "NATO")], rule="gold.organization")
    return Document(ARTICLE, published="2021-05-04", annotations=[*people.values(), time, met, nato])


def test_rules_are_measured():
    def system(document):
        right = annotated()
        wrong = Person(name="Oslo", mentions=[Mention(34, 38, "Oslo")], rule="person.wrong")
        late = attrs.evolve(right.times[0], value="2021-05-04", timex3=Timex3("DATE", "2021-05-04"), rule="date.late")
        beside = attrs.evolve(right.people[0], name="Elina", mentions=[Mention(0, 5, "Elina")], rule="person.short")
        planned = attrs.evolve(right.meetings[0], status="planned", rule="meeting.planned")
        new = [*right.annotations, wrong, late, beside, planned]
        return attrs.evolve(document, annotations=new)

    figures = measured([annotated()], system)
    assert figures["gold.person"] == RuleFigures("gold.person", 3, 3, 3, 1)
    assert figures["person.wrong"] == RuleFigures("person.wrong", 1, 0, 3, 0)
    assert figures["person.short"] == RuleFigures("person.short", 1, 0, 3, 1)
    assert (figures["date.late"].precision, figures["gold.time"].precision) == (0, 1)
    assert (figures["gold.meeting"].precision, figures["meeting.planned"].precision) == (1, 0)
    assert figures["gold.organization"].coverage == 1


def test_the_command_measures(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text(wire.dumps(annotated()) + "\n", encoding="utf-8")
    output = run("measure", str(file), "--extractor", "people")
    assert "1 annotated articles" in output
    assert "person.first-name" in output
    assert "quote." not in output
    [row] = [row for row in json.loads(run("measure", str(file), "--format", "json")) if row["rule"] == "date.absolute"]
    assert (row["findings"], row["right"], row["precision"], row["coverage"]) == (1, 1, 1.0, 1.0)


TRACED = [
    # (sentence, rule, at, part of the reason)
    (
        "If the minister says that it rains, nobody will come to the long talks in Oslo.",
        "quote.",
        "says",
        "does not say",
    ),
    ("The delegates from all of the countries may come to a second round of these talks.", "date.", "may", "guard"),
    (
        "Both sides met at last after months of silence on the long border of the north.",
        "meeting.verb-unnamed",
        "met",
        "says too little",
    ),
]


@pytest.mark.parametrize(("sentence", "rule", "at", "reason"), TRACED)
def test_our_own_plugins_say_what_was_missing(sentence, rule, at, reason):
    with Trace() as trace:
        Pipeline.of().read(sentence, published="2021-12-02")
    steps = [step for step in trace.steps if step.rule.startswith(rule) and sentence[step.start : step.end] == at]
    assert [step for step in steps if reason in step.reason], trace.steps


def test_a_rule_that_cannot_be_added_costs_only_its_plugin():
    class Other:
        @hookimpl
        def diplotext_rules(self):
            return [attrs.evolve(KORDA, id="town.first", extractor="towns")]

    class Misspelled:
        @hookimpl
        def diplotext_rules(self):
            return [attrs.evolve(KORDA, extractor="town")]

    plugins = {"a": Plugin(attrs.evolve(KORDA, extractor="towns")), "b": Other(), "c": Misspelled()}
    registry = Registry(installed=False, plugins=plugins)
    assert [rule.id for rule in registry.rules["towns"]] == ["town.korda"]
    assert [plugin.name for plugin in registry.failures] == ["b", "c"]
    assert "did you mean 'towns'" in registry.failures[1].error
    assert "town.korda" in found(Pipeline.of("towns", registry=registry))


def test_a_failing_rule_is_named():
    def broken(reading):
        raise ZeroDivisionError("by nothing")

    pipeline = Pipeline([Towns(added_rules=[Rule("town.broken", "fails", match=broken)])])
    [failure] = pipeline.read(TEXT, on_error="collect").failures
    assert "by nothing" in failure.error
    assert "town.broken" in failure.error
    for wrong in (lambda reading: None, lambda reading: ["a"]):
        with pytest.raises(ContractError):
            Pipeline([Towns(added_rules=[Rule("town.wrong", "is wrong", match=wrong)])]).read(TEXT)


def test_rules_that_cannot_be_pickled_are_named_for_what_they_are():
    pipeline = Pipeline([Towns(added_rules=[Rule("town.local", "local", match=lambda reading: ())])])
    with pytest.raises(PipelineError, match="cannot be sent to another process"):
        list(pipeline.stream([TEXT] * 2, processes=2))
