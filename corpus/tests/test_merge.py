"""Differences between two annotators, and gold made from decisions."""

import copy
import json

import pytest
from click.testing import CliRunner

from corpus import differences as differences_command
from corpus.build import Builder
from corpus.compile import HERE, compile_folder, read_articles
from corpus.differences import differences
from corpus.merge import Merger, main, patch
from corpus.pairing import pair, same_but_for_marks
from corpus.resolved import annotation_of, resolve
from corpus.spans import Span
from corpus.tests.test_compile import ARTICLE, EXAMPLE


def read(change=lambda annotation: None):
    annotation = json.loads(EXAMPLE)
    change(annotation)
    builder = Builder(ARTICLE, annotation, "a")
    document = builder.build()
    assert builder.problems.found == []
    return resolve(builder, document)


def both(change):
    return pair(read(), read(change))


def merger(change):
    return Merger(*both(change), ARTICLE)


def lines(change):
    return [difference.line for difference in differences(*both(change))]


def take(value, n=1, **more):
    return [{"n": n, "take": value, "why": "made up", **more}]


def renamed(annotation):
    """The same under other keys."""
    text = json.dumps(annotation)
    for old, new in (("haas", "ana"), ('"no"', '"norway"'), ('"t1"', '"day"'), ('"m1"', '"first"')):
        text = text.replace(old, new)
    annotation.clear()
    annotation.update(json.loads(text))


def test_keys_make_no_difference():
    assert lines(renamed) == []


def test_what_is_read_and_written_is_the_same():
    first = read()
    builder = Builder(ARTICLE, annotation_of(first), "gold")
    document = builder.build()
    assert builder.problems.found == []
    again = resolve(builder, document)
    assert (again.owners, again.times, again.statements, again.meetings) == (
        first.owners, first.times, first.statements, first.meetings,
    )  # fmt: skip


@pytest.mark.parametrize("identifier", sorted(read_articles(HERE / "articles.jsonl"))[::12])
def test_real_annotations_survive_too(identifier):
    articles = read_articles(HERE / "articles.jsonl")
    for name in ("a", "b"):
        for _, builder, document in compile_folder(HERE / "annotations" / name, articles, (identifier,)):
            first = resolve(builder, document)
            found = Merger(*pair(first, copy.deepcopy(first)), articles[identifier])
            gold = found.build([])
            assert (found.found, found.problems.found) == ([], [])
            again = Builder(articles[identifier], gold, "gold")
            assert again.build()["annotations"]["statement"] == sorted(
                [r | {"id": s["id"], "extractor": "annotator-gold"} for r, s in _aligned(document, again)],
                key=lambda record: int(record["id"].split(":")[1]),
            )


def _aligned(document, again):
    """Records with what may differ by another order of statements made equal."""
    gold = again.build()["annotations"]
    by_place = {(r["spans"][0]["start"], r["spans"][-1]["end"], str(r["cue"])): r for r in gold["statement"]}
    for record in document["annotations"]["statement"]:
        other = by_place[record["spans"][0]["start"], record["spans"][-1]["end"], str(record["cue"])]
        changed = {key: other[key] for key in ("reported_in", "speakers", "addressees", "said_at")}
        assert [s["mention"] for s in record["speakers"]] == [s["mention"] for s in other["speakers"]]
        yield record | changed, other


def test_each_field_is_a_difference_of_its_own():
    def change(annotation):
        annotation["statements"][0] |= {"c": "want a fair deal,", "cue": "“We want a fair deal,” Haas <<said>>"}
        annotation["statements"][1] |= {"who": "roy", "f": "asked"}
        annotation["meetings"][0] |= {"kind": "talks", "who": ["haas"]}
        annotation["times"]["t1"] = ["Tuesday", "2019-05"]

    whats = [d.what for d in differences(*both(change))]
    assert whats == ["t1 time", "s1 c", "s2 who", "s2 asked", "m1 kind", "m1 who"]


def test_sources_are_not_decided_twice():
    def change(annotation):
        annotation["statements"].pop(1)
        annotation["reject"] = {"process": "talks", "topic": "added"}

    assert [line.split(":")[0] for line in lines(change)] == ["s2 statement"]
    kept, left = (merger(change).build(take(side)) for side in ("a", "b"))
    assert "She#1" in json.dumps(kept["people"])
    assert "She#1" not in json.dumps(left["people"])
    assert left["reject"]["topic"] == ["added#1"]


def test_the_same_words_are_one_decision():
    def change(annotation):
        annotation["states"]["gh"].pop("dem")

    found = differences(*both(change))
    assert [d.what for d in found] == ["mention 'Ghanaian' (2 places)"]


def test_marks_at_the_edge_are_settled_by_the_guidelines():
    text = "He said it rained. “It rained,” he said."
    outside = same_but_for_marks(text, [Span(8, 17)], [Span(8, 18)])
    inside = same_but_for_marks(text, [Span(20, 29)], [Span(20, 30)])
    assert [text[s.start : s.end] for s in (*outside, *inside)] == ["it rained", "It rained,"]
    assert same_but_for_marks(text, [Span(8, 17)], [Span(11, 17)]) is None


@pytest.mark.parametrize(
    ("value", "who"), [("a", ["haas", "roy"]), ("b", ["haas"]), ("both", ["haas", "roy"]), (["roy:host"], ["roy"])]
)
def test_taking(value, who):
    gold = merger(lambda annotation: annotation["meetings"][0].update(who=["haas"])).build(take(value))
    parties = gold["meetings"][0]["who"]
    assert [party if isinstance(party, str) else party["e"] for party in parties] == who


def test_a_replacement_in_the_annotators_format():
    def change(annotation):
        annotation["times"]["t1"] = ["Tuesday", "2019-05"]

    gold = merger(change).build(take({"v": "2019-05-08"}, like="b"))
    assert gold["times"]["t1"] == ["Tuesday#1", "2019-05-08"]


def test_leaving_out_needs_a_reason_for_what_was_seen():
    def change(annotation):
        annotation["statements"][2]["c"] = "Ghana"
        annotation["statements"].pop(2)
        annotation["reject"] = {"process": "talks", "act": "thanked"}

    found = merger(change)
    assert found.build(take("neither"))["reject"]["act"] == ["thanked#1"]


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ([], "undecided"),
        ([{"n": 1, "take": "a"}], "say why"),
        (take("c"), "take is one of"),
        (take("a", 2), "there is no difference 2"),
        (take("a", what=["another"]), "look again"),
        (take("a") + take("b"), "decided twice"),
        (take("a", whatever=1), "unknown key 'whatever'"),
    ],
)
def test_it_is_not_built_while_something_is_open(decisions, message):
    found = merger(lambda annotation: annotation["meetings"][0].update(who=["haas"]))
    assert found.build(decisions) is None
    assert any(message in problem for problem in found.problems.found), found.problems.found


def test_a_patch_changes_what_both_have():
    gold = merger(lambda annotation: None).build(
        [{"patch": {"statements": {"s3": None, "s4": {"f": None}}, "reject": {"act": "thanked"}}, "why": "made up"}]
    )
    assert [(s["k"], s.get("f")) for s in gold["statements"]] == [("s1", None), ("s2", None), ("s4", None)]
    assert gold["reject"] == {"process": ["talks#1"], "act": ["thanked"]}
    value = {"a": {"b": 1, "c": 2}, "d": 3}
    patch(value, {"a": {"b": None}, "d": 4})
    assert value == {"a": {"c": 2}, "d": 4}


def test_the_commands(tmp_path):
    (tmp_path / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    other = json.loads(EXAMPLE)
    other["meetings"][0]["who"] = ["haas"]
    for name, text in (("a", EXAMPLE), ("b", json.dumps(other))):
        (tmp_path / "notes" / name).mkdir(parents=True)
        (tmp_path / "notes" / name / "made-up-20190509.json").write_text(text, encoding="utf-8")
    where = ["--articles", str(tmp_path / "articles.jsonl"), "--folder", str(tmp_path / "notes")]
    shown = CliRunner().invoke(differences_command.main, where)
    assert "1 differences" in shown.output
    decided = tmp_path / "adjudication"
    result = CliRunner().invoke(main, [*where, "--decisions", str(decided)])
    assert (result.exit_code, "0 articles are gold, 1 are not" in result.output) == (1, True)
    decided.mkdir()
    path = decided / "made-up-20190509.json"
    path.write_text(json.dumps(take("a")), encoding="utf-8")
    result = CliRunner().invoke(main, [*where, "--decisions", str(decided)])
    assert result.exit_code == 0, result.output
    assert json.loads(path.read_text(encoding="utf-8"))[0]["what"][0].startswith("m1 who: a Ana Haas")
    assert json.loads((tmp_path / "notes" / "gold" / "made-up-20190509.json").read_text(encoding="utf-8"))
