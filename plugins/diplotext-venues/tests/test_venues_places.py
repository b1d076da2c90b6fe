import pytest

from diplotext import Pipeline
from diplotext.testing import assert_linear_time


def found(document):
    return sorted(
        (mention.text, place.category, place.country) for place in document.places for mention in place.mentions
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys flew to Geneva.", [("Geneva", "city", "CH")]),
        ("They met in Nice on Monday.", [("Nice", "city", "FR")]),
        ("Ministers toured Lyon and Nice.", [("Lyon", "city", "FR"), ("Nice", "city", "FR")]),
        ("A train to Reading was late.", [("Reading", "city", "GB")]),
        ("The villages of Brittany are quiet.", [("Brittany", "region", "FR")]),
        ("They gathered at the Winter Palace.", [("Winter Palace", "site", None)]),
        ("Talks were held at the Grand Lake Hotel.", [("Grand Lake Hotel", "site", None)]),
        ("She was received at Camp David.", [("Camp David", "site", None)]),
        ("He landed in Oslo.", [("Oslo", "city", "NO")]),
        ("The Geneva talks failed.", [("Geneva", "city", "CH")]),
    ],
)
def test_places(read, text, expected):
    assert found(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It was a Nice gesture, they agreed.", id="an adjective with a capital"),
        pytest.param("Reading is a habit.", id="a verb at the beginning of a sentence"),
        pytest.param("The Geneva Convention applies.", id="part of a longer name"),
        pytest.param("The poet Paul Geneva was there.", id="a surname"),
        pytest.param("Oslo rejected the offer.", id="a capital that stands for its government"),
        pytest.param("See example.org/news/Lyon/today for more.", id="a web address"),
        pytest.param("He lives in Norway.", id="a state is no place"),
        pytest.param("She met at the House.", id="no name before the head"),
    ],
)
def test_no_places(read, text):
    assert found(read(text)) == []


def test_never_overlaps_other_entities(read):
    document = read("Anna Berg spoke at the African Union House in Geneva.")
    taken = [m for e in (*document.people, *document.organizations, *document.states) for m in e.mentions]
    assert all(not m.overlaps(other) for place in document.places for m in place.mentions for other in taken)


def test_country_after_a_comma_chooses_the_record(read):
    assert found(read("They met in Nice, France."))[0] == ("Nice", "city", "FR")


def test_dateline_is_a_place(places_alone):
    document = places_alone("Ministers agree\n\nGENEVA (Reuters) - The ministers agreed on a text.\n")
    assert found(document) == [("GENEVA", "city", "CH")]
    assert document.places[0].name == "Geneva"


def test_unknown_dateline_keeps_its_words(places_alone):
    document = places_alone("Ministers agree\n\nPORT ARLEN (Reuters) - The ministers agreed on a text.\n")
    assert [(place.name, place.country) for place in document.places] == [("PORT ARLEN", None)]


def test_mentions_of_one_city_are_one_place(read):
    places = read("He flew to Geneva. In Geneva he rested.").places
    assert [len(place.mentions) for place in places] == [2]


def test_linear_time(places_alone):
    def prepare(size):
        text = "at the " + "Grand " * (size // 7) + "in Geneva and Nice, " * (size // 140)
        return lambda: places_alone(text)

    assert_linear_time(prepare, (40_000, 320_000))


@pytest.mark.parametrize(
    ("text", "recognized", "expected"),
    [
        ("Rain fell on Zenda.", {"GPE": "Zenda"}, [("Zenda", None)]),
        ("Boats left the Hentzau.", {"LOC": "the Hentzau"}, [("Hentzau", None)]),
        (
            "The Hentzau Viaduct fell.",
            {"FAC": "Hentzau Viaduct"},
            [("Hentzau Viaduct", "site")],
        ),
        ("Zenda's mayor", {"GPE": "Zenda's"}, [("Zenda", None)]),
        ("He lives in Zenda. Zenda is old.", {"PERSON": "Zenda"}, [("Zenda", None)]),
        ("Faith in Zenda fell. Zenda spoke. Zenda left.", {"PERSON": "Zenda"}, []),
        ("Trust in Zenda has grown.", {"PERSON": "Zenda"}, []),
        ("Reading is a habit.", {"GPE": "Reading"}, []),
        ("The Zenda Convention applies.", {"GPE": "Zenda"}, []),
        ("Talks in Norway", {"GPE": "Norway"}, []),
    ],
)
def test_recognized(recognize, text, recognized, expected):
    assert [(p.name, p.category) for p in recognize(text, **recognized).places] == expected


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        ("The ministers met in Alexandria, Virginia, on Monday.", "Alexandria", "US"),
        ("She drove from Long Beach, CA, to Rome, N.Y., and Athens, Ga.", "Rome", "US"),
        ("She drove from Long Beach, CA, to Rome, N.Y., and Athens, Ga.", "Athens", "US"),
        ("The envoys met in London, Ontario. London is a quiet town, the mayor said.", "London", "CA"),
        ("The ministers met in Santiago, Cuba, on Tuesday.", "Santiago", "CU"),
        ("The ministers met in Santiago, Chile, on Tuesday.", "Santiago", "CL"),
        ("TRIPOLI, Lebanon (EXW) — Finland and Ghana held talks on Tuesday.", "Tripoli", "LB"),
        ("In Moscow, Ukraine was discussed for an hour by the ministers.", "Moscow", "RU"),
        ("In London, Texas officials said they would meet the minister.", "London", "GB"),
        ("Talks between Tokyo, Washington and Seoul follow in May.", "Tokyo", "JP"),
        ("He flew to Berlin, Paris, Italy, and Spain in a week.", "Paris", "FR"),
    ],
)
def test_the_second_name_decides_the_country(text, place, country):
    places = {found.name: found.country for found in Pipeline.of("organizations", "places").read(text).places}
    assert places[place] == country


@pytest.mark.parametrize(
    "text",
    [
        "The North fired a missile. The South called for talks between the two Koreas.",
        "He will visit the headquarters of the alliance in May, and leave in June.",
        "The storm moved North on Friday and then turned to the East.",
    ],
)
def test_directions_and_months_are_no_places(text):
    assert Pipeline.of("organizations", "places").read(text).places == ()
