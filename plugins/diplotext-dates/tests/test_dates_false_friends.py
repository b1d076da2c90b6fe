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
    ("Under resolutions 1929, 1803 and 1747 it must stop.", "numbers of documents"),
    ("They counted 2019 tanks and 1941 guns.", "counts"),
    ("A crowd of 2000 gathered.", "count"),
    ("He won 1987 of 3010 ballots.", "count"),
    ("The office at 1995 Broadway is closed.", "address"),
    ("Temperatures will be in the 60s.", "degrees"),
    ("The October Revolution changed it.", "name"),
    ("The Monday Club split.", "name"),
    ("The Good Friday Agreement held.", "name"),
    ("Midnight Express is a film.", "title"),
    ("The leaders of tomorrow are young.", "figure of speech"),
    ("The party daily Granma reported it.", "newspaper"),
    ("Saratoga Springs is calm.", "place"),
    ("In the latest period of calm, trade grew.", "time of an unsaid length"),
    ("The latest period was calm.", "time of an unsaid length"),
    ("The short term effects are known.", "adjective"),
]

NAMED = [
    "Tuesday Weld attended.",
    "Theresa May and June Sarpong agreed.",
    "Augustus and June Carter agreed.",
]


@pytest.mark.parametrize(("text", "reason"), NEGATIVE)
def test_negative(pipeline: Pipeline, text: str, reason: str) -> None:
    assert pipeline.read(text, published="2021-12-02").times == (), reason


@pytest.mark.parametrize("text", NAMED)
def test_names_by_the_parse(text: str) -> None:
    pytest.importorskip("en_diplotext")
    pipeline = Pipeline([DateExtractor()], language="en_diplotext")
    assert pipeline.read(text, published="2021-12-02").times == ()


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
