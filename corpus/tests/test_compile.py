"""The compact format: places by their words, defaults, and what is refused."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.build import Builder
from corpus.compile import main
from corpus.coverage import quotations
from corpus.errors import ProblemError
from corpus.spans import Span, find, find_one
from corpus.times import bounds_of, is_value, type_of

FORMAT = (Path(__file__).parent.parent / "FORMAT.md").read_text(encoding="utf-8")
TEXT = re.sub(r"\n> ", " ", re.search(r"(?s)\n> (Norwegian .*?)\n\n", FORMAT)[1])
EXAMPLE = re.search(r"(?s)```json\n(.*?)```", FORMAT)[1]
ARTICLE = {
    "id": "made-up-20190509", "part": "train", "source": "made-up", "style": "news", "licence": "MIT", "attribution": "-",
    "address": None, "published": "2019-05-09", "title": "A title", "text": TEXT,
}  # fmt: skip


def built(**changes):
    annotation = json.loads(EXAMPLE) | changes
    builder = Builder(ARTICLE, annotation, "a")
    return builder, builder.build()["annotations"]


class TestPlaces:
    def test_whole_words_only(self):
        assert find("the he then he", "he") == [Span(4, 6), Span(12, 14)]

    def test_number_anchor_and_elision(self):
        text = "Lee left. Lee came, and Lee stayed."
        assert find(text, "Lee#2") == [Span(10, 13)]
        assert find(text, "and <<Lee>> s") == [Span(24, 27)]
        assert find(text, "left ... came") == [Span(4, 18)]

    def test_a_line_break_is_a_blank(self):
        assert find("the\n\nroad", "the road") == [Span(0, 9)]

    def test_three_dots_of_the_text_itself(self):
        assert find("a ... b and b", "a ... b") == [Span(0, 7)]

    def test_what_is_not_there_is_named(self):
        with pytest.raises(ProblemError, match="the text has 'Rigan bread"):
            find("Rigan bread is good", "Rigan breads")
        with pytest.raises(ProblemError, match="2 times in the text, not 3"):
            find("Lee and Lee", "Lee#3")

    def test_the_nearest_or_an_error(self):
        assert find_one("he said A. he said B.", "he", [Span(19, 20)]) == Span(11, 13)
        with pytest.raises(ProblemError, match="say which"):
            find_one("he said A. he said B.", "he")


class TestTimes:
    @pytest.mark.parametrize(
        ("value", "earliest", "latest"),
        [
            ("2019-05-07", "2019-05-07", "2019-05-07"),
            ("2020-02", "2020-02-01", "2020-02-29"),
            ("2019-W01", "2018-12-31", "2019-01-06"),
            ("2019-W01-2", "2019-01-01", "2019-01-01"),
            ("2019-WI", "2019-12-01", "2020-02-29"),
            ("2019-Q2", "2019-04-01", "2019-06-30"),
            ("199", "1990-01-01", "1999-12-31"),
            ("2019-05-07TMO", "2019-05-07", "2019-05-07"),
            ("2019-05-03/2019-05-05", "2019-05-03", "2019-05-05"),
        ],
    )
    def test_bounds(self, value, earliest, latest):
        found = bounds_of(value)
        assert is_value(value)
        assert (str(found.earliest), str(found.latest)) == (earliest, latest)

    @pytest.mark.parametrize("value", ["PAST_REF", "P3D", "XXXX-05-03", "PXM", "2019-02-30"])
    def test_open_ones_have_none(self, value):
        assert is_value(value)
        assert bounds_of(value).earliest is None

    def test_types(self):
        assert [type_of(v) for v in ("P3D", "PAST_REF", "2019-05-07T14:00", "2019")] == [
            "DURATION",
            "DATE",
            "TIME",
            "DATE",
        ]
        assert not is_value("next week")


def test_the_example_has_no_problems():
    builder, found = built()
    assert builder.problems.found == []
    assert [s["mode"] for s in found["statement"]] == ["direct", "indirect", "indirect", "indirect"]
    assert found["statement"][1]["speakers"][0] == {
        "mention": {"start": TEXT.index("She"), "end": TEXT.index("She") + 3, "text": "She", "form": "pronoun"},
        "entity": "person:1", "basis": "cue", "kind": "person",
    }  # fmt: skip
    assert found["statement"][3]["speakers"][0]["entity"] is None
    assert [d["named"] for d in found["statement-detail"]] == [True, True, True, False]


def test_meetings_take_what_is_near():
    _, found = built()
    meeting = found["meeting"][0]
    assert [(p["mention"]["text"], p["side"]) for p in meeting["participants"]] == [
        ("Ana Haas", "state:1"),
        ("Kofi Roy", "state:2"),
    ]
    assert meeting["venue"]["city"]["text"] == "Riga"
    assert meeting["host_event"]["name"] == "Amber Forum"
    assert found["meeting-detail"][0]["country_inferred"] == "LV"
    assert found["no-meeting"][0]["reality"] == "denied"


def test_it_is_valid_by_the_schema():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(__file__).parents[2] / "src/diplotext/io/schema-v1.json").read_text(encoding="utf-8"))
    document = Builder(ARTICLE, json.loads(EXAMPLE), "a").build()
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "other"}, "the article is"),
        ({"reject": {}}, "meeting 'talks'#1 is neither annotated nor rejected"),
        ({"reject": {"process": "talks", "nonsense": "deal"}}, "'nonsense' is none of"),
        ({"times": {"t1": ["Tuesday", "last week"]}}, "is no TIMEX3 value"),
        ({"times": {}}, "no time has the key 't1'"),
        ({"statements": []}, "quotation 'We want a fair deal,'#1 is neither"),
        ({"statements": [{"c": "talks would go on", "src": "She"}]}, "say `who`"),
        ({"statements": [{"c": "nowhere"}]}, "not in the text"),
        ({"statements": [{"c": "talks", "who": "nobody"}]}, "no entity has the key 'nobody'"),
        ({"states": {"no": "Norwegian", "x": "Norwegian", "gh": "Ghana"}}, "is also a mention of"),
        ({"whatever": 1}, "unknown key 'whatever'"),
        ({"meetings": [{"k": "m", "m": "met", "kind": "party"}]}, "'party' is none of"),
    ],
)
def test_what_is_wrong_is_said(changes, message):
    builder, _ = built(**changes)
    assert any(message in problem for problem in builder.problems.found), builder.problems.found


def test_acronym_and_pronoun_are_told_apart():
    article = ARTICLE | {"text": "US envoys told us the US would pay."}
    builder = Builder(article, {"id": article["id"], "states": {"us": "US"}, "reject": {"agentless": "told"}}, "a")
    state = builder.build()["annotations"]["state"][0]
    assert [m["form"] for m in state["mentions"]] == ["acronym", "acronym"]


def test_names_are_not_taken_apart():
    article = ARTICLE | {"text": "The Malian Red Cross thanks Malian nurses."}
    annotation = {
        "id": article["id"], "orgs": {"cross": "Malian Red Cross"}, "states": {"ml": {"dem": "Malian", "name": "Mali"}},
        "statements": [{"c": "Malian nurses", "cue": "thanks", "src": "Malian Red Cross", "f": "soft"}],
    }  # fmt: skip
    builder = Builder(article, annotation, "a")
    found = builder.build()["annotations"]
    assert builder.problems.found == []
    assert [m["start"] for m in found["state"][0]["mentions"]] == [28]


def test_quotations():
    assert quotations('He said "A" and “B”.') == [Span(9, 10), Span(17, 18)]
    assert quotations("“A.\n\n“B.”") == [Span(1, 3), Span(6, 8)]


def test_the_command(tmp_path):
    (tmp_path / "articles.jsonl").write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    (tmp_path / "notes" / "a").mkdir(parents=True)
    (tmp_path / "notes" / "a" / "made-up-20190509.json").write_text(EXAMPLE, encoding="utf-8")
    where = ["--articles", str(tmp_path / "articles.jsonl"), "--folder", str(tmp_path / "notes")]
    result = CliRunner().invoke(main, ["a", "--show", "--output", str(tmp_path / "a.jsonl"), *where])
    assert result.exit_code == 0, result.output
    assert "1 articles, 0 problems" in result.output
    assert json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))["id"] == "made-up-20190509"
