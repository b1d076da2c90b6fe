import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplotext import wire
from diplotext.testing import assert_linear_time


def people(meeting):
    return sorted(str(participant) for participant in meeting.participants)


def levels(meeting):
    v = meeting.venue
    return {} if v is None else {k: s.text for k in ("site", "city", "country", "other") if (s := getattr(v, k))}


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Anna Berg met with Kofi Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg met Mensah and Soto.", "meeting", "Anna Berg,Kofi Mensah,Luis Soto"),
        ("Anna Berg and Kofi Mensah met in Geneva.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Ghanaian leader Mensah held talks with Soto.", "talks", "Kofi Mensah,Luis Soto"),
        ("Talks between Norway and Ghana began in Geneva.", "talks", "Ghana,Norway"),
        ("Norway-Ghana talks opened in Geneva.", "talks", "Ghana,Norway"),
        ("Berg sat down with Mensah in Geneva.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg spoke by phone with Mensah.", "call", "Anna Berg,Kofi Mensah"),
        ("A phone call between Berg and Mensah took place.", "call", "Anna Berg,Kofi Mensah"),
        ("Berg hosted Mensah for talks in Geneva.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Anna Berg visited Ghana.", "visit", "Anna Berg"),
        ("Anna Berg's visit to Ghana ended.", "visit", "Anna Berg"),
        ("A visit to Ghana by Anna Berg ended.", "visit", "Anna Berg"),
        ("Foreign Minister Berg travelled to Ghana.", "visit", "Anna Berg"),
        ("Berg received Mensah on Monday.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg held talks on trade with Mensah.", "talks", "Anna Berg,Kofi Mensah"),
        ("Talks on trade between Norway and Ghana began.", "talks", "Ghana,Norway"),
        ("Berg and Mensah held talks on relations with Chile.", "talks", "Anna Berg,Kofi Mensah"),
        ("Berg met Mensah of Ghana, chair of the OSCE.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg greets Mensah before a meeting.", "meeting", "Anna Berg,Kofi Mensah"),
        ("The NATO summit in Geneva ended.", "summit", ""),
        ("Berg held talks with her Ghanaian counterpart.", "talks", "Anna Berg"),
        ("Berg met her Ghanaian counterpart in Geneva.", "meeting", "Anna Berg"),
        ("Berg and Mensah spoke by telephone on Monday.", "call", "Anna Berg,Kofi Mensah"),
        ("Berg received Mensah at the presidential palace.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg welcomed Mensah to the Winter Palace.", "meeting", "Anna Berg,Kofi Mensah"),
        ("A delegation led by Berg met Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Norway and Ghana signed a trade agreement in Geneva.", "signing", "Ghana,Norway"),
        ("Norway signed a treaty with Ghana on Monday.", "signing", "Ghana,Norway"),
        ("The accord was signed by Berg and Mensah in Geneva.", "signing", "Anna Berg,Kofi Mensah"),
        ("The pact between Norway and Ghana was signed on Monday.", "signing", "Ghana,Norway"),
        ("The signing of a pact between Norway and Ghana was held.", "signing", "Ghana,Norway"),
        ("Berg hosted a state dinner for Mensah.", "other", "Anna Berg,Kofi Mensah"),
        ("Berg met Mensah over dinner.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg and Mensah discussed trade at a meeting in Geneva.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Ministers of both states gathered in Geneva.", "meeting", "Ministers of both states"),
        ("Delegates from more than 40 countries met in Geneva.", "meeting", "Delegates from more than 40 countries"),
        ("Leaders of the 27 NATO states gather in Geneva.", "meeting", "Leaders of the 27 NATO states"),
        ("Berg left Geneva on Monday for a tour of Ghana.", "visit", "Anna Berg"),
        ("Foreign Minister Berg travelled by train to Ghana.", "visit", "Anna Berg"),
        ("NATO and Ghanaian officials met in Geneva.", "meeting", "NATO and Ghanaian officials"),
        ("Norway's drug policy chief Anna Berg met Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg was received at the airport by Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg met NATO arms inspectors.", "meeting", "Anna Berg,NATO arms inspectors"),
        ("Berg conferred with her Ghanaian colleague Mensah.", "talks", "Anna Berg,Kofi Mensah"),
        ("Envoys from six nations sat down in Geneva for talks.", "meeting", "Envoys from six nations"),
        ("Senior NATO officials wrapped up two days of talks in Geneva.", "talks", "Senior NATO officials"),
        ("Berg told Mensah in a phone call that it was late.", "call", "Anna Berg,Kofi Mensah"),
        ("In a phone call, Berg and Mensah discussed trade.", "call", "Anna Berg,Kofi Mensah"),
        ("A meeting of the OSCE was called for Thursday.", "meeting", ""),
        ("Berg returned from a visit to Ghana.", "visit", "Anna Berg"),
        ("The deal came after Berg met Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("On the margins of the NATO summit, Berg met Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg will see minister Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg and Mensah shook hands in Geneva.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg and Mensah spoke on Monday.", "talks", "Anna Berg,Kofi Mensah"),
        ("Berg looks forward to meeting Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg and Mensah, meeting in Geneva, agreed.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg met her counterparts, Kofi Mensah and Luis Soto.", "meeting", "Anna Berg,Kofi Mensah,Luis Soto"),
        ("Berg met the Ghanaian government and the opposition.", "meeting", "Anna Berg,Ghanaian government,opposition"),
        ("The African Union met in Geneva.", "meeting", ""),
        ("Minister Berg left Geneva for Ghana.", "visit", "Anna Berg"),
        ("Minister Berg is due in Ghana on Monday.", "visit", "Anna Berg"),
        ("Minister Berg arrived in the Ghanaian capital for talks.", "visit", "Anna Berg"),
        ("Soto asked minister Berg to visit Ghana.", "visit", "Anna Berg"),
        ("Berg is considering a visit to Ghana.", "visit", "Anna Berg"),
        ("Berg and Mensah agreed to see each other in Geneva.", "meeting", "Anna Berg,Kofi Mensah"),
        ("Berg visited the White House.", "visit", "Anna Berg"),
        ("Berg spoke instead by secure video with Mensah.", "call", "Anna Berg,Kofi Mensah"),
        ("Berg met with government officials.", "meeting", "Anna Berg,government officials"),
        ("A visit to Chile by Ghanaian Inland Security Secretary Mensah ended.", "visit", "Kofi Mensah"),
        ("The visit of minister Berg to Ghana ended.", "visit", "Anna Berg"),
        ("Berg called off a visit to Ghana.", "visit", "Anna Berg"),
        ("Berg is in Ghana for a visit.", "visit", "Anna Berg"),
        ("Talks between officials of Norway and Ghana will begin in Geneva.", "talks", "officials of Norway and Ghana"),
        ("Berg met Kurdish and federal officials.", "meeting", "Anna Berg,Kurdish and federal officials"),
        ("Berg met Gov. Kofi Mensah.", "meeting", "Anna Berg,Kofi Mensah"),
        ("A meeting in Geneva on Monday failed.", "meeting", ""),
        ("Berg is in Ghana for talks.", "talks", "Anna Berg"),
        ("Berg met Ghanaian businesses working in Geneva.", "meeting", "Anna Berg,Ghanaian businesses"),
        ("Berg made her first state visit to Ghana.", "visit", "Anna Berg"),
        ("Senior Norwegian diplomats travelled to Ghana.", "visit", "Senior Norwegian diplomats"),
        ("Berg and Mensah met for a new round of peace talks.", "meeting", "Anna Berg,Kofi Mensah"),
    ],
)  # fmt: skip
def test_patterns(read, text, kind, who):
    (meeting,) = read(text).meetings
    assert (meeting.kind, ",".join(people(meeting))) == (kind, who)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Meetings are useful.", id="generic"),
        pytest.param("The plan met the requirements of Norway.", id="met the requirements"),
        pytest.param("Her plan met with criticism.", id="met with criticism"),
        pytest.param("Anna Berg talks about Ghana.", id="talks as a verb"),
        pytest.param("Anna Berg held a press conference in Geneva.", id="press conference"),
        pytest.param("Norway called for calm.", id="called for"),
        pytest.param("Norway's call for calm was heard.", id="call for"),
        pytest.param("Anna Berg spoke to reporters in Geneva.", id="spoke to reporters"),
        pytest.param("Anna Berg spoke with the Evening Herald.", id="an interview"),
        pytest.param("Anna Berg did not meet Kofi Mensah.", id="negated"),
        pytest.param("Berg never met Mensah.", id="never"),
        pytest.param("The committee meeting in Geneva ended.", id="a committee meets within one body"),
        pytest.param("Berg welcomed Mensah's proposal on Ghana.", id="welcomed a proposal"),
        pytest.param("Berg received a letter from Mensah on Monday.", id="received a letter"),
        pytest.param("Tourists visit Ghana.", id="nobody official visits"),
        pytest.param("Norway and Ghana have signed a trade agreement.", id="only the result of a signing"),
        pytest.param("Norway signed the bill on Monday.", id="signed a bill"),
        pytest.param("Berg signed a treaty on Monday.", id="only one side signs"),
        pytest.param("Berg signed up for talks.", id="signed up"),
        pytest.param("Minister Berg will return to Oslo.", id="home"),
        pytest.param("Minister Berg travelled to Norway.", id="home again"),
        pytest.param("Berg saw Mensah in Geneva.", id="saw"),
        pytest.param("The vote would see Mensah's powers grow.", id="see powers"),
        pytest.param("Mensah lost his Tour de Ghana title.", id="a race"),
        pytest.param("Berg and visiting Ghanaian minister Mensah spoke in Geneva.", id="visiting as an adjective"),
        pytest.param("Berg has met with opposition.", id="met with opposition"),
        pytest.param(
            "Berg saw the signing of deals between Norwegian and Ghanaian firms on Monday.", id="companies sign"
        ),
        pytest.param("Norway will sign off on the accord with Ghana on Monday.", id="signed off"),
        pytest.param("Berg and Mensah spoke in Geneva.", id="spoke, perhaps not with each other"),
    ],
)
def test_false_friends(read, text):
    assert read(text).meetings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg met Mensah in Geneva.", {"city": "Geneva"}),
        ("Berg met Mensah in Geneva, Switzerland.", {"city": "Geneva", "country": "Switzerland"}),
        ("Berg met Mensah at the Winter Palace in Geneva.", {"site": "Winter Palace", "city": "Geneva"}),
        ("Berg met Mensah at the presidential palace.", {"site": "presidential palace"}),
        ("In Geneva, Berg met Mensah.", {"city": "Geneva"}),
        ("On May 4 in Geneva, Berg met Mensah.", {"city": "Geneva"}),
        ("While in Geneva, Berg met with Mensah.", {"city": "Geneva"}),
        ("During his visit to Ghana, Soto met Mensah.", {"country": "Ghana"}),
        ("Berg met Mensah in the Swiss city of Basel.", {"city": "Basel"}),
        ("Berg flew to Geneva for talks with Mensah.", {"city": "Geneva"}),
        ("Berg met Mensah to discuss the war in Ghana.", {}),
        ("Berg met Mensah over the crisis in Geneva.", {}),
        ("Berg held talks on Ghana in Geneva.", {"city": "Geneva"}),
        ("Berg held talks on trade with Mensah in Geneva.", {"city": "Geneva"}),
        ("Talks between Norway and Ghana on fishing were held in Geneva.", {"city": "Geneva"}),
        ("Berg met Mensah to discuss trade in Geneva on Monday.", {"city": "Geneva"}),
        ("Berg held talks with Mensah on the situation in Geneva.", {}),
        ("Berg held talks on the situation in Geneva with Mensah.", {}),
        ("Berg flew to the southern Ghanaian city of Geneva for talks with Mensah.", {"city": "Geneva"}),
        ("Talks between Norway and Ghana were to have taken place in Geneva.", {"city": "Geneva"}),
        ("Berg met Mensah.", {}),
        ("Berg met Mensah at the OSCE in Geneva.", {"city": "Geneva"}),
        ("Berg met Mensah at the Geneva checkpoint.", {"site": "Geneva checkpoint"}),
        ("Berg met Mensah at a border hut in Geneva.", {"city": "Geneva"}),
        ("Berg met Mensah at a house in Geneva.", {"city": "Geneva"}),
        ("Berg met Mensah for the first time in Geneva.", {"city": "Geneva"}),
        ("Berg travels to Geneva, the Swiss city, where she will meet Mensah.", {"city": "Geneva"}),
        ("While in Geneva, Berg held a virtual meeting with Mensah.", {}),
        ("Berg will attend a meeting of the so-called quartet in Geneva.", {"city": "Geneva"}),
        ("Berg looked forward to the NATO summit, which Mensah will host in Geneva on June 3.", {"city": "Geneva"}),
        ("Berg travelled to Geneva on May 4 and met Mensah.", {"city": "Geneva"}),
        ("In Geneva, Berg said that Mensah would meet Soto.", {}),
        ("Berg will travel to Geneva, Switzerland, to meet Mensah.", {"city": "Geneva", "country": "Switzerland"}),
        ("Berg welcomed Mensah to the Winter Palace on Monday.", {"site": "Winter Palace"}),
    ],
)
def test_venue(read, text, expected):
    assert levels(read(text).meetings[-1]) == expected


def test_dateline_is_no_venue(read):
    (meeting,) = read("Ministers agree\n\nGENEVA (Reuters) - Berg met Mensah.\n").meetings
    assert meeting.venue is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg met Mensah.", "held"),
        ("Berg and Mensah meet in Geneva.", "held"),
        ("Berg will meet Mensah.", "planned"),
        ("Berg is scheduled to meet Mensah.", "planned"),
        ("Berg could meet Mensah.", "proposed"),
        ("A second summit of Norway and Ghana is under discussion.", "proposed"),
        ("Berg threatened to call off a meeting with Mensah.", "held"),
        ("A meeting between Berg and Mensah is now unlikely.", "cancelled"),
        ("Soto, the first minister to visit Ghana, left.", "held"),
        ("Berg looks forward to meeting Mensah.", "planned"),
        ("A meeting with Kofi Mensah of Ghana and Keiko Mori of Japan is also scheduled for Berg.", "planned"),
        ("Before lunch, Berg and Mensah held talks.", "held"),
        ("A meeting among the leaders of Norway, Ghana and Chile is scheduled in Geneva.", "planned"),
        ("The next summit of Norway and Ghana could take place in Geneva.", "proposed"),
        ("Talks on a fishing proposal between Norway and Ghana began.", "held"),
        ("Soto urged calm during a meeting with Mensah.", "held"),
        ("Mensah accepted an invitation to visit Norway.", "planned"),
        ("The sale was cancelled after a meeting between Berg and Mensah.", "held"),
        ("Berg would meet Mensah.", "proposed"),
        ("Soto said that Berg would meet Mensah.", "planned"),
        ("Soto said that Berg would like to meet Mensah.", "proposed"),
        ("A planned summit of Norway and Ghana in Oslo would not take place.", "cancelled"),
        ("The pact between Norway and Ghana will be signed in Geneva.", "planned"),
        ("Berg offered to meet Mensah.", "proposed"),
        ("Berg will not meet Mensah.", "cancelled"),
        ("Berg cancelled a meeting with Mensah.", "cancelled"),
        ("Berg is meeting Mensah in Geneva.", "ongoing"),
        ("Berg greets Mensah before a meeting on Monday.", "held"),
        ("Berg will not attend the NATO summit in Geneva.", "held"),
        ("A planned meeting between Berg and Mensah in Oslo was cancelled.", "cancelled"),
        ("The summit in Oslo was put off.", "cancelled"),
        ("Berg failed to meet Mensah.", "cancelled"),
        ("Norway-Ghana talks were postponed.", "cancelled"),
        ("Talks between Norway and Ghana are under way.", "ongoing"),
        ("Talks between Norway and Ghana take place on June 3.", "planned"),
    ],
)
def test_status(read, text, expected):
    assert [meeting.status for meeting in read(text).meetings] == [expected]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Berg met Mensah on the sidelines of the NATO summit.", "NATO summit"),
        ("Berg met Mensah on the margins of the OSCE conference in Geneva.", "OSCE conference"),
        ("Berg met Mensah during the African Union summit.", "African Union summit"),
        ("Berg met Mensah at the meeting.", None),
    ],
)
def test_host_event(read, text, name):
    meeting = next(meeting for meeting in read(text).meetings if len(meeting.participants) == 2)
    assert (meeting.host_event.name if meeting.host_event else None) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Berg met Mensah on Monday.", "2022-05-09"),
        ("Berg met on Monday with Mensah.", "2022-05-09"),
        ("On May 4, Berg met Mensah.", "2022-05-04"),
        ("Berg said on Thursday that Soto had met Mensah.", None),
        ("Berg met Mensah, Soto said on Monday.", None),
        ("Berg met Mensah to discuss fishing on Monday.", "2022-05-09"),
        ("Berg held talks on trade with Mensah on Monday.", "2022-05-09"),
        ("Berg hopes to meet Mensah before Monday.", None),
        ("Talks between Norway and Ghana are scheduled for June 3.", "2022-06-03"),
    ],
)
def test_time(read, text, value):
    (meeting,) = read(text).meetings
    assert (meeting.time.value if meeting.time else None) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A third round of talks between Norway and Ghana ended.", 3),
        ("The 12th round of negotiations between Norway and Ghana ended.", 12),
        ("A second meeting between Berg and Mensah ended.", None),
    ],
)
def test_round(read, text, number):
    (meeting,) = read(text).meetings
    assert meeting.round == number


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Soto arrived. He met with Mensah.", "Kofi Mensah,Luis Soto"),
        ("Soto spoke after his meeting with Mensah.", "Kofi Mensah,Luis Soto"),
        ("Soto met his Norwegian counterpart, Anna Berg.", "Anna Berg,Luis Soto"),
        ("Soto said he would meet his Kenyan counterparts.", "Kenyan counterparts,Luis Soto"),
    ],
)
def test_pronouns(read, text, who):
    (meeting,) = read(text).meetings
    assert ",".join(people(meeting)) == who


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Chilean President Luis Soto met Kofi Mensah.", "Chile"),
        ("Luis Soto of Chile met Kofi Mensah.", "Chile"),
        ("Luis Soto, the Chilean president, met Kofi Mensah.", "Chile"),
        ("Luis Soto met Kofi Mensah.", None),
    ],
)
def test_side(read, text, side):
    (meeting,) = read(text).meetings
    (soto,) = [p for p in meeting.participants if p.name == "Luis Soto"]
    assert (soto.side.name if soto.side else None) == side


def test_side_from_the_office(read):
    (meeting,) = read("Norwegian Minister Anna Berg met Kofi Mensah.").meetings
    assert next(p.side.name for p in meeting.participants if p.name == "Anna Berg") == "Norway"


def test_person_before_the_state_that_it_represents(read):
    (meeting,) = read("Norway and Norwegian Minister Anna Berg met Kofi Mensah.").meetings
    assert people(meeting) == ["Anna Berg", "Kofi Mensah"]


def test_group_without_names(read):
    (meeting,) = read("Berg met with senior Chilean officials in Geneva.").meetings
    assert people(meeting) == ["Anna Berg", "senior Chilean officials"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Berg met with national and provincial Ghanaian officials.",
            "national and provincial Ghanaian officials",
        ),
        ("Berg met a number of Ghanaian officials in Geneva.", "Ghanaian officials"),
        ("Berg met representatives of the Chamber of Trade.", "representatives of the Chamber of Trade"),
        ("Berg met leaders of Ghanaian political parties.", "leaders of Ghanaian political parties"),
    ],
)
def test_groups_with_what_describes_them(read, text, who):
    assert people(read(text).meetings[0])[1:] == [who]


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        pytest.param("In Ghana Minister Berg met Mensah.", "Ghana", None, id="no comma behind the frame"),
        pytest.param("During a visit to Ghana, Berg met Mensah.", "Ghana", None, id="during a visit"),
        pytest.param("In Geneva, Berg met Mensah. He also held talks with Soto.", "Geneva", None, id="also: place"),
        pytest.param("On May 4, Berg met Mensah. She also met Soto.", None, "2022-05-04", id="also: day"),
        pytest.param("Berg visited Ghana on May 4, where she met Mensah.", "Ghana", "2022-05-04", id="where"),
        pytest.param("Berg met Mensah in Basel. Berg met Soto.", None, None, id="nothing carried without also"),
    ],
)
def test_frames(read, text, place, day):
    meeting = read(text).meetings[-1]
    assert next(iter(levels(meeting).values()), None) == place
    assert (meeting.time.value if meeting.time else None) == day


def test_ordinal_of_a_meeting_is_no_date(read):
    (meeting,) = read("Berg and Mensah met in Geneva. It was their fourth meeting this year.").meetings
    assert meeting.time is None


def test_departure_is_a_visit(read):
    (meeting,) = read("Foreign Minister Berg left for Ghana on Monday.").meetings
    assert (meeting.kind, levels(meeting)) == ("visit", {"country": "Ghana"})


def test_meeting_of_a_body_hosts_or_is_a_record(read):
    (talks,) = read("Talks with Norway began in Geneva, on the sidelines of a meeting for the OSCE.").meetings
    assert (talks.host_event.name, levels(talks)) == ("meeting for the OSCE", {"city": "Geneva"})
    (meeting,) = read("Berg attended a meeting for the OSCE in Geneva.").meetings
    assert (people(meeting), levels(meeting)) == (["Anna Berg"], {"city": "Geneva"})


def test_media_are_no_participants(read):
    assert read("Berg spoke to the Evening Herald in Geneva.").meetings == ()


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Berg met Mensah in Geneva. The meeting lasted an hour.", [["met", "meeting"]]),
        ("Berg and Mensah met for talks.", [["met", "talks"]]),
        ("Berg met Mensah in Geneva. Berg met Soto in Basel.", [["met"], ["met"]]),
        ("Berg met Mensah on May 4. Berg will meet Mensah on June 3.", [["met"], ["meet"]]),
        ("Berg visited Ghana. During the visit she rested.", [["visited", "visit"]]),
        ("Soto will visit Ghana and Kenya.", [["visit"], ["visit"]]),
        ("Berg met Mensah. Their meeting took place in Geneva.", [["met", "meeting"]]),
        ("Berg met Mensah in Geneva. and Soto met Mensah in Oslo.", [["met"], ["met"]]),
        ("The NATO summit ended in Geneva. The summit was long.", [["NATO summit", "summit"]]),
    ],
)
def test_one_record_an_event(read, text, spans):
    assert [[span.text for span in meeting.spans] for meeting in read(text).meetings] == spans


def test_host_event_refers_to_its_own_record(read):
    document = read(
        "Berg met Mensah on the sidelines of the NATO summit. The NATO summit in Geneva opened on Sunday.\n\n"
        "Soto met Mori during the NATO summit."
    )
    meeting, summit, other = document.meetings
    assert summit.kind == "summit"
    assert summit.host_event is None
    assert meeting.host_event.meeting == other.host_event.meeting == summit
    assert wire.loads(wire.dumps(document)) == document


def test_host_event_that_is_only_named_has_no_record(read):
    (meeting,) = read("Berg met Mensah on the sidelines of the NATO summit.").meetings
    assert meeting.host_event.meeting is None


def test_conference_of_its_sidelines(read):
    conference, meeting = read(
        "Ministers of 20 countries met in Geneva for a conference. Berg met Mensah on the sidelines of the conference."
    ).meetings
    assert [span.text for span in conference.spans] == ["met", "conference", "conference"]
    assert meeting.host_event.meeting == conference


def test_visits_told_twice_are_one(read):
    (visit,) = read("Berg will visit Geneva on June 3. It will be her first visit to Switzerland.").meetings
    assert levels(visit) == {"city": "Geneva", "country": "Switzerland"}


def test_group_of_several_states_has_no_side(read):
    (meeting,) = read("Foreign ministers of Norway and Ghana met in Geneva.").meetings
    assert [participant.side for participant in meeting.participants] == [None]


def test_fronted_host_event(read):
    (meeting,) = read("At the NATO summit, Berg met Mensah.").meetings
    assert (people(meeting), meeting.host_event.name) == (["Anna Berg", "Kofi Mensah"], "NATO summit")


def test_what_a_meeting_is_ahead_of_is_another(read):
    meeting, summit = read("Berg met Mensah ahead of a summit in Geneva.").meetings
    assert (meeting.venue, levels(summit)) == (None, {"city": "Geneva"})


def test_summit_of_leaders_is_a_name(read):
    meeting, summit = read("Berg met Mensah on the margins of the NATO Leaders’ Summit in Geneva.").meetings
    assert meeting.host_event.name == "NATO Leaders’ Summit"
    assert (summit.kind, people(summit)) == ("summit", [])


def test_second_summit_is_another(read):
    first, second = read("Berg and Mensah held a summit. A second summit between Berg and Mensah is planned.").meetings
    assert (first.status, second.status) == ("held", "planned")


def test_conference_of_two_is_none(read):
    (meeting,) = read("Berg met Mensah in Geneva. Soto spoke at the conference.").meetings
    assert [span.text for span in meeting.spans] == ["met"]


def test_named_event_that_somebody_attends_is_its_own(read):
    talks, summit = read("Berg held talks with Mensah. Soto attended the NATO summit in Geneva.").meetings
    assert (talks.venue, summit.kind) == (None, "summit")


def test_spoke_is_the_call_of_the_headline(read):
    (call,) = read("Berg's Call with Mensah\n\nAnna Berg spoke on Monday with Kofi Mensah.\n").meetings
    assert (call.kind, call.medium) == ("call", "phone")


def test_legs_one_after_the_other(read):
    visits = read("Minister Berg goes to Ghana on Monday, then on to Chile.").meetings
    assert [levels(visit) for visit in visits] == [{"country": "Ghana"}, {"country": "Chile"}]


def test_length_is_no_day(read):
    (meeting,) = read("Berg had a meeting with Mensah.").meetings
    assert meeting.time is None


def test_attending_the_meeting_is_no_other_meeting(read):
    (summit,) = read(
        "African Union leaders will hold a summit in Geneva on June 3. Soto is to attend the meeting."
    ).meetings
    assert people(summit) == ["African Union leaders", "Luis Soto"]


def test_the_talks_are_not_those_that_were_called_off(read):
    held, cancelled = read("Berg met Mensah in Geneva. Soto refused to meet Mori. After the talks, Berg left.").meetings
    assert (held.status, cancelled.status) == ("held", "cancelled")
    assert [span.text for span in held.spans] == ["met", "talks"]


def test_meetings_in_two_countries_are_two(read):
    first, second = read("Berg met Mensah in Geneva on Monday, a year after their meeting in Ghana.").meetings
    assert (levels(first), levels(second)) == ({"city": "Geneva"}, {"country": "Ghana"})


def test_region_before_a_state_in_a_list_does_not_lie_in_it(read):
    visits = read("Minister Berg will travel to Ghana, Geneva, Chile and Japan on June 3.").meetings
    assert [levels(visit) for visit in visits] == [
        {"country": "Ghana"},
        {"city": "Geneva"},
        {"country": "Chile"},
        {"country": "Japan"},
    ]


def test_the_dateline_is_no_part_of_the_sentence(read):
    (meeting,) = read("Ministers agree\n\nGENEVA (Reuters) - Berg of Norway met Mensah.\n").meetings
    assert people(meeting) == ["Anna Berg", "Kofi Mensah"]


def test_call_has_no_venue(read):
    (call,) = read("Berg held a phone call with senior ministers in Ghana and Chile.").meetings
    assert (call.kind, call.venue) == ("call", None)


def test_each_leg_of_a_list_is_a_visit(read):
    visits = read("Minister Berg will travel to Geneva, Switzerland; Ghana; and Chile from June 3.").meetings
    assert [levels(visit) for visit in visits] == [
        {"city": "Geneva", "country": "Switzerland"},
        {"country": "Ghana"},
        {"country": "Chile"},
    ]


def test_journey_to_meet_somebody_was_made(read):
    visit, meeting = read("Minister Berg travelled to Ghana to meet Mensah.").meetings
    assert visit.status == meeting.status == "held"


def test_purpose_has_the_day_of_the_journey(read):
    visit, meeting = read("Foreign Minister Berg will travel to Ghana on June 3 to meet Mensah.").meetings
    assert (visit.kind, meeting.kind) == ("visit", "meeting")
    assert visit.time.text == meeting.time.text == "June 3"
    assert people(meeting) == ["Anna Berg", "Kofi Mensah"]


def test_two_runs_agree_and_serialize(read):
    text = "Berg met Mensah at the NATO summit in Geneva on Monday. The meeting was short. Soto visited Kenya."
    assert wire.dumps(read(text)) == wire.dumps(read(text))


TOKENS = """Berg Mensah Norway Norwegian NATO Geneva Nice Monday met meeting with between talks visit to in at the of
and , . ' s ( ) " will not who summit minister ministers president's called phone round third sidelines during
travelled by train go left for signed treaty see each other off dinner where they both visiting due expected delegation led
government opposition after before which they capital Gov spoke telephone stops then on Forum Leaders’ Summit"""
WORDS = st.sampled_from(TOKENS.split())


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=60))
def test_any_words(read, words):
    document = read(" ".join(words))
    for meeting in document.meetings:
        starts = [span.start for span in meeting.spans]
        assert starts == sorted(starts)
        for span in meeting.spans:
            assert document.text[span.start : span.end] == span.text


def test_long_text_without_sentences(read):
    sentence = "Berg met Mensah and Soto with talks between Norway and Ghana in Geneva "

    def prepare(size):
        text = sentence * (size // len(sentence))
        return lambda: read(text)

    assert_linear_time(prepare, (13_000, 104_000))
