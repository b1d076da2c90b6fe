"""The report as bytes: what is marked, linked and escaped, and that nothing in it can act or ask for anything."""

import base64
import datetime
import hashlib
import html
import json
import os
import re
import subprocess
import sys
import time
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from diplotext import Document, Meeting, Participant, Registry, Span, State, Statement, TimeExpression, report, wire
from diplotext.report.calendars import Dated, calendar_of
from diplotext.report.characters import visible
from diplotext.report.network import MAX_PARTIES, network_of
from diplotext.report.segments import ORDER, Mark, segments_of
from diplotext.report.timeline import Happening, timeline_of

MARKUP = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> </style></script><!-- {{ 7*7 }} {% x %} \"'&amp; ]]>"
    " \u202egnp.exe\u202c \x00\x1b[31m \u2028 <b>said</b> مرحبا"
)


class Page(HTMLParser):
    """What a page consists of."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.hrefs, self.text, self.scripts, self.policy = [], [], [], [], {}, ""
        self._open = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        self._open = (tag, given.get("id"), given.get("type")) if tag in ("script", "style") else None
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.hrefs.append(given["href"])
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"]

    def handle_endtag(self, tag):
        self._open = None

    def handle_data(self, data):
        if self._open:
            self.scripts[self._open] = self.scripts.get(self._open, "") + data
        else:
            self.text.append(data)


@pytest.fixture
def documents(full_document):
    other = attrs.evolve(full_document, id="other", title="Another", source={"outlet": "Example Wire"})
    return [full_document, other]


@pytest.fixture
def hostile():
    """A document in which everything that a caller or a plugin gives is markup."""
    text = f"{MARKUP} Ana said {MARKUP}\n\n{MARKUP}"
    state = State(name=MARKUP, rule="x", spans=[Span.of(text, 3, 9)], identifiers={MARKUP: MARKUP})
    start = text.index("Ana")
    said = Statement(mode="direct", rule=MARKUP, extractor=MARKUP, spans=[Span.of(text, start + 9, len(text))], cue=Span.of(text, start + 4, start + 8))  # fmt: skip
    day = datetime.date(2023, 3, 13)
    when = TimeExpression(kind="date", rule="x", spans=[Span.of(text, 0, 5)], value=MARKUP, earliest=day, latest=day, anchor=MARKUP)  # fmt: skip
    met = Meeting(kind="talks", status="held", rule="x", spans=[Span.of(text, 1, 7)], participants=[Participant(None, state), Participant(None, attrs.evolve(state, name="B"))], time=when)  # fmt: skip
    others = [attrs.evolve(state, name="B")]
    return Document(
        text, id=MARKUP, title=MARKUP, source={"outlet": MARKUP}, annotations=[state, said, when, met, *others]
    )


def test_nothing_acts_and_nothing_is_asked_for(hostile, documents):
    for given_documents in ([hostile], [hostile, *documents], documents):
        page = Page(report.render(given_documents))
        for tag, attributes in page.tags:
            assert not [
                name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset", "action")
            ], (tag, attributes)
            assert tag not in ("img", "iframe", "object", "embed", "link", "base", "b", "video", "audio")
        assert all(href.startswith("#") for href in page.hrefs)
        run = [key for key in page.scripts if key[0] == "script" and key[2] != "application/json"]
        assert len(run) == 1


def test_the_policy_allows_this_script_and_style_alone(documents):
    page = Page(report.render(documents))
    found = {}
    for (tag, _, kind), text in page.scripts.items():
        if kind != "application/json":
            found[tag] = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert page.policy == (
        f"default-src 'none'; script-src 'sha256-{found['script']}'; style-src 'sha256-{found['style']}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in page.scripts["style", None, None]
    assert "@import" not in page.scripts["style", None, None]


def test_markup_is_shown_as_it_is_written(hostile):
    page = Page(report.render([hostile]))
    shown = "".join(page.text)
    assert "<script>alert(1)</script> <img src=x onerror=alert(1)>" in shown
    assert "{{ 7*7 }}" in shown
    assert "[U+202E]gnp.exe[U+202C] [U+0000][U+001B][31m" in shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb", "a[U+202E]b"),
        ("\ud800", "[U+D800]"),
        ("\x00\t\n", "[U+0000]\t\n"),
        ("\U000e0041", "[U+E0041]"),
        ("soft\u00adhyphen, zero\u200bwidth, é", "soft\u00adhyphen, zero\u200bwidth, é"),
    ],
)
def test_unsafe_characters_are_visible(text, expected):
    assert visible(text) == expected


def test_a_page_with_lone_surrogates_is_utf_8(tmp_path):
    report.write([Document("It \ud800 rained.", title="\udfff")], tmp_path / "page.html")
    assert "[U+D800]" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_every_link_leads_somewhere_and_ids_are_unique(documents, hostile):
    page = Page(report.render([*documents, hostile]))
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for href in page.hrefs} <= set(page.ids)


def test_text_and_tables_are_linked_both_ways(full_document):
    page = Page(full_document.to_html())
    rows = {given["id"] for tag, given in page.tags if tag == "tr" and "id" in given}
    assert rows == {f"a1-{name.replace(':', '-')}" for name in wire_ids(full_document)}
    marks = {given["href"] for tag, given in page.tags if tag == "a" and "data-m" in given}
    assert {f"#{row}" for row in rows} >= marks
    covered = {int(mark.split(":")[0]) for _, given in page.tags for mark in given.get("data-m", "").split()}
    assert covered == set(range(len(full_document.annotations)))
    places = [href for tag, given in page.tags if tag == "a" and given.get("class") == "in" for href in [given["href"]]]
    assert len(places) == len(rows)
    assert all(re.fullmatch(r"#a1-s\d+", place) for place in places)


def wire_ids(document):
    from diplotext.wire import to_dict

    return [one["id"] for group in to_dict(document)["annotations"].values() for one in group]


def test_explanations_are_in_the_page(full_document):
    page = Page(full_document.to_html())
    data = json.loads(page.scripts["script", "a1-data", "application/json"])
    shared = json.loads(page.scripts["script", "shared", "application/json"])
    assert [one["i"] for one in data] == [
        full_document.explain(one, considered=False).id for one in full_document.annotations
    ]
    assert {shared["rules"][one["r"]]["id"] for one in data} == {"test"}
    assert len(shared["index"][0]) == len(data)
    assert "Ana Silva" in shared["speakers"]
    assert "Chile" in shared["parties"]


def test_what_was_rejected_is_in_the_page_on_demand(full_document):
    with_it, without = full_document.to_html(considered=True), full_document.to_html()
    assert '"n":[' in with_it
    assert '"n":[' not in without


marks = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(ORDER), st.integers(0, 5)), max_size=25
)


@given(marks)
def test_segments_hold_every_character_once_with_the_marks_that_cover_it(given_marks):
    blocks = [(0, 10), (12, 30), (30, 41)]
    made = [Mark(start, start + size, kind, number) for start, size, kind, number in given_marks]
    found = segments_of(made, blocks)
    begun = []
    for (start, end), block in zip(blocks, found, strict=True):
        assert [place for segment in block for place in range(segment.start, segment.end)] == list(range(start, end))
        for segment in block:
            assert set(segment.marks) == {
                mark for mark in made if mark.start < segment.end and segment.start < mark.end
            }
            sizes = [mark.end - mark.start for mark in segment.marks]
            assert sizes == sorted(sizes)
            begun += [segment.marks[0]] if segment.begins else []
    assert len(begun) == len(set(begun))


def test_overlapping_marks_are_not_nested(full_document):
    page = full_document.to_html()
    text = page[page.index('<div class="text">') : page.index("</div>", page.index('<div class="text">'))]
    depth = 0
    for tag in re.findall(r"<(/?)(?:a|mark)\b", text):
        depth += -1 if tag else 1
        assert depth in (0, 1)


def test_the_text_of_the_article_is_complete():
    text = (ROOT / "examples/articles/dateline.txt").read_text(encoding="utf-8")
    page = Document.from_article(text).to_html()
    shown = re.sub(
        r"<[^>]+>",
        "",
        page[page.index('<div class="text">') : page.index("<script type", page.index('<div class="text">'))],
    )
    assert "".join(html.unescape(shown).split()) == "".join(text.split())


def test_the_same_documents_give_the_same_page(documents, tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(wire.dumps(document) + "\n" for document in documents), encoding="utf-8")
    code = (
        "import sys, hashlib; from diplotext import report, wire; "
        "print(hashlib.sha256(report.render(wire.read_lines(open(sys.argv[1], 'rb'))).encode()).hexdigest())"
    )
    pages = {
        subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout.strip()
        for seed in ("0", "7")
    }  # fmt: skip
    assert pages == {hashlib.sha256(report.render(documents).encode()).hexdigest()}


def test_long_texts_take_little_time():
    unit = "The minister said that it rained. "
    text = unit * (1_000_000 // len(unit))
    said = [Statement(mode="direct", rule="x", spans=[Span.of(text, at, at + 300)]) for at in range(0, 200_000, 200)]
    started = time.perf_counter()
    page = Document(text, annotations=said).to_html()
    assert time.perf_counter() - started < 30
    assert len(page) < 6_000_000


@pytest.mark.parametrize("document", [Document(""), Document(" \n "), Document("x"), Document("a" * 10_000)])
def test_documents_without_findings(document):
    page = Page(document.to_html())
    assert sum(tag == "h1" for tag, _ in page.tags) == 1
    assert {href[1:] for href in page.hrefs} <= set(page.ids)
    assert document._repr_html_()


def test_no_documents():
    assert "There is no article." in report.render([])


def test_failures_are_shown(full_document):
    from diplotext import Failure

    page = attrs.evolve(full_document, failures=[Failure("quotes", "ValueError: <x>")]).to_html()
    assert "quotes failed: ValueError: &lt;x&gt;" in page


def test_a_notebook_shows_the_text_and_two_tables(full_document, hostile):
    shown = full_document._repr_html_()
    assert "<script" not in shown
    assert "2 statements" in shown
    assert "1 meeting<" in shown
    page = Page(hostile._repr_html_())
    assert {tag for tag, _ in page.tags} <= {
        "div",
        "style",
        "p",
        "strong",
        "mark",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    long = Document("It rained. " * 1000)
    assert "more characters" in long._repr_html_()


def test_the_command_writes_a_report(run):
    result = run("extract", str(ROOT / "examples/articles/sidelines.txt"), "--format", "html", "--without", "treaties")
    assert (result.returncode, result.stderr) == (0, b"")
    page = Page(result.stdout.decode())
    assert page.tags[0] == ("html", {"lang": "en"})
    assert "html" in Registry().writers


def test_a_report_of_results(run, tmp_path, documents):
    results, page = tmp_path / "results.jsonl", tmp_path / "report.html"
    results.write_text("".join(wire.dumps(document) + "\n" for document in documents), encoding="utf-8")
    written = run("report", str(results), "--title", "Two <articles>")
    assert (written.returncode, written.stderr) == (0, b"")
    assert written.stdout.decode() == report.render(documents, title="Two <articles>")
    assert run("report", str(results), "--title", "Two <articles>", "--output", str(page)).stdout == b""
    assert page.read_bytes() == written.stdout


def test_a_report_of_articles_is_refused_with_advice(run, tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "It rained."}', encoding="utf-8")
    result = run("report", str(path))
    assert result.returncode == 2
    assert b"use diplotext extract --format html" in result.stderr
    assert result.stderr.count(b"\n") == 1


def day(number):
    return datetime.date(2023, 3, number)


def test_timeline():
    happenings = [
        Happening("talks", "meeting", day(1), day(11), "a", "#x", "held"),
        Happening("Ana said", "statement", day(11), day(11), "b", "#y"),
        Happening("Ana said", "statement", day(11), day(11), "c", "#z"),
    ]
    found = timeline_of(happenings, [day(6)])
    assert [label for label, _ in found.rows] == ["talks", "Ana said"]
    assert [label for label, _ in found.ticks] == ["1 Mar", "3 Mar", "5 Mar", "7 Mar", "9 Mar", "11 Mar"]
    first, second, third = found.bars
    assert first.x + first.width // 2 == found.published[0]
    assert second.y == third.y
    assert second.x != third.x
    assert timeline_of([]) is None


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        ((2023, 1, 1), (2023, 1, 1), ["1 Jan"]),
        ((2023, 1, 5), (2023, 5, 5), ["Feb 2023", "Mar 2023", "Apr 2023", "May 2023"]),
        ((2023, 1, 5), (2025, 5, 5), ["Jul 2023", "Jan 2024", "Jul 2024", "Jan 2025"]),
        ((1949, 4, 4), (2023, 3, 1), ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        ((2023, 1, 2), (2023, 1, 31), ["2 Jan 2023", "31 Jan 2023"]),
    ],
)
def test_ticks(first, last, ticks):
    item = Happening("a", "meeting", datetime.date(*first), datetime.date(*last), "", "#")
    assert [label for label, _ in timeline_of([item]).ticks] == ticks


def test_network():
    found = network_of([(["B", "A"], "#1", "x"), (["A", "B", "C"], "#2", "y"), (["D"], "#3", "z")])
    assert [(pair.first, pair.second, len(pair.meetings)) for pair in found.pairs] == [
        ("A", "B", 2),
        ("A", "C", 1),
        ("B", "C", 1),
    ]
    assert {node.name for node in found.nodes} == {"A", "B", "C"}
    assert network_of([(["A"], "#1", "x")]) is None
    many = network_of([(["Z", f"P{number}"], "#1", "x") for number in range(50)])
    assert (len(many.nodes), many.left_out, len(many.pairs)) == (MAX_PARTIES, 51 - MAX_PARTIES, 50)


def test_calendar():
    found = calendar_of([Dated("#1", "a", day(15), day(15)), Dated("#2", "b", day(1), day(31)), Dated("#3", "c", day(1), datetime.date(2024, 1, 1))])  # fmt: skip
    assert [month.label for month in found.months] == ["March 2023"]
    assert [
        meeting.href for week in found.months[0].weeks for number, on in week if number == 15 for meeting in on
    ] == ["#1"]
    assert [meeting.href for meeting in found.months[0].vague] == ["#2"]
    assert calendar_of([]) is None
