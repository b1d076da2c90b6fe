"""What each rule says of an expression: value, days, TIMEX3. Publication is Thursday, 2 December 2021 unless said."""

import datetime
from itertools import pairwise

import pytest

from diplotext import Document, Pipeline, TimeExpression
from diplotext_dates import DateExtractor

PUBLISHED = "2021-12-02"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([DateExtractor()])


def times(pipeline: Pipeline, text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    return pipeline.read(text, published=published).times


def only(pipeline: Pipeline, text: str, published: str | None = PUBLISHED) -> TimeExpression:
    found = times(pipeline, text, published)
    assert len(found) == 1, found
    return found[0]


ABSOLUTE = [
    ("They signed it on Dec. 2, 2020, in Geneva.", "Dec. 2, 2020", "2020-12-02"),
    ("They signed it on 2 December 2020 in Geneva.", "2 December 2020", "2020-12-02"),
    ("They signed it on December 2nd, 2020.", "December 2nd, 2020", "2020-12-02"),
    ("They signed it on Wednesday, Dec. 2, 2020.", "Wednesday, Dec. 2, 2020", "2020-12-02"),
    ("The note is dated 2020-12-02.", "2020-12-02", "2020-12-02"),
    ("The note is dated 31/12/2020.", "31/12/2020", "2020-12-31"),
    ("The truce of March 1996 held.", "March 1996", "1996-03"),
    ("The pact dates from March, 1996.", "March, 1996", "1996-03"),
    ("The pact was signed in 1996.", "1996", "1996"),
    ("It began in the year 2000.", "the year 2000", "2000"),
    ("Talks were frozen in 2019-20.", "2019-20", "2019/2020"),
    ("Borders changed in the 1990s.", "the 1990s", "199X"),
    ("Borders changed in the '90s.", "the '90s", "199X"),
    ("Borders changed in the nineties.", "the nineties", "199X"),
    ("Borders of the 19th century vanished.", "the 19th century", "18XX"),
    ("The court sat on May 3-5, 2021.", "May 3-5, 2021", "2021-05-03/2021-05-05"),
    ("The court sat from 3 to 5 May 2021.", "from 3 to 5 May 2021", "2021-05-03/2021-05-05"),
    ("The first half of 2020 was calm.", "The first half of 2020", "2020-40"),
    ("The third quarter of 2020 was calm.", "The third quarter of 2020", "2020-35"),
    ("The summer of 2019 was calm.", "The summer of 2019", "2019-22"),
    ("Christmas 2019 was calm.", "Christmas 2019", "2019-12-25"),
    ("The vote of nineteen ninety-six is forgotten.", "nineteen ninety-six", "1996"),
]


@pytest.mark.parametrize(("text", "span", "value"), ABSOLUTE)
@pytest.mark.parametrize("published", [PUBLISHED, None])
def test_absolute(pipeline: Pipeline, text: str, span: str, value: str, published: str | None) -> None:
    if published is None and span in ("the '90s", "the nineties"):
        pytest.skip("the century comes from publication")
    time = only(pipeline, text, published)
    assert (time.text, time.value) == (span, value)
    assert time.resolved
    assert time.earliest
    assert time.latest


RELATIVE = [
    ("He said so on Wednesday.", "Wednesday", "2021-12-01", "2021-12-01"),
    ("He said so on Thursday.", "Thursday", "2021-12-02", "2021-12-02"),
    ("He said Friday that he will travel.", "Friday", "2021-11-26", "2021-11-26"),
    ("He will travel to Oslo on Friday.", "Friday", "2021-12-03", "2021-12-03"),
    ("On Monday, the two will meet in Oslo.", "Monday", "2021-12-06", "2021-12-06"),
    ("The talks are scheduled for Monday.", "Monday", "2021-12-06", "2021-12-06"),
    ("Her report is due Tuesday.", "Tuesday", "2021-12-07", "2021-12-07"),
    ("He’ll visit Oslo on Friday.", "Friday", "2021-12-03", "2021-12-03"),
    ("They need to meet on Friday.", "Friday", "2021-12-03", "2021-12-03"),
    ("The envoys met early last weekend.", "early last weekend", "2021-11-27", "2021-11-27"),
    ("The treaty is to be signed on Friday.", "Friday", "2021-12-03", "2021-12-03"),
    ("The ministers met last Friday.", "last Friday", "2021-11-26", "2021-11-26"),
    ("Next Monday is a holiday.", "Next Monday", "2021-12-06", "2021-12-06"),
    ("She left on Tuesday of last week.", "Tuesday of last week", "2021-11-23", "2021-11-23"),
    ("The envoys met today.", "today", "2021-12-02", "2021-12-02"),
    ("The envoys met yesterday.", "yesterday", "2021-12-01", "2021-12-01"),
    ("The envoys meet tomorrow.", "tomorrow", "2021-12-03", "2021-12-03"),
    ("The envoys met the day before yesterday.", "the day before yesterday", "2021-11-30", "2021-11-30"),
    ("The envoys met last week.", "last week", "2021-11-22", "2021-11-28"),
    ("The envoys met last month.", "last month", "2021-11-01", "2021-11-30"),
    ("The envoys meet next year.", "next year", "2022-01-01", "2022-12-31"),
    ("The envoys met this year.", "this year", "2021-01-01", "2021-12-31"),
    ("The envoys met in October.", "October", "2021-10-01", "2021-10-31"),
    ("The envoys met last April.", "last April", "2021-04-01", "2021-04-30"),
    ("The envoys will meet in March.", "March", "2022-03-01", "2022-03-31"),
    ("The envoys met in December of last year.", "December of last year", "2020-12-01", "2020-12-31"),
    ("The envoys met on Sept. 30.", "Sept. 30", "2021-09-30", "2021-09-30"),
    ("The envoys will meet on Jan. 10.", "Jan. 10", "2022-01-10", "2022-01-10"),
    ("The envoys met two days ago.", "two days ago", "2021-11-30", "2021-11-30"),
    ("The envoys met six weeks ago.", "six weeks ago", "2021-10-18", "2021-10-24"),
    ("The envoys met two months ago.", "two months ago", "2021-10-01", "2021-10-31"),
    ("The envoys met ten years ago.", "ten years ago", "2011-01-01", "2011-12-31"),
    ("The envoys meet three days from now.", "three days from now", "2021-12-05", "2021-12-05"),
    ("Exports fell in the third quarter.", "the third quarter", "2021-07-01", "2021-09-30"),
    ("The envoys met last summer.", "last summer", "2021-06-01", "2021-08-31"),
    ("The envoys met over the weekend.", "the weekend", "2021-11-27", "2021-11-28"),
    ("Troops leave by the end of the year.", "the end of the year", "2021-09-01", "2021-12-31"),
    ("Talks resume at the end of next week.", "the end of next week", "2021-12-09", "2021-12-12"),
    ("The envoys met early last week.", "early last week", "2021-11-22", "2021-11-24"),
    ("Talks resume Tuesday in Oslo.", "Tuesday", "2021-12-07", "2021-12-07"),
    ("The envoys met in late November.", "late November", "2021-11-21", "2021-11-30"),
    ("The envoys met in mid-November.", "mid-November", "2021-11-11", "2021-11-20"),
    ("The envoys met early this year.", "early this year", "2021-01-01", "2021-04-30"),
    ("The envoys met earlier this year.", "earlier this year", "2021-01-01", "2021-12-02"),
    ("The envoys met over the last three years.", "the last three years", "2018-12-02", "2021-12-02"),
]


@pytest.mark.parametrize(("text", "span", "earliest", "latest"), RELATIVE)
def test_relative(pipeline: Pipeline, text: str, span: str, earliest: str, latest: str) -> None:
    time = only(pipeline, text)
    assert time.text == span
    assert (time.earliest, time.latest) == (datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest))
    assert (time.anchor, time.resolved) == ("publication", True)


@pytest.mark.parametrize(("text", "span", "earliest", "latest"), RELATIVE)
def test_no_publication_date_no_days(pipeline: Pipeline, text: str, span: str, earliest: str, latest: str) -> None:
    time = only(pipeline, text, published=None)
    assert time.text == span
    assert time.earliest is None
    assert time.latest is None
    assert time.kind == "duration" or not time.resolved


PARTIAL = [
    ("He spoke on Thursday.", "XXXX-WXX-4", None),
    ("He spoke on Dec. 2.", "XXXX-12-02", "XXXX-12-02"),
    ("He spoke in December.", "XXXX-12", "XXXX-12"),
    ("He spoke last week.", "XXXX-WXX", None),
    ("He spoke early this year.", "XXXX", None),
    ("He spoke yesterday.", "XXXX-XX-XX", None),
    ("He spoke the following year.", "XXXX", None),
]


@pytest.mark.parametrize(("text", "timex", "value"), PARTIAL)
def test_partial(pipeline: Pipeline, text: str, timex: str, value: str | None) -> None:
    time = only(pipeline, text, published=None)
    assert time.timex3
    assert (time.timex3.value, time.value, time.resolved) == (timex, value, False)


TIMEX = [
    ("They talked for three days.", "three days", "DURATION", "P3D", None),
    ("A two-week truce began.", "two-week", "DURATION", "P2W", None),
    ("Trade sank to a five year low.", "five year", "DURATION", "P5Y", None),
    ("It held for almost a hundred years.", "almost a hundred years", "DURATION", "P100Y", "LESS_THAN"),
    ("It held for two and a half years.", "two and a half years", "DURATION", "P2Y6M", None),
    ("It held for 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M", None),
    ("It held for half an hour.", "half an hour", "DURATION", "PT30M", None),
    ("It held for a decade.", "a decade", "DURATION", "P10Y", None),
    ("It held for nearly two years.", "nearly two years", "DURATION", "P2Y", "LESS_THAN"),
    ("It held for more than four hours.", "more than four hours", "DURATION", "PT4H", "MORE_THAN"),
    ("It held for at least 30 days.", "at least 30 days", "DURATION", "P30D", "EQUAL_OR_MORE"),
    ("It held for several months.", "several months", "DURATION", "PXM", None),
    ("It held for weeks.", "weeks", "DURATION", "PXW", None),
    ("Ties cooled in recent weeks.", "recent weeks", "DURATION", "PXW", None),
    ("Ties cooled recently.", "recently", "DATE", "PAST_REF", None),
    ("Ties are now cool.", "now", "DATE", "PRESENT_REF", None),
    ("Ties may warm in the near future.", "the near future", "DATE", "FUTURE_REF", None),
    ("Prices will rise in the short term.", "the short term", "DATE", "FUTURE_REF", None),
    ("The list will be published at a later date.", "a later date", "DATE", "FUTURE_REF", None),
    ("The panel meets every day.", "every day", "SET", "P1D", None),
    ("The panel meets daily.", "daily", "SET", "P1D", None),
    ("The panel meets every two weeks.", "every two weeks", "SET", "P2W", None),
    ("The panel meets every Monday.", "every Monday", "SET", "XXXX-WXX-1", None),
    ("The panel meets on Thursdays.", "on Thursdays", "SET", "XXXX-WXX-4", None),
    ("The panel meets each July.", "each July", "SET", "XXXX-07", None),
    ("The panel meets twice a year.", "twice a year", "SET", "P1Y", None),
    ("They met on Wednesday morning.", "Wednesday morning", "TIME", "2021-12-01TMO", None),
    ("They met late Tuesday.", "late Tuesday", "DATE", "2021-11-30", "END"),
    ("They meet tonight.", "tonight", "TIME", "2021-12-02TNI", None),
    ("They met at 10 a.m. on Wednesday.", "10 a.m. on Wednesday", "TIME", "2021-12-01T10:00", None),
    ("They met on Wednesday at 3:30 p.m.", "Wednesday at 3:30 p.m.", "TIME", "2021-12-01T15:30", None),
    ("They met at 10 a.m. in Oslo.", "10 a.m.", "TIME", "T10:00", None),
    ("They met at 1500 GMT.", "1500 GMT", "TIME", "T15:00Z", None),
    ("They met at noon.", "noon", "TIME", "T12:00", None),
    ("They met in early 2022.", "early 2022", "DATE", "2022", "START"),
    ("They met in the late 1970s.", "the late 1970s", "DATE", "197X", "END"),
    ("They met last week.", "last week", "DATE", "2021-W47", None),
    ("They met over the weekend.", "the weekend", "DATE", "2021-W47-WE", None),
    ("They met in about 2010.", "about 2010", "DATE", "2010", "APPROX"),
]


@pytest.mark.parametrize(("text", "span", "kind", "value", "mod"), TIMEX)
def test_timex3(pipeline: Pipeline, text: str, span: str, kind: str, value: str, mod: str | None) -> None:
    time = only(pipeline, text)
    assert time.timex3
    assert (time.text, time.timex3.type, time.timex3.value, time.timex3.mod) == (span, kind, value, mod)


def test_modifier_narrows_the_bounds(pipeline: Pipeline) -> None:
    time = only(pipeline, "A new round is planned in early 2022.")
    assert (time.value, time.mod, time.precision) == ("2022", "start", "year")
    assert (time.earliest, time.latest) == (datetime.date(2022, 1, 1), datetime.date(2022, 4, 30))


@pytest.mark.parametrize("text", ["Ties cooled recently.", "Ties are now cool.", "They met in recent months."])
def test_vague_has_no_value(pipeline: Pipeline, text: str) -> None:
    time = only(pipeline, text)
    assert (time.value, time.earliest, time.latest, time.resolved) == (None, None, None, False)


def test_ambiguous_number_keeps_the_other_reading(pipeline: Pipeline) -> None:
    time = only(pipeline, "It was signed on 3/12/2021.")
    assert (time.value, time.candidates) == ("2021-03-12", ("2021-12-03",))


def test_document_shows_the_order_of_numbers(pipeline: Pipeline) -> None:
    first, second = times(pipeline, "It was signed on 3/12/2021 and ratified on 25/12/2021.")
    assert (first.value, first.candidates, second.value) == ("2021-12-03", (), "2021-12-25")


def test_order_option() -> None:
    document = Pipeline([DateExtractor(date_order="DMY")]).read("It was signed on 3/12/2021.")
    assert document.times[0].value == "2021-12-03"


def test_options_leave_things_out() -> None:
    pipeline = Pipeline([DateExtractor(vague=False, durations=False)])
    text = "They now talk every day, for three days, until 5 May 2022."
    assert [time.text for time in pipeline.read(text).times] == ["until 5 May 2022"]


def test_text_anchored(pipeline: Pipeline) -> None:
    year, following = times(pipeline, "The pact was signed in 1996. It fell apart the following year.")
    assert (year.value, following.value, following.anchor) == ("1996", "1997", "text")
    day, same = times(pipeline, "He arrived on 5 May 2020. That same day, he resigned.")
    assert (same.value, same.anchor) == (day.value, "text")


def test_words_in_a_quotation_are_counted_from_the_utterance(pipeline: Pipeline) -> None:
    text = "The minister spoke in Oslo on Tuesday.\n\n“We want to find a balance today,” he said."
    tuesday, today = times(pipeline, text)
    assert (tuesday.value, today.value, today.anchor) == ("2021-11-30", "2021-11-30", "utterance")


def test_frame_date_is_an_expression_and_a_weak_anchor(pipeline: Pipeline) -> None:
    text = " date 2021-12-18 The envoys talk about the border.\n\nThey met in Oslo on Thursday."
    first, second = times(pipeline, text, published=None)
    assert (first.text, first.value) == ("2021-12-18", "2021-12-18")
    assert (second.value, second.candidates) == ("2021-12-16", ("2021-12-09", "2021-12-02"))


def test_spans_are_slices_and_nothing_overlaps(pipeline: Pipeline) -> None:
    text = "\n\n".join(row[0] for row in [*ABSOLUTE, *RELATIVE, *TIMEX])
    found = times(pipeline, text)
    assert all(text[time.start : time.end] == time.text for time in found)
    parted = Pipeline([DateExtractor(ends=False)]).read(text, published=PUBLISHED).times
    assert all(a.end <= b.start for a, b in pairwise(parted))
    assert set(parted) <= set(found)


def test_ends_of_a_range_are_expressions_inside_of_it(pipeline: Pipeline) -> None:
    text = "The court sat from April 28 to May 3, 2021."
    whole, first, last = times(pipeline, text)
    assert (whole.text, whole.value, whole.kind) == ("from April 28 to May 3, 2021", "2021-04-28/2021-05-03", "range")
    assert [(time.text, time.value) for time in (first, last)] == [
        ("April 28", "2021-04-28"),
        ("May 3, 2021", "2021-05-03"),
    ]
    assert [time.text for time in Pipeline([DateExtractor(ends=False)]).read(text).times] == [whole.text]


def test_one_document_twice_is_the_same(pipeline: Pipeline) -> None:
    document = Document("He said on Thursday that talks resume in March.", published="2021-12-02")
    assert pipeline.read(document) == pipeline.read(document)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("He came on November 22.", "2015-11", "2015-11-22"),
        ("They met in November.", "2015-11", "2015-11"),
        ("He came on May 3.", "2015-11", "2015-05-03"),
        ("He came on November 22.", "2015", "XXXX-11-22"),
        ("He came on November 22.", None, "XXXX-11-22"),
    ],
)
def test_a_publication_without_its_day(text, published, value):
    (time,) = Pipeline([DateExtractor()]).read(text, published=published).times
    assert (time.timex3.value, time.resolved) == (value, "X" not in value)
