"""Who is quoted: counted once each, named or not, with the gender only where the text gives it."""

import csv
import io
import json

import attrs
import pytest

import diplotext
from diplotext import (
    Attribution,
    Document,
    Mention,
    Office,
    Organization,
    Person,
    Span,
    State,
    Statement,
    tabular,
    wire,
)
from diplotext.tabular.auditing import GROUPINGS
from diplotext.tabular.gender import gender_of

TEXT = "Mrs. Ana Silva said one two three. She said four. Officials said five six. He said seven."


def at(words, start=0):
    start = TEXT.index(words, start)
    return Span(start, start + len(words), words)


def mention(words, form="name"):
    return Mention.at(at(words), form)


CHILE = State(name="Chile", rule="r", identifiers={"iso3166": "CL"})
ANA = Person(
    name="Ana Silva",
    rule="r",
    mentions=[mention("Ana Silva"), mention("She", "pronoun")],
    offices=[Office("foreign minister", CHILE)],
)


def said(words, speakers, mode="indirect", **fields):
    return Statement(mode=mode, rule="r", spans=[at(words)], speakers=speakers, **fields)


def document(*statements, **fields):
    return Document(TEXT, annotations=[*statements, CHILE, ANA], **{"id": "a", **fields})


FIRST = said("one two three", [Attribution(mention("Ana Silva"), ANA, kind="person")], "direct")
SECOND = said("four", [Attribution(mention("She", "pronoun"), ANA, kind="person")], reported_in=FIRST)
THIRD = said("five six", [Attribution(mention("Officials"), None, kind="group")], "mixed")
FOURTH = said("seven", [Attribution(mention("He", "pronoun"), None)])


@pytest.fixture
def counted():
    return tabular.audit([document(FIRST, SECOND, THIRD, FOURTH), Document("It rained.", id="b")])


def test_totals(counted):
    total = counted.total
    assert (counted.documents, total.articles, total.statements, total.words) == (2, 1, 4, 7)
    assert (total.direct, total.indirect, total.mixed, total.direct_words, total.second_hand) == (1, 2, 1, 3, 1)


def test_sources(counted):
    ana, officials, unknown = counted.sources
    assert (ana.name, ana.naming, ana.kind, ana.office, ana.level, ana.state, ana.gender) == (
        "Ana Silva", "named", "person", "foreign minister", "minister", "Chile", "female",
    )  # fmt: skip
    assert (ana.articles, ana.statements, ana.direct, ana.words, ana.direct_words) == (1, 2, 1, 4, 3)
    assert (officials.name, officials.naming, officials.words) == ("Officials", "unnamed", 2)
    assert (unknown.name, unknown.naming, unknown.gender) == ("(unknown)", "unresolved", None)


def test_groups(counted):
    groups = {group.value: group for group in counted.groups("naming")}
    assert {value: (group.sources, group.statements) for value, group in groups.items()} == {
        "named": (1, 2), "unnamed": (1, 1), "unresolved": (1, 1),
    }  # fmt: skip
    assert [(group.value, group.statements) for group in counted.groups("state")] == [("Chile", 2), (None, 2)]
    for by in GROUPINGS:
        assert sum(group.statements for group in counted.groups(by)) == 4
    with pytest.raises(ValueError, match="sources are not grouped by 'age'; choose from kind, naming"):
        counted.groups("age")


def test_a_source_is_the_same_in_several_articles():
    counted = tabular.audit([document(FIRST, source={"outlet": "A"}), document(SECOND, id="b", source={"outlet": "B"})])
    [ana] = counted.sources
    assert (ana.articles, ana.statements) == (2, 2)
    assert [(group.value, group.articles) for group in counted.groups("outlet")] == [("A", 1), ("B", 1)]
    assert [(group.value, group.articles, group.sources) for group in counted.groups("kind")] == [("person", 2, 1)]


def test_a_statement_of_several_speakers_counts_once_in_all():
    both = said("four", [Attribution(None, ANA, kind="person"), Attribution(mention("Officials"), None, kind="group")])
    counted = tabular.audit([document(both)])
    assert counted.total.statements == 1
    assert [source.statements for source in counted.sources] == [1, 1]
    twice = said("four", [Attribution(None, ANA, kind="person")] * 2)
    assert [source.statements for source in tabular.audit([document(twice)]).sources] == [1]


def test_what_was_not_said_is_not_counted_as_said():
    refused = attrs.evolve(FIRST, negated=True)
    [ana] = tabular.audit([document(refused)]).sources
    assert (ana.statements, ana.declined, ana.words) == (0, 1, 0)


@pytest.mark.parametrize(
    ("speaker", "name", "naming"),
    [
        (Attribution(mention("Officials", "description"), None, kind="group"), "Officials", "unnamed"),
        (Attribution(Mention.at(Span(0, 9, "the union"), "description"), None), "union", "unnamed"),
        (Attribution(mention("He", "pronoun"), None), "(unknown)", "unresolved"),
        (Attribution(basis="unknown"), "(unknown)", "unresolved"),
        (Attribution(None, attrs.evolve(ANA, named_by="knowledge"), kind="person"), "Ana Silva", "unnamed"),
        (Attribution(None, Organization(name="Bank", rule="r"), kind="organization"), "Bank", "named"),
        (Attribution(None, Organization(name="Bank", rule="r"), kind="document"), "Bank", "unnamed"),
    ],
)
def test_naming(speaker, name, naming):
    [source] = tabular.audit([document(said("four", [speaker]))]).sources
    assert (source.name, source.naming) == (name, naming)


def test_a_statement_without_speaker_has_an_unknown_one():
    [source] = tabular.audit([document(said("four", []))]).sources
    assert (source.name, source.naming, source.kind) == ("(unknown)", "unresolved", None)


@pytest.mark.parametrize(
    ("text", "mentions", "gender"),
    [
        ("Ana Silva left.", [("Ana Silva", "name")], None),
        ("Mr. Silva left.", [("Silva", "name")], "male"),
        ("Mr Silva left.", [("Mr Silva", "name")], "male"),
        ("Ms. Silva left.", [("Silva", "name")], "female"),
        ("Queen Silva left.", [("Queen Silva", "name")], "female"),
        ("They miss Silva.", [("Silva", "name")], None),
        ("Silva left. He ran.", [("Silva", "name"), ("He", "pronoun")], "male"),
        ("Silva and her dog left.", [("Silva", "name"), ("her", "pronoun")], "female"),
        ("Silva left. They ran.", [("Silva", "name"), ("They", "pronoun")], None),
        ("Silva left. He ran, she said.", [("Silva", "name"), ("He", "pronoun"), ("she", "pronoun")], None),
        ("Stephen King left.", [("Stephen King", "name"), ("King", "name")], None),
    ],
)
def test_gender_is_what_the_text_gives(text, mentions, gender):
    found = [Mention(text.index(words), text.index(words) + len(words), words, form) for words, form in mentions]
    assert gender_of(Person(name="Silva", rule="r", mentions=found), text) == gender


def test_an_audit_of_many_articles_is_the_same_in_every_order_of_the_counts(articles):
    documents = [diplotext.read(text) for text in articles.values()]
    one, other = tabular.audit(documents), tabular.audit(iter(documents))
    assert one == other
    assert one.to_dict() == json.loads(json.dumps(one.to_dict()))
    assert one.total.statements == sum(not s.negated for d in documents for s in d.statements)
    assert repr(one).startswith("<Audit: 3 documents, ")


@pytest.fixture
def results(tmp_path):
    """What `diplotext extract --format jsonl` writes of the article, and of one that quotes nobody."""
    path = tmp_path / "results.jsonl"
    documents = [document(FIRST, SECOND, THIRD, FOURTH), Document("It rained.", id="b")]
    path.write_text("".join(wire.dumps(one) + "\n" for one in documents), encoding="utf-8")
    return path


def test_the_command_prints_tables(run, results):
    result = run("audit", str(results))
    shown = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    assert shown.startswith("2 articles, 1 of which quote somebody: 4 statements, 7 words, 3 sources\n")
    assert "Sources" in shown
    assert "By naming" in shown
    assert "By gender" in shown
    assert "By outlet" not in shown  # no article has one
    line = next(line for line in shown.splitlines() if line.startswith("Ana Silva"))
    assert line.split()[-7:] == ["2", "50.0", "%", "4", "1", "1", "0"]


def test_the_command_writes_csv(run, results, tmp_path):
    printed = run("audit", str(results), "--format", "csv").stdout.decode()
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [(row["name"], row["statements"], row["gender"]) for row in rows] == [
        ("Ana Silva", "2", "female"), ("Officials", "1", ""), ("(unknown)", "1", ""),
    ]  # fmt: skip
    run("audit", str(results), "--by", "state", "--format", "csv", "--output", str(tmp_path / "states.csv"))
    lines = (tmp_path / "states.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("by,value,sources,articles,statements")
    assert lines[1:] == ["state,Chile,1,1,2,1,1,0,1,0,4,3", "state,,2,1,2,0,1,1,0,0,3,0"]


def test_the_command_writes_json(run, results):
    whole = json.loads(run("audit", str(results), "--format", "json").stdout)
    assert whole["total"]["words"] == 7
    assert list(whole["groups"]) == list(GROUPINGS)
    [one, *_] = json.loads(run("audit", str(results), "--format", "json", "--by", "kind").stdout)
    assert (one["value"], one["sources"]) == ("person", 1)


def test_the_command_shortens_tables_on_demand(run, results):
    shown = run("audit", str(results), "--by", "source", "--rows", "1").stdout.decode()
    assert "Sources (1 of 3; --rows 0 shows all)" in shown
    assert "Officials" not in shown
    assert "Officials" in run("audit", str(results), "--by", "source", "--rows", "0").stdout.decode()


def test_the_command_reads_results_from_standard_input(run, results):
    result = run("audit", "-", "--format", "json", input=results.read_bytes())
    assert json.loads(result.stdout)["documents"] == 2


def test_the_command_reads_articles(run, tmp_path):
    (tmp_path / "a.txt").write_text("Anna Berg said that it rained. She said it was cold.", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": "Anna Berg said that it snowed."}), encoding="utf-8")
    result = run("audit", str(tmp_path), "--format", "csv")
    assert (result.returncode, result.stderr) == (0, b"")
    [row] = csv.DictReader(io.StringIO(result.stdout.decode()))
    assert (row["name"], row["articles"], row["statements"], row["gender"]) == ("Anna Berg", "2", "3", "female")


def test_lines_that_cannot_be_read_are_reported(run, results):
    results.write_text(results.read_text(encoding="utf-8") + '{"schema": 1}\n', encoding="utf-8")
    result = run("audit", str(results), "--format", "json")
    assert result.returncode == 1
    assert f"{results}, line 3: not a document of wire format 1" in result.stderr.decode()
    assert json.loads(result.stdout)["documents"] == 2
    assert run("audit", "-", input=b"{}\n").returncode == 2


def test_names_cannot_run_as_formulas_or_control_a_terminal(run, tmp_path):
    evil = attrs.evolve(ANA, name="=HYPERLINK()\x1b[2J")
    path = tmp_path / "r.jsonl"
    one = Document(TEXT, id="a", annotations=[said("four", [Attribution(None, evil, kind="person")]), evil, CHILE])
    path.write_text(wire.dumps(one) + "\n", encoding="utf-8")
    assert "'=HYPERLINK()" in run("audit", str(path), "--format", "csv").stdout.decode()
    assert b"\x1b" not in run("audit", str(path)).stdout
