"""The tables keep their form, and a few facts that everybody can check."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from diplotext.knowledge import Name, Record, check
from diplotext_knowledge import diplotext_knowledge
from diplotext_knowledge.loading import TABLES, read, record, values

ROWS = {table: list(read(table)) for table in TABLES}
RECORDS = {item.id: item for item in diplotext_knowledge()}
MULTIPLE = ("aliases", "adjectives", "demonyms", "former", "metonyms")
CATEGORIES = {
    "states": {"state", "territory", "former"},
    "organizations": {
        *("igo", "alliance", "court", "agency", "regional", "bank", "so", "initiative"),
        *("ngo", "party", "armed_movement", "media", "company", "ministry"),
    },
    "formats": {"format", "dialogue", "summit_group"},
    "regions": {"continent", "region", "sea", "disputed"},
}
STATES = {row["iso2"] for row in ROWS["states"] if row["iso2"]}
NOT_CAPITALIZED = {"dpa", "six-party talks"}
LATIN = re.compile(r"[\u0020-\u024f\u1e00-\u1eff’–]+")

tables = pytest.mark.parametrize("table", TABLES)


def forms(id: str) -> dict[str, str]:
    return {name.text: name.form for name in RECORDS[id].names}


@tables
def test_rows_are_sorted_and_their_ids_unique(table: str) -> None:
    ids = [row["id"] for row in ROWS[table]]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(rf"{TABLES[table]}:[A-Za-z0-9-]+", key) for key in ids)


@tables
def test_every_row_has_a_name_a_source_and_a_date(table: str) -> None:
    for row in ROWS[table]:
        assert row["name"], row
        assert row["source"], row
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["as_of"]), row


@tables
def test_cells_are_clean(table: str) -> None:
    for row in ROWS[table]:
        assert None not in [*row, *row.values()], row  # too many or too few cells
        for column, cell in row.items():
            assert cell == " ".join(cell.split()), row
            assert LATIN.fullmatch(cell) or not cell, row
            assert "|" not in cell or column in MULTIPLE, row
            assert "" not in cell.split("|") or not cell, row
        assert row.get("ambiguous", "") in ("", "yes"), row


@tables
def test_no_name_stands_twice_in_a_column_and_no_alias_repeats_the_name(table: str) -> None:
    for row in ROWS[table]:
        for column in MULTIPLE:
            assert max(Counter(values(row.get(column, ""))).values(), default=1) == 1, row
        aliases = values(row.get("aliases", ""))
        assert not {row["name"], row.get("official") or None, row.get("acronym") or None} & set(aliases), row


@tables
def test_names_are_capitalized_and_do_not_bring_an_article(table: str) -> None:
    for row in ROWS[table]:
        for column in ("name", "official", "acronym", *MULTIPLE):
            for name in values(row.get(column, "")):
                assert re.search(r"[A-ZÀ-ÞĀ-Ž0-9]", name) or name in NOT_CAPITALIZED, row
                assert not name.startswith("the "), row


@pytest.mark.parametrize("table", CATEGORIES)
def test_categories_are_known(table: str) -> None:
    assert {row["category"] for row in ROWS[table]} == CATEGORIES[table]


def test_codes_of_states_have_their_shape_and_are_unique() -> None:
    for row in ROWS["states"]:
        if row["category"] == "former":
            assert row["iso2"] + row["iso3"] == "", row
        else:
            assert re.fullmatch("[A-Z]{2}", row["iso2"]), row
            assert row["id"] == f"state:{row['iso2']}", row
            assert re.fullmatch("[A-Z]{3}", row["iso3"]) or row["iso2"] == "XK", row
    assert len({row["iso3"] for row in ROWS["states"] if row["iso3"]}) == len(STATES) - 1  # all but Kosovo


@tables
def test_wikidata_identifiers_have_their_shape_and_are_unique(table: str) -> None:
    found = [row["wikidata"] for row in ROWS[table] if row.get("wikidata")]
    assert all(re.fullmatch(r"Q[1-9]\d*", qid) for qid in found)
    assert len(found) == len(set(found)) or table == "tenures"  # one person, several terms


@pytest.mark.parametrize("table", ["cities", "regions"])
def test_countries_exist(table: str) -> None:
    assert {row["country"] for row in ROWS[table] if row["country"]} <= STATES
    assert table == "regions" or all(row["country"] for row in ROWS[table])


def test_every_capital_is_a_city() -> None:
    capitals = {(row["country"], row["name"]) for row in ROWS["cities"] if row["capital"] == "yes"}
    named = {(row["iso2"], row["capital"]) for row in ROWS["states"] if row["iso2"] and row["capital"]}
    assert capitals == named


def test_all_members_of_the_united_nations_are_there() -> None:
    independent = [row for row in ROWS["states"] if row["category"] == "state"]
    assert len(independent) == 193 + len(("Holy See", "Palestine", "Kosovo", "Taiwan"))


def test_a_city_named_like_a_state_is_ambiguous() -> None:
    states = {row["name"] for row in ROWS["states"]}
    assert all(row["ambiguous"] for row in ROWS["cities"] if row["name"] in states)


@pytest.mark.parametrize("name", ["Nice", "Reading", "Mobile", "Phoenix", "Victoria", "Split"])
def test_cities_named_like_words_are_ambiguous(name: str) -> None:
    assert all(row["ambiguous"] for row in ROWS["cities"] if row["name"] == name)


@pytest.mark.parametrize("word", ["Of", "Male", "Holland", "Reunion", "Amnesty", "Is"])
def test_words_are_no_names(word: str) -> None:
    assert not [key for key in RECORDS if word in forms(key)]


@pytest.mark.parametrize(
    ("id", "text", "form"),
    [
        ("state:RU", "Russia", "name"),
        ("state:RU", "Russian", "demonym"),
        ("state:RU", "Kremlin", "metonym"),
        ("state:US", "U.S.", "acronym"),
        ("state:US", "Americans", "demonym"),
        ("state:US", "White House", "metonym"),
        ("state:GB", "Britons", "demonym"),
        ("state:TR", "Türkiye", "name"),
        ("state:CI", "Ivory Coast", "name"),
        ("state:soviet-union", "USSR", "acronym"),
        ("organization:osce", "OSCE", "acronym"),
        ("organization:nato", "NATO", "acronym"),
        ("organization:nato-russia-council", "NATO Council of Russia", "name"),
        ("organization:un-security-council", "Security Council", "name"),
        ("organization:islamic-state", "ISIL", "acronym"),
        ("format:normandy", "Normandy Four", "name"),
        ("format:p5-plus-1", "E3+3", "acronym"),
        ("city:kyiv-ua", "Kiev", "name"),
        ("city:astana-kz", "Nur-Sultan", "name"),
        ("region:donbas", "Donbass", "name"),
    ],
)
def test_names_and_their_forms(id: str, text: str, form: str) -> None:
    assert forms(id).get(text) == form


@pytest.mark.parametrize(
    ("id", "scheme", "value"),
    [
        ("state:RU", "iso3166", "RU"),
        ("state:RU", "wikidata", "Q159"),
        ("state:UA", "iso3166-alpha3", "UKR"),
        ("organization:osce", "wikidata", "Q81299"),
        ("organization:un", "wikidata", "Q1065"),
        ("organization:nato", "wikidata", "Q7184"),
    ],
)
def test_identifiers(id: str, scheme: str, value: str) -> None:
    assert RECORDS[id].identifiers[scheme] == value


@pytest.mark.parametrize(
    ("id", "country", "category"),
    [
        ("city:stockholm-se", "SE", "city"),
        ("city:geneva-ch", "CH", "city"),
        ("city:dakhla-eh", "EH", "city"),
        ("city:sharm-el-sheikh-eg", "EG", "city"),
        ("region:crimea", "UA", "disputed"),
        ("region:texas-us", "US", "region"),
        ("region:middle-east", None, "region"),
    ],
)
def test_places(id: str, country: str | None, category: str) -> None:
    assert (RECORDS[id].country, RECORDS[id].category) == (country, category)


@pytest.mark.parametrize(
    "id", ["state:GE", "state:JO", "state:TD", "organization:who", "organization:au", "city:nice-fr"]
)
def test_what_needs_context(id: str) -> None:
    assert RECORDS[id].ambiguous


def test_a_row_becomes_a_record() -> None:
    row = {
        "id": "state:XX", "name": "Ruritania", "official": "Kingdom of Ruritania", "aliases": "R.T.|Ruritanian Realm",
        "adjectives": "Ruritanian", "demonyms": "Ruritanians", "metonyms": "Strelsau", "category": "state",
        "iso2": "XX", "iso3": "", "wikidata": "", "ambiguous": "", "source": "project", "as_of": "2026",
    }  # fmt: skip
    assert record(row, "state") == Record(
        id="state:XX",
        kind="state",
        name="Ruritania",
        names=(
            Name(text="Ruritania"),
            Name(text="Kingdom of Ruritania"),
            Name(text="R.T.", form="acronym"),
            Name(text="Ruritanian Realm"),
            Name(text="Ruritanian", form="demonym"),
            Name(text="Ruritanians", form="demonym"),
            Name(text="Strelsau", form="metonym"),
        ),
        category="state",
        identifiers={"iso3166": "XX"},
        country="XX",
        source="project",
        as_of="2026",
    )


def test_members_parents_and_dates_of_records() -> None:
    assert "state:RU" in RECORDS["organization:osce"].members
    assert RECORDS["organization:un-security-council"].parent == "organization:un"
    lavrov = RECORDS["tenure:ru-foreign-minister-2004-lavrov"]
    assert (lavrov.parent, lavrov.title, lavrov.category) == ("state:RU", "foreign minister", "foreign_minister")
    assert lavrov.since == "2004-03-09"
    stockholm = RECORDS["occurrence:osce-ministerial-council-2021"]
    assert (stockholm.place, stockholm.since, stockholm.until) == ("city:stockholm-se", "2021-12-02", "2021-12-03")


def test_the_package_stays_small() -> None:
    size = sum(file.stat().st_size for file in (files("diplotext_knowledge") / "data").iterdir())  # type: ignore[attr-defined]
    assert size < 2_000_000


def test_the_checker_finds_no_errors() -> None:
    errors = [finding for finding in check({"knowledge": list(RECORDS.values())}) if finding.severity == "error"]
    assert errors == []
