"""Claims against articles: every verdict, and no pass without evidence."""

import json
import re
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import diplotext
from diplotext import Claim, ClaimError, verify
from diplotext.cli.main import cli
from diplotext.comparison.differences import align, side_by_side
from diplotext.comparison.wording import Wording, stem
from diplotext.report import render_verdicts
from diplotext.testing import assert_linear_time
from diplotext.verification import Index, claims_in, read_claims

TEXT = """\
VIENNA, March 15 (Example Wire) - Finnish Foreign Minister Elina Saarela met her Slovenian counterpart Marko Vidmar in
Vienna on Wednesday. “We want the crossing open before the summer,” Saarela said. “Twelve per cent of the trade,” she
added, “goes through it.”

Vidmar said that Slovenia would not close its embassy in Korda. He did not say whether “the deal is dead.” A spokesman
said that Norway had promised 5 million euros. Saarela denied that Finland had paid for the new bridge.

Kenyan President Daniel Mutua and Prime Minister Ana Rocha of Portugal are to meet in Lisbon on Friday. Asked about the
talks, Mutua told reporters: “We shall not leave the table before the treaty is signed by all sides.”
"""
OTHER = """\
“We want the crossing open before the summer and we shall pay for it,” Marko Vidmar told a newspaper on Tuesday.
"""


@pytest.fixture(scope="module")
def index():
    pipeline = diplotext.Pipeline.of()
    articles = [
        {"id": "wire", "text": TEXT, "published": "2023-03-16"},
        {"id": "paper", "text": OTHER, "published": "2023-03-22"},
    ]
    return Index(pipeline.stream(articles))


SAID = {"quotation": "We want the crossing open before the summer", "source": "wire"}
ADDED = {"speaker": "Saarela"}


@pytest.mark.parametrize(
    ("claim", "verdict", "reason"),
    [
        ({**SAID, "speaker": "Elina Saarela"}, "verbatim", "said by Elina Saarela"),
        ({**SAID, "speaker": "Saarela"}, "verbatim", ""),
        ({**SAID, "speaker": "Foreign Minister Saarela"}, "verbatim", ""),
        ({**SAID, "speaker": "the Finnish foreign minister"}, "verbatim", ""),
        (SAID, "verbatim", ""),
        ({**SAID, "speaker": "Marko Vidmar"}, "misattributed", "Elina Saarela"),
        ({**SAID, "speaker": "Finland"}, "ambiguous", "whether that is Finland"),
        ({**SAID, "speaker": "Pekka Saarela"}, "misattributed", ""),
        ({**SAID, "quotation": "we want the crossing open … before the summer.", **ADDED}, "repaired", "marks"),
        ({**SAID, "quotation": "We want [it] open before the summer", **ADDED}, "repaired", ""),
        ({**SAID, "quotation": "We want the crossing … the summer", **ADDED}, "repaired", ""),
        ({**SAID, "quotation": "We want the crossing the summer", **ADDED}, "altered", "left out “open before”"),
        (
            {**SAID, "quotation": "We want the crossing open before the winter", **ADDED},
            "altered",
            "“winter” instead of",
        ),
        ({**SAID, "quotation": "We don't want the crossing open before the summer", **ADDED}, "altered", "don't"),
        ({"quotation": "Twelve per cent of the trade goes through it", **ADDED}, "repaired", ""),
        ({"quotation": "12 percent of the trade goes through it", **ADDED}, "repaired", ""),
        ({"quotation": "20 per cent of the trade goes through it", **ADDED}, "altered", ""),
        ({"quotation": "Twelve million of the trade goes through it", **ADDED}, "altered", ""),
        ({"quotation": "leave the table before the treaty is signed", "speaker": "Mutua"}, "out_of_context", "“not”"),
        ({"quotation": "the deal is dead", "speaker": "Vidmar"}, "out_of_context", "not said"),
        ({"quotation": "We shall never surrender the islands", **ADDED}, "not_found", "No article"),
        ({**SAID, **ADDED, "date": "2023-03-20"}, "wrong_date", "published on 2023-03-16"),
        ({**SAID, **ADDED, "date": "2023-03-15"}, "ambiguous", "on which day"),
        ({**SAID, "source": "letter"}, "not_found", "no document with the id 'letter'"),
        ({"paraphrase": "Slovenia would not close its embassy in Korda", "speaker": "Vidmar"}, "verbatim", ""),
        ({"paraphrase": "Slovenia will close its embassy in Korda", "speaker": "Vidmar"}, "altered", "left out “not”"),
        ({"paraphrase": "Norway promised 5 million euros"}, "paraphrase", "A spokesman said it"),
        ({"paraphrase": "Norway promised 6 million euros"}, "altered", "“6” instead of “5”"),
        ({"paraphrase": "Norway promised 5 billion euros"}, "altered", "billion"),
        ({"paraphrase": "Sweden promised 5 million euros"}, "ambiguous", "lacks “sweden”"),
        ({"paraphrase": "Finland had paid for the new bridge", **ADDED}, "out_of_context", "denies it"),
        ({"paraphrase": "Finland had sold all of its timber to Ghana"}, "not_found", ""),
        ({"meeting": {"parties": ["Elina Saarela", "Marko Vidmar"], "place": "Vienna"}}, "paraphrase", ""),
        ({"meeting": {"parties": ["Finland", "Slovenia"], "date": "2023-03-15"}}, "paraphrase", ""),
        ({"meeting": {"parties": ["Saarela", "Vidmar"], "date": "2023-03-16"}}, "wrong_date", "“Wednesday”"),
        ({"meeting": {"parties": ["Saarela", "Vidmar"], "place": "Rome"}}, "altered", "Vienna"),
        ({"meeting": {"parties": ["Mutua", "Rocha"], "place": "Lisbon"}}, "out_of_context", "planned"),
        ({"meeting": {"parties": ["Mutua", "Rocha"], "status": "planned"}}, "paraphrase", ""),
        ({"meeting": {"parties": ["Saarela", "Rocha"]}}, "not_found", ""),
    ],
)
def test_verdicts(index, claim, verdict, reason):
    (found,) = verify(claim, index)
    assert (found.verdict, reason in found.reason) == (verdict, True), found
    assert found.passed == (verdict in ("verbatim", "repaired", "paraphrase"))
    if found.passed:
        document = index.document(index.number(found.evidence.document))
        found.evidence.span.check(document.text)
        assert found.evidence.annotation in document.annotations


def test_articles_that_differ(index):
    words = "We want the crossing open before the summer"
    (found,) = verify({"quotation": words, "speaker": "Saarela"}, index)
    assert (found.verdict, found.evidence.document, found.others[0].document) == ("ambiguous", "wire", "paper")
    assert "The articles differ" in found.reason


def test_the_dates_of_statements(index):
    words = "We want the crossing open before the summer and we shall pay for it"
    days = {"2023-03-21": "verbatim", "2023-03": "verbatim", "2023-03-20": "wrong_date", "2024": "wrong_date"}
    found = verify([{"quotation": words, "speaker": "Vidmar", "date": day} for day in days], index)
    assert [one.verdict for one in found] == list(days.values())


def test_a_verdict_as_json(index):
    (found,) = verify({**SAID, "quotation": "We want the bridge open before the summer", "id": "7"}, index)
    record = json.loads(json.dumps(found.to_dict()))
    assert record["claim"] == {"quotation": "We want the bridge open before the summer", "source": "wire", "id": "7"}
    assert record["evidence"]["differences"] == [{"claimed": "bridge", "found": "crossing", "guard": None}]
    assert (
        TEXT[record["evidence"]["span"]["start"] : record["evidence"]["span"]["end"]]
        == record["evidence"]["span"]["text"]
    )


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "a quotation, a paraphrase or a meeting; this one has none"),
        ({"quotation": "We agree", "paraphrase": "They agree"}, "this one has quotation and paraphrase"),
        ({"quotatoin": "We agree"}, "did you mean 'quotation'"),
        ({"quotation": "…"}, "has no words"),
        ({"quotation": 7}, "quotation: 7 is not a string"),
        ({"quotation": "We agree", "date": "Monday"}, "'Monday' is not a date"),
        ({"quotation": "We agree", "date": "2023-02-30"}, "is not a date"),
        ({"meeting": {"parties": []}}, "it has no parties"),
        ({"meeting": {"parties": "Haas"}}, "is not a list of names"),
        ({"meeting": {"parties": ["Haas"], "status": "cosy"}}, "is not one of its values"),
        ({"meeting": {"party": ["Haas"]}}, "did you mean 'parties'"),
        ({"meeting": ["Haas"]}, "a meeting is a mapping"),
        ("We agree", "a claim is a mapping"),
    ],
)
def test_claims_that_cannot_be_checked(record, message):
    with pytest.raises(ClaimError, match=re.escape(message)):
        Claim.of(record)


def test_claims_of_other_tools():
    lines = [
        json.dumps({"quotation": "We agree", "id": "1"}),
        "",
        json.dumps(
            {
                "document_id": "wire",
                "extractions": [{"extraction_text": "We agree", "attributes": {"speaker": "Haas", "tone": "calm"}}],
            }
        ),
        json.dumps(
            {
                "id": "anno1",
                "body": {"purpose": "identifying", "value": "Haas"},
                "target": {"source": "wire", "selector": {"type": "TextQuoteSelector", "exact": "We agree"}},
            }
        ),
    ]
    assert list(read_claims(lines)) == [
        Claim(quotation="We agree", id="1"),
        Claim(quotation="We agree", speaker="Haas", source="wire"),
        Claim(quotation="We agree", speaker="Haas", source="wire", id="anno1"),
    ]
    with pytest.raises(ClaimError, match="claims, line 2: not JSON"):
        list(read_claims(["", "{"]))
    with pytest.raises(ClaimError, match="line 1: the target of the annotation has no TextQuoteSelector"):
        list(read_claims(['{"target": "https://example.org/"}']))


def test_the_claims_of_a_draft():
    draft = diplotext.read(
        "Elina Saarela told reporters: “We want the crossing open.” Marko Vidmar said that Slovenia would stay. "
        "Saarela and Vidmar met in Vienna on March 15, 2023.\n"
    )
    found = claims_in(draft)
    assert [(one.id, one.quotation, one.paraphrase, one.speaker) for one in found[:2]] == [
        ("draft:1", "We want the crossing open.", None, "Elina Saarela"),
        ("draft:2", None, "Slovenia would stay", "Marko Vidmar"),
    ]
    assert attrs.asdict(found[2].meeting) == {
        "parties": ("Elina Saarela", "Marko Vidmar"),
        "place": "Vienna",
        "date": "2023-03-15",
        "status": "held",
    }
    assert all(draft.text[one.span.start : one.span.end] == one.span.text for one in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don't want it", "we do not want it"),
        ("twelve per cent", "12 percent"),
        ("Erdoğan’s plan", "Erdogan's plan"),
        ("1,000 miles", "1000 miles"),
        ("I can't, it's the third", "I cannot it is the 3rd"),
        ("the U.S. and the US", "the US and the U.S."),
        ("let’s go", "Let us go"),
    ],
)
def test_wordings_that_are_the_same(one, other):
    assert list(Wording.of(one).keys) == list(Wording.of(other).keys) == Wording.keys_of(one)


@pytest.mark.parametrize(
    ("one", "other"), [("give us the US plan", "give US the us plan"), ("12", "20"), ("can", "can't")]
)
def test_wordings_that_differ(one, other):
    assert list(Wording.of(one).keys) != list(Wording.of(other).keys)


def test_stems():
    assert stem("meetings") == stem("meeting") == stem("meets") == "meet"
    assert stem("2021") == "2021"


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_aligned(one, other):
    left, right = Wording.of(one), Wording.of(other)
    assert list(left.keys) == Wording.keys_of(one)
    found = align(left, right)
    if found:
        start, end = found.place
        assert 0 <= start <= end <= len(other)
    if left.keys == right.keys and left.keys:
        assert found.share == 1
        assert not found.differences


SENTENCES = [" ".join(part.split()) for part in re.findall(r"[^.]+", TEXT) if len(part.split()) > 6]


@given(st.sampled_from(SENTENCES), st.integers(0, 20), st.sampled_from(["marble", "not", "7", "Ostavia", "billion"]))
@settings(max_examples=60, deadline=None)
def test_a_word_put_in_never_passes(index, sentence, place, word):
    words = sentence.split()
    place %= len(words)
    changed = " ".join([*words[:place], word, *words[place:]])
    for kind in ("quotation", "paraphrase"):
        (found,) = verify({kind: changed}, index)
        assert not found.passed, found


def test_time_is_linear():
    def prepare(size):
        text = "We want the crossing open before the summer, she said. " * (size // 55)
        return lambda: Index([{"id": "1", "text": text}])

    assert_linear_time(prepare, sizes=(50_000, 400_000), name="an index")


def test_the_command(tmp_path):
    article, claims = tmp_path / "wire.txt", tmp_path / "claims.jsonl"
    article.write_text(TEXT, encoding="utf-8")
    good = {"quotation": "We want the crossing open before the summer", "speaker": "Saarela"}
    bad = {**good, "speaker": "Vidmar", "id": "b"}
    claims.write_text("\n".join(json.dumps(claim) for claim in (good, bad)), encoding="utf-8")
    run = CliRunner().invoke(
        cli, ["verify", str(claims), str(article), "--published", "2023-03-16"], standalone_mode=False
    )
    assert run.return_value == 1
    assert "MISATTRIBUTED  [b] “We want the crossing open before the summer” (Vidmar)" in run.output
    assert run.output.endswith("2 claims, 1 supported: 1 misattributed, 1 verbatim\n")
    claims.write_text(json.dumps(good), encoding="utf-8")
    arguments = ["verify", str(claims), str(article), "--published", "2023-03-16", "--format", "jsonl"]
    run = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert (run.return_value, json.loads(run.output)["verdict"]) == (0, "verbatim")


def test_the_command_with_a_draft_and_results(tmp_path):
    results, draft = tmp_path / "results.jsonl", tmp_path / "draft.txt"
    document = diplotext.read(TEXT, published="2023-03-16", id="wire")
    results.write_text(diplotext.wire.dumps(document) + "\n", encoding="utf-8")
    draft.write_text("Elina Saarela said: “We want the crossing open before the summer.”\n", encoding="utf-8")
    run = CliRunner().invoke(cli, ["verify", "--draft", str(draft), str(results), "--all"], standalone_mode=False)
    assert (run.return_value, "wire, " in run.output) == (0, True), run.output


@pytest.mark.parametrize(
    ("claims", "message"),
    [("", "it makes no claim that can be checked"), ('{"quote": "We agree"}', "line 1: a claim has no key 'quote'")],
)
def test_the_command_without_claims(tmp_path, claims, message):
    (tmp_path / "claims.jsonl").write_text(claims, encoding="utf-8")
    (tmp_path / "wire.txt").write_text(TEXT, encoding="utf-8")
    run = CliRunner().invoke(
        cli, ["verify", str(tmp_path / "claims.jsonl"), str(tmp_path / "wire.txt")], standalone_mode=False
    )
    assert isinstance(run.exception, ClaimError)
    assert message in str(run.exception)


def test_the_page_shows_claim_and_source_side_by_side(index):
    claims = [
        {**SAID, "quotation": "We want the crossing open before the <b>winter</b>", **ADDED},
        {"meeting": {"parties": ["Saarela", "Vidmar"], "place": "Rome"}},
        {"quotation": "We shall never surrender the islands"},
    ]
    document = index.document(index.number("wire"))
    page = render_verdicts(verify(claims, index), {"wire": document})
    assert page == render_verdicts(verify(claims, index), {"wire": document})
    assert "3 claims" in page
    assert "0 of 3 supported" in page
    assert "<del>winter</del>" not in page  # the words of the claim are no markup
    assert "&lt;<del>b&gt;winter&lt;/b</del>&gt;" in page
    assert "Meeting of Saarela and Vidmar" in page
    assert "nothing that decides" in page
    assert "default-src &#39;none&#39;" in page


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_pieces_side_by_side_are_the_texts(one, other):
    left, right = side_by_side(one, other)
    assert ("".join(piece.text for piece in left), "".join(piece.text for piece in right)) == (one, other)
    if one == other:
        assert not any(piece.differs for piece in (*left, *right))


def test_precision_is_measured():
    file = Path(diplotext.__file__).parent / "verification" / "data" / "precision.toml"
    assert "[quotation]" in file.read_text(encoding="utf-8")
