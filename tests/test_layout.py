"""Frames and paragraphs of plain-text articles."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Document
from diplotext.testing import assert_linear_time


def frame_of(text):
    document = Document.from_article(text)
    published = document.published.isoformat() if document.published else None
    place = document.frame.place.text if document.frame.place else None
    return document.title, published, place


WRAPPED = """The ministers of the two states met for an hour in Vienna before the
Opening of the bridge. It rained. The talks were said to be short, a
Delegate said. They will meet again."""
ADDRESS = "https://example.org/" + "a" * 99
BODY = "The ministers met. They will meet again."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f" date 2023-03-17 Talks end in Korda.\n\n{BODY}", ("Talks end in Korda.", "2023-03-17", None)),
        (f"2023-03-17 Talks end\n{BODY}", ("Talks end", "2023-03-17", None)),
        (f"2023-03-17T10:00:00Z Talks end\n{BODY}", ("Talks end", "2023-03-17", None)),
        (f"Published: 2023-03-17\nTalks end\n{BODY}", ("Talks end", "2023-03-17", None)),
        (f"Talks end\nMarch 17, 2023\n\n{BODY}", ("Talks end", "2023-03-17", None)),
        (f"Talks end\nFriday, 17 March 2023\n\n{BODY}", ("Talks end", "2023-03-17", None)),
        (f"Talks end without a deal\n\nVIENNA (Example Wire) - {BODY}", ("Talks end without a deal", None, "VIENNA")),
        (f"VIENNA, March 17 (EW) -- {BODY}\n\n{BODY}", (None, None, "VIENNA")),
        (f"NEW YORK/GENEVA — {BODY}\n\n{BODY}", (None, None, "NEW YORK/GENEVA")),
        (f"New Delhi (EW) – {BODY}\n\n{BODY}", (None, None, "New Delhi")),
        (f"MOSCOW, March 17. /EW/. {BODY}\n\n{BODY}", (None, None, "MOSCOW")),
        (BODY, (None, None, None)),
        (f"{BODY}\n\n{BODY}", (None, None, None)),
        ("2023-02-30 Talks end\nMore.", ("2023-02-30 Talks end", None, None)),
        (f"“We agreed”\n\n{BODY}", (None, None, None)),
        (f"Ministers meet\n15 March 2023, 10:15 GMT\n\n{BODY}", ("Ministers meet", "2023-03-15", None)),
        (
            f"Ministers meet\n\nBy Ana Roe\n\nPublished March 15, 2023 at 10:00\n\n{BODY}",
            ("Ministers meet", "2023-03-15", None),
        ),
        (f"NEW DELHI, May 9: {BODY}\n\n{BODY}", (None, None, "NEW DELHI")),
        (f"ROME (EW): {BODY}\n\n{BODY}", (None, None, "ROME")),
        (f"UKRAINE: {BODY}\n\n{BODY}", (None, None, None)),
        (f"MR. ROE, Chairman: {BODY}\n\n{BODY}", (None, None, None)),
        (f"ROME - {BODY}\n\n{BODY}", (None, None, "ROME")),
        (f"U.S. - Russia talks\n\n{BODY}", ("U.S. - Russia talks", None, None)),
        (f"NATO - the alliance of states - met.\n\n{BODY}", (None, None, None)),
        (f"PRESIDENT ROE - Thank you.\n\n{BODY}", (None, None, None)),
        ("The UN - a body of states - met.\n\nIt voted.", (None, None, None)),
        ("", (None, None, None)),
        (" \n\t\r\n ", (None, None, None)),
        ("2023-03-17", (None, "2023-03-17", None)),
    ],
)
def test_frame(text, expected):
    assert frame_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-17 The ministers met.", ["The ministers met."]),
        ("date 2023-03-17T10:00:00Z Talks end\nThey met.", ["Talks end", "They met."]),
        ("Published: 2023-03-17\nTalks end\nThey met.", ["Talks end", "They met."]),
        ("Talks end\nMarch 17, 2023\nThey met.", ["Talks end", "They met."]),
        ("2023-03-17", []),
    ],
)
def test_the_publication_date_belongs_to_no_paragraph(text, expected):
    assert [paragraph.text for paragraph in Document.from_article(text).paragraphs] == expected


def test_what_the_caller_gives_wins_and_is_told_apart():
    text = "2023-03-17 Talks end\nMore text."
    found, given_date = Document.from_article(text), Document.from_article(text, published="2023-03-18", title="Other")
    assert (found.published_basis, given_date.published_basis) == ("text", "given")
    assert (given_date.published.isoformat(), given_date.title) == ("2023-03-18", "Other")
    assert Document.from_article("Text.").published_basis is None
    assert found.frame.date.text == "2023-03-17"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.\n\n\nThree.", ["One.", "Two.", "Three."]),
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One.\r\n\r\nTwo.\r\nThree.", ["One.", "Two.", "Three."]),
        ("  One. \n \t \n Two.", ["One.", "Two."]),
        ("a line that runs\non over the\nedge of the page\nto here.\n\nTwo.", ["a line that runs\non over the\nedge of the page\nto here.", "Two."]),
        ("“We want to sign and we\nwill do so,” said one.\nTwo.", ["“We want to sign and we\nwill do so,” said one.", "Two."]),
        ("They met in\nVienna.", ["They met in\nVienna."]),
        ("Ministers Meet\nThey talked.\nThey left.", ["Ministers Meet", "They talked.", "They left."]),
        (f"{WRAPPED}\n\nRead more: {ADDRESS}", [WRAPPED, f"Read more: {ADDRESS}"]),
        ("", []),
        ("\u2029One.\u2028Two.", ["One.", "Two."]),
    ],
)  # fmt: skip
def test_paragraphs(text, expected):
    assert [paragraph.text for paragraph in Document(text).paragraphs] == expected


@given(st.text(alphabet=st.sampled_from('ab .,"“’\n\r\u2029—-')))
def test_paragraphs_are_ordered_slices_that_lose_no_word(text):
    body = Document(text).paragraphs
    assert "".join("".join(p.text.split()) for p in body) == "".join(text.split())
    for span in body:
        span.check(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(body))


@pytest.mark.parametrize("unit", ['"', "“", "”", "“a", '" ', "\n", "(", "A.", "A. B (", "''", "2023-03-17 ", "A B, "])
def test_layout_takes_linear_time(unit):
    def prepare(size):
        text = unit * (size // len(unit))

        def layout():
            document = Document.from_article(text)
            return document.paragraphs, document.quotations

        return layout

    assert_linear_time(prepare, (50_000, 400_000))
