"""`diplotext evaluate` on the development data of the measuring kit: the same figures, and the same intervals."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

import attrs
import pytest
from tests.conftest import SHARED

from diplotext import (
    Attribution,
    Document,
    HostEvent,
    Meeting,
    Mention,
    Organization,
    Participant,
    Person,
    Pipeline,
    Span,
    State,
    Statement,
    TimeExpression,
    Venue,
    wire,
)
from diplotext.evaluation import evaluate_gold
from diplotext.testing import corpus

KIT = Path(os.environ.get("DIPLOTEXT_BENCH", SHARED / "bench"))
ENTITIES = {"person": Person, "state": State, "organization": Organization}
MARKS = "\"“”„«»'‘’"


@pytest.fixture(scope="module")
def kit():
    """The adapters and scorers of the measuring kit."""
    if not (KIT / "scoring").is_dir():
        pytest.skip("the measuring kit is not next to the checkout")
    sys.path.insert(0, str(KIT))
    try:
        names = ("adapters", "scoring.common", "scoring.quotes", "scoring.meetings")
        yield {name.rpartition(".")[2]: importlib.import_module(name) for name in names}
    finally:
        sys.path.remove(str(KIT))


class Gold:
    """An annotated article of the kit as a document."""

    def __init__(self, record):
        self.record, self.text, self.entities, self.others = record, record["text"], {}, []

    def span(self, place, kind=Span, **fields):
        return kind(place[0], place[1], self.text[place[0] : place[1]], **fields)

    def entity(self, kind, name, mention=None):
        known = self.entities.get((kind, name))
        mentions = (*(known.mentions if known else ()), *([mention] if mention else []))
        self.entities[kind, name] = kind(name=name, mentions=mentions, rule="annotated")
        return self.entities[kind, name]

    def statement(self, quote):
        spans = [self.span(trimmed(self.text, *place)) for place in quote["content"]]
        names = quote.get("speakers") or [None] * len(quote["source"])
        places = [*quote["source"], *[None] * (len(names) - len(quote["source"]))]
        speakers = []
        for number, place in enumerate(places):
            name = names[number] if number < len(names) else None
            mention = self.span(place, Mention) if place else None
            speakers.append(Attribution(mention, self.entity(Person, name) if name else None))
        cue = self.span(quote["cue"][0]) if quote["cue"] else None
        return Statement(spans=spans, mode=quote["mode"], cue=cue, speakers=speakers, rule="annotated")

    def participant(self, one):
        kind = ENTITIES.get(one.get("type"))
        mention = self.span(one["mention"], Mention) if one["mention"] else None
        return Participant(mention, self.entity(kind, one["name"]) if kind and one["name"] else None)

    def meeting(self, one):
        venue = {
            level: self.span(one["venue"][level])
            for level in ("site", "city", "country", "other")
            if one["venue"].get(level)
        }
        host = one.get("host_event")
        date = one.get("date")
        time = TimeExpression(kind="date", value=date["value"], rule="annotated") if date and date["value"] else None
        named = one.get("format")
        return Meeting(
            spans=[self.span(place) for place in one["mentions"]],
            kind=one["kind"],
            medium=one["medium"],
            status=one["status"],
            participants=[self.participant(each) for each in one["participants"]],
            venue=Venue(**venue) if venue else None,
            host_event=HostEvent(host["name"] or "", self.span(host["mention"]) if host["mention"] else None) if host else None,
            time=time,
            round=one.get("round"),
            format=self.entity(Organization, named["name"]) if named and named.get("name") else None,
            rule="annotated",
        )  # fmt: skip

    def document(self):
        quotes = self.record.get("quotes", ())
        found = [self.statement(quote) for quote in quotes if quote.get("speech") is not False]
        for quote in quotes:
            if quote.get("speech") is False:  # a thought, a decree
                spans = [self.span(place) for place in quote["content"]]
                found.append(corpus.LeftOpen(spans=spans, kind="statement", rule="annotated"))
        found += [self.meeting(one) for one in self.record.get("meetings", ())]
        left = [self.span(place) for one in self.record.get("ignored") or () for place in one["mentions"]]
        found += [corpus.LeftOpen(spans=[span], rule="annotated") for span in left]
        times = {meeting.time: None for meeting in found if isinstance(meeting, Meeting) and meeting.time}
        return Document(
            self.text, id=self.record["id"], annotations=list(dict.fromkeys([*self.entities.values(), *times, *found]))
        )


def trimmed(text, start, end):
    """A content as on the wire: without the quotation marks at its ends."""
    start += text[start] in MARKS and text[start] not in "'’"
    end -= text[end - 1] in MARKS and text[end - 1] not in "'’"
    return start, max(start, end)


def both(kit, task, file, size, wires):
    """The figures of the kit, and ours."""
    with (KIT / "data" / file).open(encoding="utf-8") as lines:
        chosen = [json.loads(line) for line in lines][:size]
    found = list(wires([kit["adapters"].input_record(record) for record in chosen]))
    tallies = [
        kit[task].score(record, kit["adapters"].from_wire(task, wire.to_dict(document)))[0]
        for record, document in zip(chosen, found, strict=True)
    ]
    theirs = kit["common"].summarise(tallies, kit[task].HEADLINES)
    ours = evaluate_gold([Gold(record).document() for record in chosen], found, measures=())
    return theirs, ours


MEASURES = {
    "quotes": {"attributed": "attributed", "content iou5": "content iou5", "source exact": "source exact"},
    "meetings": {
        name: name for name in ("meetings", "participants", "venue", "date", "tuples", "host event", "status accuracy")
    },
}


def differences(theirs, ours, task):
    """Where value or interval differ, by measure, in per cent."""
    found = {}
    for name, own in MEASURES[task].items():
        row, one = theirs.get(name), ours.figure(own)
        if row is None:
            continue
        values = {"value": (row.get("F1", row.get("rate")), one.value)}
        values |= {end: (row[end], getattr(one, end)) for end in ("low", "high") if end in row}
        if "P" in row:
            values |= {"P": (row["P"], ours.figure(f"{own}, precision").value)}
            values |= {"R": (row["R"], ours.figure(f"{own}, recall").value)}
        wrong = {
            key: (a, round(100 * b, 2)) for key, (a, b) in values.items() if abs(a - 100 * b) > 0.0501
        }  # the kit rounds
        if wrong:
            found[name] = wrong
    return found


@pytest.mark.parametrize(
    ("task", "file"),
    [("quotes", "quotes/corpus.dev.jsonl"), ("meetings", "meetings/corpus.dev.jsonl"), ("meetings", "meetings/gold.dev.jsonl")],
)  # fmt: skip
def test_the_kit_has_the_same_figures(kit, task, file):
    pytest.importorskip("en_diplotext")
    pipeline = Pipeline.of(language="en_diplotext")
    theirs, ours = both(kit, task, file, 14, pipeline.stream)
    assert set(MEASURES[task]) <= set(theirs)
    assert differences(theirs, ours, task) == {}


def test_the_adapter_keeps_what_the_kit_annotates():
    record = {
        "id": "x",
        "text": "“We wait,” said Ana Silva.",
        "quotes": [
            {"content": [[0, 10]], "cue": [[11, 15]], "source": [[16, 25]], "mode": "direct", "speakers": ["Ana Silva"]}
        ],
    }
    document = Gold(record).document()
    assert document.statements[0].text == "We wait,"
    assert document.statements[0].speakers[0].name == "Ana Silva"
    assert attrs.evolve(document) == document
