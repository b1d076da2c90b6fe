"""Who is named by the noun phrases of an event, read with the installed language models."""

import pytest

from diplotext import Annotation, Extractor, Organization, Person, Pipeline, Place, State, Statement, TimeExpression
from diplotext.errors import PipelineError
from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.parties import PartyReader
from diplotext.testing import assert_linear_time

pytest.importorskip("diplotext_people")
PLUGINS = ("dates", "organizations", "people", "quotes", "places")
KEPT = []


class Seen(Annotation):
    """What the extractor below provides: nothing."""


class Capture(Extractor):
    """Keeps the tokens and what earlier extractors found."""

    name = "capture"
    provides = (Seen,)
    requires = (Person, Organization, State, Place, Statement, TimeExpression)
    needs = ("token.dep", "token.pos", "token.tag", "token.lemma", "doc.sents", "doc.ents")

    def extract(self, reading):
        KEPT.append(AnnotatedTokens(reading.document, reading.article.tokens))
        return ()


@pytest.fixture(scope="module", params=["en_diplotext_accurate", "en_diplotext"])
def read(request):
    pytest.importorskip(request.param)
    try:
        others = Pipeline.of(*PLUGINS).extractors
    except PipelineError as error:
        pytest.skip(str(error))
    pipeline = Pipeline([*others, Capture()], language=request.param)

    def of(text):
        pipeline.read(text.replace("*", ""))
        return KEPT.pop()

    of.is_accurate = request.param.endswith("accurate")
    return of


def at_star(annotated, text):
    """The word after the star in a text."""
    return annotated.tokens[annotated.tokens.at(text.index("*"))]


def shown(parties):
    """Each party as its words, the name of the entity if it is another, and its side."""
    return ", ".join(map(described, parties))


def described(party):
    words = party.mention.text if party.mention else "-"
    name = f"={party.entity.name}" if party.entity and party.entity.name != words else ""
    return f"{words}{name}" + (f" [{party.side.name}]" if party.side else "")


TITLES = {
    "titles before names, which the parse parts from them": (
        (
            "In Geneva on Monday the Norwegian leader met *Minister for Foreign Affairs of Germany Eva Lund and Foreign "
            "Minister Amina Odera of Kenya before the conference on water."
        ),
        "Eva Lund [Germany], Amina Odera [Kenya]",
    ),
    "a list of a read-out": (
        (
            "The president received *Speaker of the Federation Council Valentina Marova, Defence Minister Sergei Yarov, "
            "Director of the Foreign Intelligence Service Ivan Petrenko and Presidential Aide Anton Belov."
        ),
        "Valentina Marova [Federation Council], Sergei Yarov, Ivan Petrenko [Foreign Intelligence Service], Anton Belov",
    ),
    "a title after the name": (
        (
            "Before the opening of the summit in Accra, *Anna Berg, Norway's foreign minister, met the president of Ghana and "
            "his adviser on security."
        ),
        "Anna Berg [Norway]",
    ),
    "a title before the name and a comma": (
        (
            "The Ghanaian *president, Kofi Mensah, was received by the king of Norway on the first day of his visit to the "
            "country last week."
        ),
        "Kofi Mensah [Ghana]",
    ),
    "two titles": (
        (
            "The *chairman of the African Union, President Kofi Mensah of Ghana, met with the prime minister of Norway on the "
            "margins of the conference."
        ),
        "Kofi Mensah [Ghana]",
    ),
    "an ambassador does not represent the state that he is sent to": (
        (
            "Prime Minister Eva Lund received *Ambassador to Norway Kofi Mensah, Chief of Staff of the Army Luis Soto and Deputy "
            "Head of the President's Office Peter Lindqvist on Friday."
        ),
        "Kofi Mensah, Luis Soto, Peter Lindqvist",
    ),
    "names with the state in front": (
        (
            "Foreign Minister Anna Berg met with Ghana's Kofi *Mensah and Chile's Luis Soto on the sidelines of the General "
            "Assembly in New York on Wednesday."
        ),
        "Kofi Mensah [Ghana], Luis Soto [Chile]",
    ),
    "no title without a name is a party beside that name": (
        (
            "At the White House, Secretary of State Anna Berg met National Security Adviser Luis *Soto, Senator Eva Lund "
            "(D-Ohio), Rep. Peter Lindqvist and other members of Congress."
        ),
        "Luis Soto, Eva Lund, Peter Lindqvist, members of Congress [United States Congress]",
    ),
}
LISTS = {
    "as well as, along with": (
        (
            "Anna Berg met Kofi *Mensah as well as Eva Lund, Germany's foreign minister, along with the Chilean ambassador, Luis "
            "Soto, in Vienna."
        ),
        "Kofi Mensah, Eva Lund [Germany], Luis Soto [Chile]",
    ),
    "together with": (
        (
            "Anna *Berg, together with Kofi Mensah, received the heads of the agencies that distribute food and medicine in the "
            "border region."
        ),
        "Anna Berg, Kofi Mensah",
    ),
    "neither family nor others": (
        (
            "Foreign Minister Anna Berg and his wife received Kofi *Mensah, Luis Soto and others at the residence in Oslo on "
            "Sunday evening."
        ),
        "Kofi Mensah, Luis Soto",
    ),
    "states and organizations": (
        "Ghanaian and Norwegian officials met in Accra on Monday with the *EU and NATO to prepare the conference of donors.",
        "EU=European Union, NATO=North Atlantic Treaty Organization",
    ),
    "a group of persons with a list after a dash": (
        (
            "Norwegian Foreign Minister Anna Berg held talks with her *counterparts, Kofi Mensah and Luis Soto, and three leaders "
            "— Eva Lund, Peter Lindqvist and Amina Odera."
        ),
        "Kofi Mensah, Luis Soto, Eva Lund, Peter Lindqvist, Amina Odera",
    ),
    "members named after their group take its sides": (
        (
            "Secretary-General António Sousa of the United Nations received the foreign *ministers of Norway and Ghana, Anna "
            "Berg and Kofi Mensah, in New York on Monday."
        ),
        "Anna Berg [Norway], Kofi Mensah [Ghana]",
    ),
    "respectively": (
        (
            "Egyptian foreign minister Sami *Halim and his Greek, Cypriot and French counterparts, Nikos Dimas, Petros Loizou and "
            "Jean Morel, respectively, met in Cairo on Wednesday."
        ),
        "Sami Halim [Egypt], Nikos Dimas [Greece], Petros Loizou [Cyprus], Jean Morel [France]",
    ),
    "a list of groups is no apposition": (
        (
            "Norwegian President Kofi Mensah met union *leaders, the mayors of Oslo and Bergen, and Archbishop Luis Soto before he "
            "flew home late on Friday evening."
        ),
        "union leaders, mayors of Oslo and Bergen, Luis Soto",
    ),
    "the leader of a delegation": (
        (
            "Ghana's *delegation, headed by Deputy Foreign Minister Luis Soto, met the foreign minister in the capital for an "
            "hour on Monday."
        ),
        "Luis Soto [Ghana]",
    ),
    "one who comes along": (
        (
            "Anna Berg received a *delegation led by Finance Minister Luis Soto of Chile, accompanied by Eva Lund, at the "
            "ministry on Tuesday."
        ),
        "Luis Soto [Chile], Eva Lund",
    ),
    "the two sides with their representatives": (
        (
            "The two *sides, represented by Anna Berg and Kofi Mensah respectively, met in Geneva on Tuesday to discuss the "
            "border between them."
        ),
        "Anna Berg, Kofi Mensah",
    ),
    "a clause after the list": (
        (
            "Anna Berg met Kofi *Mensah in Oslo on Monday, and Foreign Minister Luis Soto of Chile visited the north of the "
            "country with his deputy."
        ),
        "Kofi Mensah",
    ),
}
GROUPS = {
    "states on no one side": (
        (
            "*Leaders of Norway and Ghana met in Geneva for the first time since the dispute about fishing rights began last "
            "year."
        ),
        "Leaders of Norway and Ghana",
    ),
    "a longer list of states": (
        (
            "Foreign *ministers of Norway, Sweden and Finland met a number of Ghanaian officials in Helsinki at the end of the "
            "week."
        ),
        "Foreign ministers of Norway, Sweden and Finland",
    ),
    "a possessor that the group shares": (
        (
            "*Norway and Ghana's foreign ministers met in Geneva on Monday to discuss the protection of the fisheries off the "
            "coast of Africa."
        ),
        "Norway and Ghana's foreign ministers",
    ),
    "demonyms that the group shares": (
        (
            "Ghanaian and Norwegian *officials met in Accra on Monday to prepare the visit of the prime minister to the north of "
            "the country."
        ),
        "Ghanaian and Norwegian officials",
    ),
    "an amount": (
        (
            "Foreign ministers of the region met a *number of Ghanaian officials in Helsinki on the second day of the conference "
            "on the sea."
        ),
        "Ghanaian officials [Ghana]",
    ),
    "of a body": (
        (
            "On Monday Anna Berg met *representatives of the Union of Industrialists to talk about trade with the countries of "
            "West Africa."
        ),
        "representatives of the Union of Industrialists [Union of Industrialists]",
    ),
    "members of a body": (
        (
            "While the talks went on, Security Council *members held consultations with senior officials from the European Union "
            "about the mission."
        ),
        "Security Council members [United Nations Security Council]",
    ),
    "titles of unnamed persons": (
        (
            "On Monday President Kofi Mensah of Ghana met with the French *president and the German chancellor on the margins of "
            "the summit in Berlin."
        ),
        "French president [France], German chancellor [Germany]",
    ),
    "a counterpart whom the text does not name": (
        (
            "Norwegian Foreign Minister Anna Berg held talks on Monday with her Ghanaian *counterpart about trade and the "
            "protection of fisheries."
        ),
        "Ghanaian counterpart [Ghana]",
    ),
    "a counterpart whom the text has named": (
        (
            "Anna Berg, Norway's foreign minister, met Ghana's foreign minister, Kofi Mensah, in Accra in March. On Tuesday she "
            "again held talks with her Ghanaian *counterpart in Geneva."
        ),
        "Ghanaian counterpart=Kofi Mensah [Ghana]",
    ),
    "a place is neither party nor side": (
        (
            "On the last day of her visit Anna Berg met with the *governor of Ashanti in Ghana to talk about the harvest and the "
            "price of cocoa."
        ),
        "governor of Ashanti",
    ),
    "a topic is no side": (
        (
            "A delegation from Ghana met *officials dealing with Iran at the foreign ministry in Oslo before the opening of the "
            "conference."
        ),
        "officials",
    ),
    "delegation from a state": (
        (
            "A *delegation from Ghana met officials dealing with Iran at the foreign ministry in Oslo before the opening of the "
            "conference."
        ),
        "delegation from Ghana [Ghana]",
    ),
}
REFERENCES = {
    "they": (
        (
            "Anna Berg met Kofi Mensah in Oslo at the beginning of the week. *They held talks about trade and the protection of "
            "fisheries."
        ),
        "They=Anna Berg, They=Kofi Mensah",
    ),
    "the two sides": (
        (
            "Norway and Ghana have quarrelled about fishing rights for years. The two *sides met in Geneva on Tuesday to find a "
            "solution."
        ),
        "The two sides=Norway, The two sides=Ghana",
    ),
    "the first person": (
        (
            "“*I met Foreign Minister Anna Berg of Norway, and the talks with her were useful,” President Kofi Mensah of Ghana "
            "told reporters in Accra."
        ),
        "I=Kofi Mensah [Ghana]",
    ),
    "the people of a state": (
        (
            "Foreign Minister Anna Berg gave a short speech about the war in the capital before she met the *Russians at a hotel "
            "near the lake."
        ),
        "Russians=Russia",
    ),
}
NOBODY = {
    "a deadline": "The company met the *deadline for its report to the authorities in Oslo, although it had asked for more "
    "time before.",
    "opposition as a noun of action": "The plan of the foreign minister met with *opposition from the industry and was "
    "changed before the vote in parliament.",
    "a plan": "The *plan met with criticism from the industry and was changed before the vote in parliament at the end of "
    "the week.",
    "a newspaper": "Foreign Minister Anna Berg spoke with *Reuters about the conference and the war before she flew back to "
    "Oslo in the evening.",
    "a place": "The president of Ghana arrived in *Geneva on Monday for a conference on the protection of the oceans and of "
    "their fish.",
    "two ministers whom nobody has named": "The two *ministers met in Geneva on Monday, a spokesman said, and will meet again "
    "before the end of the year.",
}
MODIFIERS = {
    "a pair of names": (
        (
            "The second round of Norway-Ghana *talks opened in Geneva on Monday with a speech by the mediator of the United "
            "Nations."
        ),
        "Norway, Ghana",
    ),
    "a pair in one token": (
        "The U.S.-ASEAN *summit opened on Monday with a dinner for the heads of the delegations in a hotel by the river.",
        "U.S.=United States, ASEAN=Association of Southeast Asian Nations",
    ),
    "demonyms": (
        (
            "Norwegian-Ghanaian *consultations on trade will be held in Oslo in May, a spokesman for the ministry told reporters "
            "on Monday."
        ),
        "Norwegian=Norway, Ghanaian=Ghana",
    ),
    "a people without a state": (
        "Arab-Israeli *talks on the distribution of water resumed in Geneva on Monday after a break of more than three years.",
        "Arab, Israeli=Israel",
    ),
    "with and": (
        (
            "On Monday U.S. and Chinese *consultations on trade began in Geneva, where both delegations had arrived on the "
            "evening before."
        ),
        "U.S.=United States, Chinese=China",
    ),
    "possessors": (
        (
            "In spring Norway's and Ghana's *talks about the protection of fisheries had ended without a result after less than "
            "a week."
        ),
        "Norway, Ghana",
    ),
    "never half of a pair": (
        (
            "The mediator announced on Monday that Norway and Ghana's *consultations on trade would go on in Geneva for another "
            "week."
        ),
        "Norway, Ghana",
    ),
    "a person": (
        (
            "The newspapers in Accra wrote at length about Anna Berg's *visit and about the plans for a port in the west of the "
            "country."
        ),
        "Anna Berg",
    ),
    "a pronoun": (
        (
            "During his *meeting with the ministers in Oslo, President Kofi Mensah of Ghana praised the work of the mediators in "
            "the border region."
        ),
        "his=Kofi Mensah [Ghana]",
    ),
    "a day is nobody": (
        (
            "After Monday's *talks in Geneva the foreign ministers of both countries spoke to reporters about the results of "
            "the week."
        ),
        "",
    ),
    "one organization is the body that meets": (
        (
            "The NATO *summit in Oslo ended on Tuesday with a declaration on the security of the sea lanes in the north of "
            "Europe."
        ),
        "",
    ),
    "leaders in the name of an event": (
        "The president will take part in the Quad Leaders' *Summit in Sydney next month, a spokesman for the White House said.",
        "",
    ),
}
NOT_FAST = (
    "members named after their group",
    "respectively",
    "never half",
    "a list of a read-out",
    "one who comes along",
)


def rows(table):
    return pytest.mark.parametrize(("text", "expected"), table.values(), ids=table.keys())


@rows(TITLES | LISTS | GROUPS | REFERENCES)
def test_parties(read, text, expected, request):
    if not read.is_accurate and any(name in request.node.name for name in NOT_FAST):
        pytest.skip("the small language model parses this otherwise")
    annotated = read(text)
    assert shown(PartyReader(annotated).of(at_star(annotated, text))) == expected


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_nobody(read, text):
    annotated = read(text)
    assert PartyReader(annotated).of(at_star(annotated, text)) == ()


@rows(MODIFIERS)
def test_in_front_of_an_event(read, text, expected, request):
    if not read.is_accurate and any(name in request.node.name for name in NOT_FAST):
        pytest.skip("the small language model parses this otherwise")
    annotated = read(text)
    assert shown(PartyReader(annotated).modifiers(at_star(annotated, text))) == expected


def test_a_phrase_without_those_coordinated_with_it(read):
    text = "Anna Berg met Kofi Mensah and Luis *Soto, who had arrived in Oslo from the conference in Geneva on Sunday."
    annotated = read(text)
    reader, noun = PartyReader(annotated), at_star(annotated, text)
    assert shown(reader.alone(noun)) == "Luis Soto"
    assert shown(reader.of(noun)) == "Kofi Mensah, Luis Soto"


def test_what_a_party_becomes(read):
    text = "On Monday President Kofi Mensah of Ghana met with French *officials on the margins of the summit in Berlin."
    annotated = read(text)
    (party,) = PartyReader(annotated).of(at_star(annotated, text))
    assert [token.text for token in annotated.tokens[party.first : party.end]] == ["French", "officials"]
    participant = party.participant()
    assert (participant.name, participant.entity, str(participant.side)) == ("French officials", None, "France")
    assert party.is_plural


def test_linear_time(read):
    def prepare(length):
        sentence = "Minister of Trade Anna Berg, the Ghanaian envoy, Luis Soto, they and others met in Oslo. "
        annotated = read(sentence * (length // len(sentence) + 1))
        nouns = [token for token in annotated.tokens if token.tag_[:1] == "N"]
        return lambda: read_all(annotated, nouns)

    assert_linear_time(prepare, sizes=(4_000, 24_000), name="reading parties")


def read_all(annotated, nouns):
    reader = PartyReader(annotated)
    return [reader.of(noun) for noun in nouns]
