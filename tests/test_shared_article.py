"""The shared article, and the token table that looks like the parse."""

import attrs
import pytest

from diplotext import Document, Extractor, Knowledge, Pipeline, Place, Reading, Record
from diplotext.plugin import SharedArticle
from diplotext.syntax import noun_phrase, subject
from diplotext.syntax.table import TokenTable

TEXT = (
    "Foreign Minister Elina Saarela met her Ghanaian counterpart, Kofi Mensah, in Vienna on Monday, officials said.\n\n"
    "“We agreed on nearly everything that was on the table, and we will meet again,” she told reporters in Accra.  \n"
    "The European Union, which was not there, is to send an envoy to Geneva: he knows Marko Vidmar well."
)


@pytest.fixture(scope="module")
def language():
    return Pipeline.of("quotes", "places").language


@pytest.fixture(scope="module")
def parse(language):
    return language(TEXT)


KEPT = [
    "i",
    "idx",
    "text",
    "lower_",
    "lemma_",
    "tag_",
    "pos_",
    "dep_",
    "orth",
    "is_space",
    "n_lefts",
    "n_rights",
    "is_quote",
]


@pytest.mark.parametrize("name", KEPT)
def test_tokens_have_what_spacys_have(parse, name):
    assert [getattr(token, name) for token in TokenTable(parse)] == [getattr(token, name) for token in parse]


def test_trees_are_the_same(parse):
    def shape(tokens):
        return [
            (
                token.head.i,
                [child.i for child in token.children],
                [child.i for child in token.lefts],
                token.left_edge.i,
                token.right_edge.i,
                bool(token.is_sent_start),
            )
            for token in tokens
        ]

    assert shape(TokenTable(parse)) == shape(parse)


def test_spans_are_the_same(parse):
    table = TokenTable(parse)
    for start in range(0, len(parse), 7):
        ours, theirs = table[start : start + 4], parse[start : start + 4]
        assert (ours.text, ours.start_char, ours.end_char, len(ours)) == (
            theirs.text, theirs.start_char, theirs.end_char, len(theirs),
        )  # fmt: skip
        assert [token.i for token in ours] == [token.i for token in theirs]
    assert table[-1].i == parse[-1].i
    assert list(table[5:2]) == []


def test_named_entities_are_the_same(parse):
    assert [(e.start, e.end, e.label, e.text, e.root.i, len(e.tokens)) for e in TokenTable(parse).entities] == [
        (e.start_char, e.end_char, e.label_, e.text, e.root.i, len(e)) for e in parse.ents
    ]
    assert len(parse.ents) > 3


def test_syntax_works_on_the_table(parse):
    verbs = [token.i for token in parse if token.lemma_ in ("meet", "say", "send", "know")]
    for i in verbs:
        ours, theirs = subject(TokenTable(parse)[i]), subject(parse[i])
        assert (ours and ours.i) == (theirs and theirs.i)
        if ours and theirs:
            assert noun_phrase(ours).text == noun_phrase(theirs).text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "One", "(«"])
def test_texts_with_little_in_them(language, text):
    article = SharedArticle(text, Knowledge(), lambda: language(text))
    assert [span.text for span in article.sentences] == [text.strip()] * bool(text.strip())
    assert len(article.tokens) == len(article.parse)


def test_tokens_by_offset(parse):
    table = TokenTable(parse)
    at = TEXT.index("Mensah")
    assert table[table.at(at + 2)].text == "Mensah"
    assert table.at(-1) == -1
    assert [token.text for token in table.inside(at, at + 7)] == ["Mensah", ","]


def test_sentences_need_a_parse_that_holds_them():
    from spacy.lang.en import English

    text = "One. Two."
    with pytest.raises(ValueError, match=r"needs 'doc\.sents'"):
        SharedArticle(text, Knowledge(), lambda: English()(text)).sentences  # noqa: B018


class Watched(Knowledge):
    def __init__(self, records):
        super().__init__(records)
        self.looked = 0

    def names_in(self, *arguments, **options):
        self.looked += 1
        return super().names_in(*arguments, **options)


@attrs.frozen
class Asking(Extractor):
    name = "asking"
    provides = (Place,)

    def extract(self, reading):
        self.seen.append((reading.article, reading.article.tokens, reading.article.sentences, reading.parse))
        assert [match.name.text for match in reading.article.matches(("city",))] == ["Vienna"]
        assert not reading.article.matches(("state",))
        return []


@attrs.frozen
class AskingAgain(Asking):
    name = "asking-again"


def test_readings_of_one_document_share_it(monkeypatch):
    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(Asking, "seen", seen, raising=False)
    knowledge = Watched([Record(id="city:v", kind="city", name="Vienna", source="x", as_of="2020")])
    Pipeline([Asking(), AskingAgain()], knowledge=knowledge).read(TEXT)
    first, second = seen
    assert all(one is other for one, other in zip(first, second, strict=True))
    assert knowledge.looked == 1


def test_a_reading_without_a_pipeline_makes_its_own(language):
    reading = Reading(Document(TEXT), Knowledge(), lambda: language(TEXT))
    assert reading.article is reading.article
    assert list(reading.sentences()) == list(reading.article.sentences)
    assert reading.article.sentence_at(TEXT.index("Accra")) == reading.article.sentence_at(TEXT.index("We agreed"))
    assert reading.article.words.forms[0] == "Foreign"
