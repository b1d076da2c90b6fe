"""Meetings in sentences as long as those of the news, found with the installed language model and extractors.

`meetings.toml` says what a careful reader finds; here it is compared with what is found.
"""

import tomllib
from pathlib import Path

import pytest

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
