"""Kinds of faults that readers reported, each with texts that show it and texts that must not be touched by its cure.

Publication is Thursday, 16 May 2024.
"""

import pytest

from diplotext import Pipeline
from diplotext_dates import DateExtractor

PUBLISHED = "2024-05-16"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([DateExtractor()])


@pytest.fixture(scope="module")
def parsed() -> Pipeline:
    pytest.importorskip("en_diplotext")
    return Pipeline([DateExtractor()], language="en_diplotext")


def found(pipeline: Pipeline, text: str, published: str = PUBLISHED) -> dict[str, str | None]:
    return {time.text: time.value for time in pipeline.read(text, published=published).times}


YEARS_BESIDE = [
    ("The treaty was signed in March two years ago in Accra.", {"March two years ago": "2022-03"}),
    ("The two sides met on 20 March two years ago in Oslo.", {"20 March two years ago": "2022-03-20"}),
    ("He came back from Accra on May 20 the year before last.", {"May 20 the year before last": "2022-05-20"}),
    ("The court will rule in January the year after next.", {"January the year after next": "2026-01"}),
    (
        "The vote was held on the second Sunday of March last year.",
        {"the second Sunday of March last year": "2023-03-12"},
    ),
    ("The fair ran from 3 to 5 March last year in Oslo.", {"from 3 to 5 March last year": "2023-03-03/2023-03-05"}),
    ("The talks were held on 18 and 19 June last year.", {"18": "2023-06-18", "19 June last year": "2023-06-19"}),
    ("They met in the summer of the year before last.", {"the summer of the year before last": "2022-22"}),
    ("On Christmas Eve two years ago the mission closed.", {"Christmas Eve two years ago": "2022-12-24"}),
    ("The minister resigned last year in March, he said.", {"last year": "2023", "March": "2023-03"}),
    ("Two years ago, on 20 March, the accord was signed.", {"Two years ago": "2022", "20 March": "2022-03-20"}),
    ("It began in May 2019 and ended in March two years later.", {"May 2019": "2019-05", "March two years later": "2021-03"}),
    # the year stays open
    ("The two sides met in March a couple of years ago.", {"March a couple of years ago": "XXXX-03"}),
    # not the year of the month
    ("The minister spoke in March, and two years ago he left.", {"March": "2024-03", "two years ago": "2022"}),
    ("Exports rose last year, March figures show.", {"last year": "2023", "March": "2024-03"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), YEARS_BESIDE)
def test_the_year_beside_a_day_or_month(pipeline: Pipeline, text: str, values: dict[str, str]) -> None:
    assert found(pipeline, text) == values


WEEKDAY_LISTS = [
    (
        "Sessions are planned for Tuesday 9, Wednesday 10 and Thursday 11 July.",
        {"Tuesday 9": "2024-07-09", "Wednesday 10": "2024-07-10", "Thursday 11 July": "2024-07-11"},
    ),
    ("They sat on Tuesday 9 and Wednesday 10 July 2019.", {"Tuesday 9": "2019-07-09", "Wednesday 10 July 2019": "2019-07-10"}),
    ("Sessions are set for Wed 5, Thu 6 and Fri 7 June.", {"Wed 5": "2024-06-05", "Thu 6": "2024-06-06", "Fri 7 June": "2024-06-07"}),
    (
        "Monday the 1st and Tuesday the 2nd of July will be long.",
        {"Monday the 1st": "2024-07-01", "Tuesday the 2nd of July": "2024-07-02"},
    ),
    (
        "Tuesday and Thursday, 5-7 March, were days of talks.",
        {"Tuesday": "2024-03-05", "Thursday": "2024-03-07", "5-7 March": "2024-03-05/2024-03-07"},
    ),
    ("The session on Monday (12 February) was long.", {"Monday": "2024-02-12", "12 February": "2024-02-12"}),
    # the number counts something else
    ("The envoys met on Tuesday, 12 people said.", {"Tuesday": "2024-05-14"}),
    ("They met on Wednesday and 12 of them left.", {"Wednesday": "2024-05-15"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), WEEKDAY_LISTS)
def test_a_list_of_weekdays_takes_its_month_from_the_end(pipeline: Pipeline, text: str, values: dict[str, str]) -> None:
    assert found(pipeline, text) == values


MONTH_RANGES = [
    ("The mandate ran March - May 2016.", "March - May 2016", "2016-03/2016-05"),
    ("The truce held Dec - Feb 2015.", "Dec - Feb 2015", "2014-12/2015-02"),
    ("The mandate ran November – January 2016.", "November – January 2016", "2015-11/2016-01"),
]


@pytest.mark.parametrize(("text", "span", "value"), MONTH_RANGES)
def test_a_dash_between_blanks_joins_months(pipeline: Pipeline, text: str, span: str, value: str) -> None:
    assert found(pipeline, text)[span] == value


def test_an_em_dash_joins_no_months(pipeline: Pipeline) -> None:
    values = found(pipeline, "The ministers met in March — January brought no talks.")
    assert values == {"March": "2024-03", "January": "2024-01"}


def test_one_of_a_month_is_not_its_first_day(pipeline: Pipeline) -> None:
    assert found(pipeline, "A deal of March 2016 and one of November 2017 failed.") == {
        "March 2016": "2016-03",
        "November 2017": "2017-11",
    }
    assert found(pipeline, "It was signed on the first of November 2017.") == {
        "the first of November 2017": "2017-11-01"
    }


COUNTED = [
    ("The talks broke down two or three weeks ago.", {"two or three weeks ago": "2024-04-22/2024-05-05"}),
    ("The vote was four or five months ago.", {"four or five months ago": "2023-12/2024-01"}),
    ("They left between two and three weeks ago.", {"between two and three weeks ago": "2024-04-22/2024-05-05"}),
    ("The mission left a year or two ago.", {"a year or two ago": "2022/2023"}),
    ("The report will be ready in 8-10 weeks.", {"in 8-10 weeks": "2024-07-08/2024-07-28"}),
    ("The election is in ten days’ time.", {"in ten days’ time": "2024-05-26"}),
    ("The mandate expires in a year’s time.", {"in a year’s time": "2025"}),
    ("The talks broke down a fortnight ago.", {"A fortnight ago": "2024-04-29/2024-05-05"}),
    ("The envoy spent a fortnight in Accra.", {"a fortnight": None}),
    ("In three weeks' time they had taken the city.", {"three weeks": None}),
    ("They finished the work in two or three weeks.", {"two or three weeks": None}),
]


@pytest.mark.parametrize(("text", "values"), COUNTED)
def test_spans_counted_from_today(pipeline: Pipeline, text: str, values: dict[str, str | None]) -> None:
    assert {key.casefold(): value for key, value in found(pipeline, text).items()} == {
        key.casefold(): value for key, value in values.items()
    }


def test_is_in_three_weeks_lies_ahead(parsed: Pipeline) -> None:
    assert found(parsed, "The visit of the minister is in three weeks.") == {"in three weeks": "2024-06-03/2024-06-09"}


AHEAD = [
    ("The mission of the two states lasts 26 July - 22 August.", PUBLISHED, "26 July - 22 August", "2024-07-26/2024-08-22"),
    ("Citizens planning protests on Tuesday were warned by the president.", PUBLISHED, "Tuesday", "2024-05-21"),
    ("Organizers of the protests planned Tuesday said they expect thousands.", PUBLISHED, "Tuesday", "2024-05-21"),
    ("The march on Tuesday is banned, the governor of the province said.", PUBLISHED, "Tuesday", "2024-05-21"),
    ("Members of parliament face a June deadline to pass the law.", "2024-02-10", "June", "2024-06"),
    ("On Monday, the director is testifying before the committee.", PUBLISHED, "Monday", "2024-05-20"),
    ("They can also take part in planning for the summit in April.", PUBLISHED, "April", "2025-04"),
    ("They noted preparations for the June 29-30 summit in Madrid.", "2022-04-06", "June 29-30", "2022-06-29/2022-06-30"),
    ("The president noted the November visit by the vice president to Paris.", "2021-10-22", "November", "2021-11"),
    ("The minister announced a September visit to Ghana.", "2024-08-16", "September", "2024-09"),
    ("The envoys will meet on January 20, days before the vote.", PUBLISHED, "January 20", "2025-01-20"),
    # what has happened
    ("The relatives said they would look for ways to get around Wednesday's ruling.", PUBLISHED, "Wednesday", "2024-05-15"),
    ("The minister will respond to Tuesday's attack in Accra.", PUBLISHED, "Tuesday", "2024-05-14"),
    ("The two parties missed a June deadline to form a government.", "2024-02-10", "June", "2023-06"),
    ("They were killed in an attack on the port in July.", PUBLISHED, "July", "2023-07"),
    ("The ministers met at a conference in July.", PUBLISHED, "July", "2023-07"),
    ("The fund said in May the pact might be hard to carry out.", "2019-07-10", "May", "2019-05"),
    ("Until Monday, they had not called him a suspect.", PUBLISHED, "Until Monday", "../2024-05-13"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "span", "value"), AHEAD)
def test_what_lies_ahead(parsed: Pipeline, text: str, published: str, span: str, value: str) -> None:
    assert found(parsed, text, published)[span] == value


def test_weekdays_of_an_article_agree(parsed: Pipeline) -> None:
    text = "A march will be held on Tuesday. The Tuesday march worries the police."
    first, second = parsed.read(text, published=PUBLISHED).times
    assert (first.value, second.value) == ("2024-05-21", "2024-05-21")
    assert (second.anchor, second.candidates) == ("text", ("2024-05-14",))


def test_weekdays_that_the_verbs_tell_apart_stay_apart(parsed: Pipeline) -> None:
    text = "The envoys met on Tuesday. The next round will be held on Tuesday."
    assert [time.value for time in parsed.read(text, published=PUBLISHED).times] == ["2024-05-14", "2024-05-21"]


CLOCK = [
    ("The attack occurred on Monday. At 6 a.m. the police came.", "6 a.m.", "2024-05-13T06:00:00"),
    ("The talks began on 3 May 2019 and ended around 7:15 p.m. in Oslo.", "around 7:15 p.m.", "2019-05-03T19:15:00"),
    ("The talks began at 6 a.m. in Oslo.", "6 a.m.", None),
    ("The talks began on Monday.\n\nThe doors open at 6 a.m. as a rule.", "6 a.m.", None),
    ("He met him on Monday. “I rise at 6 a.m.,” he said.", "6 a.m.", None),
]


@pytest.mark.parametrize(("text", "span", "value"), CLOCK)
def test_a_clock_time_is_of_the_day_spoken_of(pipeline: Pipeline, text: str, span: str, value: str | None) -> None:
    assert found(pipeline, text)[span] == value


HOLIDAYS = [
    ("On Independence Day the president of Ghana spoke to the nation.", "2024-03-06"),
    ("On Thanksgiving, the American president spoke to the troops.", "2023-11-23"),
    ("The ruling party lost on Election Day in Kenya.", None),
    ("The Israeli party lost on Election Day, its leader said.", None),
    ("On Independence Day the presidents of Ghana and Kenya spoke.", None),
]


@pytest.mark.parametrize(("text", "value"), HOLIDAYS)
def test_a_holiday_is_of_the_country_of_the_text(text: str, value: str | None) -> None:
    pipeline = Pipeline.of("dates")
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert time.value == value


OUR_DAYS = [
    ("He is the most important leader in the world today.", "PRESENT_REF"),
    ("It is more important today than ever before.", "PRESENT_REF"),
    ("The two states face today's challenges together.", "PRESENT_REF"),
    ("The two states signed the treaty today.", "2024-05-16"),
    ("The two states welcome today's agreement.", "2024-05-16"),
]


@pytest.mark.parametrize(("text", "timex3"), OUR_DAYS)
def test_today_may_mean_our_days(pipeline: Pipeline, text: str, timex3: str) -> None:
    (time,) = pipeline.read(text, published=PUBLISHED).times
    assert time.timex3.value == timex3


NONE = [
    "You are the future of this country.",
    "The delegates worked for many months on a text, as soon as possible.",
    "Output will grow by 20 percent annually.",
    "It was too soon for a vote, officials said.",
]


@pytest.mark.parametrize("text", NONE)
def test_annotators_agree_on_no_time(pipeline: Pipeline, text: str) -> None:
    assert not [
        time for time in pipeline.read(text, published=PUBLISHED).times if time.rule in ("date.vague", "date.set")
    ]


BARE_UNITS = [
    ("Police fired tear gas hours after the arrest.", ["hours"]),
    ("The bombing came days after the vote.", ["days"]),
    ("In the first days after the vote it was calm.", []),
    ("Three days after the vote it was calm.", ["Three days"]),
]


@pytest.mark.parametrize(("text", "spans"), BARE_UNITS)
def test_hours_after_an_event(pipeline: Pipeline, text: str, spans: list[str]) -> None:
    assert [time.text for time in pipeline.read(text, published=PUBLISHED).times] == spans


def test_a_year_before_a_colon(pipeline: Pipeline) -> None:
    assert found(pipeline, "They kept the Outer Space Treaty of 1967: peaceful purposes.") == {"1967": "1967"}
    assert found(pipeline, "The score was 1967:12 in points.") == {}


def test_a_date_with_this_before_it_keeps_its_year(pipeline: Pipeline) -> None:
    values = found(pipeline, "In this Oct. 18, 2011, file photo, the minister smiles.")
    assert values == {"Oct. 18, 2011": "2011-10-18"}
