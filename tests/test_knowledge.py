"""Looking names up."""

import datetime
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


@pytest.mark.parametrize(
    ("since", "until", "as_of", "day", "expected"),
    [
        ("2004-03-09", None, "2024-09-25", "2004-03-09", True),
        ("2004-03-09", None, "2024-09-25", "2004-03-08", False),
        ("2004-03-09", None, "2024-09-25", "2024-09-25", True),
        ("2004-03-09", None, "2024-09-25", "2024-09-26", False),
        ("2004-03-09", "2010-01-02", "2024", "2010-01-02", True),
        ("2004-03-09", "2010-01-02", "2024", "2010-01-03", False),
        ("2004-03", "2010-01", "2024", "2004-03-31", False),
        ("2004-03", "2010-01", "2024", "2004-04-01", True),
        ("2004-03", "2010-01", "2024", "2009-12-31", True),
        ("2004-03", "2010-01", "2024", "2010-01-01", False),
        ("2004", "2010", "2024", "2004-12-31", False),
        ("2004", None, "2024", "2023-12-31", True),
        ("2004", None, "2024", "2024-01-01", False),
        (None, "2010", "2024", "1900-01-01", True),
        (None, None, "2024", "2030-01-01", True),
    ],
)
def test_which_days_a_record_covers(since, until, as_of, day, expected):
    record = Record(id="tenure:x", kind="tenure", name="X", since=since, until=until, source="test", as_of=as_of)
    assert record.covers(datetime.date.fromisoformat(day)) is expected


@pytest.mark.parametrize("date", ["2004-3", "04", "2004-03-09T00:00", "x"])
def test_what_is_no_date_of_a_record(date):
    with pytest.raises(ValueError, match="since"):
        Record(id="tenure:x", kind="tenure", name="X", since=date, source="test", as_of="2024")


def test_what_belongs_to_a_record():
    first = Record(
        id="t:1", kind="tenure", name="A", parent="state:X", since="2000", until="2003", source="t", as_of="2024"
    )
    second = Record(id="t:2", kind="tenure", name="B", parent="state:X", since="2003", source="t", as_of="2024")
    organ = Record(id="o:1", kind="organization", name="C", parent="state:X", source="t", as_of="2024")
    knowledge = Knowledge([first, second, organ])
    assert knowledge.belonging("state:X") == (first, second, organ)
    assert knowledge.belonging("state:X", "tenure") == (first, second)
    assert knowledge.belonging("state:X", "tenure", datetime.date(2002, 1, 1)) == (first,)
    assert knowledge.belonging("state:X", "tenure", datetime.date(2003, 6, 1)) == ()
    assert knowledge.belonging("state:Y") == ()


@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        ("Council of Elders", "the Council Of Elders", ["Council Of Elders"]),
        ("Council of Elders", "the council of elders", []),
        ("Council of Elders", "THE COUNCIL OF ELDERS", ["COUNCIL OF ELDERS"]),
        ("Rugs", "rugs and RUGS", ["RUGS"]),
        ("Rug", "RUG and Rug", ["Rug"]),
    ],
)
def test_the_case_of_names(names, text, expected):
    record = Record(id="organization:x", kind="organization", name=names, source="test", as_of="2024")
    assert [text[m.start : m.end] for m in Knowledge([record]).find(text)] == expected


@pytest.mark.parametrize(
    ("acronym", "ambiguous", "text", "found"),
    [
        ("UNOBO", False, "Unobo said", True),
        ("UNOBO", True, "Unobo said", False),
        ("UNOBO", False, "unobo said", False),
        ("NOBO", False, "Nobo said", False),
        ("U.N.O.", False, "UNO said", True),
        ("C.A.R.", False, "Car exhaust", False),
    ],
)
def test_the_case_of_acronyms(acronym, ambiguous, text, found):
    record = Record(
        id="organization:x", kind="organization", name="X Y", names=[Name(text=acronym, form="acronym")],
        ambiguous=ambiguous, source="test", as_of="2024",
    )  # fmt: skip
    assert bool(list(Knowledge([record]).find(text))) is found


def test_only_some_kinds():
    summit = Record(id="conference:x", kind="conference", name="G99 summit", source="t", as_of="2024")
    group = Record(id="format:x", kind="format", name="G99", source="t", as_of="2024")
    knowledge = Knowledge([summit, group])
    assert [m.record for m in knowledge.find("the G99 summit")] == [summit]
    assert [m.record for m in knowledge.find("the G99 summit", kinds=("format",))] == [group]


def test_one_pass_serves_all_kinds():
    summit = Record(id="conference:x", kind="conference", name="G99 summit", source="t", as_of="2024")
    group = Record(id="format:x", kind="format", name="G99", source="t", as_of="2024")
    city = Record(id="city:x", kind="city", name="Summit G99", source="t", as_of="2024")
    knowledge = Knowledge([summit, group, city])
    text = "the G99 summit. Summit G99 Summit"
    for first, end in ((0, None), (4, 20)):
        names = knowledge.names_in(text, first, end)
        for kinds in (None, "city", ("format",), ("conference", "city"), ()):
            assert list(names.matches(kinds)) == list(knowledge.find(text, first, end, kinds=kinds))
    assert [m.record for m in knowledge.names_in(text).matches()] == [summit, city]
    assert [m.record for m in knowledge.names_in(text).matches("city")] == [city]


@pytest.mark.parametrize("field", ["names", "members"])
def test_one_string_is_not_several(field):
    with pytest.raises(TypeError, match="several values"):
        Record(id="organization:x", kind="organization", name="X", source="t", as_of="2024", **{field: "UEC"})
