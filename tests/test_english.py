"""English words of the core: what the tables hold, and that code below them, which may not import them, agrees."""

import pytest

from diplotext.knowledge import english
from diplotext.knowledge.tables import several
from diplotext.text import header_dates, repair_cues

TABLES = {name: value for name, value in vars(english).items() if isinstance(value, english.Table)}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_tables_hold_what_they_declare(table):
    assert table.rows
    assert all(row["source"] for row in table.rows)


def test_months_are_those_of_dates_in_headers():
    forms = {
        form.casefold().removesuffix("."): month.number
        for month in english.months()
        for form in (month.name, *month.abbreviations)
    }
    assert forms == header_dates.MONTHS


def test_verbs_that_repair_quotations_are_those_of_the_table():
    assert set(repair_cues._REPORTING.removeprefix("(?:").removesuffix(")").split("|")) == english.reporting_forms(
        "repair"
    )


def test_calendar():
    assert [month.number for month in english.months()] == list(range(1, 13))
    assert [day.name[:3] for day in english.weekdays()] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert english.calendar_names(ambiguous=True) - english.calendar_names() == {"May"}


def test_numbers():
    assert english.cardinals(3) == {"one": 1, "two": 2, "three": 3}
    assert english.ordinals()["twelfth"] == 12
    values = [number.value for number in english.numbers()]
    assert values == sorted(set(values))


def test_closed_classes():
    assert english.closed_class("article") == {"a", "an", "the"}
    assert english.closed_class("article", "demonstrative") == {"a", "an", "the", "that", "these", "this", "those"}
    meeting = english.closed_class("preposition", use="meeting")
    assert {"in", "alongside"} <= meeting < english.closed_class("preposition")


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", ("says", "said", "said", "saying")),
        ("write", ("writes", "wrote", "written", "writing")),
        ("warn", ("warns", "warned", "warned", "warning")),
        ("deny", ("denies", "denied", "denied", "denying")),
        ("guarantee", ("guarantees", "guaranteed", "guaranteed", "guaranteeing")),
    ],
)
def test_inflection(lemma, forms):
    assert tuple(english.inflected(lemma).values()) == (lemma, *forms)


def test_irregular_verbs_are_irregular():
    for row in english.IRREGULAR_VERBS.rows:
        forms = (row["third"], row["past"], row["participle"], row["ing"])
        assert forms != english.regular_forms(row["lemma"]), row["lemma"]


@pytest.mark.parametrize("use", english.REPORTING_USES)
def test_reporting_verbs_by_use(use):
    assert "said" in english.reporting_forms(use) or use == "metonym_object"
    forms = {form for row in english.REPORTING_VERBS.rows for form in several(row[use])}
    assert forms <= {"base", "third", "past", "participle", "ing"}


def test_every_word_serves_a_use():
    for row in english.REPORTING_VERBS.rows:
        assert row["frames"] or any(row[use] for use in english.REPORTING_USES), row["lemma"]
    for row in english.TITLES.rows:
        abbreviated = row["title"].endswith(".")
        assert row["kind"] or row["speaker"] or row["meeting"] or abbreviated, row["title"]


def test_titles():
    titles = {title.title: title for title in english.titles()}
    assert titles["Congresswoman"].gender == "female"
    assert titles["officials"].speaks_for_state
    assert titles["Ambassador"].meeting == {"title", "head"}
    assert {title.kind for title in titles.values()} == {
        *("courtesy", "military", "occupation", "office", "religious", "royal"),
        None,
    }
