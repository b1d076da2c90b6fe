"""The refresh of the tables: what articles attest, what a reviewer decides, what is listed instead of being decided."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from scripts.knowledge import report
from scripts.knowledge.corpora import organizations
from scripts.knowledge.corpora.articles import Article, articles
from scripts.knowledge.corpora.attesting import Attesting, thinned
from scripts.knowledge.corpora.officials import HEAD, Attestation, Lexicon, Reader
from scripts.knowledge.tenures import attested, heads, names
from scripts.knowledge.tenures.claims import FACTBOOK, WIKIDATA, Claim
from scripts.knowledge.tenures.days import Span

STATES = [
    {
        "id": "state:XR",
        "name": "Ruritania",
        "official": "Kingdom of Ruritania",
        "aliases": "",
        "adjectives": "Ruritanian",
    },
    {
        "id": "state:XG",
        "name": "Grand Fenwick",
        "official": "Duchy of Grand Fenwick",
        "aliases": "",
        "adjectives": "Fenwickian",
    },
]
ORGANIZATIONS = [
    {"id": "organization:uec", "name": "Upper Elbe Commission", "acronym": "UEC", "aliases": "", "parent": ""},
]
DAY = date(2024, 5, 14).toordinal()


def table(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    rows = [row | {"category": "state", "iso2": row["id"][-2:]} for row in STATES]
    return Reader(Lexicon.of_states(table(tmp_path_factory.mktemp("tables") / "states.csv", rows)))


def article(text: str, day: str = "2024-05-14") -> Article:
    return Article("made-up", day, "White House", "", text)


@pytest.mark.parametrize(
    ("text", "of", "office", "name"),
    [
        (
            "The Secretary met today with Ruritanian Foreign Minister Fritz von Tarlenheim to discuss the river.",
            "state:XR", "foreign_minister", "Fritz von Tarlenheim",
        ),
        (
            "Grand Fenwick’s Prime Minister Mary Mountjoy thanked the delegation for its patience on Tuesday.",
            "state:XG", "head_of_government", "Mary Mountjoy",
        ),
        (
            "She spoke by phone with Foreign Minister Fritz von Tarlenheim of Ruritania about the dam and the locks.",
            "state:XR", "foreign_minister", "Fritz von Tarlenheim",
        ),
        (
            "The Minister of Foreign Affairs of the Kingdom of Ruritania, His Excellency Mr. Fritz von Tarlenheim, spoke.",
            "state:XR", "foreign_minister", "Fritz von Tarlenheim",
        ),
        (
            "Among the guests was Mary Mountjoy, Minister of Foreign Affairs and Trade of Grand Fenwick, who left early.",
            "state:XG", "foreign_minister", "Mary Mountjoy",
        ),
        (
            "Ruritanian Acting Defense Minister Rudolf Rassendyll signed the protocol in the presence of both leaders.",
            "state:XR", "defence_minister", "Rudolf Rassendyll",
        ),
    ],
)  # fmt: skip
def test_what_an_article_attests(reader: Reader, text: str, of: str, office: str, name: str) -> None:
    (found,) = reader.attestations(article(text))
    assert (found.of, found.office, found.name, found.day) == (of, office, name, "2024-05-14")


@pytest.mark.parametrize(
    "text",
    [
        "She recalled the work of former Ruritanian Foreign Minister Fritz von Tarlenheim for the river and its people.",
        "The Secretary met today with Ruritanian Deputy Foreign Minister Fritz von Tarlenheim to discuss the river.",
        "In 1994 Ruritanian Foreign Minister Fritz von Tarlenheim opened the first of the three bridges over the river.",
        "The Ruritanian Foreign Minister said on Tuesday that the bridges would be repaired by the end of the summer.",
        "Vice President of Ruritania Rudolf Rassendyll received the delegation in the castle and showed it the garden.",
        "At the time Ruritanian Foreign Minister Fritz von Tarlenheim had not yet heard of the plan for a new bridge.",
    ],
)
def test_what_an_article_does_not_attest(reader: Reader, text: str) -> None:
    assert [found for found in reader.attestations(article(text)) if found.of] == []


def test_two_titles_of_one_person(reader: Reader) -> None:
    text = "Mary Mountjoy, Minister for Foreign Affairs and Minister of Defence of Grand Fenwick, opened the talks."
    assert {(found.office, found.name) for found in reader.attestations(article(text))} == {
        ("foreign_minister", "Mary Mountjoy"),
        ("defence_minister", "Mary Mountjoy"),
    }


def test_a_list_gives_each_his_state(reader: Reader) -> None:
    text = (
        "Taking part were Prime Minister Rassendyll of Ruritania President Mary Mountjoy of Grand Fenwick and others."
    )
    assert [(found.of, found.name) for found in reader.attestations(article(text))] == [
        ("state:XR", "Rassendyll"),
        ("state:XG", "Mary Mountjoy"),
    ]


def test_heads_of_organizations(tmp_path: Path) -> None:
    rows = [row | {"category": "regional"} for row in ORGANIZATIONS]
    found = Reader(Lexicon.of_organizations(table(tmp_path / "organizations.csv", rows)), HEAD)
    text = (
        "The meeting was opened by UEC Secretary General Antoinette de Mauban, who thanked the hosts for their welcome."
    )
    assert [(one.of, one.office, one.name) for one in found.attestations(article(text))] == [
        ("organization:uec", "secretary general", "Antoinette de Mauban")
    ]


def claim(name: str, start: int, end: int, source: str = WIKIDATA, office: str = "foreign_minister") -> Claim:
    person = names.name(name, "XR")
    assert person is not None
    return Claim("XR", office, person, Span(start, end), source)


def attestation(
    name: str, day: str = "2024-05-14", office: str = "foreign_minister", of: str = "state:XR"
) -> Attestation:
    return Attestation(of, office, name, day, "White House", "made-up", f"Foreign Minister {name} spoke.")


def test_whom_the_tables_know_is_accepted() -> None:
    found = Attesting([attestation("Fritz von Tarlenheim")], [claim("Fritz von Tarlenheim", DAY - 900, DAY - 500)], {})
    assert [(row["name"], row["days"], row["source"]) for row in found.accepted] == [
        ("Fritz von Tarlenheim", "2024-05-14", "White House")
    ]
    assert found.proposals == []


@pytest.mark.parametrize(("decision", "accepted", "proposed"), [(None, 0, 1), ("yes", 1, 0), ("no", 0, 0)])
def test_whom_nobody_knows_is_reviewed(decision: str | None, accepted: int, proposed: int) -> None:
    reviewed = {("state:XR", "foreign_minister", "Rudolf Rassendyll"): decision} if decision else {}
    found = Attesting(
        [attestation("Rudolf Rassendyll")], [claim("Fritz von Tarlenheim", DAY - 900, DAY - 500)], reviewed
    )
    assert (len(found.accepted), len(found.proposals)) == (accepted, proposed)


def test_a_minister_without_state_is_the_one_of_that_name() -> None:
    known = [claim("Fritz von Tarlenheim", DAY - 300, DAY - 200)]
    found = Attesting([attestation("Tarlenheim", of="")], known, {})
    assert [row["of"] for row in found.accepted] == ["state:XR"]
    assert Attesting([attestation("Rassendyll", of="")], known, {}).accepted == []


def test_a_president_who_contradicts_a_table_is_a_conflict() -> None:
    office = "head_of_state"
    known = [claim("Fritz von Tarlenheim", DAY - 100, DAY + 100, office=office)]
    found = Attesting([attestation("Rudolf Rassendyll", office=office)], known, {})
    assert (found.accepted, found.proposals) == ([], [])
    assert [(row["name"], row["other"], row["other_source"]) for row in found.conflicts] == [
        ("Rudolf Rassendyll", "Fritz von Tarlenheim", WIKIDATA)
    ]


def test_conflicts_between_tables_are_listed() -> None:
    one, other = (
        claim("Fritz von Tarlenheim", DAY, DAY + 100),
        claim("Rudolf Rassendyll", DAY + 50, DAY + 200, FACTBOOK),
    )
    (found,) = report.conflicts([one, other])
    assert (found["since"], found["until"]) == ("2024-07-03", "2024-08-22")
    assert report.conflicts([one, claim("Rudolf Rassendyll", DAY + 99, DAY + 200, FACTBOOK)]) == []


def test_the_order_of_articles_changes_nothing() -> None:
    found = [attestation("Fritz von Tarlenheim", day) for day in ("2024-05-14", "2024-01-02", "2023-03-05")]
    known = [claim("Fritz von Tarlenheim", DAY - 900, DAY - 500)]
    assert Attesting(found, known, {}).accepted == Attesting(found[::-1], known, {}).accepted


def test_days_are_thinned_but_for_the_first_and_last() -> None:
    assert thinned(["2024-02-01", "2024-01-01", "2024-01-15", "2024-02-20"]) == ["2024-01-01", "2024-02-20"]
    assert thinned(["2024-01-01"]) == ["2024-01-01"]


def test_articles_are_dated(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "published": "2024-05-14", "title": None, "text": "One."},
        {"id": "b", "published": None, "title": "Undated", "text": "Two."},
    ]
    (tmp_path / "whitehouse_2024.jsonl").write_text("\n".join(map(json.dumps, lines)))
    (tmp_path / "others.jsonl").write_text(json.dumps(lines[0]))
    assert [(found.key, found.source) for found in articles(tmp_path)] == [("a", "White House")]


def test_typed_rows_without_evidence_are_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"id": "organization:uec", "name": "Upper Elbe Commission", "acronym": "UEC", "source": "project"},
        {"id": "organization:tower", "name": "Zenda Tower Press", "acronym": "", "source": "project"},
        {"id": "organization:lake", "name": "Lake Zenda Forum", "acronym": "", "source": "project"},
        {"id": "organization:hentzau", "name": "Hentzau Fund", "acronym": "", "source": "White House"},
    ]
    table(tmp_path / "organizations.csv", rows)
    table(tmp_path / "formats_index.csv", [{"name": "The Upper Elbe Commission", "alternative_names": ""}])
    monkeypatch.setattr(report, "DATA", tmp_path)
    monkeypatch.setattr(report, "TYPED_TABLES", ("organizations",))
    found = report.unattested(tmp_path, [article("He had been to the Lake Zenda forum twice before.")])
    assert [row["id"] for row in found] == ["organization:tower"]


def test_coverage_counts_states_on_first_july() -> None:
    row = {"of": "state:XR", "office": "foreign_minister", "since": "2023-01-01", "until": "", "as_of": "2024-07-02"}
    found = report.coverage([row], ["state:XR", "state:XG"])["foreign_minister"]
    assert [found[year] for year in (2022, 2023, 2024, 2025)] == [0, 50, 50, 0]


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        ("Officials of the Lower Rhine River Commission (LRRC) came.", "Lower Rhine River Commission", "LRRC"),
        ("He praised the Zenda Initiative for the Protection of Lakes (ZIPL).", "Zenda Initiative for the Protection of Lakes", "ZIPL"),
    ],
)  # fmt: skip
def test_organizations_with_acronym(text: str, name: str, acronym: str) -> None:
    assert list(organizations.acronyms(text)) == [(name, acronym)]


def test_acronyms_must_agree_with_the_name() -> None:
    assert list(organizations.acronyms("They met in the Strelsau Commission (ZIPL) and left.")) == []


def test_proposals_need_several_articles_and_no_rejection() -> None:
    read = [article("Officials of the Lower Rhine River Commission (LRRC) came.")] * organizations.FEWEST_DOCUMENTS
    assert [row["acronym"] for row in organizations.proposals(read)] == ["LRRC"]
    assert organizations.proposals(read[1:]) == []
    assert organizations.proposals(read, ["Lower Rhine River Commission"]) == []


def test_heads_follow_one_another_without_overlap() -> None:
    days = [("Antoinette de Mauban", DAY), ("Antoinette de Mauban", DAY + 300), ("Michael of Strelsau", DAY + 200)]
    claims = []
    for text, day in days:
        person = names.name(text, "organization:uec")
        assert person is not None
        claims.append(Claim("organization:uec", "secretary general", person, Span(day, day), "White House", point=True))
    rows = [row for row in heads.rows(claims) if row["of"] == "organization:uec"]
    assert [(row["name"], row["since"], row["until"]) for row in rows] == [
        ("Antoinette de Mauban", "2024-05-14", "2024-11-29"),
        ("Michael of Strelsau", "2024-11-30", ""),
    ]


def test_the_table_of_attestations_is_sorted_and_reviewed() -> None:
    with attested.TABLE.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines))
    assert tuple(found[0]) == attested.COLUMNS
    assert found == sorted(found, key=lambda row: tuple(row.values()))
    assert all(row["first"] <= row["last"] and row["source"] for row in found)
