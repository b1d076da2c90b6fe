"""Pairs of states: who met at which level, who travelled, and which event of PLOVER it was."""

import csv
import datetime
from pathlib import Path

import attrs
import pytest

import diplotext
from diplotext import (
    Attribution,
    Document,
    Meeting,
    Mention,
    Office,
    Organization,
    Participant,
    Person,
    Place,
    Span,
    State,
    Statement,
    TimeExpression,
    Venue,
)
from diplotext.tabular.codes import COW, cow, precision_code
from diplotext.tabular.levels import LEVELS, level_of_title

TEXT = "Ana Silva met Bo Lind and Cy Okoro in Oslo on Monday. Chile urged Norway to sign, and the ministers left."
STATES = {"CL": ("Chile", "CHL"), "NO": ("Norway", "NOR"), "KE": ("Kenya", "KEN")}


def at(words):
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def state(code):
    name, alpha3 = STATES[code]
    return State(name=name, rule="r", identifiers={"iso3166": code, "iso3166-alpha3": alpha3}, spans=[at("Chile" if code == "CL" else "Norway")])  # fmt: skip


CHILE, NORWAY, KENYA = (state(code) for code in STATES)
BANK = Organization(name="Bank of Korda", rule="r", category="bank")
MINISTRY = Organization(name="Foreign Ministry of Chile", rule="r", category="ministry")


def person(name, *offices):
    return Person(name=name, rule="r", spans=[at(name)], offices=offices)


def party(name, *titles, side=None, of=None):
    offices = [Office(title, of or side) for title in titles]
    return Participant(Mention.at(at(name)), person(name, *offices), side)


def dyads_of(*participants, country="NO", table="dyads", published="2023-03-15", **fields):
    oslo = Place(name="Oslo", rule="r", category="city", country=country, spans=[at("Oslo")])
    fields = {"kind": "meeting", "status": "held", "medium": "in_person", "venue": Venue(city=at("Oslo")), **fields}
    meeting = Meeting(rule="r", spans=[at("met")], participants=participants, **fields)
    document = Document(TEXT, id="d", published=published, annotations=[oslo, meeting])
    return list(diplotext.tables(document)[table].rows())


ANA = party("Ana Silva", "foreign minister", side=CHILE)
BO = party("Bo Lind", "president", side=NORWAY)
CY = party("Cy Okoro", "ambassador", side=KENYA)


def test_a_pair_has_the_same_key_whoever_is_named_first():
    one, other = dyads_of(ANA, BO), dyads_of(BO, ANA)
    assert one == other
    [row] = one
    assert (row["id"], row["dyad"]) == ("d#meeting:1/CHL-NOR", "CHL-NOR")
    assert (row["state_a"], row["iso2_a"], row["iso3_a"], row["cow_a"]) == ("Chile", "CL", "CHL", 155)
    assert (row["level_a"], row["persons_a"]) == ("minister", "Ana Silva")
    assert (row["state_b"], row["cow_b"], row["level_b"]) == ("Norway", 385, "head_of_state")
    assert (row["place"], row["place_iso2"], row["states"]) == ("Oslo", "NO", 2)
    assert row["sentence"] == "Ana Silva met Bo Lind and Cy Okoro in Oslo on Monday."


def test_three_states_are_three_pairs_of_one_meeting():
    rows = dyads_of(ANA, BO, CY)
    assert [row["dyad"] for row in rows] == ["CHL-KEN", "CHL-NOR", "KEN-NOR"]
    assert {row["meeting"] for row in rows} == {"d#meeting:1"}
    assert {row["states"] for row in rows} == {3}


@pytest.mark.parametrize(
    "participants",
    [
        [ANA],
        [ANA, party("Bo Lind", "senator", side=CHILE)],
        [ANA, party("Bo Lind", "president", side=BANK)],
        [ANA, Participant(Mention.at(at("Bo Lind")))],
    ],
    ids=["one", "the same state", "an organization", "nobody's side"],
)
def test_what_is_not_two_states_is_no_pair(participants):
    assert dyads_of(*participants) == []


def test_a_state_takes_part_itself_or_is_represented():
    itself = Participant(Mention.at(at("Chile")), CHILE)
    group = Participant(Mention.at(at("the ministers"), "description"), None, CHILE)
    assert [(row["level_a"], row["persons_a"]) for row in dyads_of(itself, BO)] == [(None, None)]
    assert [(row["level_a"], row["persons_a"]) for row in dyads_of(group, BO)] == [("minister", None)]
    assert [(row["level_a"], row["persons_a"]) for row in dyads_of(itself, ANA, BO)] == [("minister", "Ana Silva")]


@pytest.mark.parametrize(
    ("title", "of", "level"),
    [
        ("president", CHILE, "head_of_state"),
        ("acting president", CHILE, "head_of_state"),
        ("president", BANK, None),
        ("president", None, None),
        ("former president", CHILE, None),
        ("president-elect", CHILE, None),
        ("presidential candidate", CHILE, None),
        ("vice president", CHILE, "minister"),
        ("presidential adviser", CHILE, "official"),
        ("president's adviser", CHILE, "official"),
        ("king", CHILE, "head_of_state"),
        ("prime minister", CHILE, "head_of_government"),
        ("chancellor", CHILE, "head_of_government"),
        ("chancellor of the exchequer", CHILE, "minister"),
        ("deputy prime minister", CHILE, "minister"),
        ("foreign minister", CHILE, "minister"),
        ("foreign minister", MINISTRY, "minister"),
        ("vice foreign minister", CHILE, "official"),
        ("secretary of state", CHILE, "minister"),
        ("deputy secretary of state", CHILE, "official"),
        ("foreign ministry spokesman", CHILE, "official"),
        ("ambassador", CHILE, "envoy"),
        ("special envoy", CHILE, "envoy"),
        ("governor", CHILE, "official"),
        ("opposition leader", CHILE, None),
    ],
)
def test_level_of_an_office(title, of, level):
    assert level_of_title(title, of) == level
    assert level is None or level in LEVELS


def test_the_level_is_that_of_the_offices_held_for_the_side():
    both = Participant(
        Mention.at(at("Ana Silva")),
        person("Ana Silva", Office("president", NORWAY), Office("senator", CHILE), Office("envoy", CHILE)),
        CHILE,
    )
    assert [row["level_a"] for row in dyads_of(both, BO)] == ["envoy"]


@pytest.mark.parametrize(
    ("country", "participants", "fields", "direction", "event", "mode"),
    [
        ("NO", [ANA, BO], {}, "a_to_b", "CONSULT", "visit"),
        ("CL", [ANA, BO], {}, "b_to_a", "CONSULT", "visit"),
        ("KE", [ANA, BO], {}, "third_place", "CONSULT", "third-party"),
        (None, [ANA, BO], {}, None, "CONSULT", None),
        ("NO", [CY, BO], {}, None, "CONSULT", None),  # an ambassador may be posted there
        ("NO", [CY, BO], {"kind": "visit"}, "a_to_b", "CONSULT", "visit"),
        ("NO", [ANA, BO], {"kind": "call", "medium": "phone"}, None, "CONSULT", "phone"),
        ("NO", [ANA, BO], {"kind": "talks", "medium": "unknown"}, None, "CONSULT", None),
        ("NO", [ANA, BO], {"status": "planned"}, "a_to_b", "AGREE", None),
        ("NO", [ANA, BO], {"status": "proposed"}, "a_to_b", None, None),
        ("NO", [ANA, BO], {"status": "cancelled"}, "a_to_b", None, None),
        ("NO", [ANA, BO], {"kind": "signing"}, "a_to_b", None, None),
    ],
)
def test_direction_and_event(country, participants, fields, direction, event, mode):
    [row] = dyads_of(*participants, country=country, **fields)
    assert (row["direction"], row["plover_event"], row["plover_mode"]) == (direction, event, mode)
    coded = dyads_of(*participants, country=country, table="plover", **fields)
    assert [(one["event"], one["mode"]) for one in coded] == ([(event, mode)] if event else [])


def test_the_actor_of_a_visit_is_the_visitor():
    [row] = dyads_of(ANA, BO, country="CL", table="plover")
    assert (row["actor_iso3"], row["recipient_iso3"], row["cameo"]) == ("NOR", "CHL", "042")
    assert (row["location"], row["location_iso2"]) == ("Oslo", "CL")


def test_several_states_are_a_multilateral_meeting():
    rows = dyads_of(ANA, BO, CY, table="plover")
    assert {(row["event"], row["mode"]) for row in rows} == {("CONSULT", "multilateral")}


@pytest.mark.parametrize(
    ("lemma", "fields", "event"),
    [
        ("urge", {}, "REQUEST"),
        ("demand", {}, "REQUEST"),
        ("say", {}, None),
        ("urge", {"negated": True}, None),
        ("urge", {"planned": True}, None),
        ("urge", {"addressees": []}, None),
        ("urge", {"addressees": [Attribution(None, CHILE)]}, None),
    ],
)
def test_requests(lemma, fields, event):
    fields = {"speakers": [Attribution(None, CHILE)], "addressees": [Attribution(None, NORWAY)], **fields}
    said = Statement(mode="indirect", rule="r", cue=at("urged"), cue_lemma=lemma, spans=[at("to sign")], **fields)
    rows = list(diplotext.tables(Document(TEXT, id="d", annotations=[said]))["plover"].rows())
    assert [row["event"] for row in rows] == ([event] if event else [])
    assert [(row["id"], row["actor"], row["recipient"]) for row in rows] == [
        ("d#statement:1", "Chile", "Norway") for _ in rows
    ]


DAY = datetime.date


@pytest.mark.parametrize(
    ("earliest", "latest", "code"),
    [
        (DAY(2023, 3, 1), DAY(2023, 3, 1), 1),
        (DAY(2023, 3, 1), DAY(2023, 3, 2), 2),
        (DAY(2023, 3, 1), DAY(2023, 3, 7), 2),
        (DAY(2023, 3, 1), DAY(2023, 3, 31), 3),
        (DAY(2024, 1, 1), DAY(2024, 12, 31), 4),
        (DAY(2020, 1, 1), DAY(2029, 12, 31), 5),
        (None, DAY(2023, 3, 1), None),
        (DAY(2023, 3, 1), None, None),
    ],
)
def test_precision(earliest, latest, code):
    assert precision_code(earliest, latest) == code
    time = TimeExpression(kind="date", rule="r", spans=[at("Monday")], earliest=earliest, latest=latest)
    [row] = dyads_of(ANA, BO, time=time)
    assert (row["earliest"], row["latest"], row["precision_code"]) == (earliest, latest, code)


def test_codes_of_the_correlates_of_war():
    rows = list(COW.rows)
    assert len(rows) == len({row["cow"] for row in rows}) == len({row["abbreviation"] for row in rows}) == 195
    assert [row["iso2"] for row in rows] == sorted(row["iso2"] for row in rows)
    assert all(1 <= int(row["cow"]) <= 990 and row["source"] for row in rows)
    table = Path("plugins/diplotext-knowledge/src/diplotext_knowledge/data/states.csv")
    with (Path(__file__).parents[1] / table).open(encoding="utf-8") as lines:
        states = {row["iso2"] for row in csv.DictReader(lines)}
    assert {row["iso2"] for row in rows} <= states


def test_no_code_is_given_for_a_time_at_which_the_state_had_another():
    germany = State(name="Germany", rule="r", identifiers={"iso3166": "DE"}, spans=[at("Chile")])
    assert [cow(germany, day) for day in (None, DAY(1990, 10, 3), DAY(1990, 10, 2))] == [255, 255, None]
    assert cow(attrs.evolve(germany, identifiers={}), None) is None
    assert cow(BANK, None) is None
    assert cow(None, None) is None


def test_a_state_without_code_is_named():
    land = State(name="Ruritania", rule="r", spans=[at("Chile")])
    [row] = dyads_of(ANA, party("Bo Lind", "king", side=land))
    assert (row["dyad"], row["iso3_b"], row["cow_b"], row["level_b"]) == ("CHL-Ruritania", None, None, "head_of_state")
    assert row["direction"] is None


def test_sentences_that_are_not_adjacent_are_joined_by_an_ellipsis():
    text = "Chile met Norway. It rained. The talks were long."
    spans = [Span(6, 9, "met"), Span(33, 38, "talks")]
    meeting = Meeting(kind="talks", status="held", rule="r", spans=spans)
    [row] = diplotext.tables(Document(text, annotations=[meeting]))["meetings"].rows()
    assert row["sentence"] == "Chile met Norway. … The talks were long."
