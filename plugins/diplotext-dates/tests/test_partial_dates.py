"""A publication date without a day resolves what it decides, and nothing else."""

import pytest

from diplotext import Pipeline

TEXT = "They met {}. It rained, and the talks ended without a result."


@pytest.mark.parametrize(
    ("published", "words", "value"),
    [
        ("2023", "last year", "2022"),
        ("2023", "this year", "2023"),
        ("2023", "on Wednesday", None),
        ("2023", "yesterday", None),
        ("2023", "last month", None),
        ("2023", "on 5 May 2021", "2021-05-05"),
        ("2023-03", "last month", "2023-02"),
        ("2023-03", "last year", "2022"),
        ("2023-03", "on 5 March", "2023-03-05"),
        ("2023-03", "on Wednesday", None),
        ("2023-03", "today", None),
        ("2024-02", "this month", "2024-02"),
    ],
)
def test_what_a_partial_date_decides(published, words, value):
    document = Pipeline.of("dates").read(TEXT.format(words), published=published)
    [time] = document.times
    assert (time.value if time.resolved else None) == value
    assert document.published is None
