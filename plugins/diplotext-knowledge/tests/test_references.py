"""What the tables say about states, organizations, formats and cities agrees with reference tables.

The reference tables are not part of the repository. Where they are absent (see `TABLES_AT`) the tests that need them are
skipped; the others look at the tables alone.
"""

from __future__ import annotations

import csv
import importlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

DEFAULT = Path(__file__).parents[4] / "shared" / "knowledge"
TABLES_AT = Path(os.environ.get("DIPLOTEXT_KNOWLEDGE_TABLES") or DEFAULT)
Row = Mapping[str, str]

references = pytest.mark.skipif(not TABLES_AT.is_dir(), reason=f"no reference tables at {TABLES_AT}")


def table(lines: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(lines))


def own(name: str) -> list[dict[str, str]]:
    return table(files("diplotext_knowledge").joinpath("data", f"{name}.csv").read_text("utf-8").splitlines())


@cache
def reference(name: str) -> tuple[dict[str, str], ...]:
    return tuple(table((TABLES_AT / f"{name}.csv").read_text("utf-8").splitlines()))


STATES, ORGANIZATIONS, FORMATS, CITIES = own("states"), own("organizations"), own("formats"), own("cities")
MEMBERS = own("members")
IDS = {row["id"]: row for row in (*STATES, *ORGANIZATIONS, *FORMATS)}
CODES = {row["iso2"] for row in STATES if row["iso2"]}
INTERNATIONAL = ("igo", "alliance", "court", "agency", "regional", "bank", "so")


def values(cell: str) -> list[str]:
    return [value for value in cell.split("|") if value]


def names(row: Row) -> set[str]:
    """All names of a row but adjectives, demonyms and metonyms."""
    columns = ("name", "official", "acronym", "aliases", "former")
    return {name for column in columns for name in values(row.get(column) or "")}


SAME = (
    ("organisation", "organization"),
    ("co-operation", "cooperation"),
    ("programme", "program"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("centre", "center"),
    ("&", "and"),
)


def folded(name: str) -> str:
    """A name without case, accents, punctuation, leading article or "UN", in one spelling."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in "'’ʻ")
    for one, other in SAME:
        plain = plain.replace(one, other)
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    return re.sub(r"^(the |united nations |un )+", "", plain)


def parents(row: Row) -> list[str]:
    """The ids above a row, from its parent up.

    Raises:
        AssertionError: A row is above itself.
    """
    above: list[str] = []
    while parent := IDS[above[-1] if above else row["id"]].get("parent"):
        assert parent not in (row["id"], *above), row
        above.append(parent)
    return above


# the tables alone


def test_members_have_their_columns_and_are_sorted() -> None:
    assert list(MEMBERS[0]) == ["id", "members", "source", "as_of"]
    ids = [row["id"] for row in MEMBERS]
    assert ids == sorted(set(ids))
    assert len(ids) >= 60


def test_members_are_states_of_known_organizations() -> None:
    for row in MEMBERS:
        codes = row["members"].split("|")
        assert row["id"].partition(":")[0] in ("organization", "format"), row
        assert row["id"] in IDS, row
        assert len(codes) > 1, row
        assert codes == sorted(set(codes)), row
        assert set(codes) <= CODES, row
        assert row["source"], row
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["as_of"]), row


@pytest.mark.parametrize(
    ("id", "count", "member", "other"),
    [
        ("organization:un", 193, "SS", "VA"),
        ("organization:eu", 27, "HR", "GB"),
        ("organization:nato", 32, "SE", "AT"),
        ("organization:osce", 57, "MN", "JP"),
        ("organization:council-of-europe", 46, "UA", "RU"),
        ("organization:asean", 11, "TL", "PG"),
        ("organization:csto", 6, "AM", "UZ"),
        ("format:g7", 7, "JP", "RU"),
        ("format:g20", 19, "ZA", "ES"),
        ("format:p5", 5, "CN", "DE"),
        ("format:quad", 4, "AU", "GB"),
    ],
)
def test_well_known_members(id: str, count: int, member: str, other: str) -> None:
    (codes,) = (row["members"].split("|") for row in MEMBERS if row["id"] == id)
    assert len(codes) == count
    assert member in codes
    assert other not in codes


def test_new_columns_of_organizations() -> None:
    columns = list(ORGANIZATIONS[0])
    assert columns[columns.index("wikidata") + 1 : columns.index("ambiguous")] == ["former", "parent", "metonyms"]
    for row in ORGANIZATIONS:
        others = {row["name"], row["acronym"], *values(row["aliases"])}
        assert not others & {*values(row["former"]), *values(row["metonyms"])}, row
    assert IDS["organization:eu"]["metonyms"] == "Brussels"


def test_parents_exist_and_no_row_is_above_itself() -> None:
    for row in ORGANIZATIONS:
        assert not row["parent"] or row["parent"] in IDS, row
        assert not row["parent"].startswith("format:"), row
        parents(row)


@pytest.mark.parametrize(
    ("id", "parent"),
    [
        ("un-security-council", "organization:un"),
        ("odihr", "organization:osce"),
        ("osce-smm", "organization:osce"),
        ("shape", "organization:allied-command-operations"),
        ("bundestag", "state:DE"),
        ("osce", ""),
        ("who", ""),
    ],
)
def test_parent_of(id: str, parent: str) -> None:
    assert IDS[f"organization:{id}"]["parent"] == parent


@pytest.mark.parametrize(
    ("id", "former"),
    [
        ("oic", "Organization of the Islamic Conference"),
        ("pif", "South Pacific Forum"),
        ("ots", "Turkic Council"),
        ("unwto", "World Tourism Organization"),
    ],
)
def test_former_name_of(id: str, former: str) -> None:
    assert former in values(IDS[f"organization:{id}"]["former"])


@pytest.mark.parametrize("rows", [ORGANIZATIONS, FORMATS], ids=["organizations", "formats"])
def test_a_name_of_two_rows_is_ambiguous_in_both(rows: list[dict[str, str]]) -> None:
    bearers: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in {name.upper() for name in names(row)}:
            bearers[name].append(row)
    for name, found in bearers.items():
        assert len(found) == 1 or all(row["ambiguous"] for row in found), (name, [row["id"] for row in found])


def test_there_are_enough_organizations_and_formats() -> None:
    international = [
        row
        for row in ORGANIZATIONS
        if row["category"] in INTERNATIONAL and not any(above.startswith("state:") for above in parents(row))
    ]
    assert len(international) >= 350
    assert len(ORGANIZATIONS) >= 1000
    assert len(FORMATS) >= 120


# against the reference tables


@references
def test_members_are_what_the_script_makes_of_the_references(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).resolve().parents[3])
    script = importlib.import_module("scripts.knowledge.members.__main__")
    assert [tuple(row.values()) for row in MEMBERS] == list(script.lists(TABLES_AT))


@references
def test_codes_of_states() -> None:
    known = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in reference("states_country_codes")}
    expected = {code: long for code, long in known.items() if code not in NOT_HELD} | {"XK": ""}
    assert {row["iso2"]: row["iso3"] for row in STATES if row["iso2"]} == expected


@references
def test_wikidata_items_of_states() -> None:
    known = {row["iso2"]: row["qid_consensus"] for row in reference("states_qid_consensus")}
    for row in STATES:
        assert row["wikidata"] == known.get(row["iso2"], ""), row


CAPITALS = {
    "EH": "Laayoune",  # El Aaiún
    "LK": "Sri Jayawardenepura Kotte",  # Jayewardenepura
    "MM": "Naypyidaw",  # Nay Pyi Taw
}
"""Capitals that the references spell otherwise."""

NOT_HELD = {"AQ"}
"""Codes of what is no state or territory of one: Antarctica."""

NO_CAPITAL = {"CC", "GS", "HK", "MO", "TF"}
"""Territories whose seat of administration is no capital here: city regions and stations."""


@references
def test_capitals_of_states() -> None:
    codes = {row["ISO3166-1-Alpha-2"]: row["Capital"] for row in reference("states_country_codes")}
    places = {row["iso2"]: row for row in reference("states_geonames")}
    factbook = {row["gec_code"].upper(): row["capital"] for row in reference("states_factbook")}
    for row in STATES:
        if not (code := row["iso2"]):
            continue
        place = places.get(code, {})
        named = [folded(name) for name in (codes.get(code, ""), place.get("capital", "")) if name]
        described = folded(factbook.get(place.get("fips", ""), ""))
        capital = folded(row["capital"])
        if capital:
            assert CAPITALS.get(code) == row["capital"] or capital in named or capital in described, row
        else:
            assert not named or code in NO_CAPITAL, row


@references
@pytest.mark.parametrize("rows", [ORGANIZATIONS, FORMATS], ids=["organizations", "formats"])
def test_wikidata_items_of_organizations_and_formats(rows: list[dict[str, str]]) -> None:
    """Each is in the index by a source that may be shipped, or by two sources, under a name of the row."""
    known = {row["qid"]: row for row in reference("orgs_qid_index")}
    for row in rows:
        if row["wikidata"]:
            item = known[row["wikidata"]]
            assert item["in_A_source"] == "1" or int(item["n_sources"]) >= 2, row
            theirs = {item["name"], *(name.partition(":")[2] for name in values(item["names_by_source"]))}
            assert {folded(name) for name in names(row)} & {folded(name) for name in theirs}, (row, theirs)


OTHER_SPELLINGS = {"city:hasakah-sy", "city:hodeidah-ye", "city:najaf-iq", "city:zaporizhzhia-ua"}
"""Cities that Natural Earth spells otherwise (Al Hasakah, Al Hudaydah, An Najaf, Zaporizhzhya)."""

OTHER_COUNTRIES = {"dakhla-eh", "laayoune-eh", "kerch-ua", "sevastopol-ua", "simferopol-ua", "yalta-ua"}
"""Cities that Natural Earth assigns to the state in control."""

NE_CODES = {"SOL": "SO", "KOS": "XK"}
"""Natural Earth's own codes of what has no ISO code."""


@references
def test_wikidata_items_and_countries_of_cities() -> None:
    known = {row["wikidataid"]: row for row in reference("cities_naturalearth") if row["wikidataid"]}
    for row in CITIES:
        if not row["wikidata"]:
            continue
        place = known[row["wikidata"]]
        country = NE_CODES.get(place["adm0_a3"], place["iso_a2"])
        assert country == row["country"] or row["id"].partition(":")[2] in OTHER_COUNTRIES, row
        columns = ("name", "name_ascii", "name_alt", "name_en", "name_fr", "name_de", "name_es")
        theirs = {folded(name) for column in columns for name in re.split(r"[|,]", place[column])}
        assert {folded(name) for name in names(row)} & theirs or row["id"] in OTHER_SPELLINGS, row


@references
def test_capitals_among_cities() -> None:
    capitals = {(row["iso2"], row["capital"]) for row in STATES if row["iso2"] and row["capital"]}
    for row in CITIES:
        assert (row["capital"] == "yes") == ((row["country"], row["name"]) in capitals), row
