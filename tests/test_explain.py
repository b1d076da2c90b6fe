"""Explanations: every rule, the words argument by argument, chains, anchors, records, near misses, the command."""

import json
import re

import attrs
import pytest
from tests.conftest import ROOT, TEXT

from diplotext import (
    Annotation,
    ArticleError,
    Attribution,
    Document,
    Entity,
    Extractor,
    Mention,
    Pipeline,
    Registry,
    Rule,
    Span,
    TimeExpression,
    event_rules,
    hookimpl,
    wire,
)
from diplotext.explaining import Explainer, explain
from diplotext.explaining.times import anchor_of
from diplotext.plugin.rules import PUBLISHED

TAG = re.compile(r"</?\w+(?: [\w.-]+=\"[^\"]*\")*>")
REGISTRY = Registry()
SANCTIONS = ROOT / "examples/sanctions.toml"
FILED = tuple(event_rules(SANCTIONS))
RULES = [
    *((info.name, rule) for info in REGISTRY.extractors for rule in info.extractor.rules().values()),
    *((name, rule) for name, rules in REGISTRY.rules.items() for rule in rules),
    *((str(rule.extractor), rule) for rule in FILED),
]
OTHERS = {"meeting.attendance": "meeting", "sanctions.headline": "event"}
"""Rules whose examples another rule finds, to which they add or which comes first, with the type that they find."""


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline.of(options={"events": {"added_rules": list(FILED)}})


@pytest.fixture(scope="module")
def explainer(pipeline):
    return Explainer(pipeline, considered=False)


@pytest.fixture(scope="module")
def planned(pipeline):
    return pipeline.read(
        (ROOT / "examples/articles/planned_talks.txt").read_text(encoding="utf-8"), published="2023-11-20"
    )


def found_by(rule, pipeline):
    if rule.id in OTHERS:
        document = pipeline.read(TAG.sub("", rule.examples[0]), published=PUBLISHED)
        other = next(one for one in document.annotations if one.wire_name == OTHERS[rule.id])
        annotation = attrs.evolve(other, rule=rule.id)
        return attrs.evolve(document, annotations=[*(set(document.annotations) - {other}), annotation]), annotation
    for example in rule.examples:
        document = pipeline.read(TAG.sub("", example), published=PUBLISHED)
        for annotation in document.annotations:
            if annotation.rule == rule.id:
                return document, annotation
    raise AssertionError("no example is found by its rule")


def test_all_plugins_are_looked_at():
    assert {name for name, _ in RULES} >= {
        "dates",
        "events",
        "organizations",
        "people",
        "places",
        "quotes",
        "treaties",
        "venues",
    }
    assert len(RULES) > 120


@pytest.mark.parametrize(("extractor", "rule"), RULES, ids=[rule.id for _, rule in RULES])
def test_every_rule_is_explained(extractor, rule, pipeline, explainer):
    document, annotation = found_by(rule, pipeline)
    found = explainer.explain(document, annotation)
    assert (found.rule, found.rule_id, found.extractor, found.notes) == (rule, rule.id, extractor, ())
    assert found.evidence
    for one in found.evidence:
        if one.span is not None:
            one.span.check(document.text)
    assert any(one.span is not None for one in found.evidence)
    shown = " ".join(str(found).split())
    for part in (rule.finds, rule.examples[0], rule.id, found.id):
        assert " ".join(part.split()) in shown
    assert ("not measured" in shown) == (rule.precision is None)
    assert json.loads(json.dumps(found.to_dict()))["rule"]["examples"] == list(rule.examples)


def test_a_pronoun_leads_to_name_office_and_state(planned):
    meeting = planned.meetings[0]
    who = [one for one in planned.explain(meeting, considered=False).evidence if one.role == "participant"]
    assert [(link.kind, link.text) for link in who[0].chain] == [
        ("pronoun", "He"),
        ("name", "Okafor"),
        ("office", "foreign minister"),
        ("demonym", "Nigerian"),
    ]
    assert all(
        link.span and planned.text[link.span.start : link.span.end].lower() == link.text.lower()
        for link in who[0].chain
    )
    assert who[0].id == "person:1"


def test_a_name_from_a_record_is_no_name_of_the_text():
    from diplotext import Office, Person, State

    text = "Chile's president spoke."
    chile = State(name="Chile", rule="x", mentions=[Mention(0, 5, "Chile")])
    post = Office("president", chile, Span(8, 17, "president"))
    person = Person(name="Ana Silva", rule="x", mentions=[Mention(0, 17, "Chile's president", "title")], offices=[post], named_by="knowledge")  # fmt: skip
    document = Document(text, annotations=[chile, person])
    chain = document.explain("person:1", considered=False).evidence[1].chain
    assert [(link.kind, link.text, link.span is None) for link in chain] == [
        ("title", "Chile's president", False),
        ("name", "Ana Silva", True),
    ]
    assert "dated record" in chain[1].note


def test_records_have_source_and_date(planned):
    records = planned.explain("state:1", considered=False).records
    assert [(record.id, record.entity, record.basis, record.plugin) for record in records] == [
        ("state:NG", "state:1", "iso3166 NG", "knowledge")
    ]
    assert records[0].source
    assert records[0].as_of


@pytest.mark.parametrize(
    ("fields", "published", "expected"),
    [
        ({"anchor": "publication", "value": "2023-03-13"}, "2023-03-15", "counted from the day of publication, 2023-03-15 (given)"),
        ({"anchor": "utterance"}, "2023-03-15", "counted from the day on which the quotation was said"),
        ({"anchor": "text"}, None, "counted from another date of the text"),
        ({"anchor": "treaty"}, None, "counted from: treaty"),
        ({}, None, "none: the words determine the value without another date"),
        ({"kind": "duration"}, None, "none: a duration is counted from no day"),
        ({"resolved": False}, None, "unresolved: no publication date is given, or found in the text, from which it could be counted"),
        ({"resolved": False}, "2023-03-15", "unresolved: neither the text nor the day of publication, 2023-03-15 (given), determines it"),
    ],
)  # fmt: skip
def test_anchor(fields, published, expected):
    time = TimeExpression(**{"kind": "date", "rule": "x", "spans": [Span(0, 6, "Monday")], **fields})
    assert anchor_of(time, Document("Monday", published=published, annotations=[time])) == expected


def test_other_candidates_of_a_date_are_shown(full_document):
    shown = str(full_document.explain("time:1", considered=False))
    assert re.search(r"other candidate +2023-03-06", shown)
    assert "2023-03-13" in shown


def test_what_was_rejected_is_shown_in_the_original_text(pipeline):
    text = "Anna  Berg \xadsaid: it rained.\nThe say of the minister counted. Kofi Mensah said that it snowed."
    document = pipeline.read(text)
    assert not document.view.is_original
    for statement in document.statements:
        for miss in document.explain(statement, pipeline=pipeline).near_misses:
            miss.span.check(text)
    planned_talks = pipeline.read(
        "She met Kenyan President Amina Odera in Geneva, on the margins of a session of the African Union."
    )
    found = [document.explain(one, pipeline=pipeline) for document in (planned_talks,) for one in document.meetings]
    assert any(one.near_misses for one in found)
    assert all("not looked for" not in str(one) for one in found)


def test_without_a_second_reading_it_says_so(full_document):
    found = full_document.explain("statement:1", considered=False)
    assert found.near_misses is None
    assert "was not looked for" in str(found)


def test_a_value_that_is_not_found_again(full_document):
    found = full_document.explain("statement:1")
    assert "reading the text again does not find this value" in str(found)
    assert found.near_misses is not None


def test_documents_from_json_lines(planned):
    loaded = wire.loads(wire.dumps(planned))
    for annotation, before in zip(loaded.annotations, planned.annotations, strict=True):
        assert explain(loaded, annotation, considered=False) == explain(planned, before, considered=False)


def test_rules_that_are_not_installed(full_document):
    shown = str(full_document.explain("meeting:1", considered=False))
    assert "no installed extractor declares the rule 'test'" in " ".join(shown.split())


def test_another_version(planned):
    old = attrs.evolve(planned.statements[0], extractor_version="0.0.1")
    found = attrs.evolve(planned, annotations=[old]).explain(old, considered=False)
    assert "found by version 0.0.1 of 'quotes'" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("wanted", "message"), [("statement:99", "did you mean"), ("Okafor", "has no annotation 'Okafor'")]
)
def test_unknown_ids(full_document, wanted, message):
    with pytest.raises(ArticleError, match=message):
        full_document.explain(wanted)


def test_wrong_arguments(full_document, planned):
    with pytest.raises(TypeError, match="takes an annotation"):
        full_document.explain(3)
    with pytest.raises(ArticleError, match="is not an annotation of document 'full'"):
        full_document.explain(planned.statements[0])


@attrs.frozen
class Side:
    """Somebody on one side of a dispute."""

    role: str
    mention: Mention | None = None
    entity: Entity | None = None


@attrs.frozen(kw_only=True)
class Dispute(Annotation):
    """A dispute, an annotation type of somebody else."""

    topic: Span | None = None
    sides: tuple[Side, ...] = ()
    heat: int = 0
    open: bool = False
    where: dict[str, str] = attrs.field(factory=dict, eq=False)


@attrs.frozen
class Disputes(Extractor):
    """Finds disputes."""

    name = "disputes"
    provides = (Dispute,)

    @classmethod
    def rules(cls):
        return {
            "dispute.word": Rule(
                "dispute.word", "the word itself", ["A <dispute>dispute</dispute>."], precision=0.5, cases=60
            )
        }

    def extract(self, reading):
        start = reading.text.index("dispute")
        yield Dispute(spans=[reading.span(start, start + 7)], rule="dispute.word", topic=reading.span(0, 4), sides=(Side("claimant", reading.mention(9, 14)),), heat=3, open=True)  # fmt: skip


def test_types_and_rules_of_third_parties_need_no_work():
    class Plugin:
        @hookimpl
        def diplotext_extractors(self):
            return [Disputes]

    registry = Registry(plugins={"disputes": Plugin()}, strict=True)
    pipeline = Pipeline.of("disputes", registry=registry)
    document = pipeline.read("Fish: the Chile dispute.")
    found = Explainer(pipeline, registry=registry).explain(document, "dispute:1")
    assert found.rule == Disputes.rules()["dispute.word"]
    assert [(one.role, one.span.text if one.span else None, one.value) for one in found.evidence] == [
        ("words", "dispute", None),
        ("topic", "Fish", None),
        ("claimant", " Chil", None),
        ("heat", None, "3"),
        ("open", None, "yes"),
    ]
    assert found.near_misses == ()
    assert "0.50: the share of 60 findings that were right" in str(found)


def test_a_plugin_that_cannot_list_its_rules():
    @attrs.frozen
    class Broken(Disputes):
        name = "disputes"

        @classmethod
        def rules(cls):
            raise RuntimeError

    class Plugin:
        @hookimpl
        def diplotext_extractors(self):
            return [Broken]

    registry = Registry(plugins={"disputes": Plugin()})
    document = Pipeline([Disputes()]).read("Fish: the Chile dispute.")
    assert Explainer(registry=registry, considered=False).explain(document, "dispute:1").rule is None


def test_an_attribution_says_what_it_rests_on(full_document):
    second = full_document.statements[1]
    found = full_document.explain(second, considered=False)
    speaker = next(one for one in found.evidence if one.role == "speaker")
    assert speaker.basis.startswith("a first person inside a quotation")
    assert next(one for one in found.evidence if one.role == "continues").id == "statement:1"
    unknown = attrs.evolve(second, speakers=[Attribution(Mention(0, 3, "Ana"), None, "cue")])
    document = attrs.evolve(full_document, annotations=[unknown])
    chain = next(one for one in document.explain(unknown, considered=False).evidence if one.role == "speaker").chain
    assert [link.kind for link in chain] == ["name", "unknown"]


# The command.


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Talks end\n\nAna Silva said on Monday that Chile met the OECD in Paris.\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--id", "person:1"], ["person:1"]),
        (["--at", "11"], ["person:1"]),
        (["--find", "Paris", "--kind", "places"], ["place:1"]),
        (["--kind", "people", "--kind", "time"], ["person:1", "time:1"]),
        (["--kind", "statements"], ["statement:1"]),
    ],
)
def test_the_command_chooses(run, article, options, ids):
    result = run("explain", article, "--published", "2023-03-15", "--format", "json", "--no-considered", *options)
    assert result.returncode == 0, result.stderr
    assert [row["id"] for row in json.loads(result.stdout)] == ids


def test_the_command_in_words(run, article):
    result = run("explain", article, "--published", "2023-03-15", "--find", "on Monday", "--kind", "times")
    shown = result.stdout.decode()
    assert shown.startswith("time:1 at 29: Monday = 2023-03-13")
    assert "counted from the day of publication, 2023-03-15 (given)" in " ".join(shown.split())
    assert "Considered and rejected" in shown


def test_the_command_on_results(run, tmp_path, full_document):
    path = tmp_path / "out.jsonl"
    path.write_text(wire.dumps(full_document) + "\n", encoding="utf-8")
    result = run("explain", str(path), "--kind", "meetings", "--no-considered", "--document", "full")
    assert result.returncode == 0
    assert b"meeting:1" in result.stdout
    assert run("explain", str(path), "--document", "other", "--no-considered").returncode == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--kind", "statment"], "did you mean 'statement"),
        (["--find", ""], "give the text to look for"),
        (["--model", "fast", "--language", "x"], "exclude each other"),
    ],
)
def test_mistakes_are_one_line(run, article, options, message):
    result = run("explain", article, *options)
    assert result.returncode == 2
    assert message in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1


def test_no_such_file_and_nothing_there(run, article):
    assert b"no such file" in run("explain", "nowhere.txt").stderr
    result = run("explain", article, "--find", "Zanzibar")
    assert (result.returncode, result.stdout, result.stderr) == (1, b"", b"nothing is found there\n")


def test_event_rules_of_a_file(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Norway imposed sanctions on Chile.", encoding="utf-8")
    result = run("explain", str(path), "--rules", str(SANCTIONS), "--kind", "event", "--no-considered")
    assert result.returncode == 0, result.stderr
    assert FILED[0].id in result.stdout.decode()


def test_the_text_of_the_fixture():
    assert TEXT.startswith("Ana Silva")
