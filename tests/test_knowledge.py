"""Looking names up."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplotext import Knowledge, Name, Record


def record(id, *names, kind="organization"):
    made = [name if isinstance(name, Name) else Name(text=name) for name in names]
    return Record(id=id, kind=kind, name=made[0].text, names=made, source="test", as_of="2026")


KNOWLEDGE = Knowledge(
    [
        record(
            "s:us", "United States", Name(text="US", form="acronym"), Name(text="U.S.", form="acronym"), kind="state"
        ),
        record("s:ru", "Russia", Name(text="Russian", form="demonym"), kind="state"),
        record("s:ge", "Georgia", kind="state"),
        record("r:ge", "Georgia", kind="region"),
        record("o:nato", "NATO"),
        record("o:nrc", "NATO-Russia Council"),
        record("o:osce", "Organization for Security and Co-operation in Europe", Name(text="OSCE", form="acronym")),
        record("f:p5+1", "P5+1", kind="format"),
        record("s:gn", "Guinea", kind="state"),
        record("s:gw", "Guinea-Bissau", kind="state"),
        record("c:bi", "Bissau", kind="city"),
        record("s:lc", "St. Lucia", kind="state"),
        record("o:e", "Educational, Scientific and Cultural Organization"),
        record("c:sp", "São Paulo", kind="city"),
    ]
)


def found(text):
    return [(text[match.start : match.end], match.record.id) for match in KNOWLEDGE.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO and Russia", [("NATO", "o:nato"), ("Russia", "s:ru")]),
        ("the NATO-Russia Council met", [("NATO-Russia Council", "o:nrc")]),
        ("the NATO–Russia Council", [("NATO–Russia Council", "o:nrc")]),
        ("Russia-US talks", [("Russia", "s:ru"), ("US", "s:us")]),
        ("in the U.S. and", [("U.S.", "s:us")]),
        ("the U.S.-led talks", [("U.S.", "s:us")]),
        ("Give us time. The bus came.", []),
        ("the Organisation for Security and Cooperation in Europe",
         [("Organisation for Security and Cooperation in Europe", "o:osce")]),
        ("ORGANIZATION FOR SECURITY AND CO-OPERATION IN EUROPE",
         [("ORGANIZATION FOR SECURITY AND CO-OPERATION IN EUROPE", "o:osce")]),
        ("Organization for Security.\n\nand Co-operation in Europe", []),
        ("the OSCE's view", [("OSCE", "o:osce")]),
        ("Prussian, Russians", []),
        ("the P5+1 met", [("P5+1", "f:p5+1")]),
        ("in São Paulo", [("São Paulo", "c:sp")]),
        ("in Georgia", [("Georgia", "s:ge"), ("Georgia", "r:ge")]),
        ("the United\nStates", [("United\nStates", "s:us")]),
        ("United Nations", []),
        ("He left Guinea. Bissau, Guinea, Bissau", [("Guinea", "s:gn"), ("Bissau", "c:bi"), ("Guinea", "s:gn"),
                                                     ("Bissau", "c:bi")]),
        ("in Guinea-Bissau", [("Guinea-Bissau", "s:gw")]),
        ("in St. Lucia or St Lucia", [("St. Lucia", "s:lc"), ("St Lucia", "s:lc")]),
        ("the Educational, Scientific and Cultural Organization", [("Educational, Scientific and Cultural Organization", "o:e")]),
        ("", []),
    ],
)  # fmt: skip
def test_find(text, expected):
    assert found(text) == expected


@given(st.text(alphabet=st.sampled_from("NATO RusiaUSC .-’'\n")))
def test_matches_are_ordered_slices(text):
    places = dict.fromkeys((match.start, match.end) for match in KNOWLEDGE.find(text))
    assert list(places) == sorted(places)
    assert all(0 <= a < b <= len(text) for a, b in places)
    assert all(first[1] <= second[0] for first, second in zip(places, list(places)[1:], strict=False))


def test_form_of_a_match():
    [match] = KNOWLEDGE.find("Russian ships")
    assert (match.name.form, match.record.name) == ("demonym", "Russia")


def test_named():
    assert [record.id for record, _ in KNOWLEDGE.named("Georgia")] == ["s:ge", "r:ge"]
    assert [record.id for record, _ in KNOWLEDGE.named("Georgia", "region")] == ["r:ge"]
    assert KNOWLEDGE.named("Organisation for Security") == ()
    assert KNOWLEDGE.named("") == ()


def test_a_later_record_replaces_one_of_the_same_id():
    both = Knowledge([record("o:x", "Old"), record("o:x", "New")])
    assert [r.name for r in both.records] == ["New"]
    assert [match.record.name for match in both.find("Old New")] == ["New"]
    assert both.get("o:x").name == "New"
    assert both.get("o:y") is None


def test_knowledge_pickles_and_says_how_much_it_is():
    copy = pickle.loads(pickle.dumps(KNOWLEDGE))
    assert copy.records == KNOWLEDGE.records
    assert repr(copy) == "<Knowledge of 14 records>"
    assert [r.id for r in copy.of_kind("city")] == ["c:bi", "c:sp"]
