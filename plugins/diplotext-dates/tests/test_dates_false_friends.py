"""Words that are no time expressions, each beside a sentence in which the same word is one."""

import pytest

from diplotext import Pipeline
from diplotext_dates import DateExtractor


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline([DateExtractor()])


NEGATIVE = [
    ("They may agree on a text.", "modal verb"),
    ("May I ask you a question?", "modal verb"),
    ("Theresa May said no.", "surname"),
    ("Crowds march on the capital.", "verb"),
    ("Demonstrators marched in the square.", "verb"),
    ("The sun rose over the harbor.", "noun"),
    ("She sat next to the envoy.", "verb"),
    ("A second round of talks collapsed.", "ordinal"),
    ("He waited a second.", "idiom, not a length that counts"),
    ("We want peace, and we say so.", "pronoun, not Wednesday"),
    ("The home side won 3-2.", "score"),
    ("The vote went 12-2 against him.", "score"),
    ("He scored in the 99th minute.", "ordinal"),
    ("Call 555-0199 or 202-456-1111.", "telephone"),
    ("The loan is worth $2,000.", "money"),
    ("The loan is worth $1990.", "money"),
    ("Turnout rose by 20.15 percent.", "percentage"),
    ("Some 1,500 people fled.", "count"),
    ("About 2000 people fled.", "count"),
    ("The unit has 1990 soldiers.", "count"),
    ("Resolution 1970 was adopted.", "number of a document"),
    ("The envoy is 27 years old.", "age"),
    ("The 27-year-old envoy resigned.", "age"),
    ("She read it in USA Today.", "newspaper"),
    ("The Sunday Times reported it.", "newspaper"),
    ("Peace will not come overnight.", "manner"),
    ("The Daily Mail reported it.", "newspaper"),
    ("The fall of the city shocked them.", "collapse"),
    ("Three-quarters of them agreed.", "fraction"),
    ("They quickly and repeatedly refused.", "manner"),
    ("The film is called High Noon.", "title"),
    ("It was signed on 31/31/2021.", "no such day"),
]


@pytest.mark.parametrize(("text", "reason"), NEGATIVE)
def test_negative(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.read(text, published="2021-12-02").times == (), reason


POSITIVE = [
    ("They may meet in May.", ["May"]),
    ("They march in March.", ["March"]),
    ("The sun shone on Sunday.", ["Sunday"]),
    ("The second round starts on May 2.", ["May 2"]),
    ("2021-12-18 The two met.", ["2021-12-18"]),
    ("About 2000 people fled in 2000.", ["2000"]),
    ("The 27-year-old envoy left after 27 years.", ["27 years"]),
    ("USA Today reported it today.", ["today"]),
    ("The Sunday Times appeared on Sunday.", ["Sunday"]),
    ("The city fell last fall.", ["last fall"]),
    ("Stockholm, Dec. 2 (Agency) - The two met.", ["Dec. 2"]),
    ("Clocks change on the last Sunday of March.", ["the last Sunday of March"]),
    ("They vote on the first Monday in May 2022.", ["the first Monday in May 2022"]),
    ("This year's summit was calm.", ["This year"]),
]


@pytest.mark.parametrize(("text", "spans"), POSITIVE)
def test_positive(pipeline: Pipeline, text: str, spans: list[str]) -> None:
    assert [time.text for time in pipeline.read(text, published="2021-12-02").times] == spans
