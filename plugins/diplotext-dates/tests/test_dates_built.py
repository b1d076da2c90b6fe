"""What is built from other expressions: ranges, bounds, parts of units, what is counted from a date, directions."""

import pytest

from diplotext import Pipeline
from diplotext_dates import DateExtractor
from diplotext_dates.lexicon import named_days
from diplotext_dates.named import in_year

PUBLISHED = "2021-12-02"  # a Thursday


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([DateExtractor()])


@pytest.fixture(scope="module")
def parsed() -> Pipeline:
    pytest.importorskip("en_diplotext")
    return Pipeline([DateExtractor()], language="en_diplotext")


RANGES = [
    ("Talks ran from Monday to Wednesday.", "from Monday to Wednesday", "2021-11-29/2021-12-01"),
    ("Talks ran Monday through Wednesday.", "Monday through Wednesday", "2021-11-29/2021-12-01"),
    ("The truce held between 2007 and 2009.", "between 2007 and 2009", "2007/2009"),
    ("The truce held from March to May 2020.", "from March to May 2020", "2020-03/2020-05"),
    ("The truce held from November to March 2020.", "from November to March 2020", "2019-11/2020-03"),
    ("The court sat from 28 April to 3 May 2021.", "from 28 April to 3 May 2021", "2021-04-28/2021-05-03"),
    ("The court sat from 12/1/2020 to 12/3/2020.", "from 12/1/2020 to 12/3/2020", "2020-12-01/2020-12-03"),
    ("The court sat from the end of 2018 to mid-2019.", "from the end of 2018 to mid-2019", "2018-09-01/2019-08-31"),
    ("The truce held in 2014–2018.", "2014–2018", "2014/2018"),
    ("They have talked from March until today.", "from March until today", "2021-03/2021-12-02"),
]


@pytest.mark.parametrize(("text", "span", "value"), RANGES)
def test_ranges(pipeline: Pipeline, text: str, span: str, value: str) -> None:
    found = pipeline.read(text, published=PUBLISHED).times
    (whole,) = [time for time in found if time.kind == "range"]
    assert (whole.text, whole.value, whole.resolved) == (span, value, True)
    assert len(found) == 3


NO_RANGE = [
    "They met on Monday and Wednesday.",
    "They spoke in 2007 and 2009.",
    "He said on Friday to this day nothing had changed.",
]


@pytest.mark.parametrize("text", NO_RANGE)
def test_no_range(pipeline: Pipeline, text: str) -> None:
    assert all(time.kind != "range" for time in pipeline.read(text, published=PUBLISHED).times)


BOUNDS = [
    ("They have talked since 2019.", "since 2019", "2019/..", "2019", None),
    ("They will talk until Friday.", "until Friday", "../2021-12-03", "2021-12-03", None),
    ("They met before 2018.", "before 2018", "../2017-12-31", "2018", "BEFORE"),
    ("They met after May 2, 2020.", "after May 2, 2020", "2020-05-03/..", "2020-05-02", "AFTER"),
    ("It holds for 2018 or later.", "2018 or later", "2018/..", "2018", None),
]


@pytest.mark.parametrize(("text", "span", "value", "timex", "mod"), BOUNDS)
def test_bounds(pipeline: Pipeline, text: str, span: str, value: str, timex: str, mod: str | None) -> None:
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert time.timex3
    assert (time.text, time.value, time.timex3.value, time.timex3.mod) == (span, value, timex, mod)
    assert (time.earliest is None) != (time.latest is None)


@pytest.mark.parametrize("text", ["They spoke after Friday's talks.", "It fell before 2018 elections."])
def test_a_bound_of_something_else(pipeline: Pipeline, text: str) -> None:
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert not time.text.startswith(("after", "before"))


COUNTED = [
    ("They met two days after Christmas 2020.", "two days after Christmas 2020", "2020-12-27"),
    ("They will meet three days from tomorrow.", "three days from tomorrow", "2021-12-06"),
    ("They met more than two days before yesterday.", "more than two days before yesterday", "2021-11-29"),
    ("They will meet in two weeks.", "in two weeks", "2021-12-13/2021-12-19"),
    ("They met on Tuesday two weeks ago.", "Tuesday two weeks ago", "2021-11-16"),
    ("They met in the first week of 2021.", "the first week of 2021", "2021-01-04/2021-01-10"),
    ("They met in the third month of 2021.", "the third month of 2021", "2021-03"),
    ("They met in the last two weeks of May 2021.", "the last two weeks of May 2021", "2021-05-17/2021-05-30"),
    ("They met in the week of March 6, 2020.", "the week of March 6, 2020", "2020-03-02/2020-03-08"),
    ("They met on the last Monday of March 2020.", "the last Monday of March 2020", "2020-03-30"),
    ("They will meet on the 15th day of next month.", "the 15th day of next month", "2022-01-15"),
    ("They met on Friday the 13th of August 2021.", "Friday the 13th of August 2021", "2021-08-13"),
    ("They met the week before last.", "the week before last", "2021-11-15/2021-11-21"),
    ("They met in the winter of 1957-58.", "the winter of 1957-58", "1957-24"),
    ("It is set for two weeks beginning May 20, 2021.", "two weeks beginning May 20, 2021", "2021-05-20/2021-06-02"),
    ("The pact is from 24. Februar 2022.", "24. Februar 2022", "2022-02-24"),
    ("The pact is from 12 de octubre de 2021.", "12 de octubre de 2021", "2021-10-12"),
]


@pytest.mark.parametrize(("text", "span", "value"), COUNTED)
def test_counted(pipeline: Pipeline, text: str, span: str, value: str) -> None:
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert (time.text, time.value, time.resolved) == (span, value, True)


OPEN = [
    ("They met on the second day of the summit.", "the second day", "XXXX-XX-XX"),
    ("They met on day five of the talks.", "day five", "XXXX-XX-XX"),
    ("They met on Independence Day.", "Independence Day", "XXXX-XX-XX"),
    ("It happened on Feb. 30, 2021.", "Feb. 30, 2021", "2021-02-30"),
    ("Shares rose eight trading days after Oct. 12, 2021.", "eight trading days after Oct. 12, 2021", "XXXX-XX-XX"),
]


@pytest.mark.parametrize(("text", "span", "timex"), OPEN)
def test_never_invented(pipeline: Pipeline, text: str, span: str, timex: str) -> None:
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert time.timex3
    assert (time.text, time.timex3.value) == (span, timex)
    assert (time.resolved, time.value, time.earliest, time.latest) == (False, None, None, None)


HOLIDAYS = [
    ("They met at Easter 2021.", "2021-04-04", None),
    ("They met on Good Friday 2021.", "2021-04-02", None),
    ("They met during Ramadan.", "2021-04-13/2021-05-12", "approximate"),
    ("They met on Labor Day.", "2021-09-06", None),
    ("They met on Election Day 2020.", "2020-11-03", None),
]


@pytest.mark.parametrize(("text", "value", "mod"), HOLIDAYS)
def test_holidays(pipeline: Pipeline, text: str, value: str, mod: str | None) -> None:
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert (time.value, time.mod) == (value, mod)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Ukraine's Independence Day.", "2021-08-24"),
        ("They met on Indian Independence Day.", "2021-08-15"),
        ("The Republic Day parade in India was small.", "2021-01-26"),
    ],
)
def test_holidays_of_the_state_beside_them(text: str, value: str) -> None:
    pytest.importorskip("diplotext_knowledge")
    (time,) = Pipeline.of("dates").read(text, published=PUBLISHED).times
    assert time.value == value


OF_COUNTRIES = sorted(name for name, record in named_days().items() if record.rule == "country" and record.country)


@pytest.mark.parametrize("name", OF_COUNTRIES)
def test_every_holiday_of_a_country_is_in_its_calendar(name: str) -> None:
    record = named_days()[name]
    assert all(in_year(record, year, record.country) for year in range(2015, 2026))


def test_an_islamic_day_that_comes_twice_a_year(pipeline: Pipeline) -> None:
    (time,) = pipeline.read("They will meet again in Ramadan.", published="2030-11-01").times
    assert time.earliest is not None
    assert (time.earliest.year, time.earliest.month) == (2030, 12)


def test_length_of_a_meeting_leads_to_no_later_day(pipeline: Pipeline) -> None:
    length, day = pipeline.read("The envoys met for two hours on Friday.", published="2021-12-02").times
    assert (length.kind, day.value) == ("duration", "2021-11-26")


DIRECTIONS = [
    ("The envoys are to be received in Oslo on Friday.", "2021-12-03"),
    ("The envoys agreed to meet on Friday.", "2021-12-03"),
    ("The envoys had agreed to meet on Friday.", "2021-12-03"),
    ("The envoys were to meet on Friday.", "2021-12-03"),
    ("The talks could take place on Friday.", "2021-12-03"),
    ("The envoys could not be reached on Friday.", "2021-11-26"),
    ("The envoys looked forward to meeting on Friday.", "2021-12-03"),
    ("The talks were to be held on Friday.", "2021-12-03"),
    ("The talks were to have been held on Friday.", "2021-11-26"),
    ("The envoys accepted an invitation to visit Oslo on Friday.", "2021-12-03"),
    ("The visit had been scheduled for Tuesday.", "2021-11-30"),
    ("The visit is scheduled for Tuesday.", "2021-12-07"),
    ("He said the envoys would meet on Tuesday.", "2021-12-07"),
    ("He said on Tuesday that the envoys would meet.", "2021-11-30"),
    ("The envoys have been in Oslo since Tuesday.", "2021-11-30/.."),
    ("The deadline runs until Tuesday.", "../2021-12-07"),
    ("Critics of Friday's vote will protest.", "2021-11-26"),
    ("The envoys may sign on Tuesday.", "2021-12-07"),
    ("The vote was postponed to Tuesday.", "2021-12-07"),
    ("They met ahead of a summit on Saturday.", "2021-12-04"),
    ("If the talks fail on Friday, sanctions will follow.", "2021-12-03"),
    ("The crowd stormed the palace on Jan. 6.", "2021-01-06"),
    ("The voters had gone to the polls on Dec. 19.", "2020-12-19"),
    ("He has been in prison since January 20.", "2021-01-20/.."),
]


@pytest.mark.parametrize(("text", "value"), DIRECTIONS)
def test_direction_by_the_parse(parsed: Pipeline, text: str, value: str) -> None:
    (time,) = parsed.read(text, published=PUBLISHED).times
    assert time.value == value


UTTERANCES = [
    ("“We will meet today,” the minister said on Tuesday.", "today", "2021-11-30"),
    ("“We will sign tomorrow,” he said on Monday.", "tomorrow", "2021-11-30"),
    ("Talks failed on Friday. On Wednesday, the minister said: “Today we start again.”", "Today", "2021-12-01"),
    ("“I met him yesterday,” the envoy wrote on 14 October 1962.", "yesterday", "1962-10-13"),
]


@pytest.mark.parametrize(("text", "span", "value"), UTTERANCES)
def test_words_in_a_quotation_are_of_the_day_it_was_said(pipeline: Pipeline, text: str, span: str, value: str) -> None:
    found = {time.text: time for time in pipeline.read(text, published=PUBLISHED).times}
    assert (found[span].value, found[span].anchor) == (value, "utterance")


TEXT_ANCHORED = [
    ("It fell in December 1991. The previous August, there had been a coup.", "The previous August", "1991-08"),
    ("He fled in 2011. The following March, rebels took the city.", "The following March", "2012-03"),
    ("He was elected in 2005. The next spring, he resigned.", "The next spring", "2006-21"),
    ("Talks were held on 5 May 2019. They had met the previous Friday.", "the previous Friday", "2019-05-03"),
    ("Protests began in 2011. That summer, the army split.", "That summer", "2011-22"),
]


@pytest.mark.parametrize(("text", "span", "value"), TEXT_ANCHORED)
def test_text_anchored(pipeline: Pipeline, text: str, span: str, value: str) -> None:
    found = {time.text: time for time in pipeline.read(text, published=PUBLISHED).times}
    assert (found[span].value, found[span].anchor) == (value, "text")


SHARED = [
    ("In March, April and May 2020, schools shut.", ["2020-03", "2020-04", "2020-05"]),
    ("They met on April 24 and 25, 2020.", ["2020-04-24", "2020-04-25"]),
    ("It fell between the 16th and 18th centuries.", ["15XX", "17XX"]),
]


@pytest.mark.parametrize(("text", "expected"), SHARED)
def test_lists_share_what_they_have_in_common(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert [time.value for time in pipeline.read(text, published=PUBLISHED).times] == expected


def test_an_old_year_just_told_is_a_candidate(pipeline: Pipeline) -> None:
    _, month = pipeline.read("They fought a war in August 2008. In September, they met.", published=PUBLISHED).times
    assert month.value == "2021-09"
    assert "2008-09" in month.candidates


HISTORY = (
    "The war began in 1939, after the crisis of 1938. In 1943 the front moved west. In September, the army crossed the river, and on 3 October it "
    "reached the coast. The ports fell in 1944 and the pact of 1945 ended it. In the summer, the troops left."
)


def test_months_of_a_history_belong_to_the_year_told_last(pipeline: Pipeline) -> None:
    found = {time.text: time for time in pipeline.read(HISTORY, published=PUBLISHED).times}
    months = [found[text] for text in ("September", "3 October", "the summer")]
    assert [time.value for time in months] == ["1943-09", "1943-10-03", "1945-22"]
    assert {time.anchor for time in months} == {"text"}


def test_results_are_compared_with_the_quarter_a_year_before(pipeline: Pipeline) -> None:
    text = "Profit was $10 million in the third quarter, up from $8 million, or 12 cents a share, a year earlier."
    _, before = pipeline.read(text, published=PUBLISHED).times
    assert (before.text, before.value) == ("a year earlier", "2020-35")


def test_a_blank_pipeline_will_do() -> None:
    import spacy

    pipeline = Pipeline([DateExtractor()], language=spacy.blank("en"))
    text = "They met on Tuesday. They will meet again on Friday."
    assert [time.value for time in pipeline.read(text, published=PUBLISHED).times] == ["2021-11-30", "2021-12-03"]
