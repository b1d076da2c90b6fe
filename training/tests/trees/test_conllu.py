"""Reading CoNLL-U: spaces, multiword and empty tokens, document and paragraph starts, and bad lines."""

from pathlib import Path

import pytest

from training.trees.conllu import read_file, read_lines

TEXT = """\
# newdoc id = first
# sent_id = first-1
# newpar
# text = They don't "agree".
1	They	they	PRON	PRP	Case=Nom	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
3.1	quite	quite	ADV	RB	_	_	_	4:advmod	_
4	agree	agree	VERB	VB	VerbForm=Inf	0	root	_	Note=x|SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = first-2
1-2	Cannot	_	_	_	_	_	_	_	SpaceAfter=No
1	Can	can	AUX	MD	_	0	root	_	_
2	not	not	PART	RB	_	1	advmod	_	_
3	!	!	PUNCT	.	_	1	punct	_	_
"""


def test_sentences_with_their_tokens_and_starts() -> None:
    first, second = read_lines(TEXT.splitlines())
    assert (first.id, first.starts_document, first.starts_paragraph) == ("first-1", True, True)
    assert (second.id, second.starts_document, second.starts_paragraph) == ("first-2", False, False)
    assert [token.form for token in first.tokens] == ["They", "do", "n't", "agree", "."]
    assert [token.head for token in first.tokens] == [3, 3, 3, -1, 3]
    assert [token.feats for token in first.tokens] == ["Case=Nom", "", "", "VerbForm=Inf", ""]
    assert first.text == 'They don\'t "agree".'


def test_spaces_follow_the_surface_words() -> None:
    first, second = read_lines(TEXT.splitlines())
    assert first.written == "They don't agree."
    assert second.written == "Cannot!"


def test_a_file_without_an_empty_line_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "bank.conllu"
    path.write_text(TEXT.rstrip(), encoding="utf-8")
    assert len(list(read_file(path))) == len(list(read_lines(TEXT.splitlines()))) == 2


def test_a_line_with_missing_columns_is_named() -> None:
    with pytest.raises(ValueError, match=r"line 2: 3 columns instead of 10: '1\\tThey\\tthey'"):
        list(read_lines(["# sent_id = x", "1\tThey\tthey"]))
