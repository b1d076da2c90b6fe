"""The same meeting and the same statement in two outlets: joined, compared, and never judged."""

import datetime
import itertools
import json
import random

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import diplotext
from diplotext import Difference, Document, Office, Person, State, stories, wire
from diplotext.cli.main import cli
from diplotext.linking import Linker, formulas, timeline
from diplotext.linking.clusters import Pair, clustered
from diplotext.linking.copies import shared
from diplotext.linking.digests import Digest, _grams
from diplotext.linking.identities import Individual, People
from diplotext.linking.statements import similarity
from diplotext.report import render_stories

WIRE = """\
VIENNA, March 15 (Example Wire) - Finnish Foreign Minister Elina Saarela met her Slovenian counterpart Marko Vidmar in
Vienna on Wednesday to discuss the northern crossing.

“We want the crossing open for all trucks and families before the summer,” Saarela said. Vidmar said that Slovenia would
pay 12 million euros for the repair of the old bridge. He said that the dispute over the stolen customs records would be
settled by diplomats in Finland.

Saarela said that Finland will not withdraw its observers from the river delta.
"""
PAPER = """\
Elina Saarela, the foreign minister of Finland, and Slovenian Foreign Minister Marko Vidmar held talks in Graz on
15 March 2023 about the northern crossing.

Vidmar told reporters: “We want the crossing open for all trucks and families before the summer.” Slovenia would pay
20 million euros for the repair of the old bridge, Vidmar said. He added that the dispute over the stolen customs records
would be settled by diplomats in Slovenia.

Finland will withdraw its observers from the river delta, Saarela said.

Saarela said that a museum of glass would open in Turku.
"""
LATER = """\
Finnish Foreign Minister Elina Saarela and Slovenian Foreign Minister Marko Vidmar met in Geneva on 18 March 2023. Vidmar
said that the fishing quotas would be published soon.
"""
NAMESAKE = """\
Kenyan Trade Minister Pekka Saarela met Portuguese President Ana Rocha in Lisbon on 15 March 2023. Saarela said that the
harbour needed another ferry for passengers.
"""
ARTICLES = [
    {"id": "wire", "text": WIRE, "published": "2023-03-15", "source": {"outlet": "Example Wire"}},
    {"id": "paper", "text": PAPER, "published": "2023-03-16", "source": {"outlet": "The Paper"}},
    {"id": "copy", "text": WIRE + "\nMore to follow.\n", "published": "2023-03-16", "source": {"outlet": "The Post"}},
    {"id": "later", "text": LATER, "published": "2023-03-18", "source": {"outlet": "The Paper"}},
    {"id": "namesake", "text": NAMESAKE, "published": "2023-03-16", "source": {"outlet": "The Post"}},
]


@pytest.fixture(scope="module")
def documents():
    return list(diplotext.Pipeline.of().stream(ARTICLES))


@pytest.fixture(scope="module")
def found(documents):
    return stories(documents)


@pytest.fixture(scope="module")
def pair(documents):
    (story,) = stories(documents[:2])
    return story


def test_two_outlets_and_a_copy_are_one_story(found):
    (story,) = found
    assert [source.document for source in story.sources] == ["wire", "copy", "paper"]
    assert story.source("copy").copy_of == "wire"
    (meeting,) = story.meetings
    assert {report.document for report in meeting.reports} == {"wire", "copy", "paper"}
    assert meeting.witnesses == 2
    assert all(statement.witnesses <= 2 for statement in story.statements)
    with pytest.raises(KeyError):
        story.source("later")


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("speaker", "Elina Saarela", "Marko Vidmar"),
        ("place", "Finland", "Slovenia"),
        ("place", "Vienna", "Graz"),
        ("number", "12", "20"),
    ],
)
def test_differences_are_shown_with_both_reports(pair, kind, first, second):
    (difference,) = [one for one in pair.differences if one.kind == kind and first in (one.first, one.second)]
    assert {difference.first, difference.second} == {first, second}
    assert {report.document for report in difference.reports} == {"wire", "paper"}
    assert str(difference).startswith(f"{kind}: ")


def test_a_denial_differs_from_what_it_denies(pair):
    (difference,) = [one for one in pair.differences if one.kind == "polarity"]
    assert "not withdraw" in difference.first
    assert "not" not in difference.second


def test_slots_say_who_says_what(pair):
    (meeting,) = pair.meetings
    assert meeting.slot("parties").relation == "agreement"
    assert meeting.slot("date").values[0].value == "2023-03-15"
    assert meeting.slot("place").relation == "difference"
    assert {value.value: value.documents for value in meeting.slot("place").values} == {
        "Vienna": ("wire",),
        "Graz": ("paper",),
    }
    assert meeting.slot("round") is None


def test_variants_are_compared_word_by_word(pair):
    statement = next(one for one in pair.statements if "euros" in one.variants[0].text)
    first, second = statement.variants
    assert first.differences == ()
    assert [difference.guard for difference in second.differences if difference.guard] == ["number"]


def test_what_only_one_outlet_has(pair):
    assert any("museum" in report.text for report in pair.alone["paper"])
    assert not any("museum" in report.text for report in pair.alone["wire"])


def test_two_meetings_of_a_pair_in_a_week_are_two(documents):
    assert stories([documents[0], documents[3]]) == ()


def test_a_surname_is_not_enough(documents):
    assert stories([documents[0], documents[4]]) == ()


def test_order_makes_no_difference(documents, found):
    shuffled = list(documents)
    random.Random(4).shuffle(shuffled)
    assert [story.to_dict() for story in stories(shuffled)] == [story.to_dict() for story in found]


def test_documents_are_not_changed_and_a_second_one_of_an_id_is_left_out(documents, found):
    before = [wire.dumps(document) for document in documents]
    linker = Linker()
    for document in [*documents, *documents]:
        linker.add(document)
    assert len(linker) == len(documents)
    assert linker.stories() == found
    assert [wire.dumps(document) for document in documents] == before


def test_a_join_can_be_undone(documents, pair):
    (meeting,) = pair.meetings
    first, second = (report.ref for report in meeting.reports)
    (story,) = stories(documents[:2], apart=[(second, first)])
    assert story.meetings == ()
    assert first in {report.ref for report in story.alone["wire"]}


def test_links_have_a_reason(pair):
    for joined in (*pair.meetings, *pair.statements):
        assert joined.links
        assert all(0 < link.score <= 1 and link.reason for link in joined.links)
        assert {link.first for link in joined.links} <= {report.ref for report in joined.reports}


def test_offsets_are_those_of_the_documents(documents, pair):
    texts = {document.id: document.text for document in documents}
    for joined in pair.statements:
        for report in joined.reports:
            assert " ".join(texts[report.document][report.start : report.end].split()).startswith(report.text[:20])


UNDATED = """\
Finnish Foreign Minister Elina Saarela and her Slovenian counterpart Marko Vidmar met in Vienna to discuss the crossing.
"""


def test_a_better_witness_repairs_a_missing_date(documents):
    (undated,) = diplotext.Pipeline.of().stream([{"id": "undated", "text": UNDATED}])
    (story,) = stories([documents[0], undated])
    (repaired,) = [value for value in story.meetings[0].slot("date").values if value.repaired]
    assert repaired.documents == ("undated",)
    assert (repaired.value, repaired.from_document) == ("2023-03-15", "wire")


@pytest.mark.parametrize("parties", [["Elina Saarela"], ["Saarela"], ["Foreign Minister Saarela"]])
def test_timeline_of_a_person(documents, parties):
    entries = timeline(documents[:1], *parties)
    assert {entry.kind for entry in entries} == {"meeting", "statement"}
    assert all("Elina Saarela" in entry.parties for entry in entries)


def test_timeline_of_two_states(documents):
    entries = timeline(documents, "Finland", "Slovenia")
    assert {entry.report.document for entry in entries} == {"wire", "paper", "copy", "later"}
    assert [entry.day for entry in entries] == sorted(entry.day for entry in entries)
    assert {entry.kind for entry in entries} == {"meeting"}
    with pytest.raises(ValueError, match="name a party"):
        timeline(documents)


REPEATED = "Elina Saarela said that {} and that open borders make good and lasting neighbours of us."


def test_formulas(tmp_path):
    told = ["the road was long", "the harbour was frozen", "the treaty was old"]
    articles = [
        {"id": str(day), "text": REPEATED.format(words), "published": f"2023-03-0{day}"}
        for day, words in enumerate(told, start=1)
    ]
    (formula,) = formulas(diplotext.Pipeline.of().stream(articles))
    assert formula.speaker == "Elina Saarela"
    assert "borders make good and lasting neighbours" in formula.words
    assert [report.document for report in formula.reports] == ["1", "2", "3"]


def test_json(found, pair):
    record = pair.to_dict()
    assert json.loads(json.dumps(record)) == json.loads(json.dumps(record, sort_keys=True))
    assert record["schema"] == 1
    assert list(record) == ["schema", "id", "sources", "meetings", "statements", "alone"]
    assert record["sources"][0]["published"] == "2023-03-15"
    assert str(pair).startswith("2 documents")


@pytest.fixture(scope="module")
def results(documents, tmp_path_factory):
    path = tmp_path_factory.mktemp("stories") / "results.jsonl"
    path.write_text("".join(wire.dumps(document) + "\n" for document in documents), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "5 articles, 1 story"),
        ([], "to be checked: number: 12 (wire) | 20 (paper)"),
        ([], "copy  The Post  2023-03-16, nearly a copy of wire"),
        (["--timeline", "Finland", "--timeline", "Slovenia"], "2023-03-18  meeting  Elina Saarela and Marko Vidmar"),
        (["--format", "html"], "To be checked: number: 12 (wire) | 20 (paper)"),
        (["--format", "html"], '<mark class="w">20</mark>'),
        (["--formulas"], ""),
        (["--format", "jsonl"], '"kind": "polarity"'),
        (["--timeline", "Marko Vidmar", "--format", "jsonl"], '"day": "2023-03-15"'),
    ],
)
def test_command(results, options, expected):
    outcome = CliRunner().invoke(cli, ["stories", results, *options])
    assert outcome.exit_code == 0, outcome.output
    assert expected in outcome.output


def test_a_page_needs_text_that_is_escaped(pair):
    page = render_stories([pair], title="<b>")
    assert "<title>&lt;b&gt;</title>" in page
    assert page == render_stories([pair], title="<b>")
    assert "No meeting or statement" in render_stories([])


def test_timelines_have_no_page(results):
    outcome = CliRunner().invoke(cli, ["stories", results, "--timeline", "Finland", "--format", "html"])
    assert outcome.exit_code == 2


def test_command_reads_articles(tmp_path):
    for article in ARTICLES[:2]:
        (tmp_path / f"{article['id']}.txt").write_text(f"{article['published']} News\n{article['text']}")
    outcome = CliRunner().invoke(cli, ["stories", str(tmp_path)])
    assert "2 articles, 1 story" in outcome.output


@pytest.mark.parametrize("line", ['{"schema": 1}', '{"schema": 99, "id": "a"}', '{"text": 5}'])
def test_command_rejects_what_is_no_result(tmp_path, line):
    path = tmp_path / "results.jsonl"
    path.write_text(line + "\n")
    outcome = CliRunner().invoke(cli, ["stories", str(path)])
    assert outcome.exit_code != 0


GERMANY = State(name="Germany", rule="t", identifiers={"iso3166": "DE"})
KENYA = State(name="Kenya", rule="t", identifiers={"iso3166": "KE"})


def person(name, title=None, of=None, code=None):
    offices = [Office(title, of)] if title else []
    return Person(name=name, rule="t", offices=offices, identifiers={"wikidata": code} if code else {})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (person("Ada Roe"), person("Ada Roe"), True),
        (person("Ada Roe", code="Q1"), person("Ada Roe"), True),
        (person("Ada Roe", code="Q1"), person("Ada Roe", code="Q2"), False),
        (person("Roe"), person("Ada Roe"), False),
        (person("Roe"), person("Roe"), False),
        (person("Roe", "minister"), person("Ada Roe", "minister"), False),
        (person("Roe", "minister", KENYA), person("Ada Roe", "minister", KENYA), True),
        (person("Roe", "minister", KENYA), person("Ada Roe", "minister", GERMANY), False),
        (person("Roe", "minister", KENYA), person("Roe", "minister", KENYA), True),
        (person("Roe", "minister", KENYA), person("Ada Roe", "president", KENYA), False),
        (person("Ada Roe", "minister", KENYA), person("Ada Roe", "minister", GERMANY), False),
        (person("Ada Roe", "minister", KENYA), person("Ben Roe", "minister", KENYA), False),
        (person("A. Roe"), person("Ada Roe"), False),
    ],
)
def test_who_is_the_same_person(one, other, same):
    for pair in ((one, other), (other, one)):
        people = People()
        for number, somebody in enumerate(pair):
            people.add(Individual.of(somebody, f"d{number}#person:1"))
        keys = people.keys()
        assert (keys["d0#person:1"] == keys["d1#person:1"]) == same


def test_a_surname_and_office_that_two_people_have_is_nobody():
    people = People()
    for number, name in enumerate(["Ada Roe", "Ben Roe", "Roe"]):
        people.add(Individual.of(person(name, "minister", KENYA), f"d{number}#person:1"))
    assert people.keys()["d2#person:1"] == "d2#person:1"


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_shared_runs(one, other):
    first, second = _grams(one), _grams(other)
    assert shared(first, second) == shared(second, first)
    assert 0 <= shared(first, second) <= 1
    assert shared(first, first) == 1


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), max_size=20))
def test_groups_are_complete(rows):
    pairs = [Pair(min(a, b), max(a, b), score / 10, "") for a, b, score in sorted(rows) if a != b]

    def fits(a, b):
        return (a + b) % 3 != 0

    pairs = [pair for pair in pairs if fits(pair.first, pair.second)]
    for group in clustered(pairs, fits):
        members = {number for pair in group for number in (pair.first, pair.second)}
        assert all(fits(a, b) for a, b in itertools.combinations(members, 2))


def test_similarity_is_symmetric(documents):
    units = [unit for document in documents[:2] for said in Digest.of(document).statements for unit in said.units]
    for one, other in itertools.combinations(units, 2):
        assert similarity(one, other) == pytest.approx(similarity(other, one))
        assert similarity(one, one) == pytest.approx(1)


def test_a_document_without_annotations():
    assert stories(Document("Nothing was found here.")) == ()
    assert stories([]) == ()


def test_a_difference_is_a_value(pair):
    one = pair.differences[0]
    assert isinstance(one, Difference)
    assert attrs.evolve(one) == one
    assert isinstance(pair.sources[0].published, datetime.date)


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_stories_at_the_ends_of_the_calendar(published):
    texts = [
        "Finland's Elina Saarela met Marko Vidmar of Slovenia.",
        "Elina Saarela of Finland will meet Marko Vidmar.",
    ]
    pipeline = diplotext.Pipeline.of(language="en_diplotext")
    assert stories([pipeline.read(text, published=published, id=text) for text in texts]) is not None
