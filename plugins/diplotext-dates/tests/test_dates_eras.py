"""Office holders, periods of results, and what waits for something else: each with texts that its cure must not touch."""

import pytest

from diplotext import Pipeline
from diplotext_dates import DateExtractor

PUBLISHED = "2022-05-12"  # a Thursday


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([DateExtractor()])


@pytest.fixture(scope="module")
def parsed() -> Pipeline:
    pytest.importorskip("en_diplotext")
    return Pipeline([DateExtractor()], language="en_diplotext")


def found(pipeline: Pipeline, text: str) -> dict[str, str | None]:
    return {time.text: time.value for time in pipeline.read(text, published=PUBLISHED).times}


TEXTS = [
    # office holders
    ("Ties cooled under the first Trump administration.", {"the first Trump administration": "2017-01-20/2021-01-19"}),
    ("They met during Obama’s presidency in Accra.", {"Obama’s presidency": "2009-01-20/2017-01-19"}),
    (
        "The US envoy said ties had cooled under the previous administration.",
        {"the previous administration": "2017-01-20/2021-01-19"},
    ),
    ("Ties cooled under the previous administration.", {"the previous administration": None}),
    ("She served in the Obama administration as an envoy.", {}),
    ("The law was passed during the presidency of the Council.", {}),
    # periods of results
    ("Profit rose in the quarter ended March 31.", {"the quarter": "2022-33", "March 31": "2022-03-31"}),
    ("Profit rose in the quarter ended Feb. 12.", {"the quarter": None, "Feb. 12": "2022-02-12"}),
    (
        "In February exports rose against the same period last year.",
        {"February": "2022-02", "last year": "2021-02"},
    ),
    ("In February exports rose, unlike last year.", {"February": "2022-02", "last year": "2021"}),
    # sets, lengths, days
    ("The two sides meet every Monday and Thursday.", {"every Monday": None, "Thursday": None}),
    ("The bridge will be built over the last year.", {"the last year": "2021-05-12/2022-05-12"}),
    ("The accord came after years of debate.", {"years": None}),
    ("It began on December 22, last year.", {"December 22, last year": "2021-12-22"}),
    ("On December 22, last year’s winner left.", {"December 22": "2021-12-22", "last year": "2021"}),
    ("They met last Tuesday, May 3rd, in Oslo.", {"last Tuesday, May 3rd": "2022-05-03"}),
]


@pytest.mark.parametrize(("text", "values"), TEXTS)
def test_values(pipeline: Pipeline, text: str, values: dict[str, str | None]) -> None:
    assert found(pipeline, text) == values


def test_the_days_of_an_office_are_of_the_knowledge(pipeline: Pipeline) -> None:
    [time] = pipeline.read("They met under the presidency of Barack Obama.", published=PUBLISHED).times
    assert (time.text, time.anchor, time.resolved) == ("the presidency of Barack Obama", "knowledge", True)


DIRECTIONS = [
    # what waits for something else is ahead with it
    ("The owners would sell their shares once the talks ended on Monday.", "2022-05-16"),
    ("The envoys wrote the letter before the court hears the appeal on Monday.", "2022-05-16"),
    ("The guards left the old bridge before the talks ended on Monday.", "2022-05-09"),
    ("The council set Monday as the deadline for an answer.", "2022-05-16"),
    ("The ground offensive began as previously planned on Monday.", "2022-05-09"),
    # captions
    ("The king reacts at a meeting of the party in Oslo on June 30. (Jo Bell/AP)", "2021-06-30"),
    ("The king arrives in Oslo on June 30.", "2022-06-30"),
    ("The bank has extended its loans through July, he said.", "2022-07"),
]


@pytest.mark.parametrize(("text", "value"), DIRECTIONS)
def test_directions(parsed: Pipeline, text: str, value: str) -> None:
    assert [time.value for time in parsed.read(text, published=PUBLISHED).times] == [value]
