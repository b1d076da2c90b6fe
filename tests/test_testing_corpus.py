"""The annotated articles of the testing kit, and the scores on them."""

from __future__ import annotations

import importlib
import json
import sys

import attrs
import pytest
from tests.conftest import SHARED

import diplotext
from diplotext import Attribution, Document, Mention, Person, Span, Statement, WireError, wire
from diplotext.testing import corpus, scores
from diplotext.testing.scores import counting, meetings, mentions, names, records, statements, times, values

KIT = SHARED / "bench"
TEXT = "Ana Silva said the road was open. Roy denied that they met. “We wait,” an aide said."


def span(part, kind=Span, **fields):
    start = TEXT.index(part)
    return kind(start, start + len(part), part, **fields)


@pytest.fixture
def gold():
    """Two statements, one of them by a group, and a meeting that is denied."""
    silva = Person(name="Ana Silva", mentions=[span("Ana Silva", Mention)], rule="annotated")
    aide = corpus.Group(
        spans=[], name="an aide", mentions=[span("an aide", Mention, form="description")], rule="annotated"
    )
    first = Statement(
        spans=[span("the road was open")],
        mode="indirect",
        cue=span("said"),
        speakers=[Attribution(silva.mentions[0], silva, kind="person")],
        rule="annotated",
    )
    second = Statement(
        spans=[span("We wait,")],
        mode="direct",
        cue=Span(TEXT.rindex("said"), TEXT.rindex("said") + 4, "said"),
        speakers=[Attribution(aide.mentions[0], kind="group")],
        rule="annotated",
    )
    details = [
        corpus.StatementDetail(of=first, described=(None,), rule="annotated"),
        corpus.StatementDetail(of=second, described=(aide,), named=False, rule="annotated"),
    ]
    denied = corpus.NoMeeting(spans=[span("met")], kind="meeting", status="held", reality="denied", rule="annotated")
    return Document(
        TEXT,
        id="made-up",
        source={"part": "train", "style": "news"},
        annotations=[silva, aide, first, second, *details, denied],
    )


def without(document, *kinds):
    """What a perfect system would find."""
    kept = [a for a in document.annotations if not isinstance(a, (*corpus.TYPES, *kinds))]
    return attrs.evolve(document, annotations=kept)


def found(document, *more):
    return attrs.evolve(document, annotations=[*document.annotations, *more])


class TestLoading:
    def test_documents_come_back(self, gold, tmp_path):
        path = tmp_path / "gold.jsonl"
        other = attrs.evolve(gold, id="other", source={"part": "test", "style": "transcript"})
        path.write_text(f"{wire.dumps(gold)}\n{wire.dumps(other)}\n", encoding="utf-8")
        assert corpus.load(path) == [gold, other]
        assert corpus.load(path, part="train") == [gold]
        assert corpus.load(path, style=("transcript", "news")) == [gold, other]
        with pytest.raises(WireError, match="no article of part 'development'"):
            corpus.load(path, part="development")

    def test_a_system_sees_no_annotation(self, gold):
        article = corpus.unread(gold)
        assert (article.text, article.annotations, dict(article.source)) == (TEXT, (), {})

    def test_details(self, gold):
        assert [corpus.details(gold)[statement].named for statement in gold.statements] == [True, False]


class TestScores:
    def test_what_is_right(self, gold):
        result = scores.score([gold], lambda article: attrs.evolve(without(gold), id=article.id))
        for measure in ("attributed", "content iou5", "resolved speaker", "mode accuracy", "person"):
            assert result.figures[measure].value == 100, measure
        assert result.figures["resolved speaker"].gold == 1
        assert result.figures["denied or hypothetical, reported"].value == 0
        assert result.findings == []
        assert "| attributed | 100.0 (100.0-100.0) | 100.0 | 100.0 | 2 |" in str(result)

    def test_a_wrong_speaker_is_two_errors(self, gold):
        wrong = [
            attrs.evolve(s, speakers=[Attribution(span("Roy", Mention))]) if s.mode == "indirect" else s
            for s in gold.statements
        ]
        result = scores.compare([gold], [found(without(gold, Statement), *wrong)])
        figure = result.figures["attributed"]
        assert (figure.precision, figure.recall, result.figures["content iou5"].value) == (50, 50, 100)
        assert result.figures["resolved speaker"].value == 0
        assert [finding.kind for finding in result.findings] == ["WRONG SPEAKER"]

    @pytest.mark.parametrize(
        ("status", "false", "reported"),
        [("held", 1, 100), ("ongoing", 1, 100), ("planned", 1, 100), ("proposed", 0, 0), ("cancelled", 0, 0)],
    )
    def test_a_denied_meeting_that_is_reported(self, gold, status, false, reported):
        meeting = diplotext.Meeting(spans=[span("met")], kind="meeting", status=status, rule="made up")
        result = scores.compare([gold], [found(without(gold), meeting)])
        figure = result.figures.get("meetings")
        assert (figure.predicted if figure else 0) == false
        assert result.figures["denied or hypothetical, reported"].value == reported

    def test_intervals_are_the_same_on_every_run(self, gold):
        other = attrs.evolve(gold, id="other")
        pairs = [gold, other], [without(gold), without(other, Statement)]
        first, second = (scores.compare(*pairs) for _ in range(2))
        assert first == second
        assert first.figures["attributed"].low < first.figures["attributed"].value < first.figures["attributed"].high

    def test_another_text(self, gold):
        with pytest.raises(ValueError, match="not the same text"):
            scores.compare([gold], [Document("another")])


class TestCounting:
    def test_the_best_pairs_are_not_the_first_ones(self):
        assert counting.best_pairs([[5, 4], [4, 0]]) == [(0, 1), (1, 0)]
        assert counting.best_pairs([[1], [3]]) == [(1, 0)]
        assert counting.best_pairs([]) == counting.best_pairs([[0.0]]) == []

    def test_the_best_pairs_of_small_tables(self):
        import itertools
        import random

        dice = random.Random(1)
        for _ in range(200):
            rows, columns = dice.randint(1, 4), dice.randint(1, 4)
            weights = [[dice.choice([0, 0, 1, 2.5, 3]) for _ in range(columns)] for _ in range(rows)]
            padded = [row + [0] * rows for row in weights]
            best = max(
                sum(padded[r][c] for r, c in enumerate(chosen))
                for chosen in itertools.permutations(range(columns + rows), rows)
            )
            assert sum(weights[r][c] for r, c in counting.best_pairs(weights)) == pytest.approx(best)

    def test_names(self):
        assert names.plain("the U.S.'s") == "united states"
        assert names.head("the ministers from five states") == "ministers"
        assert names.is_long_part("Security Council", "UN Security Council")
        assert not names.is_long_part("Korea", "North Korea")

    @pytest.mark.parametrize(
        ("value", "spelling", "days"),
        [
            ("199X", "199", ("1990-01-01", "1999-12-31")),
            ("2012-22", "2012-SU", ("2012-06-01", "2012-08-31")),
            ("2012-06-01/2012-08-31", "2012-SU", ("2012-06-01", "2012-08-31")),
            ("2012-12-01/2012-12-31", "2012-12", ("2012-12-01", "2012-12-31")),
            ("2012-WI", "2012-WI", ("2012-12-01", "2013-02-28")),
            ("2012-W1", "2012-W01", ("2012-01-02", "2012-01-08")),
            ("2012-05-03T14:00", "2012-05-03T14:00", ("2012-05-03", "2012-05-03")),
            ("PAST_REF", "PAST_REF", None),
            ("P3D", "P3D", None),
            ("2012-02-30", "2012-02-30", None),
            (None, "", None),
        ],
    )
    def test_values(self, value, spelling, days):
        assert values.spelled(value) == spelling
        covered = values.days_of(value)
        assert (covered and tuple(map(str, covered))) == days


@pytest.fixture(scope="module")
def kit():
    """The modules of the measuring kit."""
    if not (KIT / "scoring").is_dir():
        pytest.skip("the measuring kit is not beside the checkout")
    sys.path.insert(0, str(KIT))
    try:
        modules = ("adapters", "scoring.quotes", "scoring.meetings", "scoring.dates", "scoring.organizations")
        yield {name.rpartition(".")[2]: importlib.import_module(name) for name in modules}
    finally:
        sys.path.remove(str(KIT))


@pytest.fixture(scope="module")
def pipeline():
    pytest.importorskip("en_diplotext")
    return diplotext.Pipeline.of()


def pairs_of(kit, pipeline, task, file, size):
    """Records of the kit with what the product finds, as the kit sees it."""
    with (KIT / "data" / file).open(encoding="utf-8") as lines:
        chosen = [json.loads(line) for _, line in zip(range(size), lines, strict=False)]
    articles = [kit["adapters"].input_record(record) for record in chosen]
    for record, document in zip(chosen, pipeline.stream(articles), strict=True):
        yield record, kit["adapters"].from_wire(task, wire.to_dict(document))


def agree(theirs, ours, known):
    """The kit counts right predictions, predictions, gold found, gold."""
    for name, own in known.items():
        if name in theirs.counts:
            right, predicted, _, wanted = theirs.counts[name]
            assert ours.counts[own] == (right, predicted, wanted), name
        elif name in theirs.rates:
            assert ours.rates[own] == tuple(theirs.rates[name]), name


def cut(text, start, end):
    return Span(start, end, text[start:end])


def said(text, quote):
    known = quote.get("names") or ([quote["source_name"]] if quote.get("source_name") else [])
    roles = {role: tuple(cut(text, *place) for place in quote[role]) for role in ("content", "cue", "source")}
    named = bool(quote.get("source_name"))
    mode = quote.get("mode") or "indirect"
    return records.Said(
        **roles, names=tuple(filter(None, known)), named=named, mode=mode, soft=quote.get("soft"), rule=None
    )


def event(meeting):
    def place(triple):
        return Span(*triple) if triple else None

    def named(value):
        return records.Named(value.get("name"), place(value.get("mention"))) if value else None

    return records.Event(
        mentions=tuple(map(place, meeting["mentions"])),
        kind=meeting["kind"],
        medium=meeting["medium"],
        status=meeting["status"],
        parties=tuple(
            records.Party(p["name"], p.get("type") or "group", place(p.get("mention")), tuple(p.get("aliases", ())))
            for p in meeting["participants"]
        ),
        venue={level: place(meeting["venue"].get(level)) for level in records.LEVELS if meeting["venue"].get(level)},
        host=named(meeting.get("host_event")),
        date=(meeting.get("date") or {}).get("value"),
        round=meeting.get("round"),
        format=named(meeting.get("format")),
    )


def test_statements_are_counted_as_in_the_kit(kit, pipeline):
    known = {
        "resolved name accuracy": "resolved speaker",
        "speaker accuracy (content iou5)": "speaker accuracy",
        "cue accuracy (content iou5)": "cue accuracy",
        "recall, noun phrases and infinitives": "recall, soft",
    }
    same = ("attributed", "content iou5", "overlap .3", "overlap .8", "content exact", "cue exact", "source exact")
    known |= {
        name: name for name in (*same, "recall, clauses", *(f"recall, {m}" for m in ("direct", "mixed", "indirect")))
    }
    for record, predicted in pairs_of(kit, pipeline, "quotes", "quotes/corpus.dev.jsonl", 6):
        text = record["text"]
        theirs, _ = kit["quotes"].score({**record, "discard": []}, predicted)
        ours = statements.score(
            text, record["id"], [said(text, q) for q in record["quotes"]], [said(text, q) for q in predicted]
        )
        agree(theirs, ours, known)


@pytest.mark.parametrize("file", ["meetings/corpus.dev.jsonl", "meetings/gold.dev.jsonl"])
def test_meetings_are_counted_as_in_the_kit(kit, pipeline, file):
    same = ("meetings", "participants", "venue", "venue, any level", "host event", "date", "round", "format", "tuples")
    known = {name: name for name in (*same, *(f"venue {level}" for level in records.LEVELS))}
    known |= {f"{name} accuracy": f"{name} accuracy" for name in ("status", "kind", "medium", "date")}
    for record, predicted in pairs_of(kit, pipeline, "meetings", file, 6):
        theirs, _ = kit["meetings"].score(record, predicted)
        left_open = [Span(*mention) for ignored in record.get("ignored") or () for mention in ignored["mentions"]]
        ours = meetings.score(
            record["id"], [event(m) for m in record["meetings"]], [event(m) for m in predicted], left_open=left_open
        )
        agree(theirs, ours, known)


def test_times_are_counted_as_in_the_kit(kit, pipeline):
    same = ("relaxed", "strict", "strict, trimmed", "type", "value", "bounds", "value accuracy")
    known = {name: f"time {name}" for name in same} | {f"DATE: {name}": f"DATE: {name}" for name in same}
    known |= {name: name for name in ("invented", "overprecise", "wrong day")}
    for record, predicted in pairs_of(kit, pipeline, "dates", "dates/gum-news.dev.jsonl", 5):
        theirs, _ = kit["dates"].score(record, predicted)
        sides = [
            [records.Timed(cut(record["text"], d["start"], d["end"]), d["type"], d["value"]) for d in side]
            for side in (record["dates"], predicted)
        ]
        agree(theirs, times.score(record["text"], record["id"], *sides), known)


def test_names_are_counted_as_in_the_kit(kit, pipeline):
    kinds = {"ORG": "organization", "LOC": "place", "PER": "person"}
    known = {
        f"{kind}{how}": f"{kind}{how}" for kind in ("organization", "location", "person") for how in ("", ", overlap")
    }
    for record, predicted in pairs_of(kit, pipeline, "organizations", "organizations/uner.dev.jsonl", 30):
        text = record["text"]
        theirs, _ = kit["organizations"].score(record, predicted, "uner")
        right = [records.Name(cut(text, e["start"], e["end"]), kinds[e["label"]]) for e in record["entities"]]
        guesses = [records.Name(cut(text, e["start"], e["end"]), e["kind"]) for e in predicted]
        agree(theirs, mentions.score(record["id"], right, guesses), known)
