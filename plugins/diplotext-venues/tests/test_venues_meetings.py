"""Meetings in sentences as long as those of the news, found with the installed language model and extractors.

`meetings.toml` says what a careful reader finds; here it is compared with what is found.
"""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotext import wire

PUBLISHED = "2024-05-08"
TABLES = tomllib.loads(Path(__file__).with_name("meetings.toml").read_text(encoding="utf-8"))
ROWS = [(f"{name} {number:02}", row) for name, rows in TABLES.items() for number, row in enumerate(rows)]


@pytest.fixture(scope="module")
def documents(pipeline):
    texts = [{"text": row["text"], "published": PUBLISHED} for _, row in ROWS]
    return dict(zip((name for name, _ in ROWS), pipeline.stream(texts), strict=True))


def participants(meeting):
    return sorted(meeting.participants, key=str)


def shown(meeting):
    """A meeting as a string of the table."""
    levels = [getattr(meeting.venue, level) for level in ("site", "city", "other", "country")] if meeting.venue else []
    parts = (
        (" ", "; ".join(map(str, participants(meeting)))),
        (" @ ", ", ".join(span.text for span in levels if span)),
        (" ~ ", (meeting.time.value or meeting.time.text) if meeting.time else ""),
        (" | ", meeting.host_event.name if meeting.host_event else ""),
    )
    return f"{meeting.kind}, {meeting.status}:" + "".join(sign + part for sign, part in parts if part)


DETAILS = {
    "meetings": shown,
    "words": lambda meeting: [span.text for span in meeting.spans],
    "sides": lambda meeting: [one.side.name if one.side else "" for one in participants(meeting)],
    "rounds": lambda meeting: meeting.round or "",
    "media": lambda meeting: meeting.medium,
}


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[name for name, _ in ROWS])
def test_meetings(documents, name, row, request):
    if "xfail" in row:
        request.applymarker(pytest.mark.xfail(strict=True, reason=row["xfail"], raises=AssertionError))
    found = documents[name].meetings
    wanted = {key: row[key] for key in row if key in DETAILS}
    assert {key: [DETAILS[key](meeting) for meeting in found] for key in wanted} == wanted


def test_sentences_are_long():
    lengths = [len(row["text"].split()) for _, row in ROWS]
    assert min(lengths) >= 15
    assert len(ROWS) > 200


def test_host_event_refers_to_its_own_record(pipeline):
    document = pipeline.read(
        "The NATO Summit in Vilnius opened on Monday with a quarrel about ships. Norwegian Foreign Minister Anna Berg met "
        "Swedish Prime Minister Peter Lindqvist on the sidelines of the NATO Summit to discuss the protection of cables.",
        published=PUBLISHED,
    )
    summit, meeting = document.meetings
    assert (summit.kind, summit.host_event) == ("summit", None)
    assert meeting.host_event.meeting == summit
    assert wire.loads(wire.dumps(document)) == document


TOKENS = """Anna Berg Kofi Mensah Norway Norwegian Ghana NATO Geneva Monday met meeting with between talks visit to in at the of
and , . ' s ( ) " will not who summit minister ministers president's called phone round third sidelines during
travelled by train go left for signed treaty see each other off dinner where they both visiting due expected delegation led
government opposition after before which capital spoke telephone stops then on Forum Leaders’ Summit"""


@settings(max_examples=60)
@given(st.lists(st.sampled_from(TOKENS.split()), min_size=5, max_size=60))
def test_any_words(pipeline, words):
    document = pipeline.read(" ".join(words), published=PUBLISHED)
    for meeting in document.meetings:
        starts = [span.start for span in meeting.spans]
        assert starts == sorted(starts)
        for span in meeting.spans:
            assert document.text[span.start : span.end] == span.text
