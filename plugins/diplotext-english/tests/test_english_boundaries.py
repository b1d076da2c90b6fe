"""Sentence boundaries that the layout decides."""

import pytest
import spacy

pytest.importorskip("en_diplotext.boundaries", reason="the English pipeline is not installed")

STARTS = [
    pytest.param("Talks ended.\n\nShe left.", {"She"}, set(), id="blank line"),
    pytest.param("Talks ended.\nShe left.", set(), set(), id="one line break decides nothing"),
    pytest.param("\n\nTalks ended.", set(), {"Talks"}, id="white space at the head"),
    pytest.param("“We agreed,” Berger said.", set(), {"”", "Berger"}, id="comma before the closing mark"),
    pytest.param('"We agreed," Berger said.', set(), {"Berger"}, id="straight marks"),
    pytest.param("“Why?” he asked.", set(), {"”", "he"}, id="small letter after the closing mark"),
    pytest.param("“We agreed.” Berger left.", set(), {"”"}, id="a capital after a full stop is left to the parser"),
    pytest.param('"We agreed,"\nBerger said.', set(), {"Berger"}, id="line break after the closing mark"),
    pytest.param("“He said ‘yes,’” Berger added.", set(), {"”", "Berger"}, id="marks within marks"),
    pytest.param("“We agreed,”\n\nBerger said.", {"Berger"}, set(), id="a blank line is stronger"),
    pytest.param("He left (early). Berger stayed.", set(), {")"}, id="bracket"),
    pytest.param("He said: “No.” She left.", set(), {"”"}, id="an opening mark is left to the parser"),
]


@pytest.mark.parametrize(("text", "starts", "continues"), STARTS)
def test_boundaries(text: str, starts: set[str], continues: set[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("diplotext_boundaries")
    doc = nlp(text)
    assert {token.text for token in doc if token.is_sent_start and token.i} == starts
    assert continues <= {token.text for token in doc if token.is_sent_start is False}
    assert not starts & {token.text for token in doc if token.is_sent_start is False}


def test_the_parser_keeps_the_text() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("diplotext_boundaries")
    assert nlp("").text == ""
    assert nlp(".").text == "."
    assert nlp(" \n\n ").text == " \n\n "


def test_boundaries_that_are_set_stay() -> None:
    nlp = spacy.blank("en")
    doc = nlp("One two three.")
    doc[1].is_sent_start = True
    nlp.add_pipe("diplotext_boundaries")
    assert [token.is_sent_start for token in nlp.get_pipe("diplotext_boundaries")(doc)][1] is True
