"""Marked texts: read strictly, written back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext.testing.markup import Mark, MarkupError, joined, read_marks, write_marks

NAMES = ("place", "time", "quoted-words")


@pytest.mark.parametrize(
    ("marked", "text", "marks"),
    [
        ("", "", []),
        ("no marks at all", "no marks at all", []),
        ("in <place>Lima</place>.", "in Lima.", [Mark("place", ((3, 7),))]),
        ('<place country="PE">Lima</place>', "Lima", [Mark("place", ((0, 4),), {"country": "PE"})]),
        (
            '<place  country="PE"\n a.b="">Lima</place >',
            "Lima",
            [Mark("place", ((0, 4),), {"country": "PE", "a.b": ""})],
        ),
        ('<place id="7">Lima</place>', "Lima", [Mark("place", ((0, 4),), {}, "7")]),
        (
            "<place>Port of <place>Lima</place></place>",
            "Port of Lima",
            [Mark("place", ((0, 12),)), Mark("place", ((8, 12),))],
        ),
        ("<time><place>Lima</place></time>", "Lima", [Mark("time", ((0, 4),)), Mark("place", ((0, 4),))]),
        ("<quoted-words>“a”</quoted-words>", "“a”", [Mark("quoted-words", ((0, 3),))]),
        ("&lt;b&gt; &amp;amp; AT&T, Smith & Co", "<b> &amp; AT&T, Smith & Co", []),
        ('<place name="a &quot;b&quot; &lt;">x</place>', "x", [Mark("place", ((0, 1),), {"name": 'a "b" <'})]),
        ("🙂 <place>Lima</place>", "🙂 Lima", [Mark("place", ((2, 6),))]),
        ("a > b", "a > b", []),
    ],
)
def test_what_is_read(marked, text, marks):
    assert read_marks(marked, NAMES) == (text, tuple(marks))


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("<place>Lima", "<place> is not closed"),
        ("Lima</place>", "</place> closes nothing: no tag is open"),
        ("<place>Lima</time>", "</time> closes nothing: </place> comes first"),
        ("<place><time>Lima</place></time>", "</place> closes nothing: </time> comes first"),
        ("<plcae>Lima</plcae>", "no tag may be named 'plcae' here: did you mean 'place'?"),
        ("<place></place>", "<place> encloses no text"),
        ("<place country=PE>Lima</place>", "a '<' that begins no tag"),
        ("<place country='PE'>Lima</place>", "a '<' that begins no tag"),
        ("<Place>Lima</Place>", "a '<' that begins no tag"),
        ("<place/>", "a '<' that begins no tag"),
        ("3 < 4", "write &lt; for the character itself"),
        ("&nbsp;", "&nbsp; is unknown"),
        ("&#65;", "&#65; is unknown"),
        ('<place a="1" a="2">Lima</place>', "the attribute 'a' occurs twice"),
    ],
)
def test_what_is_refused(marked, problem):
    with pytest.raises(MarkupError) as caught:
        read_marks(marked, NAMES)
    assert problem in str(caught.value)


def test_marks_of_one_id_are_one_thing():
    text, marks = read_marks('<time id="a" kind="date">1</time> 2 <time id="a">3</time> <place id="a">4</place>', NAMES)
    assert joined(marks) == (
        Mark("time", ((0, 1), (4, 5)), {"kind": "date"}, "a"),
        Mark("place", ((6, 7),), {}, "a"),
    )
    assert read_marks(write_marks(text, joined(marks)), NAMES)[0] == text


def test_marks_of_one_id_must_not_contradict_each_other():
    _, marks = read_marks('<time id="a" kind="date">1</time> <time id="a" kind="range">3</time>', NAMES)
    with pytest.raises(MarkupError, match="gives 'kind' two values"):
        joined(marks)


@st.composite
def nested(draw, depth=3):
    """A text, marks that nest in it."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
    marks = []

    def fill(start, end, left):
        if left == 0 or start >= end:
            return
        one, two = sorted((draw(st.integers(start, end)), draw(st.integers(start, end))))
        if one < two:
            value = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=5))
            marks.append(
                Mark(draw(st.sampled_from(NAMES)), ((one, two),), {"a": value}, draw(st.sampled_from(["", "1"])))
            )
            fill(one, two, left - 1)
            fill(two, end, left - 1)

    fill(0, len(text), depth)
    return text, tuple(sorted(marks, key=lambda mark: (mark.spans[0][0], -mark.spans[0][1])))


@given(nested())
def test_what_is_written_is_read(case):
    text, marks = case
    assert read_marks(write_marks(text, marks), NAMES) == (text, marks)


@given(st.lists(st.sampled_from([*'<>/&;="', "place", "time", " ", "lt", "id", "a", "\n"]), max_size=20).map("".join))
def test_nothing_but_markup_errors(marked):
    try:
        text, marks = read_marks(marked, NAMES)
    except MarkupError:
        return
    for mark in marks:
        for start, end in mark.spans:
            assert 0 <= start < end <= len(text)
