"""Where, when and at whose event something takes place, on sentences of the length that news has."""

from __future__ import annotations

import datetime
from functools import cache

import pytest
from spacy.tokens import Token

from diplotext import (
    Document,
    Extractor,
    Meeting,
    Organization,
    Person,
    Pipeline,
    Place,
    Reading,
    State,
    TimeExpression,
)
from diplotext.events.annotated import AnnotatedTokens
from diplotext.events.circumstances import CircumstanceReader, Circumstances
from diplotext.syntax import TokenTable

LEVELS = ("site", "city", "other", "country")

# Text (paragraphs separated by //) | trigger, with its number where the word is there twice, ">" for a visit |
# the verb that governs it | what is found: at venue, on day, host event, round, format, by medium.
CASES = """
Prime Minister Anna Berg of Norway met President Kofi Mensah of Ghana in Geneva on Monday to discuss trade and the war in Sudan. | met | - | at=city=Geneva, on=Monday
Norwegian Foreign Minister Anna Berg held talks with her Ghanaian counterpart Kofi Mensah at the Hofburg Palace in Vienna, Austria, on 4 June. | talks | held | at=site=Hofburg Palace/city=Vienna/country=Austria, on=4 June
Anna Berg, the Norwegian foreign minister, said in Oslo on Tuesday that she had met the Ghanaian president, Kofi Mensah, before. | met | - | nothing
In Rome on May 4, Norwegian Prime Minister Anna Berg met Kofi Mensah, the president of Ghana, for two hours of talks on migration. | met | - | at=city=Rome, on=May 4
During his visit to Malta, Norwegian Foreign Minister Peter Lindqvist met President Kofi Mensah of Ghana and signed an agreement on fishing. | met | - | at=country=Malta, host=visit
While in Brussels, the Norwegian foreign minister, Anna Berg, met her Ghanaian counterpart, Kofi Mensah, to talk about grain exports. | met | - | at=city=Brussels
Foreign Minister Anna Berg of Norway arrived in Rome on Monday and held talks with Ghana's president, Kofi Mensah, about the fighting in Sudan. | talks | held | at=city=Rome, on=Monday
Foreign Minister Anna Berg of Norway visited Malta on Sunday, where she met Ghana's president, Kofi Mensah, to discuss migration. | met | - | at=country=Malta, on=Sunday
Norwegian Prime Minister Anna Berg flew to Bonn on Thursday for talks with Ghana's president, Kofi Mensah, on climate finance. | talks | - | at=city=Bonn, on=Thursday
The Norwegian envoy, Peter Lindqvist, will travel to Lima next week to meet the president of Ghana, Kofi Mensah, officials said on Friday. | meet | - | at=city=Lima, on=next week
Diplomats from Norway and Ghana opened a third round of talks on the war in Sudan in Geneva on Wednesday, a spokesman said in Oslo. | talks | opened | at=city=Geneva, on=Wednesday, round=3
Officials of Norway and Ghana held talks on the war in Syria, Foreign Minister Anna Berg told reporters in Oslo on Monday. | talks | held | nothing
Norwegian Prime Minister Anna Berg visited Malta on 2 June and Cyprus on 3 June, the government in Oslo said in a statement. | visited> | - | at=country=Malta;country=Cyprus, on=2 June;3 June
Norwegian Prime Minister Anna Berg will travel to Lima and Quito from 3 to 6 July, her office said on Tuesday in Oslo. | travel> | - | at=other=Lima and Quito, on=from 3 to 6 July
Anna Berg met Ghana's president, Kofi Mensah, on the sidelines of the G20 summit in Rome on Saturday, the Norwegian ministry said. | met | - | at=city=Rome, on=Saturday, host=G20 summit
Norway's foreign minister, Anna Berg, spoke by phone with President Kofi Mensah of Ghana on Monday about the situation in Sudan. | spoke | - | on=Monday, by=phone
Norway's foreign minister, Anna Berg, spoke with President Kofi Mensah of Ghana via video link on Monday about the situation in Sudan. | spoke | - | on=Monday, by=video
NATO foreign ministers will gather in Brussels next Thursday for a NATO summit devoted to the defence of Norway and Finland. | summit | - | at=city=Brussels, on=next Thursday, format=North Atlantic Treaty Organization
The Security Council met in New York on Friday at the request of Norway to discuss the fighting in Sudan and Chad. | met | - | at=city=New York, on=Friday, format=United Nations Security Council
A meeting of the Security Council on the war in Sudan is scheduled for Monday, the Norwegian ambassador said in New York. | meeting | scheduled | on=Monday, format=United Nations Security Council
Monday's meeting between Anna Berg of Norway and Kofi Mensah of Ghana took place at the presidential palace in Accra. | meeting | took | at=site=presidential palace/city=Accra, on=Monday
The Norwegian minister, Anna Berg, agreed on Monday to meet her Ghanaian counterpart, Kofi Mensah, in Geneva at the end of the month. | meet | - | at=city=Geneva, on=the end of the month
Norway and Ghana must conclude their negotiations by Friday, Foreign Minister Anna Berg said after talks in Vienna with Kofi Mensah. | negotiations | conclude | nothing
Norway and Ghana must conclude their negotiations by Friday, Foreign Minister Anna Berg said after talks in Vienna with Kofi Mensah. | talks | - | at=city=Vienna
In Oslo, Foreign Minister Anna Berg said that President Kofi Mensah of Ghana would meet the Norwegian king on Thursday. | meet | - | on=Thursday
OSLO, June 7 (EXW) - Norwegian Foreign Minister Anna Berg met the president of Ghana, Kofi Mensah, on Friday to discuss fishing. // The talks are to go on. | met | - | on=Friday
Norway's foreign minister, Anna Berg, met Kofi Mensah of Ghana in Geneva on Monday. She also met the Maltese president, Maria Vella. | met:1 | - | at=city=Geneva, on=Monday
Norway's foreign minister, Anna Berg, will host Ghana's president, Kofi Mensah, at her private residence near Bergen on 12 June. | host | - | at=site=private residence/city=Bergen, on=12 June
The Riga summit of Norwegian and Ghanaian leaders produced no agreement, Anna Berg told the parliament in Oslo on Monday. | summit | produced | at=city=Riga
Moscow met the demands of Norway and the president of Ghana said that further talks with Anna Berg would be useful. | talks | - | nothing
After talks in Paris with Anna Berg of Norway, President Kofi Mensah of Ghana flew to Rome on Monday to meet the Maltese leader. | meet | - | at=city=Rome, on=Monday
After talks in Paris with Anna Berg of Norway, President Kofi Mensah of Ghana flew to Rome on Monday to meet the Maltese leader. | talks | - | at=city=Paris
President Kofi Mensah of Ghana is expected to visit the Swiss city of Geneva in July, a spokesman for the Norwegian government said. | visit> | - | at=city=Geneva, on=July
A visit to Ghana by Norway's foreign minister, Anna Berg, was postponed on Friday because of the fighting in northern Sudan. | visit> | postponed | at=country=Ghana
Foreign Minister Anna Berg of Norway visited Malta, where she met Ghana's president, Kofi Mensah, to discuss migration. | met | - | at=country=Malta
Norwegian Foreign Minister Anna Berg travelled to Rome on Sunday, where she held talks with Ghana's president, Kofi Mensah. | talks | held | at=city=Rome, on=Sunday
Speaking to reporters in Oslo on Tuesday after talks with Ghana's president, Kofi Mensah, in Accra, Anna Berg praised the progress. | talks | - | at=city=Accra
Anna Berg and Kofi Mensah shook hands before a meeting at the Norwegian embassy in Accra, Ghana, on Tuesday, 4 June. | meeting | - | at=site=Norwegian embassy/city=Accra/country=Ghana, on=Tuesday, 4 June
The president of Norway and the prime minister of Ghana met in the Saudi capital, Riyadh, on Sunday for their first summit. | met | - | at=city=Riyadh, on=Sunday
Talks between Norway and Ghana on the future of the Sudan mission are due to resume in Geneva on Monday after a pause. | Talks | are | at=city=Geneva, on=Monday
A summit of the leaders of Norway, Ghana and Malta, to be held in Valletta in September, will deal with migration. | summit | deal | at=city=Valletta, on=September
The two ministers will meet again before the end of June, Anna Berg of Norway said after the meeting with Kofi Mensah. | meet | - | nothing
Norway's foreign minister met with the leaders of opposition parties in Malta and the president of Ghana on Tuesday, officials said. | met | - | on=Tuesday
Norway's president, Anna Berg, telephoned Kofi Mensah of Ghana on Monday and will visit Accra next week, her spokesman said. | telephoned | - | on=Monday
Norway's president, Anna Berg, telephoned Kofi Mensah of Ghana on Monday and will visit Accra next week, her spokesman said. | visit> | - | at=city=Accra, on=next week
The president of Norway met Kofi Mensah of Ghana in Bern and the king of Jordan in Geneva on the same trip last month. | met | - | at=city=Bern, on=last month
President Anna Berg of Norway met her counterpart, Kofi Mensah of Ghana, at the White House in Washington on Thursday morning. | met | - | at=site=White House/city=Washington, on=Thursday morning
Anna Berg welcomed President Kofi Mensah of Ghana to the Royal Palace in Oslo on Wednesday for two days of talks. | welcomed | - | at=site=Royal Palace/city=Oslo, on=Wednesday
Anna Berg welcomed President Kofi Mensah of Ghana to the Royal Palace in Oslo on Wednesday for two days of talks. | talks | - | at=site=Royal Palace/city=Oslo, on=Wednesday
Ministers from Norway, Ghana and Malta met in Rome and Geneva last week to prepare the treaty on fishing, a diplomat said. | met | - | at=other=Rome and Geneva, on=last week
The Norwegian foreign minister told parliament on Monday that a meeting with her Ghanaian counterpart in Malta had been useful. | meeting | useful | at=country=Malta
Ghana's president will meet the Norwegian prime minister at the Munich Security Conference on Saturday, his office said on Tuesday. | meet | - | on=Saturday, host=Munich Security Conference
Foreign ministers from the G7 group met in Tokyo on Tuesday, and the Norwegian minister, Anna Berg, will host them next year. | met | - | at=city=Tokyo, on=Tuesday
Their second round of negotiations, which began in Doha on Sunday, ended without agreement, the Norwegian mediator said on Tuesday. | negotiations | - | at=city=Doha, on=Sunday, round=2
Anna Berg leaves for Malta on Friday for a three-day visit that will include talks with Kofi Mensah of Ghana. | leaves> | - | at=country=Malta, on=Friday
ACCRA, June 7 (EXW) - Norwegian Foreign Minister Anna Berg began talks here on Friday with the president of Ghana, Kofi Mensah. // More is expected. | talks | began | at=city=ACCRA, on=Friday
Ghana said on Tuesday it would send its foreign minister to a conference in Oslo in July to discuss the war in Sudan. | conference | - | at=city=Oslo, on=July
Norwegian officials met Ghanaian negotiators to discuss the release of prisoners held in Chad, and a deal was signed on Monday. | met | - | nothing
On Tuesday in Vienna, the third round of talks between Norway and Ghana ended with a joint statement on fishing rights. | talks | - | at=city=Vienna, on=Tuesday, round=3
President Anna Berg, who arrived in Accra on Sunday on a four-day state visit, will hold talks with Kofi Mensah on Tuesday. | talks | hold | on=Tuesday
Anna Berg arrived in Accra on Sunday on a four-day state visit and will hold talks with Kofi Mensah of Ghana on Tuesday. | talks | hold | at=city=Accra, on=Tuesday
Anna Berg will hold a virtual meeting with President Kofi Mensah of Ghana on 12 June, the Norwegian government announced on Friday. | meeting | hold | on=12 June, by=video
Norway cancelled a meeting with Ghana's foreign minister that had been planned for Monday in Geneva, officials said in Oslo on Friday. | meeting | cancelled | at=city=Geneva, on=Monday
During talks with Anna Berg of Norway, Ghana's president, Kofi Mensah, discussed the situation in northern Sudan and fishing quotas. | talks | - | nothing
Anna Berg of Norway discussed the grain agreement in Geneva on Monday with the president of Ghana, Kofi Mensah, officials said. | discussed | - | at=city=Geneva, on=Monday
Kofi Mensah, the president of Ghana, was briefed by ministers and flew to Bergen on Monday to meet Norway's prime minister. | meet | - | at=city=Bergen, on=Monday
African leaders gathered in Accra for a summit where Anna Berg and Kofi Mensah signed an agreement on fishing in June. | signed | - | at=city=Accra, on=June, host=summit
"""


class Reader(Extractor):
    """Keeps what it is given to read."""

    name = "circumstances_under_test"
    provides = (Meeting,)
    requires = (Person, State, Place)
    uses = (Organization, TimeExpression)
    needs = ("doc.sents", "token.dep", "token.tag", "token.lemma")

    def extract(self, reading: Reading):
        KEPT[:] = [(reading.document, reading.article.tokens)]
        return ()


KEPT: list[tuple[Document, TokenTable]] = []


@cache
def pipeline(model: str) -> Pipeline:
    found = Pipeline.of("people", "organizations", "dates", "venues", language=model)
    return Pipeline([*found.extractors, Reader()], language=model)


def annotated(text: str, model: str) -> AnnotatedTokens:
    """The annotated tokens of a text published on Friday, 7 June 2024."""
    pipeline(model).read(Document.from_article(text.replace(" // ", "\n\n"), published=datetime.date(2024, 6, 7)))
    return AnnotatedTokens(*KEPT[0])


def word(tokens: TokenTable, asked: str) -> Token:
    form, _, number = asked.rstrip(">").partition(":")
    return [token for token in tokens if token.text == form][int(number or 0)]


def told(found: Circumstances) -> str:
    """What was found, in the words of the cases."""
    venues = ["/".join(f"{name}={level.text}" for name in LEVELS if (level := getattr(v, name))) for v in found.venues]
    parts = {
        "at": ";".join(venues),
        "on": ";".join(time.text if time else "-" for time in found.times),
        "host": found.host.name if found.host else "",
        "round": found.round,
        "format": found.format.name if found.format else "",
        "by": found.medium,
    }
    return ", ".join(f"{name}={value}" for name, value in parts.items() if value) or "nothing"


def cases():
    for line in CASES.strip().splitlines():
        text, trigger, support, expected = (part.strip() for part in line.split(" | "))
        yield pytest.param(text, trigger, support, expected, id=f"{text[:40]}-{trigger}")


@pytest.mark.parametrize(("text", "trigger", "support", "expected"), [*cases()])
def test_circumstances(text, trigger, support, expected):
    pytest.importorskip("en_diplotext_accurate")
    read = annotated(text, "en_diplotext_accurate")
    governor = None if support == "-" else word(read.tokens, support)
    found = CircumstanceReader(read).of(word(read.tokens, trigger), governor, destination=trigger.endswith(">"))
    assert told(found) == expected


def test_the_small_model_finds_nearly_all():
    pytest.importorskip("en_diplotext")
    right = 0
    rows = [line.split(" | ") for line in CASES.strip().splitlines()]
    for text, trigger, support, expected in rows:
        read = annotated(text, "en_diplotext")
        governor = None if support == "-" else word(read.tokens, support)
        found = CircumstanceReader(read).of(word(read.tokens, trigger), governor, destination=trigger.endswith(">"))
        right += told(found) == expected
    assert right >= 0.9 * len(rows)


def test_a_long_chain_of_sentences_that_go_on_takes_linear_time():
    pytest.importorskip("en_diplotext")
    text = "Anna Berg met Kofi Mensah in Geneva on Monday. " + "She also met Peter Lindqvist of Norway. " * 1_200
    read = annotated(text, "en_diplotext")
    reader = CircumstanceReader(read)
    last = [token for token in read.tokens if token.text == "met"][-1]
    assert told(reader.of(last, None)) == "at=city=Geneva, on=Monday"
